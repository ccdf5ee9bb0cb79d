"""A quantity and where its parts stand among the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.quantities.counted import CountedNoun
from claims.languages import Token
from claims.model import Quantity, Relation
from claims.values import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity and where its parts stand: tokens i to j, the number at number_i, the counted noun."""

    quantity: Quantity
    i: int
    j: int
    number_i: int
    noun: CountedNoun | None
    concept: str | None
    moved: bool = False
    """The quantity tells where a value came from and where it went: "rose from 42 to 61"."""

    weak: bool = False
    """The number is said in passing ("the two sides", "one of the reasons"): no claim unless something happens to what is counted."""

    whole: int = 0
    """Where the quantity of which this is a part stands by its own words: -1 the one before, 1 the one behind, 0 unknown."""

    echo: int = 0
    """How many quantities back the one stands whose noun this one shares since it counts the same; 0 where none does."""

    goal: Relation = Relation.EQUAL
    """The bound of the value at the end of a movement: "from 42 to nearly 61"."""

    @property
    def now(self) -> tuple[float | None, float | None]:
        """The interval that holds at the end of the movement; the asserted one where nothing moved."""
        quantity = self.quantity
        if not self.moved:
            return quantity.low, quantity.high
        last = quantity.high if quantity.change == "up" else quantity.low
        return (None, None) if last is None else interval(last, last, self.goal)


def is_attribute(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a hyphen makes it an attribute of a noun: "a six-storey block", "the 27-nation bloc"."""
    k, noun = mention.number_i + 1, mention.noun
    if k >= mention.j or tokens[k].text != "-":
        return False
    return noun is None or min((noun.i, *noun.modifiers)) == k + 1  # "twenty-five people" are counted


def interval(low: float, high: float, relation: Relation | None) -> tuple[float | None, float | None]:
    """The interval that a number with a bound asserts."""
    if relation in (Relation.MORE, Relation.AT_LEAST):
        return low, None
    if relation in (Relation.LESS, Relation.AT_MOST):
        return None, high
    return low, high
