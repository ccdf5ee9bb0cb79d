"""`claims check --format email`: text that can be pasted."""

from __future__ import annotations

from click.testing import CliRunner

from claims.cli.main import cli
from tests.conftest import DemoRun

TEXT = "There are 2,500 US troops in Iraq now. The moon has 3 doors."


def test_what_was_found_can_be_pasted_into_an_email(demo: DemoRun) -> None:
    words = ["check", "-", "--published", "2021-07-26", "--format", "email", "--data", str(demo.data)]
    done = CliRunner().invoke(cli, words, input=TEXT)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert "   Contradicts it: Coastline Daily, 26 July 2021" in lines
    assert any(line.startswith("> ") and "2500" in line for line in lines)  # the Arabic sentence
    assert "   https://coastline-daily.example/2021/07/26/iraq-force-size" in lines
    assert not [line for line in lines if len(line) > 76 and "http" not in line]
    assert "\x1b" not in done.output
