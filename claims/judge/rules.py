"""The rules of judging, in their order; the first that fires gives the verdict.

Each takes two claims, what is known of their articles, and the tolerances, and gives a Judgement or None. What is missing leads to
`undetermined`, never to a contradiction.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from claims.judge.context import PairContext, Side, span
from claims.judge.tolerance import Tolerances, interval, overlap
from claims.judge.words import both, value, what, who
from claims.languages import concept
from claims.languages.gazetteer import places
from claims.match.keys import PRESENT, contains, key_of, opposite, place_relation
from claims.match.weights import weights
from claims.model import Claim, Judgement, Modality, Relation, Verdict

Rule = Callable[[Claim, Claim, PairContext, Tolerances], Judgement | None]


# -- helpers ---------------------------------------------------------------------------------------------------------------


def _agree(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether a value can fit both. "More than 9" against a plain 9 differs only where the rest is said in the same words."""
    if _same_words(context, tolerances) and (_beyond(a, b) or _beyond(b, a)):
        return False
    first, second = interval(a, tolerances), interval(b, tolerances)
    touching = {first[0], first[1]} & {second[0], second[1]} - {None}
    said = {a.low, a.high, b.low, b.high}
    if touching and not touching & said and (first[0] == second[1] or first[1] == second[0]):
        return False  # 6 and 7, each give or take a half, meet in a value that neither says
    return overlap(first, second)


def _beyond(bound: Claim, point: Claim) -> bool:
    """Whether the one says "more than" or "less than" of the very value that the other gives."""
    if point.relation is not Relation.EQUAL or point.low != point.high or point.low is None:
        return False
    return (bound.relation is Relation.MORE and bound.low is not None and point.low <= bound.low) or (
        bound.relation is Relation.LESS and bound.high is not None and point.low >= bound.high
    )


def _same_words(context: PairContext, tolerances: Tolerances) -> bool:
    return context.same_words is not None and context.same_words >= tolerances.same_words


