"""A quantity over time as inline SVG: what each outlet gave and when, each on its line, on one axis of values.

Places are percentages of the width and pixels of the height, so the picture fills its column and its letters keep their size on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from markupsafe import Markup

from claims.report import axis, bidi
from claims.report.words import day, number

HEIGHT, TOP, FOOT = 300, 16, 36
"""Pixels: of the picture, above the greatest value, and below the least for the axis of time."""
LEFT, RIGHT = 9.0, 58.0
"""Per cent of the width between which time runs; the names stand behind."""
MAX_LINES, MAX_POINTS = 12, 1500
LINE = 17
"""Pixels of a name."""
HUES = 6


@dataclass(frozen=True, slots=True)
class Point:
    """One outlet's value at a time."""

    outlet: str
    at: datetime
    value: float
    said: str


def timeline(points: Sequence[Point], what: str, dates: bool = False) -> Markup:
    """The picture, or nothing where there are fewer than two points. `dates`: the values are ordinals of days."""
    drawn = sorted((p for p in points if math.isfinite(p.value)), key=lambda p: p.at)[-MAX_POINTS:]
    if len(drawn) < 2:
        return Markup()
    times, heights = _across(drawn), _along([p.value for p in drawn], dates)

    def across(at: datetime) -> float:
        return times.place(at.replace(tzinfo=UTC).timestamp())

    along = heights.place
    lines: dict[str, list[Point]] = {}
    for point in drawn:
        lines.setdefault(point.outlet, []).append(point)
    parts = [*(_rule(*tick) for tick in heights.ticks), *(_tick(*tick) for tick in times.ticks)]
    named = sorted(lines, key=lambda name: (-len(lines[name]), name))[:MAX_LINES]
    places = _labels({name: along(lines[name][-1].value) for name in named})
    for name, told in lines.items():
        hue = f"h{named.index(name) % HUES}" if name in named else "other"
        parts.append(_drawn(told, across, along, hue))
    for n, name in enumerate(named):
        last = lines[name][-1]
        parts.append(_name(last, across(last.at), along(last.value), places[name], f"h{n % HUES}"))
    label = "; ".join(f"{bidi.flat(name)}: {', '.join(p.said for p in lines[name][-6:])}" for name in named)
    more = len(lines) - len(named)
    note = Markup('<p class="meta">%d more outlets are drawn without their names.</p>') % more if more else Markup()
    return (
        Markup('<svg class="dots time" role="img" width="100%%" height="%d" aria-label="%s">')
        % (HEIGHT, f"{bidi.flat(what)} over time. {label}")
        + Markup().join(parts)
        + Markup("</svg>")
        + note
    )


def _across(points: Sequence[Point]) -> axis.Axis:
    """From a time to its place in per cent."""
    whole = axis.times([point.at for point in points])
    share = (RIGHT - LEFT) / (axis.RIGHT - axis.LEFT)

    def place(at: float) -> float:
        return LEFT + (at - axis.LEFT) * share

    return axis.Axis(lambda value: place(whole.place(value)), tuple((place(at), said) for at, said in whole.ticks))


def _along(values: Sequence[float], dates: bool) -> axis.Axis:
    """From a value to its height in pixels."""
    room = HEIGHT - TOP - FOOT
    low, high = min(values), max(values)
    if low == high:
        said = day(date.fromordinal(int(low))) if dates else number(low)
        return axis.Axis(lambda _: TOP + room / 2, ((TOP + room / 2, said),))
    whole = axis.days(values) if dates else axis.values(values, [])

    def height(at: float) -> float:
        return TOP + room * (axis.RIGHT - at) / (axis.RIGHT - axis.LEFT)

    return axis.Axis(lambda value: height(whole.place(value)), tuple((height(at), said) for at, said in whole.ticks))


def _rule(height: float, said: str) -> Markup:
    """A line across at a round value."""
    return Markup(
        '<line class="grid" x1="0" x2="%.1f%%" y1="%.1f" y2="%.1f"/><text class="tick" x="0" y="%.1f">%s</text>'
    ) % (RIGHT, height, height, height - 3, said)


def _tick(place: float, said: str) -> Markup:
    """A time below the picture."""
    anchor = "start" if place < LEFT + 8 else "end" if place > RIGHT - 8 else "middle"
    return Markup('<text class="tick" x="%.1f%%" y="%d" text-anchor="%s">%s</text>') % (place, HEIGHT - 6, anchor, said)


def _labels(wanted: dict[str, float]) -> dict[str, float]:
    """Names moved apart so that none covers another, as near to their lines as that leaves them."""
    order = sorted(wanted, key=lambda name: wanted[name])
    room = HEIGHT - FOOT
    heights: list[float] = []
    for name in order:
        heights.append(max(wanted[name], heights[-1] + LINE if heights else float(TOP)))
    for n in range(len(heights) - 1, -1, -1):
        limit = room - LINE * (len(heights) - 1 - n)
        heights[n] = min(heights[n], limit)
    return dict(zip(order, heights, strict=True))


def _drawn(
    told: Sequence[Point], across: Callable[[datetime], float], along: Callable[[float], float], hue: str
) -> Markup:
    """A step line: what was given holds until something else is. Two values of one moment are of one text, and no move."""
    parts = []
    for before, after in pairwise(told):
        if before.at == after.at:
            continue
        x, y, to_x, to_y = across(before.at), along(before.value), across(after.at), along(after.value)
        parts.append(_line(x, to_x, y, y, hue))
        if y != to_y:
            parts.append(_line(to_x, to_x, y, to_y, hue))
    for point in told:
        parts.append(
            Markup('<circle class="%s" cx="%.2f%%" cy="%.1f" r="4.5"><title>%s: %s, %s</title></circle>')
            % (
                hue,
                across(point.at),
                along(point.value),
                bidi.flat(point.outlet),
                point.said,
                f"{point.at:%-d %B %Y, %H:%M} UTC",
            )
        )
    return Markup().join(parts)


def _line(x1: float, x2: float, y1: float, y2: float, style: str) -> Markup:
    return Markup('<line class="way %s" x1="%.2f%%" x2="%.2f%%" y1="%.1f" y2="%.1f"/>') % (style, x1, x2, y1, y2)


def _name(last: Point, x: float, y: float, at: float, hue: str) -> Markup:
    held = Markup('<line class="held %s" x1="%.2f%%" x2="%.1f%%" y1="%.1f" y2="%.1f"/>') % (hue, x, RIGHT + 0.4, y, y)
    leader = Markup('<line class="leader" x1="%.1f%%" x2="%.1f%%" y1="%.1f" y2="%.1f"/>') % (
        RIGHT + 0.4,
        RIGHT + 2.6,
        y,
        at,
    )
    text = Markup('<text x="%.1f%%" y="%.1f"><tspan class="value %s">%s</tspan> %s</text>') % (
        RIGHT + 3,
        at + 4,
        hue,
        last.said,
        bidi.isolate(bidi.clip(bidi.flat(last.outlet), 24)),
    )
    return held + leader + text
