"""Feeds, sitemaps and index pages, well-formed and not."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from claims.collect.listing import Listing, feed_links, read_feed, read_index, read_sitemap
from claims.errors import ReadError

BASE = "https://post.example/news/feed.xml"
MOMENT = datetime(2026, 3, 1, 10, tzinfo=UTC)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 4) for n in range(20))
    + b"]><rss><channel><title>&u;</title><item><link>/x</link></item></channel></rss>"
)
RSS = b"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>https://post.example/</link>
<item><title>&lt;b&gt;One&lt;/b&gt; &amp;amp; two</title><link>/one</link><pubDate>Sun, 01 Mar 2026 13:00:00 +0300</pubDate></item>
<item><title>Two</title><link>two?a=1&amp;b=2</link><dc:date>2026-03-01T10:00:00Z</dc:date></item>
<item><title>Again</title><link>/one</link></item><item><title>No link</title></item></channel></rss>"""
ATOM = b"""<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title>
<a:link rel="alternate" href="../one"/><a:updated>2026-03-01T10:00:00Z</a:updated></a:entry></a:feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="x"><title>One</title><link>https://post.example/one</link></item></rdf:RDF>"""
NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<!-- a comment --><url><loc> https://post.example/one </loc><n:news><n:publication><n:name>Post</n:name></n:publication>
<n:publication_date>2026-03-01T10:00:00+00:00</n:publication_date><n:title>One</n:title></n:news></url><url/></urlset>"""


def test_rss() -> None:
    one, two = read_feed(RSS, BASE).entries
    assert (one.url, one.title, one.published) == ("https://post.example/one", "One & two", MOMENT)
    assert (two.url, two.published) == ("https://post.example/news/two?a=1&b=2", MOMENT)


@pytest.mark.parametrize("body", [ATOM, RDF, b'{"items": [{"url": "/one", "title": "One"}, {"url": 3}, 7]}'])
def test_other_feeds(body: bytes) -> None:
    assert [(entry.url, entry.title) for entry in read_feed(body, BASE).entries] == [
        ("https://post.example/one", "One")
    ]


def test_feed_in_windows_1256() -> None:
    text = '<?xml version="1.0" encoding="windows-1256"?><rss version="2.0"><channel><item><title>خبر</title><link>/a</link></item></channel></rss>'
    assert read_feed(text.encode("cp1256"), BASE).entries[0].title == "خبر"


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>', BASE) == Listing(())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><body>Moved</body></html>",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"{broken",
        LAUGHS,
        b"<rss><channel><item",
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_feed(body, BASE)
    assert "\n" not in str(caught.value)


def test_news_sitemap() -> None:
    [entry] = read_sitemap(NEWS, BASE).entries
    assert (entry.url, entry.title, entry.published) == ("https://post.example/one", "One", MOMENT)


@pytest.mark.parametrize("body", [b"", b"<html", b"\x1f\x8b\x08junk", LAUGHS])
def test_what_is_no_sitemap(body: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_sitemap(body, BASE)
    assert "\n" not in str(caught.value)


def test_sitemap_reads_no_files() -> None:
    body = b'<!DOCTYPE u [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://h.example/&f;</loc></url></urlset>'
    try:
        entries = read_sitemap(body, BASE).entries
    except ReadError:
        return
    assert "root" not in str(entries)


def test_index_page_by_selector() -> None:
    body = b"""<div class=list><h2><a href="/one"> One <b>more</b></a></h2><h2>no link</h2></div><a href="/menu">Menu</a>"""
    assert [(e.url, e.title) for e in read_index(body, BASE, ".list h2").entries] == [
        ("https://post.example/one", "One more")
    ]


def test_pages_that_follow() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?page=2"/><entry><link href="/one"/></entry></feed>"""
    assert read_feed(atom, BASE).next == BASE + "?page=2"
    assert read_feed(b'{"items": [], "next_url": "/more.json"}', BASE).next == "https://post.example/more.json"
    page = b"""<h2><a href="/one">One</a></h2><a class="next" href="/page/2">older</a>"""
    assert read_index(page, BASE, "h2 a", "a.next").next == "https://post.example/page/2"


