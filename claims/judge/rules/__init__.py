"""The rules of judging, in their order; the first that fires gives the verdict.

Each takes two claims, what is known of their articles, and the tolerances, and gives a Judgement or None. What is missing leads to
`undetermined`, never to a contradiction.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.judge.context import PairContext
from claims.judge.rules.comparable import (
    different_category,
    different_place,
    different_time,
    missing_slot,
    not_comparable,
    other_count,
    other_thing,
)
from claims.judge.rules.movement import deadline, lagging, revision, update
from claims.judge.rules.opposites import denial, none_against_some, opposite_predicates
from claims.judge.rules.origin import correction, one_origin, stealth_edit
from claims.judge.rules.parts import part_exceeds_whole, part_of_whole
from claims.judge.rules.values import bounds, contradiction, disputed, rounding, undetermined
from claims.judge.tolerance import Tolerances
from claims.model import Claim, Judgement

Rule = Callable[[Claim, Claim, PairContext, Tolerances], Judgement | None]

RULES: tuple[Rule, ...] = (
    none_against_some,
    not_comparable,
    one_origin,
    stealth_edit,
    correction,
    other_thing,
    deadline,
    different_time,
    different_place,
    part_of_whole,
    part_exceeds_whole,
    different_category,
    opposite_predicates,
    denial,
    rounding,
    bounds,
    other_count,
    missing_slot,
    update,
    lagging,
    revision,
    disputed,
    contradiction,
    undetermined,
)
"""In their order: the first that gives a Judgement decides."""

__all__ = ["RULES", "Rule"]
