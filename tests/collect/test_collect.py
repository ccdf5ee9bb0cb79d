"""A source in a night: its listings, its pages, what goes wrong with them, and the archive of it all."""

from __future__ import annotations

import asyncio
import gzip
import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from claims.collect import (
    ArchiveWriter,
    Collected,
    HttpFetcher,
    Limits,
    Source,
    Validators,
    Visit,
    Web,
    by_host,
    collect_source,
    digest,
    nights,
    read_archive,
)
from claims.collect.source import Visits
from claims.errors import ClaimsError, FetchError
from claims.model import Page
from claims.read import read_page
from claims.run import read_and_extract
from tests.collect.faults import PAGE, STORY
from tests.collect.test_listing import LAUGHS
from tests.servers import Reply, Site, serve

MOMENT = datetime(2026, 3, 1, 10, tzinfo=UTC)
CLOCK = datetime(2026, 3, 1, 22, tzinfo=UTC)
QUICK = Limits(connect_timeout=0.5, read_timeout=0.4, total_timeout=1.0, retries=0)


def test_sources_that_share_a_host_stand_together() -> None:
    def made(name: str, *feeds: str) -> Source:
        return Source(name=name, outlet=name, lang="en", feeds=feeds)

    a = made("a", "https://x.example/1")
    b = made("b", "https://y.example/1")
    c = made("c", "https://x.example/2", "https://z.example/1")
    d = made("d", "https://z.example/2")
    groups = by_host([a, b, c, d], 3)
    assert sorted(sorted(s.name for s in group) for group in groups) == [["a", "c", "d"], ["b"]]


# -- a source


def source(site: Site, **ways: object) -> Source:
    return Source.model_validate(
        {"name": "post", "outlet": "Post", "lang": "en", "delay": 0, "allow_private": True, **ways}
    )


def collect(site: Site, archive: Path | None = None, visits: Visits | None = None, **ways: object) -> Collected:
    async def run() -> Collected:
        async with Web(QUICK) as web:
            post = source(site, **ways)
            fetcher = HttpFetcher(web, 0.0, post.headers, post.hosts, allow_private=True)
            if archive is None:
                return await collect_source(post, fetcher, visits=visits, clock=CLOCK)
            seen = {url: (visit.digest, visit.at) for url, visit in (visits or {}).items()}
            with ArchiveWriter(archive, seen) as writer:
                fetcher.keep_robots = writer.write
                return await collect_source(
                    source(site, **ways), fetcher, visits=visits, clock=CLOCK, keep=writer.write
                )

    return asyncio.run(run())


def feed(*links: str) -> Reply:
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return Reply(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), "application/rss+xml")


def test_all_ways_together_each_page_once() -> None:
    with serve() as site:
        site.replies |= {
            "/rss": feed("/one"),
            "/sitemap.xml": Reply(
                f"<sitemapindex><sitemap><loc>{site.url}/news.xml</loc></sitemap></sitemapindex>".encode()
            ),
            "/news.xml": Reply(
                f"<urlset><url><loc>{site.url}/one</loc></url><url><loc>{site.url}/two</loc></url></urlset>".encode()
            ),
            "/": Reply(b'<h2><a href="/three">3</a><a href="mailto:x@y">m</a></h2>'),
            **{path: Reply(path.encode()) for path in ("/one", "/two", "/three")},
        }
        index = [{"url": site.url + "/", "links": "h2 a"}]
        found = collect(site, feeds=[site.url + "/rss"], sitemaps=[site.url + "/sitemap.xml"], index=index)
    assert [page.body for page in found.pages] == [b"/one", b"/two", b"/three"]
    assert (found.listed, found.failures, found.ok) == (3, [], True)
    assert found.skipped == {"not a web address": 1}


def test_a_sitemap_index_that_names_itself_ends() -> None:
    with serve() as site:
        children = "".join(f"<sitemap><loc>{site.url}/s{n}</loc></sitemap>" for n in range(40))
        page = Reply(f"<sitemapindex>{children}</sitemapindex>".encode())
        site.replies |= {f"/s{n}": page for n in range(40)}
        found = collect(site, sitemaps=[site.url + "/s0"])
        assert len(site.paths()) == 10
    assert found.skipped["sitemaps beyond the first"] == 30


