"""Places and peoples in a token list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.languages import Kind, Language, Token
from claims.languages.gazetteer import Place


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """Tokens i to j name a place, or the people of one."""

    i: int
    j: int
    place: Place
    demonym: bool


def find_places(tokens: Sequence[Token], language: Language) -> list[PlaceSpan]:
    """All of them, left to right; where the script has capitals, a name needs one."""
    spans: list[PlaceSpan] = []
    shouted = language.words("uppercase_only")
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if (
            token.kind is not Kind.WORD
            or token.text[0].islower()
            or (token.norm in shouted and not token.text.isupper() and "." not in token.text)
        ):
            i += 1
            continue
        found = language.places.starting_at(tokens, i)
        if found is None:
            i += 1
            continue
        name, j = found
        spans.append(PlaceSpan(i, j, name.place, name.demonym))
        i = j
    return spans
