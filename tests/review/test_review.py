"""The review page as a person uses it, over the demo run, on a real server and in a real browser."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from claims.report.facts import GRAVE
from claims.store import verdicts
from claims.store.publish import published_path
from claims.store.query import connect
from claims.store.store import Store
from tests.browser import browser, needs_chromium
from tests.conftest import DemoRun
from tests.review.desk import CLIENT, Desk


def test_requests_from_elsewhere_change_nothing(desk: Desk) -> None:
    token, finding = desk.token(), desk.listed()[0]
    good = {"token": token, "finding": finding, "status": "confirmed"}
    refused = [
        CLIENT.post(desk.url + "decide", data=good, headers={"Origin": "http://evil.example"}),
        CLIENT.post(desk.url + "decide", data=good, headers={"Origin": "null"}),
        CLIENT.post(desk.url + "decide", data=good, headers={"Sec-Fetch-Site": "cross-site"}),
        CLIENT.post(desk.url + "decide", data=good, headers={"Sec-Fetch-Site": "same-site"}),
        CLIENT.post(desk.url + "decide", data=good | {"token": "x"}),
        CLIENT.post(desk.url + "decide", data={"finding": finding, "status": "confirmed"}),
        CLIENT.post(desk.url + "undo", data={}),
        CLIENT.post(desk.url + "decide", data=good, headers={"Host": "evil.example"}),
        CLIENT.get(desk.url, headers={"Host": "evil.example"}),
        CLIENT.post(desk.url + "decide", data=good | {"finding": "nosuch"}),
        CLIENT.post(desk.url + "decide", data=good | {"status": "sold"}),
        CLIENT.post(desk.url + "decide", data=good | {"note": "x" * 50_000}),
        CLIENT.get(desk.url + "decide"),
    ]
    assert [r.status_code for r in refused] == [403, 403, 403, 403, 403, 403, 403, 400, 400, 404, 422, 413, 405]
    assert desk.held() == {}
    assert CLIENT.post(desk.url + "decide", data=good).status_code == 303
    assert desk.held() == {finding: "confirmed"}
    about = verdicts.decisions(desk.data)[-1].about
    assert about is not None  # so that it is found again in any database
    assert about.a.url != about.b.url


@pytest.mark.parametrize(
    "path",
    [
        "..%2f..%2fetc%2fpasswd",
        "claims.duckdb",
        "verdicts.jsonl",
        "static/../verdicts.jsonl",
        "article/..%2f..%2fverdicts.jsonl",
        "article/%2e%2e%2fpublished%2fclaims.duckdb",
        "finding/../why.svg",
        "finding/nosuch/why.svg",
        "outlet?name=../../etc/passwd",
        "docs",
        "openapi.json",
    ],
)
def test_no_file_is_served(desk: Desk, path: str) -> None:
    answer = CLIENT.get(desk.url + path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_an_answer_leads_nowhere_else(desk: Desk) -> None:
    finding = desk.listed()[0]
    for back in ("https://evil.example/?status=all", "//evil.example/?status=all", "/\r\nX: y?status=all"):
        answer = desk.decide(finding, "open", back=back, next="\r\nSet-Cookie: a=b")
        assert answer.headers["location"].startswith("/?status=all&finding=")
        assert "set-cookie" not in answer.headers


def test_the_gravest_stand_first_and_filters_narrow(desk: Desk) -> None:
    with connect(desk.data) as con:
        kinds = dict(con.execute("SELECT finding_id, kind FROM findings").fetchall())
        arabic = {
            row[0]
            for row in con.execute(
                "SELECT finding_id FROM findings f JOIN claims c ON c.claim_id IN (f.claim_a, f.claim_b) WHERE c.lang = 'ar'"
            ).fetchall()
        }
    listed = desk.listed() + desk.listed("?page=2")
    assert sorted(listed) == sorted(kinds)
    order = [kinds[one] in GRAVE for one in listed]
    assert order == sorted(order, reverse=True)
    assert {kinds[one] for one in desk.listed("?kind=stealth_edit")} == {"stealth_edit"}
    assert set(desk.listed("?lang=ar")) <= arabic
    assert desk.listed("?q=KERMAN&place=Kerman")
    assert not desk.listed("?q=nothing+like+it")
    assert desk.listed("?status=confirmed") == []
    assert desk.listed("?kind=nosuch&sort=nosuch&page=minus&status=nosuch") == desk.listed()


def test_labels_notes_and_who_decided_are_kept_and_exported(desk: Desk) -> None:
    first, second = desk.listed()[:2]
    desk.decide(first, "same", note="=ask()", label=["desk", "call back, later"])
    desk.decide(second, "dismissed", note="سطر واحد", label="desk")
    assert desk.held() == {first: "open", second: "dismissed"}
    assert desk.listed("?status=all&label=desk") == [first, second]
    assert desk.listed("?label=later") == [first]
    rows = list(csv.DictReader(io.StringIO(desk.get("decisions.csv"))))
    assert [(row["finding_id"], row["status"], row["labels"]) for row in rows] == [
        (first, "open", "desk, call back, later"),
        (second, "dismissed", "desk"),
    ]
    assert rows[0]["note"] == "'=ask()"  # no formula of a spreadsheet
    assert rows[1]["note"] == "سطر واحد"
    assert all(row["decided_by"] and row["url_a"] and row["outlet_b"] for row in rows)
    lines = [json.loads(line) for line in desk.get("decisions.jsonl").splitlines()]
    assert [line["labels"] for line in lines] == [["desk", "call back", "later"], ["desk"]]
    with connect(desk.data) as con:
        assert con.execute("SELECT status, labels FROM findings WHERE finding_id = ?", [second]).fetchall() == [
            ("dismissed", ["desk"])
        ]


def test_it_works_while_a_run_is_writing(desk: Desk) -> None:
    with Store(desk.data) as store:
        store.con.begin()
        store.con.execute("INSERT INTO store.meta VALUES ('half', 'done')")
        finding = desk.listed()[0]
        assert desk.decide(finding, "confirmed").status_code == 303
        store.con.rollback()
    assert finding not in desk.listed()


def test_nothing_published_is_a_page_that_says_so(desk: Desk) -> None:
    path = published_path(desk.data)
    path.rename(path.with_name("aside"))
    try:
        answer = CLIENT.get(desk.url)
    finally:
        path.with_name("aside").rename(path)
    assert answer.status_code == 503
    assert "claims demo" in answer.text


def test_a_decision_holds_over_the_next_run(demo: DemoRun, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo.data, data)
    with duckdb.connect(str(published_path(data)), read_only=True) as con:
        (finding,) = con.execute("SELECT min(finding_id) FROM findings").fetchall()[0]
    verdicts.decide(data, finding, "dismissed", "not one strike", labels=("desk",), by="Nour")
    done = subprocess.run(
        [sys.executable, "-m", "claims", "import", "docs/examples/articles.jsonl", "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(published_path(data)), read_only=True) as con:
        held = con.execute("SELECT status, note, labels FROM findings WHERE finding_id = ?", [finding]).fetchall()
        kept = con.execute("SELECT decided_by, status, holds FROM verdicts").fetchall()
    assert held == [("dismissed", "not one strike", ["desk"])]
    assert kept == [("Nour", "dismissed", True)]


# -- in a browser --------------------------------------------------------------------------------------------------------------


def shown(page: Page) -> str:
    return page.locator('.decide input[name="finding"]').get_attribute("value") or ""


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


@needs_chromium
def test_a_night_is_reviewed_by_keyboard(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(desk.url)
        open_at_first = desk.listed() + desk.listed("?page=2")
        first = shown(page)
        assert first == open_at_first[0]
        press(page, "c")
        assert desk.held() == {first: "confirmed"}
        second = shown(page)
        assert second == open_at_first[1]  # the next one is opened by itself
        press(page, "j")
        third = shown(page)
        press(page, "n")
        press(page, "k")
        assert desk.held()[third] == "not_same"
        page.keyboard.press("m")
        page.keyboard.type("رقم آخر, cd n u")  # no key does anything while one writes
        press(page, "Control+Enter")
        noted = shown(page)
        assert verdicts.current(verdicts.decisions(desk.data))[noted].note == "رقم آخر, cd n u"
        page.keyboard.press("l")
        page.keyboard.type("to desk")
        press(page, "Enter")
        assert verdicts.current(verdicts.decisions(desk.data))[noted].labels == ("to desk",)
        press(page, "d")
        assert desk.held()[noted] == "dismissed"
        press(page, "u")
        assert shown(page) == noted
        held = verdicts.current(verdicts.decisions(desk.data))[noted]
        assert (held.status, held.note, held.labels) == ("open", "رقم آخر, cd n u", ("to desk",))
        for _ in range(len(open_at_first) + 5):
            if not shown_or_none(page):
                break
            press(page, "d")
        assert page.locator(".empty").inner_text().startswith("Nothing here")
        assert set(desk.held()) == set(open_at_first)
        assert "open" not in desk.held().values()
        assert all(url.startswith(desk.url) for url in asked)


def shown_or_none(page: Page) -> str | None:
    return shown(page) if page.locator(".decide").count() else None


@needs_chromium
def test_a_night_is_reviewed_by_mouse(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(desk.url)
        page.locator('select[name="lang"]').select_option("ar")
        page.wait_for_url("**lang=ar**")
        page.locator(".list .rows a").nth(2).click()
        third = shown(page)
        quote = page.locator('.work blockquote[lang="ar"]').first
        assert quote.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert quote.evaluate("e => getComputedStyle(e).textAlign") == "right"
        page.locator("#note").fill("seen")
        page.locator("#new-label").fill("مكتب")
        page.get_by_role("button", name="Not the same thing").click()
        assert "lang=ar" in page.url  # the filters stay
        assert (desk.held()[third], verdicts.decisions(desk.data)[-1].labels) == ("not_same", ("مكتب",))
        fourth = shown(page)
        page.get_by_role("checkbox", name="مكتب").check()  # a label that was given is offered
        page.get_by_role("button", name="Confirm").click()
        assert verdicts.current(verdicts.decisions(desk.data))[fourth].labels == ("مكتب",)
        page.get_by_role("button", name="Undo").click()
        assert desk.held()[fourth] == "open"
        page.get_by_role("link", name="confirmed").click()
        assert page.locator(".decide").count() == 0
        page.get_by_role("link", name="not same").first.click()
        page.get_by_role("button", name="Open again").click()
        assert desk.held()[third] == "open"
        page.get_by_role("link", name="Decisions").click()
        assert page.locator("main tbody tr").count() == len(verdicts.decisions(desk.data)) == 4


@needs_chromium
def test_from_a_finding_to_what_stands_behind_it(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(desk.url + "?kind=contradiction&lang=ar")
        press(page, "q")
        assert "/cluster/" in page.url
        assert page.locator("svg.time circle").count() > 2
        assert page.locator('ol.claims blockquote[dir="rtl"] mark').count() > 0
        page.go_back()
        press(page, "1")
        marked = page.locator("mark:has(:target)")
        assert marked.count() == 1
        assert page.locator("main h1").inner_text()
        page.goto(desk.url + "?kind=stealth_edit")
        press(page, "2")
        assert (
            page.locator(".changes del").all_inner_texts()[-1],
            page.locator(".changes ins").all_inner_texts()[-1],
        ) == ("27", "72")
        page.goto(desk.url)
        page.locator("details.whence summary").click()
        expect(page.locator(".whence img")).to_have_js_property("naturalWidth", 900)


@needs_chromium
def test_the_list_of_keys_and_keys_turned_off(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(desk.url)
        page.keyboard.press("?")
        assert page.get_by_role("dialog").is_visible()
        page.keyboard.press("c")  # behind an open list nothing is decided
        page.locator("#keys-on").uncheck()
        page.keyboard.press("Escape")
        assert not page.get_by_role("dialog").is_visible()
        page.keyboard.press("c")
        page.reload()
        page.keyboard.press("d")
        page.wait_for_timeout(200)
        assert desk.held() == {}
        page.get_by_role("button", name="Keys").click()
        page.locator("#keys-on").check()
        page.get_by_role("button", name="Close").click()
        press(page, "c")
        assert len(desk.held()) == 1


@needs_chromium
def test_without_scripts_all_can_be_decided(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(desk.url)
        first = shown(page)
        page.get_by_role("button", name="Dismiss").click()
        assert desk.held() == {first: "dismissed"}
        page.locator('select[name="kind"]').select_option("update")
        page.get_by_role("button", name="Show").click()
        assert "kind=update" in page.url


@needs_chromium
def test_a_phone_shows_it_without_scrolling_sideways(desk: Desk) -> None:
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        cluster = desk.get("").partition('href="/cluster/')[2].partition('"')[0]
        article = desk.get("").partition('href="/article/')[2].partition("#")[0]
        for path in (
            "",
            f"cluster/{cluster}",
            f"article/{article}",
            "outlets",
            "quantities",
            "decisions",
            "outlet?name=Harbour+Post",
        ):
            page.goto(desk.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


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
