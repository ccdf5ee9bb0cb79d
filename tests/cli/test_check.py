"""`claims check` and `claims explain` over a published database."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import check, compare, explain
from claims.extract import extract
from claims.judge import judge_new
from claims.match import match_new
from claims.model import Article, Extraction
from claims.store.publish import open_published, publish
from claims.store.store import Store
from tests.conftest import DemoRun
from tests.match.build import START, article

NOW = "There are 3,900 US troops in Iraq now, the ministry said."
REMAIN = "About 2,500 US troops remain in Iraq, the embassy said."


def read(number: int, text: str) -> tuple[Article, Extraction]:
    return article(number, text=text), extract(text, lang="en", published=date(2021, 7, 26))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with Store(folder) as store:
        store.load([read(1, REMAIN), read(2, NOW)], seen_at=START)
        match_new(store.con)
        assert judge_new(store.con, START) == 1
        publish(store)
    return folder


def test_what_agrees_and_what_contradicts(data: Path) -> None:
    arguments = ["-", "--lang", "en", "--published", "2021-07-26", "--data", str(data)]
    done = CliRunner().invoke(check.command, arguments, input="Some 2,400 US troops are still in Iraq.")
    assert done.exit_code == 0, done.output
    assert "agrees: About 2,500 US troops - Outlet 1" in done.output
    assert "contradicts: 3,900 US troops - Outlet 2" in done.output


def test_arabic_names_keep_their_places_on_a_line(demo: DemoRun) -> None:
    """Without isolates a terminal would turn `QUOTE - OUTLET` round, and mix up two cells of a row."""
    text = "Some 3,900 US troops are still in Iraq."
    arguments = ["-", "--lang", "en", "--published", "2021-07-26", "--data", str(demo.data)]
    lines = CliRunner().invoke(check.command, arguments, input=text).output.splitlines()
    assert any("\u2069 - \u2067الميناء\u2069, 2021-07-26  https://" in line for line in lines)
    said = ["قالت الشرطة إن 5 أشخاص قتلوا في عدن.", "قال الجيش إن 9 أشخاص قتلوا في عدن."]
    told = CliRunner().invoke(compare.command, said).output
    for line in [*lines, *told.splitlines()]:
        outside = re.sub("[\u2066-\u2068][^\u2069]*\u2069", "", line)
        assert not re.search("[\u0600-\u06ff]", outside), line


def test_a_text_that_gives_both_values_contradicts_nobody(data: Path) -> None:
    arguments = ["-", "--lang", "en", "--published", "2021-07-26", "--data", str(data)]
    text = "There are 2,500 US troops in Iraq, the embassy said. There are 3,900 US troops in Iraq, the ministry said."
    done = CliRunner().invoke(check.command, arguments, input=text)
    assert done.exit_code == 0, done.output
    assert "contradicts" not in done.output
    assert done.output.count("agrees") == 2


def test_lines_for_programs(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text("Some 9,000 US troops are still in Iraq. Five towns were flooded in Peru.", encoding="utf-8")
    arguments = [str(file), "--lang", "en", "--published", "2021-07-26", "--format", "jsonl", "--data", str(data)]
    done = CliRunner().invoke(check.command, arguments)
    troops, towns = (json.loads(line) for line in done.stdout.splitlines())
    assert [e["verdict"] for e in troops["evidence"]] == ["contradiction"] * 2
    assert troops["evidence"][0]["url"].startswith("https://outlet")
    assert towns["evidence"] == []


def test_an_explanation_shows_both_sides_and_every_field(data: Path) -> None:
    con = open_published(data)
    finding = con.execute("SELECT finding_id FROM findings").fetchall()[0][0]
    con.close()
    done = CliRunner().invoke(explain.command, [finding[:6], "--data", str(data)])
    assert done.exit_code == 0, done.output
    for needed in ("[About 2,500 US troops]", "[3,900 US troops]", "https://outlet1.example/story", "rule", "place"):
        assert needed in done.output


def test_a_finding_as_json_and_as_a_picture(data: Path, tmp_path: Path) -> None:
    con = open_published(data)
    finding = con.execute("SELECT finding_id FROM findings").fetchall()[0][0]
    con.close()
    svg = tmp_path / "why.svg"
    arguments = [finding, "--format", "json", "--picture", str(svg), "--data", str(data)]
    done = CliRunner().invoke(explain.command, arguments)
    found = json.loads(done.stdout)
    assert {found["a"]["quote"], found["b"]["quote"]} == {"About 2,500 US troops", "3,900 US troops"}
    assert found["evidence"]["points"] == pytest.approx(
        sum(one["points"] for one in found["evidence"]["weighed"]), abs=0.01
    )
    assert [rule["fired"] for rule in found["rules"]].index(True) == len(found["rules"]) - 1
    assert svg.read_text(encoding="utf-8").startswith("<svg ")


def test_piped_an_explanation_is_plain(data: Path) -> None:
    con = open_published(data)
    finding = con.execute("SELECT finding_id FROM findings").fetchall()[0][0]
    con.close()
    done = CliRunner().invoke(explain.command, [finding, "--data", str(data)])
    assert not re.search("[\x1b\u2066-\u2069─━]", done.stdout)
    assert re.search(r"^value +(2,500 +3,900|3,900 +2,500) +differs", done.stdout, re.MULTILINE)


def test_a_picture_of_another_kind_is_refused(data: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(explain.command, ["3f", "--picture", str(tmp_path / "why.png"), "--data", str(data)])
    assert done.exit_code == 2
    assert ".svg" in done.stderr


def test_what_is_missing_is_one_clear_line(data: Path, tmp_path: Path) -> None:
    for command, arguments, words in (
        (check.command, ["-", "--data", str(tmp_path)], "claims run"),
        (check.command, [str(tmp_path / "none.txt"), "--data", str(data)], "none.txt"),
        (explain.command, ["zzzz", "--data", str(data)], "zzzz"),
    ):
        done = CliRunner().invoke(command, arguments, input="x")
        assert done.exit_code == 1
        assert words in str(done.exception)


def test_a_text_without_claims(data: Path) -> None:
    done = CliRunner().invoke(check.command, ["-", "--lang", "en", "--data", str(data)], input="Nothing to count.")
    assert "No claims" in done.output
