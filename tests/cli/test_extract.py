"""`claims extract`, called as a program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from claims.cli.extract import command

TEXT = "At least 12 people were killed in Aleppo on Monday, officials said. About 2,500 US troops remain in Iraq."
QUANTITY = ["start", "end", "quote", "low", "high", "relation", "change", "unit", "dimension"]
CLAIM = ["sentence", "subject", "concept", "event", "place", "place_id", "time_start", "time_end", "attributed_to"]


def run(arguments: list[str], text: str = "") -> list[dict[str, object]]:
    done = CliRunner().invoke(command, arguments, input=text)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_has_the_promised_fields() -> None:
    record = {"id": "x", "text": TEXT, "lang": "en", "published": "2021-07-26"}
    (found,) = run(["--jsonl"], json.dumps(record) + "\n")
    assert list(found) == ["id", "lang", "quantities", "claims"]
    assert (found["id"], found["lang"]) == ("x", "en")
    quantities, claims = found["quantities"], found["claims"]
    assert isinstance(quantities, list)
    assert isinstance(claims, list)
    assert all(list(row) == QUANTITY for row in quantities)
    assert all(list(row)[: len(QUANTITY) + len(CLAIM)] == QUANTITY + CLAIM for row in claims)
    assert all(TEXT[row["start"] : row["end"]] == row["quote"] for row in quantities + claims)
    assert {"modality", "part_of"} <= set(claims[0])
    assert [row["low"] for row in claims] == [12, 2500]


def test_errors_are_lines_of_their_own() -> None:
    records = ['{"id": 1, "text": 5}', "{", '{"id": 2}', '{"id": 3, "text": "Five men died.", "lang": "xx"}']
    found = run(["--jsonl"], "\n".join(records) + "\n")
    assert [row["id"] for row in found] == [1, None, 2, 3]
    assert ["error" in row for row in found] == [True, True, True, False]
    assert found[3]["claims"] == []


def test_half_a_character_stays_as_it_was_given() -> None:
    text = "\ud800 Five men died in Syria. Ça va."
    (found,) = run(["--jsonl", "--lang", "en"], json.dumps({"id": 1, "text": text}) + "\n")
    (claim,) = cast("list[dict[str, Any]]", found["claims"])
    assert claim["sentence"] in text
    assert claim["quote"] == text[claim["start"] : claim["end"]]
    assert "\ud800" in claim["sentence"]


def test_files_and_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    (found,) = run([str(file), "--format", "jsonl", "--lang", "en"])
    (again,) = run(["-", "--format", "jsonl", "--lang", "en"], TEXT)
    assert found["claims"] == again["claims"]


def test_a_person_sees_each_claim() -> None:
    done = CliRunner().invoke(command, ["--lang", "en", "--published", "2021-07-26"], input=TEXT)
    assert done.exit_code == 0
    assert "US troops in Iraq" in done.output


def test_no_claims_is_said() -> None:
    done = CliRunner().invoke(command, ["--lang", "en"], input="Nothing to count here.")
    assert "No claims" in done.output


def test_a_missing_file_is_one_clear_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claims", "extract", "no-such-file.txt"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no-such-file.txt" in done.stderr


@pytest.mark.parametrize("published", ["soon", "2021-13-01"])
def test_a_wrong_date_is_wrong_usage(published: str) -> None:
    assert CliRunner().invoke(command, ["--published", published], input="x").exit_code == 2


@pytest.mark.parametrize("module", ["duckdb", "prefect", "trafilatura", "pyarrow"])
def test_it_starts_without_heavy_imports(module: str) -> None:
    code = (
        "import sys; from claims.cli.main import main\n"
        "try: main(['extract', '--jsonl', '--lang', 'en'])\n"
        f"except SystemExit: pass\nprint('{module}' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input='{"text": "Five men died."}\n', capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"
