"""A finding as one plain sentence, and in words why it stands where it stands.

Names and values carry the isolates of `bidi.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.judge.timelines import Series
from claims.languages import concept
from claims.report.bidi import clip, flat, isolate, isolated, value
from claims.report.facts import GRAVE, SET_ASIDE, Finding, Report, Side
from claims.report.words import amount, day, language, number, plural, rule_name, share

TOP = 3
NEW_BONUS = 0.05
"""How much severity it is worth, at the top of the page, to be new tonight."""
MAX_NAME = 80
_DONE_TO = (
    "killed injured arrested released displaced rescued kidnapped destroyed rebuilt infected hospitalised registered occupied liberated "
    "vaccinated executed sentenced acquitted created eliminated blocked affected won lost sent withdrawn"
)
"""Events of which one can say that things "were" so."""


def outlet(name: str) -> str:
    """An outlet's or a person's name, ready for a sentence."""
    return isolate(clip(flat(name), MAX_NAME))


def said(side: Side) -> str:
    """What a side says, as a marked value."""
    if side.dimension == "date":
        return value(day(side.time_start or side.time_end))
    if side.low == side.high == 0:
        return value("none")
    return value(amount(side.low, side.high, side.unit, side.dimension))


def headline(finding: Finding) -> str:
    """The finding in one sentence: outlets, both values, what and where.

    `Elaph says 2,500, Example Times says 3,900 US troops are in Iraq`
    """
    a, b = finding.a, finding.b
    of = _of(finding)
    match finding.kind:
        case "stealth_edit":
            return f"{outlet(b.outlet)} changed {said(a)} to {said(b)} without a note: {of}"
        case "correction":
            return f"{outlet(b.outlet)} corrected {said(a)} to {said(b)}: {of}"
        case "revision" if a.outlet == b.outlet:
            return f"{outlet(a.outlet)} gave {said(a)}, later fewer, {said(b)}: {of}"
        case "update" if a.outlet == b.outlet:
            return f"{outlet(a.outlet)} gave {said(a)}, later {said(b)}: {of}"
        case "revision":
            return f"{outlet(a.outlet)} gave {said(a)}, {outlet(b.outlet)} later gives fewer, {said(b)}: {of}"
        case "update":
            return f"{outlet(a.outlet)} gave {said(a)}, {outlet(b.outlet)} later gives {said(b)}: {of}"
    if finding.rule == "denial" or (a.modality == "denied") != (b.modality == "denied"):
        denies, other = (a, b) if a.modality == "denied" else (b, a)
        return f"{outlet(denies.outlet)} denies {said(denies)}, {outlet(other.outlet)} says {said(other)}: {of}"
    if finding.rule == "opposite_predicates" and a.event and b.event and a.event != b.event:
        return _opposite(finding)
    if finding.rule in ("opposite_predicates", "part_exceeds_whole"):
        return f"{outlet(a.outlet)} says {_with_subject(a)}, {outlet(b.outlet)} says {_with_subject(b)}"
    if b.low == b.high in (0, 1) and a.low not in (0, b.low):
        a, b = b, a  # "none" and "1" stand before the number that is followed by what it counts
    if a.outlet == b.outlet:
        both = f"{outlet(a.outlet)} says {said(a)} and elsewhere {said(b)}"
    else:
        both = f"{outlet(a.outlet)} says {said(a)}, {outlet(b.outlet)} says {said(b)}"
    return f"{both} {_are(finding)}" if _counts(finding) and (b.low, b.high) != (1, 1) else f"{both}: {of}"


def _counts(finding: Finding) -> bool:
    """Whether what is counted can follow its number: no level of an index, and nothing with a note behind it."""
    known = concept(finding.a.concept) if finding.a.concept else None
    measured = known is not None and known.cls in ("money", "measure")
    return finding.a.dimension == finding.b.dimension == "count" and not measured and not finding.what.endswith(")")


def _opposite(finding: Finding) -> str:
    """`Meridian Times says raised, Harbour Post says cut: oil output in Kuwait, 80,000 barrels per day`."""
    a, b = finding.a, finding.b
    verbs = [rule_name(side.event or "") for side in (a, b)]
    subject = re.sub(rf"\b({'|'.join(map(re.escape, verbs))})\b ?", "", flat(a.subject or finding.what)).strip()
    what = isolated(clip(subject, 100))
    if (a.low, a.high) == (b.low, b.high):
        says = [f"{outlet(side.outlet)} says {value(verb)}" for side, verb in zip((a, b), verbs, strict=True)]
        return f"{', '.join(says)}: {what}, {said(a)}{_when(finding)}"
    says = [f"{outlet(side.outlet)} says {said(side)} {verb}" for side, verb in zip((a, b), verbs, strict=True)]
    return f"{', '.join(says)}: {what}{_when(finding)}"


def _of(finding: Finding) -> str:
    a = finding.a
    what = a.subject if a.dimension == "date" and a.subject else finding.what
    return isolated(clip(flat(what), 160)) + _when(finding)


def _are(finding: Finding) -> str:
    """`people killed in Aden` → `people were killed in Aden`."""
    what, event, place = clip(flat(finding.what), 160), finding.a.event or "", finding.a.place or ""
    if event in _DONE_TO.split() and finding.b.event == event:
        what = re.sub(rf" {event}\b", f" were {event}", what, count=1)
    elif event in ("present", "missing") and place and what.endswith(f" in {place}"):
        head = what.removesuffix(f" in {place}").removesuffix(f" {event}")
        what = f"{head} are{' missing' if event == 'missing' else ''} in {place}"
    return isolated(what) + _when(finding)


def _when(finding: Finding) -> str:
    """The day, where both sides name the same one."""
    a, b = finding.a, finding.b
    one_day = a.dimension != "date" and a.time_start and a.time_start == a.time_end == b.time_start == b.time_end
    return f" on {day(a.time_start)}" if one_day else ""


def _with_subject(side: Side) -> str:
    counted = isolated(clip(flat(side.subject or side.event or ""), 100))
    return f"{said(side)} ({counted})" if counted and side.low == side.high == 1 else f"{said(side)} {counted}".rstrip()


def reasons(finding: Finding) -> list[str]:
    """Why a person should look at this one first, in words."""
    a, b = finding.a, finding.b
    found = []
    if finding.kind in ("stealth_edit", "correction"):
        found.append("one article, two versions")
    else:
        more, fewer = max(a.sources, b.sources), min(a.sources, b.sources)
        found.append(f"{more} independent sources against {fewer}" if more > 1 else "one source against one")
    if gap := apart(a, b):
        found.append(gap)
    if a.attributed_to and b.attributed_to and finding.rule == "disputed":
        found.append(f"{outlet(a.attributed_to)} against {outlet(b.attributed_to)}")
    if a.lang != b.lang:
        found.append(f"{language(a.lang)} against {language(b.lang)}")
    found.append("new tonight" if finding.is_new else f"known since {day(finding.first_seen_at)}")
    return found


def rank(finding: Finding) -> list[str]:
    """Why it stands where it does at the top of a page: the reasons, and what being new counts there."""
    *found, last = reasons(finding)
    return [*found, f"{last}, which counts {NEW_BONUS:g} more" if finding.is_new else last]


def gloss(side: Side) -> str:
    """What a side is read as, in English and field by field: `2,500 US troops in Iraq; present; 26 July 2021`."""
    counted = isolated(clip(flat(side.subject or plural(side.unit or "something")), 160))
    count = value("no") if side.low == side.high == 0 else said(side)
    parts = [f"{count} {counted}" if side.dimension == "count" else f"{counted}: {said(side)}"]
    for field in (side.event, side.place):
        words = rule_name(flat(field or ""))
        if words and words.lower() not in counted.lower():
            parts.append(isolated(clip(words, 80)))
    if side.dimension != "date" and (side.time_start or side.time_end):
        start, end = side.time_start, side.time_end
        parts.append(day(start) if start == end else f"{day(start) if start else '…'} to {day(end) if end else '…'}")
    if side.attributed_to:
        parts.append(f"according to {outlet(side.attributed_to)}")
    if side.modality != "asserted":
        parts.append(side.modality)
    return "; ".join(parts)


def gap(finding: Finding) -> float:
    """How far the values lie apart, for ordering: the share of the greater one, or 1 to 2 by days of deadlines."""
    a, b = finding.a, finding.b
    if a.dimension == b.dimension == "date":
        one, two = a.time_start or a.time_end, b.time_start or b.time_end
        return 0.0 if one is None or two is None else 2 - 1 / (1 + abs((one - two).days))
    x, y = (side.low if side.low is not None else side.high for side in (a, b))
    if x is None or y is None or x == y:
        return 0.0
    return min(2.0, abs(x - y) / max(abs(x), abs(y)))


def apart(a: Side, b: Side) -> str:
    """How far two values lie from each other, as a share of the greater."""
    if a.dimension == b.dimension == "date":
        one, two = a.time_start or a.time_end, b.time_start or b.time_end
        days = abs((one - two).days) if one and two else 0
        return f"{days:,} day{'s' if days > 1 else ''} apart" if days else ""
    x, y = (side.low if side.low is not None else side.high for side in (a, b))
    if x is None or y is None or x == y:
        return ""
    less, more = sorted((abs(x), abs(y)))
    if less == 0 or x * y < 0:
        return "none against some" if less == 0 else "one above zero, one below"
    if more >= 2 * less:
        return f"one value {number(round(more / less, 1))} times the other"
    return f"values {share((more - less) / more)} apart"


def top(report: Report) -> list[Finding]:
    """The findings for who has one minute: by severity, what is new a little before what is known, one of each quantity.

    Two values that contradict each other have not fallen, whichever was told last: they stand as the contradiction that they are.
    """
    seen: set[str] = set()
    found = []
    grave = [f for f in report.findings if f.kind in GRAVE and f.status not in SET_ASIDE]
    disputed = {_dispute(f) for f in grave if f.kind == "contradiction"}
    candidates = [f for f in grave if f.kind != "revision" or _dispute(f) not in disputed]
    for finding in sorted(candidates, key=lambda f: (-(f.severity + NEW_BONUS * f.is_new), f.finding_id)):
        if finding.group not in seen:
            seen.add(finding.group)
            found.append(finding)
    return found[:TOP]


def _dispute(finding: Finding) -> tuple[str, frozenset[tuple[float | None, float | None]]]:
    """The quantity and the two values."""
    return finding.group, frozenset((side.low, side.high) for side in (finding.a, finding.b))


LAG_HOURS = 6.0
"""Less is no lag worth a word; `claims sql timeline` has all."""
MAX_MOVES = 4
"""Sentences on one timeline."""


def movements(timeline: Sequence[Series]) -> list[str]:
    """Which outlets lag behind a running total, and where it jumps or falls."""
    lags = [
        f"{outlet(one.outlet)} lags {value(f'{one.lag_hours:,.0f}')} hour{'s' if round(one.lag_hours) != 1 else ''} behind: "
        f"{outlet(one.leader)} was first to give {value(number(one.current.said))}."
        for one in timeline
        if one.lag_hours >= LAG_HOURS
    ]
    steps = [
        f"{outlet(one.outlet)} {verb} from {value(number(step.before.said))} to {value(number(step.after.said))} "
        f"on {day(step.after.published.date())}."
        for one in timeline
        for verb, moved in (("jumped", one.jumps), ("fell", one.falls))
        for step in moved
    ]
    return [*steps[:MAX_MOVES], *lags][:MAX_MOVES]


_ONE_OF = {
    "contradiction": ("contradiction", "contradictions"),
    "stealth_edit": ("change without a note", "changes without a note"),
    "correction": ("correction", "corrections"),
    "revision": ("total that fell", "totals that fell"),
    "update": ("update", "updates"),
    "undetermined": ("open question", "open questions"),
}


def brought(report: Report) -> str:
    """What the night brought, as one sentence: `1 contradiction, 2 updates`; empty where nothing is new."""
    counts = [(kind, sum(f.kind == kind for f in report.new)) for kind in _ONE_OF]
    return enumerated([f"{value(f'{n:,}')} {_ONE_OF[kind][n > 1]}" for kind, n in counts if n])


def enumerated(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
