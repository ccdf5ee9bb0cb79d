"""Sources that answer and yet give nothing, or articles without their text."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from claims.report import gather_report, to_html, to_markdown
from claims.report.doubts import BEFORE_DAYS, QUIET_DAYS, source_warnings
from claims.store.store import Store
from tests.match.build import START
from tests.report.build import Told, night, source


def articles(store: Store, name: str, days: float, letters: int, count: int = 6) -> None:
    """So many articles of a source, that many days ago."""
    at = (START - timedelta(days=days)).replace(tzinfo=None)
    for number in range(count):
        store.con.execute(
            """INSERT INTO store.articles (article_id, outlet, source, url, lang, title, text, first_seen_at, last_seen_at, version, kind)
            VALUES ($id, 'Post', $name, $id, 'en', '', repeat('x', $letters), $at, $at, 1, 'article')""",
            {"id": f"{name}-{days}-{number}", "name": name, "letters": letters, "at": at},
        )


def captures(store: Store, name: str, days: float, outcome: str, count: int = 6) -> None:
    """So many pages of a source, that many days ago, and what became of them."""
    at = (START - timedelta(days=days)).replace(tzinfo=None)
    for number in range(count):
        store.con.execute(
            """INSERT INTO store.captures (url, digest, outcome, fetched_at, first_at, source, etag, last_modified)
            VALUES ($url, $url, $outcome, $at, $at, $name, '', '')""",
            {"url": f"{name}-{days}-{number}", "outcome": outcome, "name": name, "at": at},
        )


def test_a_source_whose_pages_are_articles_no_more_and_one_that_never_gave_any(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        names = ("walled", "well", "silent", "new")
        night(store, [Told("A", 2500)], collected=[source(name, f"Outlet {name}") for name in names])
        for name, outcome in (("walled", "cookie wall"), ("well", "article")):
            captures(store, name, 10, "article")
            captures(store, name, 0.5, outcome)
            articles(store, name, 1, 3000, count=1)
        captures(store, "silent", QUIET_DAYS + 1, "listing", count=1)
        captures(store, "new", 1, "listing", count=1)
        found = source_warnings(store.con)
        report = gather_report(store.con)
    assert set(found) == {"walled", "silent"}
    assert found["walled"] == "hardly one of its last 6 pages is an article (cookie wall): was the site redesigned?"
    assert "nothing new for 8 days" in found["silent"]
    assert "cookie wall" in to_html(report)


def test_what_is_odd_about_a_source(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        names = ("quiet", "thin", "well", "young", "few")
        night(store, [Told("A", 2500)], collected=[source(name, f"Outlet {name}") for name in names])
        articles(store, "quiet", QUIET_DAYS + 2, 3000)
        for name, now in (("thin", 400), ("well", 2500)):
            articles(store, name, 10, 3000)
            articles(store, name, 0.5, now)
        articles(store, "young", 0.5, 300)
        articles(store, "few", 10, 3000, count=2)
        articles(store, "few", 0.5, 300)
        articles(store, "well", BEFORE_DAYS + 30, 90000)
        found = source_warnings(store.con)
        report = gather_report(store.con)
    assert set(found) == {"quiet", "thin"}
    assert "400 letters, 3000 before" in found["thin"]
    assert "nothing new for 9 days" in found["quiet"]
    for page in (to_html(report), to_markdown(report)):
        assert "redesigned" in page
        assert "nothing new for" in page
