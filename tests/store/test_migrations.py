"""A database of every earlier layout opens, becomes one of today's, and keeps every row."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from claims.cli.upgrade import command as upgrade
from claims.errors import ClaimsError
from claims.store.migrations import FIRST, create, latest, migrations
from claims.store.publish import published_path
from claims.store.query import ask, connect, named_queries
from claims.store.snapshot import row_counts
from claims.store.store import FILE, Store

KEPT = sorted((Path(__file__).parent / "kept").glob("schema-*.duckdb.gz"))
LAYOUT = """SELECT table_name, column_name, column_index, data_type, is_nullable FROM duckdb_columns()
WHERE schema_name = 'store' AND database_name = current_database() ORDER BY table_name, column_index"""


def unpack(kept: Path, data: Path) -> Path:
    data.mkdir(exist_ok=True)
    with gzip.open(kept) as packed, (data / FILE).open("wb") as file:
        shutil.copyfileobj(packed, file)
    return data / FILE


def test_there_is_a_kept_database_of_every_earlier_layout() -> None:
    numbers = [int(re.findall(r"\d+", file.name)[0]) for file in KEPT]
    assert numbers == list(range(FIRST, latest()))
    assert [step.number for step in migrations()] == list(range(FIRST + 1, latest() + 1))


@pytest.mark.parametrize("kept", KEPT, ids=lambda file: file.name)
def test_an_earlier_database_becomes_one_of_today(kept: Path, tmp_path: Path) -> None:
    path = unpack(kept, tmp_path / "old")
    with duckdb.connect(str(path), read_only=True) as con:
        before = row_counts(con)
        quotes = con.execute("SELECT claim_id, quote, low, high FROM store.claims ORDER BY 1").fetchall()
        findings = con.execute("SELECT finding_id, kind, rule, explanation FROM store.findings ORDER BY 1").fetchall()
    assert before["claims"] > 100
    assert before["findings"] > 10
    assert before["captures"] > 10
    with Store(tmp_path / "old") as old, Store(tmp_path / "new") as new:
        assert old.con.execute(LAYOUT).fetchall() == new.con.execute(LAYOUT).fetchall()
        assert {name: rows for name, rows in row_counts(old.con).items() if name in before and name != "meta"} == {
            name: rows for name, rows in before.items() if name != "meta"
        }
        assert old.con.execute("SELECT claim_id, quote, low, high FROM store.claims ORDER BY 1").fetchall() == quotes
        kinds = "SELECT finding_id, kind, rule, explanation FROM findings ORDER BY 1"
        assert old.con.execute(kinds).fetchall() == findings


@pytest.mark.parametrize("kept", KEPT, ids=lambda file: file.name)
def test_readers_are_told_to_upgrade_and_then_every_named_query_works(kept: Path, tmp_path: Path) -> None:
    path = unpack(kept, tmp_path)
    published_path(tmp_path).parent.mkdir()
    shutil.copy(path, published_path(tmp_path))
    with pytest.raises(ClaimsError, match="claims upgrade"):
        connect(tmp_path)
    done = CliRunner().invoke(upgrade, ["--data", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert f"layout {latest()}, was" in done.output
    with connect(tmp_path) as con:
        for query in named_queries():
            ask(con, query.name).fetchall()


def test_a_database_of_a_newer_release_is_refused_in_one_line(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.con.execute("UPDATE store.meta SET value = '999' WHERE key = 'layout'")
    with pytest.raises(ClaimsError, match=r"claims\.duckdb: a newer release of claims made it \(layout 999"):
        Store(tmp_path)


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unpack(KEPT[0], tmp_path)
    real = migrations()
    broken = [*real[:-1], type(real[-1])(real[-1].number, "broken", real[-1].sql + "\nSELECT nothing FROM nowhere;")]
    monkeypatch.setattr("claims.store.migrations.migrations", lambda: broken)
    with duckdb.connect(str(path)) as con:
        before = con.execute(LAYOUT).fetchall()
        with pytest.raises(duckdb.CatalogException):
            create(con)
        assert con.execute(LAYOUT).fetchall() == before
