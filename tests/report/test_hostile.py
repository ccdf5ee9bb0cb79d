"""Names, titles, numbers, speakers and addresses that try to run, to break out or to mislead: each shown, none run, none lost, in every file."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from claims.report import ReportPaths, bidi
from claims.report.words import web_link
from tests.axe import violations
from tests.browser import browser, needs_chromium
from tests.report.payloads import ADDRESSES, TEXTS, hostile

ALL = (*TEXTS, *ADDRESSES)
OURS = [
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "b",
        "bdi",
        "strong",
    ),
    *(
        "main",
        "section",
        "div",
        "article",
        "span",
        "mark",
        "blockquote",
        "nav",
        "form",
        "label",
        "select",
        "option",
        "input",
        "button",
    ),
    *(
        "figure",
        "svg",
        "line",
        "text",
        "tspan",
        "circle",
        "rect",
        "figcaption",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
    ),
    *("td", "footer", "script", "code"),
]
"""Every element that a page of ours has."""
FILES = ["index.html", "articles-1.html", "report.md", "findings.json", "findings.csv", "feed.xml", "claimreview.json"]
SCHEMES = {"https", "http"}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> ReportPaths:
    return hostile(tmp_path_factory.mktemp("payloads"))


def test_there_are_enough_of_them() -> None:
    assert len(set(ALL)) == len(ALL) >= 80
    assert not [text for text in TEXTS if len(text) > 80]  # a longer name is cut on the page


@needs_chromium
@pytest.mark.parametrize("name", ["index.html", "articles-1.html"])
def test_a_browser_runs_nothing_and_shows_all(paths: ReportPaths, name: str) -> None:
    uri = (paths.html.parent / name).as_uri()
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(uri)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for control in page.locator(
            "select:visible"
        ).all():  # the names of outlets and places are choices of the filter
            for choice in control.locator("option").all()[:3]:
                control.select_option(choice.get_attribute("value"))
        page.fill("[name=text]", TEXTS[0]) if name == "index.html" else None
        page.wait_for_timeout(100)
        assert (asked, said, page.evaluate("window.pwned")) == ([uri], [], None)
        assert page.evaluate("document.title.startsWith('Claims') || document.title.startsWith('Articles')")
        strange = page.evaluate(
            "known => [...document.querySelectorAll('*')].map(e => e.localName).filter(n => !known.includes(n))", OURS
        )
        assert strange == []
        assert page.locator("script").count() == 1
        handlers = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on') || n === 'srcdoc' || n === 'src')"
        )
        assert handlers == []
        targets = set(page.evaluate("[...document.links].map(a => a.protocol)"))
        assert targets <= {"https:", "http:", "file:"}
        own = page.evaluate("[...document.links].filter(a => a.protocol === 'file:').map(a => a.getAttribute('href'))")
        assert not [href for href in own if not re.fullmatch(r"([\w-]+\.(html|md|csv|json|xml))?(#[\w=-]+)?", href)]
        shown = bidi.flat(page.evaluate("document.body.textContent"))
        assert [text for text in TEXTS if bidi.flat(text) not in shown] == []
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page.content())
        assert violations(page) == []


def test_json_holds_each_as_it_is(paths: ReportPaths) -> None:
    findings = json.loads(paths.json.read_text(encoding="utf-8"))["findings"]
    for field in ("outlet", "title", "quote", "attributed_to", "place"):
        assert set(ALL) <= {finding["a"][field] for finding in findings}, field
    assert set(ADDRESSES) <= {finding["a"]["url"] for finding in findings}


def test_a_spreadsheet_runs_none_and_loses_none(paths: ReportPaths) -> None:
    raw = paths.csv.read_bytes().decode()
    rows = list(csv.DictReader(raw.splitlines(keepends=True)))
    starts = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r\n]")
    assert not [cell for row in rows for cell in row.values() if starts.match(cell)]
    parted = [
        cell for row in csv.reader(raw.splitlines(keepends=True), delimiter=";") for cell in row
    ]  # as some countries do
    assert not [cell for cell in parted if starts.match(cell)]
    for field in ("outlet_a", "quote_a", "speaker_a", "place", "label", "note"):
        told = {row[field].replace("'", "") for row in rows}
        assert [text for text in ALL if text.replace("'", "").strip("\t") not in told] == [], field


def test_the_feed_is_well_formed_and_plain(paths: ReportPaths) -> None:
    tree = etree.parse(str(paths.feed), etree.XMLParser(resolve_entities=False, no_network=True))
    assert "<!DOCTYPE" not in paths.feed.read_text(encoding="utf-8")
    names = {etree.QName(element).localname for element in tree.iter()}
    assert names <= {"feed", "id", "title", "subtitle", "updated", "author", "name", "link", "entry", "published", "category", "summary"}  # fmt: skip
    read = feedparser.parse(paths.feed.read_bytes())
    assert not read.bozo
    links = [link.href for entry in read.entries for link in entry.links]
    assert {urlsplit(link).scheme for link in links} <= SCHEMES | {""}
    summaries = "\n".join(element.text or "" for element in tree.iter("{*}summary"))
    shown = [text for number, text in enumerate(ALL) if number % 3 < 2]  # two kinds of three stand in the feed
    assert [text for text in shown if bidi.flat(text) not in bidi.flat(summaries)] == []


def test_markdown_shows_each_as_text(paths: ReportPaths) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(paths.markdown.read_text(encoding="utf-8"))
    flat = [inner for token in tokens for inner in (token.children or [token])]
    assert not {token.type for token in flat} & {
        "html_block",
        "html_inline",
        "image",
        "code_inline",
        "fence",
        "s_open",
        "table_open",
        "hr",
    }
    links = [str(token.attrs["href"]) for token in flat if token.type == "link_open"]
    assert {urlsplit(link).scheme for link in links} == {"https"}
    said = bidi.flat(" ".join(token.content for token in flat if token.type == "text")).replace("@\u2060", "@")
    spaceless = re.sub(r"\s", "", said)
    assert [text for text in TEXTS if re.sub(r"\s", "", bidi.flat(text)) not in spaceless] == []


def test_claimreview_holds_only_web_addresses(paths: ReportPaths) -> None:
    graph = json.loads(paths.claimreview.read_text(encoding="utf-8"))["@graph"]
    assert len(graph) == 2 * len(ALL)
    urls = re.findall(r'"url": ("(?:[^"\\]|\\.)*")', paths.claimreview.read_text(encoding="utf-8"))
    assert urls
    assert all(web_link(json.loads(url)) for url in urls)
    said = {review["itemReviewed"]["author"]["name"] for review in graph}
    assert {bidi.flat(text) for text in ALL} - {""} <= said


def test_none_leaves_the_folder(paths: ReportPaths) -> None:
    files = {
        path.relative_to(paths.html.parent.parent) for path in paths.html.parent.parent.rglob("*") if path.is_file()
    }
    assert {path for path in files if path.parts[0] != "data"} == {Path("report") / name for name in FILES} | {
        Path("feed.xml")
    }
