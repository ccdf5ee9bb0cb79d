"""What judging knows of two claims beyond their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from claims.judge.happening import Piece
from claims.model import Claim


@dataclass(frozen=True, slots=True)
class Side:
    """The article that one claim stands in."""

    published: datetime | None = None
    outlet: str = ""
    url: str = ""
    article_id: str = ""
    origin: str = ""
    version: int = 1
    wire: str | None = None
    correction: str | None = None
    """Its correction note, if it carries one."""


class Ties(Protocol):
    """What the words of two texts show of what they have in common. Few rules ask for it, and it costs most: it may be read when asked for."""

    @property
    def story(self) -> float | None:
        """0 to 1: how likely both tell of one happening; of two texts side by side, how alike they are. None = not measured."""

    @property
    def same_words(self) -> float | None:
        """0 to 1: likeness of the two sentences with their numbers masked; None = not measured."""

    @property
    def evidence(self) -> tuple[Piece, ...]:
        """What shows, or speaks against, that both tell of one happening, each piece by its name among the weights."""

    @property
    def cared_for(self) -> bool:
        """Whether one of the sentences counts the harmed by what is done with them."""

    @property
    def so_far(self) -> tuple[bool, bool]:
        """Of each sentence, whether it tells of a number as that so far."""

    @property
    def turned(self) -> bool | None:
        """Whether each sentence tells of its own event and not of the other's; None = not known."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Ties that are known already."""

    story: float | None = None
    same_words: float | None = None
    evidence: tuple[Piece, ...] = ()
    cared_for: bool = False
    turned: bool | None = None
    so_far: tuple[bool, bool] = (False, False)


def measured(ties: Ties) -> Measured:
    """The ties, all read by now, without the texts."""
    return Measured(ties.story, ties.same_words, ties.evidence, ties.cared_for, ties.turned, ties.so_far)


@dataclass(frozen=True, slots=True)
class PairContext:
    """Two claims' articles, and how alike their texts are."""

    a: Side = Side()
    b: Side = Side()
    ties: Ties = Measured()
    other_count: bool = False
    """Whether one of the texts gives the other's value too, as another count of such things."""
    alone: bool = False
    """Whether the two texts are held side by side by a person: then equal wording stands for slots that neither fills."""
    rivals: str = ""
    """What the two passages name in each other's stead, for a reader; empty where nothing shows that they tell of two things."""
    remaining: bool = False
    """Whether one of two texts side by side tells of those who are left of a total: "45,000 are still without power"."""
    tied: bool = False
    """Whether value, unit and place tie two claims of two languages, whatever words they count with."""
    part: str = ""
    """`a` where the one text says that a counts a part of b, `b` the other way round."""
    sources: int = 2
    """Independent sources of the quantity."""
    day: date | None = None
    """Of the night, for recency; None = not known."""
    values: int = 1
    """Most different values that one of the articles gives for such things."""
    aside: bool = False
    """Whether one of the texts gives another value of its own first."""
    told_before: bool = False
    """Whether the lower of two totals, or less, was told well before the higher: the total rises, and one report lags."""

    @property
    def story(self) -> float | None:
        """See Ties."""
        return self.ties.story

    @property
    def same_words(self) -> float | None:
        """See Ties."""
        return self.ties.same_words

    @property
    def evidence(self) -> tuple[Piece, ...]:
        """See Ties."""
        return self.ties.evidence

    @property
    def reasons(self) -> tuple[str, ...]:
        """The evidence, for a reader."""
        return tuple(piece.text for piece in self.evidence if piece.text)

    @property
    def cared_for(self) -> bool:
        """See Ties."""
        return self.ties.cared_for

    @property
    def turned(self) -> bool | None:
        """See Ties."""
        return self.ties.turned

    @property
    def so_far(self) -> tuple[bool, bool]:
        """See Ties."""
        return self.ties.so_far

    def share(self, name: str) -> float:
        """How much there is of a piece of evidence, 0 to 1."""
        return max((piece.share for piece in self.evidence if piece.name == name), default=0.0)

    @property
    def same_url(self) -> bool:
        return bool(self.a.url) and self.a.url == self.b.url

    @property
    def one_origin(self) -> bool:
        return bool(self.a.origin) and self.a.origin == self.b.origin

    @property
    def hours(self) -> float | None:
        """Hours from a's publication to b's; None where one is not known."""
        if self.a.published is None or self.b.published is None:
            return None
        return (self.b.published - self.a.published).total_seconds() / 3600


def span(claim: Claim, side: Side) -> tuple[date | None, date | None]:
    """The time that a claim speaks of, or None, None."""
    if claim.time_start is None and claim.time_end is None:
        return None, None
    start = claim.time_start
    end = claim.time_end or (side.published.date() if side.published and start else None)
    if start and end and end < start:
        end = claim.time_end or start
    return start, end
