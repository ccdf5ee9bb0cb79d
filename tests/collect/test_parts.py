"""Articles over several pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from claims.collect import collect_source, nights
from claims.collect.parts import next_part
from claims.model import Page
from claims.read import read_page
from tests.collect.test_collect import CLOCK, collect, feed, source
from tests.servers import Reply, serve


@pytest.mark.parametrize(
    ("first", "link", "found"),
    [
        ("https://p.example/story", "<link rel='next' href='/story/2'>", "https://p.example/story/2"),
        (
            "https://p.example/story/",
            '<a class="page next" href="/story/page/2/">Next</a>',
            "https://p.example/story/page/2/",
        ),
        ("https://p.example/s.html", "<a href=s-2.html rel=next>2</a>", "https://p.example/s-2.html"),
        (
            "https://p.example/s?id=7",
            '<a rel="next" href="?id=7&amp;page=2#top">2</a>',
            "https://p.example/s?id=7&page=2",
        ),
        ("https://p.example/story", '<a rel="next" href="/other-story">Other</a>', ""),
        ("https://p.example/story-1", '<a rel="next" href="/story-2">Next story</a>', ""),
        ("https://p.example/story", '<a rel="next" href="/story/3">3</a>', ""),
        ("https://p.example/story", '<a rel="next" href="https://q.example/story/2">2</a>', ""),
        ("https://p.example/story", '<a href="/story/2">2</a>', ""),
        ("https://p.example/story", '<a rel="next" href="http://[bad/2">2</a>', ""),
    ],
)
def test_the_address_that_follows(first: str, link: str, found: str) -> None:
    assert next_part(link.encode(), first, first, 2) == found


def part(number: int, last: int, note: str = "") -> Reply:
    lines = "".join(
        f"<p>Part {number} tells in line {line} how the river came over the wall and 3{number}{line} houses were lost in it.</p>"
        for line in range(1, 5)
    )
    link = f'<a rel="next" href="/a/{number + 1}">next</a>' if number < last else ""
    return Reply(f"<html><body><article><h1>The river</h1><p>{note}</p>{lines}{link}</article></body></html>".encode())


def test_all_parts_are_one_article_also_when_it_is_replayed(tmp_path: Path) -> None:
    path = tmp_path / "post.warc.gz"
    with serve({"/rss": feed("/a"), "/a": part(1, 3), "/a/2": part(2, 3), "/a/3": part(3, 3)}) as site:
        live = collect(site, path, feeds=[site.url + "/rss"])
        [night] = nights(path)
        replayed = asyncio.run(collect_source(source(site, feeds=[site.url + "/rss"]), night, clock=CLOCK))
    [page] = live.pages
    article = read_page(page)
    assert [f"Part {number}" in article.text for number in (1, 2, 3)] == [True] * 3
    assert article.url == f"{site.url}/a"
    assert read_page(replayed.pages[0]) == article


def test_a_part_that_fails_is_named_and_the_rest_is_taken() -> None:
    with serve({"/rss": feed("/a"), "/a": part(1, 3)}) as site:
        found = collect(site, feeds=[site.url + "/rss"])
    assert [failure.reason for failure in found.failures] == ["HTTP status 404"]
    assert "Part 1" in read_page(found.pages[0]).text


def test_parts_without_end_end() -> None:
    replies = {f"/a/{number}": part(number, 99) for number in range(2, 99)}
    with serve({"/rss": feed("/a"), "/a": part(1, 99)} | replies) as site:
        [page] = collect(site, feeds=[site.url + "/rss"]).pages
    assert len(page.further) == 9


def test_what_every_part_repeats_stands_once() -> None:
    def made(number: int) -> Page:
        reply = part(
            number, 2, "Read on below about what the council of the valley knew before the wall gave way on that day."
        )
        return Page(
            f"https://p.example/a/{number}", f"https://p.example/a/{number}", 200, "text/html", reply.body, CLOCK
        )

    text = read_page(
        Page("https://p.example/a", "https://p.example/a", 200, "text/html", made(1).body, CLOCK, further=(made(2),))
    ).text
    assert text.count("Read on below") == 1
    assert "Part 2" in text
