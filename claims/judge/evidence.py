"""Stored claims → claims and contexts to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from functools import cached_property, lru_cache
from typing import Any

from rapidfuzz import fuzz

from claims.judge.context import PairContext, Side
from claims.judge.happening import Happening, Piece, Telling, one_happening
from claims.judge.naming import SO_FAR, named
from claims.languages import Kind, available, concept, load, tokenise
from claims.match.story import gist, likeness
from claims.match.weights import weights
from claims.model import Claim, Modality, Relation

MAX_SENTENCE = 600
ONE_SENTENCE = 0.6
"""Likeness of words, weighed by how rare they are, from which two sentences worded alike are one."""
TELLING_WORDS = 5
"""Words that say something, below which a sentence may be anybody's: "The index fell 0.3 % to 6,237 points"."""
TEMPLATE = 0.79
"""Most that the wording of two sentences counts for that are not one."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A claim with its article, as `queries/sides.sql` gives it."""

    claim_id: str
    cluster_id: str | None
    position: int
    claim: Claim
    side: Side
    lang: str
    title: str
    opening: str


def stored(row: Mapping[str, Any]) -> Stored:
    claim = Claim(
        start=row["start_at"],
        end=row["end_at"],
        quote=row["quote"],
        low=row["low"],
        high=row["high"],
        relation=Relation(row["relation"]),
        change=row["change"],
        unit=row["unit"],
        dimension=row["dimension"],
        sentence=row["sentence"],
        subject=row["subject"],
        concept=row["concept"],
        event=row["event"],
        place=row["place"],
        place_id=row["place_id"],
        time_start=row["time_start"],
        time_end=row["time_end"],
        attributed_to=row["attributed_to"],
        modality=Modality(row["modality"]),
        part_of=row["part_of"],
        qualifiers=tuple(row["qualifiers"]),
    )
    published = row["published"].replace(tzinfo=UTC) if row["published"] else None
    side = Side(
        published,
        row["outlet"],
        row["url"],
        row["article_id"],
        row["origin"],
        row["version"],
        row["wire"],
        row["correction"],
    )
    return Stored(
        row["claim_id"], row["cluster_id"], row["position"], claim, side, row["lang"], row["title"], row["opening"]
    )


def context_of(
    a: Stored,
    b: Stored,
    *,
    sources: int = 2,
    day: date | None = None,
    other_count: bool = False,
    values: tuple[int, int] = (1, 1),
    beside: tuple[frozenset[tuple[str, float]], frozenset[tuple[str, float]]] = (frozenset(), frozenset()),
    aside: bool = False,
    told_before: bool = False,
    weigh: Mapping[str, float] | None = None,
) -> PairContext:
    """What ties two stored claims together; of each article how many values it gives for such things, and what it counts beside them."""
    return PairContext(
        a.side,
        b.side,
        TextTies(a, b, _telling(a, values[0], beside[0]), _telling(b, values[1], beside[1]), weigh),
        other_count,
        sources=sources,
        day=day,
        values=max(values),
        aside=aside,
        told_before=told_before,
    )


@dataclass(frozen=True)
class TextTies:
    """What the texts of two stored claims have in common, read from them when a rule asks for it."""

    a: Stored
    b: Stored
    telling_a: Telling
    telling_b: Telling
    weigh: Mapping[str, float] | None

    @cached_property
    def _happening(self) -> Happening:
        return one_happening(self.telling_a, self.telling_b, self.weigh)

    @property
    def story(self) -> float:
        return self._happening.score

    @property
    def evidence(self) -> tuple[Piece, ...]:
        return self._happening.pieces

    @cached_property
    def same_words(self) -> float | None:
        if self.a.lang != self.b.lang:
            return None
        same = wording(self.a.claim, self.b.claim)
        return same if same <= TEMPLATE or one_sentence(self.a, self.b) else TEMPLATE

    @cached_property
    def turned(self) -> bool | None:
        return _turned(self.a, self.b)

    @cached_property
    def cared_for(self) -> bool:
        return _cared_for(self.a) or _cared_for(self.b)

    @cached_property
    def so_far(self) -> tuple[bool, bool]:
        told = (named(one.claim.sentence[:MAX_SENTENCE], one.lang).kinds for one in (self.a, self.b))
        first, second = (SO_FAR in kinds for kinds in told)
        return first, second


def _telling(one: Stored, values: int, beside: frozenset[tuple[str, float]]) -> Telling:
    day = one.side.published.date().isoformat() if one.side.published else ""
    return Telling(one.claim, one.lang, one.title, one.opening, day, values, beside)


def one_sentence(a: Stored, b: Stored) -> bool:
    """Whether two sentences that are worded alike are one, and no template that other names fill: "18 km east of …"."""
    first, second = (gist(side.claim.sentence[:MAX_SENTENCE], side.lang).words for side in (a, b))
    return min(len(first), len(second)) >= TELLING_WORDS and likeness(first, second) >= ONE_SENTENCE


def _turned(a: Stored, b: Stored) -> bool | None:
    """Whether each sentence tells of its claim's event and not of the other's; None where that can't be seen."""
    if a.lang != b.lang or a.claim.event == b.claim.event:
        return None
    first, second = (_events(side) for side in (a, b))
    return a.claim.event in first - second and b.claim.event in second - first


def _cared_for(side: Stored) -> bool:
    """Whether a sentence counts the harmed by what is done with them: "two planes evacuated 27 wounded"."""
    verbs = {word[2:] for word in gist(side.claim.sentence[:MAX_SENTENCE], side.lang).words if word.startswith("e:")}
    return side.claim.event not in verbs and bool(verbs & weights().care)


def _events(side: Stored) -> set[str | None]:
    """The events that a claim's sentence tells of, by verbs and by nouns that are events."""
    if side.lang not in available():
        return set()
    language, sentence = load(side.lang), side.claim.sentence[:MAX_SENTENCE]
    tokens = [token for token in tokenise(sentence, language.spelling) if token.kind is Kind.WORD]
    verbs = {event for _, event, _ in language.event_words.all_in(tokens, 0, len(tokens))}
    nouns = (concept(word[2:]) for word in gist(sentence, side.lang).words if word[:2] in ("c:", "t:"))
    return verbs | {known.event for known in nouns if known}


def wording(a: Claim, b: Claim) -> float:
    """Likeness of two sentences of one language, their numbers masked."""
    return round(fuzz.ratio(masked(a), masked(b)) / 100, 3)


@lru_cache(maxsize=20000)
def masked(claim: Claim) -> str:
    """The claim's sentence without digits and without the quote."""
    sentence = claim.sentence[: MAX_SENTENCE * 2].replace(claim.quote, " @ ", 1).casefold()
    return " ".join("".join("#" if c.isdigit() else c if c.isalnum() or c == "@" else " " for c in sentence).split())[
        :MAX_SENTENCE
    ]
