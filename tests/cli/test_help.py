"""Every command's help has an example, and shells complete commands, options and the names of queries."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from claims.cli.main import COMMANDS, cli
from claims.store.query import named_queries


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    done = CliRunner().invoke(cli, [command, "--help"])
    assert done.exit_code == 0
    assert "Example" in done.output
    assert f"claims {command}" in " ".join(done.output.split())


def completed(*words: str) -> list[str]:
    """What bash is offered for the last word."""
    env = os.environ | {
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["claims", *words]),
        "COMP_CWORD": str(len(words)),
    }
    code = "from claims.cli.main import main; main([])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_shells_complete_what_can_be_typed() -> None:
    assert completed("re") == ["read", "report", "review", "refit", "restore"]
    assert {"--format", "--data"} <= set(completed("sql", "--"))
    assert completed("sql", "who") == [one.name for one in named_queries() if one.name.startswith("who")]
    assert completed("sql", "who-says-what", "pl") == ["place="]


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o"), ("zsh", "#compdef claims"), ("fish", "complete --no-files")]
)
def test_each_shell_has_its_script(shell: str, sign: str) -> None:
    env = os.environ | {"_CLAIMS_COMPLETE": f"{shell}_source"}
    code = "from claims.cli.main import main; main([])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert sign in done.stdout