def test_faulty_pages_are_named_and_the_rest_comes() -> None:
    replies: dict[str, Reply | list[Reply]] = {
        "/rss": feed("/good", "/gone", "/late", "/big", "/loop", "/denied", "/empty", "/binary"),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /denied"),
        "/good": Reply(b"good"),
        "/late": Reply(pause=3),
        "/big": Reply(b"x" * 21_000_000),
        "/loop": Reply(status=302, headers={"location": "/loop"}),
        "/empty": Reply(b""),
        "/binary": Reply(bytes(range(256)) * 10),
    }
    with serve(replies) as site:
        found = collect(site, feeds=[site.url + "/rss", site.url + "/no-feed"])
    reasons = {failure.url.rpartition("/")[2]: failure.reason for failure in found.failures}
    assert reasons == {
        "no-feed": "HTTP status 404",
        "gone": "HTTP status 404",
        "late": "no answer in time",
        "big": "larger than 20000000 bytes",
        "loop": "more than 5 redirects",
        "denied": "robots.txt forbids it",
    }
    assert [len(page.body) for page in found.pages] == [4, 0, 2560]
    assert found.ok, "one of its listings was read"


def test_a_source_none_of_whose_listings_can_be_read_has_failed() -> None:
    with serve({"/rss": Reply(LAUGHS, "application/rss+xml")}) as site:
        found = collect(site, feeds=[site.url + "/rss"])
    assert not found.ok
    assert "entities" in found.failures[0].reason


def test_more_than_max_articles_are_counted() -> None:
    with serve({"/rss": feed(*(f"/{n}" for n in range(9)))} | {f"/{n}": Reply(b"x") for n in range(9)}) as site:
        found = collect(site, feeds=[site.url + "/rss"], max_articles=2)
    assert len(found.pages) == 2
    assert found.skipped == {"beyond max_articles": 7}


# -- the nights after


def known(site: Site, path: str, body: bytes, days: float = 0.5, etag: str = "", **fields: Any) -> dict[str, Visit]:
    at = CLOCK - timedelta(days=days)
    return {site.url + path: Visit(digest(body), at, at, Validators(etag), **fields)}


def test_a_night_without_news_is_one_conditional_request_a_feed() -> None:
    with serve({"/rss": Reply(b"", status=304)}) as site:
        found = collect(site, visits=known(site, "/rss", b"old", etag='"v1"'), feeds=[site.url + "/rss"])
        assert site.paths() == ["/rss"]
        assert site.headers[-1]["if-none-match"] == '"v1"'
    assert (found.ok, found.failures, found.pages, len(found.unchanged)) == (True, [], [], 1)


def test_a_304_that_nobody_asked_for_is_a_failure() -> None:
    with serve({"/rss": Reply(b"", status=304)}) as site:
        found = collect(site, feeds=[site.url + "/rss"])
    assert not found.ok
    assert "304" in found.failures[0].reason


def test_only_the_new_the_changed_and_the_fresh_are_fetched() -> None:
    def item(name: str, hour: int) -> str:
        return f"<item><link>/{name}</link><pubDate>Sun, 01 Mar 2026 {hour:02}:00:00 GMT</pubDate></item>"

    listed = MOMENT.replace(hour=9)
    body = "".join(item(name, 9 if name != "changed" else 12) for name in ("new", "old", "changed", "fresh"))
    body += "<item><link>/ancient</link><pubDate>Sun, 01 Mar 2020 09:00:00 GMT</pubDate></item>"
    with serve({"/rss": Reply(f"<rss version='2.0'><channel>{body}</channel></rss>".encode())}) as site:
        site.replies |= {f"/{name}": Reply(name.encode()) for name in ("new", "old", "changed", "fresh", "ancient")}
        visits = known(site, "/old", b"old", days=9, listed_at=listed)
        visits |= known(site, "/changed", b"x", days=9, listed_at=listed) | known(site, "/fresh", b"x", days=1)
        found = collect(site, visits=visits, feeds=[site.url + "/rss"])
        assert sorted(site.paths()) == ["/changed", "/fresh", "/new", "/rss"]
    assert found.skipped == {"known": 1, "older than max_age_days": 1}


def test_what_was_not_fetched_is_asked_for_again() -> None:
    with serve({"/rss": feed("/gone", "/one"), "/one": Reply(b"1")}) as site:
        assert not collect(site, feeds=[site.url + "/rss"]).complete
        site.replies["/gone"] = Reply(b"back")
        assert collect(site, feeds=[site.url + "/rss"]).complete
        assert not collect(site, feeds=[site.url + "/rss"], max_articles=1).complete


