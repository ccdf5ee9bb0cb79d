"""Stored claims → claims and contexts to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from claims.judge.context import PairContext, Side
from claims.match.story import alike, features
from claims.model import Claim, Modality, Relation

MAX_SENTENCE = 600
COMPANION = 0.2
"""What an equal count of another thing adds to the likeness of two articles."""


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
    a: Stored, b: Stored, *, sources: int = 2, day: date | None = None, other_count: bool = False, companions: int = 0
) -> PairContext:
    """What ties two stored claims together."""
    same = wording(a.claim, b.claim) if a.lang == b.lang else None
    likeness = min(1.0, story(a, b) + (COMPANION if companions else 0.0))
    return PairContext(a.side, b.side, likeness, same, other_count, sources=sources, day=day)


def story(a: Stored, b: Stored) -> float:
    """Likeness of what two articles open with, or of the claims' own sentences, whichever is less: an article tells of more than one thing."""
    articles = alike(features(f"{a.title}\n{a.opening}", a.lang), features(f"{b.title}\n{b.opening}", b.lang))
    sentences = alike(
        features(a.claim.sentence[:MAX_SENTENCE], a.lang), features(b.claim.sentence[:MAX_SENTENCE], b.lang)
    )
    return round(min(articles, sentences), 3)


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
