"""What a text speaks of, as features that can be held against another text's, in one language or across two."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from math import fsum

from claims.languages import PLAIN, Kind, Language, available, load, tokenise
from claims.languages.tokens import pieces_of
from claims.match.skeleton import MIN_LETTERS, skeleton
from claims.match.weights import weights

MAX_WORDS = 400
"""Of a text; what a story is shows in its first paragraphs."""
MAX_LETTERS = MAX_WORDS * 12
MAX_PIECES = 50_000
"""Different pieces of text remembered with what they tell; more are forgotten all at once."""
_STEM = 5
"""Letters of a skeleton; endings differ within one language."""

MIN_STEM = 3
"""Letters that a stem keeps."""
RARE = 0.0008
"""Share of articles that a feature is taken to be in that the table does not hold."""

COMMON = 2.0
"""Rarity of words that are in an article in seven, and tell nothing."""

THINGS = ("thing", "event")
"""Classes of concepts that set a story apart: an earthquake, a hospital; people and sums are in all of them."""

Features = frozenset[str]


@lru_cache(maxsize=20000)
def features(text: str, lang: str) -> Features:
    """What a text speaks of, numbers left out: `c:` and `t:` concepts, `e:` events, `n:` skeletons of the other words."""
    language = load(lang) if lang in available() else None
    found: set[str] = set()
    count = 0
    for token in tokenise(text[:MAX_LETTERS], language.spelling if language else PLAIN):
        if token.kind is not Kind.WORD:
            continue
        count += 1
        if count > MAX_WORDS:
            break
        feature = _feature(token.norm, lang if language else "")
        if feature:
            found.add(feature)
    return frozenset(found)


@lru_cache(maxsize=65536)
def _feature(word: str, lang: str) -> str:
    if not lang:
        return _name(word)
    language = load(lang)
    if _is_function_word(word, language):
        return ""
    noun = language.noun_at_word(word)
    if noun is not None:
        return f"{'t' if noun.concept.cls in THINGS else 'c'}:{noun.concept.id}"
    for rest in language.forms(word):
        event = language.event_words.get(rest)
        if event is not None:
            return f"e:{event}"
    shortest = min((rest for rest in language.forms(word) if len(rest) > 2), key=len, default=word)
    return _name(shortest)


def _is_function_word(word: str, language: Language) -> bool:
    return len(word) < 3 or any(
        rest in language.words("stop_words") or rest in language.words("place_prepositions")
        for rest in language.forms(word)
    )


def _name(word: str) -> str:
    found = skeleton(word)[:_STEM]
    return f"n:{found}" if len(found) >= MIN_LETTERS else ""


def alike(a: Features, b: Features) -> float:
    """0 to 1: the weight of what both share, of the smaller; short texts are damped.

    >>> alike(frozenset({"n:hlb", "c:airstrike"}), frozenset())
    0.0
    """
    if not a or not b:
        return 0.0
    weigh = weights().story
    smaller = min(_weight(a), _weight(b))
    return _weight(a & b) / (smaller + weigh["smoothing"])


def _weight(features_: Features) -> float:
    weigh = weights().story
    kinds = {"n": weigh["word"], "c": weigh["concept"], "e": weigh["event"], "t": weigh["thing"]}
    return fsum(kinds[feature[0]] for feature in features_)


# -- articles: long texts, in which common words say little ---------------------------------------------------------------


@dataclass(frozen=True)
class Gist:
    """What the first words of a passage speak of, read when it is asked for."""

    text: str
    lang: str

    @cached_property
    def words(self) -> Features:
        """`w:` stems, `c:` concepts, `e:` events: for passages of one language."""
        return self._features(_words)

    @cached_property
    def bridge(self) -> Features:
        """`n:` skeletons of names, `c:` and `e:`: for passages of two languages."""
        return self._features(_bridges)

    def _features(self, features_of: Callable[[str], _Features]) -> Features:
        if self.lang not in available():
            return frozenset()
        return frozenset(map(features_of(self.lang).__getitem__, _cut(self.text, self.lang))) - {""}

    @cached_property
    def causes(self) -> Features:
        """What brought harm about."""
        if self.lang not in available():
            return frozenset()
        if not any(map(_causes(self.lang).__getitem__, _cut(self.text, self.lang))):
            return frozenset()
        language = load(self.lang)
        words = [token for token in tokenise(self.text[:MAX_LETTERS], language.spelling) if token.kind is Kind.WORD]
        words = words[:MAX_WORDS]
        return frozenset(cause for _, cause, _ in language.cause_words.all_in(words, 0, len(words)))


@lru_cache(maxsize=4000)
def gist(text: str, lang: str) -> Gist:
    """The gist of a passage, the same one for the same text."""
    return Gist(text, lang)


@lru_cache(maxsize=256)
def _cut(text: str, lang: str) -> list[str]:
    """The pieces of the passage that a gist is of."""
    pieces = pieces_of(load(lang).spelling)
    found = pieces.cut(text[:MAX_LETTERS])
    if len(found) > MAX_WORDS:
        found = [piece for piece in found if pieces[piece][2] is Kind.WORD][:MAX_WORDS]
    return found


class _Features(dict[str, str]):
    """The feature of each piece of text met so far: each is looked at once. Empty for what is no word and for words that say nothing."""

    def __init__(self, lang: str, read: Callable[[str, str, Language], str]) -> None:
        super().__init__()
        self._language, self._read = load(lang), read
        self._pieces = pieces_of(self._language.spelling)

    def __missing__(self, piece: str) -> str:
        text, norm, kind = self._pieces[piece]
        feature = self._read(text, norm, self._language) if kind is Kind.WORD else ""
        if len(self) >= MAX_PIECES:
            self.clear()
        self[piece] = feature
        return feature


@cache
def _words(lang: str) -> _Features:
    return _Features(lang, lambda _, norm, language: _word(norm, language))


@cache
def _bridges(lang: str) -> _Features:
    return _Features(lang, _bridge)


@cache
def _causes(lang: str) -> _Features:
    """The words with which the name of a cause may start."""
    return _Features(lang, lambda _, norm, language: norm if language.cause_words.starts(norm) else "")


def _word(word: str, language: Language) -> str:
    """The feature of one word: its concept, its event, else its stem; empty for words that say nothing."""
    if _is_function_word(word, language):
        return ""
    noun = language.noun_at_word(word)
    if noun is not None:
        return f"c:{noun.concept.id}"
    for rest in language.forms(word):
        event = language.event_words.get(rest)
        if event is not None:
            return f"e:{event}"
    return "w:" + _stem(word, language)


def _bridge(text: str, norm: str, language: Language) -> str:
    """The same in any language: of a word that is neither, its skeleton, where it may be a name."""
    feature = _word(norm, language)
    if not feature.startswith("w:"):
        return feature
    if language.data.get("capitals") and not text[:1].isupper():
        return ""
    return _name(min(language.forms(norm), key=len) if len(norm) > 4 else norm)


def is_rare(word: str, lang: str) -> bool:
    """Whether neither the lexicon nor the table of frequencies knows a word: a name, as a rule."""
    feature = _word(word, load(lang))
    return feature.startswith("w:") and feature not in _frequencies()


def _stem(word: str, language: Language) -> str:
    """A word without what it carries: light stemming, the longest affix once."""
    for prefix in language.clitics:
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_STEM:
            word = word[len(prefix) :]
            break
    for suffix in language.data.get("stem_suffixes", ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM:
            return word[: -len(suffix)]
    return word


def likeness(a: Features, b: Features) -> float:
    """0 to 1: cosine of two passages' features, each weighted by how rare it is in news.

    >>> likeness(frozenset({"w:wed"}), frozenset({"w:wed"}))
    1.0
    """
    if not a or not b:
        return 0.0
    return _square(a & b) / math.sqrt(_length(a) * _length(b))


def _square(features_: Features) -> float:
    return fsum(map(_squares.__getitem__, features_))  # exact, so that the order of a set does not matter


_length = lru_cache(maxsize=4000)(_square)
"""The same of whole passages, which are held against several others."""


def weight(features_: Features) -> float:
    """How much a text tells of itself by some features: the rarer in news, the more."""
    return fsum(max(0.0, _rarity(feature) - COMMON) for feature in features_)


def _rarity(feature: str) -> float:
    """Minus the log of the share of articles that have the feature."""
    return -math.log(_frequencies().get(feature, RARE))


class _Squares(dict[str, float]):
    """The square of the rarity of each feature met so far."""

    def __missing__(self, feature: str) -> float:
        if len(self) >= MAX_PIECES:
            self.clear()
        self[feature] = square = _rarity(feature) ** 2
        return square


_squares = _Squares()


@cache
def _frequencies() -> dict[str, float]:
    """Share of news articles by feature, where it is not rare; made by scripts/build_frequencies.py."""
    text = resources.files("claims.match").joinpath("frequency.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(per_mille) / 1000 for feature, per_mille in rows}
