"""Judges what is new in the store and writes findings: one for each distinct disagreement, not one for each pair of texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from claims.figures import Interval
from claims.judge.account import account
from claims.judge.candidates import Batch, batches, lay_pairs, pairs_table, query, sides_of
from claims.judge.context import PairContext, measured
from claims.judge.counts import aside, bounded, other_count
from claims.judge.evidence import Stored, context_of, wording
from claims.judge.judge import judge, slots
from claims.judge.memory import closed
from claims.judge.tolerance import Tolerances, overlap
from claims.judge.totals import SUSPECT, earlier_totals, rose
from claims.match.keys import key_of
from claims.match.weights import weights
from claims.model import FindingKind, Judgement, Verdict, content_id
from claims.workers import in_processes, several_processors

UNDETERMINED_STORY = 0.5
"""Likeness from which an open question is worth a person's look."""

FINDINGS = pa.schema(
    [(name, pa.string()) for name in ("finding_id", "kind", "rule")]
    + [("severity", pa.float64())]
    + [(name, pa.string()) for name in ("cluster_id", "claim_a", "claim_b", "explanation", "slots", "evidence")]
    + [("interval_a", pa.list_(pa.float64())), ("interval_b", pa.list_(pa.float64()))]
)
Subject = tuple[str, str]
Sides = tuple[Interval, Interval]


@dataclass(frozen=True, slots=True)
class Found:
    """A judged pair that a person should see."""

    kind: FindingKind
    a: Stored
    b: Stored
    judgement: Judgement
    context: PairContext

    @property
    def subject(self) -> Subject:
        """What a disagreement is about: the kind, and the cluster, or the address of an article that was changed."""
        edit = self.kind in (FindingKind.STEALTH_EDIT, FindingKind.CORRECTION)
        return str(self.kind), (self.b.side.url if edit else self.a.cluster_id) or ""

    @property
    def sides(self) -> Sides:
        return self.judgement.interval_a, self.judgement.interval_b

    @property
    def rank(self) -> tuple[bool, float, str, str]:
        """The lowest represents its disagreement: plain values before bounds, the gravest, then the first by id."""
        open_ended = any(None in side for side in self.sides)
        return open_ended, -self.judgement.severity, self.a.claim_id, self.b.claim_id


def once_for_two(found: Iterable[Found]) -> list[Found]:
    """Of what two articles say differently of one kind of thing, the pair that is most surely of one happening.

    A text that counts 12 injured in a city, and 9 of them in one quarter, differs from another text once, not twice.
    """
    kept: list[Found] = []
    taken: set[tuple[object, ...]] = set()
    for one in sorted(found, key=lambda f: (-(f.context.story or 0.0), f.rank)):
        key = key_of(one.a.claim)
        articles = {one.a.side.article_id, one.b.side.article_id}
        subject = (one.kind, *sorted(articles), key.thing, key.event)
        if one.a.side.url == one.b.side.url or subject not in taken:
            kept.append(one)
            taken.add(subject)
    return kept


def distinct(found: Iterable[Found], known: Mapping[Subject, Sequence[Sides]]) -> list[Found]:
    """One of each disagreement: where 2,500 and "under 3,000" both stand against 3,900, that is one, not two."""
    held: dict[Subject, list[Sides]] = {subject: list(sides) for subject, sides in known.items()}
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: f.rank):
        others = held.setdefault(one.subject, [])
        if not any(_same_sides(one.sides, other) for other in others):
            others.append(one.sides)
            kept.append(one)
    return kept


def _same_sides(one: Sides, other: Sides) -> bool:
    (a, b), (c, d) = one, other
    return (overlap(a, c) and overlap(b, d)) or (overlap(a, d) and overlap(b, c))


def judge_new(
    con: duckdb.DuckDBPyConnection,
    now: datetime | None = None,
    tolerances: Tolerances | None = None,
    weigh: Mapping[str, float] | None = None,
) -> int:
    """Compares new claims with each other and with the stored ones; writes findings and moves the `last_seen_at` of the old.

    `now` is the night's clock. Returns the number of new findings; a second call returns 0 and changes nothing.
    """
    tolerances = tolerances or Tolerances()
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None) if now is None or now.tzinfo else now
    weigh = weigh or weights().happening
    found = [*_versions(con, tolerances), *_clusters(con, tolerances, moment, weigh)]
    fresh = distinct(once_for_two(found), _known(con))
    con.begin()
    try:
        _withdraw(con, found)
        added = _write(con, [_row(one, tolerances, weigh) for one in fresh], moment)
        con.execute("UPDATE store.keys SET judged = true WHERE NOT judged")
        con.execute(query("seen"))
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return added


