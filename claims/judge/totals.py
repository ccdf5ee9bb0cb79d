"""Running totals in time: a report that gives less than another of its day may only lag behind a total that rises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import duckdb
import pyarrow as pa

from claims.figures import Interval
from claims.judge.context import PairContext
from claims.judge.evidence import Stored
from claims.judge.happening import one_total
from claims.judge.judge import judge
from claims.judge.rules.grounds import higher, moves
from claims.judge.tolerance import Tolerances, interval
from claims.model import Claim, Judgement, Verdict

EARLIER = 4
"""Earlier reports of a total that are looked at."""
SUSPECT = frozenset({"contradiction", "disputed", "revision"})
"""Rules that a lagging report would fire."""


class Suspect(NamedTuple):
    """A report that gives less than another one: it lags behind, where reports of its cluster gave no more than it does well before the other."""

    cluster_id: str | None
    upper: str
    """The claim with the higher total."""
    most: float
    """What the lower one allows."""
    before: datetime
    since: datetime


_SUSPECTS = pa.schema(
    [
        ("number", pa.int64()),
        ("cluster_id", pa.string()),
        ("upper", pa.string()),
        ("most", pa.float64()),
        ("before", pa.timestamp("us")),
        ("since", pa.timestamp("us")),
    ]
)


def suspect(a: Stored, b: Stored, judgement: Judgement, tolerances: Tolerances) -> Suspect | None:
    """What would show that one of two reports of a total that disagree only lags behind; None where nothing could."""
    two = _lower_first(a, b, tolerances) if judgement.rule in SUSPECT else None
    if two is None:
        return None
    lower, upper = two
    most, at = _most(interval(lower.claim, tolerances)), _naive(upper.side.published)
    if most is None or at is None:
        return None
    before, since = at - timedelta(hours=tolerances.settled_hours), at - timedelta(days=tolerances.running_days)
    return Suspect(upper.cluster_id, upper.claim_id, most, before, since)


def earlier_totals(
    con: duckdb.DuckDBPyConnection, query: str, suspects: Sequence[Suspect | None]
) -> list[tuple[int, str, str]]:
    """(index of a suspect, an earlier report of no more than the lower of its totals, the report of the higher), by claim ids."""
    rows = [{"number": number} | one._asdict() for number, one in enumerate(suspects) if one is not None]
    if not rows:
        return []
    con.register("suspects", pa.Table.from_pylist(rows, schema=_SUSPECTS))
    found = con.execute(query, {"cap": EARLIER}).fetchall()
    con.unregister("suspects")
    return [(number, claim_id, upper) for number, claim_id, upper in found]


def rose(earlier: Claim, upper: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether the higher total is an update of the earlier one: then who still gives less lags behind."""
    found = judge(earlier, upper, context, tolerances)
    return found.verdict is Verdict.UPDATE or (found.rule == "bounds" and one_total(earlier, upper))


def _lower_first(a: Stored, b: Stored, tolerances: Tolerances) -> tuple[Stored, Stored] | None:
    if moves(a.claim) != "running_total":
        return None
    return (b, a) if higher(a.claim, b.claim, tolerances) else (a, b) if higher(b.claim, a.claim, tolerances) else None


def _most(value: Interval) -> float | None:
    return value[1] if value[1] is not None else value[0]


def _naive(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=None) if moment is not None else None
