"""Where values and times lie on an axis, and which of them are named along it.

Places are per cent of the width: a picture fills its column, and its letters keep their size on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from markupsafe import Markup

from claims.report.words import day, number

LEFT, RIGHT = 3.0, 97.0
"""Between these lies what is drawn."""
LOG_FROM = 200
"""From this ratio between the greatest and the least value on an axis it is logarithmic."""
MAX_TICKS = 4
_HOUR, _DAY = 3600.0, 86400.0
_STEPS = [n * _HOUR for n in (1, 2, 3, 6, 12)] + [
    n * _DAY for n in (1, 2, 4, 7, 14, 30, 60, 91, 182, 365, 730, 1826, 3652)
]

Tick = tuple[float, str]
"""A place, and what is written there."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From a value to its place, with its ticks."""

    place: Callable[[float], float]
    ticks: tuple[Tick, ...]


def values(shown: Sequence[float], ends: Sequence[float]) -> Axis:
    """An axis of numbers; ticks stand among those shown, and the ends of their intervals have room."""
    lowest, highest = min([*shown, *ends]), max([*shown, *ends])
    low, high = min(shown), max(shown)
    if lowest > 0 and highest / lowest >= LOG_FROM:
        powers = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
        marks = [10.0**power for power in powers[:: max(1, math.ceil(len(powers) / MAX_TICKS))]]
        place = _between(math.log(lowest), math.log(highest))
        logarithm = Axis(lambda value: place(math.log(max(value, lowest))), ())
        return Axis(logarithm.place, tuple((logarithm.place(mark), number(round(mark, 10))) for mark in marks))
    marks = next(
        (found for parts in (3, 4, 6) if len(found := _round(low, high, step((high - low) / parts))) > 1), [low]
    )
    place = _between(lowest, highest)
    return Axis(place, tuple((place(mark), number(round(mark, 10))) for mark in marks))


def _round(low: float, high: float, size: float) -> list[float]:
    """The round values between two."""
    return [n * size for n in range(math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9) + 1)]


def days(shown: Sequence[float]) -> Axis:
    """An axis of days as ordinals; the first and the last are named."""
    low, high = min(shown), max(shown)
    place = _between(low, high)
    return Axis(place, tuple((place(value), day(date.fromordinal(int(value)))) for value in (low, high)))


def times(shown: Sequence[datetime]) -> Axis:
    """An axis of moments as seconds, with round hours or days."""
    seconds = [moment.replace(tzinfo=UTC).timestamp() for moment in shown]
    low, high = min(seconds), max(seconds)
    place = _between(low, high)
    size = next((one for one in _STEPS if (high - low) / one < MAX_TICKS), high - low)
    marks = [n * size for n in range(math.ceil(low / size), math.floor(high / size) + 1)] or [low]
    start = datetime(1970, 1, 1, tzinfo=UTC)
    named = [start + timedelta(seconds=mark) for mark in marks]
    months = high - low > 300 * _DAY
    said = [_moment(one, months, first=at == 0) if size < _DAY else _date(one, months) for at, one in enumerate(named)]
    return Axis(place, tuple(zip(map(place, marks), said, strict=True)))


def _moment(one: datetime, months: bool, *, first: bool) -> str:
    """The hour, and the day where it begins or the axis does."""
    if (one.hour, one.minute) == (0, 0):
        return _date(one, months)
    return one.strftime("%-d %b, %H:%M" if first else "%H:%M")


def _date(one: datetime, months: bool) -> str:
    return one.strftime("%b %Y" if months else "%-d %b")


def _between(low: float, high: float) -> Callable[[float], float]:
    room = high - low or 1.0
    return lambda value: LEFT + (RIGHT - LEFT) * (value - low) / room


def step(room: float) -> float:
    """The next greater of 1, 2, 5, 10 …"""
    power = 10.0 ** math.floor(math.log10(room))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= room * (1 - 1e-9))


def drawn(ticks: Sequence[Tick], height: int, foot: int) -> Markup:
    """The ticks as lines from the top, with their names in a foot of so many pixels."""
    found = []
    for place, text in ticks:
        anchor = "start" if place < 12 else "end" if place > 88 else "middle"
        found.append(
            Markup(
                '<line class="grid" x1="%.1f%%" x2="%.1f%%" y1="0" y2="%d"/><text class="tick" x="%.1f%%" y="%d" text-anchor="%s">%s</text>'
            )
            % (place, place, height - foot + 2, place, height - 6, anchor, text)
        )
    return Markup().join(found)
