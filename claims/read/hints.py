"""What a source's entry tells the reader about its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class SourceLike(Protocol):
    """The part of claims.collect.sources.Source that reading needs; other attributes are optional."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Hints:
    """Empty where the source says nothing."""

    name: str = ""
    outlet: str = ""
    lang: str = ""
    zone: tzinfo | None = None
    selectors: Mapping[str, str] = field(default_factory=dict)
    """CSS selectors by what they find: text, title, published, remove."""
    date_format: str = ""


def hints_of(source: SourceLike | None) -> Hints:
    """The hints of a source; an unknown time zone counts as none."""
    if source is None:
        return Hints()
    chosen = getattr(source, "selectors", None)
    fields = (
        chosen
        if isinstance(chosen, Mapping)
        else {name: getattr(chosen, name, None) for name in ("text", "title", "published", "remove", "date")}
    )
    selectors = {str(name): str(value) for name, value in fields.items() if value}
    if "date" in selectors:
        selectors.setdefault("published", selectors["date"])
    return Hints(
        name=source.name,
        outlet=str(getattr(source, "outlet", "") or ""),
        lang=str(getattr(source, "lang", "") or ""),
        zone=_zone(str(getattr(source, "timezone", "") or "")),
        selectors=selectors,
        date_format=str(getattr(source, "date_format", "") or ""),
    )


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
