"""The line protocol on hostile input: one line out for each line in, in order, whatever a line holds. Both programs, as programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

GOOD = "Two floods in Chad left 12 people dead."


@dataclass(frozen=True, slots=True)
class Hostile:
    """A text, or other fields of it, as JSON; `id` and `error` are what the answer must hold."""

    what: str
    fields: bytes
    error: bool
    keeps_id: bool = True


CASES = [
    Hostile("a NUL", b'"text": "12 people\\u0000 died in Chad", "lang": "en"', error=False),
    Hostile("a lone surrogate", b'"text": "12 people \\ud800 died", "lang": "en"', error=False),
    Hostile("the other surrogate", b'"text": "\\udfff 12 people died"', error=False),
    Hostile("10^400", b'"text": "' + b"1" + b"0" * 400 + b' people and 10^400 people", "lang": "en"', error=False),
    Hostile("digits upon digits", b'"text": "' + b"9" * 5000 + b' people", "lang": "en"', error=False),
    Hostile("a line of 300 kB", b'"text": "' + b"and 12 people, " * 20000 + b'", "lang": "en"', error=False),
    Hostile("an empty text", b'"text": ""', error=False),
    Hostile("a text of blanks", b'"text": " \\n\\t\\u2028 "', error=False),
    Hostile("lines inside the text", b'"text": "12 people\\r\\n\\u2028\\u0085 5 men"', error=False),
    Hostile("control marks of direction", b'"text": "\\u202e12\\u202c people"', error=False),
    Hostile("bytes that are no UTF-8", b'"text": "caf\xe9, 12 people", "lang": "en"', error=False),
    Hostile("a text that is a list", b'"text": ["12 people"]', error=True),
    Hostile("a text that is null", b'"text": null', error=True),
    Hostile("a text beyond all numbers", b'"text": 1e400', error=True),
    Hostile("no text", b'"txt": "12 people"', error=True),
    Hostile("a language that is a number", b'"text": "12 people", "lang": 5', error=True),
    Hostile("an unknown language", b'"text": "12 people", "lang": "xx"', error=False),
    Hostile("a language that is a path", b'"text": "12 people", "lang": "../en"', error=False),
    Hostile("a title that is a number", b'"text": "12 people", "title": 5', error=True),
    Hostile("a day before all days", b'"text": "12 people", "published": "0000-01-01"', error=True),
    Hostile("a day after all days", b'"text": "12 people", "published": "10000-01-01"', error=True),
    Hostile("a day that is none", b'"text": "12 people", "published": "2021-02-30"', error=True),
    Hostile("a day that is a number beyond time", b'"text": "12 people", "published": 1e20', error=True),
    Hostile("deep nesting", b'"text": ' + b"[" * 100_000, error=True, keeps_id=False),
    Hostile("deep nesting that ends", b'"text": ' + b"[" * 900 + b"]" * 900, error=True),
    Hostile("a number of 5,000 digits", b'"text": ' + b"9" * 5000, error=True, keeps_id=False),
    Hostile("a real NUL", b'"text": "12 \x00 people"', error=True, keeps_id=False),
    Hostile("half a line", b'"text": "12 peo', error=True, keeps_id=False),
]
BEYOND_JSON = [b"NaN", b"Infinity", b"-1e400"]


def fields(text: bytes) -> bytes:
    return b'"a": {' + text + b'}, "b": {"text": "' + GOOD.encode() + b'", "lang": "en"}'


def answers(program: str, lines: list[bytes], end: bytes = b"\n") -> list[dict[str, object]]:
    """What the program writes on lines, in a locale whose decoder is strict."""
    done = subprocess.run(
        [sys.executable, "-m", "claims", program, "--jsonl"],
        input=b"".join(line + end for line in lines),
        env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert not done.stderr
    return [json.loads(line) for line in done.stdout.decode("utf-8").removesuffix("\n").split("\n")]


def line(program: str, name: bytes, text: bytes) -> bytes:
    return b'{"id": ' + name + b", " + (text if program == "extract" else fields(text)) + b"}"


@pytest.mark.parametrize("program", ["extract", "compare"])
def test_each_line_has_its_answer_in_order(program: str) -> None:
    given = [line(program, b"%d" % n, case.fields) for n, case in enumerate(CASES)]
    good = line(program, b'"last"', b'"text": "' + GOOD.encode() + b'", "lang": "en"')
    found = answers(program, [*given, good])
    assert len(found) == len(CASES) + 1
    for n, (case, answer) in enumerate(zip(CASES, found, strict=False)):
        assert answer["id"] == (n if case.keeps_id else None), case.what
        assert (set(answer) == {"id", "error"}) is case.error, case.what
        assert not case.error or answer["error"], case.what
    assert found[-1]["id"] == "last"
    assert "error" not in found[-1]


@pytest.mark.parametrize("program", ["extract", "compare"])
def test_an_id_that_json_has_no_word_for_ends_nothing(program: str) -> None:
    lines = [line(program, name, b'"text": 5') for name in BEYOND_JSON]
    lines += [line(program, name, b'"text": "12 people"') for name in BEYOND_JSON]
    lines.append(line(program, b'{"any": [1, null]}', b'"text": "12 people"'))
    *bad, last = answers(program, lines)
    assert [set(answer) for answer in bad] == [{"id", "error"}] * len(bad)
    assert {answer["id"] for answer in bad} == {None}
    assert len(bad) == 2 * len(BEYOND_JSON)
    assert last["id"] == {"any": [1, None]}


@pytest.mark.parametrize("program", ["extract", "compare"])
def test_a_mark_at_the_start_and_ends_of_windows(program: str) -> None:
    lines = [line(program, b"%d" % n, b'"text": "12 people"') for n in range(3)]
    found = answers(program, [b"\xef\xbb\xbf" + lines[0], *lines[1:]], end=b"\r\n")
    assert [(answer["id"], "error" in answer) for answer in found] == [(0, False), (1, False), (2, False)]


@pytest.mark.parametrize("program", ["extract", "compare"])
def test_what_is_no_record_is_an_error(program: str) -> None:
    others = [b"null", b"[]", b"12", b'"text"', b"\x00", b"{}", b"{" * 3000]
    *errors, answer = answers(program, [*others, line(program, b"1", b'"text": "12 people"')])
    assert [set(error) for error in errors] == [{"id", "error"}] * len(others)
    assert {error["id"] for error in errors} == {None}
    assert (answer["id"], "error" in answer) == (1, False)


def test_a_number_beyond_floats_is_no_quantity_and_its_neighbours_stay() -> None:
    text = b'"text": "' + b"9" * 400 + b' people came and 12 people left.", "lang": "en"'
    (answer,) = answers("extract", [line("extract", b"1", text)])
    quantities = answer["quantities"]
    assert isinstance(quantities, list)
    assert [quantity["low"] for quantity in quantities] == [12]
