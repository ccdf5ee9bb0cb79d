"""What else the articles of two claims count: the other's value, a bound of their own, numbers that both give, a total told before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from claims.figures import Interval
from claims.judge.evidence import Stored
from claims.judge.happening import OPENING
from claims.judge.tolerance import Tolerances, overlap, rounding
from claims.match.keys import key_of, place_relation
from claims.match.weights import weights
from claims.model import Claim, Relation

UP_TO = 2.0
""" "More than a dozen" is held to mean no more than so many times a dozen, where the text that counts them otherwise gives such a number too."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The values that articles give, by article, thing and dimension: a ship has a length, and ships are counted."""

    values: dict[tuple[str, str, str], set[Interval]]
    others: dict[str, set[tuple[str, float]]]
    """Article → (thing, plain value) of what is told of one time."""
    leads: dict[tuple[str, str, str], list[tuple[Interval, str | None]]]
    """(article, thing, dimension) → the values at the head of the article, each with its place."""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str, float | None, float | None, str, str | None, int]]) -> Counts:
        """From (article, thing, dimension, low, high, scope, place, where it stands first)."""
        found = cls({}, {}, {})
        for article, thing, dimension, low, high, scope, place_id, first_at in rows:
            found.values.setdefault((article, thing, dimension), set()).add((low, high))
            if thing and not scope and low is not None and low == high:
                found.others.setdefault(article, set()).add((thing, low))
            if not scope and first_at < OPENING:
                found.leads.setdefault((article, thing, dimension), []).append(((low, high), place_id))
        return found

    def such(self, side: Stored) -> Collection[Interval]:
        """The different values that a claim's article gives for such things."""
        return self.values.get((side.side.article_id, key_of(side.claim).thing, side.claim.dimension), ())

    def of_kind(self, side: Stored) -> Collection[Interval]:
        """What the article counts of such people, whatever it says of them: "up to 80 fighters were destroyed"."""
        category = key_of(side.claim).category
        return self.values.get((side.side.article_id, category, side.claim.dimension), ()) if category else ()

    def beside(self, side: Stored) -> frozenset[tuple[str, float]]:
        """What the article counts beside such things."""
        own = key_of(side.claim).thing
        return frozenset(one for one in self.others.get(side.side.article_id, ()) if one[0] != own)


def bounded(side: Stored, counts: Counts) -> Stored:
    """The claim with the bound that its article gives elsewhere: a headline says "kills 12" of what the text calls "at least 12"."""
    claim = side.claim
    plain = claim.relation is Relation.EQUAL and claim.low is not None and claim.low == claim.high
    if not plain or (claim.low, None) not in counts.such(side):
        return side
    return replace(side, claim=replace(claim, high=None, relation=Relation.AT_LEAST))


def aside(side: Stored, counts: Counts, tolerances: Tolerances) -> bool:
    """Whether the article gives another number of its own first, of the same place: this one is a rival's, an older one or a part."""
    claim = side.claim
    if claim.start < OPENING:
        return False
    value = _closed((claim.low, claim.high), claim, tolerances)
    leads = counts.leads.get((side.side.article_id, key_of(claim).thing, claim.dimension), ())
    return any(
        place_relation(place, claim.place_id) in ("equal", "a_contains")
        and not overlap(value, _closed(lead, claim, tolerances))
        for lead, place in leads
    )


def other_count(a: Stored, b: Stored, counts: Counts, tolerances: Tolerances) -> bool:
    """Whether one article gives the other's value as well, be it of other people or in another place."""
    if a.side.url == b.side.url:
        return False
    if (a.claim.high == 0) != (b.claim.high == 0):
        return _tells_both(a, counts) or _tells_both(b, counts)
    return _gives(a, b.claim, counts, tolerances) or _gives(b, a.claim, counts, tolerances)


def _gives(article: Stored, claim: Claim, counts: Counts, tolerances: Tolerances) -> bool:
    value = _closed((claim.low, claim.high), claim, tolerances)
    own = (article.claim.low, article.claim.high)
    return any(
        overlap(value, _closed(other, claim, tolerances)) or (other != own and _within(other, claim))
        for other in {*counts.such(article), *counts.of_kind(article)}
    )


def _within(value: Interval, bound: Claim) -> bool:
    """Whether a plain value is one that "more than" speaks of."""
    low = bound.low
    if low is None or bound.high is not None or value[0] is None or value[0] != value[1]:
        return False
    return low <= value[0] <= UP_TO * low


def _tells_both(side: Stored, counts: Counts) -> bool:
    """Whether an article tells of nobody harmed and of some: then it speaks of two happenings."""
    harms = {harm for row in weights().covers.values() for harm in row} | set(weights().covers)
    told = [
        bounds for harm in harms for bounds in counts.values.get((side.side.article_id, harm, side.claim.dimension), ())
    ]
    return any(high == 0 for _, high in told) and any((low or 0) > 0 for low, _ in told)


def _closed(bounds: Interval, claim: Claim, tolerances: Tolerances) -> Interval:
    """A value with its rounding; a one-sided one is its bound."""
    low, high = bounds
    low, high = (high, high) if low is None else (low, low) if high is None else (low, high)
    width = rounding(low or 0.0, claim.dimension, tolerances)
    return (low or 0.0) - width, (high or 0.0) + width
