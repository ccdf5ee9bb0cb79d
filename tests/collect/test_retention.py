"""Archives that are old enough go, everything else stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.collect.retention import forget

NIGHT = date(2026, 3, 31)
NAMES = ("2026-01-01", "2026-02-01", "2026-03-01", "2026-03-31", "20260101", "notes", "2026-13-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "post.warc.gz").write_bytes(b"x")
    (tmp_path / "2026-01-02").write_text("a file", encoding="utf-8")
    (tmp_path / "2026-01-03").symlink_to(tmp_path / "notes")
    return tmp_path


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_old_nights_go(folder: Path) -> None:
    before = left(folder)
    assert forget(folder, NIGHT, 30) == [date(2026, 1, 1), date(2026, 2, 1)]
    assert left(folder) == before - {"2026-01-01", "2026-02-01"}
    assert (folder / "notes" / "post.warc.gz").exists()


def test_nothing_goes_by_default(folder: Path) -> None:
    before = left(folder)
    assert forget(folder, NIGHT, 0) == []
    assert left(folder) == before
    assert forget(folder / "none", NIGHT, 30) == []


def test_a_night_that_is_still_to_be_taken_up_stays(folder: Path) -> None:
    assert forget(folder, NIGHT, 30, keep=[date(2026, 1, 1)]) == [date(2026, 2, 1)]
