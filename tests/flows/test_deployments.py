"""The nightly deployment on a real Prefect server: served by `claims schedule`, and given to a work pool by prefect.yaml."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from claims.run import run_lock
from tests.flows.corpus import outlets, rows, sources_file
from tests.flows.server import prefect_server
from tests.servers import serve

ROOT = Path(__file__).parents[2]
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@dataclass(frozen=True, slots=True)
class Server:
    """A Prefect server and an operator's folder with sources of a running site."""

    root: Path
    env: dict[str, str]

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        for _ in range(20):
            answer = httpx.request(method, f"{self.env['PREFECT_API_URL']}{path}", json=body, timeout=30)
            if answer.status_code != 503:  # its database was busy: the server asks to come again
                break
            time.sleep(0.5)
        answer.raise_for_status()
        return answer.json()

    def deployment(self) -> dict[str, Any]:
        """The nightly deployment, as soon as it is there."""
        for _ in range(300):
            try:
                found: dict[str, Any] = self.call("GET", "/deployments/name/nightly/nightly")
                return found
            except httpx.HTTPStatusError:
                time.sleep(0.2)
        raise TimeoutError("no deployment")

    def start(self, **parameters: str) -> str:
        path = f"/deployments/{self.deployment()['id']}/create_flow_run"
        return str(self.call("POST", path, {"parameters": parameters, "state": {"type": "SCHEDULED"}})["id"])

    def ended(self, run: str) -> dict[str, Any]:
        """The flow run once it is over."""
        for _ in range(500):
            found: dict[str, Any] = self.call("GET", f"/flow_runs/{run}")
            if found["state_type"] in ENDED:
                return found
            time.sleep(0.2)
        raise TimeoutError(found["state_name"])

    @contextmanager
    def running(self, *words: str) -> Iterator[None]:
        log = (self.root / f"{words[0]}.log").open("w")
        process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=self.root, env=self.env, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:  # a worker waits for its loops to end
                process.kill()
                process.wait(timeout=30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("deployed")
    with serve(outlets()) as site, prefect_server(root / "prefect") as env:
        sources_file(site, root)
        yield Server(root, env)


def test_schedule_serves_runs_that_never_overlap(server: Server) -> None:
    with server.running("claims", "schedule", "--cron", "30 2 * * *", "--timezone", "Asia/Baghdad", "--data", "served"):
        deployment = server.deployment()
        [schedule] = deployment["schedules"]
        assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("30 2 * * *", "Asia/Baghdad")
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        first = server.ended(server.start())
        with run_lock(server.root / "served"):
            refused = server.ended(server.start())
    assert first["state_type"] == "COMPLETED", first
    assert first["name"].startswith("nightly 20")
    assert "claims" in first["tags"]
    assert len(rows(server.root / "served")["articles"]) == 32
    assert refused["state_type"] == "FAILED"
    assert "another run is working" in refused["state"]["message"]
    artifacts = {one["key"]: one for one in server.call("POST", "/artifacts/latest/filter", {})}
    assert json.loads(artifacts["nightly-summary"]["data"])[0]["articles"] == 32
    assert artifacts["nightly-report"]["data"].startswith("# ")
    progress, link = artifacts["nightly-progress"], artifacts["nightly-report-link"]
    assert (progress["type"], float(progress["data"])) == ("progress", 100)
    assert progress["description"].endswith(": done")
    [page] = server.root.glob("reports/*/index.html")
    assert page.as_uri() in link["data"]


def test_prefect_yaml_gives_the_run_to_a_work_pool(server: Server) -> None:
    def prefect(*words: str, cwd: Path = server.root) -> None:
        command = [sys.executable, "-m", "prefect", "--no-prompt", *words]
        subprocess.run(command, cwd=cwd, env=server.env, check=True, capture_output=True, timeout=120)

    prefect("work-pool", "create", "claims", "--type", "process")
    prefect("deploy", "--all", cwd=ROOT)
    where = {name: str(server.root / value) for name, value in {"data": "pooled", "reports": "pooled-reports"}.items()}
    with server.running("prefect", "worker", "start", "--pool", "claims", "--type", "process"):
        run = server.ended(server.start(sources_file=str(server.root / "sources.yaml"), **where))
    assert run["state_type"] == "COMPLETED", run
    assert run["work_pool_name"] == "claims"
    assert rows(server.root / "pooled") == rows(server.root / "served")


class Receiver(BaseHTTPRequestHandler):
    """Keeps what is posted to it."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.posted.append(body)  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def receiver() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.posted = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_automations_tell_of_a_failure_and_of_a_severe_contradiction(
    server: Server, receiver: ThreadingHTTPServer
) -> None:
    url = f"http://127.0.0.1:{receiver.server_address[1]}/"
    save = f"from prefect.blocks.webhook import Webhook; print(Webhook(url={url!r}, allow_private_urls=True).save('newsroom'))"
    made = subprocess.run(
        [sys.executable, "-c", save], env=server.env, check=True, capture_output=True, text=True, timeout=60
    )
    block = made.stdout.split()[-1]
    written = (ROOT / "docs" / "examples" / "automations.yaml").read_text(encoding="utf-8")
    (server.root / "automations.yaml").write_text(written.replace("00000000-0000-0000-0000-000000000000", block))
    create = [sys.executable, "-m", "prefect", "automation", "create", "--from-file", "automations.yaml"]
    subprocess.run(create, cwd=server.root, env=server.env, check=True, capture_output=True, timeout=60)

    def run(sources: str) -> int:
        words = [sys.executable, "-m", "claims", "run", "--sources", sources, "--data", "told", "--reports", "told-r"]
        env = server.env | {"CLAIMS_SEVERE": "0.1"}
        return subprocess.run(words, cwd=server.root, env=env, capture_output=True, timeout=120, check=False).returncode

    def posted(what: str) -> list[str]:
        for _ in range(150):
            found = [body for body in receiver.posted if what in body]  # type: ignore[attr-defined]
            if found:
                return found
            time.sleep(0.2)
        raise TimeoutError(receiver.posted)  # type: ignore[attr-defined]

    assert run("sources.yaml") == 0
    assert "Outlet 3" in posted("/3/")[0]
    for day in (0, 1):  # the folder of the report can't be made
        night = server.root / "told-r" / (datetime.now(UTC) + timedelta(days=day)).date().isoformat()
        shutil.rmtree(night, ignore_errors=True)
        night.write_text("in the way")
    assert run("sources.yaml") == 1
    assert "nightly 20" in posted("failed:")[0]
