"""Pictures of a quantity, as inline SVG: every outlet's value as a dot with its interval, and what each outlet told when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from claims.report import axis, bidi
from claims.report.facts import Dot, Finding
from claims.report.words import amount, day, moment

MAX_DOTS = 14
MAX_OUTLETS = 10
"""Lines of a timeline."""
AROUND = timedelta(days=7)
"""What was told longer before or after a finding is not drawn with it."""
MAX_MOVES = 6
"""Values that a line of a timeline names."""
ROW, LABEL, AXIS = 34, 14, 24
"""Pixels: of a row, from its top to the foot of its text, and of the axis."""


@dataclass(frozen=True, slots=True)
class Row:
    """A dot with its line, on the axis; None = the line runs off that side."""

    name: str
    said: str
    at: float
    low: float | None
    high: float | None
    side: str


def dot_chart(dots: Sequence[Dot], findings: Sequence[Finding]) -> Markup:
    """The picture of a cluster, or nothing where fewer than two different values can be drawn.

    The colours follow the two sides of the finding, where it is one.
    """
    known = {side.claim_id for finding in findings for side in (finding.a, finding.b)}
    drawn = [row for dot in sorted(dots, key=lambda d: d.claim_id not in known) if (row := _row(dot, findings))]
    rows = sorted(drawn[:MAX_DOTS], key=lambda row: row.at)
    if len({row.at for row in rows}) < 2:
        return Markup()
    dates = any(dot.day for dot in dots)
    shown = [row.at for row in rows]
    ends = [end for row in rows for end in (row.low, row.high) if end is not None]
    along = axis.days(shown) if dates else axis.values(shown, ends)
    parts = [_drawn(row, number * ROW, along) for number, row in enumerate(rows)]
    said = "; ".join(f"{bidi.plain(row.name)}: {row.said}" for row in rows)
    label = f"What each outlet says of {bidi.flat(findings[0].what)}. {said}"
    return _picture("dots", label, along, parts, len(drawn) - len(rows))


def timeline(history: Sequence[Dot], findings: Sequence[Finding]) -> Markup:
    """What each outlet told when, a line each; nothing where nothing moved."""
    known = {side.outlet for finding in findings for side in (finding.a, finding.b)}
    sides = [side.told_at for finding in findings for side in (finding.a, finding.b)]
    told = [
        (dot, dot.published_at)
        for dot in history
        if dot.published_at and min(sides) - AROUND <= dot.published_at <= max(sides) + AROUND and _said(dot)
    ]
    moments = sorted({at for _, at in told})
    if len(moments) < 2 or len({(dot.low, dot.high, dot.day) for dot, _ in told}) < 2:
        return Markup()
    lines = [
        (outlet, list(own)) for outlet, own in groupby(sorted(told, key=_by_outlet), key=lambda one: one[0].outlet)
    ]
    chosen = sorted(lines, key=lambda line: (line[0] not in known, line[1][0][1], line[0]))[:MAX_OUTLETS]
    chosen.sort(key=lambda line: (line[1][0][1], line[0]))
    along = axis.times([at for _, own in chosen for _, at in own])
    parts, words = [], []
    for number, (outlet, own) in enumerate(chosen):
        name = _name(outlet)
        parts.append(_line(name, own, number * ROW, along, findings))
        words.append(
            f"{bidi.plain(name)}: " + ", ".join(f"{_said(dot)} on {moment(at)}" for dot, at in own[-MAX_MOVES:])
        )
    label = f"What was told of {bidi.flat(findings[0].what)} and when. " + "; ".join(words)
    return _picture("dots times", label, along, parts, len(lines) - len(chosen))


def _by_outlet(one: tuple[Dot, datetime]) -> tuple[str, datetime, str]:
    dot, at = one
    return dot.outlet, at, dot.claim_id


def _line(
    name: str, own: Sequence[tuple[Dot, datetime]], top: int, along: axis.Axis, findings: Sequence[Finding]
) -> Markup:
    """One outlet: its values in their order, and a dot where it gave each first, and where it gave its last."""
    changes = [next(same) for _, same in groupby(own, key=lambda one: _said(one[0]))]
    said = [_said(dot) for dot, _ in changes]
    values = " → ".join(["…", *said[-MAX_MOVES:]] if len(said) > MAX_MOVES else said)
    middle = top + LABEL + 11
    start, end = (along.place(_seconds(at)) for _, at in (own[0], own[-1]))
    text = Markup('<text x="0" y="%d"><tspan class="value">%s</tspan> · %s</text>') % (top + LABEL, values, name)
    line = Markup('<line class="span other" x1="%.1f%%" x2="%.1f%%" y1="%d" y2="%d"/>') % (
        start, end, middle, middle,
    )  # fmt: skip
    dots = [
        Markup('<circle class="%s" cx="%.1f%%" cy="%d" r="5"><title>%s: %s</title></circle>')
        % (_side_of(dot, findings), along.place(_seconds(at)), middle, moment(at), _said(dot))
        for dot, at in dict.fromkeys([*changes, own[-1]])
    ]
    return line + Markup().join(dots) + text


def _seconds(at: datetime) -> float:
    return at.replace(tzinfo=UTC).timestamp()


def _picture(style: str, label: str, along: axis.Axis, parts: Sequence[Markup], more: int) -> Markup:
    """The parts above their axis, with the whole in words for who cannot see it."""
    height = ROW * len(parts) + AXIS
    note = Markup('<p class="meta">%d more outlets are not drawn.</p>') % more if more > 0 else Markup()
    return (
        Markup('<svg class="%s" role="img" width="100%%" height="%d" aria-label="%s">') % (style, height, label)
        + axis.drawn(along.ticks, height, AXIS)
        + Markup().join(parts)
        + Markup("</svg>")
        + note
    )


def _name(outlet: str) -> str:
    return bidi.isolate(bidi.clip(bidi.flat(outlet), 36))


def _said(dot: Dot) -> str:
    """The value in words; empty where it cannot be drawn."""
    if dot.day:
        return day(dot.day)
    value = dot.low if dot.low is not None else dot.high
    if value is None or not math.isfinite(value):
        return ""
    return amount(dot.low, dot.high, dot.unit, dot.dimension)


def _side_of(dot: Dot, findings: Sequence[Finding]) -> str:
    """On which side of the finding a value stands, where it is one finding alone."""
    first = findings[0]
    for key, of in (("a", first.a), ("b", first.b)) if len(findings) == 1 else ():
        same_day = dot.day is None or dot.day == (of.time_start or of.time_end)
        if (dot.low, dot.high) == (of.low, of.high) and same_day:
            return key
    return "other"


def _row(dot: Dot, findings: Sequence[Finding]) -> Row | None:
    said, name, side = _said(dot), _name(dot.outlet), _side_of(dot, findings)
    if dot.day:
        at = float(dot.day.toordinal())
        return Row(name, said, at, at, at, side)
    ends = [end for end in (dot.low, dot.high) if end is not None]
    return Row(name, said, sum(ends) / len(ends), *dot.interval, side) if said else None  # of a range the middle


def _drawn(row: Row, top: int, along: axis.Axis) -> Markup:
    middle = top + LABEL + 11
    start = along.place(row.low) if row.low is not None else 0.0
    end = along.place(row.high) if row.high is not None else 100.0
    line = Markup('<line class="span %s" x1="%.1f%%" x2="%.1f%%" y1="%d" y2="%d"/>') % (
        row.side,
        start,
        end,
        middle,
        middle,
    )
    dot = Markup('<circle class="%s" cx="%.1f%%" cy="%d" r="5"/>') % (row.side, along.place(row.at), middle)
    text = Markup('<text x="0" y="%d"><tspan class="value %s">%s</tspan> · %s</text>') % (
        top + LABEL,
        row.side,
        row.said,
        row.name,
    )
    return line + dot + text


__all__ = ["dot_chart", "timeline"]
