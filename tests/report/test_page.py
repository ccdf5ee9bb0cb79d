"""The page in a real browser: what it shows, what it asks for, how it reads."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser

from claims.report import ReportPaths, write_report
from claims.report.facts import KINDS, TITLES
from claims.store.store import Store
from tests.axe import violations
from tests.browser import needs_chromium
from tests.report.build import Told, night
from tests.report.opened import Opened, too_wide

pytestmark = needs_chromium

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
NARROW = {"width": 360, "height": 740}


def test_the_counts_are_the_databases(chromium: Browser, report: ReportPaths, con: duckdb.DuckDBPyConnection) -> None:
    page = Opened(chromium, report).page
    counts = dict(con.execute("SELECT kind, count(*) FROM findings GROUP BY ALL").fetchall())
    assert {"contradiction", "stealth_edit", "update", "undetermined"} <= set(counts)
    for kind in KINDS:
        assert page.locator(f'article[data-kind="{kind}"]').count() == counts.get(kind, 0)
        assert page.locator(f"h2#{kind}").count() == bool(counts.get(kind))
        if kind in counts:
            assert page.locator(f"h2#{kind}").inner_text() == f"{TITLES[kind]} ({counts[kind]})"
    ids = {row[0] for row in con.execute("SELECT finding_id FROM findings").fetchall()}
    assert {(a.get_attribute("id") or "")[2:] for a in page.locator("article").all()} == ids
    figures = page.locator(".figures").inner_text()
    articles, claims = con.execute("SELECT articles_new, claims_new FROM runs ORDER BY started_at DESC").fetchall()[0]
    for said in (
        f"{articles} new articles",
        f"{claims} new claims",
        f"{counts['contradiction']} contradictions",
        "1 failed",
    ):
        assert said in " ".join(figures.split())


def test_the_first_screen_says_what_matters_most(chromium: Browser, report: ReportPaths) -> None:
    page = Opened(chromium, report, viewport={"width": 1280, "height": 900}).page
    lead = page.locator(".top article")
    assert lead.count() == 1
    said = " ".join(lead.inner_text().split())
    assert "says 2,500, صدى الشرق says 5,200 troops are in Iraq" in said
    assert "3 independent sources against 1, one value 2.1 times the other" in said
    assert "new tonight" in said
    others = page.locator(".top > ol > li")
    assert others.count() == 2
    box = others.last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900
    assert "Silent Bulletin" in page.locator(".lead").inner_text()
    others.first.locator("a").click()
    assert page.locator("article:target").count() == 1


def test_the_top_finding_is_answered_without_a_click(
    chromium: Browser, report: ReportPaths, con: duckdb.DuckDBPyConnection
) -> None:
    """Which outlet says what, since when, by which rule, where is the page: all of it on the first screen."""
    page = Opened(chromium, report, viewport={"width": 1280, "height": 900}).page
    lead = page.locator(".top article")
    [row] = con.execute(
        """SELECT a.outlet, a.quote, a.url, b.outlet, b.quote, b.url, rule FROM findings
        JOIN claims a ON a.claim_id = claim_a JOIN claims b ON b.claim_id = claim_b WHERE 'f-' || finding_id = ?""",
        [lead.get_attribute("id")],
    ).fetchall()
    for key, outlet, quote, url in (("a", *row[:3]), ("b", *row[3:6])):
        side = lead.locator(f".side.{key}")
        box = side.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900
        said = " ".join(side.inner_text().split())
        assert side.locator("strong").inner_text() == outlet
        assert side.locator("mark").inner_text() == quote
        assert re.search(r"26 July 2021, \d\d:\d\d UTC", said)
        links = [(a.get_attribute("href"), a.is_visible()) for a in side.locator("a").all()]
        assert (url, True) in links
    rule = lead.locator(".why")
    assert f"rule: {row[6]}" in rule.inner_text()
    assert "no value fits both" in rule.inner_text()
    box = rule.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900


def test_a_side_is_read_in_english_and_leads_to_what_was_read(
    chromium: Browser, report: ReportPaths, con: duckdb.DuckDBPyConnection
) -> None:
    opened = Opened(chromium, report)
    page = opened.page
    side = page.locator("article", has_text="صدى الشرق says 5,200").first.locator(".side.b")
    assert "In English: 5,200 soldiers; present; Iraq." in side.inner_text()
    side.get_by_text("text as read").click()  # nothing of these nights was archived
    page.wait_for_url("**/articles-1.html#a-*")
    copy = page.locator("article:target")
    [text] = con.execute("SELECT text FROM articles WHERE outlet = 'صدى الشرق'").fetchall()[0]
    shown = copy.locator(".text")
    assert shown.text_content() == text
    assert shown.locator("mark").inner_text() == "5200 جندي"
    assert shown.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert opened.complaints == []
    supports = Opened(chromium, report).page.locator(".side.a a", has_text="Open Dispatch").first
    assert (supports.get_attribute("href") or "").startswith("https://")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["index.html", "articles-1.html"])
def test_axe_finds_nothing(chromium: Browser, report: ReportPaths, scheme: str, width: int, name: str) -> None:
    opened = Opened(chromium, report, viewport={"width": width, "height": 740}, color_scheme=scheme)
    opened.page.goto((report.html.parent / name).as_uri())
    opened.open_all()
    assert violations(opened.page) == []


def test_time_tells_versions_and_totals_apart(chromium: Browser, report: ReportPaths) -> None:
    page = Opened(chromium, report).page
    edit = page.locator("section.kind", has=page.locator("#stealth_edit"))
    timeline = edit.locator("svg.times")
    label = timeline.get_attribute("aria-label") or ""
    assert re.search(r"Valley Courier: 14 on 26 July 2021.*, 19 on 27 July 2021", label)
    assert timeline.locator("text", has_text="14 → 19").count() == 1
    assert timeline.locator("circle").count() == 2


def test_names_and_quotes_keep_their_direction(chromium: Browser, report: ReportPaths) -> None:
    page = Opened(chromium, report).page
    quotes = page.locator('blockquote[lang="ar"]').all()
    assert quotes
    assert all(q.evaluate("e => getComputedStyle(e).direction") == "rtl" for q in quotes)
    assert all(q.locator("mark").count() == 1 for q in quotes)
    assert page.locator('blockquote[lang="en"]').first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    stray = page.evaluate(
        """() => { const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const at = walk.currentNode.parentElement;
            const arabic = /[\\u0600-\\u06ff]/.test(walk.currentNode.data);
            if (arabic && !at.closest('bdi, blockquote, svg, script, select')) found.push(walk.currentNode.data) }
        return found }"""
    )
    assert stray == []


def test_one_picture_a_quantity_with_its_text(chromium: Browser, report: ReportPaths) -> None:
    page = Opened(chromium, report).page
    labels = [svg.get_attribute("aria-label") or "" for svg in page.locator('svg[role="img"]').all()]
    assert len(labels) == len(set(labels))
    [troops] = [label for label in labels if "troops in Iraq" in label]
    for said in ("Harbour Post: 2,500", "الميناء: 2,500", "Coastline Daily: 3,900", "صدى الشرق: 5,200"):
        assert said in troops
    lead = page.locator(".first", has_text="troops are in Iraq")
    assert lead.locator("svg").count() == 1
    assert lead.locator("circle").count() == 5
    group = page.locator("#contradiction ~ .quantity", has_text="Troops in Iraq").first
    assert group.locator("article").count() == 2  # the third leads the page
    assert group.locator("svg").count() == 0
    group.get_by_text("The values of all outlets").click()
    assert page.locator("figure:target svg").count() == 1


@pytest.mark.parametrize("which", ["report", "hostile_report"])
def test_nothing_leaves_the_page(chromium: Browser, which: str, request: pytest.FixtureRequest) -> None:
    opened = Opened(chromium, request.getfixturevalue(which))
    opened.open_all()
    opened.page.wait_for_timeout(200)
    assert opened.asked == [opened.uri]
    assert opened.complaints == []  # an injected element would be refused by the policy, and the browser would say so
    assert opened.page.evaluate("window.pwned") is None


def test_hostile_text_stays_text(chromium: Browser, hostile_report: ReportPaths) -> None:
    opened = Opened(chromium, hostile_report, viewport=NARROW)
    page = opened.page
    assert page.locator("article").count() > 5
    assert "<script>" in page.locator('article[data-kind="stealth_edit"] .headline').inner_text()
    assert page.locator("body script").count() == 1
    assert page.locator("img, [onerror], [onclick], [onload]").count() == 0
    targets = page.evaluate("[...document.links].map(a => a.protocol)")
    assert set(targets) <= {"https:", "http:", "file:"}
    opened.open_all()
    assert page.get_by_text("<script>window.pwned").first.is_visible()
    assert not re.search("[\u202a-\u202e]", page.content())
    assert too_wide(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_reads_in_both_schemes_and_on_a_phone(
    chromium: Browser, report: ReportPaths, scheme: str, width: int
) -> None:
    opened = Opened(chromium, report, viewport={"width": width, "height": 740}, color_scheme=scheme)
    opened.open_all()
    assert too_wide(opened.page) == []
    weak = opened.page.evaluate(CONTRAST)
    assert weak["seen"] > 100
    assert weak["weak"] == []


def test_it_reads_without_javascript(chromium: Browser, report: ReportPaths, con: duckdb.DuckDBPyConnection) -> None:
    [undetermined] = con.execute("SELECT min(finding_id) FROM findings WHERE kind = 'undetermined'").fetchall()[0]
    page = Opened(chromium, report, anchor=f"#f-{undetermined}", java_script_enabled=False).page
    assert page.locator(f"#f-{undetermined}").is_visible()
    assert not page.locator("#filter").is_visible()
    assert page.locator('article[data-kind="contradiction"] blockquote').first.is_visible()
    updates = page.locator("section.kind", has=page.locator("#update"))
    assert not updates.locator("article").first.is_visible()
    updates.locator("summary").first.click()
    assert updates.locator("article").first.is_visible()


def test_links_to_findings_hold(chromium: Browser, report: ReportPaths, con: duckdb.DuckDBPyConnection) -> None:
    for kind in ("contradiction", "update", "undetermined"):
        [finding] = con.execute("SELECT max(finding_id) FROM findings WHERE kind = ?", [kind]).fetchall()[0]
        page = Opened(chromium, report, anchor=f"#f-{finding}").page
        article = page.locator(f"#f-{finding}")
        assert article.is_visible()
        box = article.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 720
        assert article.evaluate("e => e.matches(':target')")


def test_the_filter_narrows_and_lets_go(chromium: Browser, report: ReportPaths) -> None:
    page = Opened(chromium, report).page
    everything = page.locator("article").count()

    def left() -> int:
        return int(page.evaluate("[...document.querySelectorAll('article')].filter(a => a.checkVisibility()).length"))

    page.select_option("[name=kind]", "undetermined")
    assert left() == page.locator('article[data-kind="undetermined"]').count() > 0
    assert f"of {everything} findings" in page.locator("#filter .count").inner_text()
    assert not page.locator("#contradiction").is_visible()
    page.click("#filter button")
    page.locator("#contradiction").wait_for(state="visible", timeout=5000)  # the form is read after its reset
    page.select_option("[name=lang]", "ar")
    assert 0 < left() < everything
    page.select_option("[name=outlet]", "صدى الشرق")
    assert left() == page.locator("article", has_text="صدى الشرق").count()
    page.click("#filter button")
    page.select_option("[name=place]", "Basra")
    assert left() == page.locator('article[data-place="Basra"]').count() > 0
    page.click("#filter button")
    page.fill("[name=text]", "الميناء 3,900")
    assert left() == 1
    page.fill("[name=text]", "no such words")
    assert left() == 0


def test_a_view_is_chosen_ordered_and_linked_to(chromium: Browser, report: ReportPaths) -> None:
    opened = Opened(chromium, report)
    page = opened.page

    def shown() -> list[str]:
        ids: list[str] = page.evaluate(
            "[...document.querySelectorAll('article')].filter(a => a.checkVisibility()).map(a => a.id)"
        )
        return ids

    page.select_option("[name=topic]", "people killed")
    assert shown()
    assert all(page.locator(f"#{key}").get_attribute("data-topic") == "people killed" for key in shown())
    page.select_option("[name=status]", "new")
    chosen = shown()
    assert chosen
    assert all("new" in (page.locator(f"#{key}").get_attribute("data-status") or "") for key in chosen)
    address = page.evaluate("location.hash")
    assert address == "#topic=people+killed&status=new"
    page = Opened(chromium, report, anchor=address).page  # what was chosen can be sent
    assert shown() == chosen
    assert page.locator("#filter .count").inner_text().startswith(f"{len(chosen)} of ")
    page.click("#filter button")
    page.locator("#filter .count").wait_for(state="hidden", timeout=5000)
    for order, key in (("gap", "gap"), ("sources", "sources"), ("seen", "seen"), ("", "severity")):
        page.select_option("[name=order]", order)
        cards = page.evaluate(
            """key => [...document.querySelectorAll('section.kind')]
            .map(part => [...part.querySelectorAll('.quantity > article:first-of-type')].map(a => a.dataset[key]))""",
            key,
        )
        assert max(len(part) for part in cards) > 1
        for part in cards:
            values = part if key == "seen" else list(map(float, part))
            assert values == sorted(values, reverse=True), order
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    assert opened.complaints == []


def test_it_is_read_by_keyboard_and_on_paper(chromium: Browser, report: ReportPaths) -> None:
    page = Opened(chromium, report).page
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.evaluate("e => e.matches('.top article a')")
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    assert not page.locator("#filter").is_visible()
    assert page.locator('article[data-kind="update"]').first.is_visible()  # paper has nothing to click
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(CONTRAST)["weak"] == []


def test_the_method_lists_every_tolerance(chromium: Browser, report: ReportPaths) -> None:
    from claims.judge.tolerance import Tolerances

    page = Opened(chromium, report).page
    page.locator("section[aria-labelledby=method] summary").click()
    rows = page.locator("section[aria-labelledby=method] tbody tr").all_inner_texts()
    said = {tuple(row.split("\t")) for row in rows}
    assert said == {(name.replace("_", " "), str(value)) for name, value in Tolerances().as_table()}
    sources = page.locator("section[aria-labelledby=sources]")
    assert "timed out" in sources.locator("tr.failed").inner_text()


def test_agreements_and_open_questions_are_folded(chromium: Browser, report: ReportPaths, tmp_path: Path) -> None:
    page = Opened(chromium, report).page
    assert page.locator("h2#undetermined").is_visible()
    assert not page.locator('article[data-kind="undetermined"]').first.is_visible()
    with Store(tmp_path) as store:
        night(store, [Told("Harbour Post", 2500), Told("الميناء", 2500, lang="ar")])
        paths = write_report(store.con, tmp_path / "report")
    page = Opened(chromium, paths).page
    assert page.locator("h2#same").inner_text() == "Agreed on (1)"
    entry = page.locator("section[aria-labelledby=same] li")
    assert not entry.is_visible()
    page.locator("section[aria-labelledby=same] summary").click()
    assert entry.inner_text() == "2,500 troops in Iraq: Harbour Post, الميناء"


@pytest.mark.parametrize("runs", [0, 1])
def test_an_empty_database_gives_a_page(chromium: Browser, tmp_path: Path, runs: int) -> None:
    with Store(tmp_path) as store:
        if runs:
            night(store, [])
        paths = write_report(store.con, tmp_path / "report")
    opened = Opened(chromium, paths, viewport=NARROW)
    assert opened.page.locator("article").count() == 0
    assert "No finding" in opened.page.locator(".lead").inner_text()
    assert opened.complaints == []
    assert too_wide(opened.page) == []
    assert "None" not in opened.page.locator("body").inner_text()
    assert "No finding" in paths.markdown.read_text(encoding="utf-8")
