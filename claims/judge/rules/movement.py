"""How a quantity moves in time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.judge.context import PairContext
from claims.judge.rules.grounds import (
    SEVERAL,
    apart,
    days_named,
    higher,
    linked,
    lower_so_far,
    moves,
    one_outlet,
    one_story,
    order,
    rival_speakers,
    same_words,
    told_to_rise,
    verdict,
)
from claims.judge.tolerance import Tolerances
from claims.judge.words import value, what, who
from claims.match.keys import key_of, place_relation
from claims.model import Claim, Judgement, Verdict


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
        return verdict(Verdict.UNDETERMINED, "undetermined", "It is not clear that both dates are of one thing.")
    place = place_relation(a.place_id, b.place_id)
    alone = context.alone and place == "missing" and linked(a, b, context, tolerances)
    if not (place == "equal" or alone) or a.modality is not b.modality:
        return verdict(
            Verdict.UNDETERMINED, "undetermined", "It is not clear that both dates are of one place and plan."
        )
    spans = _due(a), _due(b)
    if not apart(*spans, 0):
        return verdict(Verdict.SAME, "deadline", f"Both give the same time for {what(a)}.")
    narrowed = key_of(a).qualifiers and key_of(a).qualifiers == key_of(b).qualifiers
    if not narrowed and not linked(a, b, context, tolerances):
        return verdict(Verdict.UNDETERMINED, "undetermined", "Nothing shows that both dates are of one thing.")
    hours = context.hours
    if hours is not None and abs(hours) > 24 * tolerances.level_days:
        return verdict(Verdict.UPDATE, "deadline", f"The date for {what(a)} moved from {a.time_end} to {b.time_end}.")
    return verdict(
        Verdict.CONTRADICTION,
        "deadline",
        f"Different dates for {what(a)}: {who(a, context, 'a')} says {a.time_end}, {who(b, context, 'b')} says {b.time_end}.",
    )


def _due(claim: Claim) -> tuple[date | None, date | None]:
    """The days that a date may mean: of one that names its month alone, all of that month."""
    start, end = claim.time_start or claim.time_end, claim.time_end
    if start is None or end is None or start != end or (end + timedelta(days=1)).day != 1:
        return start, end
    numbers = {int(number) for number in re.findall(r"\d+", claim.quote)}
    return (start if not numbers or end.day in numbers else start.replace(day=1)), end


def update(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Later and moved as such values do: a running total that rose, a level at another time.

    >>> from claims.judge.examples import claim, pair
    >>> update(claim(5, concept="death"), claim(9, concept="death"), pair(hours=8), Tolerances()).verdict.value
    'update'
    """
    hours, kind = order(a, b, context), moves(a)
    one_hour = abs(hours or 0.0) < tolerances.settled_hours
    earlier = (not hours and told_to_rise(a, b, tolerances)) or (one_hour and lower_so_far(a, b, context, tolerances))
    if kind == "running_total" and earlier and not one_outlet(context):
        first, second = (b, a) if higher(a, b, tolerances) else (a, b)
        return verdict(
            Verdict.UPDATE,
            "update",
            f"{what(a)} rose from {value(first, tolerances)} to {value(second, tolerances)}, as one report says.",
        )
    if hours is None or hours == 0:
        return None
    first, second = (a, b) if hours > 0 else (b, a)
    if kind == "level" or (context.alone and _is_state(a, b)):
        if context.values >= SEVERAL and not key_of(a).qualifiers:
            return None
        near = tolerances.same_time_hours if one_outlet(context) else 24 * tolerances.level_days
        if abs(hours) <= near and not days_named(a, b, context):
            return None
        return verdict(
            Verdict.UPDATE,
            "update",
            f"{what(a)} changed from {value(first, tolerances)} to {value(second, tolerances)}.",
        )
    if kind == "running_total" and context.remaining and abs(hours) >= 24 and higher(first, second, tolerances):
        return verdict(
            Verdict.UPDATE,
            "update",
            f"{what(a)}: {value(second, tolerances)} are left of {value(first, tolerances)} in a later report.",
        )
    if kind != "running_total" or abs(hours) < tolerances.same_time_hours or not higher(second, first, tolerances):
        return None
    if abs(hours) < tolerances.settled_hours and rival_speakers(a, b) and not one_outlet(context):
        return None
    if abs(hours) >= 24 and not same_words(context, tolerances) and not one_story(context, tolerances, "running_story"):
        return None
    return verdict(
        Verdict.UPDATE,
        "update",
        f"{what(a)} rose from {value(first, tolerances)} to {value(second, tolerances)} in a later report.",
    )


def lagging(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A total that rises, of which one report gives a state that others gave before.

    >>> from dataclasses import replace
    >>> from claims.judge.examples import claim, pair
    >>> known = replace(pair(), told_before=True)
    >>> lagging(claim(9, concept="death"), claim(5, concept="death"), known, Tolerances()).verdict.value
    'update'
    """
    if not context.told_before or moves(a) != "running_total":
        return None
    behind, ahead, side = (a, b, "a") if higher(b, a, tolerances) else (b, a, "b")
    return verdict(
        Verdict.UPDATE,
        "lagging",
        f"{what(a)} rose to {value(ahead, tolerances)}; {who(behind, context, side)} gives an earlier state, {value(behind, tolerances)}.",
    )


def revision(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A running total that is later and lower: someone should look.

    >>> from claims.judge.examples import claim, pair
    >>> revision(claim(9, concept="death"), claim(5, concept="death"), pair(hours=30), Tolerances()).rule
    'revision'
    """
    hours = order(a, b, context)
    if hours is None or moves(a) != "running_total":
        return None
    first, second = (a, b) if hours > 0 else (b, a)
    if not same_words(context, tolerances) and not one_story(context, tolerances, "revision_story"):
        return None
    settled = tolerances.same_time_hours if one_outlet(context) else tolerances.settled_hours
    if abs(hours) < settled or not higher(first, second, tolerances):
        return None
    return verdict(
        Verdict.CONTRADICTION,
        "revision",
        f"{what(a)} fell from {value(first, tolerances)} to {value(second, tolerances)} in a later report; a total does not fall by itself.",
    )


def _is_state(a: Claim, b: Claim) -> bool:
    """Whether two texts side by side give a measure, or a count to which nothing happens: later it has another value."""
    return a.dimension != "count" or not (key_of(a).thing and (key_of(a).event or key_of(b).event))
