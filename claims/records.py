"""Texts as people and programs hand them in; their mistakes get a message."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator


def _as_date(value: object) -> object:
    """Dates may come with a time of day."""
    if isinstance(value, str) and len(value) > 10:
        return value[:10]
    return value


class TextIn(BaseModel):
    """One line for `extract`."""

    model_config = ConfigDict(extra="ignore", strict=False)

    text: str
    lang: str | None = None
    published: date | None = None
    hour: datetime | None = None
    """The moment of publication, where a time of day is given."""
    title: str = ""
    outlet: str = ""
    url: str = ""

    @model_validator(mode="before")
    @classmethod
    def _hour(cls, values: object) -> object:
        """A time of day behind the date is kept."""
        if not isinstance(values, dict):
            return values
        given = values.get("published")
        try:
            found = datetime.fromisoformat(given) if isinstance(given, str) and len(given) > 10 else None
        except ValueError:
            return values
        return {**values, "hour": found if found.tzinfo else found.replace(tzinfo=UTC)} if found else values

    @field_validator("published", mode="before")
    @classmethod
    def _date(cls, value: object) -> object:
        return _as_date(value) or None

    @field_validator("title", "outlet", "url", mode="before")
    @classmethod
    def _string(cls, value: object) -> object:
        return "" if value is None else value


class PairIn(BaseModel):
    """One line for `compare`."""

    model_config = ConfigDict(extra="ignore")

    a: TextIn = Field()
    b: TextIn = Field()


def problem(error: Exception) -> str:
    """One line for a person."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at column {error.colno}"
    return " ".join(f"{error}".split())[:300] or type(error).__name__


def moment(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
