"""What a text speaks of, as features that can be held against another text's, in one language or across two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from math import fsum

from claims.languages import PLAIN, Kind, Language, Token, available, load, tokenise
from claims.match.skeleton import MIN_LETTERS, skeleton
from claims.match.weights import weights

MAX_WORDS = 400
"""Of a text; what a story is shows in its first paragraphs."""
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
    for token in tokenise(text[: MAX_WORDS * 12], language.spelling if language else PLAIN):
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
        return frozenset({_word(token.norm, self.lang) for token in _tokens(self.text, self.lang)} - {""})

    @cached_property
    def bridge(self) -> Features:
        """`n:` skeletons of names, `c:` and `e:`: for passages of two languages."""
        found: set[str] = set()
        for token in _tokens(self.text, self.lang):
            word = _word(token.norm, self.lang)
            if word and not word.startswith("w:"):
                found.add(word)
            elif word:
                language = load(self.lang)
                if not language.data.get("capitals") or token.text[:1].isupper():
                    shortest = min(language.forms(token.norm), key=len) if len(token.norm) > 4 else token.norm
                    found.add(_name(shortest))
        return frozenset(found - {""})

    @cached_property
    def causes(self) -> Features:
        """What brought harm about."""
        tokens = _tokens(self.text, self.lang)
        if not tokens:
            return frozenset()
        phrases = load(self.lang).cause_words
        found = (phrases.starting_at(tokens, i) for i in range(len(tokens)))
        return frozenset(hit[0] for hit in found if hit is not None)


@lru_cache(maxsize=4000)
def gist(text: str, lang: str) -> Gist:
    """The gist of a passage, the same one for the same text."""
    return Gist(text, lang)


@lru_cache(maxsize=512)
def _tokens(text: str, lang: str) -> list[Token]:
    """The words that a gist is of; none in a language that is not known."""
    if lang not in available():
        return []
    found = tokenise(text[: MAX_WORDS * 12], load(lang).spelling)
    return [token for token in found if token.kind is Kind.WORD][:MAX_WORDS]


@lru_cache(maxsize=65536)
def _word(word: str, lang: str) -> str:
    """The feature of one word: its concept, its event, else its stem; empty for words that say nothing."""
    language = load(lang)
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


def is_rare(word: str, lang: str) -> bool:
    """Whether neither the lexicon nor the table of frequencies knows a word: a name, as a rule."""
    feature = _word(word, lang)
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
    shared = fsum(_rarity(feature) ** 2 for feature in a & b)  # exact, so that the order of a set does not matter
    return shared / math.sqrt(fsum(_rarity(f) ** 2 for f in a) * fsum(_rarity(f) ** 2 for f in b))


def weight(features_: Features) -> float:
    """How much a text tells of itself by some features: the rarer in news, the more."""
    return fsum(max(0.0, _rarity(feature) - COMMON) for feature in features_)


@lru_cache(maxsize=65536)
def _rarity(feature: str) -> float:
    """Minus the log of the share of articles that have the feature."""
    return -math.log(_frequencies().get(feature, RARE))


@cache
def _frequencies() -> dict[str, float]:
    """Share of news articles by feature, where it is not rare; made by scripts/build_frequencies.py."""
    text = resources.files("claims.match").joinpath("frequency.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(per_mille) / 1000 for feature, per_mille in rows}
