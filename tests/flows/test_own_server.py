"""The Prefect server that a run or a schedule starts for itself: it answers, and it ends with its process however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from claims.errors import ClaimsError
from flows import own_server
from tests.flows.corpus import outlets, rows, sources_file
from tests.flows.server import environment
from tests.servers import serve

ADDRESS = "from flows import own_server; s = own_server.start(); s.wait(); print(s.address, flush=True); input()"


@contextmanager
def working(root: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=root,
        env=environment(root / "prefect"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=(root / "errors.log").open("w"),
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def gone(address: str) -> bool:
    for _ in range(150):
        try:
            httpx.get(f"{address}/api/health", timeout=1)
        except httpx.HTTPError:
            return True
        time.sleep(0.1)
    return False


def test_it_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    with working(tmp_path, "-c", ADDRESS) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert httpx.get(f"{address}/api/health", timeout=30).status_code == 200, (tmp_path / "errors.log").read_text()
        process.send_signal(signal.SIGKILL)
        assert gone(address)


def completed(address: str) -> list[dict[str, Any]]:
    """The runs that the clock has started, as soon as one is through."""
    for _ in range(400):
        query = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
        answer = httpx.post(f"{address}/api/flow_runs/filter", json=query, timeout=30)
        if answer.status_code == 200 and answer.json():
            found: list[dict[str, Any]] = answer.json()
            return found
        time.sleep(0.3)
    raise TimeoutError("no run by the clock")


def test_the_clock_starts_a_run_and_ctrl_c_ends_all(tmp_path: Path) -> None:
    words = ("-m", "claims", "schedule", "--cron", "* * * * *", "--data", "clock")
    with serve(outlets()) as site:
        sources_file(site, tmp_path)
        with working(tmp_path, *words) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert "Prefect's pages: " in said, (tmp_path / "errors.log").read_text()
            address = said.split()[-1]
            [run, *_] = completed(address)
            assert run["auto_scheduled"], run
            assert len(rows(tmp_path / "clock")["articles"]) == 32
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 0, (tmp_path / "errors.log").read_text()
            assert gone(address)


def test_a_server_that_can_not_start_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "nonsense")
    monkeypatch.setenv("PREFECT_API_URL", "")  # so that it is put back
    monkeypatch.delenv("PREFECT_API_URL")
    server = own_server.start()
    assert server is not None
    with pytest.raises(ClaimsError, match=r"Prefect's server does not start: .+") as error:
        server.wait()
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("where", ["environment", "profile", "project"])
def test_where_prefect_is_told_of_a_server_none_is_started(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    match where:
        case "environment":
            monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
        case "profile":
            (tmp_path / "profiles.toml").write_text('[profiles.own]\nPREFECT_API_URL = "http://127.0.0.1:1/api"\n')
        case "project":
            (tmp_path / "prefect.toml").write_text("[api]\nurl = 'http://127.0.0.1:1/api'\n")
    assert own_server.start() is None
