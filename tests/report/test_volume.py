"""A night with thousands of findings still gives a page that a phone opens."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import pytest

from claims.report import ReportPaths, write_report
from claims.store.store import Store
from tests.browser import browser, needs_chromium
from tests.report.build import SCENE, Told, night, toll

FINDINGS = 5_000
KINDS = ["contradiction", "stealth_edit", "revision", "update", "undetermined"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> ReportPaths:
    """Real findings with long sentences, and copies of them under other ids, kinds and quantities."""
    folder = tmp_path_factory.mktemp("large")
    after = f" {SCENE}, " + "said the spokesman of the coalition, " * 60
    with Store(folder / "data") as store:
        told = [
            Told("Harbour Post", 2500, after=after),
            Told("صحيفة", 3900, lang="ar", after=" في قاعدة عين الأسد في الأنبار، " + "قال المتحدث " * 90),
        ]
        night(store, [*told, toll("A", 12), toll("B", 31)])
        for table, key in (("clusters", "cluster_id"), ("claims", "claim_id")):
            other = ", cluster_id || '-' || n % 700 AS cluster_id" if table == "claims" else ""
            store.con.execute(
                f"""INSERT INTO store.{table} BY NAME
                SELECT s.* REPLACE ({key} || '-' || n AS {key} {other}) FROM store.{table} s, range({FINDINGS}) t(n)"""
            )
        have = store.con.execute("SELECT count(*) FROM store.findings").fetchall()[0][0]
        store.con.execute(
            f"""INSERT INTO store.findings BY NAME
            SELECT s.* REPLACE (left(md5(finding_id || n), 16) AS finding_id, (?::VARCHAR[])[1 + n % 5] AS kind,
            severity * (1 - n / 1e5) AS severity, cluster_id || '-' || n % 700 AS cluster_id, claim_a || '-' || n AS claim_a,
            claim_b || '-' || n AS claim_b) FROM store.findings s, range({FINDINGS // have}) t(n) LIMIT {FINDINGS - have}""",
            [KINDS],
        )
        return write_report(store.con, folder / "report")


def test_the_files_hold_all_and_the_page_what_fits(large: ReportPaths) -> None:
    assert large.html.stat().st_size < 3_000_000
    assert large.markdown.stat().st_size < 3_000_000
    with large.csv.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == FINDINGS
    page = large.html.read_text(encoding="utf-8")
    for kind in KINDS:  # none is pushed out by the others
        assert page.count(f'data-kind="{kind}"') >= 30
    assert f"of {FINDINGS:,} findings" in page
    assert 'href="findings.csv"' in page
    assert "more in findings.csv" in large.markdown.read_text(encoding="utf-8")


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
def test_it_opens_fast(large: ReportPaths) -> None:
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        began = time.monotonic()
        page.goto(large.html.as_uri())
        page.locator(".top li").first.wait_for()
        assert time.monotonic() - began < 10  # under 1 second on an idle machine
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.fill("[name=text]", "harbour")
        assert "findings" in page.locator("#filter output").inner_text()
