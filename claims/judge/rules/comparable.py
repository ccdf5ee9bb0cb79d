"""Whether two claims can be compared at all: thing, time, place, kind, and what is not known."""

from __future__ import annotations

from datetime import date

from claims.judge.context import PairContext, Side, span
from claims.judge.rules.grounds import (
    OTHER_EVENT,
    apart,
    day_told,
    days_named,
    is_measure,
    linked,
    missing,
    moves,
    same_words,
    verdict,
)
from claims.judge.tolerance import Tolerances
from claims.judge.words import both, what
from claims.languages import concept
from claims.match.keys import (
    PRESENT,
    Key,
    contains,
    events_meet,
    is_kind_of,
    key_of,
    opposite,
    place_relation,
    units_meet,
)
from claims.model import Claim, Judgement, Modality, Verdict

Span = tuple[date | None, date | None]
"""First and last day of a time; None = open."""


def not_comparable(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Different kinds of thing, units or happenings.

    >>> from claims.judge.examples import claim, pair
    >>> not_comparable(claim(5, concept="tank"), claim(5, concept="rocket"), pair(), Tolerances()).verdict.value
    'unrelated'
    """
    key_a, key_b = key_of(a), key_of(b)

    def unrelated(reason: str) -> Judgement:
        return verdict(Verdict.UNRELATED, "not_comparable", reason)

    if a.dimension != b.dimension:
        return unrelated(f"One is a {a.dimension}, the other a {b.dimension}.")
    unsure = not key_a.thing or not key_b.thing or key_a.thing == key_b.thing
    met = context.tied or (a.dimension != "count" and units_meet(a.unit, b.unit))
    if key_a.measure != key_b.measure and not met and not (a.dimension == "count" and unsure):
        return unrelated(f"They are counted in different units: {a.unit or 'none'} and {b.unit or 'none'}.")
    if a.dimension != "count" and not units_meet(a.unit, b.unit):
        return unrelated(f"They are measured in different units: {a.unit} and {b.unit}.")
    turned = opposite(key_a.event, key_b.event)
    if (
        key_a.thing
        and key_b.thing
        and key_a.thing != key_b.thing
        and not (turned or context.tied or _kin(key_a, key_b))
    ):
        return unrelated(f"They count different things: {what(a)}, and {what(b)}.")
    if context.tied:
        return None
    said = _modality(a, context.a), _modality(b, context.b)
    if said[0] is not said[1] and (Modality.PLANNED in said or Modality.HYPOTHETICAL in said):
        return unrelated(f"One is {said[0].value}, the other {said[1].value}.")
    if turned:
        return None
    if not events_meet(key_a.event, key_b.event) and not _assumed(a, key_a) and not _assumed(b, key_b):
        return unrelated(f"Different things happen to what they count: {key_a.event}, and {key_b.event}.")
    due = said[0] is said[1] and said != (a.modality, b.modality)
    if key_a.scope != key_b.scope and not due:
        return unrelated(f"They speak of different periods: {key_a.scope or 'now'}, and {key_b.scope or 'now'}.")
    return None


def _modality(claim: Claim, side: Side) -> Modality:
    """What is to be after its report, and what is measured of a time that goes on, is planned, whatever the tense of its verb."""
    if claim.modality is not Modality.ASSERTED or claim.time_end is None or side.published is None:
        return claim.modality
    told = side.published.date()
    goes_on = claim.time_end > told and (claim.time_start is None or claim.dimension != "count")
    due = goes_on or (claim.time_start is not None and claim.time_start > told)
    return Modality.PLANNED if due else claim.modality


def _kin(a: Key, b: Key) -> bool:
    """Whether the one counts a kind of what the other counts."""
    return is_kind_of(a.thing, b.thing) or is_kind_of(b.thing, a.thing)


def _assumed(claim: Claim, key: Key) -> bool:
    """Whether the text itself does not say that those whom it counts are there."""
    return claim.event is None and key.event == PRESENT


def different_time(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Counts of different days are different counts, unless the quantity runs on.

    >>> from datetime import date
    >>> from claims.judge.examples import claim, pair
    >>> monday = claim(5, concept="attack", time_start=date(2021, 7, 5), time_end=date(2021, 7, 5))
    >>> friday = claim(9, concept="attack", time_start=date(2021, 7, 9), time_end=date(2021, 7, 9))
    >>> different_time(monday, friday, pair(), Tolerances()).rule
    'different_time'
    """
    spans = span(a, context.a), span(b, context.b)
    if not apart(*spans, 0):
        return None
    if (moves(a) == "level" or (context.alone and a.dimension != "count")) and linked(a, b, context, tolerances):
        return None
    if context.alone and _told_of_days(a, b, context):
        return _apart(spans)
    if (
        moves(a) == "running_total"
        and not _are_periods(*spans)
        and not apart(*spans, int(tolerances.running_days))
        and linked(a, b, context, tolerances)
    ):
        return None
    return _apart(spans)


def _apart(spans: tuple[Span, Span]) -> Judgement:
    return verdict(
        Verdict.UNRELATED,
        "different_time",
        f"They speak of different times: {_when(spans[0])}, and {_when(spans[1])}.",
    )


def _told_of_days(a: Claim, b: Claim, context: PairContext) -> bool:
    """Whether each tells of a day of its own, and neither of a total that rose until then."""
    days = (a.time_start, a.time_end), (b.time_start, b.time_end)
    named = all(start is not None and start == end for start, end in days)
    return named and not (a.change or b.change) and days_named(a, b, context)


def _are_periods(a: Span, b: Span) -> bool:
    """Whether both are of named periods longer than a day: what happened in July is no earlier state of what happened in August."""
    return all(start is not None and end is not None and start < end for start, end in (a, b))


def _when(times: Span) -> str:
    start, end = times
    if start == end:
        return str(start)
    return f"{start or 'any time'} to {end or 'now'}"


def different_place(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Counts of places of which neither lies in the other.

    >>> from claims.judge.examples import claim, pair
    >>> different_place(claim(5, place_id="IQ"), claim(9, place_id="SY"), pair(), Tolerances()).rule
    'different_place'
    """
    known = place_relation(a.place_id, b.place_id)
    if known == "missing" and a.place and b.place:
        known = "equal" if key_of(a).place == key_of(b).place else "missing"
    if known != "differs":
        return None
    return verdict(Verdict.UNRELATED, "different_place", f"They speak of different places: {a.place}, and {b.place}.")


def other_thing(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Each passage names what the other does not: two companies, two diseases, imports and exports.

    >>> from dataclasses import replace
    >>> from claims.judge.examples import claim, pair
    >>> other_thing(claim(5), claim(9), replace(pair(), rivals="cholera, and measles"), Tolerances()).rule
    'other_thing'
    """
    if not context.rivals:
        return None
    return verdict(Verdict.UNRELATED, "other_thing", f"They speak of different things: {context.rivals}.")


def different_category(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Civilians are not soldiers.

    >>> from claims.judge.examples import claim, pair
    >>> civilians, soldiers = claim(5, concept="civilian", event="killed"), claim(9, concept="troops", event="killed")
    >>> different_category(civilians, soldiers, pair(), Tolerances()).rule
    'different_category'
    """
    key_a, key_b = key_of(a), key_of(b)
    if context.tied or (key_a.category, key_a.qualifiers) == (key_b.category, key_b.qualifiers):
        return None
    if Modality.DENIED in (a.modality, b.modality) and (contains(key_a, key_b) or contains(key_b, key_a)):
        return None  # who denies it need not say more closely whom
    return verdict(
        Verdict.UNRELATED, "different_category", f"They count different people or things: {what(a)}, and {what(b)}."
    )


def other_count(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A text that gives both values counts two things: neither is against the other text.

    >>> from dataclasses import replace
    >>> from claims.judge.examples import claim, pair
    >>> other_count(claim(5), claim(9), replace(pair(), other_count=True), Tolerances()).verdict.value
    'unrelated'
    """
    if not context.other_count:
        return None
    return verdict(
        Verdict.UNRELATED,
        "other_count",
        f"One text gives both values, as counts of two things: {both(a, b, context, tolerances)}.",
    )


def missing_slot(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """The values differ, and what would tie them together is not said.

    >>> from claims.judge.examples import claim, pair
    >>> missing_slot(claim(5, place_id="IQ"), claim(9, place_id=None), pair(same_words=None), Tolerances()).verdict.value
    'undetermined'
    """
    reason = missing(a, b, context)
    if reason is None and not linked(a, b, context, tolerances):
        reason = "nothing shows that they speak of one happening"
    if reason is None and not context.alone and not same_words(context, tolerances):
        reason = _loose(a, b, context)
    if reason is None or (context.alone and same_words(context, tolerances) and reason != OTHER_EVENT):
        return None
    return verdict(
        Verdict.UNDETERMINED, "undetermined", f"The values differ ({both(a, b, context, tolerances)}), but {reason}."
    )


def _loose(a: Claim, b: Claim, context: PairContext) -> str | None:
    """What of two reports that are not worded alike is too loose to accuse one of them."""
    if context.aside:
        return "one text gives another number of its own first"
    known = concept(key_of(a).thing)
    if known is not None and known.cls == "harm" and context.cared_for:
        return "one counts them by what was done with them"
    if known is not None and known.cls == "event" and (a.time_start is None or b.time_start is None):
        return "over what time they are counted is not known"
    if is_measure(a) and day_told(a, context.a) != day_told(b, context.b):
        return "they may be of different days"
    return None
