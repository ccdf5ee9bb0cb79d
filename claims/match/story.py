"""Do two texts tell of one happening? Words as language-free features: concepts, events, and skeletons of everything else."""

from __future__ import annotations

from functools import lru_cache

from claims.languages import Kind, Language, available, load, tokenise
from claims.match.skeleton import MIN_LETTERS, skeleton
from claims.match.weights import weights

MAX_WORDS = 400
"""Of a text; what a story is shows in its first paragraphs."""
_STEM = 5
"""Letters of a skeleton; endings differ within one language."""

THINGS = ("thing", "event")
"""Classes of concepts that set a story apart: an earthquake, a hospital; people and sums are in all of them."""

Features = frozenset[str]


@lru_cache(maxsize=20000)
def features(text: str, lang: str) -> Features:
    """What a text speaks of, numbers left out: `c:` and `t:` concepts, `e:` events, `n:` skeletons of the other words."""
    language = load(lang) if lang in available() else None
    found: set[str] = set()
    count = 0
    for token in tokenise(text[: MAX_WORDS * 12]):
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
    return sum(kinds[feature[0]] for feature in features_)
