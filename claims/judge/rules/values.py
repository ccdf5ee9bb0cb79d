"""Two values of one quantity."""

from __future__ import annotations

from claims.judge.context import PairContext
from claims.judge.rules.grounds import (
    agree,
    far_apart,
    not_at_once,
    one_outlet,
    one_sided,
    rival_speakers,
    valueless,
    verdict,
)
from claims.judge.tolerance import Tolerances
from claims.judge.words import both, value, what
from claims.model import Claim, Judgement, Verdict


def rounding(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Both can be true once each word's tolerance is applied.

    >>> from claims.judge.examples import claim, pair
    >>> rounding(claim(2500), claim(2480), pair(), Tolerances()).verdict.value
    'same'
    """
    if one_sided(a) or one_sided(b) or not agree(a, b, context, tolerances):
        return None
    if valueless(a) or valueless(b):
        return None
    if (a.low, a.high) == (b.low, b.high):
        return verdict(Verdict.SAME, "equal", f"Both give {value(a, tolerances)} for {what(a)}.")
    return verdict(Verdict.SAME, "rounding", f"The values meet: {both(a, b, context, tolerances)}.")


def bounds(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """ "At least 58" and 72 agree; so do two lower bounds, however far apart.

    >>> from claims.judge.examples import claim, pair
    >>> from claims.model import Relation
    >>> bounds(claim(58, high=None, relation=Relation.AT_LEAST), claim(72), pair(), Tolerances()).verdict.value
    'same'
    """
    if not (one_sided(a) or one_sided(b)) or not agree(a, b, context, tolerances):
        return None
    return verdict(Verdict.SAME, "bounds", f"The bounds leave room for both: {both(a, b, context, tolerances)}.")


def disputed(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Two named speakers give values that can't both be true.

    >>> from claims.judge.examples import claim, pair
    >>> a, b = claim(5, attributed_to="the ministry"), claim(9, attributed_to="the army")
    >>> disputed(a, b, pair(), Tolerances()).rule
    'disputed'
    """
    if not rival_speakers(a, b) or agree(a, b, context, tolerances) or not_at_once(a, b, context, tolerances):
        return None
    if far_apart(a, b, context, tolerances):
        return None
    if one_outlet(context):
        return None
    return verdict(Verdict.CONTRADICTION, "disputed", f"{what(a)} is in dispute: {both(a, b, context, tolerances)}.")


def contradiction(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """The same quantity at the same time, and no value fits both.

    >>> from claims.judge.examples import claim, pair
    >>> contradiction(claim(2500), claim(3900), pair(), Tolerances()).verdict.value
    'contradiction'
    """
    if agree(a, b, context, tolerances) or not_at_once(a, b, context, tolerances):
        return None
    if far_apart(a, b, context, tolerances):
        return None
    if one_outlet(context):  # two reports of one outlet on one day are of two states, or of two happenings
        return None
    return verdict(
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
    reason = not_at_once(a, b, context, tolerances) or (
        "both stand in one outlet, and which came later is not known"
        if one_outlet(context)
        else "they lie so far apart that they may be of two things"
        if far_apart(a, b, context, tolerances)
        else "too little is known to say more"
    )
    return verdict(
        Verdict.UNDETERMINED, "undetermined", f"The values differ ({both(a, b, context, tolerances)}), but {reason}."
    )
