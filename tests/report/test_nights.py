"""What the first page says of a night and of those before it, and what of articles that no night brought."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, Locator

from claims import run
from claims.report import ReportPaths, write_report
from claims.store.store import Store
from tests.axe import violations
from tests.browser import needs_chromium
from tests.conftest import DemoRun
from tests.match.build import START
from tests.report.build import Told
from tests.report.opened import Opened

pytestmark = needs_chromium
NARROW = {"width": 360, "height": 740}


def test_how_the_nights_went_is_drawn_and_said(
    chromium: Browser, report: ReportPaths, con: duckdb.DuckDBPyConnection
) -> None:
    page = Opened(chromium, report).page
    nights = page.locator("section[aria-labelledby=nights]")
    assert nights.locator("tbody tr").count() == 2
    labels = {
        figure.locator("figcaption").inner_text(): figure.locator("svg").get_attribute("aria-label") or ""
        for figure in nights.locator("figure").all()
    }
    runs = con.execute("SELECT CAST(night AS VARCHAR), claims_new, sources_failed FROM runs ORDER BY night").fetchall()
    assert labels["Claims a night"] == "Claims a night. " + "; ".join(f"{night}: {claims}" for night, claims, _ in runs)
    assert labels["Sources that failed"].endswith(f"; {runs[1][0]}: 1")
    counts = con.execute(
        """SELECT round(100 * count(*) FILTER (kind = 'undetermined') / count(*)) FROM findings
        GROUP BY CAST(first_seen_at AS DATE) ORDER BY CAST(first_seen_at AS DATE)"""
    ).fetchall()
    shares = re.findall(r": (\d+)\xa0%", labels["Findings that could not be judged"])
    assert list(map(float, shares)) == [share for (share,) in counts]
    assert any(float(share) for share in shares)


def test_imported_articles_are_no_night(chromium: Browser, tmp_path: Path) -> None:
    """Where nothing was collected no figure says "0 sources read", and outlets stand in the list of sources all the same."""
    with Store(tmp_path) as store:
        told = [Told("Harbour Post", 2500), Told("الميناء", 3900, lang="ar")]
        store.load([one.made() for one in told], [], seen_at=START)
        run.match_and_judge(store, START)
        paths = write_report(store.con, tmp_path / "report")
    assert "<h1>Articles as they were read</h1>" in (paths.html.parent / "articles-1.html").read_text(encoding="utf-8")
    page = Opened(chromium, paths, viewport=NARROW).page
    assert "imported" in page.locator(".lead").inner_text()
    figures = " ".join(page.locator(".figures").inner_text().split())
    assert figures == "2 articles 2 claims 1 quantities followed 1 contradictions"
    rows = page.locator("section[aria-labelledby=sources] tbody tr").all_inner_texts()
    assert len(rows) == 2
    assert all("imported 26 July 2021" in row for row in rows)
    assert page.locator("article").get_by_text("text as read").count() == 2


def test_the_demos_first_screen_answers_a_newcomer(chromium: Browser, demo: DemoRun) -> None:
    """Which outlet says what, since when, by which rule, where is the page: for the top finding, without a click or a scroll."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(max(demo.reports.glob("*/index.html")).as_uri())

    def on_screen(part: Locator) -> bool:
        box = part.bounding_box()
        return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 900 and part.is_visible()

    lead = page.locator(".top article")
    for side in lead.locator(".side").all():
        assert on_screen(side)
        assert on_screen(side.locator("mark"))
        said = " ".join(side.inner_text().split())
        assert said.startswith(side.locator(".value").inner_text())
        assert side.locator("strong").inner_text() in said
        assert re.search(r"(since|published) \d+ July 2021, \d\d:\d\d UTC", said)
        assert (side.locator("p", has_text="Page:").locator("a").first.get_attribute("href") or "").startswith(
            "https://"
        )
        assert side.get_by_text("archived copy").is_visible()
    assert on_screen(lead.locator(".why .rule"))
    assert on_screen(page.locator(".beside svg").first)
    assert violations(page) == []
