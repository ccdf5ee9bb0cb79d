"""Long work shows bars to a person at a terminal, and nothing to a pipe or a log."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from claims.importing import import_files
from tests.conftest import DemoRun
from tests.terminal import at_a_terminal

ARTICLES = Path(__file__).parents[2] / "docs" / "examples" / "articles.jsonl"
NIGHTS = ["2021-07-26", "2021-07-27", "2021-07-28"]
COUNT = len(ARTICLES.read_text(encoding="utf-8").splitlines())


def test_a_terminal_sees_every_step_to_its_end(tmp_path: Path) -> None:
    status, out, seen = at_a_terminal("import", ARTICLES, "--data", tmp_path)
    assert status == 0
    for step in (f"reading articles {COUNT} of {COUNT}", "matching", "judging", "publishing"):
        assert re.search(rf"✓ {step} \(0:00:\d\d\)", seen), step
    assert "articles read" in out
    assert "matching" not in out


def test_a_night_shows_how_far_it_is(demo: DemoRun) -> None:
    assert re.findall(r"✓ (\S+): collecting sources 15 of 15 ", demo.terminal) == NIGHTS
    pages = re.findall(r"✓ \S+: reading pages (\d+) of (\d+) ", demo.terminal)
    assert [done for done, _ in pages] == [total for _, total in pages]
    assert demo.terminal.count("✓ writing the report (") == len(NIGHTS)
    assert demo.terminal.count("✓ starting Prefect (") == 1


def test_a_pipe_sees_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claims", "import", ARTICLES, "--data", tmp_path],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


def test_the_end_is_told_from_the_share_of_the_files_that_is_read(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    import_files([ARTICLES], tmp_path, lambda step, done=0, total=0: told.append((step, done, total)))
    assert ("reading articles", COUNT, COUNT) in told
