"""Every review page is held against axe-core in a real browser, in light and in dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims.store.query import connect
from tests.browser import browser, needs_chromium
from tests.review.desk import Desk


def addresses(desk: Desk) -> list[str]:
    with connect(desk.data) as con:
        (cluster,) = con.execute("SELECT arg_max(cluster_id, claims) FROM clusters").fetchall()[0]
        (arabic,) = con.execute("SELECT arg_max(article_id, len(text)) FROM articles WHERE lang = 'ar'").fetchall()[0]
        old, new = con.execute(
            """SELECT a.article_id, b.article_id FROM findings f JOIN claims a ON a.claim_id = f.claim_a
            JOIN claims b ON b.claim_id = f.claim_b WHERE f.kind = 'stealth_edit'"""
        ).fetchall()[0]
    return [
        "",
        "?kind=stealth_edit",
        "?status=all&q=nothing+like+it",
        f"cluster/{cluster}",
        f"article/{arabic}",
        f"article/{new}?against={old}",
        "outlet?name=Coastline+Daily",
        "outlets",
        "quantities?q=killed",
        "decisions",
        "no/such/page",
    ]


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(desk: Desk, scheme: Any) -> None:
    first, second, third = desk.listed()[:3]
    desk.decide(first, "confirmed", note="as they said", label="desk")
    desk.decide(second, "not_same", label="desk")
    desk.decide(third, "same", note="ملاحظة", label="مكتب")
    found = []
    with browser() as chromium:
        page = chromium.new_page(color_scheme=scheme)
        for path in addresses(desk):
            page.goto(desk.url + path)
            if not path:
                page.locator("details").first.evaluate("e => e.open = true")
            results = Axe().run(page)
            assert len(results.response["passes"]) > 10, path
            found += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]]
        page.goto(desk.url)
        page.keyboard.press("?")
        found += [("keys", one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(page).response["violations"]]
    assert found == []
