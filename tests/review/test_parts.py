"""The parts of the pages that only compute: texts with marks, versions compared, pictures."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.report.bars import per_day
from claims.review.marks import Change, changed, changes, folded, highlighted
from claims.review.queue import Filters
from claims.review.timeline import LINE, Point, timeline

TEXT = st.text(alphabet="ab \nقتل1", max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_marking_loses_no_letter_and_covers_its_spans(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [(start, end, str(n)) for n, (start, end) in enumerate(ends)]
    paragraphs = highlighted(text, spans)
    assert ["".join(piece.text for piece in one) for one in paragraphs] == [x for x in text.split("\n") if x.strip()]
    for start, end, key in spans:
        covered = "".join(piece.text for one in paragraphs for piece in one if key in piece.keys)
        if 0 <= start < end <= len(text) and "\n" not in text[start:end] and text[start:end].strip():
            assert covered == text[start:end]


@given(TEXT, TEXT)
def test_both_versions_can_be_read_out_of_what_changed(before: str, after: str) -> None:
    found = changes(before, after)

    def version(without: str) -> list[str]:
        told = ["".join(c.text for c in one if c.how != without) for one in found]
        return [one for one in told if one]

    assert version("ins") == [line.strip() for line in before.split("\n") if line.strip()]
    assert version("del") == [line.strip() for line in after.split("\n") if line.strip()]


def test_only_the_number_that_changed_is_marked() -> None:
    found = changes("Fire\nIt killed 27 people.\nSame.", "Fire\nIt killed 72 people.\nSame.\nNew line.")
    assert found[1] == [Change("", "It killed "), Change("del", "27"), Change("ins", "72"), Change("", " people.")]
    assert found[3] == [Change("ins", "New line.")]
    assert [changed(one) for one in found] == [False, True, False, True]


def test_paragraphs_far_from_a_change_are_counted() -> None:
    before = "\n".join(f"line {n}" for n in range(20))
    shown = list(folded(changes(before, before.replace("line 10", "line ten"))))
    assert shown[0] == 9
    assert shown[-1] == 8
    assert len(shown) == 5


def test_names_of_a_timeline_do_not_cover_each_other() -> None:
    start = datetime(2026, 3, 1, 8)
    points = [Point(f"Outlet {n}", start + timedelta(hours=n), 40 + n % 2, str(40 + n % 2)) for n in range(12)]
    svg = timeline(points, "people killed")
    heights = sorted(float(y) for y in re.findall(r'<text x="6\d\.\d%" y="([\d.]+)"', svg))
    assert len(heights) == 12
    assert all(b - a >= LINE - 0.1 for a, b in pairwise(heights))
    assert "Outlet 3" in svg.partition('aria-label="')[2].partition('"')[0]  # in words too


@pytest.mark.parametrize("values", [[5.0], [float("nan"), 3.0], []])
def test_fewer_than_two_values_make_no_timeline(values: list[float]) -> None:
    assert timeline([Point("A", datetime(2026, 3, 1), value, str(value)) for value in values], "x") == ""


@pytest.mark.parametrize("values", [[5.0, 5.0], [0.0, 1e12], [-4.0, 3.0], [1.0, 900.0]])
def test_whatever_the_values_they_lie_in_the_picture(values: list[float]) -> None:
    svg = timeline([Point("A", datetime(2026, 3, 1), value, str(value)) for value in values], "x")
    heights = [float(y) for y in re.findall(r'cy="([-\d.]+)"', svg)]
    assert len(heights) == 2
    assert all(0 < y < 300 for y in heights)


def test_bars_say_the_silent_days() -> None:
    svg = per_day([(date(2026, 3, 1), 4), (date(2026, 3, 2), 0)])
    assert "none on 1 days" in svg
    assert svg.count("<rect") == 2
    assert per_day([]) == ""


def test_an_address_keeps_its_filters_and_nothing_else() -> None:
    filters = Filters.of({"kind": "update", "q": " a&b ", "page": "3", "status": "nosuch", "evil": "1"})
    assert filters.address() == "/?kind=update&q=a%26b&page=3"
    assert Filters.of({"page": "9" * 400}).page == 1
    assert Filters().address("f1", status="all") == "/?status=all&finding=f1"
