"""Which language a text is in: its script first, since that costs nothing, then a classifier among the languages of that script."""

from __future__ import annotations

import unicodedata

from claims.languages import available, load

SAMPLE = 2000
"""Characters looked at."""


def detect_language(text: str) -> str:
    """ISO 639-1 code; `und` where there are no letters."""
    scripts: dict[str, int] = {}
    for character in text[:SAMPLE]:
        if character.isalpha():
            name = _script(character)
            scripts[name] = scripts.get(name, 0) + 1
    if not scripts:
        return "und"
    script = max(scripts, key=lambda name: scripts[name])
    candidates = [code for code in available() if load(code).data.get("script") == script]
    if len(candidates) == 1 and script != "latin":
        return candidates[0]
    return _classified(text[:SAMPLE], candidates)


def _script(character: str) -> str:
    return "latin" if character.isascii() else unicodedata.name(character, "OTHER").split(" ")[0].lower()


def _classified(text: str, candidates: list[str]) -> str:
    from py3langid.langid import classify  # imported late: its model takes a third of a second

    code, _ = classify(text)
    if code not in candidates and len(text) < 60 and candidates:
        return candidates[0]  # too short for the classifier to be trusted against the only languages that are read
    return str(code)
