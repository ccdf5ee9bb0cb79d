"""A running total as a timeline: what each outlet reported when, which outlet lags behind the others, and where a value jumps or falls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from claims.figures import Interval
from claims.judge.memory import same_value

JUMP = 2.0
"""A rise by this factor, from one report of an outlet to its next, is a jump."""


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's value at one time."""

    outlet: str
    published: datetime
    value: Interval
    """After tolerance."""
    origin: str
    """The text that it goes back to: copies of one text are one report."""
    said: float
    """The number that is given; of a range its middle, of a bound the bound."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one value of an outlet to its next."""

    before: Report
    after: Report


@dataclass(frozen=True, slots=True)
class Series:
    """One outlet's reports of one total, in time."""

    outlet: str
    first: Report
    current: Report
    lag_hours: float
    """From the earliest report of its current value, by any outlet, to its own first report of it."""
    leader: str
    """Whose report that was; its own where nobody gave the value earlier."""
    jumps: tuple[Step, ...]
    falls: tuple[Step, ...]


def timelines(reports: Iterable[Report], jump: float = JUMP) -> tuple[Series, ...]:
    """The series by outlet, those that lag most first.

    >>> from datetime import UTC
    >>> def at(outlet, hour, n): return Report(outlet, datetime(2026, 3, 2, hour, tzinfo=UTC), (n, n), outlet, n)
    >>> [(s.outlet, s.current.said, s.lag_hours) for s in timelines([at("A", 6, 30), at("A", 8, 70), at("B", 20, 70)])]
    [('B', 70, 12.0), ('A', 70, 0.0)]
    """
    known = sorted(reports, key=lambda r: (r.published, r.outlet, r.said))
    by_outlet = groupby(sorted(known, key=lambda r: (r.outlet, r.published, r.said)), key=lambda r: r.outlet)
    found = [_series(outlet, list(own), known, jump) for outlet, own in by_outlet]
    return tuple(sorted(found, key=lambda s: (-s.lag_hours, s.outlet)))


def _series(outlet: str, own: Sequence[Report], known: Sequence[Report], jump: float) -> Series:
    current = own[-1]
    since = next(report for report in own if same_value(report.value, current.value))
    # an earlier report of a text that this outlet carries too is its own
    leader = next(r for r in known if r is since or (same_value(r.value, since.value) and r.origin != since.origin))
    lag = max(0.0, (since.published - leader.published).total_seconds() / 3600)
    steps = [Step(a, b) for a, b in pairwise(own) if not same_value(a.value, b.value)]
    return Series(
        outlet,
        own[0],
        current,
        round(lag, 2),
        leader.outlet if lag else outlet,
        tuple(s for s in steps if s.before.said > 0 and s.after.said >= jump * s.before.said),
        tuple(s for s in steps if s.after.said < s.before.said),
    )
