"""Weights fitted on labelled examples."""

from __future__ import annotations

import doctest
import random

import numpy as np
import pytest

from claims.match import fitting
from claims.match.fitting import Example, fit_points, held_out, logistic

POINTS = {"town": 2.0, "title": 2.0, "roundup": -3.0, "other_day": 0.0}
THRESHOLD = 3.0


def examples(number: int, true: dict[str, float], seed: int = 5) -> list[Example]:
    """Pairs labelled by the true points, not quite surely."""
    chance = random.Random(seed)
    made = []
    for _ in range(number):
        evidence = {name: round(chance.random(), 3) for name in true}
        odds = 4 * (sum(true[name] * share for name, share in evidence.items()) - THRESHOLD)
        made.append(Example(evidence, chance.random() < 1 / (1 + np.exp(-odds))))
    return made


def test_examples_in_docstrings() -> None:
    tried = doctest.testmod(fitting)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_points_come_near_those_that_made_the_labels() -> None:
    true = {"town": 1.0, "title": 5.0, "roundup": -1.0}
    fitted = fit_points(examples(3000, true), POINTS, THRESHOLD, strength=0.01)
    assert {name: fitted[name] for name in true} == pytest.approx(true, abs=0.4)
    assert fitted["other_day"] == 0.0


def test_firmly_held_points_move_little() -> None:
    labelled = examples(40, {"town": 0.2, "title": 6.0, "roundup": -1.0})
    moved = [
        fit_points(labelled, POINTS, THRESHOLD, strength=strength)["title"] - POINTS["title"]
        for strength in (1000, 30, 1)
    ]
    assert 0 <= moved[0] < 0.2
    assert moved[0] < moved[1] < moved[2]


def test_no_evidence_turns_against_what_it_speaks_for() -> None:
    turned = [
        Example(one.evidence, not one.positive) for one in examples(400, {"town": 3.0, "title": 3.0, "roundup": -2.0})
    ]
    fitted = fit_points(turned, POINTS, THRESHOLD)
    assert fitted["town"] >= 0
    assert fitted["title"] >= 0
    assert fitted["roundup"] <= 0
    assert all(abs(points) < 100 for points in fitted.values())


def test_points_that_came_to_nothing_can_come_back() -> None:
    labelled = examples(2000, {"town": 2.0, "title": 4.0, "roundup": -1.0})
    gone = POINTS | {"town": 0.0}
    assert fit_points(labelled, gone, THRESHOLD)["town"] == 0.0
    assert fit_points(labelled, gone, THRESHOLD, signs=POINTS)["town"] > 0.5


@pytest.mark.parametrize("positive", [True, False])
def test_one_kind_of_label_teaches_nothing(positive: bool) -> None:
    assert fit_points([Example({"town": 1.0}, positive)] * 30, POINTS, THRESHOLD) == POINTS
    assert fit_points([], POINTS, THRESHOLD) == POINTS


def test_what_no_example_has_stays() -> None:
    labelled = examples(200, {"town": 5.0, "title": 1.0})
    assert fit_points(labelled, POINTS, THRESHOLD)["roundup"] == POINTS["roundup"]


def test_held_out_scores_know_nothing_of_their_own_label() -> None:
    chance = np.random.default_rng(1)
    x = np.column_stack([np.ones(400), chance.normal(size=400)])
    noise = (chance.random(400) < 0.5).astype(float)
    scores = held_out(x, noise, lambda a, b: logistic(a, b))
    assert abs(np.mean((scores > 0.5) == (noise > 0.5)) - 0.5) < 0.1
    telling = (x[:, 1] > 0).astype(float)
    scores = held_out(x, telling, lambda a, b: logistic(a, b))
    assert np.mean((scores > 0.5) == (telling > 0.5)) > 0.95