def _linked(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether something shows that both speak of one happening; a narrowed level of a place (US troops in Iraq) needs no such thing."""
    if _same_words(context, tolerances):
        return True
    if _is_measure(a) and not context.alone:  # many things have a price, and a rate is of many groups
        return _one_story(context, tolerances, "measure_story")
    if _one_story(context, tolerances):
        return True
    if _one_spot(a, b):
        return True
    if not _moves(a) == _moves(b) == "level" or place_relation(a.place_id, b.place_id) != "equal":
        return False
    return bool(key_of(a).qualifiers) or context.alone or context.story is None


_SIDE_BY_SIDE = {
    "story": "text_story",
    "revision_story": "text_sure",
    "running_story": "text_sure",
    "measure_story": "text_measure",
}


def _one_story(context: PairContext, tolerances: Tolerances, threshold: str = "story") -> bool:
    """Whether the texts are likely enough of one happening; texts that a person holds side by side have thresholds of their own."""
    least: float = getattr(tolerances, _SIDE_BY_SIDE[threshold] if context.alone else threshold)
    return (context.story or 0.0) >= least


def _one_spot(a: Claim, b: Claim) -> bool:
    """One named day at one site smaller than a town: that is one happening."""
    known = places().get(a.place_id or "")
    if known is None or a.place_id != b.place_id or known.kind not in ("base", "site"):
        return False
    return a.time_start is not None and a.time_start == a.time_end == b.time_start == b.time_end


def _is_measure(claim: Claim) -> bool:
    known = concept(key_of(claim).thing)
    return known is not None and known.cls in ("money", "measure")


def _moves(claim: Claim) -> str:
    return key_of(claim).moves


def _one_sided(claim: Claim) -> bool:
    return sum(_missing_end(end) for end in (claim.low, claim.high)) == 1


def _valueless(claim: Claim) -> bool:
    return _missing_end(claim.low) and _missing_end(claim.high)


def _missing_end(end: float | None) -> bool:
    return end is None or not math.isfinite(end)


def _order(a: Claim, b: Claim, context: PairContext) -> float | None:
    """Hours by which b speaks of a later time than a: by the times of the claims where days apart, else by publication."""
    end_a, end_b = span(a, context.a)[1], span(b, context.b)[1]
    if end_a == end_b and end_a is not None and (_before_its_day(a, context.a) or _before_its_day(b, context.b)):
        return None  # a date of publication before what is told of is wrong
    days = (end_b - end_a).days * 24.0 if end_a and end_b else None
    hours = context.hours
    if days and (hours is None or hours * days >= 0):
        return days
    return hours if hours is not None else days


def _before_its_day(claim: Claim, side: Side) -> bool:
    day = claim.time_start
    return bool(day and side.published and side.published.date() < day - timedelta(days=1))


def _apart(a: tuple[date | None, date | None], b: tuple[date | None, date | None], days: int) -> bool:
    """Whether two spans lie more than some days apart."""
    gap = timedelta(days=days)
    return bool((a[1] and b[0] and a[1] + gap < b[0]) or (b[1] and a[0] and b[1] + gap < a[0]))


def _verdict(verdict: Verdict, rule: str, explanation: str) -> Judgement:
    return Judgement(verdict, rule, explanation)


# -- the rules ---------------------------------------------------------------------------------------------------------------


def not_comparable(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Different kinds of thing, units or happenings.

    >>> from claims.judge.examples import claim, pair
    >>> not_comparable(claim(5, concept="tank"), claim(5, concept="rocket"), pair(), Tolerances()).verdict.value
    'unrelated'
    """
    key_a, key_b = key_of(a), key_of(b)

    def unrelated(reason: str) -> Judgement:
        return _verdict(Verdict.UNRELATED, "not_comparable", reason)

    if a.dimension != b.dimension:
        return unrelated(f"One is a {a.dimension}, the other a {b.dimension}.")
    unsure = not key_a.thing or not key_b.thing or key_a.thing == key_b.thing
    if key_a.measure != key_b.measure and not (a.dimension == "count" and unsure):
        return unrelated(f"They are counted in different units: {a.unit or 'none'} and {b.unit or 'none'}.")
    if a.unit != b.unit and a.dimension != "count" and a.unit and b.unit:
        return unrelated(f"They are measured in different units: {a.unit} and {b.unit}.")
    if key_a.thing and key_b.thing and key_a.thing != key_b.thing:
        return unrelated(f"They count different things: {what(a)}, and {what(b)}.")
    if (Modality.PLANNED in (a.modality, b.modality) or Modality.HYPOTHETICAL in (a.modality, b.modality)) and (
        a.modality is not b.modality
    ):
        return unrelated(f"One is {a.modality.value}, the other {b.modality.value}.")
    if opposite(key_a.event, key_b.event):
        return None
    if key_a.event and key_b.event and key_a.event != key_b.event:
        return unrelated(f"Different things happen to what they count: {key_a.event}, and {key_b.event}.")
    if key_a.scope != key_b.scope:
        return unrelated(f"They speak of different periods: {key_a.scope or 'now'}, and {key_b.scope or 'now'}.")
    return None


def none_against_some(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Nobody hurt, says the one; so many, says the other: of casualties in general against the killed or injured too.

    >>> from claims.judge.examples import claim, pair
    >>> nobody = claim(0, concept="casualty", event="injured", place_id="99072")
    >>> some = claim(2, concept="troops", event="injured", place_id="99072")
    >>> none_against_some(nobody, some, pair(story=0.9), Tolerances()).verdict.value
    'contradiction'
    """
    if (a.high == 0) == (b.high == 0) or a.dimension != "count" or b.dimension != "count":
        return None
    nobody, some = (a, b) if a.high == 0 else (b, a)
    key_none, key_some = key_of(nobody), key_of(some)
    covered = weights().covers.get(nobody.concept or "", ())
    if nobody.concept == some.concept or key_some.thing not in covered or not (some.low or 0) > 0:
        return None
    if key_none.category not in ("", key_some.category) or set(key_none.qualifiers) - set(key_some.qualifiers):
        return None
    if nobody.modality is not some.modality or key_none.scope != key_some.scope:
        return None
    gap = None if key_none.place and key_some.place else "the place of one is not known"
    if context.other_count:
        gap = "one text says both, of two happenings"
    if place_relation(a.place_id, b.place_id) == "differs" or _apart(span(a, context.a), span(b, context.b), 0):
        gap = "they speak of different places or times"
    gap = gap or _not_at_once(a, b, context, tolerances)
    if context.same_url or context.one_origin:
        return None
    if not gap and not _linked(a, b, context, tolerances):
        gap = "nothing shows that they are of one happening"
    text = both(a, b, context, tolerances)
    if gap:
        return _verdict(
            Verdict.UNDETERMINED, "none_against_some", f"One says that nobody was harmed ({text}), but {gap}."
        )
    return _verdict(
        Verdict.CONTRADICTION,
        "none_against_some",
        f"One says that nobody was harmed, the other gives {what(some)}: {text}.",
    )


def one_origin(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Copies of one text are one source, whether or not a copy is of an earlier state.

    >>> from claims.judge.examples import claim, pair
    >>> one_origin(claim(5), claim(5), pair(origin="x"), Tolerances()).rule
    'one_origin'
    """
    if not context.one_origin or context.same_url:
        return None
    agency = context.a.wire or context.b.wire
    source = f"the same {agency} report" if agency else "the same text"
    if _agree(a, b, context, tolerances):
        return _verdict(Verdict.SAME, "one_origin", f"Both carry {source}: one source, not two.")
    return _verdict(
        Verdict.UNDETERMINED,
        "one_origin",
        f"Both carry {source}, in states that differ: {both(a, b, context, tolerances)}.",
    )


def stealth_edit(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A number that changed at one address without a word about it.

    >>> from claims.judge.examples import claim, edited
    >>> stealth_edit(claim(5), claim(9), edited(), Tolerances()).rule
    'stealth_edit'
    """
    if not _edited(a, b, context) or context.b.correction or context.a.correction:
        return None
    return _verdict(
        Verdict.CONTRADICTION,
        "stealth_edit",
        f"{context.a.outlet or 'The outlet'} changed {what(a)} from {value(a, tolerances)} to {value(b, tolerances)} "
        "in the same article, without a correction note.",
    )


def correction(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A number that changed at one address with a note that says so.

    >>> from claims.judge.examples import claim, edited
    >>> correction(claim(5), claim(9), edited(note="Corrected."), Tolerances()).rule
    'correction'
    """
    if not _edited(a, b, context):
        return None
    return _verdict(
        Verdict.UPDATE,
        "correction",
        f"{context.a.outlet or 'The outlet'} corrected {what(a)} from {value(a, tolerances)} to {value(b, tolerances)}.",
    )


def _edited(a: Claim, b: Claim, context: PairContext) -> bool:
    return (
        context.same_url
        and context.a.article_id != context.b.article_id
        and (a.low, a.high, a.relation) != (b.low, b.high, b.relation)
    )


def deadline(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Two dates for one thing.

    >>> from datetime import date
    >>> from claims.judge.examples import claim, pair
    >>> first = claim(None, dimension="date", event="withdrawn", time_end=date(2021, 12, 31))
    >>> second = claim(None, dimension="date", event="withdrawn", time_end=date(2022, 6, 30))
    >>> deadline(first, second, pair(), Tolerances()).verdict.value
    'contradiction'
    """
    if a.dimension != "date" or b.dimension != "date":
        return None
    if not (a.time_end and b.time_end and a.concept and b.concept and a.event and b.event):
        return _verdict(Verdict.UNDETERMINED, "undetermined", "It is not clear that both dates are of one thing.")
    if place_relation(a.place_id, b.place_id) != "equal" or a.modality is not b.modality:
        return _verdict(
            Verdict.UNDETERMINED, "undetermined", "It is not clear that both dates are of one place and plan."
        )
    spans = (a.time_start or a.time_end, a.time_end), (b.time_start or b.time_end, b.time_end)
    if not _apart(*spans, 0):
        return _verdict(Verdict.SAME, "deadline", f"Both give the same time for {what(a)}.")
    narrowed = key_of(a).qualifiers and key_of(a).qualifiers == key_of(b).qualifiers
    if not narrowed and not _linked(a, b, context, tolerances):
        return _verdict(Verdict.UNDETERMINED, "undetermined", "Nothing shows that both dates are of one thing.")
    hours = context.hours
    if hours is not None and abs(hours) > 24 * tolerances.level_days:
        return _verdict(Verdict.UPDATE, "deadline", f"The date for {what(a)} moved from {a.time_end} to {b.time_end}.")
    return _verdict(
        Verdict.CONTRADICTION,
        "deadline",
        f"Different dates for {what(a)}: {who(a, context, 'a')} says {a.time_end}, {who(b, context, 'b')} says {b.time_end}.",
    )


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
    if not _apart(*spans, 0):
        return None
    if _moves(a) == "level" and _linked(a, b, context, tolerances):
        return None
    if (
        _moves(a) == "running_total"
        and not _apart(*spans, int(tolerances.running_days))
        and _linked(a, b, context, tolerances)
    ):
        return None
    return _verdict(
        Verdict.UNRELATED,
        "different_time",
        f"They speak of different times: {_when(spans[0])}, and {_when(spans[1])}.",
    )


def _when(times: tuple[date | None, date | None]) -> str:
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
    return _verdict(Verdict.UNRELATED, "different_place", f"They speak of different places: {a.place}, and {b.place}.")


def part_of_whole(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A part, no greater than its whole.

    >>> from claims.judge.examples import claim, pair
    >>> us = claim(2500, concept="troops", qualifiers=("nationality:US",))
    >>> part_of_whole(us, claim(3500, concept="troops"), pair(), Tolerances()).verdict.value
    'subset'
    """
    found = _parts(a, b, context)
    if found is None:
        return None
    part, whole = found
    if not _exceeds(part, whole, tolerances):
        return _verdict(
            Verdict.SUBSET,
            "part_of_whole",
            f"{value(part, tolerances)} ({what(part)}) is a part of {value(whole, tolerances)} ({what(whole)}).",
        )
    return None


def part_exceeds_whole(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A part that is greater than its whole can't be, at one time and in one happening.

    >>> from claims.judge.examples import claim, pair
    >>> us = claim(4500, concept="troops", qualifiers=("nationality:US",))
    >>> part_exceeds_whole(us, claim(3500, concept="troops"), pair(), Tolerances()).verdict.value
    'contradiction'
    """
    found = _parts(a, b, context)
    if found is None:
        return None
    part, whole = found
    text = f"{what(part)}: {value(part, tolerances)}; {what(whole)}: {value(whole, tolerances)}"
    gap = _missing(a, b) or _not_at_once(a, b, context, tolerances)
    if context.other_count:
        gap = "one text gives both values, as counts of two things"
    if not gap and _moves(whole) != "level" and not _one_story(context, tolerances, "revision_story"):
        gap = "nothing shows that they are of one happening"
    if gap or not _linked(a, b, context, tolerances) or place_relation(a.place_id, b.place_id) != "equal":
        return _verdict(
            Verdict.UNDETERMINED,
            "part_exceeds_whole",
            f"The part would be greater than the whole ({text}), but {gap or 'nothing shows that they are of one happening'}.",
        )
    return _verdict(Verdict.CONTRADICTION, "part_exceeds_whole", f"A part can't be greater than its whole. {text}.")


def _parts(a: Claim, b: Claim, context: PairContext) -> tuple[Claim, Claim] | None:
    """(part, whole), by what the text says, by kinds of people or things, or by place."""
    if context.part:
        return (a, b) if context.part == "a" else (b, a)
    if a.dimension not in ("count", "money") or a.dimension != b.dimension:
        return None
    key_a, key_b = key_of(a), key_of(b)
    place = place_relation(a.place_id, b.place_id)
    same_kind = (key_a.category, key_a.qualifiers) == (key_b.category, key_b.qualifiers)
    if place in ("equal", "missing", "b_contains") and contains(key_b, key_a):
        return a, b
    if place in ("equal", "missing", "a_contains") and contains(key_a, key_b):
        return b, a
    if same_kind and place == "b_contains":
        return a, b
    if same_kind and place == "a_contains":
        return b, a
    return None


def _exceeds(part: Claim, whole: Claim, tolerances: Tolerances) -> bool:
    least, most = interval(part, tolerances)[0], interval(whole, tolerances)[1]
    return least is not None and most is not None and least > most


def different_category(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Civilians are not soldiers.

    >>> from claims.judge.examples import claim, pair
    >>> civilians, soldiers = claim(5, concept="civilian", event="killed"), claim(9, concept="troops", event="killed")
    >>> different_category(civilians, soldiers, pair(), Tolerances()).rule
    'different_category'
    """
    key_a, key_b = key_of(a), key_of(b)
    if (key_a.category, key_a.qualifiers) == (key_b.category, key_b.qualifiers):
        return None
    return _verdict(
        Verdict.UNRELATED, "different_category", f"They count different people or things: {what(a)}, and {what(b)}."
    )


def denial(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """One says it, the other denies it.

    >>> from claims.judge.examples import claim, pair
    >>> from claims.model import Modality
    >>> denied = claim(5, modality=Modality.DENIED, attributed_to="the army")
    >>> denial(claim(5), denied, pair(), Tolerances()).verdict.value
    'contradiction'
    """
    if (a.modality is Modality.DENIED) == (b.modality is Modality.DENIED):
        return None
    if not _agree(a, b, context, tolerances):
        return _verdict(Verdict.UNDETERMINED, "denial", "One denies a value that the other does not give.")
    gap = _missing(a, b) or _not_at_once(a, b, context, tolerances)
    if not (a if a.modality is Modality.DENIED else b).attributed_to:
        gap = gap or "who denies it is not said"
    if gap or not _linked(a, b, context, tolerances):
        return _verdict(
            Verdict.UNDETERMINED,
            "denial",
            f"One denies what the other says, but {gap or 'nothing shows that they are of one happening'}.",
        )
    denying = who(a, context, "a") if a.modality is Modality.DENIED else who(b, context, "b")
    return _verdict(
        Verdict.CONTRADICTION, "denial", f"{denying} denies {value(a, tolerances)} {what(a)}, which the other asserts."
    )


def opposite_predicates(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """The same number of the same people, arrested here and released there.

    >>> from claims.judge.examples import claim, pair
    >>> jailed, freed = claim(7, concept="journalist", event="arrested"), claim(7, concept="journalist", event="released")
    >>> opposite_predicates(jailed, freed, pair(story=0.9), Tolerances()).verdict.value
    'contradiction'
    """
    trend = {a.change, b.change} == {"up", "down"} and a.event == b.event
    if not trend and not opposite(key_of(a).event, key_of(b).event):
        return None
    one_story = _same_words(context, tolerances) or _one_story(context, tolerances)
    if not trend and (not _agree(a, b, context, tolerances) or a.modality is not b.modality):
        return _verdict(Verdict.UNRELATED, "not_comparable", "Opposite things happen, to numbers that differ.")
    if not one_story or _not_at_once(a, b, context, tolerances) or place_relation(a.place_id, b.place_id) == "differs":
        return _verdict(
            Verdict.UNRELATED,
            "not_comparable",
            "Opposite things happen, but not of one happening as far as the texts show.",
        )
    first, second = (a.change, b.change) if trend else (a.event, b.event)
    return _verdict(
        Verdict.CONTRADICTION, "opposite_predicates", f"The one says {first}, the other {second}, of the same thing."
    )


def rounding(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Both can be true once each word's tolerance is applied.

    >>> from claims.judge.examples import claim, pair
    >>> rounding(claim(2500), claim(2480), pair(), Tolerances()).verdict.value
    'same'
    """
    if _one_sided(a) or _one_sided(b) or not _agree(a, b, context, tolerances):
        return None
    if _valueless(a) or _valueless(b):
        return None
    if (a.low, a.high) == (b.low, b.high):
        return _verdict(Verdict.SAME, "equal", f"Both give {value(a, tolerances)} for {what(a)}.")
    return _verdict(Verdict.SAME, "rounding", f"The values meet: {both(a, b, context, tolerances)}.")


def bounds(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """ "At least 58" and 72 agree; so do two lower bounds, however far apart.

    >>> from claims.judge.examples import claim, pair
    >>> from claims.model import Relation
    >>> bounds(claim(58, high=None, relation=Relation.AT_LEAST), claim(72), pair(), Tolerances()).verdict.value
    'same'
    """
    if not (_one_sided(a) or _one_sided(b)) or not _agree(a, b, context, tolerances):
        return None
    return _verdict(Verdict.SAME, "bounds", f"The bounds leave room for both: {both(a, b, context, tolerances)}.")


def missing_slot(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """The values differ, and what would tie them together is not said.

    >>> from claims.judge.examples import claim, pair
    >>> missing_slot(claim(5, place_id="IQ"), claim(9, place_id=None), pair(same_words=None), Tolerances()).verdict.value
    'undetermined'
    """
    reason = _missing(a, b)
    if reason is None and not _linked(a, b, context, tolerances):
        reason = "nothing shows that they speak of one happening"
    if reason is None or (context.alone and _same_words(context, tolerances)):
        return None
    return _verdict(
        Verdict.UNDETERMINED, "undetermined", f"The values differ ({both(a, b, context, tolerances)}), but {reason}."
    )


def _missing(a: Claim, b: Claim) -> str | None:
    """What is not known of one or both, as a clause."""
    key_a, key_b = key_of(a), key_of(b)
    if not key_a.thing or not key_b.thing or concept(key_a.thing) is None or concept(key_b.thing) is None:
        return "what is counted is not known for sure"
    if bool(key_a.event) != bool(key_b.event):
        return "what happened to them is not known for one"
    if not key_a.event and _of_people(key_a.thing):
        return "what happened to them is not known"
    if key_a.event == key_b.event == PRESENT and (a.event is None or b.event is None):
        return "whether they are there now is not said of one"
    if bool(key_a.place) != bool(key_b.place):
        return f"the place of one is not known ({a.place or b.place} for the other)"
    if not key_a.place:
        return "the place is not known"
    if (a.time_start is None and a.time_end is None) != (b.time_start is None and b.time_end is None):
        return None
    return None


def _of_people(thing: str) -> bool:
    known = concept(thing)
    return known is not None and known.cls == "person"


def other_count(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A text that gives both values counts two things: neither is against the other text.

    >>> from dataclasses import replace
    >>> from claims.judge.examples import claim, pair
    >>> other_count(claim(5), claim(9), replace(pair(), other_count=True), Tolerances()).verdict.value
    'unrelated'
    """
    if not context.other_count:
        return None
    return _verdict(
        Verdict.UNRELATED,
        "other_count",
        f"One text gives both values, as counts of two things: {both(a, b, context, tolerances)}.",
    )


def update(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Later and moved as such values do: a running total that rose, a level at another time.

    >>> from claims.judge.examples import claim, pair
    >>> update(claim(5, concept="death"), claim(9, concept="death"), pair(hours=8), Tolerances()).verdict.value
    'update'
    """
    hours = _order(a, b, context)
    if hours is None or hours == 0:
        return None
    first, second = (a, b) if hours > 0 else (b, a)
    moves = _moves(a)
    if moves == "level":
        near = tolerances.same_time_hours if _one_outlet(context) else 24 * tolerances.level_days
        if abs(hours) <= near and not _days_named(a, b, context):
            return None
        return _verdict(
            Verdict.UPDATE,
            "update",
            f"{what(a)} changed from {value(first, tolerances)} to {value(second, tolerances)}.",
        )
    if moves != "running_total" or abs(hours) < tolerances.same_time_hours or not _higher(second, first, tolerances):
        return None
    if abs(hours) < tolerances.settled_hours and _rival_speakers(a, b) and not _one_outlet(context):
        return None
    if (
        abs(hours) >= 24
        and not _same_words(context, tolerances)
        and not _one_story(context, tolerances, "running_story")
    ):
        return None
    return _verdict(
        Verdict.UPDATE,
        "update",
        f"{what(a)} rose from {value(first, tolerances)} to {value(second, tolerances)} in a later report.",
    )


def _days_named(a: Claim, b: Claim, context: PairContext) -> bool:
    """Whether the texts themselves name different days; a state without one is dated by its publication."""
    if not _apart(span(a, context.a), span(b, context.b), 0):
        return False
    published = [side.published.date() if side.published else None for side in (context.a, context.b)]
    return (a.time_end, b.time_end) != tuple(published)


def revision(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A running total that is later and lower: someone should look.

    >>> from claims.judge.examples import claim, pair
    >>> revision(claim(9, concept="death"), claim(5, concept="death"), pair(hours=30), Tolerances()).rule
    'revision'
    """
    hours = _order(a, b, context)
    if hours is None or _moves(a) != "running_total":
        return None
    first, second = (a, b) if hours > 0 else (b, a)
    if not _same_words(context, tolerances) and not _one_story(context, tolerances, "revision_story"):
        return None
    settled = tolerances.same_time_hours if _one_outlet(context) else tolerances.settled_hours
    if abs(hours) < settled or not _higher(first, second, tolerances):
        return None
    return _verdict(
        Verdict.CONTRADICTION,
        "revision",
        f"{what(a)} fell from {value(first, tolerances)} to {value(second, tolerances)} in a later report; a total does not fall by itself.",
    )


def _higher(a: Claim, b: Claim, tolerances: Tolerances) -> bool:
    """Whether all of a lies above all of b."""
    low, high = interval(a, tolerances)[0], interval(b, tolerances)[1]
    return low is not None and high is not None and low > high


def _one_outlet(context: PairContext) -> bool:
    return bool(context.a.outlet) and context.a.outlet == context.b.outlet


def _rival_speakers(a: Claim, b: Claim) -> bool:
    """Whether two different speakers are named; names in two scripts can't be told apart by their letters."""
    if not a.attributed_to or not b.attributed_to or _script(a.attributed_to) != _script(b.attributed_to):
        return False
    return a.attributed_to.casefold() != b.attributed_to.casefold()


def _script(name: str) -> str:
    """The script of a name's first letter, as Unicode names it: LATIN, ARABIC."""
    letter = next((character for character in name if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _not_at_once(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> str | None:
    """Why two claims can't be held to speak of one time, as a clause."""
    level = _moves(a) == "level"
    if _apart(span(a, context.a), span(b, context.b), 0) and not level:
        return "they speak of different times"
    hours = _order(a, b, context)
    if hours is not None and abs(hours) > 24 * (tolerances.level_days if level else tolerances.same_time_days):
        return "they are too far apart in time"
    return None


def disputed(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Two named speakers give values that can't both be true.

    >>> from claims.judge.examples import claim, pair
    >>> a, b = claim(5, attributed_to="the ministry"), claim(9, attributed_to="the army")
    >>> disputed(a, b, pair(), Tolerances()).rule
    'disputed'
    """
    if not _rival_speakers(a, b) or _agree(a, b, context, tolerances) or _not_at_once(a, b, context, tolerances):
        return None
    if _one_outlet(context):
        return None
    return _verdict(Verdict.CONTRADICTION, "disputed", f"{what(a)} is in dispute: {both(a, b, context, tolerances)}.")


def contradiction(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """The same quantity at the same time, and no value fits both.

    >>> from claims.judge.examples import claim, pair
    >>> contradiction(claim(2500), claim(3900), pair(), Tolerances()).verdict.value
    'contradiction'
    """
    if _agree(a, b, context, tolerances) or _not_at_once(a, b, context, tolerances):
        return None
    if _one_outlet(context):  # two reports of one outlet on one day are of two states, or of two happenings
        return None
    return _verdict(
        Verdict.CONTRADICTION,
        "contradiction",
        f"Both speak of {what(a)}, and no value fits both: {both(a, b, context, tolerances)}.",
    )


def undetermined(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement:
    """Nothing else applies.

    >>> from claims.judge.examples import claim, pair
    >>> undetermined(claim(5), claim(9), pair(), Tolerances()).verdict.value
    'undetermined'
    """
    reason = _not_at_once(a, b, context, tolerances) or (
        "both stand in one outlet, and which came later is not known"
        if _one_outlet(context)
        else "too little is known to say more"
    )
    return _verdict(
        Verdict.UNDETERMINED, "undetermined", f"The values differ ({both(a, b, context, tolerances)}), but {reason}."
    )


RULES: tuple[Rule, ...] = (
    none_against_some,
    not_comparable,
    one_origin,
    stealth_edit,
    correction,
    deadline,
    different_time,
    different_place,
    part_of_whole,
    part_exceeds_whole,
    different_category,
    opposite_predicates,
    denial,
    rounding,
    bounds,
    other_count,
    missing_slot,
    update,
    revision,
    disputed,
    contradiction,
    undetermined,
)
"""In their order: the first that gives a Judgement decides."""

__all__ = ["RULES", "Rule"]
