"""Confirmed findings as ClaimReview, held against schema.org's vocabulary; and the feed against what RFC 4287 asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml
from lxml import etree

from claims.report import Publisher, Report, ReportPaths, gather_report, to_claimreview, to_feed, write_report
from claims.store.store import Store
from tests.report.build import Told, night, ordinary, toll

VOCABULARY: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "schema_org.yaml").read_text(encoding="utf-8")
)
ATOM = "{http://www.w3.org/2005/Atom}"


def lineage(name: str) -> list[str]:
    """A type and those above it."""
    parent = VOCABULARY[name].get("parent")
    return [name, *(lineage(parent) if parent else [])]


def faults(node: Any, where: str = "") -> Iterator[str]:
    """What of a node the vocabulary does not know."""
    if node.get("@type") not in VOCABULARY:
        yield f"{where}: no type {node.get('@type')}"
        return
    kinds = lineage(node["@type"])
    allowed = {name: ranges for kind in kinds for name, ranges in VOCABULARY[kind].get("properties", {}).items()}
    for name, held in node.items():
        if name == "@type":
            continue
        if name not in allowed:
            yield f"{where}: {node['@type']} has no {name}"
            continue
        for value in held if isinstance(held, list) else [held]:
            yield from _misfits(value, allowed[name], f"{where}/{name}")


def _misfits(value: Any, ranges: list[str], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if not set(lineage(value["@type"])) & set(ranges):
            yield f"{where}: {value['@type']} where {ranges} may stand"
        yield from faults(value, where)
        return
    fits = {
        "Text": isinstance(value, str) and value.strip() == value != "",
        "URL": isinstance(value, str) and re.fullmatch(r"https?://\S+", value) is not None,
        "Date": isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None,
        "Number": isinstance(value, int | float),
    }
    if not any(fits.get(name) for name in ranges):
        yield f"{where}: {value!r} where {ranges} may stand"


@pytest.fixture(scope="module")
def confirmed(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("confirmed")
    ordinary(folder)
    with Store(folder / "data") as store:
        store.con.execute("UPDATE store.findings SET status = 'confirmed' WHERE kind <> 'update'")
        return gather_report(store.con)


def test_the_vocabulary_finds_faults() -> None:
    assert list(faults({"@type": "Review", "claimReviewed": "x"})) == [": Review has no claimReviewed"]
    assert list(faults({"@type": "Claim", "author": {"@type": "Thing", "name": "x"}}))
    assert list(faults({"@type": "Rating", "ratingExplanation": ""}))
    assert list(faults({"@type": "Thing", "url": "javascript:x"}))
    assert list(faults({"@type": "Verdict"}))


def test_claimreview_keeps_to_the_vocabulary(confirmed: Report) -> None:
    document = json.loads(to_claimreview(confirmed, "The Checkers", "https://reports.example/2021-07-27/"))
    assert document["@context"] == "https://schema.org"
    graph = document["@graph"]
    assert [fault for node in graph for fault in faults(node)] == []
    expected = [finding for finding in confirmed.findings if finding.status == "confirmed"]
    assert len({finding.kind for finding in expected}) >= 3
    assert len(graph) == 2 * len(expected) > 0
    for review in graph:  # what search engines ask for
        assert review["@type"] == "ClaimReview"
        assert {"url", "claimReviewed", "reviewRating", "author", "datePublished", "itemReviewed"} <= set(review)
        assert review["reviewRating"]["alternateName"]
        assert "ratingValue" not in review["reviewRating"]  # nobody says which of the two is false
        assert review["author"]["name"] == "The Checkers"
        date.fromisoformat(review["datePublished"])


def test_claimreview_says_who_said_what_first(confirmed: Report) -> None:
    graph = json.loads(to_claimreview(confirmed))["@graph"]
    [first] = [r for r in graph if r["claimReviewed"].startswith("2,500") and "5,200" in r["reviewBody"]]
    claim = first["itemReviewed"]
    assert claim["text"].startswith(("There are 2,500 soldiers", "As many as 2,500 soldiers", "يوجد 2500"))
    assert {work["publisher"]["name"] for work in claim["appearance"]} == {"Harbour Post", "Open Dispatch", "الميناء"}
    assert claim["firstAppearance"] == claim["appearance"][0]
    assert first["citation"]["publisher"]["name"] == "صدى الشرق"
    assert first["reviewRating"]["alternateName"] == "Contradicted by another source"
    assert "url" not in first
    assert "author" not in first


def test_what_nobody_confirmed_is_reviewed_by_nobody(report: ReportPaths) -> None:
    assert json.loads(report.claimreview.read_text(encoding="utf-8"))["@graph"] == []


def test_the_feed_has_what_atom_asks_for(report: ReportPaths) -> None:
    root = etree.parse(str(report.feed)).getroot()
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated") or "")
        alternate = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternate) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "claims"
    identities = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(identities)) == len(identities)
    read = feedparser.parse(report.feed.read_bytes())
    assert not read.bozo
    assert read.version == "atom10"
    kinds = [entry.tags[0].term for entry in read.entries]
    findings = json.loads(report.json.read_text(encoding="utf-8"))["findings"]
    grave = [f for f in findings if f["kind"] in ("contradiction", "stealth_edit", "revision")]
    assert sorted(kinds) == sorted(f["kind"] for f in grave)
    assert [entry.published for entry in read.entries] == sorted((e.published for e in read.entries), reverse=True)
    titles = {entry.title for entry in read.entries}
    assert titles == {f["headline"] for f in grave}


def test_subscribers_follow_the_last_night(tmp_path: Path) -> None:
    publisher = Publisher("The Checkers", "https://reports.example/all")
    with Store(tmp_path / "data") as store:
        first = night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        write_report(store.con, tmp_path / "2021-07-26", first, publisher)
        before = _links(tmp_path / "feed.xml")
        night(store, [toll("A", 12, hours=24), toll("B", 31, hours=24)], number=2)
        write_report(store.con, tmp_path / "2021-07-27", None, publisher)
        after = _links(tmp_path / "feed.xml")
        write_report(store.con, tmp_path / "2021-07-26", first, publisher)
        assert _links(tmp_path / "feed.xml") == after  # an older report, written again, is not the last night
        assert _links(tmp_path / "2021-07-26" / "feed.xml") == before
        plain = to_feed(gather_report(store.con))
        [(aside,)] = store.con.execute("UPDATE store.findings SET status = 'not_same'; SELECT count(*) FROM findings").fetchall()  # fmt: skip
        assert aside == 2
        assert "<entry>" not in to_feed(gather_report(store.con))
    assert [link.split("#")[0] for link in before] == ["https://reports.example/all/2021-07-26/index.html"]
    assert {link.split("#")[0] for link in after} == {"https://reports.example/all/2021-07-27/index.html"}
    assert len(after) == 2
    own = etree.parse(str(tmp_path / "feed.xml")).getroot().find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.get("href") == "https://reports.example/all/feed.xml"
    assert 'href="index.html#f-' in plain


def _links(feed: Path) -> list[str]:
    root = etree.parse(str(feed)).getroot()
    return [link.get("href") or "" for link in root.iterfind(f"{ATOM}entry/{ATOM}link[@rel='alternate']")]