def test_a_page_names_its_feeds() -> None:
    head = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" hreflang="ar" href="/ar">
    <link rel="stylesheet" href="x.css"><link rel="alternate" type="application/atom+xml" href="file:///etc/passwd"></head></html>"""
    assert feed_links(head, BASE) == ["https://post.example/rss"]


def test_a_gzipped_sitemap_and_a_bomb() -> None:
    assert read_sitemap(gzip.compress(NEWS), BASE) == read_sitemap(NEWS, BASE)
    with pytest.raises(ReadError, match="larger than"):
        read_sitemap(gzip.compress(bytes(60_000_000)), BASE)


def test_the_newest_sitemaps_and_entries_come_first() -> None:
    index = "".join(f"<sitemap><loc>/s{n}</loc><lastmod>2026-03-0{n}</lastmod></sitemap>" for n in (1, 3, 2))
    assert read_sitemap(f"<sitemapindex>{index}</sitemapindex>".encode(), BASE).children[0] == "https://post.example/s3"
    urls = "".join(f"<url><loc>/{n}</loc><lastmod>2026-03-0{n}</lastmod></url>" for n in (1, 3, 2))
    found = read_sitemap(f"<urlset>{urls}</urlset>".encode(), BASE).entries
    assert [entry.url[-1] for entry in found] == ["3", "2", "1"]


def test_a_link_that_is_none_spoils_no_listing() -> None:
    body = b"""<h2><a href="http://[bad">x</a></h2><h2><a href="/one#part">y</a></h2>"""
    assert [entry.url for entry in read_index(body, BASE, "h2 a").entries] == [
        "http://[bad",
        "https://post.example/one",
    ]


def stamped(said: str) -> datetime | None:
    item = f"<item><link>/a</link><pubDate>{said}</pubDate></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
    return read_feed(feed, BASE, ZoneInfo("Asia/Baghdad")).entries[0].published


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("Sun, 01 Mar 2026 10:00:00 GMT", 10),
        ("Sun, 01 Mar 2026 10:00:00 +0300", 7),
        ("2026-03-01T10:00:00Z", 10),
        ("2026-03-01T10:00:00+03:00", 7),
        ("Sun, 01 Mar 2026 10:00:00 EST", 15),
        ("Sun Mar 01 2026 10:00:00 GMT+0300 (Arabian Standard Time)", 7),
        ("2026-03-01 10:00:00", 7),
        ("2026-03-01T10:00:00", 7),
        ("Sun, 1 Mar 2026 10:00 AM", 7),
        ("1783847700", None),
        ("0001-01-01T00:00:00", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("الأحد 1 آذار 2026", None),
        ("", None),
    ],
)
def test_times_of_a_feed(said: str, hour: int | None) -> None:
    assert stamped(said) == (None if hour is None else MOMENT.replace(hour=hour))


def test_times_without_an_offset_are_in_the_sources_zone_in_every_listing() -> None:
    zone = ZoneInfo("Asia/Baghdad")
    item = b'{"items": [{"id": "https://post.example/one", "date_modified": "2026-03-01T13:00:00"}]}'
    assert read_feed(item, BASE, zone).entries[0].published == MOMENT
    url = b"<urlset><url><loc>/a</loc><lastmod>2026-03-01T13:00:00</lastmod></url></urlset>"
    assert read_sitemap(url, BASE, zone).entries[0].published == MOMENT


def test_of_a_sitemap_that_is_not_well_formed_the_whole_entries_count() -> None:
    cut = b"<urlset><url><loc>https://h.example/a?x=1&y=2</loc></url><url><loc>https://h.example/b</loc></url><url><loc"
    assert [entry.url[-1] for entry in read_sitemap(cut, BASE).entries][-1] == "b"


def test_the_story_behind_the_address_of_a_counter() -> None:
    name = b'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    item = b"<item><link>https://counter.example/~r/1</link><feedburner:origLink>https://post.example/a</feedburner:origLink></item>"
    feed = b"<rss version='2.0' " + name + b"><channel>" + item + b"</channel></rss>"
    assert [entry.url for entry in read_feed(feed, BASE).entries] == ["https://post.example/a"]


def test_a_guid_that_is_an_address_stands_for_the_link() -> None:
    items = b"<item><guid>https://post.example/a</guid></item><item><guid isPermaLink='false'>7</guid></item>"
    feed = b"<rss version='2.0'><channel>" + items + b"</channel></rss>"
    assert [entry.url for entry in read_feed(feed, BASE).entries] == ["https://post.example/a"]