def test_a_feed_address_that_became_a_page_leads_to_the_feed() -> None:
    head = b"<html><head><link rel=alternate type=application/rss+xml href=/rss></head></html>"
    with serve({"/": Reply(head), "/rss": feed("/one"), "/one": Reply(b"1")}) as site:
        assert [page.body for page in collect(site, feeds=[site.url + "/"]).pages] == [b"1"]


def test_further_pages_are_followed_while_they_bring_something() -> None:
    def page(number: int) -> Reply:
        return Reply(f'<h2><a href="/{number}">x</a></h2><a class="next" href="/p{number + 1}">older</a>'.encode())

    with serve({f"/p{n}": page(n) for n in range(1, 30)} | {f"/{n}": Reply(b"x") for n in range(1, 30)}) as site:
        index = [{"url": site.url + "/p1", "links": "h2 a", "next": "a.next"}]
        assert len(collect(site, index=index).pages) == 10
        visits = known(site, "/2", b"x", days=9)
        assert len(collect(site, visits=visits, index=index).pages) == 1


def test_the_sources_own_headers_stay_with_its_hosts() -> None:
    with serve({"/one": Reply(b"1"), "/moved": Reply(b"2")}) as other, serve() as site:
        site.replies |= {
            "/rss": feed(other.url + "/one", "/away"),
            "/away": Reply(status=302, headers={"location": other.url + "/moved"}),
        }
        collect(site, feeds=[site.url + "/rss"], headers={"Authorization": "Bearer secret"})
        assert all("authorization" not in headers for headers in other.headers)
        assert len(other.paths()) == 2
        assert all(headers["authorization"] == "Bearer secret" for headers in site.headers if headers)


# -- the archive


def test_every_response_is_archived_and_replayed_byte_by_byte(tmp_path: Path) -> None:
    replies: dict[str, Reply | list[Reply]] = {
        "/robots.txt": Reply(b"User-agent: *\nAllow: /", "text/plain"),
        "/rss": feed("/ar", "/moved", "/gone", "/bytes"),
        "/ar": Reply("بغداد".encode("cp1256"), "text/html; charset=windows-1256", headers={"x-note": "caf\xe9"}),
        "/moved": Reply(status=301, headers={"location": "/ar"}),
        "/bytes": Reply(bytes(range(256)) * 4, "application/octet-stream"),
    }
    path = tmp_path / "post.warc.gz"
    with serve(replies) as site:
        live = collect(site, path, feeds=[site.url + "/rss"])
        [night] = nights(path)
        replayed = asyncio.run(collect_source(source(site, feeds=[site.url + "/rss"]), night, clock=CLOCK))
    kept = {page.url.rpartition("/")[2] for page in read_archive(path)}
    assert kept == {"robots.txt", "rss", "ar", "moved", "gone", "bytes"}
    assert [
        (p.url, p.final_url, p.status, p.content_type, p.body, p.fetched_at, p.archive) for p in replayed.pages
    ] == [(p.url, p.final_url, p.status, p.content_type, p.body, p.fetched_at, p.archive) for p in live.pages]
    assert [(f.url, f.reason) for f in replayed.failures] == [(f.url, f.reason) for f in live.failures]
    assert len(live.pages) == 3
    with pytest.raises(FetchError, match="not in the archive"):
        asyncio.run(night.get(site.url + "/other"))


