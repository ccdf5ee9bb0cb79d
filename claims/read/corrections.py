"""The note in which an outlet says that it put an article right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

from claims.read.wire import fold

_MAX_NOTE = 900
"""Letters; longer paragraphs are story, not note."""


def correction_note(paragraphs: Iterable[str]) -> str | None:
    """The first paragraph that is a correction note, or None."""
    return next((paragraph.strip() for paragraph in paragraphs if is_correction(paragraph)), None)


def is_correction(paragraph: str) -> bool:
    """Whether the paragraph says that the article itself was corrected.

    >>> is_correction("Correction: An earlier version gave 14 as the number of rockets.")
    True
    >>> is_correction("The market correction wiped out 3 percent.")
    False
    """
    if not 12 <= len(paragraph) <= _MAX_NOTE:
        return False
    line = fold(paragraph.replace("’", "'")).lstrip("*•[(- ")
    start, weak, phrases = _patterns()
    if (match := start.match(line)) and match[1] not in weak:
        return True
    return (match is not None or len(paragraph) <= _MAX_NOTE // 2) and any(phrase in line for phrase in phrases)


@cache
def _patterns() -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...]]:
    data = yaml.safe_load(files("claims.read").joinpath("corrections.yaml").read_text(encoding="utf-8"))
    starts = "|".join(re.escape(fold(word)) for word in sorted(data["starts"], key=len, reverse=True))
    return (
        re.compile(rf"({starts})(?:\s*\([^)]{{0,40}}\)|,? (?:on )?\w+ \d{{1,2}}(?:, \d{{4}})?)?\s*[:\-.]"),
        frozenset(map(fold, data["only_with_phrase"])),
        tuple(map(fold, data["phrases"])),
    )
