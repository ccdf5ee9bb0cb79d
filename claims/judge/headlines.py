"""Two short texts of one story that can't both be true, where no number decides: fitted weights of named pieces of evidence."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from claims.judge.logistic import LIKELY, probability
from claims.judge.predicates import Headline
from claims.match.story import likeness
from claims.model import Judgement, Verdict

MODEL = "headlines"
LIKE_WORDS = 75.0
"""From this ratio on two roots are spellings of one word."""
LONG_WORD = 4
"""Shorter roots are one only where they are equal."""
TURNING = ("opposite", "mixed", "negated", "other_place")
"""Evidence that turns a text round whose numbers are the same."""
SAID = ("opposite", "mixed", "negated")
"""Evidence that what is said of things is turned round, not only of what it is said."""
ACROSS = 0.5
"""Least share of the features of the shorter text that are in the other, of another language."""


def opposed(
    a: Headline, b: Headline, *, one_language: bool, numbers_agree: bool = False, counted: bool = False
) -> Judgement | None:
    """A contradiction where two headlines of one story are too likely to exclude each other.

    `numbers_agree` says that their numbers were judged and fit: then only what is said of them can be opposite.
    `counted` says that both give numbers: whole sentences are then judged by them alone, and headlines only by what turns round.
    """
    if not a.words or not b.words or (counted and (a.sentence or b.sentence or not one_language)):
        return None
    if not one_language:
        return _opposed_across(a, b)
    pieces = evidence(a, b)
    turned = any(pieces[name] for name in TURNING)
    if counted and not any(pieces[name] for name in SAID):
        return None  # other words or places make another thing of it
    if pieces["few_shared"] or (not turned and (numbers_agree or pieces["other_number"])):
        return None  # numbers are judged as claims
    if probability(MODEL, pieces) < LIKELY:
        return None
    return _explained(pieces, a, b)


def evidence(a: Headline, b: Headline) -> dict[str, float]:
    """The named pieces of evidence, each 0 to about 1."""
    shared, only_a, only_b = _matched(a.things, b.things)
    all_shared, rest_a, rest_b = _matched(a.words, b.words)
    coverage = shared / max(min(len(set(a.things)), len(set(b.things))), 1)
    opposite, agreeing, mixed, lone = _axes(a, b)
    crossed = [(x, y) for x in a.predicates for y in b.predicates if x.axis == y.axis and x.side != y.side]
    alike = [(x, y) for x in a.predicates for y in b.predicates if x.axis == y.axis and x.side == y.side]
    opposite_around = any(x.around & y.around for x, y in crossed)
    same_around = any(x.around & y.around for x, y in alike)
    numbers = float(bool(a.numbers - b.numbers) and bool(b.numbers - a.numbers))
    negated = float(a.negated != b.negated)
    return {
        "bias": 1.0,
        "coverage": coverage,
        "shared": min(shared, 6) / 6,
        "few_shared": float(shared < 2 and coverage < 0.5),
        "unmatched": min(len(only_a), len(only_b)) / 4,
        "one_word_differs": float(len(rest_a) == len(rest_b) == 1),
        "some_words_differ": float(bool(rest_a) and bool(rest_b) and all_shared >= 3),
        "nothing_but_added": float(not rest_a or not rest_b),
        "opposite": opposite,
        "opposite_covered": opposite * coverage,
        "opposite_beside": float(any(x.beside & y.beside for x, y in crossed)),
        "opposite_around": float(opposite_around),
        "same_around": float(same_around),
        "turned_around": float(opposite_around and not same_around),
        "swapped": _swapped(a.words, b.words),
        "swapped_covered": _swapped(a.words, b.words) * float(not rest_a or not rest_b),
        "mixed": mixed,
        "agreeing": agreeing,
        "lone_first": lone[0],
        "lone_second": lone[1],
        "negated": negated,
        "negated_covered": negated * coverage,
        "other_place": float(bool(a.places - b.places) and bool(b.places - a.places)),
        "added_place": float(a.places != b.places),
        "other_number": numbers,
        "other_number_covered": numbers * coverage,
        "same_number": float(bool(a.numbers & b.numbers)),
        "likeness": likeness(a.gist, b.gist),
        "features_differ": min(len(a.gist - b.gist), len(b.gist - a.gist)) / 4,
        "features_added": float(not a.gist - b.gist or not b.gist - a.gist),
        "event_shared": float(any(feature.startswith("e:") for feature in a.gist & b.gist)),
        "event_differs": float(_has_event(a.gist - b.gist) and _has_event(b.gist - a.gist)),
    }


def _swapped(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of pairs of common words that stand in the other order: who threatens whom."""
    order = [b.index(word) for word in dict.fromkeys(a) if word in b]
    pairs = [x > y for k, x in enumerate(order) for y in order[k + 1 :]]
    return sum(pairs) / len(pairs) if len(order) > 2 else 0.0


