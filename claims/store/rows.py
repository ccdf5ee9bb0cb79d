"""What is loaded, as Arrow tables: the one form in which articles and claims reach the database, from this process or from another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from claims.model import Article, Extraction

ARTICLES = pa.schema(
    [(name, pa.string()) for name in ("article_id", "outlet", "source", "url", "lang", "title", "text")]
    + [(name, pa.timestamp("us")) for name in ("published_at", "seen_at")]
    + [(name, pa.string()) for name in ("wire", "kind", "correction", "archive")]
)
CLAIMS = pa.schema(
    [("claim_id", pa.string()), ("article_id", pa.string())]
    + [(name, pa.int32()) for name in ("position", "start_at", "end_at")]
    + [("quote", pa.string()), ("low", pa.float64()), ("high", pa.float64())]
    + [
        (name, pa.string())
        for name in ("relation", "change", "unit", "dimension", "sentence", "subject", "concept", "event")
    ]
    + [("place", pa.string()), ("place_id", pa.string()), ("time_start", pa.date32()), ("time_end", pa.date32())]
    + [("attributed_to", pa.string()), ("modality", pa.string()), ("part_of", pa.int32())]
    + [("qualifiers", pa.list_(pa.string()))]
)
CAPTURES = pa.schema(
    [(name, pa.string()) for name in ("url", "digest", "article_id", "outcome", "source", "etag", "last_modified")]
    + [(name, pa.timestamp("us")) for name in ("fetched_at", "listed_at")]
)


@dataclass(frozen=True, slots=True)
class Capture:
    """What became of one payload at one URL; `article_id` is None where it held no article."""

    url: str
    digest: str
    article_id: str | None
    outcome: str
    fetched_at: datetime
    source: str = ""
    etag: str = ""
    last_modified: str = ""
    listed_at: datetime | None = None
    """The time that the listing gave with it."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of one batch, in the schemas above."""

    articles: pa.Table
    claims: pa.Table
    captures: pa.Table


def tables(
    batch: Sequence[tuple[Article, Extraction]], captures: Sequence[Capture] = (), *, seen_at: datetime
) -> Tables:
    """The rows of a batch; `seen_at` stands in for articles that don't know when they were fetched."""
    return Tables(
        pa.Table.from_pylist([_article_row(article, seen_at) for article, _ in batch], schema=ARTICLES),
        pa.Table.from_pylist(
            [row for article, extraction in batch for row in _claim_rows(article, extraction)], schema=CLAIMS
        ),
        pa.Table.from_pylist([_capture_row(capture) for capture in captures], schema=CAPTURES),
    )


def naive(moment: datetime | None) -> datetime | None:
    """UTC without a zone, as the tables hold times."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def _article_row(article: Article, seen_at: datetime) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "source": article.source,
        "url": article.url,
        "lang": article.lang,
        "title": article.title,
        "text": article.text,
        "published_at": naive(article.published_at),
        "seen_at": naive(article.fetched_at or seen_at),
        "wire": article.wire,
        "kind": article.kind,
        "correction": article.correction,
        "archive": article.archive,
    }


def _claim_rows(article: Article, extraction: Extraction) -> Iterable[dict[str, object]]:
    article_id = article.article_id
    for position, claim in enumerate(extraction.claims):
        yield {
            "claim_id": claim.claim_id(article_id),
            "article_id": article_id,
            "position": position,
            "start_at": claim.start,
            "end_at": claim.end,
            "quote": claim.quote,
            "low": claim.low,
            "high": claim.high,
            "relation": str(claim.relation),
            "change": claim.change,
            "unit": claim.unit,
            "dimension": claim.dimension,
            "sentence": claim.sentence,
            "subject": claim.subject,
            "concept": claim.concept,
            "event": claim.event,
            "place": claim.place,
            "place_id": claim.place_id,
            "time_start": claim.time_start,
            "time_end": claim.time_end,
            "attributed_to": claim.attributed_to,
            "modality": str(claim.modality),
            "part_of": claim.part_of,
            "qualifiers": list(claim.qualifiers),
        }


def _capture_row(capture: Capture) -> dict[str, object]:
    return {
        "url": capture.url,
        "digest": capture.digest,
        "article_id": capture.article_id,
        "outcome": capture.outcome,
        "source": capture.source,
        "etag": capture.etag,
        "last_modified": capture.last_modified,
        "listed_at": naive(capture.listed_at),
        "fetched_at": naive(capture.fetched_at),
    }
