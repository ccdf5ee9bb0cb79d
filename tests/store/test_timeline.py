"""The named query `timeline`: how a toll moved, and whose report stands where in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.store.publish import publish
from claims.store.query import ask, connect
from claims.store.store import Store
from tests.report.build import Told, night
from tests.report.build import toll as basra


def toll(outlet: str, value: float, modality: str = "asserted", **fields: Any) -> Told:
    return basra(outlet, value, claim={"concept": "death", "modality": modality}, **fields)


def moves(folder: Path, *told: Told) -> list[tuple[str, float, str, float | None]]:
    with Store(folder) as store:
        night(store, told)
        publish(store)
    with connect(folder) as con:
        return [(row[2], row[3], row[5], row[6]) for row in ask(con, "timeline").fetchall()]


def test_who_is_first_who_jumps_and_who_lags_behind_two_others(tmp_path: Path) -> None:
    assert moves(
        tmp_path,
        toll("Open Dispatch", 12),
        toll("Harbour Post", 30, hours=2, before="In Basra rescuers counted "),
        toll("Coastline Daily", 12, hours=3, before="Officials spoke of "),
        toll("Valley Courier", 30, hours=4, before="Hospitals have received "),
        toll("دجلة نت", 33, lang="ar", hours=5),
        toll("Evening Wire", 12, hours=6, before="A blaze has left "),
        toll("Capital Ledger", 31, hours=7, before="The fire service reported "),
    ) == [
        ("Open Dispatch", 12, "first", None),
        ("Harbour Post", 30, "jumps", None),
        ("Coastline Daily", 12, "keeps", None),
        ("Valley Courier", 30, "repeats", None),
        ("دجلة نت", 33, "rises", None),
        ("Evening Wire", 12, "lags", 4),
        ("Capital Ledger", 31, "falls", None),
    ]


def test_who_repeats_a_toll_that_was_brought_down_does_not_lag(tmp_path: Path) -> None:
    found = moves(
        tmp_path,
        toll("Open Dispatch", 40),
        toll("Harbour Post", 40, hours=1, before="In Basra rescuers counted "),
        toll("Coastline Daily", 35, hours=2, before="Officials now speak of "),
        toll("Valley Courier", 35, hours=3, before="Hospitals have received "),
    )
    assert [move for _, _, move, _ in found] == ["first", "repeats", "falls", "repeats"]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(toll("Harbour Post", 12, hours=1, before="In Basra rescuers counted "), id="nothing moved"),
        pytest.param(toll("Harbour Post", 30, hours=1, modality="denied"), id="denied"),
    ],
)
def test_what_did_not_move_has_no_timeline(tmp_path: Path, second: Told) -> None:
    assert not moves(tmp_path, toll("Open Dispatch", 12), second)
