"""Pinned floors of the demo run against the archive's ground truth: raise them when a figure rises."""

from __future__ import annotations

from collections import Counter

import pytest

from claims.demo.build import articles
from claims.store.publish import open_published
from tests.conftest import DemoRun
from tests.quality.demo_truth import Score, entries, score

PRECISION = 1.0
RECALL = 1.0
KINDS = {
    "revision": 1.0,
    "stealth_edit": 1.0,
    "correction": 1.0,
    "update": 1.0,
    "same": 1.0,
    "wire_copy": 1.0,
    "subset": 1.0,
    "unrelated": 1.0,
}


@pytest.fixture(scope="module")
def scored(demo: DemoRun) -> Score:
    with open_published(demo.data) as con:
        return score(con)


def test_contradictions_hold_their_precision(scored: Score) -> None:
    assert scored.precision >= PRECISION, scored


def test_contradictions_hold_their_recall(scored: Score) -> None:
    assert scored.recall >= RECALL, scored


@pytest.mark.parametrize("kind", KINDS)
def test_kind_holds_its_recall(scored: Score, kind: str) -> None:
    assert scored.kinds[kind] >= KINDS[kind], scored


def test_every_kind_is_pinned(scored: Score) -> None:
    assert set(scored.kinds) == {*KINDS, "contradiction"}


def test_ground_truth_names_articles_that_exist() -> None:
    stories = {row["slug"]: row["story"] for row in articles()}
    for entry in entries():
        assert stories[entry.a.slug] == entry.story, entry
        assert stories[entry.b.slug] == entry.story or entry.kind == "unrelated", entry


def test_ground_truth_covers_what_must_and_must_not_be_flagged() -> None:
    kinds = Counter(entry.kind for entry in entries())
    assert kinds["contradiction"] >= 10
    assert sum(not entry.flag for entry in entries()) >= 25
    assert len({entry.story for entry in entries()}) >= 8
