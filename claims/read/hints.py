"""What a source's entry tells the reader about its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from claims.collect.sources import Source


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


def hints_of(source: Source | None) -> Hints:
    """The hints of a source, none for None."""
    if source is None:
        return Hints()
    return Hints(
        name=source.name,
        outlet=source.outlet,
        lang=source.lang,
        zone=ZoneInfo(source.timezone) if source.timezone else None,
        selectors={name: value for name, value in source.selectors if value},
        date_format=source.date_format or "",
    )
