"""Do two claims of one kind and place speak of one happening? Evidence is weighed, and every piece is named for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from claims.languages import concept
from claims.languages.gazetteer import WIDE, places
from claims.match.keys import key_of
from claims.match.story import Gist, gist, likeness
from claims.match.weights import weights
from claims.model import Claim

LEAD = 1200
"""Letters of an article that show what it tells of."""
OPENING = 450
"""A claim that starts so near to the beginning is what the article is about."""

AGAINST = frozenset({"other_day", "other_cause", "many_such", "other_passage"})
"""Evidence that no likeness outweighs: short reports of two rocket attacks are written in the same words."""
TELLING = 100.0
"""Smaller equal numbers are equal by chance too often."""
GROWTH = 1.25
"""Most by which a great total grows between two reports that are days apart."""
FEW = 2.0
"""Equal numbers up to here say little: most attacks have one dead or two."""
ENOUGH = 10.0
"""One equal number from here on ties two articles as well as several smaller ones."""
SURE_BESIDE = 0.75
"""So much of equal numbers beside ties two reports of things that happen several times a day."""
ONE_STORY = 0.35
"""Likeness of two articles that are of one story."""
OTHER_PASSAGE = 0.1
"""Likeness of two sentences below which they are of different parts of one story."""
SMALL = 120_000
"""Inhabitants of a town in which two such things seldom happen in a day."""
SITES = frozenset({"town", "camp", "base", "site", "prison", "airport", "crossing", "bridge", "field"})
ONE_TEXT = 0.75
"""Likeness of two sentences that are of one text, whatever else is alike."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim and the article that it stands in, as far as they show of which happening it is."""

    claim: Claim
    lang: str
    title: str
    lead: str
    published_day: str
    values: int = 1
    """Different values that the article gives for such things: many make it a round-up."""
    beside: frozenset[tuple[str, float]] = frozenset()
    """(thing, value) of what else the article counts."""


class Piece(NamedTuple):
    """A piece of evidence: its name among the weights, how much of it there is (0 to 1), and what a reader is told of it."""

    name: str
    share: float
    text: str


Named = tuple[str, float, str]
"""The same, as the questions below give it."""


