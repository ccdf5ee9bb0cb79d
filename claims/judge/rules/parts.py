"""A part and its whole."""

from __future__ import annotations

from claims.judge.context import PairContext
from claims.judge.rules.grounds import (
    agree,
    far_apart,
    linked,
    missing,
    moves,
    not_at_once,
    one_sided,
    same_words,
    valueless,
    verdict,
)
from claims.judge.tolerance import Tolerances, interval
from claims.judge.words import value, what
from claims.match.keys import contains, key_of, place_relation
from claims.model import Claim, Judgement, Modality, Verdict

SURE = 0.9
"""From this probability of one happening on, a part of one text side by side that exceeds the whole of the other is none."""
STRANGERS = 0.3
"""Below this probability of one happening, two texts side by side have no parts of each other."""


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
    if context.alone and not context.part and (context.story or 0.0) < STRANGERS:
        return verdict(
            Verdict.UNDETERMINED,
            "undetermined",
            "The one may count a part of the other, but nothing shows that they speak of one happening.",
        )
    if context.alone and _one_number(part, whole) and agree(part, whole, context, tolerances):
        return verdict(
            Verdict.SAME,
            "equal",
            f"Both give {value(whole, tolerances)}; the one says more closely of whom or what: {what(part)}.",
        )
    if not _exceeds(part, whole, tolerances):
        return verdict(
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
    if found is None or context.other_count:  # who gives both values counts two things
        return None
    part, whole = found
    text = f"{what(part)}: {value(part, tolerances)}; {what(whole)}: {value(whole, tolerances)}"
    gap = missing(a, b, context) or not_at_once(a, b, context, tolerances)
    if not gap and far_apart(a, b, context, tolerances):  # 7,000 seats in schools are no part of 30 in a council
        gap = "they differ so much that they are more likely of two things"
    told = bool(context.part) or moves(whole) == "level" or same_words(context, tolerances)
    sure = context.alone and (context.story or 0.0) >= SURE
    told = told or sure
    if not gap and not told:  # more fighters killed than people: of two happenings, as a rule
        gap = "nothing shows that they are of one happening"
    place = place_relation(a.place_id, b.place_id)
    placed = place == "equal" or (sure and place == "missing")
    if gap or not placed or not linked(a, b, context, tolerances):
        return verdict(
            Verdict.UNDETERMINED,
            "part_exceeds_whole",
            f"The part would be greater than the whole ({text}), but {gap or 'nothing shows that they are of one happening'}.",
        )
    return verdict(Verdict.CONTRADICTION, "part_exceeds_whole", f"A part can't be greater than its whole. {text}.")


def _parts(a: Claim, b: Claim, context: PairContext) -> tuple[Claim, Claim] | None:
    """(part, whole), by what the text says, by kinds of people or things, or by place."""
    if context.part:
        return (a, b) if context.part == "a" else (b, a)
    if (a.modality is Modality.DENIED) != (b.modality is Modality.DENIED):
        return None  # what is denied is no part of anything
    if a.dimension not in ("count", "money") or a.dimension != b.dimension:
        return None
    key_a, key_b = key_of(a), key_of(b)
    if key_a.thing != key_b.thing and (a.dimension != "count" or not (key_a.event and key_b.event)):
        return None  # the price of oil is no part of a price, nor a judge one of those killed
    place = place_relation(a.place_id, b.place_id)
    same_kind = (key_a.thing, key_a.category, key_a.qualifiers) == (key_b.thing, key_b.category, key_b.qualifiers)
    if place in ("equal", "missing", "b_contains") and contains(key_b, key_a):
        return a, b
    if place in ("equal", "missing", "a_contains") and contains(key_a, key_b):
        return b, a
    if same_kind and place == "b_contains":
        return a, b
    if same_kind and place == "a_contains":
        return b, a
    return None


def _one_number(part: Claim, whole: Claim) -> bool:
    """Whether both give a value, or one number with and without a bound: at least 38 migrants, 38 dead."""
    if valueless(part) or valueless(whole):
        return False
    ends = [{claim.low, claim.high} - {None} for claim in (part, whole)]
    return not (one_sided(part) or one_sided(whole)) or ends[0] == ends[1]


def _exceeds(part: Claim, whole: Claim, tolerances: Tolerances) -> bool:
    least, most = interval(part, tolerances)[0], interval(whole, tolerances)[1]
    return least is not None and most is not None and least > most