def _has_event(features: frozenset[str]) -> bool:
    return any(feature.startswith("e:") for feature in features)


def _axes(a: Headline, b: Headline) -> tuple[float, float, float, tuple[float, float]]:
    """Whether an axis has opposite sides, the same, both in one; and whether one text alone speaks of a first or second side."""
    sides_a, sides_b = _sides(a), _sides(b)
    both = [(sides_a[axis], sides_b[axis]) for axis in sides_a.keys() & sides_b.keys()]
    alone = [(sides_a.get(axis) or sides_b[axis]) for axis in sides_a.keys() ^ sides_b.keys()]
    return (
        float(any(len(x) == len(y) == 1 and x != y for x, y in both)),
        float(any(len(x) == len(y) == 1 and x == y for x, y in both)),
        float(any(x != y and len(x) + len(y) == 3 for x, y in both)),
        (float(any(0 in sides for sides in alone)), float(any(1 in sides for sides in alone))),
    )


def _sides(headline: Headline) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for predicate in headline.predicates:
        found.setdefault(predicate.axis, set()).add(predicate.side)
    return found


def _matched(a: Sequence[str], b: Sequence[str]) -> tuple[int, list[str], list[str]]:
    """(words of both, those of a alone, those of b alone); spellings of one word meet."""
    only_a: list[str] = []
    rest = list(dict.fromkeys(b))
    for word in dict.fromkeys(a):
        twin = word if word in rest else None
        if twin is None and len(word) >= LONG_WORD:
            twin = next((w for w in rest if len(w) >= LONG_WORD and fuzz.ratio(word, w) >= LIKE_WORDS), None)
        if twin is None:
            only_a.append(word)
        else:
            rest.remove(twin)
    return len(dict.fromkeys(b)) - len(rest), only_a, rest


def _opposed_across(a: Headline, b: Headline) -> Judgement | None:
    """Of two languages: one axis is opposite, none agrees, no word turns either round, and most of the rest is the same."""
    opposite, agreeing, mixed, _ = _axes(a, b)
    share = len(a.bridge & b.bridge) / max(min(len(a.bridge), len(b.bridge)), 1)
    if not opposite or agreeing or mixed or a.negated or b.negated or len(a.bridge & b.bridge) < 2 or share < ACROSS:
        return None
    return _judgement("opposite_predicates", f"Of the same thing the two say opposites: {_said(a, b)}.")


def _explained(pieces: dict[str, float], a: Headline, b: Headline) -> Judgement:
    if pieces["opposite"] or pieces["mixed"]:
        return _judgement("opposite_predicates", f"Of the same thing the two say opposites: {_said(a, b)}.")
    if pieces["negated"]:
        return _judgement("denial", "The one denies what the other says of the same thing.")
    if pieces["other_place"]:
        return _judgement("other_place", "Of what seems one happening the two name different places.")
    return _judgement("other_wording", "The two tell one story with words that exclude each other.")


def _said(a: Headline, b: Headline) -> str:
    axes = sorted(axis for axis, sides in _sides(a).items() if axis in _sides(b) and sides != _sides(b)[axis])
    return ", ".join(axis.replace("_", " ") for axis in axes) or "predicates"


def _judgement(rule: str, explanation: str) -> Judgement:
    return Judgement(Verdict.CONTRADICTION, rule, explanation)
