"""Which claims of two texts may be of one quantity: slots and wordings for one language, keys and values across two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from claims.judge.evidence import masked
from claims.judge.levelling import one_account
from claims.languages import concept, event
from claims.match.keys import Key, events_meet, is_kind_of, key_of, opposite, place_relation, units_meet
from claims.model import Claim

DISTINCTIVE = 3
"""Significant digits from which an equal value alone ties two texts of different languages."""
ONE_STORY = 0.15
"""Likeness of two texts of different languages from which equal units may be of one thing."""
SOME_STORY = 0.05
"""The same for values that are no small counts."""
SMALL = 3
"""Counts up to it stand in every text."""
WORDED = 0.7
"""Likeness of two sentences of one language in which something unnamed is counted."""
EQUAL = 0.3
"""What equal values add to the score of two claims of one wording."""
ALIGNED = 0.5
"""Least score of two claims that may be of one quantity."""
KIN = 0.05
"""What it takes from the score that the one is only a kind of the other: passengers, where people are counted too."""
HARMS = ("death", "injury")
NOBODY = ("injury", "casualty")
"""Where nobody was hurt, and the text tells of no dead, nobody was killed."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two claims that may be of one quantity."""

    a: Claim
    b: Claim
    score: float
    tied: bool
    """Whether value, unit and place tie them, whatever words of two languages they count with."""


def align(a: Sequence[Claim], b: Sequence[Claim], one_language: bool, story: float) -> list[Aligned]:
    """Pairs that may be of one quantity, each claim in one pair, best first; all that are likely enough."""
    harms = any(map(_harmed, a)), any(map(_harmed, b))
    scored = []
    for i, x in enumerate(a):
        for j, told in enumerate(b):
            y = one_account(x, told)
            nobody = (_unharmed(x) and not harms[0] and _harmed(y)) or (_unharmed(y) and not harms[1] and _harmed(x))
            far = abs(i / max(len(a), 1) - j / max(len(b), 1))
            scored.append((-_score(x, y, one_language, story, nobody), far, i, j, y))
    scored.sort(key=lambda one: one[:4])
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[Aligned] = []
    for score, _, i, j, y in scored:
        if -score < ALIGNED:
            break
        if i in taken_a or j in taken_b:
            continue
        taken_a.add(i)
        taken_b.add(j)
        pairs.append(Aligned(a[i], y, -score, _tied(a[i], y, story, one_language)))
    return pairs


def _score(a: Claim, b: Claim, one_language: bool, story: float, nobody: bool) -> float:
    """0 to 1: how well two claims' slots and wordings fit. Values count only where nothing else is known across languages."""
    if a.dimension != b.dimension:
        return 0.0
    if a.dimension != "count" and not units_meet(a.unit, b.unit):
        return 0.0
    key_a, key_b = key_of(a), key_of(b)
    kin = is_kind_of(key_a.thing, key_b.thing) or is_kind_of(key_b.thing, key_a.thing)
    likeness = fuzz.ratio(masked(a), masked(b)) / 100 if one_language else 0.0
    turned = opposite(key_a.event, key_b.event)
    named = nobody or bool(key_a.thing and (key_a.thing == key_b.thing or turned or kin))
    known = bool(concept(key_a.thing) and concept(key_b.thing))
    tied = _tied(a, b, story, one_language)
    if not named and not tied and (not one_language or known or likeness < WORDED):
        return 0.0
    place = place_relation(a.place_id, b.place_id)
    score = 0.35 if named else 0.0
    score -= KIN if kin and key_a.thing != key_b.thing else 0.0
    score += 0.15 if nobody or turned or events_meet(key_a.event, key_b.event) else 0.0
    score += {"equal": 0.15, "differs": 0.0}.get(place, 0.1)
    score += 0.1 if (key_a.category, key_a.qualifiers) == (key_b.category, key_b.qualifiers) else 0.0
    if one_language:
        same = (a.low, a.high) == (b.low, b.high)  # of one thing or wording, equal numbers are each other's
        equal = same and (named or likeness >= WORDED)
        return score + (0.25 if named else 0.6) * likeness + (EQUAL if equal else 0.0)
    return score + (0.15 if named else 0.35) + (0.2 if (a.low, a.high) == (b.low, b.high) else 0.0)


def _tied(a: Claim, b: Claim, story: float, one_language: bool) -> bool:
    """Whether an equal value, with the unit, the place or the texts around, ties two quantities of two languages, whatever they are called."""
    if one_language or (a.low, a.high) != (b.low, b.high) or a.low == 0 or (a.low is None and a.high is None):
        return False
    key_a, key_b = key_of(a), key_of(b)
    if opposite(key_a.event, key_b.event) or place_relation(a.place_id, b.place_id) == "differs":
        return False
    if _harms(key_a.event) and _harms(key_b.event) and not events_meet(key_a.event, key_b.event):
        return False
    if a.dimension != "count" and not units_meet(a.unit, b.unit):
        return False
    met = events_meet(key_a.event, key_b.event)
    if a.dimension == "count" and (_two_kinds(key_a, key_b, met) or _two_peoples(key_a, key_b)):
        return False
    if not met and (a.dimension == "money" or key_a.thing == key_b.thing) and concept(key_a.thing):
        return False  # lent and repaid: of one known thing the two tell otherwise
    value = abs(a.low if a.low is not None else a.high or 0.0)
    if len(f"{value:.10g}".strip("0.").replace(".", "")) >= DISTINCTIVE:
        return True
    if not met and story < ONE_STORY:
        return False
    if key_a.place and key_a.place == key_b.place and (a.dimension != "count" or (key_a.event and key_b.event)):
        return True
    common = a.dimension == "count" and value <= SMALL
    return story >= (ONE_STORY if common else SOME_STORY)


def _harmed(claim: Claim) -> bool:
    return (claim.low or 0) > 0 and key_of(claim).thing in HARMS


def _unharmed(claim: Claim) -> bool:
    return claim.high == 0 and key_of(claim).thing in NOBODY


def _two_kinds(a: Key, b: Key, met: bool) -> bool:
    """Whether two known things, to which other things happen, can't be one by any translation: people killed, drones shot down."""
    first, second = concept(a.thing), concept(b.thing)
    if (
        met
        or first is None
        or second is None
        or first.cls == second.cls
        or {a.thing, b.thing} & {a.category, b.category}
    ):
        return False
    return not is_kind_of(a.thing, b.thing) and not is_kind_of(b.thing, a.thing)


def _two_peoples(a: Key, b: Key) -> bool:
    """Whether both say to whom it happened, and mean others: soldiers and women."""
    first, second = a.category or a.thing, b.category or b.thing
    known = concept(first), concept(second)
    people = all(one is not None and one.cls == "person" for one in known)
    return people and first != second and not is_kind_of(first, second) and not is_kind_of(second, first)


def _harms(name: str) -> bool:
    """Whether something happens to people that makes them another count: killed, injured, arrested."""
    known = event(name)
    return known is not None and known.concept is not None


__all__ = ["Aligned", "align"]
