"""Pinned floors of the extractor on the labelled sentences: raise them when a figure rises. And that the labels themselves hold."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from claims.languages import concept, event
from claims.languages.gazetteer import places
from claims.model import Modality, Relation
from tests.quality.claims_score import Score, head_noun, score
from tests.quality.labelled import Item, Label, items, languages

# per cent, rounded down to the last half: `python -m tests.quality.claims_score --floors`
FLOORS: dict[str, dict[str, float]] = {
    "ar": {
        "quantity precision": 96.5,
        "quantity recall": 96.0,
        "quantity F1": 96.5,
        "claim precision": 96.5,
        "claim recall": 96.5,
        "claim F1": 96.5,
        "subject": 93.5,
        "concept": 90.5,
        "event": 89.5,
        "place": 95.0,
        "time": 92.5,
        "modality": 98.5,
        "attribution": 98.5,
        "part_of": 98.0,
        "unit": 98.5,
        "dimension": 99.5,
        "change": 96.5,
        "relation": 100.0,
        "all five": 81.0,
    },
    "en": {
        "quantity precision": 97.0,
        "quantity recall": 97.0,
        "quantity F1": 97.0,
        "claim precision": 97.5,
        "claim recall": 96.0,
        "claim F1": 97.0,
        "subject": 96.0,
        "concept": 93.0,
        "event": 95.5,
        "place": 97.5,
        "time": 97.0,
        "modality": 98.5,
        "attribution": 98.5,
        "part_of": 98.0,
        "unit": 99.0,
        "dimension": 99.5,
        "change": 98.0,
        "relation": 100.0,
        "all five": 89.5,
    },
    "es": {
        "quantity precision": 91.5,
        "quantity recall": 92.0,
        "quantity F1": 91.5,
        "claim precision": 95.5,
        "claim recall": 92.0,
        "claim F1": 93.5,
        "subject": 90.0,
        "concept": 89.0,
        "event": 92.0,
        "place": 98.5,
        "time": 96.5,
        "modality": 98.5,
        "attribution": 97.5,
        "part_of": 100.0,
        "unit": 98.5,
        "dimension": 100.0,
        "change": 98.5,
        "relation": 100.0,
        "all five": 82.5,
    },
    "fr": {
        "quantity precision": 94.5,
        "quantity recall": 95.5,
        "quantity F1": 95.0,
        "claim precision": 97.5,
        "claim recall": 94.0,
        "claim F1": 96.0,
        "subject": 92.5,
        "concept": 94.0,
        "event": 89.0,
        "place": 95.0,
        "time": 95.0,
        "modality": 96.0,
        "attribution": 97.5,
        "part_of": 100.0,
        "unit": 98.5,
        "dimension": 100.0,
        "change": 96.0,
        "relation": 100.0,
        "all five": 80.0,
    },
}
OPEN = {"=": (True, True), "~": (True, True), "range": (True, True), ">": (True, False), ">=": (True, False)}
OPEN |= {"<": (False, True), "<=": (False, True)}
"""relation → whether low and high are given."""
ITEMS = [pytest.param(item, id=f"{lang}-{item.text[:40]}") for lang in languages() for item in items(lang)]


@cache
def scored(lang: str) -> Score:
    return score(lang)


@pytest.mark.parametrize(("lang", "figure"), [(lang, figure) for lang in FLOORS for figure in FLOORS[lang]])
def test_figure_holds_its_floor(lang: str, figure: str) -> None:
    assert scored(lang).figures()[figure] >= FLOORS[lang][figure]


@pytest.mark.parametrize("lang", languages())
def test_every_figure_is_pinned(lang: str) -> None:
    assert set(FLOORS.get(lang, {})) == set(scored(lang).figures())


@pytest.mark.parametrize("item", ITEMS)
def test_labels_hold(item: Item) -> None:
    for label in (*item.claims, *item.quantities):
        assert label.relation in set(Relation), label
        assert set(label.change) <= {None, "up", "down"}, label
        assert (label.low is not None, label.high is not None) == _ends(label), label
        assert label.low is None or label.high is None or label.low <= label.high, label
        assert label.relation not in ("=", "~") or label.low == label.high or label.relation == "~", label
    for index, label in enumerate(item.claims):
        assert set(label.modality) <= set(Modality), label
        assert any(label.subject), label
        assert any(_known(one, label) for one in label.concept), label
        assert all(one is None or event(one) is not None for one in label.event), label
        assert all(one in places() for ids in label.place_id if ids for one in ids.split(",")), label
        assert len(label.place_id) == len(label.place) or label.place_id == (None,), label
        assert all(name or not ident for name, ident in zip(label.place, label.place_id, strict=False)), label
        assert label.part_of is None or (0 <= label.part_of < len(item.claims) and label.part_of != index), label
        assert all(start is None or end is None or start <= end for start, end in label.time), label


def _ends(label: Label) -> tuple[bool, bool]:
    return (False, False) if "date" in label.dimension else OPEN[label.relation]


def _known(one: str | None, label: Label) -> bool:
    """An id of the lexicon, or the head noun."""
    if one is None or concept(one) is not None:
        return True
    nouns = {*one.replace("_", " ").lower().split(), head_noun(one.replace("_", " "))}
    return any(
        nouns & {*(option or "").lower().split(), head_noun(option or "")} for option in (*label.subject, *label.unit)
    )


def test_labels_do_not_overlap() -> None:
    for lang in languages():
        for item in items(lang):
            spans = sorted((label.start, label.end) for label in (*item.claims, *item.quantities))
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), item.text


def test_texts_are_many_and_different() -> None:
    for lang in languages():
        texts = [item.text for item in items(lang)]
        assert len(texts) == len(set(texts))
        assert any(not item.claims and not item.quantities for item in items(lang))


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("people killed in Gaza", "person"),
        ("US troops in Iraq", "soldier"),
        ("rocket or drone attacks on US interests", "attack"),
        ("newly displaced families", "family"),
        ("children among the dead", "child"),
        ("annual inflation", "inflation"),
    ],
)
def test_head_noun(phrase: str, head: str) -> None:
    assert head_noun(phrase) == head
