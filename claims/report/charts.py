"""One picture a quantity, as inline SVG: every outlet's value as a dot with its interval, all on one axis.

Positions are percentages and sizes are pixels, so the picture fills its column and its letters keep their size on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from claims.report import bidi
from claims.report.facts import Dot, Finding
from claims.report.words import amount, day, number

MAX_DOTS = 14
ROW, LABEL, AXIS = 34, 14, 24
"""Pixels: of a row, from its top to the foot of its text, and of the axis."""
LEFT, RIGHT = 3.0, 97.0
"""Per cent of the width between which values lie."""
LOG_FROM = 200
"""From this ratio between the greatest and the least value on the axis is logarithmic."""


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
    more = len(drawn) - len(rows)
    dates = any(dot.day for dot in dots)
    places = [value for row in rows for value in (row.at, row.low, row.high) if value is not None]
    scale, logarithmic = _scale(min(places), max(places), not dates)
    height = ROW * len(rows) + AXIS
    label = "; ".join(f"{bidi.plain(row.name)}: {row.said}" for row in rows)
    text = f"What each outlet says of {bidi.flat(findings[0].what)}. {label}"
    parts = [_tick(place, said, height) for place, said in _ticks(rows, scale, dates, logarithmic)]
    parts += [_drawn(row, number * ROW, scale) for number, row in enumerate(rows)]
    note = Markup('<p class="meta">%d more outlets are not drawn.</p>') % more if more > 0 else Markup()
    return (
        Markup('<svg class="dots" role="img" width="100%%" height="%d" aria-label="%s">') % (height, text)
        + Markup().join(parts)
        + Markup("</svg>")
        + note
    )


def _row(dot: Dot, findings: Sequence[Finding]) -> Row | None:
    name = bidi.isolate(bidi.clip(bidi.flat(dot.outlet), 36))
    first = findings[0]
    side = "other"
    for key, of in (("a", first.a), ("b", first.b)) if len(findings) == 1 else ():
        same_day = dot.day is None or dot.day == (of.time_start or of.time_end)
        if (dot.low, dot.high) == (of.low, of.high) and same_day:
            side = key
            break
    if dot.day:
        at = float(dot.day.toordinal())
        return Row(name, day(dot.day), at, at, at, side)
    value = dot.low if dot.low is not None else dot.high
    if value is None or not math.isfinite(value):
        return None
    said = amount(dot.low, dot.high, dot.unit, dot.dimension)
    return Row(name, said, value, dot.interval[0], dot.interval[1], side)


def _scale(lowest: float, highest: float, may_be_log: bool) -> tuple[Callable[[float], float], bool]:
    """Value → per cent of the width."""
    if may_be_log and lowest > 0 and highest / lowest >= LOG_FROM:
        low, high = math.log(lowest), math.log(highest)
        return lambda value: LEFT + (RIGHT - LEFT) * (math.log(max(value, lowest)) - low) / (high - low), True
    room = highest - lowest
    return lambda value: LEFT + (RIGHT - LEFT) * (value - lowest) / room, False


def _ticks(
    rows: Sequence[Row], scale: Callable[[float], float], dates: bool, logarithmic: bool
) -> list[tuple[float, str]]:
    values = sorted({row.at for row in rows})
    low, high = values[0], values[-1]
    if dates:
        return [(scale(value), day(date.fromordinal(int(value)))) for value in (low, high)]
    if logarithmic:
        powers = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
        every = max(1, math.ceil(len(powers) / 4))
        marks = [10.0**power for power in powers[::every]]
    else:
        step_size = step((high - low) / 3)
        first = math.ceil(low / step_size - 1e-9)
        marks = [n * step_size for n in range(first, math.floor(high / step_size + 1e-9) + 1)]
    return [(scale(mark), number(round(mark, 10))) for mark in marks]


def step(room: float) -> float:
    """The next greater of 1, 2, 5, 10 …"""
    power = 10.0 ** math.floor(math.log10(room))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= room * (1 - 1e-9))


def _tick(place: float, text: str, height: int) -> Markup:
    anchor = "start" if place < 12 else "end" if place > 88 else "middle"
    return Markup(
        '<line class="grid" x1="%.1f%%" x2="%.1f%%" y1="0" y2="%d"/><text class="tick" x="%.1f%%" y="%d" text-anchor="%s">%s</text>'
    ) % (place, place, height - AXIS + 2, place, height - 6, anchor, text)


def _drawn(row: Row, top: int, scale: Callable[[float], float]) -> Markup:
    middle = top + LABEL + 11
    start = scale(row.low) if row.low is not None else 0.0
    end = scale(row.high) if row.high is not None else 100.0
    line = Markup('<line class="span %s" x1="%.1f%%" x2="%.1f%%" y1="%d" y2="%d"/>') % (
        row.side,
        start,
        end,
        middle,
        middle,
    )
    dot = Markup('<circle class="%s" cx="%.1f%%" cy="%d" r="5"/>') % (row.side, scale(row.at), middle)
    text = Markup('<text x="0" y="%d"><tspan class="value %s">%s</tspan> · %s</text>') % (
        top + LABEL,
        row.side,
        row.said,
        row.name,
    )
    return line + dot + text


__all__ = ["dot_chart", "step"]
