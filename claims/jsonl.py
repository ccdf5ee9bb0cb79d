"""Quantities and claims as JSON lines: the fields that docs and other programs rely on."""

from __future__ import annotations

import json
import re
from typing import Any

from claims.model import Claim, Quantity

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_line(line: str) -> dict[str, Any]:
    """A JSON object.

    Raises:
        ValueError: it is not one.
    """
    if len(line) > 64 * 1024 * 1024:
        raise ValueError("line longer than 64 MB")
    try:
        found = json.loads(line.removeprefix("\ufeff"))  # some editors begin a file with a mark
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError:
        raise
    except ValueError:  # Python reads no whole number of thousands of digits
        raise ValueError("a number of too many digits") from None
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    return found


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


def dumps(fields: dict[str, object]) -> str:
    """One line; where a text has a lone surrogate, which UTF-8 can't hold, everything beyond ASCII is escaped."""
    line = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    return json.dumps(fields, allow_nan=False) if _SURROGATE.search(line) else line


def error_line(name: object, message: str) -> str:
    """The line of an input that can't be read; an id that JSON has no word for, such as NaN, is left out."""
    try:
        return dumps({"id": name, "error": message})
    except (ValueError, RecursionError):
        return dumps({"id": None, "error": message})
