"""People's verdicts and the findings in a database: which verdict holds for which finding, whatever the texts that it was made on.

`DATA/verdicts.jsonl` is the truth. The columns `status`, `note` and `remembered` of the findings follow from it and can be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from claims.figures import shown
from claims.judge.candidates import sides_of
from claims.judge.evidence import Stored, context_of
from claims.judge.memory import Alike, Disagreement, Past, Place, Placed, Recalled, Value, recall
from claims.judge.tolerance import Tolerances
from claims.match.weights import weights
from claims.store.logged import keep
from claims.store.verdicts import Decision, current, decisions

_SIDES = """SELECT s.finding_id, s.kind, s.side, s.claim_id, s.bounds, c.low, c.high,
    CASE WHEN c.dimension = 'date' THEN coalesce(c.time_end, c.time_start) END AS due, v.outlet, v.url,
    coalesce(k.day, v.first_seen_at::DATE) AS day, coalesce(k.base, '') AS quantity, c.cluster_id, coalesce(v.origin_id, v.article_id) AS origin
FROM (SELECT finding_id, kind, 'a' AS side, claim_a AS claim_id, interval_a AS bounds FROM store.findings
      UNION ALL SELECT finding_id, kind, 'b', claim_b, interval_b FROM store.findings) s
JOIN store.claims c USING (claim_id) JOIN store.articles v USING (article_id) LEFT JOIN store.keys k USING (claim_id)
WHERE s.finding_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY s.finding_id, s.side"""
_TOUCHED = """SELECT finding_id FROM store.findings WHERE status <> 'open' OR remembered IS NOT NULL OR note IS NOT NULL
    OR list_contains($1::VARCHAR[], cluster_id)
