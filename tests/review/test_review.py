"""The review page as a person uses it, over the demo run, on a real server and in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import httpx
import pytest

from claims.store import verdicts
from claims.store.publish import published_path
from tests.browser import browser, needs_chromium
from tests.conftest import DemoRun
from tests.servers import free_port


@dataclass(frozen=True)
class Desk:
    url: str
    data: Path

    def held(self) -> dict[str, str]:
        return {key: one.status for key, one in verdicts.current(verdicts.decisions(self.data)).items()}


@pytest.fixture
def desk(demo: DemoRun, tmp_path: Path) -> Iterator[Desk]:
    data = tmp_path / "data"
    published_path(data).parent.mkdir(parents=True)
    shutil.copy(published_path(demo.data), published_path(data))
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "claims", "review", "--port", str(port), "--data", str(data)], stderr=subprocess.PIPE
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(200):
            try:
                httpx.get(url, timeout=5)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield Desk(url, data)
    finally:
        server.terminate()
        server.wait(10)


def test_requests_from_elsewhere_change_nothing(desk: Desk) -> None:
    page = httpx.get(desk.url).text
    token = page.split('name="token" value="')[1].split('"')[0]
    finding = page.split('name="finding" value="')[1].split('"')[0]
    good = {"token": token, "finding": finding, "status": "confirmed"}
    refused = [
        httpx.post(desk.url + "decide", data=good, headers={"Origin": "http://evil.example"}),
        httpx.post(desk.url + "decide", data=good | {"token": "x"}),
        httpx.post(desk.url + "decide", data={"finding": finding, "status": "confirmed"}),
        httpx.post(desk.url + "undo", data={}),
        httpx.post(desk.url + "decide", data=good, headers={"Host": "evil.example"}),
        httpx.get(desk.url, headers={"Host": "evil.example"}),
        httpx.post(desk.url + "decide", data=good | {"finding": "nosuch"}),
        httpx.post(desk.url + "decide", data=good | {"status": "sold"}),
        httpx.post(desk.url + "decide", data=good | {"note": "x" * 50_000}),
        httpx.get(desk.url + "..%2f..%2fetc%2fpasswd"),
        httpx.get(desk.url + "claims.duckdb"),
    ]
    assert [r.status_code for r in refused] == [403, 403, 403, 403, 400, 400, 404, 422, 413, 404, 404]
    assert desk.held() == {}
    assert httpx.post(desk.url + "decide", data=good).status_code == 303
    assert desk.held() == {finding: "confirmed"}
    about = verdicts.decisions(desk.data)[-1].about
    assert about is not None  # so that it is found again in any database
    assert about.a.url != about.b.url


def test_a_decision_holds_over_the_next_run(demo: DemoRun, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo.data, data)
    with duckdb.connect(str(published_path(data)), read_only=True) as con:
        (finding,) = con.execute("SELECT min(finding_id) FROM findings").fetchall()[0]
    verdicts.decide(data, finding, "dismissed", "not one strike")
    done = subprocess.run(
        [sys.executable, "-m", "claims", "import", "docs/examples/articles.jsonl", "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(published_path(data)), read_only=True) as con:
        held = con.execute("SELECT status, note FROM findings WHERE finding_id = ?", [finding]).fetchall()
    assert held == [("dismissed", "not one strike")]


@needs_chromium
def test_a_night_is_reviewed_by_keyboard_and_by_mouse(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(desk.url)
        first, second, third = (
            page.locator('input[name="finding"]').nth(n).get_attribute("value") or "" for n in range(3)
        )
        with page.expect_navigation():
            page.keyboard.press("c")
        assert desk.held() == {first: "confirmed"}
        assert page.locator(f"#f-{first}").count() == 0  # decided ones leave the queue
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("n")
        assert desk.held()[third] == "not_same"
        form = page.locator(".item").first
        form.locator('input[name="note"]').fill("رقم آخر")
        with page.expect_navigation():
            form.get_by_role("button", name="Dismiss").click()
        assert desk.held()[second] == "dismissed"
        assert verdicts.current(verdicts.decisions(desk.data))[second].note == "رقم آخر"
        with page.expect_navigation():
            page.keyboard.press("u")
        assert desk.held()[second] == "open"
        page.goto(desk.url + "?status=all")
        arabic = page.locator('blockquote[lang="ar"]').first
        assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert all(url.startswith(desk.url) for url in asked)


def test_a_taken_port_is_one_line(desk: Desk) -> None:
    port = desk.url.rsplit(":", 1)[1].strip("/")
    done = subprocess.run(
        [sys.executable, "-m", "claims", "review", "--port", port, "--data", str(desk.data)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
