"""Small claims and contexts for the rules' examples and tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from claims.judge.context import Measured, PairContext, Side
from claims.model import Claim

_NOON = datetime(2021, 7, 26, 12, tzinfo=UTC)


def claim(low: float | None, **fields: Any) -> Claim:
    """A count of US troops in Iraq unless the fields say otherwise; `high` is `low` unless given."""
    fields.setdefault("high", low)
    fields.setdefault("concept", "troops")
    fields.setdefault("event", "present" if fields["concept"] == "troops" else None)
    fields.setdefault("place_id", "IQ")
    fields.setdefault("place", fields["place_id"])
    return Claim(start=0, end=1, quote=str(low), low=low, **fields)


def pair(
    *, hours: float = 0, origin: str = "", story: float | None = 0.9, same_words: float | None = None
) -> PairContext:
    """Articles of two outlets, some hours apart."""
    a = Side(_NOON, "First Post", "https://first.example/1", "a", origin)
    b = Side(_NOON + timedelta(hours=hours), "Second Post", "https://second.example/1", "b", origin)
    return PairContext(a, b, Measured(story, same_words))


def edited(note: str | None = None) -> PairContext:
    """Two versions of one article, a day apart."""
    a = Side(_NOON, "First Post", "https://first.example/1", "a", version=1)
    b = Side(_NOON, "First Post", "https://first.example/1", "b", version=2, correction=note)
    return PairContext(a, b, Measured(1.0, 1.0))