def _clusters(
    con: duckdb.DuckDBPyConnection, tolerances: Tolerances, moment: datetime, weigh: Mapping[str, float]
) -> Iterator[Found]:
    lay_pairs(con, tolerances)
    sources = dict(
        con.execute(
            """SELECT cluster_id, count(DISTINCT coalesce(a.origin_id, a.article_id)) FROM store.claims c JOIN store.articles a USING (article_id)
            WHERE cluster_id IN (SELECT cluster_id FROM pairs) GROUP BY ALL"""
        ).fetchall()
    )
    suspects: list[Found] = []
    # by cluster, so that the gists of its texts are still at hand
    jobs = (
        Job(batch, tolerances, _of(batch, sources), moment, weigh)
        for batch in batches(con, "pairs", "cluster_id, x, y")
    )
    [(pairs,)] = con.execute("SELECT count(*) FROM pairs").fetchall()
    spread = pairs >= WORTH_PROCESSES and several_processors()
    for judged in in_processes(judge_batch, jobs) if spread else map(judge_batch, jobs):
        for found in judged:
            if found.judgement.rule in SUSPECT:
                suspects.append(found)
            else:
                yield found
    con.execute(f"CREATE OR REPLACE TEMP TABLE doubted AS {query('doubted')}")
    for batch in batches(con, "doubted"):
        again = judge_batch(Job(batch, tolerances, _of(batch, sources), moment, weigh))
        suspects += [found for found in again if found.judgement.rule in SUSPECT]
    yield from _in_time(con, suspects, tolerances, moment, weigh)


WORTH_PROCESSES = 20_000
"""Fewer pairs are judged before further processes would have started."""


@dataclass(frozen=True, slots=True)
class Job:
    """A batch, and what all of them are judged with."""

    batch: Batch
    tolerances: Tolerances
    sources: Mapping[str | None, int]
    """Independent sources by cluster."""
    moment: datetime
    weigh: Mapping[str, float]


def judge_batch(job: Job) -> list[Found]:
    """What a person should see of a batch."""
    contexts = _contexts(job.batch, job.tolerances, job.sources, job.moment, job.weigh)
    judged = (_finding(a, b, context, job.tolerances) for a, b, context in contexts)
    return [found for found in judged if found is not None]


def _of(batch: Batch, sources: Mapping[str | None, int]) -> dict[str | None, int]:
    """What of the sources a batch needs."""
    clusters = {side.cluster_id for side in batch.sides.values()}
    return {cluster: number for cluster in clusters if (number := sources.get(cluster)) is not None}


def _contexts(
    batch: Batch,
    tolerances: Tolerances,
    sources: Mapping[str | None, int],
    moment: datetime,
    weigh: Mapping[str, float],
) -> Iterator[tuple[Stored, Stored, PairContext]]:
    """The pairs of a batch, the earlier side first, with what ties them together."""
    sides, counts = batch.sides, batch.counts
    for x, y in batch.pairs:
        a, b = (bounded(side, counts) for side in _ordered(sides[x], sides[y]))
        yield (
            a,
            b,
            context_of(
                a,
                b,
                sources=sources.get(a.cluster_id, 2),
                day=moment.date(),
                other_count=other_count(a, b, counts, tolerances),
                values=(len(counts.such(a)), len(counts.such(b))),
                beside=(counts.beside(a), counts.beside(b)),
                aside=aside(a, counts, tolerances) or aside(b, counts, tolerances),
                weigh=weigh,
            ),
        )


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
        for a, b, context in _contexts(batch, tolerances, {}, moment, weigh):
            yield names[frozenset((a.claim_id, b.claim_id))], a, b, context


def _in_time(
    con: duckdb.DuckDBPyConnection,
    suspects: Sequence[Found],
    tolerances: Tolerances,
    moment: datetime,
    weigh: Mapping[str, float],
) -> Iterator[Found]:
    """The suspects, those that only lag behind a total that rises judged anew."""
    earlier = earlier_totals(con, query("told"), [(one.a, one.b) for one in suspects], tolerances)
    pairs_table(con, "before", [(x, y) for _, x, y in earlier])
    updated = {
        frozenset((a.claim_id, b.claim_id))
        for batch in batches(con, "before")
        for a, b, context in _contexts(batch, tolerances, {}, moment, weigh)
        if rose(a.claim, b.claim, context, tolerances)
    }
    lagging = {number for number, x, y in earlier if frozenset((x, y)) in updated}
    for number, one in enumerate(suspects):
        again = _finding(one.a, one.b, replace(one.context, told_before=True), tolerances) if number in lagging else one
        if again is not None:
            yield again


