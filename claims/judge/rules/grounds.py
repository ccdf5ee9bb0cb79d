"""What the rules ask of two claims: do their values meet, do they speak of one happening and of one time, what is missing."""

from __future__ import annotations

import math
import unicodedata
from datetime import date, timedelta

from claims.judge.context import PairContext, Side, span
from claims.judge.tolerance import Tolerances, interval, overlap
from claims.languages import concept, event, fold
from claims.languages.gazetteer import places
from claims.match.keys import COUNT, PRESENT, Key, events_meet, is_kind_of, key_of, place_relation
from claims.model import Claim, Judgement, Relation, Verdict


def agree(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether a value can fit both. "More than 9" against a plain 9 differs only where the rest is said in the same words."""
    if (_beyond(a, b) or _beyond(b, a)) and same_words(context, tolerances):
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


def same_words(context: PairContext, tolerances: Tolerances) -> bool:
    return context.same_words is not None and context.same_words >= tolerances.same_words


def linked(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether something shows that both speak of one happening; a narrowed level of a place (US troops in Iraq) needs no such thing."""
    if same_words(context, tolerances):
        return True
    if is_measure(a) and not context.alone:  # many things have a price, and a rate is of many groups
        alike = not context.evidence or context.share("sentence") >= tolerances.measure_sentence
        return alike and one_story(context, tolerances, "measure_story")
    if one_story(context, tolerances):
        return True
    if _one_spot(a, b):
        return True
    if not moves(a) == moves(b) == "level" or place_relation(a.place_id, b.place_id) != "equal":
        return False
    return bool(key_of(a).qualifiers) or context.alone or context.story is None


def one_story(context: PairContext, tolerances: Tolerances, threshold: str = "story") -> bool:
    """Whether the texts are likely enough of one happening; texts that a person holds side by side have a threshold of their own."""
    least: float = tolerances.text_story if context.alone else getattr(tolerances, threshold)
    return (context.story or 0.0) >= least


def threshold_of(a: Claim, fired: str) -> str:
    """The tolerance that a pair's score had to reach for the rule that fired."""
    if fired == "revision":
        return "revision_story"
    return "measure_story" if is_measure(a) else "story"


def _one_spot(a: Claim, b: Claim) -> bool:
    """One named day at one site smaller than a town: that is one happening."""
    known = places().get(a.place_id or "")
    if known is None or a.place_id != b.place_id or known.kind not in ("base", "site"):
        return False
    return a.time_start is not None and a.time_start == a.time_end == b.time_start == b.time_end


def is_measure(claim: Claim) -> bool:
    """Whether it is a price, a sum, a rate or an index."""
    known = concept(key_of(claim).thing)
    return known is not None and known.cls in ("money", "measure")


OTHER_ORDER = 50
"""Values of two texts side by side that differ by this factor are of two things, unless the texts are in the same words."""


def far_apart(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether two values differ so much that they are more likely of two things; of the harmed only where the sentences share little."""
    low, high = sorted(abs(claim.low if claim.low is not None else claim.high or 0.0) for claim in (a, b))
    if context.alone:
        return high >= OTHER_ORDER * low > 0 and not same_words(context, tolerances)
    known = concept(key_of(a).thing)
    shared = not context.evidence or context.share("sentence") >= LITTLE
    if known is not None and known.cls == "harm" and shared:
        return False
    counted = a.dimension == "count" and same_words(context, tolerances)
    return high >= (SLIP if counted else tolerances.far_apart) * low


SLIP = 100.0
"""In one sentence a count lies so many times from another by a slip, a zero too many; beyond, one of them was misread."""
LITTLE = 0.2
"""Likeness of two sentences below which very different numbers of harmed are of two things."""


def moves(claim: Claim) -> str:
    return key_of(claim).moves


def one_sided(claim: Claim) -> bool:
    return sum(_missing_end(end) for end in (claim.low, claim.high)) == 1


def valueless(claim: Claim) -> bool:
    return _missing_end(claim.low) and _missing_end(claim.high)


def _missing_end(end: float | None) -> bool:
    return end is None or not math.isfinite(end)


ANOTHER_DAY = 12
"""Hours between two reports of different days that are no news of one night."""


def order(a: Claim, b: Claim, context: PairContext) -> float | None:
    """Hours by which b speaks of a later time than a: by the times of the claims where days apart, else by publication."""
    end_a, end_b = span(a, context.a)[1], span(b, context.b)[1]
    if end_a == end_b and end_a is not None and (_before_its_day(a, context.a) or _before_its_day(b, context.b)):
        return None  # a date of publication before what is told of is wrong
    hours = context.hours
    days = (end_b - end_a).days * 24.0 if end_a and end_b else None
    if end_a is None and end_b is None:
        days = _days_of_report(context)
    if days and (hours is None or hours * days >= 0):
        return days
    return hours if hours is not None else days


def _days_of_report(context: PairContext) -> float | None:
    """Hours between the days of two reports that lie well apart: what names no day is told as of the day of its report."""
    a, b, hours = context.a.published, context.b.published, context.hours
    if a is None or b is None or hours is None or abs(hours) < ANOTHER_DAY:
        return None
    return (b.date() - a.date()).days * 24.0


def _before_its_day(claim: Claim, side: Side) -> bool:
    day = claim.time_start
    return bool(day and side.published and day - side.published.date() > timedelta(days=1))


def apart(a: tuple[date | None, date | None], b: tuple[date | None, date | None], days: int) -> bool:
    """Whether two spans lie more than some days apart."""
    gap = timedelta(days=days)
    return bool((a[1] and b[0] and b[0] - a[1] > gap) or (b[1] and a[0] and a[0] - b[1] > gap))


def day_told(claim: Claim, side: Side) -> object:
    """The time that a claim names, else the day of its report."""
    named = (claim.time_start, claim.time_end)
    day = side.published.date() if side.published else None
    return named if any(named) else (day, day)


def days_named(a: Claim, b: Claim, context: PairContext) -> bool:
    """Whether the texts themselves name different days; a state without one is dated by its publication."""
    if not apart(span(a, context.a), span(b, context.b), 0):
        return False
    published = [side.published.date() if side.published else None for side in (context.a, context.b)]
    return (a.time_end, b.time_end) != tuple(published)


def higher(a: Claim, b: Claim, tolerances: Tolerances) -> bool:
    """Whether all of a lies above all of b."""
    low, high = interval(a, tolerances)[0], interval(b, tolerances)[1]
    return low is not None and high is not None and low > high


def one_outlet(context: PairContext) -> bool:
    return bool(context.a.outlet) and context.a.outlet == context.b.outlet


def rival_speakers(a: Claim, b: Claim) -> bool:
    """Whether two different speakers are named; names in two scripts can't be told apart by their letters."""
    if not a.attributed_to or not b.attributed_to or _script(a.attributed_to) != _script(b.attributed_to):
        return False
    first, second = (fold(name) for name in (a.attributed_to, b.attributed_to))
    return first not in second and second not in first  # "the opposition-linked Observatory" is the Observatory


def _script(name: str) -> str:
    """The script of a name's first letter, as Unicode names it: LATIN, ARABIC."""
    letter = next((character for character in name if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


SEVERAL = 3
"""Values of one article for things that are not told apart: which of them another's is held against is chance."""


def not_at_once(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> str | None:
    """Why two claims can't be held to speak of one time, as a clause."""
    level = moves(a) == "level"
    if not context.alone and in_flow(a, b) and (context.same_words or 0.0) < ONE_TEXT:
        return "such a value moves within a day"
    other_day = apart(span(a, context.a), span(b, context.b), 0)
    if other_day and not level:
        return "they speak of different times"
    if level and not context.alone and other_day and (days_named(a, b, context) or context.values >= SEVERAL):
        return "they speak of different days"
    hours = order(a, b, context)
    if hours is not None and abs(hours) > 24 * (tolerances.level_days if level else tolerances.same_time_days):
        return "they are too far apart in time"
    return None


ONE_WORDING = 0.85
"""Likeness of two sentences from which their verbs are what differs, where only one is known."""
OTHER_EVENT = "what happened to them is not known for one"


ONE_TEXT = 0.9
"""Likeness of wording from which two reports of a moving value are of one moment."""


def in_flow(a: Claim, b: Claim) -> bool:
    """Whether a text tells that the value is moving, by no longer a time than a day: a share price in the morning and at its close."""
    if moves(a) == "running_total":
        return False
    for claim in (a, b):
        told = event(claim.event)
        longer = claim.time_start is not None and claim.time_start != claim.time_end
        if (claim.change or (told is not None and told.trend) or claim.event in _MOVED) and not longer:
            return True
    return False


_MOVED = frozenset({"raised", "cut"})


def told_to_rise(a: Claim, b: Claim, tolerances: Tolerances) -> bool:
    """Whether the higher of two totals is told to have risen to what it is: then it is the later one."""
    return any(x.change == "up" and higher(x, y, tolerances) for x, y in ((a, b), (b, a)))


def lower_so_far(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> bool:
    """Whether the lower of two counts of the harmed, and not the higher, is told as that so far."""
    known, (first, second) = concept(key_of(a).thing), context.so_far
    if known is None or known.cls != "harm":
        return False
    return (first and not second and higher(b, a, tolerances)) or (second and not first and higher(a, b, tolerances))


_SURE = Tolerances(text_story=0.95)
"""What shows that two words for those who are counted mean one thing, where nothing is told to happen to them."""


def missing(a: Claim, b: Claim, context: PairContext) -> str | None:
    """What is not known of one or both, as a clause.

    Of two texts side by side, what neither says is weighed with the rest that shows whether they tell of one happening.
    """
    key_a, key_b = key_of(a), key_of(b)
    one_word = context.same_words is not None and key_a.thing and key_a.thing == key_b.thing
    one_word = context.alone and (
        one_word or is_kind_of(key_a.thing, key_b.thing) or is_kind_of(key_b.thing, key_a.thing)
    )
    if not one_word and not (concept(key_a.thing) and concept(key_b.thing)):
        return "what is counted is not known for sure"
    told = (key_a.event and key_b.event) or (key_a.event == key_b.event and one_story(context, _SURE))
    if context.alone and key_a.thing != key_b.thing and a.dimension == COUNT and not told:
        return "that the one counts some of the other's is not told"
    event_a, event_b = (_happens(claim, key) for claim, key in ((a, key_a), (b, key_b)))
    if not events_meet(event_a, event_b):
        return OTHER_EVENT
    if bool(event_a) != bool(event_b) and not (context.alone and _may_be_one(key_a, context)):
        return OTHER_EVENT
    if context.alone:
        return None
    if a.dimension in _EXTENTS and not is_measure(a):
        return f"of what in the {key_a.thing.replace('_', ' ')} this is the {a.dimension} is not known"
    if not event_a and _of_people(key_a.thing):
        return "what happened to them is not known"
    if event_a == event_b == PRESENT and (a.event is None or b.event is None):
        return "whether they are there now is not said of one"
    if bool(key_a.place) != bool(key_b.place):
        return f"the place of one is not known ({a.place or b.place} for the other)"
    if not key_a.place:
        return "the place is not known"
    return None


def tells_trend(happened: str | None, dimension: str) -> bool:
    """Whether an event is only that a number moves: it rose, or, of a rate, was raised."""
    known = event(happened)
    return known is not None and (known.trend or (dimension != COUNT and known.id in _MOVED))


def _may_be_one(key: Key, context: PairContext) -> bool:
    """Whether what happens may be one though only one of two passages tells it: not where people are counted, or the verb alone differs."""
    if context.same_words is None:
        return True
    return context.same_words < ONE_WORDING and not _of_people(key.thing)


def _happens(claim: Claim, key: Key) -> str:
    """What happens to those counted; that a number rose or fell happens to the number, and those who are counted in a place are there."""
    if not tells_trend(key.event, claim.dimension):
        return key.event
    counted = concept(key.thing)
    there = claim.dimension == COUNT and (counted is None or counted.cls == "person")
    return PRESENT if there else ""


_EXTENTS = frozenset({"length", "duration", "area", "mass", "volume", "temperature", "speed"})
"""Dimensions of which one thing has several: the length of a road, of its first part, its distance from a town."""


def _of_people(thing: str) -> bool:
    known = concept(thing)
    return known is not None and known.cls == "person"


def verdict(verdict: Verdict, rule: str, explanation: str) -> Judgement:
    return Judgement(verdict, rule, explanation)
