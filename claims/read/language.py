"""Which language a page is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims.read.metadata import Meta

_ENOUGH = 60
"""Letters of text from which detection is to be trusted over a declaration."""
_SAMPLE = 300
"""Letters to look at: more don't change the answer."""
_AGREES = 120
"""Letters that are enough where they say what is declared."""
_SURE = 0.95
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$", re.I)
_NOT_LANGUAGES = frozenset({"und", "mul", "zxx", "xx"})


def language_of(meta: Meta, text: str, default: str = "") -> str:
    """ISO 639-1 code, "" if nothing tells.

    What the source's entry says (`default`), else the page, stands unless a long text is surely in another language.
    """
    own = code_of(default)
    declared = next(
        (
            code
            for value in (
                meta.html_lang,
                meta.ld("inLanguage"),
                meta.first("og:locale", "content-language", "language", "dc.language"),
            )
            if (code := code_of(value))
        ),
        "",
    )
    sample = text[:_SAMPLE]
    if len(sample) >= _ENOUGH:
        if declared and _detect(sample[:_AGREES])[0] == declared:
            return declared
        found, sure = _detect(sample)
        if found and (sure >= _SURE or found in (own, declared) or not (own or declared)):
            return found
    return own or declared or (_detect(sample)[0] if len(sample) >= 40 else "")


def code_of(value: str) -> str:
    """`ar` of `ar-SA`, `ar_AR` and `AR`; "" for what is no code."""
    match = _CODE.match(value.strip())
    code = match[1].lower() if match else ""
    return "" if code in _NOT_LANGUAGES else code


def _detect(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model of several MB: only when needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Written news is in the standard language: varieties with only a three-letter code would share its probability.
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
