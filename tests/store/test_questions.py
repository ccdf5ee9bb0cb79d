"""The questions of docs/queries.md, each put to the demo's nights as it stands there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

import claims
from claims.cli.main import cli
from claims.errors import ClaimsError
from claims.store import verdicts
from claims.store.query import named_queries
from tests.conftest import DemoRun

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\s*\$ claims (sql .+)$", PAGE, re.M)
EMPTY = {"sql verdicts", "sql denied", "sql one-origin"}
"""What the demo has no case of."""


def test_there_are_twenty_questions_and_every_name_is_in_one() -> None:
    assert re.findall(r"^(\d+)\. .*\?$", PAGE, re.M) == [str(n) for n in range(1, 21)]
    assert {line.split()[1] for line in SHOWN} == {named.name for named in named_queries()}


def answer(line: str, demo: DemoRun) -> list[dict[str, object]]:
    done = CliRunner().invoke(cli, [*shlex.split(line), "--format", "json", "--data", str(demo.data)])
    assert done.exit_code == 0, done.output
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


@pytest.mark.parametrize("line", SHOWN)
def test_a_question_has_an_answer(line: str, demo: DemoRun) -> None:
    rows = answer(line, demo)
    assert bool(rows) != (line in EMPTY), line
    assert not [name for row in rows for name in row if name.startswith(("count(", "coalesce"))]


def test_the_answers_are_those_of_the_demo(demo: DemoRun) -> None:
    troops = answer("sql contradictions place=iraq since=2021-07-01", demo)
    assert [troops[0]["outlet_a"], troops[0]["outlet_b"]] == ["الميناء", "Coastline Daily"]
    assert answer("sql contradictions since=2031-01-01", demo) == []
    assert {row["lang"] for row in answer("sql one-language lang=ar", demo)} == {"ar"}
    kerman = answer("sql first-with-it about=killed place=Kerman", demo)
    assert [row["value"] for row in sorted(kerman, key=lambda row: str(row["first_at"]))] == [42.0, 61.0, 73.0]
    assert answer("sql stealth-edits", demo)[0]["outlet"] == "Coastline Daily"
    alone = {row["outlet"]: row["alone"] for row in answer("sql outliers", demo)}
    assert alone["Coastline Daily"] == 1


def test_open_is_for_notebooks(demo: DemoRun, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("outlet,owner\nHarbour Post,Nour\n")
    with claims.open(demo.data) as con:
        con.execute(f"CREATE TEMP TABLE owners AS FROM '{tmp_path / 'mine.csv'}'")
        assert con.sql(
            "SELECT owner, count(*) > 0 FROM articles JOIN owners USING (outlet) GROUP BY ALL"
        ).fetchall() == [("Nour", True)]
        assert claims.ask(con, "outliers").to_arrow_table().num_rows > 3
        with pytest.raises(duckdb.Error, match="read-only"):
            con.execute("DELETE FROM store.claims")
    with pytest.raises(ClaimsError, match="no database yet"):
        claims.open(tmp_path)


@pytest.mark.parametrize(("package", "method"), [("polars", "pl"), ("pandas", "df")])
def test_frames(package: str, method: str, demo: DemoRun) -> None:
    with claims.open(demo.data) as con:
        frame = getattr(claims.ask(con, "who-says-what", place="Iraq"), method)()
    assert type(frame).__module__.partition(".")[0] == package
    assert "2500 أميركي" in list(frame["latest"])


def test_an_open_connection_shows_what_was_decided(demo: DemoRun, tmp_path: Path) -> None:
    (tmp_path / "published").symlink_to(demo.data / "published")
    with claims.open(tmp_path) as con:
        (finding,) = con.execute("SELECT min(finding_id) FROM findings").fetchall()[0]
    verdicts.decide(tmp_path, finding, "confirmed", "seen", labels=("desk",))
    with claims.open(tmp_path) as con:
        assert con.execute("SELECT finding_id, labels FROM findings WHERE status = 'confirmed'").fetchall() == [
            (finding, ["desk"])
        ]