UNION SELECT f.finding_id FROM store.findings f JOIN store.claims c ON c.claim_id = f.claim_b JOIN store.articles v USING (article_id)
WHERE list_contains($1::VARCHAR[], c.cluster_id) OR list_contains($2::VARCHAR[], v.url)"""
"""Findings that have a state, and those of the quantities and addresses that a person decided something of."""
_LAID = pa.schema(
    [("n", pa.int32()), ("side", pa.string())] + [(name, pa.string()) for name in ("claim_id", "quantity", "day")]
)


def disagreement(con: duckdb.DuckDBPyConnection, finding_id: str) -> Disagreement | None:
    """What a finding is about, to be written beside a verdict on it; None where there is no such finding."""
    rows = _placed(con, [finding_id])
    return rows[finding_id].about if rows else None


def apply(
    con: duckdb.DuckDBPyConnection,
    data: Path,
    tolerances: Tolerances | None = None,
    weigh: Mapping[str, float] | None = None,
) -> int:
    """Writes into store.findings what the verdicts make of them, and the verdicts themselves; the number of findings whose state changed."""
    keep(con, decisions(data))
    return _write(con, states(con, data, tolerances, weigh))


def states(
    con: duckdb.DuckDBPyConnection,
    data: Path,
    tolerances: Tolerances | None = None,
    weigh: Mapping[str, float] | None = None,
) -> dict[str, Recalled]:
    """finding id → its state, of all findings that a verdict may bear on; all others are open."""
    made = current(decisions(data))
    if not made:
        return {}
    past = _past(con, made.values())
    clusters = sorted({cluster for one in past for place in (one.placed.a, one.placed.b) for cluster in place.clusters})
    urls = sorted({one.placed.about.b.url for one in past})
    touched = [row[0] for row in con.execute(_TOUCHED, [clusters, urls]).fetchall()]
    found = _placed(con, sorted({*made, *touched}))
    settled = [one for one in past if one.status != "open"]
    alike, one_story = _alike(con, weigh), (tolerances or Tolerances()).story
    return {
        finding_id: Recalled(own.status, _note(own), None)
        if (own := made.get(finding_id))
        else recall(placed, settled, alike, one_story)
        for finding_id, placed in found.items()
    }


def statuses(
    con: duckdb.DuckDBPyConnection, data: Path, tolerances: Tolerances, weigh: Mapping[str, float]
) -> dict[str, str]:
    """finding id → status, of the findings on which a verdict holds by now, be it by their values alone."""
    return {
        name: state.status for name, state in states(con, data, tolerances, weigh).items() if state.status != "open"
    }


def _note(made: Decision) -> str | None:
    return made.note or None


def _past(con: duckdb.DuckDBPyConnection, made: Iterable[Decision]) -> list[Past]:
    """The verdicts, each with where its quantity stands now: by its claims if they are there, else by key and day."""
    known = {one.finding_id: one for one in made}
    here = _placed(con, sorted(known))
    laid = [
        (one, about)
        for one in known.values()
        if (about := one.about or (here[one.finding_id].about if one.finding_id in here else None)) is not None
    ]
    places = _places(con, [about for _, about in laid])
    return [
        Past(one.finding_id, one.status, _note(one) or "", one.at, Placed(about, *places[n]))
        for n, (one, about) in enumerate(laid)
    ]


def _places(con: duckdb.DuckDBPyConnection, abouts: Sequence[Disagreement]) -> list[tuple[Place, Place]]:
    limits = weights()
    rows = [
        {"n": n, "side": side, "claim_id": value.claim_id, "quantity": value.quantity, "day": value.day}
        for n, about in enumerate(abouts)
        for side, value in (("a", about.a), ("b", about.b))
    ]
    con.register("laid", pa.Table.from_pylist(rows, schema=_LAID))
    found: dict[tuple[int, str], tuple[set[str], str]] = {}
    for n, side, cluster, origin in con.execute(
        """SELECT l.n, l.side, c.cluster_id, coalesce(v.origin_id, v.article_id) FROM laid l JOIN store.claims c USING (claim_id)
        JOIN store.articles v USING (article_id) WHERE c.cluster_id IS NOT NULL
        UNION ALL
        SELECT DISTINCT l.n, l.side, c.cluster_id, '' FROM laid l ANTI JOIN store.claims x ON x.claim_id = l.claim_id
        JOIN store.keys k ON k.base = l.quantity JOIN store.claims c ON c.claim_id = k.claim_id
        WHERE c.cluster_id IS NOT NULL AND (coalesce(k.episode, '') = '' OR abs(date_diff('day', k.day, TRY_CAST(l.day AS DATE))) <=
            CASE k.moves WHEN 'running_total' THEN $1 ELSE $2 END)""",
        [limits.running_total_gap_days, limits.one_off_days],
    ).fetchall():
        clusters, _ = found.setdefault((n, side), (set(), origin))
        clusters.add(cluster)
    con.unregister("laid")
    nowhere: tuple[set[str], str] = (set(), "")

    def place(n: int, side: str) -> Place:
        clusters, origin = found.get((n, side), nowhere)
        return Place(frozenset(clusters), origin)

    return [(place(n, "a"), place(n, "b")) for n in range(len(abouts))]


def _placed(con: duckdb.DuckDBPyConnection, finding_ids: Sequence[str]) -> dict[str, Placed]:
    cursor = con.execute(_SIDES, [finding_ids])
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {
        a["finding_id"]: Placed(Disagreement(a["kind"], _value(a), _value(b)), _place(a), _place(b))
        for a, b in pairwise(rows)
        if a["finding_id"] == b["finding_id"]
    }


def _value(row: Mapping[str, Any]) -> Value:
    due: date | None = row["due"]
    low, high = (due.toordinal(), due.toordinal()) if due else row["bounds"] or (row["low"], row["high"])
    said = due.strftime("%-d %B %Y") if due else shown((row["low"], row["high"]))
    return Value(row["claim_id"], low, high, said, row["outlet"], row["url"], str(row["day"]), row["quantity"])


def _place(row: Mapping[str, Any]) -> Place:
    return Place(frozenset({row["cluster_id"]} - {None}), row["origin"])


def _alike(con: duckdb.DuckDBPyConnection, weigh: Mapping[str, float] | None) -> Alike:
    """How likely two stored claims are of one happening."""

    @cache
    def side(claim_id: str) -> Stored | None:
        return sides_of(con, [claim_id]).get(claim_id)

    def alike(x: str, y: str) -> float:
        one, other = side(x), side(y)
        return (context_of(one, other, weigh=weigh).story or 0.0) if one and other else 0.0

    return alike


def _write(con: duckdb.DuckDBPyConnection, made: Mapping[str, Recalled]) -> int:
    schema = pa.schema([(name, pa.string()) for name in ("finding_id", "status", "note", "remembered")])
    rows = [
        {"finding_id": finding_id, "status": one.status, "note": one.note, "remembered": one.remark}
        for finding_id, one in made.items()
    ]
    con.register("told", pa.Table.from_pylist(rows, schema=schema))
    changed = con.execute(
        """UPDATE store.findings f SET status = t.status, note = t.note, remembered = t.remembered FROM told t
        WHERE f.finding_id = t.finding_id AND (f.status <> t.status OR f.note IS DISTINCT FROM t.note
            OR f.remembered IS DISTINCT FROM t.remembered)"""
    ).fetchall()
    con.unregister("told")
    return int(changed[0][0])
