"""Decisions are lines that are only added; the last of a finding holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.store import verdicts


def test_the_last_decision_holds(tmp_path: Path) -> None:
    verdicts.decide(tmp_path, "f1", "confirmed", " seen ")
    verdicts.decide(tmp_path, "f1", "dismissed")
    verdicts.decide(tmp_path, "f2", "not_same", "ملاحظة")
    held = verdicts.current(verdicts.decisions(tmp_path))
    assert {key: (one.status, one.note) for key, one in held.items()} == {
        "f1": ("dismissed", ""),
        "f2": ("not_same", "ملاحظة"),
    }
    assert len(verdicts.decisions(tmp_path)) == 3


def test_undo_goes_back_step_by_step(tmp_path: Path) -> None:
    for status in ("confirmed", "dismissed"):
        verdicts.decide(tmp_path, "f1", status)
    verdicts.decide(tmp_path, "f2", "confirmed")

    def held() -> dict[str, str]:
        return {key: one.status for key, one in verdicts.current(verdicts.decisions(tmp_path)).items()}

    verdicts.undo(tmp_path)
    assert held() == {"f1": "dismissed", "f2": "open"}
    verdicts.undo(tmp_path)
    assert held() == {"f1": "confirmed", "f2": "open"}
    verdicts.undo(tmp_path)
    assert held() == {"f1": "open", "f2": "open"}
    assert verdicts.undo(tmp_path) is None


def test_a_broken_line_loses_nothing_else(tmp_path: Path) -> None:
    verdicts.decide(tmp_path, "f1", "confirmed")
    with verdicts.verdicts_file(tmp_path).open("a") as file:
        file.write('{"finding_id": "f2", "sta\n[1]\n{"finding_id": "f3", "status": "sold", "note": "", "at": ""}\n')
    verdicts.decide(tmp_path, "f4", "dismissed")
    assert [one.finding_id for one in verdicts.decisions(tmp_path)] == ["f1", "f4"]


def test_unknown_status_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one of open, confirmed"):
        verdicts.decide(tmp_path, "f1", "sold")
    assert not verdicts.verdicts_file(tmp_path).exists()
