"""Judges what is new in the store and writes findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from claims.judge.batch import FINDINGS, Job, Judged, Measure, judge_batch, judged, pairs_of, risen
from claims.judge.candidates import batches, lay_pairs, pairs_table, query, sides_of
from claims.judge.context import PairContext
from claims.judge.evidence import Stored, context_of, wording
from claims.judge.found import Found, Sides, Subject, distinct, finding_id, once_for_two
from claims.judge.memory import closed
from claims.judge.tolerance import Tolerances
from claims.judge.totals import SUSPECT, earlier_totals
from claims.match.weights import weights
from claims.model import FindingKind
from claims.workers import in_processes, several_processors

WORTH_PROCESSES = 20_000
"""Fewer pairs are judged before further processes would have started."""


def judge_new(
    con: duckdb.DuckDBPyConnection,
    now: datetime | None = None,
    tolerances: Tolerances | None = None,
    weigh: Mapping[str, float] | None = None,
) -> int:
    """Compares new claims with each other and with the stored ones; writes findings and moves the `last_seen_at` of the old.

    `now` is the night's clock. Returns the number of new findings; a second call returns 0 and changes nothing.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None) if now is None or now.tzinfo else now
    measure = Measure(tolerances or Tolerances(), moment, weigh or weights().happening)
    con.register("judged_rows", FINDINGS.empty_table())
    con.execute("CREATE OR REPLACE TEMP TABLE judged AS FROM judged_rows")
    con.unregister("judged_rows")
    found = [*_keep(con, [_versions(con, measure)]), *_clusters(con, measure)]
    fresh = distinct(once_for_two(found), _known(con))
    con.begin()
    try:
        _withdraw(con, found)
        added = _write(con, fresh, moment)
        con.execute("UPDATE store.keys SET judged = true WHERE NOT judged")
        con.execute(query("seen"))
        con.commit()
    except BaseException:
        con.rollback()
        raise
    con.execute("DROP TABLE judged")
    return added


def _clusters(con: duckdb.DuckDBPyConnection, measure: Measure) -> list[Found]:
    lay_pairs(con, measure.tolerances)
    [(pairs,)] = con.execute("SELECT count(*) FROM pairs").fetchall()
    # by cluster, so that the gists of its texts are still at hand
    jobs = (Job(batch, measure) for batch in batches(con, "pairs", "cluster_id, x, y"))
    spread = pairs >= WORTH_PROCESSES and several_processors()
    found = list(_keep(con, in_processes(judge_batch, jobs) if spread else map(judge_batch, jobs)))
    con.execute(f"CREATE OR REPLACE TEMP TABLE doubted AS {query('doubted')}")
    doubted = _keep(con, (judge_batch(Job(batch, measure)) for batch in batches(con, "doubted")))
    return _in_time(con, found + [one for one in doubted if one.rule in SUSPECT], measure)


def _in_time(con: duckdb.DuckDBPyConnection, found: list[Found], measure: Measure) -> list[Found]:
    """The same, those that only lag behind a total that rises judged anew."""
    earlier = earlier_totals(con, query("told"), [one.suspect for one in found])
    pairs_table(con, "before", [(x, y) for _, x, y in earlier])
    updated = {pair for batch in batches(con, "before") for pair in risen(Job(batch, measure))}
    lagging = {found[number].pair for number, x, y in earlier if frozenset((x, y)) in updated}
    pairs_table(con, "lagging", sorted(lagging))
    again = _keep(con, (judge_batch(Job(batch, measure, told_before=True)) for batch in batches(con, "lagging")))
    return [one for one in found if one.rule not in SUSPECT or one.pair not in lagging] + list(again)


def _keep(con: duckdb.DuckDBPyConnection, batches_: Iterable[Judged]) -> Iterator[Found]:
    """What was found in each batch; its rows are laid down in the table `judged`, which DuckDB may put on disk."""
    for batch in batches_:
        con.register("judged_rows", batch.rows)
        con.execute("INSERT INTO judged FROM judged_rows")
        con.unregister("judged_rows")
        yield from batch.found


