"""Running totals over time accuse nobody; a total that falls is a revision, and two totals of one first day contradict each other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from claims.importing import import_files
from claims.store.publish import open_published
from tests.judge.series import EPIDEMIC, QUAKE, START, WAR, Kind, Line, line, series

DAYS = 365 * 2


def imported(data: Path, *nights: Sequence[Line]) -> Counter[str]:
    """Kinds of the findings after importing one night after the other."""
    data.mkdir(exist_ok=True)
    for number, lines in enumerate(nights):
        file = data / f"night-{number}.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
        assert not import_files([file], data).problems
    with open_published(data) as con:
        return Counter(kind for (kind,) in con.execute("SELECT kind FROM findings").fetchall())


@pytest.mark.parametrize(("kind", "seed"), [(WAR, 2), (EPIDEMIC, 1), (QUAKE, 1)], ids=["war", "epidemic", "arabic"])
def test_years_of_totals_accuse_nobody(tmp_path: Path, kind: Kind, seed: int) -> None:
    days = list(series(seed, kind, DAYS, step=3))
    found = imported(tmp_path / "data", [one for day in days for one in day])
    assert set(found) <= {"update", "undetermined"}
    assert found["update"] > len(days) / 4, "the totals are compared, not passed over"


@pytest.mark.parametrize("kind", [WAR, EPIDEMIC, QUAKE], ids=["war", "epidemic", "arabic"])
def test_night_after_night_as_well(tmp_path: Path, kind: Kind) -> None:
    found = imported(tmp_path / "data", *series(7, kind, 12))
    assert set(found) <= {"update", "undetermined"}
    assert found["update"] >= 6


def test_yesterdays_total_is_no_contradiction(tmp_path: Path) -> None:
    day = START + timedelta(days=1)
    first = [line(EPIDEMIC, 0, "412", START, EPIDEMIC.sentences[0])]
    second = [
        line(EPIDEMIC, 0, "431", day, EPIDEMIC.sentences[0]),
        line(EPIDEMIC, 1, "412", day, EPIDEMIC.sentences[1]),
    ]
    assert not imported(tmp_path / "data", first, second).keys() & {"contradiction", "revision"}


def test_without_a_yesterday_two_totals_contradict_each_other(tmp_path: Path) -> None:
    both = [
        line(EPIDEMIC, 0, "431", START, EPIDEMIC.sentences[0]),
        line(EPIDEMIC, 1, "412", START, "Cholera has killed {} people in Harare, the health ministry said."),
    ]
    assert imported(tmp_path / "data", both)["contradiction"] == 1


def test_a_total_that_falls_is_a_revision(tmp_path: Path) -> None:
    first = [line(EPIDEMIC, 0, "431", START, EPIDEMIC.sentences[0])]
    second = [line(EPIDEMIC, 1, "412", START + timedelta(days=1), EPIDEMIC.sentences[0])]
    assert imported(tmp_path / "data", first, second) == {"revision": 1}
