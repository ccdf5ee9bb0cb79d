"""The rules: each by its docstring's example, and in their order."""

from __future__ import annotations

import doctest
import importlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.judge import RULES, Tolerances, judge
from claims.judge.examples import claim, edited, pair
from claims.judge.judge import slots
from claims.judge.rules.grounds import apart
from claims.judge.tolerance import interval, overlap
from claims.model import Claim, Modality, Relation, Verdict

T = Tolerances()


FAMILIES = [f"rules.{family}" for family in ("comparable", "origin", "parts", "opposites", "movement", "values")]


@pytest.mark.parametrize("name", [*FAMILIES, "tolerance", "judge", "found"])
def test_examples_hold(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"claims.judge.{name}"))
    assert found.failed == 0
    assert found.attempted > 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_has_an_example(rule: object) -> None:
    assert ">>>" in (rule.__doc__ or "")


def about(low: float | None, high: float | None = None, **fields: object) -> Claim:
    return claim(low, high=low if high is None else high, **fields)


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        (claim(2500), claim(2500), "equal"),
        (about(2500, relation=Relation.ABOUT), claim(2700), "rounding"),
        (claim(58, high=None, relation=Relation.AT_LEAST), claim(72), "bounds"),
        (
            claim(58, high=None, relation=Relation.AT_LEAST),
            claim(90, high=None, relation=Relation.AT_LEAST),
            "bounds",
        ),
        (claim(2500), claim(3900), "contradiction"),
        (claim(80, high=None, relation=Relation.AT_LEAST), claim(72), "contradiction"),
        (claim(0, concept="death", event="killed"), claim(9, concept="death", event="killed"), "contradiction"),
        (claim(2500), claim(2500, concept="tank"), "not_comparable"),
        (claim(2500), claim(2500, unit="percent", dimension="percent"), "not_comparable"),
        (claim(2500), claim(2500, modality=Modality.PLANNED), "not_comparable"),
        (claim(2500), claim(9000, place_id="SY"), "different_place"),
        (claim(2500), claim(9000, place_id=None), "undetermined"),
        (claim(2500), claim(9000, event=None), "undetermined"),
        (claim(2500, concept=None), claim(9000, concept=None), "undetermined"),
        (
            claim(12, concept="civilian", event="killed"),
            claim(30, concept="person", event="killed"),
            "part_of_whole",
        ),
        (
            claim(40, concept="civilian", event="killed"),
            claim(30, concept="person", event="killed"),
            "part_exceeds_whole",
        ),
        (
            claim(5, concept="death", event="killed", attributed_to="the ministry"),
            claim(9, concept="death", event="killed", attributed_to="the army"),
            "disputed",
        ),
    ],
)
def test_the_first_rule_that_fires_decides(a: Claim, b: Claim, rule: str) -> None:
    assert judge(a, b, pair(), T).rule == rule
    assert judge(b, a, pair(), T).rule == rule


def test_a_missing_slot_is_never_a_contradiction() -> None:
    known = claim(2500, time_start=date(2021, 7, 26), time_end=date(2021, 7, 26))
    for gap in ({"place_id": None, "place": None}, {"event": None}, {"concept": None}):
        found = judge(known, replace(known, low=9000.0, high=9000.0, **gap), pair(), T)  # type: ignore[arg-type]
        assert found.verdict is Verdict.UNDETERMINED, gap


def test_happenings_need_a_sign_that_they_are_one() -> None:
    a, b = claim(5, concept="death", event="killed"), claim(9, concept="death", event="killed")
    assert judge(a, b, pair(story=0.1), T).verdict is Verdict.UNDETERMINED
    assert judge(a, b, pair(story=0.8), T).verdict is Verdict.CONTRADICTION


def test_totals_rise_as_updates_and_fall_as_revisions() -> None:
    low, high = claim(5, concept="death", event="killed"), claim(9, concept="death", event="killed")
    assert judge(low, high, pair(hours=6), T).rule == "update"
    assert judge(high, low, pair(hours=30), T).rule == "revision"


def test_two_reports_of_one_hour_are_of_one_time() -> None:
    low, high = claim(5, concept="death", event="killed"), claim(9, concept="death", event="killed")
    assert judge(low, high, pair(hours=0.2), T).verdict is Verdict.CONTRADICTION


def test_a_level_moves_with_time_alone() -> None:
    assert judge(claim(2500), claim(900), pair(hours=24 * 200), T).rule == "update"
    assert judge(claim(2500), claim(900), pair(hours=20), T).rule == "contradiction"


def test_an_edit_is_silent_or_noted() -> None:
    assert judge(claim(5), claim(9), edited(), T).rule == "stealth_edit"
    noted = judge(claim(5), claim(9), edited(note="An earlier version was wrong."), T)
    assert (noted.rule, noted.verdict) == ("correction", Verdict.UPDATE)


def test_copies_are_one_source() -> None:
    assert judge(claim(5), claim(5), pair(origin="x"), T).rule == "one_origin"
    assert judge(claim(5), claim(9), pair(origin="x"), T).verdict is Verdict.UNDETERMINED


def test_more_than_a_value_is_not_that_value_only_in_the_same_words() -> None:
    more = claim(9, high=None, relation=Relation.MORE)
    assert judge(claim(9), more, pair(same_words=0.95), T).verdict is Verdict.CONTRADICTION
    assert judge(claim(9), more, pair(), T).verdict is Verdict.SAME


def test_what_a_judgement_tells() -> None:
    found = judge(claim(2500), claim(3900), pair(), T)
    compared = slots(claim(2500), claim(3900), pair(), T)
    assert compared["value"] == ("2,500", "3,900", "differs")
    assert compared["place"][2] == "equal"
    assert found.interval_a == (2450, 2550)
    assert "2,500" in found.explanation
    assert "First Post" in found.explanation
    assert 0 < found.severity <= 1


def test_a_wider_gap_is_graver() -> None:
    near, far = judge(claim(2500), claim(2900), pair(), T), judge(claim(2500), claim(9000), pair(), T)
    assert near.severity < far.severity


def test_values_of_another_order_are_of_two_things_unless_somebody_was_harmed() -> None:
    assert judge(claim(2500), claim(25000), pair(), T).verdict is Verdict.UNDETERMINED
    few, many = (claim(value, concept="death", event="killed") for value in (3, 30))
    assert judge(few, many, pair(story=0.9), T).verdict is Verdict.CONTRADICTION


numbers = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=True), st.integers(-(10**20), 10**20))


@given(low=numbers, high=numbers, relation=st.sampled_from(list(Relation)), other=numbers)
def test_no_value_breaks_a_judgement_and_order_does_not_matter(
    low: float | None, high: float | None, relation: Relation, other: float | None
) -> None:
    a, b = claim(low, high=high, relation=relation), claim(other)
    assert judge(a, b, pair(), T).verdict is judge(b, a, pair(), T).verdict


@given(value=st.integers(0, 10**7))
def test_a_value_lies_in_its_own_interval(value: int) -> None:
    assert overlap(interval(claim(float(value)), T), (value, value))


def test_spans_at_the_ends_of_the_calendar_lie_apart_as_others_do() -> None:
    first, last = (date.min, date.min), (date.max, date.max)
    assert apart(first, last, 7)
    assert apart(last, first, 7)
    assert not apart(last, last, 7)