def _versions(con: duckdb.DuckDBPyConnection, tolerances: Tolerances) -> Iterator[Found]:
    """Numbers that changed between two versions of an article: of the candidates of each new claim the sentence most alike."""
    rows = con.execute(query("versions")).fetchall()
    sides = sides_of(con, sorted({claim_id for x, y in rows for claim_id in (x, y)}))
    taken: set[str] = set()
    pairs = [(sides[x], sides[y]) for x, y in sorted(rows)]
    scored = sorted(
        ((wording(a.claim, b.claim), a.claim_id, b.claim_id) for a, b in pairs), key=lambda s: (-s[0], s[1:])
    )
    for score, x, y in scored:
        if score < tolerances.same_words or x in taken or y in taken:
            continue
        taken |= {x, y}
        a, b = sides[x], sides[y]
        found = _finding(a, b, context_of(a, b), tolerances)
        if found is not None:
            yield found


def _ordered(x: Stored, y: Stored) -> tuple[Stored, Stored]:
    """The earlier first."""
    keys = [(s.side.published or datetime.max.replace(tzinfo=UTC), s.claim_id) for s in (x, y)]
    return (x, y) if keys[0] <= keys[1] else (y, x)


def _finding(a: Stored, b: Stored, context: PairContext, tolerances: Tolerances) -> Found | None:
    judgement = judge(a.claim, b.claim, context, tolerances)
    kind = kind_of(judgement, context)
    if kind is None:
        return None
    # the texts are let go: a million claims have a hundred thousand such pairs
    a, b = (replace(side, title="", opening="") for side in (a, b))
    return Found(kind, a, b, judgement, replace(context, ties=measured(context.ties)))


def kind_of(judgement: Judgement, context: PairContext) -> FindingKind | None:
    """What a verdict is shown as; None where there is nothing to look at.

    >>> kind_of(Judgement(Verdict.CONTRADICTION, "revision", ""), PairContext()).value
    'revision'
    """
    if judgement.rule in ("stealth_edit", "correction", "revision"):
        return FindingKind(judgement.rule)
    if judgement.verdict is Verdict.CONTRADICTION:
        return FindingKind.CONTRADICTION
    if judgement.verdict is Verdict.UPDATE:
        return FindingKind.UPDATE
    if (
        judgement.verdict is Verdict.UNDETERMINED
        and judgement.rule != "one_origin"
        and (context.story or 0) >= UNDETERMINED_STORY
    ):
        return FindingKind.UNDETERMINED
    return None


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
        _finding_id(kind, one)
        for one in found
        if one.judgement.rule == "lagging"
        for kind in (FindingKind.CONTRADICTION, FindingKind.REVISION)
    ]
    con.execute(
        "DELETE FROM store.findings WHERE status = 'open' AND finding_id IN (SELECT unnest($1::VARCHAR[]))", [explained]
    )


def _finding_id(kind: FindingKind, found: Found) -> str:
    return content_id("finding", kind, *sorted((found.a.claim_id, found.b.claim_id)))


def _write(con: duckdb.DuckDBPyConnection, rows: list[dict[str, object]], moment: datetime) -> int:
    con.register("found", pa.Table.from_pylist(rows, schema=FINDINGS))
    query = "SELECT * FROM found ANTI JOIN store.findings USING (finding_id)"
    added = con.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0]  # noqa: S608
    con.execute(
        f"INSERT INTO store.findings BY NAME SELECT *, ?::TIMESTAMP AS first_seen_at, ?::TIMESTAMP AS last_seen_at FROM ({query})",  # noqa: S608
        [moment, moment],
    )
    con.unregister("found")
    return int(added)


def _row(found: Found, tolerances: Tolerances, weigh: Mapping[str, float]) -> dict[str, object]:
    judgement = found.judgement
    compared = slots(found.a.claim, found.b.claim, found.context, tolerances)
    return {
        "finding_id": _finding_id(found.kind, found),
        "kind": str(found.kind),
        "rule": judgement.rule,
        "severity": judgement.severity,
        "cluster_id": found.a.cluster_id,
        "claim_a": found.a.claim_id,
        "claim_b": found.b.claim_id,
        "explanation": judgement.explanation,
        "slots": json.dumps(compared, ensure_ascii=False),
        "evidence": account(found.a.claim, found.b.claim, judgement, found.context, tolerances, weigh).as_json(),
        "interval_a": list(judgement.interval_a),
        "interval_b": list(judgement.interval_b),
    }
