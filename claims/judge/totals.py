"""Running totals in time: a report that gives less than another of its day may only lag behind a total that rises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb
import pyarrow as pa

from claims.figures import Interval
from claims.judge.context import PairContext
from claims.judge.evidence import Stored
from claims.judge.happening import one_total
from claims.judge.judge import judge
from claims.judge.rules.grounds import higher, moves
from claims.judge.tolerance import Tolerances, interval
from claims.model import Claim, Verdict

EARLIER = 4
"""Earlier reports of a total that are looked at."""
SUSPECT = frozenset({"contradiction", "disputed", "revision"})
"""Rules that a lagging report would fire."""

_SUSPECTS = pa.schema(
    [
        ("number", pa.int64()),
        ("cluster_id", pa.string()),
        ("most", pa.float64()),
        ("before", pa.timestamp("us")),
        ("since", pa.timestamp("us")),
    ]
)


def earlier_totals(
    con: duckdb.DuckDBPyConnection, query: str, pairs: Sequence[tuple[Stored, Stored]], tolerances: Tolerances
) -> list[tuple[int, str, str]]:
    """(index of a pair, an earlier report of no more than the lower of its totals, the report of the higher), by claim ids."""
    ordered = [_lower_first(a, b, tolerances) for a, b in pairs]
    rows = [_suspect(i, *two, tolerances) for i, two in enumerate(ordered) if two is not None]
    if not any(rows):
        return []
    con.register("suspects", pa.Table.from_pylist([row for row in rows if row], schema=_SUSPECTS))
    found = con.execute(query, {"cap": EARLIER}).fetchall()
    con.unregister("suspects")
    return [(number, claim_id, two[1].claim_id) for number, claim_id in found if (two := ordered[number]) is not None]


def rose(earlier: Claim, upper: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether the higher total is an update of the earlier one: then who still gives less lags behind."""
    found = judge(earlier, upper, context, tolerances)
    return found.verdict is Verdict.UPDATE or (found.rule == "bounds" and one_total(earlier, upper))


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
