"""What holds for every command: errors in one line, the exit status, settings from the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from claims.judge.tolerance import Tolerances


def run(*words: str, text: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | settings
    return subprocess.run(
        [sys.executable, "-m", "claims", *words], input=text, capture_output=True, text=True, env=env, timeout=60
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("extract", "--nope"), "--nope"),
        (("check",), "FILE"),
        (("nope",), "nope"),
        (("extract", "-", "--published", "2021-99-99"), "--published"),
        (("sql", "FROM claims", "--format", "xml"), "--format"),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_fault_and_the_help(words: tuple[str, ...], named: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert named in line
    assert "--help`" in line


def test_without_a_command_the_help_is_shown() -> None:
    done = run()
    assert done.returncode == 2
    assert "Commands:" in done.stderr


PAIR = json.dumps(
    {
        "id": 1,
        "a": {"text": "About 2,500 US troops remain in Iraq.", "published": "2021-07-26"},
        "b": {"text": "There are 3,900 US troops in Iraq now.", "published": "2021-07-26"},
    }
)


def test_a_tolerance_is_a_setting() -> None:
    told = [
        json.loads(run("compare", "--jsonl", text=PAIR, **settings).stdout)["verdict"]
        for settings in ({}, {"CLAIMS_TOLERANCES__ABOUT": "0.6"})
    ]
    assert told == ["contradiction", "same"]


@pytest.mark.parametrize(("name", "value"), [("ABUOT", "0.2"), ("ABOUT", "-1"), ("ABOUT", "nan"), ("ABOUT", "a tenth")])
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    done = run("compare", "5 killed", "6 killed", **{f"CLAIMS_TOLERANCES__{name}": value})
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert name.casefold() in line.casefold()


def test_a_line_of_nothing_has_its_answer_too() -> None:
    done = run("extract", "--jsonl", text='\n{"id": 2, "text": "Five people were killed."}\n')
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["id"] is None
    assert "error" in first
    assert second["id"] == 2


def test_only_whole_settings_are_tolerances() -> None:
    with pytest.raises(ValueError, match="story"):
        Tolerances(story=float("inf"))
