"""A real Prefect server on loopback, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.servers import free_port


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment without what a developer has set for Prefect or claims."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "CLAIMS_"))}
    root = Path(__file__).parents[2]
    return env | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PYTHONPATH": str(root),
    } | more  # fmt: skip


@contextmanager
def prefect_server(home: Path) -> Iterator[dict[str, str]]:
    """Gives the environment in which the server is asked."""
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    env = environment(home, PREFECT_API_URL=f"http://127.0.0.1:{port}/api", PREFECT_SERVER_LOGGING_LEVEL="ERROR")
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)],
        env=env | {"PREFECT_SERVER_API_PORT": str(port)},
        stdout=(home / "server.log").open("w"),
        stderr=subprocess.STDOUT,
    )
    try:
        for _ in range(600):
            try:
                if httpx.get(f"{env['PREFECT_API_URL']}/health", timeout=1).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.2)
        else:
            raise TimeoutError((home / "server.log").read_text()[-2000:])
        yield env
    finally:
        process.terminate()
        process.wait(timeout=30)
