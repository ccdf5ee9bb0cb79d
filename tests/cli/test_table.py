"""Rows on a terminal: they fit, and text from right to left stays in its column."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from claims.cli.table import draw, runs_left, shown

ROWS = [
    ("الميناء", "نحو 2500 جندي أميركي في العراق", 2500, 0.5),
    ("Coastline Daily", "about 3,900 US troops", 3900, None),
    ("Mixed عربي", "z" * 300, -1, 12345.678),
]
NAMES = ["outlet", "quote", "low", "share"]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    draw(NAMES, ROWS)
    out = capsys.readouterr().out
    assert max(cell_len(line) for line in out.splitlines()) <= width
    bare = re.sub(r"[\s\u2066-\u2069]+", "", out)
    for word in ("الميناء", "جندي", "Coastline", "3900"):
        assert word in bare
    assert bare.count("z") == 300  # wrapped, and nothing cut off


@pytest.mark.parametrize("width", [60, 200])
def test_arabic_is_isolated_line_by_line_and_stands_right(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    draw(NAMES, ROWS)
    for line in capsys.readouterr().out.splitlines():
        opened = len(re.findall("[\u2067\u2068]", line))
        assert opened == line.count("\u2069")
        outside = re.sub("[\u2067\u2068][^\u2069]*\u2069", "", line)
        assert not re.search("[\u0600-\u06ff]", outside)
        if "الميناء" in line:
            assert re.search(" \u2067الميناء\u2069 ", line)
            assert line.index("\u2067") > len("outlet")  # at the right edge of its column


def test_too_many_columns_become_a_field_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    draw([f"column_{n}" for n in range(30)], [[f"value {n}" for n in range(30)], [None] * 29 + ["last"]])
    out = capsys.readouterr().out
    assert re.search(r"column_7 +value 7", out)
    assert re.search(r"row 2\s+column_29 +last", out)  # empty fields are left out


def test_an_address_keeps_room_beside_long_texts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    address = "https://www.harbour-post.example/2021/07/26/iraq-combat-mission-to-end"
    draw(["a", "b", "c", "url"], [[*["some words that go on and on " * 3] * 3, address]])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 110
    parts = [line[lines[0].index("url") :].strip() for line in lines[2:]]
    assert "".join(parts) == address
    assert len(list(filter(None, parts))) <= 3


def test_nothing_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    draw(["a"], [["\x1b[31mred\x07\u202egnp.exe\x00\r\nnext"]])
    out = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    assert "red" in out
    assert "next" in out


def test_no_rows_are_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    draw(["outlet", "low"], [])
    assert "outlet" in capsys.readouterr().out


def test_values() -> None:
    assert [shown(v) for v in (None, True, 1234.5, ["a", None, 2], 10**6)] == [
        "",
        "yes",
        "1,234.5",
        "a, , 2",
        "1000000",
    ]
    assert runs_left("قتل 5")
    assert not runs_left("5")
