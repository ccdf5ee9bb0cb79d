"""What a person decided of one finding, held against the findings of later nights.

A verdict is on values of a quantity, not on two texts: it holds for every pair of texts that gives the same values, and ends where a value changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.figures import Interval
from claims.model import FindingKind

EDITS = frozenset({FindingKind.STEALTH_EDIT, FindingKind.CORRECTION})
NOT_SAME = "not_same"
MAX_NOTE = 200
"""Letters of an earlier note that are told again."""
_TOLD = {
    "confirmed": "confirmed {0} against {1}",
    "dismissed": "dismissed {0} against {1}",
    NOT_SAME: "held {0} and {1} to be of two things",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One side of a finding."""

    claim_id: str
    low: float | None
    """After tolerance; of a deadline the number of its day."""
    high: float | None
    said: str
    """The value for a reader: 2,500."""
    outlet: str
    url: str
    day: str
    """ISO; of which it speaks, as far as matching knows."""
    quantity: str
    """Its canonical key."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a finding is about, apart from who judged it: written beside a verdict, so that it can be found again in any database."""

    kind: str
    a: Value
    b: Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side stands in the database as it is now; for a verdict's side, wherever its quantity may be."""

    clusters: frozenset[str]
    origin: str = ""
    """The text that the article goes back to; empty where the article is not there any more."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A disagreement and where its sides stand."""

    about: Disagreement
    a: Place
    b: Place

    def turned(self) -> Placed:
        """The same with its sides changed."""
        return Placed(Disagreement(self.about.kind, self.about.b, self.about.a), self.b, self.a)


@dataclass(frozen=True, slots=True)
class Past:
    """A verdict that holds."""

    finding_id: str
    status: str
    note: str
    at: str
    placed: Placed


@dataclass(frozen=True, slots=True)
class Recalled:
    """What earlier verdicts make of a finding."""

    status: str
    note: str | None
    remark: str | None
    """For a reader: what was decided, when, and what is new."""


Alike = Callable[[str, str], float]
"""How likely two claims, by their ids, are of one happening; 0 where one is not there any more."""


def recall(now: Placed, verdicts: Iterable[Past], alike: Alike, one_story: float) -> Recalled:
    """The status of a finding that nobody decided itself: the last verdict on its values, else open, with what was decided of other values."""
    past = sorted((one for one in verdicts if _one_quantity(now, one.placed)), key=lambda one: one.at, reverse=True)
    for one in past:
        if _covers(one, now) and _same_values(now.about, _facing(now, one.placed).about):
            return Recalled(
                one.status,
                one.note or None,
                f"You {_told(one)} on {_day(one.at)}, with the same values.{_noted(one)}",
            )
    for one in past:
        if (
            one.status == NOT_SAME
            and _covers(one, now)
            and _same_reports(now, _facing(now, one.placed), alike, one_story)
        ):
            return Recalled(
                NOT_SAME,
                one.note or None,
                f"You {_told(one)} on {_day(one.at)}; this is from the same two reports, {_change(now, one)}.{_noted(one)}",
            )
    if not past:
        return Recalled("open", None, None)
    nearest = next((one for one in past if _shares_a_side(now, one)), past[0])
    return Recalled(
        "open", None, f"You {_told(nearest)} on {_day(nearest.at)}; {_change(now, nearest)}.{_noted(nearest)}"
    )


def closed(bounds: Interval) -> Interval:
    """An interval that is open on one side, as the bound that was given: "at least 58" is 58 until somebody gives another number.

    >>> closed((58, None)), closed((None, 9)), closed((5, 7))
    ((58, 58), (9, 9), (5, 7))
    """
    low, high = bounds
    return (high, high) if low is None else (low, low) if high is None else (low, high)