@dataclass(frozen=True, slots=True)
class Happening:
    """How likely two claims are of one happening, and what shows it."""

    score: float
    """0 to 1."""
    pieces: tuple[Piece, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(piece.text for piece in self.pieces if piece.text)


def one_happening(a: Telling, b: Telling, weigh: Mapping[str, float] | None = None) -> Happening:
    """The weighed evidence that both tell of one happening. Weights: match/weights.yaml, `happening`, unless others are given."""
    found = [
        Piece(*piece)
        for question in (_times, _values, _beside, _places, _causes, _texts, _standing)
        for piece in question(a, b)
    ]
    pieces = (*found, *_many_such(found))
    return Happening(score(pieces, weigh or weights().happening), pieces)


def score(pieces: Iterable[Piece], weigh: Mapping[str, float]) -> float:
    """0 to 1: the sum of the points, where `full` is certainty; at most `against` where something speaks against it whatever else is alike.

    >>> score([Piece("town", 1.0, ""), Piece("article", 0.5, "")], {"town": 3.0, "article": 6.0, "against": 0.4, "full": 12.0})
    0.5
    """
    known = list(pieces)
    most = weigh["against"] if any(piece.name in AGAINST for piece in known) else 1.0
    points = sum(weigh[piece.name] * piece.share for piece in known)
    return round(min(most, max(0.0, points / weigh["full"])), 3)


def _times(a: Telling, b: Telling) -> list[Named]:
    days = [(t.claim.time_start, t.claim.time_end) for t in (a, b)]
    if days[0] == days[1] and days[0][0] is not None:
        return (
            [("same_day", 1.0, f"both speak of {days[0][0]}")]
            if days[0][0] == days[0][1]
            else [("same_period", 1.0, "")]
        )
    told = [_day(t) for t in (a, b)]
    apart = abs((told[0] - told[1]).days) if told[0] and told[1] else 0
    named = all(start is not None and start == end for start, end in days)
    if apart > (0 if named else 1):
        goes_on = (
            bool(causes(a) & causes(b) & weights().lasting_causes)
            or any(t.claim.change or key_of(t.claim).moves == "level" for t in (a, b))
            or (not named and one_total(a.claim, b.claim))
        )
        return [] if goes_on else [("other_day", 1.0, f"one speaks of {told[0]}, the other of {told[1]}")]
    if a.published_day == b.published_day:
        return [("published_day", 1.0, "both were published on one day")]
    return []


def one_total(a: Claim, b: Claim) -> bool:
    """Whether two great numbers lie so near each other that they are states of one total: no two incidents harm 14,175 and 14,240."""
    low, high = sorted((a.low or 0.0, b.low or 0.0))
    return key_of(a).moves == "running_total" and low >= TELLING and high <= GROWTH * low


def _day(telling: Telling) -> date | None:
    """The one day that a claim names, else that of publication."""
    claim = telling.claim
    if claim.time_start is not None and claim.time_start == claim.time_end:
        return claim.time_start
    return date.fromisoformat(telling.published_day) if telling.published_day and claim.time_end is None else None


def _values(a: Telling, b: Telling) -> list[Named]:
    """An equal number that is no small count ties two texts, whatever they say of it."""
    equal = a.claim.low is not None and (a.claim.low, a.claim.high) == (b.claim.low, b.claim.high)
    return [("same_value", 1.0, "both give one number")] if equal and abs(a.claim.low or 0.0) >= TELLING else []


def _beside(a: Telling, b: Telling) -> list[Named]:
    """Two articles of one happening give the same number of something else as well."""
    shared = sorted(a.beside & b.beside, key=lambda one: (-one[1], one[0]))
    weight = sum(1.0 if value >= ENOUGH else 0.5 if value > FEW else 0.25 for _, value in shared if value)
    if not weight:
        return []
    thing, value = shared[0]
    known = concept(thing)
    noun = known.plural if known else thing
    return [("same_beside", min(1.0, weight), f"both give {value:,.10g} for {noun}")]


def _many_such(pieces: Sequence[Piece]) -> list[Piece]:
    """A town has several crashes a day, told in the same words: only a number beside or the sentence itself ties two reports."""
    share = {piece.name: piece.share for piece in pieces}
    if (
        "common_cause" not in share
        or share.get("same_beside", 0) >= SURE_BESIDE
        or share.get("sentence", 0) >= ONE_TEXT
    ):
        return []
    return [Piece("many_such", 1.0, "such things happen several times a day, and the articles share no other number")]


def _places(a: Telling, b: Telling) -> list[Named]:
    if not a.claim.place_id and not b.claim.place_id and key_of(a.claim).place and key_of(a.claim) == key_of(b.claim):
        return [("town", 1.0, f"both are of {a.claim.place}"), ("small_town", 1.0, "")]
    if not a.claim.place_id or a.claim.place_id != b.claim.place_id:
        return []
    known = places().get(a.claim.place_id)
    if known is None or known.kind in WIDE:
        return [("country", 1.0, "")]
    fought_over = bool(causes(a) & causes(b) & weights().repeated_causes)
    small = (known.kind in SITES or 0 < known.inhabitants < SMALL) and not fought_over
    return [("town", 1.0, f"both are of {known.name}"), *([("small_town", 1.0, "")] if small else [])]


def _causes(a: Telling, b: Telling) -> list[Named]:
    first, second = causes(a), causes(b)
    if not first or not second:
        return []
    shared = first & second
    if shared:
        name = "common_cause" if shared <= weights().common_causes else "same_cause"
        rare = [("rare_cause", 1.0, "")] if shared & weights().rare_causes else []
        return [(name, 1.0, f"both tell of {' and '.join(sorted(shared))}"), *rare]
    return [
        ("other_cause", 1.0, f"one tells of {' and '.join(sorted(first))}, the other of {' and '.join(sorted(second))}")
    ]


def causes(telling: Telling) -> frozenset[str]:
    """What brought it about, by the claim's sentence, else by the headline, else by the opening."""
    return _causes_in(telling.claim.sentence, telling.title, telling.lead, telling.lang)


@lru_cache(maxsize=4000)
def _causes_in(sentence: str, title: str, lead: str, lang: str) -> frozenset[str]:
    for text in (sentence, title, lead[:OPENING]):
        found = gist(text[:600], lang).causes
        if found:
            return found
    return frozenset()


def _texts(a: Telling, b: Telling) -> list[Named]:
    if a.lang == b.lang:
        article = likeness(_lead(a).words, _lead(b).words)
        sentence = likeness(gist(a.claim.sentence[:600], a.lang).words, gist(b.claim.sentence[:600], b.lang).words)
        title = likeness(gist(a.title, a.lang).words, gist(b.title, b.lang).words)
    else:
        article = likeness(_lead(a).bridge, _lead(b).bridge)
        sentence = likeness(gist(a.claim.sentence[:600], a.lang).bridge, gist(b.claim.sentence[:600], b.lang).bridge)
        title = likeness(gist(a.title, a.lang).bridge, gist(b.title, b.lang).bridge)
    pieces = [("sentence", sentence, ""), ("title", title, "")]
    if a.lang == b.lang and article >= ONE_STORY and sentence < OTHER_PASSAGE:
        pieces.append(
            ("other_passage", 1.0, "the articles are of one story, but the sentences of different parts of it")
        )
    text = f"the articles are {round(100 * article)} % alike, the sentences {round(100 * sentence)} %"
    return [("article", article, text), *pieces]


def _lead(telling: Telling) -> Gist:
    return gist(f"{telling.title}\n{telling.lead[:LEAD]}", telling.lang)


def _standing(a: Telling, b: Telling) -> list[Named]:
    pieces: list[Named] = []
    leading = [t.claim.start < OPENING for t in (a, b)]
    if all(leading):
        pieces.append(("headline", 1.0, "both stand at the head of their articles"))
    if max(a.values, b.values) >= weights().happening["roundup_values"]:
        pieces.append(("roundup", 1.0, "one article gives many such numbers"))
    return pieces
