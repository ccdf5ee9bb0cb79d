"""Which language a text is in: its script, then the commonest words of the languages of that script; a classifier where these leave doubt."""

from __future__ import annotations

import re
import unicodedata

from claims.languages import available, profile

SAMPLE = 2000
"""Characters looked at."""
MIN_WORDS = 4
MIN_SHARE = 0.25
"""The share of its commonest words that tells a language."""
MIN_LEAD = 1.5
"""How many times the share of the next language it must be."""
SHORT = 75
"""Characters below which the text is taken to be in one of the languages that are read."""


def detect_language(text: str) -> str:
    """ISO 639-1 code; `und` where there are no letters."""
    sample = text[:SAMPLE]
    scripts: dict[str, int] = {}
    for character in sample:
        if character.isalpha():
            name = _script(character)
            scripts[name] = scripts.get(name, 0) + 1
    if not scripts:
        return "und"
    script = max(scripts, key=lambda name: scripts[name])
    candidates = [code for code in available() if profile(code)["script"] == script]
    if len(candidates) == 1 and script != "latin":
        return candidates[0]
    return _by_common_words(sample, candidates) or _classified(sample, candidates)


def _script(character: str) -> str:
    return "latin" if character.isascii() else unicodedata.name(character, "OTHER").split(" ")[0].lower()


def _by_common_words(text: str, candidates: list[str]) -> str | None:
    """The language of which the text holds by far the most common words."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < MIN_WORDS:
        return None
    counts = {code: sum(map(frozenset(profile(code)["common"]).__contains__, words)) for code in candidates}
    first, *others = sorted(candidates, key=lambda code: counts[code], reverse=True) or [""]
    lead = MIN_LEAD * max((counts[code] for code in others), default=0)
    least = 2.0 if len(text) < SHORT else MIN_SHARE * len(words)  # in a short text any two of its commonest words tell
    return first if counts.get(first, 0) >= max(least, lead) else None


def _classified(text: str, candidates: list[str]) -> str:
    from py3langid.langid import rank  # imported late: its model takes a third of a second

    ranked = [str(code) for code, _ in rank(text)]
    if len(text) < SHORT:  # too little to tell a language that is read from one that is not
        return next((code for code in ranked if code in candidates), ranked[0])
    return ranked[0]
