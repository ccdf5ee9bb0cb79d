"""`claims compare`, called as a program."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from claims.cli.compare import command

REMAIN = "About 2,500 US troops remain in Iraq."


def lines(*records: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def pair(a: str, b: str, lang_a: str = "en", lang_b: str = "en", **fields: object) -> dict[str, object]:
    side = {"published": "2021-07-26"} | fields
    return {"id": 1, "a": {"text": a, "lang": lang_a} | side, "b": {"text": b, "lang": lang_b} | side}


def compared(record: dict[str, object]) -> dict[str, object]:
    done = CliRunner().invoke(command, ["--jsonl"], input=lines(record))
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("a", "b", "langs", "verdict"),
    [
        (REMAIN, "There are 2,500 US troops in Iraq now.", "en en", "same"),
        (REMAIN, "There are 3,900 US troops in Iraq now.", "en en", "contradiction"),
        (REMAIN, "يوجد في العراق 3900 جندي أميركي.", "en ar", "contradiction"),
        (REMAIN, "لا يزال في العراق نحو 2500 جندي أميركي.", "en ar", "same"),
        (REMAIN, "The harvest festival drew crowds to the old town.", "en en", "unrelated"),
        (REMAIN, "Oil output fell by 4 percent in Libya.", "en en", "unrelated"),
        (
            "Gold prices rise in Cairo as the pound slips",
            "Gold prices fall in Cairo as the pound slips",
            "en en",
            "contradiction",
        ),
        ("الشرطة تعتقل سبعة صحفيين في تونس", "الشرطة تفرج عن سبعة صحفيين في تونس", "ar ar", "contradiction"),
        ("Mary types 5 pages in 10 minutes", "Mary types more than 3 pages in 10 minutes", "en en", "same"),
        ("Mary types 5 pages in 10 minutes", "Mary types 9 pages in 10 minutes", "en en", "contradiction"),
    ],
)
def test_verdicts(a: str, b: str, langs: str, verdict: str) -> None:
    lang_a, lang_b = langs.split()
    assert compared(pair(a, b, lang_a, lang_b))["verdict"] == verdict


def test_a_line_has_the_promised_fields() -> None:
    found = compared(pair(REMAIN, "There are 3,900 US troops in Iraq now."))
    assert list(found) == ["id", "verdict", "rule", "explanation", "a", "b"]
    assert found["id"] == 1
    claim = found["a"]
    assert isinstance(claim, dict)
    assert claim["low"] == 2500
    assert REMAIN[claim["start"] : claim["end"]] == claim["quote"]


def test_what_a_line_can_not_be_read_gives_its_error_and_the_rest_goes_on() -> None:
    good = pair(REMAIN, REMAIN)
    bad = ["not json", "[]", {"id": 7}, {"id": 8, "a": {"text": None}, "b": {"text": ""}}, "[" * 5000]
    bad.append({"id": 9, "a": {"text": "x", "published": "soon"}, "b": {"text": "y"}})
    done = CliRunner().invoke(command, ["--jsonl"], input=lines(*bad, good))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(row) for row in found[:-1]] == [{"id", "error"}] * len(bad)
    assert [row["id"] for row in found] == [None, None, 7, 8, None, 9, 1]
    assert found[-1]["verdict"] == "same"


@pytest.mark.parametrize("odd", ["", "\x00", "5" * 5000, "😀" * 300, "\u202e12", "- - -", "1/0 2,,3 %"])
def test_hostile_text_gets_a_verdict(odd: str) -> None:
    assert "verdict" in compared(pair(odd, "In Iraq 5 soldiers were killed. " + odd))


def test_lines_are_flushed_as_they_go() -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "claims", "compare", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdin is not None
    assert run.stdout is not None
    try:
        run.stdin.write(lines(pair(REMAIN, REMAIN)))
        run.stdin.flush()
        assert json.loads(run.stdout.readline())["id"] == 1  # before the input ends
    finally:
        run.stdin.close()
        run.wait(timeout=30)
        run.stdout.close()


def test_two_texts_are_shown_field_by_field() -> None:
    texts = [REMAIN, "There are 3,900 US troops in Iraq now."]
    done = CliRunner().invoke(command, [*texts, "--lang-a", "en", "--lang-b", "en"])
    assert done.exit_code == 0
    assert done.output.startswith("contradiction")
    assert "3,900" in done.output


@pytest.mark.parametrize("wrong", [[], ["one"], ["a", "b", "--published-a", "soon"], ["a", "b", "--jsonl"]])
def test_wrong_usage_says_so(wrong: list[str]) -> None:
    done = CliRunner().invoke(command, wrong)
    assert done.exit_code == 2
    assert "Error" in done.output