@pytest.mark.parametrize("content", [b"", b"not a WARC", b"WARC/1.1\r\nbroken", b"\x1f\x8b\x08\0\0junk"])
def test_broken_archives(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    with suppress(ClaimsError):
        assert list(read_archive(path)) == []


def test_what_did_not_change_is_kept_as_a_revisit(tmp_path: Path) -> None:
    path = tmp_path / "post.warc.gz"
    with serve(
        {"/rss": feed("/same", "/unmodified"), "/same": Reply(b"same"), "/unmodified": Reply(status=304)}
    ) as site:
        visits = known(site, "/same", b"same") | known(site, "/unmodified", b"before", etag='"1"')
        live = collect(site, path, visits=visits, feeds=[site.url + "/rss"])
        [night] = nights(path)
        replayed = asyncio.run(collect_source(source(site, feeds=[site.url + "/rss"]), night, clock=CLOCK))
    assert [page.body for page in live.pages] == [b"same"]
    assert b"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest" in _unpacked(path)
    assert b"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified" in _unpacked(path)
    assert (replayed.pages, replayed.failures, len(replayed.unchanged)) == ([], [], 2)


def _unpacked(path: Path) -> bytes:
    with gzip.open(path) as file:
        return file.read()


@pytest.mark.parametrize("cut", [1, 40, 300])
def test_an_archive_that_a_killed_run_left_is_mended_before_more_is_written(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "post.warc.gz"
    with serve({"/rss": feed("/one"), "/one": Reply(bytes(range(256)) * 20)}) as site:
        collect(site, path, feeds=[site.url + "/rss"])
        whole = len(list(read_archive(path)))
        path.write_bytes(path.read_bytes()[:-cut])
        collect(site, path, feeds=[site.url + "/rss"])
    assert len(list(read_archive(path))) >= 2 * whole - 1


def test_a_revisit_has_its_payload_where_the_archive_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "post.warc.gz"
    with serve({"/rss": feed("/one"), "/one": Reply(b"1")}) as site:
        first = collect(site, path, feeds=[site.url + "/rss"])
        visits = known(site, "/one", b"1")
        collect(site, path, visits=visits, feeds=[site.url + "/rss"])
        [night] = nights(path)
        replayed = asyncio.run(collect_source(source(site, feeds=[site.url + "/rss"]), night, clock=CLOCK))
    assert b"identical-payload-digest" in _unpacked(path)
    assert [page.body for page in replayed.pages] == [page.body for page in first.pages] == [b"1"]


# -- days asked for


def dated(*days: int) -> Reply:
    items = "".join(
        f"<item><link>/{day}</link><pubDate>{datetime(2026, 2, day, 23, tzinfo=UTC):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for day in days
    )
    return Reply(f"<rss version='2.0'><channel>{items}<item><link>/undated</link></item></channel></rss>".encode())


@pytest.mark.parametrize(
    ("window", "wanted"),
    [
        ({}, ["14", "20", "undated"]),
        ({"since": "2026-02-14"}, ["14", "20", "undated"]),
        ({"since": "2026-02-15"}, ["20", "undated"]),
        ({"until": "2026-02-14"}, ["1", "14", "undated"]),
        ({"since": "2026-02-15", "timezone": "Asia/Baghdad"}, ["14", "20", "undated"]),
        ({"since": "2026-02-01", "until": "2026-02-01"}, ["1", "undated"]),
    ],
)
def test_only_the_days_that_are_asked_for(window: dict[str, Any], wanted: list[str]) -> None:
    with serve({"/rss": dated(1, 14, 20)} | {f"/{day}": Reply(b"x") for day in (1, 14, 20, "undated")}) as site:
        found = collect(site, feeds=[site.url + "/rss"], max_age_days=16 if not window.get("until") else 400, **window)
    assert sorted(page.url.rpartition("/")[2] for page in found.pages) == wanted
    assert found.complete == (not window), "another night wants the other days"


def test_a_window_asks_for_the_whole_listing_and_reaches_beyond_the_usual_age() -> None:
    with serve({"/rss": dated(1), "/1": Reply(b"x"), "/undated": Reply(b"x")}) as site:
        visits = known(site, "/rss", b"x", etag='"v1"') | known(site, "/undated", b"x", days=9)
        found = collect(site, visits=visits, feeds=[site.url + "/rss"], max_age_days=1, since="2026-01-01")
        assert "if-none-match" not in site.headers[1]
    assert [page.url for page in found.pages] == [site.url + "/1"], "what is known is not fetched again"


def test_a_run_narrows_the_window_of_a_source() -> None:
    own = Source.model_validate(
        {"name": "a", "outlet": "A", "lang": "en", "feeds": ["https://a.example/f"], "from": "2026-02-01"}
    )
    assert (own.within(date(2026, 1, 1), None).since, own.within(date(2026, 3, 1), None).since) == (
        date(2026, 2, 1),
        date(2026, 3, 1),
    )
    assert own.within(None, date(2026, 2, 2)).outside(datetime(2026, 2, 3, tzinfo=UTC))
    assert not own.outside(None)


def test_an_article_whose_page_alone_tells_its_day_is_left_out_and_not_noted_as_seen() -> None:
    body = PAGE.replace("<title>", '<meta property="article:published_time" content="2026-02-20T10:00:00Z"><title>')
    page = Page("https://a.example/1", "https://a.example/1", 200, "text/html", body.encode(), CLOCK)
    post = Source(name="a", outlet="A", lang="en", feeds=("https://a.example/f",))
    for window, taken in ((post.within(date(2026, 2, 20), None), 1), (post.within(date(2026, 2, 21), None), 0)):
        batch = read_and_extract([(window, page)])
        assert (len(batch.articles), len(batch.captures)) == (taken, taken)
        assert batch.skipped == ({} if taken else {"outside the days asked for": 1})


# -- sources of which only the feed is read


def test_a_feed_that_gives_the_whole_text_needs_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "post.warc.gz"
    item = f"""<item><title>Flood &amp; storm</title><link>/a</link><pubDate>Sun, 01 Mar 2026 13:00:00 +0300</pubDate>
    <description>Short.</description><content:encoded><![CDATA[{STORY}]]></content:encoded></item><item><title>Bare</title><link>/b</link></item>"""
    rss = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{item}</channel></rss>'
    with serve({"/rss": Reply(rss.encode())}) as site:
        live = collect(site, path, feeds=[site.url + "/rss"], feed_only=True)
        assert site.paths() == ["/rss"]
        [night] = nights(path)
        post = source(site, feeds=[site.url + "/rss"], feed_only=True)
        replayed = asyncio.run(collect_source(post, night, clock=CLOCK))
    flood, bare = (read_page(page) for page in live.pages)
    assert (flood.title, flood.url, flood.published_at) == ("Flood & storm", site.url + "/a", MOMENT)
    assert flood.text.count("damaged houses") == 5
    assert flood.archive.startswith("post.warc.gz#"), "the feed is the evidence"
    assert bare.kind == "stub", "a title alone is no article"
    assert [read_page(page) for page in replayed.pages] == [flood, bare]


def test_a_json_feed_of_plain_text_alone() -> None:
    items = [{"id": "https://a.example/1", "title": "T", "content_text": "12 < 14 men came.\nAll 26 stayed."}]
    with serve({"/f": Reply(json.dumps({"items": items}).encode(), "application/feed+json")}) as site:
        [page] = collect(site, feeds=[site.url + "/f"], feed_only=True).pages
    assert read_page(page).text == "12 < 14 men came.\nAll 26 stayed."


# -- cookies


def test_cookies_live_as_long_as_the_redirects_that_set_them() -> None:
    with serve({"/there": Reply(b"t")}) as other, serve() as site:
        again = Reply(status=302, headers={"location": "/a", "set-cookie": "seen=1; Path=/"})
        away = Reply(status=302, headers={"location": other.url + "/there", "set-cookie": "secret=1; Path=/"})
        site.replies |= {"/rss": feed("/a"), "/a": [again, Reply(b"a", headers={"set-cookie": "count=1"})]}
        collect(site, feeds=[site.url + "/rss"])
        assert [headers.get("cookie") for headers in site.headers] == [None, None, None, "seen=1"]
        site.replies |= {"/rss": feed("/away", "/b"), "/away": away, "/b": Reply(b"b")}
        collect(site, feeds=[site.url + "/rss"])
        assert not any("cookie" in headers for headers in other.headers), "another host's business"
        assert all("cookie" not in headers for headers in site.headers[4:])


def test_a_sitemap_index_of_gzipped_sitemaps_sent_compressed_once_more() -> None:
    with serve() as site:
        index = f"<sitemapindex><sitemap><loc>{site.url}/s.xml.gz</loc></sitemap></sitemapindex>".encode()
        urls = f"<urlset><url><loc>{site.url}/a</loc></url></urlset>".encode()
        packed = {"content-encoding": "gzip"}
        site.replies |= {
            "/sitemap.xml.gz": Reply(gzip.compress(index), "application/gzip"),
            "/s.xml.gz": Reply(gzip.compress(gzip.compress(urls)), "application/xml", headers=packed),
            "/a": Reply(b"a"),
        }
        assert [page.body for page in collect(site, sitemaps=[site.url + "/sitemap.xml.gz"]).pages] == [b"a"]


def test_no_more_requests_than_a_run_may_make() -> None:
    with serve({"/rss": feed("/a", "/b"), "/a": Reply(b"a"), "/b": Reply(b"b")}) as site:

        async def run() -> Collected:
            async with Web(replace(QUICK, max_requests=3)) as web:
                return await collect_source(
                    source(site, feeds=[site.url + "/rss"]), HttpFetcher(web, 0.0, allow_private=True)
                )

        found = asyncio.run(run())
    assert len(found.pages) == 1
    assert [failure.reason for failure in found.failures] == ["the run has made its 3 requests"]
