"""Article text → quantities and claims. Pure: text and values in, values out."""

from __future__ import annotations

from datetime import date

from claims.extract.claims import build_claims
from claims.extract.quantities.quantities import find_quantities
from claims.extract.reading import read_text
from claims.extract.text.detect import detect_language
from claims.extract.times.times import find_times
from claims.languages import Language, available, load, tokenise
from claims.model import Extraction, Quantity

__all__ = ["detect_language", "extract", "extract_quantities"]


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
    code = _code(lang, text or title)
    language = _language(code)
    if language is None:
        return Extraction(code, (), ())
    reading = read_text(text, language, published)
    heading = read_text(title, language, published) if title else None
    return Extraction(code, tuple(mention.quantity for mention in reading.mentions), build_claims(reading, heading))


def extract_quantities(text: str, *, lang: str | None = None, published: date | None = None) -> tuple[Quantity, ...]:
    """The quantities alone, as `extract` finds them, in less time: nothing is asked of what they say."""
    language = _language(_code(lang, text))
    if language is None:
        return ()
    tokens = tokenise(text, language.spelling)
    times = find_times(tokens, language, published)
    return tuple(mention.quantity for mention in find_quantities(text, tokens, language, times))


def _code(lang: str | None, text: str) -> str:
    return detect_language(text) if lang in (None, "", "auto") else str(lang).split("-")[0].lower()


def _language(code: str) -> Language | None:
    return load(code) if code in available() else None
