"""The verdict on two claims: the ordered rules, and what was compared."""

from __future__ import annotations

import math
from dataclasses import replace

from claims.figures import Interval, shown
from claims.judge.context import PairContext
from claims.judge.rules import RULES
from claims.judge.tolerance import Tolerances, interval
from claims.match.keys import key_of, place_relation
from claims.model import Claim, Judgement, Verdict

FRESH_DAYS = 30
"""A disagreement loses its recency's share of severity over so many days."""


def judge(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement:
    """What b is to a. The first rule that fires decides; a missing slot gives `undetermined`, never a contradiction.

    >>> from claims.judge.examples import claim, pair
    >>> judge(claim(2500), claim(3900), pair(), Tolerances()).rule
    'contradiction'
    """
    found, fired = None, ""
    for rule in RULES:
        found, fired = rule(a, b, context, tolerances), rule.__name__
        if found is not None:
            break
    assert found is not None  # the last rule always fires
    interval_a, interval_b = interval(a, tolerances), interval(b, tolerances)
    explanation = found.explanation[:1].upper() + found.explanation[1:]
    return replace(
        found,
        explanation=explanation,
        interval_a=interval_a,
        interval_b=interval_b,
        severity=_severity(found, interval_a, interval_b, context),
        fired=fired,
    )


def slots(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> dict[str, tuple[str, str, str]]:
    """What was compared: field → (a's, b's, how they compare: `equal`, `differs`, `contains`, `missing`)."""
    key_a, key_b = key_of(a), key_of(b)
    place = place_relation(a.place_id, b.place_id)
    if place == "missing":
        place = _how(key_a.place, key_b.place)
    table = {
        "counted": (key_a.thing, key_b.thing, _how(key_a.thing, key_b.thing)),
        "event": (key_a.event, key_b.event, _how(key_a.event, key_b.event)),
        "category": (
            " ".join((key_a.category, *key_a.qualifiers)).strip() or "all",
            " ".join((key_b.category, *key_b.qualifiers)).strip() or "all",
            "equal" if (key_a.category, key_a.qualifiers) == (key_b.category, key_b.qualifiers) else "differs",
        ),
        "unit": (a.unit or "", b.unit or "", _how(a.unit, b.unit)),
        "place": (a.place or "", b.place or "", place),
        "time": (_times(a), _times(b), _how(_times(a), _times(b))),
        "modality": (a.modality.value, b.modality.value, _how(a.modality.value, b.modality.value)),
        "said by": (a.attributed_to or "", b.attributed_to or "", _how(a.attributed_to, b.attributed_to)),
        "value": (shown((a.low, a.high)), shown((b.low, b.high)), _how(shown((a.low, a.high)), shown((b.low, b.high)))),
        "read as": (shown(interval(a, tolerances)), shown(interval(b, tolerances)), ""),
        "outlet": (context.a.outlet, context.b.outlet, _how(context.a.outlet, context.b.outlet)),
        "published": (_moment(context, "a"), _moment(context, "b"), _how(_moment(context, "a"), _moment(context, "b"))),
    }
    story, same_words = context.story, context.same_words
    if story is not None:
        floor = tolerances.text_story if context.alone else tolerances.story
        table["story"] = (f"{story:.2f}", f"{story:.2f}", "equal" if story >= floor else "differs")
    if context.reasons:
        table["one happening"] = ("; ".join(context.reasons), "", "")
    if same_words is not None:
        alike = "equal" if same_words >= tolerances.same_words else "differs"
        table["wording"] = (f"{same_words:.2f}", f"{same_words:.2f}", alike)
    return table


def _how(a: str | None, b: str | None) -> str:
    if not a or not b:
        return "missing"
    return "equal" if a == b else "differs"


def _times(claim: Claim) -> str:
    if claim.time_start is None and claim.time_end is None:
        return ""
    if claim.time_start == claim.time_end:
        return str(claim.time_start)
    return f"{claim.time_start or '…'} to {claim.time_end or '…'}"


def _moment(context: PairContext, side: str) -> str:
    published = (context.a if side == "a" else context.b).published
    return published.isoformat(sep=" ", timespec="minutes") if published else ""


def _severity(found: Judgement, a: Interval, b: Interval, context: PairContext) -> float:
    """0 to 1: grows with the log ratio of the gap, the number of independent sources, and recency."""
    if found.verdict in (Verdict.SAME, Verdict.SUBSET, Verdict.UNRELATED):
        return 0.0
    ratio = _gap(a, b)
    recency = 1.0
    latest = max((side.published.date() for side in (context.a, context.b) if side.published), default=None)
    if context.day and latest:
        recency = max(0.0, 1 - (context.day - latest).days / FRESH_DAYS)
    base = (
        0.25 + 0.4 * min(1.0, math.log10(max(ratio, 1.0)) / math.log10(5)) + 0.2 * min(1.0, (context.sources - 1) / 5)
    )
    score = base + 0.15 * min(1.0, recency)
    scale = {Verdict.CONTRADICTION: 1.0, Verdict.UPDATE: 0.3, Verdict.UNDETERMINED: 0.2}[found.verdict]
    return round(min(1.0, score * scale), 3)


def _gap(a: Interval, b: Interval) -> float:
    """How many times the upper of two disjoint intervals lies above the lower; 1 where they meet."""
    for low, high in ((a, b), (b, a)):
        if low[1] is not None and high[0] is not None and low[1] < high[0]:
            return (high[0] + 1) / (max(low[1], 0) + 1)
    return 1.0
