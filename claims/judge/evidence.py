"""Stored claims → claims and contexts to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from claims.judge.context import PairContext, Side
from claims.judge.happening import Telling, one_happening
from claims.model import Claim, Modality, Relation

MAX_SENTENCE = 600


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
    weigh: Mapping[str, float] | None = None,
) -> PairContext:
    """What ties two stored claims together; `values` are the different ones that each article gives for such things."""
    same = wording(a.claim, b.claim) if a.lang == b.lang else None
    found = one_happening(_telling(a, values[0]), _telling(b, values[1]), weigh)
    return PairContext(
        a.side,
        b.side,
        found.score,
        same,
        other_count,
        sources=sources,
        day=day,
        reasons=found.reasons,
        evidence=found.pieces,
    )


def _telling(one: Stored, values: int) -> Telling:
    published = one.side.published
    return Telling(
        one.claim, one.lang, one.title, one.opening, published.date().isoformat() if published else "", values
    )


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
