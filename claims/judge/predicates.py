"""What a short text says of its things: rises or falls, goes on or ends, agrees or refuses, and whether it denies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.places import find_places
from claims.languages import Kind, Language, Token, available, load, tokenise
from claims.languages.phrases import PhraseTable
from claims.match.story import Features, features, gist

MAX_WORDS = 40
"""A longer text says many things: what happens in it is no single predicate."""
MAX_LETTERS = 2000
NEAR = 2
"""Words on each side of a predicate that may name what it is said of."""
STOPS = frozenset(".!?؟")
MIN_ROOT = 3
"""Letters that a root keeps."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One side of an axis of opposites, and the roots of the words right beside it and around it."""

    axis: str
    side: int
    beside: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Headline:
    """What a short text says; all empty for a longer one."""

    predicates: tuple[Predicate, ...] = ()
    negated: bool = False
    sentence: bool = False
    """Whether it ends as a sentence does; headlines have no full stop."""
    things: tuple[str, ...] = ()
    """Roots of the words that are no predicate."""
    words: tuple[str, ...] = ()
    """Roots of all words that say something."""
    places: frozenset[str] = frozenset()
    """Ids of places and of their countries."""
    numbers: frozenset[str] = frozenset()
    gist: Features = frozenset()
    bridge: Features = frozenset()
    """Features that can be held against those of another language."""


def read_headline(text: str, lang: str) -> Headline:
    """The headline that a text is, or an empty one where it is longer, or of a language without data."""
    if lang not in available():
        return Headline()
    language = load(lang)
    tokens = [token for token in tokenise(text[:MAX_LETTERS]) if token.kind is not Kind.NEWLINE]
    if not 0 < len(tokens) <= MAX_WORDS:
        return Headline()
    found = list(_predicates(tokens, language))
    taken = {k for _, _, i, j in found for k in range(i, j)}
    telling = [k for k, token in enumerate(tokens) if _tells(token, language)]
    places = find_places(tokens, language)
    return Headline(
        tuple(_predicate(axis, side, i, j, tokens, telling, taken, language) for axis, side, i, j in found),
        any(token.norm in language.words("headline_negations") for token in tokens),
        tokens[-1].text in STOPS,
        tuple(root(tokens[k].norm, language) for k in telling if k not in taken),
        tuple(root(tokens[k].norm, language) for k in telling),
        frozenset(place for span in places for place in (span.place.id, span.place.country)),
        frozenset(token.norm for token in tokens if token.kind is Kind.NUMBER),
        gist(text[:MAX_LETTERS], lang).words,
        frozenset(feature for feature in features(text[:MAX_LETTERS], lang) if not feature.startswith("e:")),
    )


def _tells(token: Token, language: Language) -> bool:
    return token.kind is Kind.WORD and len(token.norm) >= MIN_ROOT and token.norm not in language.words("stop_words")


def _predicates(tokens: Sequence[Token], language: Language) -> list[tuple[str, int, int, int]]:
    """(axis, side, first token, token after it) of every predicate, phrases before words."""
    phrases, roots = _opposites(language)
    found: list[tuple[str, int, int, int]] = []
    k = 0
    while k < len(tokens):
        hit = phrases.starting_at(tokens, k) if tokens[k].kind is Kind.WORD else None
        if hit is not None:
            found += [(axis, side, k, hit[1]) for axis, side in hit[0]]
            k = hit[1]
            continue
        if tokens[k].kind is Kind.WORD:
            found += [(axis, side, k, k + 1) for axis, side in roots.get(root(tokens[k].norm, language), ())]
        k += 1
    return found


def _predicate(
    axis: str,
    side: int,
    i: int,
    j: int,
    tokens: Sequence[Token],
    telling: Sequence[int],
    taken: set[int],
    language: Language,
) -> Predicate:
    """The predicate with the words near it, up to a stop: "gold rises, the dollar falls" says two things of two."""
    sides = []
    for way in (range(i - 1, -1, -1), range(j, len(tokens))):
        near: list[str] = []
        for k in way:
            if tokens[k].text in ".،,:" or len(near) == NEAR:
                break
            if k in telling and k not in taken and tokens[k].norm not in language.words("headline_fillers"):
                near.append(root(tokens[k].norm, language))
        sides.append(near)
    return Predicate(
        axis, side, frozenset(sides[0][:1] + sides[1][:1]), frozenset(word for near in sides for word in near)
    )


@cache
def _opposites(
    language: Language,
) -> tuple[PhraseTable[tuple[tuple[str, int], ...]], dict[str, tuple[tuple[str, int], ...]]]:
    """Phrases, and roots of single words, with the sides of the axes that they stand for."""
    meaning: dict[str, list[tuple[str, int]]] = {}
    for axis, sides in (language.data.get("opposites") or {}).items():
        for side, words in enumerate(sides):
            for word in words:
                meaning.setdefault(str(word), []).append((axis, side))
    roots: dict[str, list[tuple[str, int]]] = {}
    for word, found in meaning.items():
        if " " not in word:
            roots.setdefault(root(word, language), []).extend(found)
    phrases = PhraseTable(
        ((word, tuple(found)) for word, found in meaning.items() if " " in word),
        language.forms if language.clitics else None,
    )
    return phrases, {word: tuple(dict.fromkeys(found)) for word, found in roots.items()}


def root(word: str, language: Language) -> str:
    """What the forms of a verb and its noun of action have in common: no clitic, prefix of conjugation, ending or weak letter."""
    stem = min((form for form in language.forms(word) if len(form) >= MIN_ROOT), key=len, default=word)
    for prefix, kept in (language.data.get("conjugation_prefixes") or {}).items():
        if stem.startswith(prefix) and len(stem) - len(prefix) + len(kept) >= MIN_ROOT:
            stem = kept + stem[len(prefix) :]
            break
    for suffix in language.data.get("root_suffixes", ()):
        if stem.endswith(suffix) and len(stem) - len(suffix) >= MIN_ROOT:
            stem = stem[: -len(suffix)]
            break
    bare = "".join(letter for letter in stem if letter not in language.words("weak_letters"))
    return bare if len(bare) >= MIN_ROOT else stem
