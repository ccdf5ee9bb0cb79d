"""`claims doctor`: what is broken is named with what to do, and the exit status says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims import run
from claims.cli.doctor import command
from claims.store.publish import publish, published_path
from claims.store.rows import tables
from claims.store.spool import put
from claims.store.store import Store
from claims.store.verdicts import verdicts_file
from tests.store.build import batch

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
SOURCES = "sources:\n  - {name: post, outlet: The Post, lang: en, feeds: ['https://post.example/rss']}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder after one night."""
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    night = run.Night("r1", NOW.date(), NOW)
    with Store(tmp_path / "data") as store:
        store.load(batch("At least 12 people were killed in Aden."), seen_at=NOW)
        with run.recorded(store, night):
            run.end(store, night, [], run.Tally(), {})
        store.con.execute("UPDATE store.runs SET sources_ok = 1")
        publish(store)
    return tmp_path


def doctor(home: Path) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["--data", str(home / "data"), "--sources", str(home / "sources.yaml")])
    return done.exit_code, done.output


def test_a_healthy_folder(home: Path) -> None:
    status, said = doctor(home)
    assert status == 0, said
    assert "broken" not in said
    assert "1 articles published" in said


def test_an_empty_folder_is_told_how_to_begin(home: Path) -> None:
    done = CliRunner().invoke(command, ["--data", str(home / "new"), "--sources", str(home / "sources.yaml")])
    assert done.exit_code == 0, done.output
    assert "`claims run` or `claims demo` makes one" in done.output


def unfinished(home: Path) -> None:
    with Store(home / "data") as store:
        store.con.execute("UPDATE store.runs SET status = 'running'")
        publish(store)


def orphan(home: Path) -> None:
    with Store(home / "data") as store:
        store.con.execute("DELETE FROM store.articles")
        publish(store)


def archive(home: Path) -> None:
    file = home / "data" / "archive" / "2026-03-01" / "post.warc.gz"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no WARC at all")


FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "database": (
        lambda home: published_path(home / "data").write_bytes(b"x" * 5000),
        "broken database",
        "the next run",
    ),
    "unfinished": (unfinished, "broken runs left unfinished: 1", "run again"),
    "orphan": (orphan, "broken claims without article", "restore a backup"),
    "spool": (
        lambda home: put(home / "data" / "spool", tables([], seen_at=NOW)),
        "broken batches waiting: 1",
        "takes up what is waiting",
    ),
    "verdicts": (
        lambda home: verdicts_file(home / "data").write_text('{"finding_id": \n'),
        "broken verdicts: 1 lines, 1 broken",
        "passed over",
    ),
    "weights": (
        lambda home: (home / "data" / "weights.yaml").write_text("happening: {nonsense: 1}\n"),
        "broken weights",
        "remove",
    ),
    "archive": (archive, "broken archive", "set the file aside"),
    "sources": (
        lambda home: (home / "sources.yaml").write_text("sources: [1]\n"),
        "broken sources",
        "docs/add-a-source.md",
    ),
    "Prefect": (lambda home: (home / "prefect").write_text("in the way"), "broken Prefect", "PREFECT_HOME"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named_with_what_to_do(what: str, home: Path) -> None:
    make, named, fix = FAULTS[what]
    make(home)
    status, said = doctor(home)
    assert status == 1, said
    assert named in said
    assert fix in said.partition(named)[2]
