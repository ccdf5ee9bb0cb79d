"""JSON lines in and out, as people and programs write them; their mistakes get a message."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from claims.model import Claim, Quantity


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
    title: str = ""
    outlet: str = ""
    url: str = ""

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


def read_line(line: str) -> dict[str, Any]:
    """A JSON object.

    Raises:
        ValueError: it is not one.
    """
    if len(line) > 64 * 1024 * 1024:
        raise ValueError("line longer than 64 MB")
    try:
        found = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    return found


def problem(error: Exception) -> str:
    """One line for a person."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at column {error.colno}"
    return " ".join(f"{error}".split())[:300] or type(error).__name__


def quantity_out(quantity: Quantity) -> dict[str, object]:
    """The fields of a quantity, as promised."""
    return {
        "start": quantity.start,
        "end": quantity.end,
        "quote": quantity.quote,
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "relation": str(quantity.relation),
        "change": quantity.change,
        "unit": quantity.unit,
        "dimension": quantity.dimension,
    }


def claim_out(claim: Claim) -> dict[str, object]:
    """The fields of a claim, as promised."""
    return quantity_out(claim) | {
        "sentence": claim.sentence,
        "subject": claim.subject,
        "concept": claim.concept,
        "event": claim.event,
        "place": claim.place,
        "place_id": claim.place_id,
        "time_start": claim.time_start.isoformat() if claim.time_start else None,
        "time_end": claim.time_end.isoformat() if claim.time_end else None,
        "attributed_to": claim.attributed_to,
        "modality": str(claim.modality),
        "part_of": claim.part_of,
        "qualifiers": list(claim.qualifiers),
    }


def _plain(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point."""
    if value is None:
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def moment(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def dumps(fields: dict[str, object]) -> str:
    """One line; surrogates that no encoding takes are replaced."""
    return json.dumps(fields, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace").decode("utf-8")
