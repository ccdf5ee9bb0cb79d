"""A data folder's own weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import ConfigError
from claims.match.weights import FILE, happening_weights, weights, write_happening


def test_without_a_file_those_that_come_with_it(tmp_path: Path) -> None:
    assert happening_weights(tmp_path) == happening_weights(None) == weights().happening


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_happening(tmp_path, {"town": 3.25, "roundup": -2.5}, "Fitted on 45 verdicts.")
    assert happening_weights(tmp_path) == weights().happening | {"town": 3.25, "roundup": -2.5}
    assert (tmp_path / FILE).read_text(encoding="utf-8").startswith("# Fitted on 45 verdicts.\n")
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "text",
    [
        "happening: {no_such: 1}",
        "happening: {town: .nan}",
        "happening: {town: much}",
        "town: 3",
        "- a",
        "{",
        "happening:",
        "",
    ],
)
def test_a_wrong_file_is_one_line_with_the_fix(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"weights.yaml: .*remove the file") as caught:
        happening_weights(tmp_path)
    assert "\n" not in str(caught.value)
