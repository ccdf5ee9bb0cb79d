"""Fixtures that many tests share."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class DemoRun:
    """The nightly job over the bundled archive, as a user runs it."""

    data: Path
    reports: Path
    summary: str


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> DemoRun:
    """Runs `claims demo` once for all workers; treat the result as read only."""
    base = tmp_path_factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / "demo-run"
    root.mkdir(exist_ok=True)
    run = DemoRun(root / "data", root / "reports", "")
    summary = root / "summary.txt"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not summary.exists():
            done = subprocess.run(
                [sys.executable, "-m", "claims", "demo", "--data", run.data, "--reports", run.reports],
                capture_output=True,
                text=True,
                timeout=300,
                env=os.environ | {"PREFECT_HOME": str(root / "prefect")},
                check=False,
            )
            assert done.returncode == 0, done.stderr
            summary.write_text(done.stdout, encoding="utf-8")
    return DemoRun(run.data, run.reports, summary.read_text(encoding="utf-8"))