def _versions(con: duckdb.DuckDBPyConnection, measure: Measure) -> Judged:
    """Numbers that changed between two versions of an article: of the candidates of each new claim the sentence most alike."""
    rows = con.execute(query("versions")).fetchall()
    sides = sides_of(con, sorted({claim_id for x, y in rows for claim_id in (x, y)}))
    scored = sorted(
        ((wording(sides[x].claim, sides[y].claim), x, y) for x, y in rows), key=lambda one: (-one[0], one[1:])
    )
    taken: set[str] = set()
    pairs = []
    for score, x, y in scored:
        if score >= measure.tolerances.same_words and x not in taken and y not in taken:
            taken |= {x, y}
            pairs.append((sides[x], sides[y], context_of(sides[x], sides[y])))
    return judged(pairs, measure)


def judged_pairs(
    con: duckdb.DuckDBPyConnection, tolerances: Tolerances, moment: datetime, weigh: Mapping[str, float]
) -> Iterator[tuple[str, Stored, Stored, PairContext]]:
    """(finding id, sides, context) of the stored findings that rest on two articles, as they would be judged again."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE again AS SELECT claim_a AS x, claim_b AS y, min(finding_id) AS finding_id FROM store.findings
        WHERE kind NOT IN ('stealth_edit', 'correction') GROUP BY ALL"""
    )
    names = {frozenset((x, y)): name for x, y, name in con.execute("SELECT x, y, finding_id FROM again").fetchall()}
    for batch in batches(con, "again"):
        for a, b, context in pairs_of(batch, Measure(tolerances, moment, weigh)):
            yield names[frozenset((a.claim_id, b.claim_id))], a, b, context


def _known(con: duckdb.DuckDBPyConnection) -> dict[Subject, list[Sides]]:
    """The disagreements that a finding stands for already. What a person decided holds for the very values, not for all that a bound allows."""
    rows = con.execute(
        """SELECT f.kind, CASE WHEN f.kind IN ('stealth_edit', 'correction') THEN v.url ELSE coalesce(a.cluster_id, '') END,
               f.interval_a, f.interval_b, f.status <> 'open'
        FROM store.findings f JOIN store.claims a ON a.claim_id = f.claim_a JOIN store.claims b ON b.claim_id = f.claim_b
        JOIN store.articles v ON v.article_id = b.article_id"""
    ).fetchall()
    known: dict[Subject, list[Sides]] = {}
    for kind, where, a, b, decided in rows:
        sides = (a[0], a[1]), (b[0], b[1])
        known.setdefault((kind, where), []).append((closed(sides[0]), closed(sides[1])) if decided else sides)
    return known


def _withdraw(con: duckdb.DuckDBPyConnection, found: Sequence[Found]) -> None:
    """Accusations that a report which came in later explains are withdrawn, unless a person decided on them."""
    explained = [
        finding_id(kind, one.pair)
        for one in found
        if one.rule == "lagging"
        for kind in (FindingKind.CONTRADICTION, FindingKind.REVISION)
    ]
    con.execute(
        "DELETE FROM store.findings WHERE status = 'open' AND finding_id IN (SELECT unnest($1::VARCHAR[]))", [explained]
    )


def _write(con: duckdb.DuckDBPyConnection, fresh: Sequence[Found], moment: datetime) -> int:
    """Stores the rows of what was found, of the table `judged`, unless they are there; the number of new ones."""
    con.register("fresh_ids", pa.table({"finding_id": pa.array([one.finding_id for one in fresh], pa.string())}))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE added AS SELECT DISTINCT ON (finding_id) * FROM judged
        SEMI JOIN fresh_ids USING (finding_id) ANTI JOIN store.findings USING (finding_id)"""
    )
    con.unregister("fresh_ids")
    con.execute(
        "INSERT INTO store.findings BY NAME SELECT *, ?::TIMESTAMP AS first_seen_at, ?::TIMESTAMP AS last_seen_at FROM added",
        [moment, moment],
    )
    [(added,)] = con.execute("SELECT count(*) FROM added").fetchall()
    return int(added)
