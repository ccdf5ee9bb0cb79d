"""Running totals in time: a report that gives less than another of its day may only lag behind a total that rises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import duckdb
import pyarrow as pa

from claims.figures import Interval
from claims.judge.context import PairContext
from claims.judge.evidence import Stored, context_of
from claims.judge.judge import judge
from claims.judge.rules.grounds import higher, moves
from claims.judge.tolerance import Tolerances, interval
from claims.model import Verdict

EARLIER = 4
"""Earlier reports of a total that are looked at."""
SUSPECT = frozenset({"contradiction", "disputed", "revision"})
"""Rules that a lagging report would fire."""

Pair = tuple[Stored, Stored, PairContext]
_SUSPECTS = pa.schema(
    [
        ("number", pa.int64()),
        ("cluster_id", pa.string()),
        ("most", pa.float64()),
        ("before", pa.timestamp("us")),
        ("since", pa.timestamp("us")),
    ]
)


def told_before(
    con: duckdb.DuckDBPyConnection,
    query: str,
    sides_of: Callable[[Sequence[str]], Mapping[str, Stored]],
    pairs: Sequence[Pair],
    tolerances: Tolerances,
    weigh: Mapping[str, float],
) -> set[int]:
    """Which of the pairs differ by a total that rose since an earlier report of the same happening gave no more than the lower."""
    ordered = {i: _lower_first(a, b, tolerances) for i, (a, b, _) in enumerate(pairs)}
    rows = [_suspect(i, *two, tolerances) for i, two in ordered.items() if two is not None]
    if not rows:
        return set()
    con.register("suspects", pa.Table.from_pylist([row for row in rows if row], schema=_SUSPECTS))
    found = con.execute(query, {"cap": EARLIER}).fetchall()
    con.unregister("suspects")
    sides = sides_of([claim_id for _, claim_id in found])
    lagging: set[int] = set()
    for number, claim_id in found:
        two = ordered[number]
        if number in lagging or two is None:
            continue
        lower, upper = two
        earlier = sides[claim_id]
        rose = judge(earlier.claim, upper.claim, context_of(earlier, upper, weigh=weigh), tolerances)
        if rose.verdict is Verdict.UPDATE and not higher(earlier.claim, lower.claim, tolerances):
            lagging.add(number)
    return lagging


def _lower_first(a: Stored, b: Stored, tolerances: Tolerances) -> tuple[Stored, Stored] | None:
    if moves(a.claim) != "running_total":
        return None
    return (b, a) if higher(a.claim, b.claim, tolerances) else (a, b) if higher(b.claim, a.claim, tolerances) else None


def _suspect(number: int, lower: Stored, upper: Stored, tolerances: Tolerances) -> dict[str, object] | None:
    most, at = _most(interval(lower.claim, tolerances)), _naive(upper.side.published)
    if most is None or at is None:
        return None
    return {
        "number": number,
        "cluster_id": upper.cluster_id,
        "most": most,
        "before": at - timedelta(hours=tolerances.settled_hours),
        "since": at - timedelta(days=tolerances.running_days),
    }


def _most(value: Interval) -> float | None:
    return value[1] if value[1] is not None else value[0]


def _naive(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=None) if moment is not None else None
