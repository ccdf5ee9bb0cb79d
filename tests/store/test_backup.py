"""A data folder in one file and back, and what is refused."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.cli.backup import command as backup_command
from claims.cli.restore import command as restore_command
from claims.errors import BusyError, ClaimsError
from claims.run import run_lock
from claims.store.backup import MANIFEST, back_up, restore
from claims.store.publish import open_published
from claims.store.store import FILE, Store
from claims.store.verdicts import decide, decisions
from tests.store.build import batch

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a database, a verdict and an archived page."""
    folder = tmp_path / "data"
    with Store(folder) as store:
        store.load(batch("At least 12 people were killed in Aden.", "About 2,500 troops are in Iraq."), seen_at=NOW)
    decide(folder, "f1", "confirmed", "read both")
    page = folder / "archive" / "2026-03-01" / "post.warc.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"evidence")
    return folder


def rows(folder: Path) -> list[tuple[object, ...]]:
    with open_published(folder) as con:
        return con.execute("SELECT claim_id, quote, outlet FROM claims ORDER BY 1").fetchall()


def test_there_and_back(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept" / "one.tar", archives=True)
    assert set(made.files) == {FILE, "verdicts.jsonl", "archive/2026-03-01/post.warc.gz"}
    restore(tmp_path / "kept" / "one.tar", tmp_path / "again")
    with Store(data) as store:
        wanted = store.con.execute("SELECT claim_id, quote, outlet FROM claims ORDER BY 1").fetchall()
    assert rows(tmp_path / "again") == wanted
    assert len(wanted) >= 2
    assert decisions(tmp_path / "again") == decisions(data)
    assert (tmp_path / "again" / "archive" / "2026-03-01" / "post.warc.gz").read_bytes() == b"evidence"
    assert not list((tmp_path / "again").glob(".restore-*")), "nothing is left behind"
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["one.tar"]


def test_archives_only_when_asked_for(data: Path, tmp_path: Path) -> None:
    assert set(back_up(data, tmp_path / "one.tar").files) == {FILE, "verdicts.jsonl"}


def test_nothing_is_written_over(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "one.tar")
    with pytest.raises(ClaimsError, match="exists already"):
        back_up(data, tmp_path / "one.tar")
    with pytest.raises(ClaimsError, match="restore into an empty folder"):
        restore(tmp_path / "one.tar", data)
    with pytest.raises(ClaimsError, match="no database yet"):
        back_up(tmp_path / "empty", tmp_path / "two.tar")


def rewritten(change: Callable[[dict[str, bytes]], object]) -> Callable[[Path], object]:
    def spoil(file: Path) -> None:
        with tarfile.open(file) as tar:
            held = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
        change(held)
        with tarfile.open(file, "w") as tar:
            for name, content in held.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))

    return spoil


def manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def spoil(held: dict[str, bytes]) -> None:
        told = json.loads(held[MANIFEST])
        change(told)
        held[MANIFEST] = json.dumps(told).encode()

    return rewritten(spoil)


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte of the database": (
        rewritten(lambda held: held.update({FILE: held[FILE][:5000] + b"x" + held[FILE][5001:]})),
        f"{FILE} is damaged",
    ),
    "cut off": (
        lambda file: file.write_bytes(file.read_bytes()[:-1_000_000]),
        "can't be|not a back-up|damaged|cut off",
    ),
    "no database": (rewritten(lambda held: held.pop(FILE)), "missing"),
    "no manifest": (rewritten(lambda held: held.pop(MANIFEST)), "not a back-up of claims"),
    "no tar": (lambda file: file.write_bytes(b"hello"), "not a back-up"),
    "a path that climbs": (
        manifest(lambda told: told["files"].update({"archive/../../x.warc.gz": "0"})),
        "which no back-up of claims does",
    ),
    "an absolute path": (
        manifest(lambda told: told["files"].update({"/etc/passwd": "0"})),
        "which no back-up of claims does",
    ),
    "a newer release": (manifest(lambda told: told.update(layout=999)), "a newer release"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_back_up_is_refused_and_leaves_the_folder_empty(what: str, data: Path, tmp_path: Path) -> None:
    spoil, said = SPOILT[what]
    file = tmp_path / "one.tar"
    back_up(data, file)
    spoil(file)
    with pytest.raises(ClaimsError, match=said):
        restore(file, tmp_path / "again")
    assert list((tmp_path / "again").iterdir()) == []


def test_commands(data: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(backup_command, [str(tmp_path / "one.tar"), "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert "2 files" in done.output
    done = runner.invoke(restore_command, [str(tmp_path / "one.tar"), "--data", str(tmp_path / "again")])
    assert done.exit_code == 0, done.output
    assert "restored and published" in done.output
    with run_lock(data):
        refused = runner.invoke(backup_command, [str(tmp_path / "two.tar"), "--data", str(data)])
    assert isinstance(refused.exception, BusyError)
