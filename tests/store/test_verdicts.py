"""Decisions are lines that are only added; the last of a finding holds."""

from __future__ import annotations

import json
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


def test_undo_brings_back_the_note_and_the_labels(tmp_path: Path) -> None:
    verdicts.decide(tmp_path, "f1", "open", "ask the ministry", labels=("call", " to  desk "), by="Nour")
    verdicts.decide(tmp_path, "f1", "confirmed", "they said so", by="Sami")
    back = verdicts.undo(tmp_path, by="Sami")
    assert back is not None
    assert (back.status, back.note, back.labels, back.by) == ("open", "ask the ministry", ("call", "to desk"), "Sami")
    assert back.undoes == verdicts.decisions(tmp_path)[1].at
    verdicts.decide(tmp_path, "f1", "dismissed")
    verdicts.undo(tmp_path)
    verdicts.undo(tmp_path)
    assert verdicts.current(verdicts.decisions(tmp_path))["f1"].labels == ()
    assert [one.by for one in verdicts.decisions(tmp_path)][:3] == ["Nour", "Sami", "Sami"]


def test_lines_of_earlier_releases_are_read(tmp_path: Path) -> None:
    old = [("f1", "confirmed", "seen"), ("f1", "dismissed", ""), ("f1", "confirmed", "undone: dismissed")]
    verdicts.verdicts_file(tmp_path).write_text(
        "".join(
            json.dumps({"finding_id": f, "status": s, "note": note, "at": f"2026-03-01T03:00:0{n}+00:00"}) + "\n"
            for n, (f, s, note) in enumerate(old)
        )
    )
    assert verdicts.current(verdicts.decisions(tmp_path))["f1"].note == "seen"
    verdicts.undo(tmp_path)
    assert verdicts.current(verdicts.decisions(tmp_path))["f1"].status == "open"


def test_any_text_is_one_line(tmp_path: Path) -> None:
    note = "one\u2028two\x85three\nfour"
    verdicts.decide(tmp_path, "f1", "open", note)
    with verdicts.verdicts_file(tmp_path).open("a") as file:
        file.write('{"finding_id": "f2", "sta')
    verdicts.decide(tmp_path, "f3", "dismissed", labels=[f"label {n}" for n in range(50)])
    assert [one.finding_id for one in verdicts.decisions(tmp_path)] == ["f1", "f3"]
    first, last = verdicts.decisions(tmp_path)
    assert first.note == note
    assert len(last.labels) == verdicts.MAX_LABELS


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
