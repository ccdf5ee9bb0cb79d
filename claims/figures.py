"""Numbers and intervals as people read them."""

from __future__ import annotations

import math

Interval = tuple[float | None, float | None]
"""Lowest and highest value; None = open."""


def shown(bounds: Interval) -> str:
    """An interval for people.

    >>> shown((2250.0, 2750.0)), shown((58, None)), shown((7, 7))
    ('2,250 to 2,750', '58 or more', '7')
    """
    low, high = bounds
    if low is None and high is None:
        return "any value"
    if low is None:
        return f"{number(high)} or less"
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def number(value: float | None) -> str:
    """A number with thousands separators and no needless decimals."""
    if value is None:
        return "?"
    if not math.isfinite(value):
        return str(value)
    return f"{int(value):,}" if value == int(value) and abs(value) < 1e15 else f"{value:,.6g}"
