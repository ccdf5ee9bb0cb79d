"""What two passages name that shows that they count two things: other places, other names, or another kind of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from claims.extract.places import find_places
from claims.languages import Kind, Language, Token, available, load, tokenise
from claims.languages.gazetteer import lies_in
from claims.languages.phrases import PhraseTable
from claims.model import Claim

MAX_LETTERS = 4000
LIKE_NAMES = 80.0
"""From this ratio on two words are spellings of one name."""
MIN_NAME = 3
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One claim in the text that it stands in."""

    claim: Claim
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names."""

    places: tuple[tuple[str, str], ...] = ()
    """(id, name) of each place, peoples included."""
    names: tuple[str, ...] = ()
    """Words with a capital that are no place, no word of the lexicon and no date."""
    words: frozenset[str] = frozenset()
    kinds: tuple[tuple[str, str], ...] = ()
    """(what is told apart, which of them): `("disease", "cholera")`."""


def rivals(a: Passage, b: Passage) -> str:
    """What the two name in each other's stead, for a reader; empty where the one names nothing that the other lacks.

    A name of the one's sentence that stands anywhere in the other's text is of both.
    """
    said_a, said_b = (_named(p.claim.sentence[:MAX_LETTERS], p.lang) for p in (a, b))
    text_a, text_b = (_named(p.text[:MAX_LETTERS], p.lang) for p in (a, b))
    kinds = _other_kinds(said_a, said_b)
    if kinds:
        return kinds
    one, other = _lacking(said_a, text_b), _lacking(said_b, text_a)
    if a.lang == b.lang:
        one = one or _unnamed(said_a, text_b, a.claim.attributed_to or "")
        other = other or _unnamed(said_b, text_a, b.claim.attributed_to or "")
    return f"{one}, and {other}" if one and other else ""


def _other_kinds(a: Named, b: Named) -> str:
    """Two kinds of one thing, each named by one alone: cholera and dengue fever."""
    for what in dict(a.kinds).keys() & dict(b.kinds).keys():
        first, second = ({kind for name, kind in named.kinds if name == what} for named in (a, b))
        if not first & second:
            return f"{', '.join(sorted(first))}, and {', '.join(sorted(second))}".replace("_", " ")
    return ""


def _lacking(said: Named, other: Named) -> str:
    """A place of the one that is none of the other's, and neither holds nor lies in one of them."""
    return next((name for place, name in said.places if not any(_touch(place, one) for one, _ in other.places)), "")


def _touch(a: str, b: str) -> bool:
    return lies_in(a, (b,)) or lies_in(b, (a,))


def _unnamed(said: Named, other: Named, speaker: str) -> str:
    """A name of the one that is no word of the other; a speaker is no party to what is told."""
    spoken = speaker.casefold()
    return next(
        (
            name
            for name in said.names
            if name.casefold() not in spoken
            and not any(fuzz.ratio(name.casefold(), word) >= LIKE_NAMES for word in other.words)
        ),
        "",
    )


@lru_cache(maxsize=20000)
def _named(text: str, lang: str) -> Named:
    if lang not in available():
        return Named()
    language = load(lang)
    tokens = tokenise(text, language.spelling)
    spans = find_places(tokens, language)
    taken = {k for span in spans for k in range(span.i, span.j)}
    return Named(
        tuple((span.place.id, span.place.name) for span in spans),
        tuple(tokens[k].text for k in range(len(tokens)) if k not in taken and _is_name(tokens, k, language)),
        frozenset(token.norm for token in tokens if token.kind is Kind.WORD),
        tuple(_kinds(tokens, language)),
    )


def _kinds(tokens: Sequence[Token], language: Language) -> list[tuple[str, str]]:
    """Of what the language's data tells apart, what the text names."""
    table, found, k = _table(language), [], 0
    while k < len(tokens):
        hit = table.starting_at(tokens, k) if tokens[k].kind is Kind.WORD else None
        if hit is not None:
            found.append(hit[0])
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
    return k + 1 < len(tokens) and tokens[k + 1].kind is Kind.WORD and tokens[k + 1].text[0].isupper()


@lru_cache(maxsize=65536)
def _is_known(word: str, language: Language) -> bool:
    return (
        word in language.words("stop_words")
        or word in _dates(language)
        or language.noun_at_word(word) is not None
        or language.event_words.get(word) is not None
    )


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
