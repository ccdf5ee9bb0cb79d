"""Places and peoples in a token list."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from claims.extract.text.triage import Triage
from claims.languages import Kind, Language, Token
from claims.languages.gazetteer import Place, PlaceName
from claims.values import dataclass

_TOWNS = frozenset({"city", "capital"})


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
    if i and language.is_among(tokens[i - 1].norm, locating):
        return True
    if j + 1 < len(tokens) and tokens[j].text in ",،" and language.places.starting_at(tokens, j + 1) is not None:
        return True
    return (not i or tokens[i - 1].kind is Kind.NEWLINE) and j < len(tokens) and tokens[j].text in "(-–—,:"


def _only_borders(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether a place is named as the neighbour of the one that is meant: "Agri province, bordering Iran"."""
    words = language.words("bordering")
    k = i - 1
    if k > 0 and tokens[k].norm in language.words("bordering_links"):
        k -= 1
    return k >= 0 and language.is_among(tokens[k].norm, words)


def _is_country(tokens: Sequence[Token], i: int, j: int, language: Language) -> bool:
    """Whether capitals that are an adjective as well are the country here: "sales in the US fell", not "in the US army"."""
    if i < 2 or not tokens[i].text.isupper() or tokens[i - 1].norm not in language.words("definite_articles"):
        return False
    if tokens[i - 2].norm not in language.words("place_prepositions"):
        return False
    behind = tokens[j] if j < len(tokens) else None
    if behind is None or behind.kind is not Kind.WORD:
        return True
    return behind.norm in language.words("stop_words", "clause_verbs")


def find_places(tokens: Sequence[Token], language: Language) -> list[PlaceSpan]:
    """All of them, left to right; where the script has capitals, a name needs one."""
    spans: list[PlaceSpan] = []
    end = 0
    for i in _STARTS.candidates(tokens, language):
        found = _place_at(tokens, i, language) if i >= end else None
        if found is not None:
            name, end = found
            if _only_borders(tokens, i, language):
                continue
            demonym = name.demonym and not _is_country(tokens, i, end, language)
            spans.append(PlaceSpan(i, end, name.place, demonym))
    return _without_namesakes(tokens, spans, language)


def _without_namesakes(tokens: Sequence[Token], spans: list[PlaceSpan], language: Language) -> list[PlaceSpan]:
    """A quarter that bears the name of a town of another country than any that the text names is not that town."""
    quarters = language.words("quarters")
    ends = {span.j for span in spans}
    named = [_is_quarter(tokens, span, quarters, ends) for span in spans]
    if not any(named):
        return spans
    countries = {span.place.country for span, quarter in zip(spans, named, strict=True) if not quarter}
    return [
        span
        for span, quarter in zip(spans, named, strict=True)
        if not (quarter and countries and span.place.country not in countries)
    ]


def _is_quarter(tokens: Sequence[Token], span: PlaceSpan, quarters: AbstractSet[str], ends: AbstractSet[int]) -> bool:
    """Whether a town's name is that of a quarter: "the Sulaymaniyah neighbourhood of Aleppo", «حي السليمانية»."""
    if span.demonym or span.place.kind not in _TOWNS:
        return False
    beside = [span.j, *(k for k in (span.i - 2, span.i - 1) if k not in ends)]
    return any(tokens[k].norm in quarters for k in beside if 0 <= k < len(tokens))


def _place_at(tokens: Sequence[Token], i: int, language: Language) -> tuple[PlaceName, int] | None:
    token = tokens[i]
    if token.kind is not Kind.WORD:
        return None
    if token.text[0].islower():
        return language.peoples.starting_at(tokens, i) if language.data.get("lower_case_peoples") else None
    if token.norm in language.words("uppercase_only") and not token.text.isupper() and "." not in token.text:
        return None
    marked = language.marked_places.get(token.text)
    if marked is not None:
        return marked, i + 1
    found = _longest(language.places.starting_at(tokens, i), language.peoples.starting_at(tokens, i))
    if found is None or found[0].well_known or _is_located(tokens, i, found[1], language):
        return found
    return found if found[0].place.kind == "country" and _goes_on(tokens, found[1], language) else None


def _goes_on(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether no surname and no word of speech stands behind what may be a first name: "Chad hosts", not "Chad Moore said"."""
    if j >= len(tokens) or tokens[j].kind is not Kind.WORD or not tokens[j].text[:1].islower():
        return False
    return language.speech_cues.starting_at(tokens, j) is None and tokens[j].norm not in language.words("joiners")


_STARTS = Triage(_place_at)
