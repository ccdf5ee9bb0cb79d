"""What a text names: places, names, dates, and kinds of which a number has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extract.places import find_places
from claims.languages import Kind, Language, Token, available, load, tokenise
from claims.languages.phrases import PhraseTable
from claims.match.skeleton import skeleton
from claims.match.story import is_rare

MIN_NAME = 3
"""Letters of a name."""
TOTAL = ("count", "total")
"""The kind of count that runs from the beginning."""
SO_FAR = ("told", "so_far")
"""The kind of count that a report gives as that of its hour."""
WITHIN = 2
"""Words behind "among" at which what it is of stands."""
MAX_DAY = 2
"""Digits of a day of the month."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names."""

    places: tuple[tuple[str, str], ...] = ()
    """(id, name) of each place, peoples included."""
    names: tuple[str, ...] = ()
    """Words with a capital that are no place, no word of the lexicon and no date."""
    words: frozenset[str] = frozenset()
    skeletons: frozenset[str] = frozenset()
    """Of the words, in which names of two scripts meet."""
    days: frozenset[tuple[int, str]] = frozenset()
    """(month, day as written) of each date."""
    weekdays: frozenset[int] = frozenset()
    reporting: frozenset[str] = frozenset()
    """Names right before a word by which those report their own: "Norla posted a profit"."""
    among: frozenset[str] = frozenset()
    """Concepts of which it tells who is among them: "among the dead", "among the passengers"."""
    kinds: tuple[tuple[str, str], ...] = ()
    """(what is told apart, which of them): `("disease", "cholera")`."""


@lru_cache(maxsize=20000)
def named(text: str, lang: str) -> Named:
    """All of it."""
    if lang not in available():
        return Named()
    language = load(lang)
    tokens = tokenise(text, language.spelling)
    spans = find_places(tokens, language)
    taken = {k for span in spans for k in range(span.i, span.j)}
    own = language.words("own_reports")
    return Named(
        tuple((span.place.id, span.place.name) for span in spans),
        tuple(tokens[k].text for k in range(len(tokens)) if k not in taken and _is_name(tokens, k, language)),
        frozenset(token.norm for token in tokens if token.kind is Kind.WORD),
        frozenset(skeleton(token.norm) for token in tokens if token.kind is Kind.WORD) - {""},
        frozenset(_days(tokens, language)),
        frozenset(
            day for token in tokens for form in language.forms(token.norm) for day in _weekdays(language).get(form, ())
        ),
        frozenset(
            a.text for a, *behind in zip(tokens, tokens[1:], tokens[2:], strict=False) if own & {b.norm for b in behind}
        ),
        frozenset(_among(tokens, language)),
        tuple(_kinds(tokens, language)),
    )


def _among(tokens: Sequence[Token], language: Language) -> list[str]:
    """The nouns right behind words for "among", an article between."""
    cues, found = language.words("among"), []
    for k, token in enumerate(tokens):
        if token.norm in cues:
            nouns = (language.noun_at_word(near.norm) for near in tokens[k + 1 : k + 1 + WITHIN])
            found += [noun.concept.id for noun in nouns if noun is not None and noun.concept is not None]
    return found


def _kinds(tokens: Sequence[Token], language: Language) -> list[tuple[str, str]]:
    """Of what the language's data tells apart, what the text names."""
    table, found, k = _table(language), [], 0
    while k < len(tokens):
        hit = table.starting_at(tokens, k) if tokens[k].kind is Kind.WORD else None
        if hit is not None:
            found += [hit[0], TOTAL] if hit[0] == SO_FAR else [hit[0]]
        k = hit[1] if hit is not None else k + 1
    return found


@cache
def _table(language: Language) -> PhraseTable[tuple[str, str]]:
    rows = (language.data.get("rivals") or {}).items()
    return PhraseTable(
        ((str(word), (what, kind)) for what, kinds in rows for kind, words in kinds.items() for word in words),
        language.forms if language.clitics else None,
        language.spelling,
    )


def _is_name(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a capital makes a name: not at the head of a sentence, unless another follows; never a word that the language's data knows."""
    token = tokens[k]
    if token.kind is not Kind.WORD or not language.data.get("capitals") or not token.text[0].isupper():
        return False
    if len(token.norm) < MIN_NAME or _is_known(token.norm, language):
        return False
    if k and (tokens[k - 1].kind in (Kind.WORD, Kind.NUMBER) or tokens[k - 1].text in ",'’-"):
        return True
    followed = k + 1 < len(tokens) and tokens[k + 1].kind is Kind.WORD and tokens[k + 1].text[0].isupper()
    return followed or is_rare(token.norm, language.code)


@lru_cache(maxsize=65536)
def _is_known(word: str, language: Language) -> bool:
    return (
        word in language.words("stop_words")
        or word in _dates(language)
        or language.noun_at_word(word) is not None
        or language.event_words.get(word) is not None
    )


def _days(tokens: Sequence[Token], language: Language) -> list[tuple[int, str]]:
    """Each day of a month: a number beside the name of a month."""
    found = []
    for k, token in enumerate(tokens):
        month = month_of(token, language)
        for near in (k - 1, k + 1):
            if (
                month
                and 0 <= near < len(tokens)
                and tokens[near].kind is Kind.NUMBER
                and len(tokens[near].norm) <= MAX_DAY
            ):
                found.append((month, tokens[near].norm.lstrip("0")))
                break
    return found


def month_of(token: Token, language: Language) -> int | None:
    """The month that a word names."""
    months = _months(language)
    return next((months[form] for form in (token.norm, *language.forms(token.norm)) if form in months), None)


@cache
def _months(language: Language) -> dict[str, int]:
    return {str(word): int(month) for month, words in (language.data.get("months") or {}).items() for word in words}


@cache
def _weekdays(language: Language) -> dict[str, tuple[int]]:
    return {str(word): (int(day),) for day, words in (language.data.get("weekdays") or {}).items() for word in words}


@cache
def _dates(language: Language) -> frozenset[str]:
    """The words for months and weekdays."""
    return frozenset(
        word
        for key in ("months", "weekdays")
        for words in (language.data.get(key) or {}).values()
        for phrase in words
        for word in phrase.split()
    )
