"""What one says and the other denies, turns round or counts as none."""

from __future__ import annotations

from claims.judge.context import PairContext, span
from claims.judge.rules.grounds import (
    agree,
    apart,
    day_told,
    linked,
    missing,
    not_at_once,
    one_story,
    same_words,
    tells_trend,
    verdict,
)
from claims.judge.tolerance import Tolerances
from claims.judge.words import both, value, what, who
from claims.match.keys import key_of, opposite, place_relation
from claims.match.weights import weights
from claims.model import Claim, Judgement, Modality, Verdict


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
    covered = {*weights().covers.get(nobody.concept or "", ()), key_none.thing if key_some.category else ""}
    if context.alone and key_none.thing == "injury":
        covered.add("death")
    one_count = key_none.thing == key_some.thing and key_none.category == key_some.category
    if one_count or key_some.thing not in covered or not (some.low or 0) > 0:
        return None
    if key_none.category not in ("", key_some.category) or set(key_none.qualifiers) - set(key_some.qualifiers):
        return None
    if nobody.modality is not some.modality or key_none.scope != key_some.scope:
        return None
    gap = None if context.alone or (key_none.place and key_some.place) else "the place of one is not known"
    if not context.alone and abs(context.hours or 0.0) >= 24 and day_told(a, context.a) != day_told(b, context.b):
        gap = "they may be of different days"
    if place_relation(a.place_id, b.place_id) == "differs" or apart(span(a, context.a), span(b, context.b), 0):
        gap = "they speak of different places or times"
    gap = gap or not_at_once(a, b, context, tolerances)
    if context.same_url or context.one_origin or context.other_count:
        return None
    if not gap and not linked(a, b, context, tolerances):
        gap = "nothing shows that they are of one happening"
    text = both(a, b, context, tolerances)
    if gap:
        return verdict(
            Verdict.UNDETERMINED, "none_against_some", f"One says that nobody was harmed ({text}), but {gap}."
        )
    return verdict(
        Verdict.CONTRADICTION,
        "none_against_some",
        f"One says that nobody was harmed, the other gives {what(some)}: {text}.",
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
    if not agree(a, b, context, tolerances):
        return verdict(Verdict.UNDETERMINED, "denial", "One denies a value that the other does not give.")
    gap = missing(a, b, context) or not_at_once(a, b, context, tolerances)
    if not (a if a.modality is Modality.DENIED else b).attributed_to:
        gap = gap or "who denies it is not said"
    if gap or not linked(a, b, context, tolerances):
        return verdict(
            Verdict.UNDETERMINED,
            "denial",
            f"One denies what the other says, but {gap or 'nothing shows that they are of one happening'}.",
        )
    denying = who(a, context, "a") if a.modality is Modality.DENIED else who(b, context, "b")
    return verdict(
        Verdict.CONTRADICTION, "denial", f"{denying} denies {value(a, tolerances)} {what(a)}, which the other asserts."
    )


def opposite_predicates(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """The same number of the same people, arrested here and released there.

    >>> from claims.judge.examples import claim, pair
    >>> jailed, freed = claim(7, concept="journalist", event="arrested"), claim(7, concept="journalist", event="released")
    >>> opposite_predicates(jailed, freed, pair(story=0.9), Tolerances()).verdict.value
    'contradiction'
    """
    trend = ({a.change, b.change} == {"up", "down"} and a.event == b.event) or _trends(a, b)
    if not trend and not opposite(key_of(a).event, key_of(b).event):
        return None
    if not trend and context.turned is False:
        return verdict(Verdict.UNDETERMINED, "undetermined", "The sentences do not show that opposite things happened.")
    told_of_one = same_words(context, tolerances) or one_story(context, tolerances)
    if not trend and (not agree(a, b, context, tolerances) or a.modality is not b.modality):
        return verdict(Verdict.UNRELATED, "not_comparable", "Opposite things happen, to numbers that differ.")
    if trend and context.other_count and not agree(a, b, context, tolerances):
        return None  # who tells of both speaks of two things
    if trend and context.alone and not_at_once(a, b, context, tolerances):
        return None  # it fell, and rose later
    if not told_of_one or not_at_once(a, b, context, tolerances) or place_relation(a.place_id, b.place_id) == "differs":
        return verdict(
            Verdict.UNRELATED,
            "not_comparable",
            "Opposite things happen, but not of one happening as far as the texts show.",
        )
    first, second = (a.change, b.change) if trend and a.change and b.change else (a.event, b.event)
    return verdict(
        Verdict.CONTRADICTION, "opposite_predicates", f"The one says {first}, the other {second}, of the same thing."
    )


def _trends(a: Claim, b: Claim) -> bool:
    """Whether a number is told to rise by the one and to fall by the other: then it matters not by how much."""
    result = a.dimension == "money" and {a.event, b.event} == RESULTS
    return result or (tells_trend(a.event, a.dimension) and opposite(a.event, b.event))


RESULTS = {"earned", "lost_money"}
"""A profit and a loss of one time exclude each other."""
