"""Small batches for the store."""

from __future__ import annotations

from datetime import UTC, datetime

from claims.extract import extract
from claims.model import Article, Extraction

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def article(text: str, url: str = "https://post.example/a", fetched_at: datetime | None = None) -> Article:
    return Article(
        url=url, outlet="The Post", lang="en", title="Title", text=text, published_at=DAY, fetched_at=fetched_at
    )


def batch(*texts: str) -> list[tuple[Article, Extraction]]:
    """An article a text, each at its own address."""
    return [
        (article(text, f"https://post.example/{number}"), extract(text, lang="en", published=DAY.date()))
        for number, text in enumerate(texts)
    ]
