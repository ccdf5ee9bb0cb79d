"""How far a value may lie from the words that give it. Every figure is a setting (`CLAIMS_TOLERANCES__NAME`) and is printed in the report."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import ClassVar

from claims.figures import Interval
from claims.model import Quantity, Relation


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Settings of judging; shares are of the value, from 0 to 1.

    Raises:
        ValueError: one is negative or no number.
    """

    about: float = 0.10
    """Half-width of "about", "nearly", نحو, as a share; never less than that of a bare round number."""
    round_from: float = 100.0
    """Bare whole counts from here on, ending in a zero, are taken as rounded to half of their last significant digit; smaller ones are exact."""
    round_share: float = 0.10
    """Most that such rounding may come to, as a share: "1 million" is not half a million."""
    same_time_hours: float = 1.0
    """Reports published within it count as of the same time."""
    settled_hours: float = 12.0
    """Reports so far apart tell of two states of a running total, whoever gives them."""
    level_days: float = 1.5
    """A level (troops in a country) is the same quantity for so long."""
    same_time_days: float = 3.0
    """Reports farther apart are not held to speak of one happening at one time."""
    running_days: float = 7.0
    """Farther apart two reports of a running total are of two happenings."""
    story: float = 0.65
    """From this score on (0 to 1, weighed in match/weights.yaml) two claims are taken to be of one happening."""
    revision_story: float = 0.7
    """The same for a total that fell: incidents of one kind and place follow each other in a war."""
    running_story: float = 0.6
    """The same for a running total of another day."""
    measure_story: float = 0.72
    """The same for prices, sums and rates, whose exact object is seldom named."""
    measure_sentence: float = 0.5
    """Least likeness of the two sentences, for prices, sums and rates."""
    far_apart: float = 4.0
    """Values that differ by this factor are held to be of two things of one name, unless somebody was harmed."""
    text_story: float = 0.5
    """From this probability on two texts that a person holds side by side are taken to be of one happening."""
    same_words: float = 0.85
    """From this likeness on two sentences, numbers masked, are one sentence."""

    __pydantic_config__: ClassVar[dict[str, str]] = {
        "extra": "forbid"
    }  # a name that is misspelt in the settings is an error

    def __post_init__(self) -> None:
        wrong = [name for name, value in self.as_table() if not (math.isfinite(value) and value >= 0)]
        if wrong:
            raise ValueError(f"{wrong[0]}: a number from 0 on")

    def as_table(self) -> list[tuple[str, float]]:
        """(name, value) of each setting, for the report."""
        return [(f.name, getattr(self, f.name)) for f in fields(self)]


def interval(quantity: Quantity, tolerances: Tolerances) -> Interval:
    """The values that the words allow; None = open.

    >>> from claims.model import Quantity, Relation
    >>> t = Tolerances()
    >>> interval(Quantity(0, 4, "2500", 2500, 2500), t)
    (2450.0, 2550.0)
    >>> interval(Quantity(0, 10, "about 2500", 2500, 2500, Relation.ABOUT), t)
    (2250.0, 2750.0)
    >>> interval(Quantity(0, 2, "58", 58, None, Relation.AT_LEAST), t)
    (58, None)
    """
    return _interval(quantity.low, quantity.high, quantity.relation, quantity.dimension, quantity.quote, tolerances)


@lru_cache(maxsize=20000)
def _interval(
    low: float | None, high: float | None, relation: Relation, dimension: str, quote: str, tolerances: Tolerances
) -> Interval:
    low, high = (v if v is not None and math.isfinite(v) else None for v in (low, high))
    if low is None or high is None:
        return low, high
    if relation is Relation.RANGE:  # "thousands" may be ten thousand and more; "1,000 to 9,000" may not
        return low, high if any(character.isdigit() for character in quote) else None
    about = tolerances.about if relation is Relation.ABOUT else 0.0
    below, above = (max(rounding(value, dimension, tolerances), abs(value) * about) for value in (low, high))
    if relation is Relation.EQUAL and _scaled(quote, high):
        above *= 2  # "9.8 million" is 9,897,953 cut short as often as rounded
    return (low - below if below else low), (high + above if above else high)


def _scaled(quote: str, value: float) -> bool:
    """Whether the words give fewer digits than the value has: "9.8 million"."""
    digits = sum(character.isdigit() for character in quote)
    return 0 < digits < len(str(int(abs(value))))


def rounding(value: float, dimension: str, tolerances: Tolerances) -> float:
    """Half of the last significant digit of a bare number.

    >>> rounding(2500, "count", Tolerances()), rounding(12, "count", Tolerances()), rounding(4.6, "percent", Tolerances())
    (50.0, 0.0, 0.05)
    """
    value = abs(value)
    if value == 0 or not math.isfinite(value) or value > 1e15:
        return 0.0
    if value != int(value):
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return float(f"{0.5 * 10**-decimals:.7g}")
    whole, digit = int(value), 1
    while whole % 10 == 0:
        whole //= 10
        digit *= 10
    if dimension == "count" and (value < tolerances.round_from or digit == 1):
        return 0.0
    if dimension != "count" and value < tolerances.round_from:
        digit = 1
    return min(0.5 * digit, value * tolerances.round_share)


def overlap(a: Interval, b: Interval) -> bool:
    """Whether a value can lie in both.

    >>> overlap((1, 5), (5, 9)), overlap((1, 4), (5, None)), overlap((None, None), (5, 5))
    (True, False, True)
    """
    low = max((v for v in (a[0], b[0]) if v is not None), default=None)
    high = min((v for v in (a[1], b[1]) if v is not None), default=None)
    if low is None or high is None:
        return True
    return low <= high + 1e-9 * max(1.0, abs(low))
