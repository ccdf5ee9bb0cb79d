"""A review page that is being served, for tests."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from claims.store import verdicts
from tests.servers import free_port

CLIENT = httpx.Client(timeout=30)
"""One for all: each would read the certificates of the system."""


@dataclass(frozen=True)
class Desk:
    url: str
    data: Path

    def held(self) -> dict[str, str]:
        return {key: one.status for key, one in verdicts.current(verdicts.decisions(self.data)).items()}

    def get(self, path: str) -> str:
        answer = CLIENT.get(self.url + path)
        assert answer.status_code == 200, answer.text[:500]
        return answer.text

    def token(self) -> str:
        return self.get("").partition('name="token" value="')[2].partition('"')[0]

    def listed(self, path: str = "") -> list[str]:
        """The findings of the queue, in order."""
        rows = self.get(path).partition('<ol class="rows"')[2]
        return re.findall(r"finding=(\w+)\"", rows)

    def decide(self, finding: str, status: str, **more: str | list[str]) -> httpx.Response:
        form = {"token": self.token(), "finding": finding, "status": status} | more
        return CLIENT.post(self.url + "decide", data=form)


@contextmanager
def serving(data: Path) -> Iterator[Desk]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "claims", "review", "--port", str(port), "--data", str(data)], stderr=subprocess.PIPE
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(300):
            try:
                CLIENT.get(url + "decisions")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield Desk(url, data)
    finally:
        server.terminate()
        server.wait(10)
