"""Pages that only say where the story is now."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.collect import collect_source, nights
from claims.collect.moved import moved_to
from claims.model import Page
from claims.read import read_page
from tests.collect.faults import PAGE
from tests.collect.test_collect import CLOCK, collect, feed, source
from tests.servers import Reply, serve

URL = "https://p.example/old/1"


def page(body: str) -> Page:
    return Page(URL, URL, 200, "text/html", body.encode(), datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("<meta http-equiv=refresh content='0; url=/new'>", "https://p.example/new"),
        ('<META HTTP-EQUIV="Refresh" CONTENT="0;URL=new?a=1&amp;b=2#top">', "https://p.example/old/new?a=1&b=2"),
        ("""<meta content="1; URL='https://q.example/x'" http-equiv="refresh">""", "https://q.example/x"),
        ("<meta http-equiv='refresh' content='0, /new'>", "https://p.example/new"),
        ("<noscript><meta http-equiv=refresh content='0;url=/plain'></noscript>", "https://p.example/plain"),
        ("<meta http-equiv=refresh content='600; url=/new'>", ""),
        ("<meta http-equiv=refresh content='0'>", ""),
        ("<meta http-equiv=refresh content='0; url=/old/1'>", ""),
        ("<meta http-equiv=refresh content='0; url=http://[bad'>", ""),
        ("<meta http-equiv=refresh content='soon'>", ""),
        ("<meta http-equiv=refresh>", ""),
        ("<meta name=refresh content='0; url=/new'>", ""),
    ],
)
def test_the_address_that_a_page_names(tag: str, found: str) -> None:
    assert moved_to(page(f"<html><head>{tag}<title>Moved</title></head><body>Moved.</body></html>")) == found


def test_a_page_with_a_text_stays() -> None:
    assert moved_to(page(PAGE.replace("<title>", "<meta http-equiv=refresh content='5; url=/next'><title>"))) == ""


def test_the_story_is_read_under_the_address_that_was_listed_also_when_it_is_replayed(tmp_path: Path) -> None:
    path = tmp_path / "post.warc.gz"
    moved = Reply(b"<meta http-equiv=refresh content='0; url=/b'>", headers={"etag": '"moved"'})
    there = Reply(PAGE.encode(), headers={"etag": '"there"'})
    with serve({"/rss": feed("/a"), "/a": moved, "/b": there}) as site:
        live = collect(site, path, feeds=[site.url + "/rss"])
        [night] = nights(path)
        replayed = asyncio.run(collect_source(source(site, feeds=[site.url + "/rss"]), night, clock=CLOCK))
        assert site.paths() == ["/rss", "/a", "/b"]
    [found] = live.pages
    assert (found.url, found.final_url) == (f"{site.url}/a", f"{site.url}/b")
    assert "etag" not in found.headers, "the next night must not ask the old address with what the new one said"
    assert read_page(replayed.pages[0]) == read_page(found)
    assert read_page(found).url == f"{site.url}/b"


def test_robots_of_the_place_it_leads_to_hold() -> None:
    rules = Reply(b"User-agent: *\nDisallow: /b", "text/plain")
    with serve(
        {"/rss": feed("/a"), "/a": Reply(b"<meta http-equiv=refresh content='0; url=/b'>"), "/robots.txt": rules}
    ) as site:
        found = collect(site, feeds=[site.url + "/rss"])
        assert "/b" not in site.paths()
    assert [failure.reason for failure in found.failures] == ["robots.txt forbids it"]
