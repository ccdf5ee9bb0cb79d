"""Running totals in time."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

from claims.judge import timelines as module
from claims.judge.timelines import Report, timelines
from claims.report.sentences import movements

START = datetime(2026, 3, 2, 6, tzinfo=UTC)


def report(outlet: str, hours: float, value: float, origin: str = "", room: float = 0) -> Report:
    return Report(
        outlet, START + timedelta(hours=hours), (value - room, value + room), origin or f"{outlet} {hours}", value
    )


def test_examples_in_docstrings() -> None:
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_who_lags_jumps_and_falls() -> None:
    told = [
        report("Harbour", 0, 30),
        report("Harbour", 5, 70),
        report("Ledger", 19, 70),
        report("Wire", 6, 80),
        report("Wire", 9, 60),
    ]
    found = {one.outlet: one for one in timelines(reversed(told))}
    assert {name: one.lag_hours for name, one in found.items()} == {"Ledger": 14, "Harbour": 0, "Wire": 0}
    assert found["Ledger"].leader == "Harbour"
    assert [(s.before.said, s.after.said) for s in found["Harbour"].jumps] == [(30, 70)]
    assert [(s.before.said, s.after.said) for s in found["Wire"].falls] == [(80, 60)]
    assert not found["Ledger"].jumps
    text = [sentence.replace("\u2066", "").replace("\u2069", "") for sentence in movements(timelines(told))]
    assert "Ledger lags 14 hours behind: Harbour was first to give 70." in text
    assert "Harbour jumped from 30 to 70 on 2 March 2026." in text
    assert "Wire fell from 80 to 60 on 2 March 2026." in text


def test_a_copy_does_not_lag_behind_its_own_text() -> None:
    found = timelines([report("Harbour", 0, 30, "agency"), report("Ledger", 9, 30, "agency")])
    assert [one.lag_hours for one in found] == [0, 0]


def test_values_that_meet_are_one_value() -> None:
    found = {
        one.outlet: one for one in timelines([report("A", 0, 100, room=5), report("B", 3, 103), report("A", 4, 102)])
    }
    assert found["B"].lag_hours == 3
    assert found["A"].lag_hours == 0
    assert not found["A"].falls


def test_a_rise_below_the_factor_is_no_jump_and_nothing_comes_of_nothing() -> None:
    (one,) = timelines([report("A", 0, 0), report("A", 1, 30), report("A", 2, 59)])
    assert one.jumps == one.falls == ()
    assert timelines([]) == ()
