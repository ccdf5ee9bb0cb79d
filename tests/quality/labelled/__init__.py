"""Sentences written for this project with the claims that a careful reader finds in them; see README.md beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent
PUBLISHED = date(2024, 3, 12)
"""A Tuesday."""
QUANTITY_KEYS = frozenset({"quote", "at", "low", "high", "relation", "change", "unit", "dimension", "optional"})
CLAIM_KEYS = QUANTITY_KEYS - {"optional"} | {
    "subject",
    "concept",
    "event",
    "place",
    "place_id",
    "from",
    "to",
    "by",
    "modality",
    "part_of",
}
ITEM_KEYS = frozenset({"text", "published", "title", "claims", "quantities"})

Options = tuple[str | None, ...]
"""Readings that are as good; `(None,)` where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one quantity says, as a person reads it."""

    quote: str
    start: int
    end: int
    low: float | None
    high: float | None
    relation: str
    change: Options
    unit: Options
    dimension: Options
    subject: Options
    concept: Options
    event: Options
    place: Options
    place_id: Options
    time: tuple[tuple[date | None, date | None], ...]
    """Intervals that are as good."""
    by: Options
    modality: Options
    part_of: int | None
    optional: bool
    """An amount that may be left out as well: an age in passing, "one of the reasons"."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text and everything that is to be found in it."""

    text: str
    published: date
    title: str
    claims: tuple[Label, ...]
    quantities: tuple[Label, ...]
    file: str


def languages() -> list[str]:
    """Those that have labelled sentences."""
    return sorted(path.name for path in ROOT.iterdir() if path.is_dir() and any(path.glob("*.yaml")))


@cache
def items(lang: str) -> tuple[Item, ...]:
    """All items of a language, file by file."""
    return tuple(
        _item(row, path.name)
        for path in sorted((ROOT / lang).glob("*.yaml"))
        for row in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    )


def _item(row: Mapping[str, Any], file: str) -> Item:
    text = row["text"]
    _refuse_unknown(row, ITEM_KEYS, text)
    return Item(
        text,
        row.get("published", PUBLISHED),
        row.get("title", ""),
        tuple(_label(text, label, CLAIM_KEYS) for label in row.get("claims") or ()),
        tuple(_label(text, label, QUANTITY_KEYS) for label in row.get("quantities") or ()),
        file,
    )


def _label(text: str, row: Mapping[str, Any], keys: frozenset[str]) -> Label:
    _refuse_unknown(row, keys, text)
    start = _position(text, row["quote"], row.get("at", 1))
    return Label(
        row["quote"],
        start,
        start + len(row["quote"]),
        row.get("low"),
        row.get("high"),
        row.get("relation", "="),
        _options(row.get("change")),
        _options(row.get("unit")),
        _options(row.get("dimension", "count")),
        _options(row.get("subject")),
        _options(row.get("concept")),
        _options(row.get("event")),
        _options(row.get("place")),
        _options(row.get("place_id")),
        tuple(zip(_listed(row.get("from")), _listed(row.get("to")), strict=True)),
        _options(row.get("by")),
        _options(row.get("modality", "asserted")),
        row.get("part_of"),
        row.get("optional", False),
    )


def _refuse_unknown(row: Mapping[str, Any], keys: frozenset[str], text: str) -> None:
    if unknown := set(row) - keys:
        raise ValueError(f"unknown {sorted(unknown)} in: {text}")


def _position(text: str, quote: str, at: int) -> int:
    start = -1
    for _ in range(at):
        start = text.find(quote, start + 1)
        if start < 0:
            raise ValueError(f"{quote!r} does not stand {at} times in: {text}")
    return start


def _options(value: Any) -> Options:
    return tuple(_listed(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
