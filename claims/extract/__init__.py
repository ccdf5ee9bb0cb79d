"""Article text → quantities and claims. Pure: text and values in, values out."""

from __future__ import annotations

from datetime import date

from claims.extract.claims import build_claims
from claims.extract.detect import detect_language
from claims.extract.reading import read_text
from claims.languages import available, load
from claims.model import Extraction

__all__ = ["detect_language", "extract"]


def extract(
    text: str,
    *,
    lang: str | None = None,
    published: date | None = None,
    title: str = "",
    outlet: str = "",  # noqa: ARG001 - part of the line format; no rule needs it yet
) -> Extraction:
    """The quantities and claims of a text, in text order.

    `lang` is an ISO 639-1 code; None or "auto" has it detected. `published` resolves relative times; without it they stay open.
    A language without data gives an empty result: reading it with another's rules would guess.
    """
    code = detect_language(text or title) if lang in (None, "", "auto") else str(lang).split("-")[0].lower()
    if code not in available():
        return Extraction(code, (), ())
    language = load(code)
    reading = read_text(text, language, published)
    heading = read_text(title, language, published) if title else None
    return Extraction(code, tuple(mention.quantity for mention in reading.mentions), build_claims(reading, heading))
