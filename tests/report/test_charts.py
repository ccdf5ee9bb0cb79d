"""Where values and times lie on an axis, what is written along it, and what a timeline draws."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.report import axis, charts, gather_report
from claims.report.bars import trends
from claims.report.facts import Dot, Finding, NightFigures
from claims.store.store import Store
from tests.match.build import START
from tests.report.build import Told, night

VALUES = st.lists(st.floats(0, 1e12, allow_subnormal=False).map(lambda x: round(x, 2)), min_size=2, max_size=14)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_an_axis_keeps_the_order_and_names_what_lies_on_it(shown: list[float]) -> None:
    if len(set(shown)) < 2:
        return
    along = axis.values(shown, [])
    places = [along.place(value) for value in sorted(shown)]
    assert places == sorted(places)
    assert axis.LEFT - 0.01 <= places[0] < places[-1] <= axis.RIGHT + 0.01
    assert 1 <= len(along.ticks) <= 8
    at = [place for place, _ in along.ticks]
    assert at == sorted(set(at))
    assert all(places[0] - 0.01 <= place <= places[-1] + 0.01 for place in at)


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ([2500, 3900], ["2,500", "3,000", "3,500"]),
        ([20, 92], ["20", "40", "60", "80"]),
        ([0, 4], ["0", "2", "4"]),
        ([3, 80_000], ["10", "100", "1,000", "10,000"]),
        ([1.5e6, 4e6], ["2 million", "3 million", "4 million"]),
    ],
)
def test_ticks_are_round(shown: list[float], names: list[str]) -> None:
    assert [name for _, name in axis.values(shown, []).ticks] == names


@pytest.mark.parametrize(
    ("hours", "names"),
    [
        (2, ["26 Jul, 06:00", "07:00", "08:00"]),
        (21, ["26 Jul, 06:00", "12:00", "18:00", "27 Jul"]),
        (24 * 3, ["27 Jul", "28 Jul", "29 Jul"]),
        (24 * 400, ["Oct 2021", "Apr 2022"]),
    ],
)
def test_times_are_named_by_hour_or_day(hours: int, names: list[str]) -> None:
    first = datetime(2021, 7, 26, 6)
    assert [name for _, name in axis.times([first, first + timedelta(hours=hours)]).ticks] == names


@pytest.fixture(scope="module")
def finding(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    with Store(tmp_path_factory.mktemp("charts")) as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        [found] = gather_report(store.con).findings
    return found


def told(outlet: str, value: float, days: float) -> Dot:
    at = START.replace(tzinfo=None) + timedelta(days=days)
    return Dot(outlet, "en", value, value, f"{value}", at, "soldier", "count", (value, value), None, f"{outlet}{days}")


def test_a_timeline_draws_changes_and_what_is_near(finding: Finding) -> None:
    history = [
        told("Harbour Post", 2000, -30),
        *(told("Harbour Post", 2500, n / 10) for n in range(30)),
        told("Coastline Daily", 3900, 0.2),
    ]
    drawn = charts.timeline(history, [finding])
    assert drawn.count("<circle") == 3  # its first, its last, and the other's
    assert "2,000" not in drawn
    assert re.search(r"Harbour Post: 2,500 on 2\d July 2021", drawn)
    assert not charts.timeline(history[:31], [finding])  # nothing moved in these days


def test_a_line_of_many_values_is_cut_and_outlets_are_counted(finding: Finding) -> None:
    history = [told(f"Outlet {n}", n + m, m / 20) for n in range(15) for m in range(9)]
    drawn = charts.timeline(history, [finding])
    assert drawn.count("<tspan") == charts.MAX_OUTLETS
    assert "… → " in drawn
    assert "5 more outlets are not drawn." in drawn


def test_a_range_stands_at_its_middle_and_a_bound_at_its_end(finding: Finding) -> None:
    dots = [
        told("A", 100, 0),
        replace(told("B", 0, 0), low=20.0, high=80.0, interval=(20.0, 80.0)),
        replace(told("C", 60, 0), high=None, interval=(60.0, None)),
    ]
    drawn = charts.dot_chart(dots, [finding])
    places = dict(zip(("B", "C", "A"), map(float, re.findall(r'<circle[^>]* cx="([\d.]+)%"', drawn)), strict=True))
    assert places["B"] < places["C"] < places["A"]
    assert places["B"] - axis.LEFT == pytest.approx((axis.RIGHT - axis.LEFT) * 30 / 80, abs=0.1)
    assert 'x2="100.0%"' in drawn  # the bound is open


def test_no_picture_of_one_value(finding: Finding, tmp_path: Path) -> None:
    assert not charts.dot_chart([told("A", 5, 0), told("B", 5, 1)], [finding])
    assert not charts.timeline([told("A", 5, 0)], [finding])


def test_trends_are_drawn_from_the_second_night_on() -> None:
    quiet = NightFigures("2021-07-26", 3, 0, 0, 0, 0, 0)
    busy = NightFigures("2021-07-27", 2, 1, 9, 2400, 8, 3, undetermined=2)
    assert trends([busy]) == []
    drawn = dict(trends([busy, quiet]))  # the latest first, and drawn last
    assert 'aria-label="Claims a night. 2021-07-26: 0; 2021-07-27: 2,400"' in drawn["Claims a night"]
    assert 'aria-label="Sources that failed. 2021-07-26: 0; 2021-07-27: 1"' in drawn["Sources that failed"]
    share = drawn["Findings that could not be judged"]
    assert "2021-07-26: none to judge; 2021-07-27: 25\xa0%" in share
    assert [picture.count("<rect") for picture in drawn.values()] == [2, 2, 1]
    assert all("nan" not in picture for _, picture in trends([quiet, quiet]))
