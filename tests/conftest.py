"""Fixtures that many tests share."""

from __future__ import annotations

import fcntl
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal import at_a_terminal


@dataclass(frozen=True, slots=True)
class DemoRun:
    """The nightly job over the bundled archive, as a user runs it."""

    data: Path
    reports: Path
    summary: str
    terminal: str
    """What a person at a terminal saw beside the summary."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> DemoRun:
    """Runs `claims demo` once for all workers; treat the result as read only."""
    base = tmp_path_factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / "demo-run"
    root.mkdir(exist_ok=True)
    run = DemoRun(root / "data", root / "reports", "", "")
    summary, terminal = root / "summary.txt", root / "terminal.txt"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not summary.exists():
            status, out, seen = at_a_terminal(
                "demo", "--data", run.data, "--reports", run.reports, env={"PREFECT_HOME": str(root / "prefect")}
            )
            assert status == 0, seen
            terminal.write_text(seen, encoding="utf-8")
            summary.write_text(out, encoding="utf-8")
    return DemoRun(run.data, run.reports, summary.read_text(encoding="utf-8"), terminal.read_text(encoding="utf-8"))
