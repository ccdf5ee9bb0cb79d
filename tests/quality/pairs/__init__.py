"""Pairs of passages written for this project, with what a careful reader says that they are to each other; see README.md beside this file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claims.model import Verdict
from claims.records import TextIn

ROOT = Path(__file__).parent
FAMILY_KEYS = frozenset({"a", "with", "published"})
EXTRA_KEYS = frozenset({"rule", "published"})
FITTING, HELD = "fit", "held"
HALVES = (FITTING, HELD)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages and the verdict on them."""

    a: TextIn
    b: TextIn
    verdict: Verdict
    rule: str
    """The rule that has to decide, or empty where more than one may."""
    file: str
    half: str
    """`fit` or `held`: weights are fitted on the one half and scored on the other."""


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs, file by file."""
    return tuple(
        pair
        for path in sorted(ROOT.glob("*.yaml"))
        for family in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for pair in _family(family, path.stem)
    )


def half_of(text: str) -> str:
    """The half that a family of pairs belongs to, by its first passage: families are never divided."""
    return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]


def _family(family: Mapping[str, Any], file: str) -> list[Pair]:
    _refuse_unknown(family, FAMILY_KEYS)
    published = family.get("published")
    first = _passage(family["a"], published)
    found = []
    for verdict, other, *rest in family["with"]:
        extra = rest[0] if rest else {}
        _refuse_unknown(extra, EXTRA_KEYS)
        second = _passage(other, extra.get("published", published))
        found.append(Pair(first, second, Verdict(verdict), extra.get("rule", ""), file, half_of(first.text)))
    return found


def _passage(row: str | Mapping[str, Any], published: Any) -> TextIn:
    fields: dict[str, Any] = {"published": published} | ({"text": row} if isinstance(row, str) else dict(row))
    _refuse_unknown(fields, TextIn.model_fields.keys())
    return TextIn(**fields)


def _refuse_unknown(row: Mapping[str, Any], known: Any) -> None:
    if wrong := sorted(set(row) - set(known)):
        raise ValueError(f"unknown key {wrong[0]}: {str(row)[:80]}")