def same_value(one: Interval, other: Interval) -> bool:
    """Whether two values, with what their words allow, are one.

    >>> same_value((2450, 2550), (2400, 2600)), same_value((58, None), (72, 72)), same_value((5, 5), (5, 5))
    (True, False, True)
    >>> same_value((5.5, 6.5), (6.5, 7.5))
    False
    """
    (low, high), (first, last) = closed(one), closed(other)
    if low is None or high is None or first is None or last is None:
        return (low, high) == (first, last)
    return (
        (low, high) == (first, last)
        or max(low, first) < min(high, last)
        or low < first == last < high
        or first < low == high < last
    )


def _same_values(now: Disagreement, then: Disagreement) -> bool:
    return same_value(_bounds(now.a), _bounds(then.a)) and same_value(_bounds(now.b), _bounds(then.b))


def _bounds(value: Value) -> Interval:
    return value.low, value.high


def _one_quantity(now: Placed, then: Placed) -> bool:
    if now.about.kind in EDITS or then.about.kind in EDITS:
        return (
            {now.about.kind, then.about.kind} <= EDITS and now.about.b.url == then.about.b.url and _straight(now, then)
        )
    return _straight(now, then) or _straight(now, then.turned())


def _straight(now: Placed, then: Placed) -> bool:
    sides = ((now.a.clusters, then.a.clusters), (now.b.clusters, then.b.clusters))
    return all(new and new <= old for new, old in sides)


def _facing(now: Placed, then: Placed) -> Placed:
    """An earlier disagreement with its sides in the order in which they face those of the present one."""
    turned = then.turned()
    if now.about.kind in EDITS or not _straight(now, turned):
        return then
    if not _straight(now, then):
        return turned
    matches = [sum(_matching_sides(now.about, one.about)) for one in (then, turned)]
    if matches[0] == matches[1]:
        outlets = [
            (one.about.a.outlet == now.about.a.outlet) + (one.about.b.outlet == now.about.b.outlet)
            for one in (then, turned)
        ]
        return then if outlets[0] >= outlets[1] else turned
    return then if matches[0] > matches[1] else turned


def _matching_sides(now: Disagreement, then: Disagreement) -> tuple[bool, bool]:
    return same_value(_bounds(now.a), _bounds(then.a)), same_value(_bounds(now.b), _bounds(then.b))


def _covers(verdict: Past, now: Placed) -> bool:
    """Who waved a mere update through said nothing of a contradiction; what is of two things is so for every rule."""
    return (
        verdict.status == NOT_SAME
        or verdict.placed.about.kind != FindingKind.UPDATE
        or now.about.kind == FindingKind.UPDATE
    )


def _same_reports(now: Placed, then: Placed, alike: Alike, one_story: float) -> bool:
    """Whether both sides are reports that were held to be of two things before, whatever values they give now."""

    def same(side: str, other: str) -> bool:
        new, old = getattr(now.about, side), getattr(then.about, side)
        new_place, old_place = getattr(now, side), getattr(then, side)
        if new.url == old.url or (new_place.origin and new_place.origin == old_place.origin):
            return True
        if new.outlet != old.outlet:
            return False
        likeness = alike(new.claim_id, old.claim_id)
        return likeness >= one_story and likeness > alike(new.claim_id, getattr(then.about, other).claim_id)

    return same("a", "b") and same("b", "a")


def _shares_a_side(now: Placed, verdict: Past) -> bool:
    return any(_matching_sides(now.about, _facing(now, verdict.placed).about))


def _told(verdict: Past) -> str:
    about = verdict.placed.about
    return _TOLD[verdict.status].format(about.a.said, about.b.said)


def _change(now: Placed, verdict: Past) -> str:
    """What is new: `now 12`, or both values where both are."""
    same = _matching_sides(now.about, _facing(now, verdict.placed).about)
    new: Sequence[str] = [
        value.said for value, known in zip((now.about.a, now.about.b), same, strict=True) if not known
    ]
    return f"now {' against '.join(new)}" if new else "now judged otherwise"


def _noted(verdict: Past) -> str:
    note = " ".join(verdict.note.split())
    return f" Your note: {note[:MAX_NOTE]}" if note else ""


def _day(at: str) -> str:
    try:
        return datetime.fromisoformat(at).strftime("%-d %B %Y")
    except ValueError:
        return "an earlier day"
