"""Places and peoples in a token list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.languages import Kind, Language, Token
from claims.languages.gazetteer import Place, PlaceName


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """Tokens i to j name a place, or the people of one."""

    i: int
    j: int
    place: Place
    demonym: bool


def _longest(*found: tuple[PlaceName, int] | None) -> tuple[PlaceName, int] | None:
    return max((one for one in found if one is not None), key=lambda one: one[1], default=None)


def _is_located(tokens: Sequence[Token], i: int, j: int, language: Language) -> bool:
    """Whether the words around say that a place is named: "in Tulsa", "Tulsa, Oklahoma", a dateline."""
    locating = language.words("place_prepositions")
    if any(clitic in locating for clitic, _ in language.split(tokens[i].norm) if clitic):
        return True
    if i and any(rest in locating for rest in language.forms(tokens[i - 1].norm)):
        return True
    if j + 1 < len(tokens) and tokens[j].text in ",،" and language.places.starting_at(tokens, j + 1) is not None:
        return True
    return (not i or tokens[i - 1].kind is Kind.NEWLINE) and j < len(tokens) and tokens[j].text in "(-–—,:"


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
        found = _longest(language.places.starting_at(tokens, i), language.peoples.starting_at(tokens, i))
        if found is None or not (found[0].well_known or _is_located(tokens, i, found[1], language)):
            i += 1
            continue
        name, j = found
        spans.append(PlaceSpan(i, j, name.place, name.demonym))
        i = j
    return spans
