"""Small stores of hand-made claims."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from claims.model import Article, Claim, Extraction

START = datetime(2021, 7, 26, 6, tzinfo=UTC)


def article(number: int, *, hours: float = 0, outlet: str = "", text: str = "", **fields: Any) -> Article:
    """An article of its own outlet and URL, some hours after the start."""
    at = START + timedelta(hours=hours)
    fields.setdefault("url", f"https://outlet{number}.example/story")
    return Article(
        outlet=outlet or f"Outlet {number}",
        lang=fields.pop("lang", "en"),
        title=fields.pop("title", "Forces leave Ain al-Asad base in Anbar province"),
        text=text or f"Report number {number}.",
        published_at=at,
        fetched_at=at,
        **fields,
    )


def count(value: float | None, **fields: Any) -> Claim:
    """A count of US troops present in Iraq unless the fields say otherwise."""
    fields.setdefault("high", value)
    fields.setdefault("concept", "troops")
    fields.setdefault("event", "present")
    fields.setdefault("unit", "soldier")
    fields.setdefault("place", "Iraq")
    fields.setdefault("place_id", "IQ")
    quote = str(value)
    fields.setdefault("sentence", f"There are {quote} soldiers at the Ain al-Asad base in Anbar province.")
    return Claim(start=0, end=len(quote), quote=quote, low=value, **fields)


def extraction(*claims: Claim, lang: str = "en") -> Extraction:
    return Extraction(lang, claims, claims)


def day(offset: int) -> date:
    return (START + timedelta(days=offset)).date()
