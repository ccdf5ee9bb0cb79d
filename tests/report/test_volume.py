"""A night with more findings than one page holds. `python -m tests.report.volume` measures 5,000 of them."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from claims.report import ReportPaths, write_report
from claims.report.layout import FIRST_BYTES, PAGE_BYTES
from claims.store.store import Store
from tests.axe import violations
from tests.browser import browser, needs_chromium
from tests.report import volume
from tests.report.build import Told, night

FINDINGS = 1_200


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> ReportPaths:
    folder = tmp_path_factory.mktemp("large")
    volume.large(folder, FINDINGS, 6_000)
    return volume.written(folder)


def test_every_finding_stands_on_one_page_and_none_is_large(large: ReportPaths) -> None:
    assert large.html.stat().st_size < 1_000_000
    assert large.markdown.stat().st_size < 3_000_000
    with large.csv.open(encoding="utf-8", newline="") as file:
        known = [row["finding_id"] for row in csv.DictReader(file)]
    assert len(known) == FINDINGS
    pages = {page.name: page.read_text(encoding="utf-8") for page in large.html.parent.glob("*.html")}
    first, listed = pages["index.html"], pages.pop("findings.html")
    for kind in volume.KINDS:  # none is pushed out by the others
        assert first.count(f'data-kind="{kind}"') >= 5
    shown = [key for page in pages.values() for key in re.findall(r'<article id="f-(\w+)"', page)]
    assert sorted(shown) == sorted(known)
    leads = re.findall(r'<li id="f-(\w+)".*?<a href="([\w-]+\.html)#f-(\w+)">', listed)
    assert [key for key, _, _ in leads] == known
    assert all(f'<article id="f-{key}"' in pages[page] and key == anchor for key, page, anchor in leads)
    assert "more in findings.csv" in large.markdown.read_text(encoding="utf-8")
    copies = [page for name, page in pages.items() if name.startswith("articles-")]
    for page in pages.values():
        assert len(page.encode()) < max(FIRST_BYTES, PAGE_BYTES) + 100_000
        for name, anchor in re.findall(r'href="(articles-\d+\.html)#(a-[\w-]+)"', page)[:20]:
            assert f'id="{anchor}"' in pages[name]
    assert copies


def test_pages_that_are_no_more_are_removed(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        folder = tmp_path / "report"
        folder.mkdir()
        for name in ("contradiction-2.html", "findings.html", "articles-9.html", "mine.html", "notes-2.html"):
            (folder / name).write_text("old", encoding="utf-8")
        write_report(store.con, folder)
    left = {page.name for page in folder.glob("*.html")}
    assert left == {"index.html", "articles-1.html", "mine.html", "notes-2.html"}


def test_a_page_of_the_longest_texts_stays_small(tmp_path: Path) -> None:
    word = "كلمة" * 5000
    with Store(tmp_path) as store:
        claim = {"subject": word, "attributed_to": word, "qualifiers": ("nationality:US",)}
        long: dict[str, Any] = {"before": word, "after": word, "lang": "ar", "title": word, "claim": claim}
        night(store, [Told(f"{n} {word}", n, quote=f"{n} {word}", **long) for n in range(2500, 5700, 400)])
        paths = write_report(store.con, tmp_path / "report")
    page = paths.html.read_text(encoding="utf-8")
    assert page.count("<article") > 5
    assert len(page.encode()) < 20_000 * page.count("<article") + 60_000


@needs_chromium
def test_a_finding_is_found_wherever_it_stands(large: ReportPaths) -> None:
    listed = (large.html.parent / "findings.html").read_text(encoding="utf-8")
    name, key = re.findall(r'<a href="(undetermined-\d+\.html)#f-(\w+)">', listed)[-1]
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        page.goto(large.html.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.fill("[name=text]", "harbour")
        count = page.locator("#filter .count")
        assert re.search(r"^\d+ of \d+ findings on this page · search all$", count.inner_text())
        count.locator("a").click()
        page.wait_for_url("**/findings.html#*")
        assert page.input_value("[name=text]") == "harbour"
        assert f"of {FINDINGS} findings" in page.locator("#filter .count").inner_text()
        page.goto(f"{large.html.as_uri()}#f-{key}")  # an old link, of a finding that another page holds
        page.wait_for_url(f"**/findings.html#f-{key}")
        assert violations(page) == []
        target = page.locator(f"#f-{key}")
        assert target.is_visible()
        target.locator("a").click()
        page.wait_for_url(f"**/{name}#f-{key}")
        assert page.locator(f"article#f-{key}").is_visible()
        assert violations(page) == []
