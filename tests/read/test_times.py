"""Publication times."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from claims.read.metadata import read_meta
from claims.read.stamps import is_dateline
from claims.read.times import parse_time, published, url_date

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def of(head: str = "", body: str = "<h1>T</h1>", url: str = "https://x.example/a", **more: object) -> datetime | None:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return published(tree, read_meta(tree), url, **({"fetched_at": NOW} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021-07-26T09:30:00+03:00", at(2021, 7, 26, 6, 30)),
        ("2021-07-26T09:30:00.123Z", at(2021, 7, 26, 9, 30)),
        ("2021-07-26 09:30:00 +0300", at(2021, 7, 26, 6, 30)),
        ("2021-07-26", at(2021, 7, 26)),
        ("٢٠٢١-٠٧-٢٦", at(2021, 7, 26)),
        ("2021/07/26 09:30", at(2021, 7, 26, 9, 30)),
        ("20210726", at(2021, 7, 26)),
        ("1627291800", at(2021, 7, 26, 9, 30)),
        ("1627291800000", at(2021, 7, 26, 9, 30)),
        ("Mon, 26 Jul 2021 09:30:00 GMT", at(2021, 7, 26, 9, 30)),
        ("July 26, 2021", at(2021, 7, 26)),
        ("July 26, 2021, 9:30 pm", at(2021, 7, 26, 21, 30)),
        ("03/04/2021", None),
        ("2021-13-45", None),
        ("0001-01-01T00:00:00", at(1, 1, 1)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_parse(text: str, found: datetime | None) -> None:
    assert parse_time(text)[0] == found


@given(st.text(max_size=80), st.sampled_from(["", "%d.%m.%Y", "%Y %b %d %H:%M"]))
def test_parse_never_raises(text: str, pattern: str) -> None:
    parse_time(text, None, pattern)


def test_times_without_offset_are_in_the_sources_zone() -> None:
    head = '<meta property="article:published_time" content="2021-07-26T09:30:00">'
    assert of(head) == at(2021, 7, 26, 9, 30)
    assert of(head, zone=ZoneInfo("Asia/Baghdad")) == at(2021, 7, 26, 6, 30)


def test_future_and_absurd_times_are_rejected() -> None:
    assert of('<meta name="date" content="2027-01-01T00:00:00Z">') is None
    assert of('<meta name="date" content="0001-01-01T00:00:00Z">') is None
    listed = at(2026, 11, 22, 8)
    assert of('<meta name="date" content="2027-01-01T00:00:00Z">', listed_at=listed) == listed
    assert of('<meta name="date" content="2026-11-23T09:00:00Z">') == at(2026, 11, 23, 9)


def test_a_day_takes_its_hour_from_a_second_sign_or_the_feed() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-07-26"}</script>'
    assert of(head) == at(2021, 7, 26)
    assert of(head + '<meta name="pubdate" content="2021-07-26T14:10:00Z">') == at(2021, 7, 26, 14, 10)
    assert of(head, listed_at=at(2021, 7, 26, 12)) == at(2021, 7, 26, 12)
    assert of(head, listed_at=at(2021, 8, 26, 12)) == at(2021, 7, 26)


def test_modified_times_and_other_stories_times_do_not_count() -> None:
    body = (
        '<h1>T</h1><ul><li><time datetime="2020-01-01">a</time></li></ul>'
        '<article class="story"><time class="updated" datetime="2021-01-01">u</time></article>'
    )
    assert of('<meta property="article:modified_time" content="2021-01-01">', "<h1>T</h1>") is None
    assert of("", body) != at(2021, 1, 1)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2021/07/26/story", date(2021, 7, 26)),
        ("https://x.example/world/2021-07-26/story", date(2021, 7, 26)),
        ("https://x.example/20210726/story", date(2021, 7, 26)),
        ("https://x.example/2021/jul/26/story", date(2021, 7, 26)),
        ("https://x.example/2021/07/story", None),
        ("https://x.example/news/20219999/x", None),
        ("https://x.example/a?d=2021/07/26/", None),
    ],
)
def test_url_date(url: str, day: date | None) -> None:
    assert url_date(url) == day


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("Posted: Monday, November 18, 2019", at(2019, 11, 18)),
        ("Published 7:07 PM EST Nov 19, 2019", at(2019, 11, 20, 0, 7)),
        ("26 تموز/يوليو 2021 - 18:45", at(2021, 7, 26, 18, 45)),
        ("الإثنين ٢٦ كانون الثاني ٢٠٢٦ ٠٩:٣٠ ص", at(2026, 1, 26, 9, 30)),
        ("2021-07-26 18:45", at(2021, 7, 26, 18, 45)),
        ("26 juillet 2021 à 18:45", at(2021, 7, 26, 18, 45)),
        ("26/07/2021 18:45", at(2021, 7, 26, 18, 45)),
        ("03/04/2021", None),
        ("three days ago", None),
    ],
)
def test_a_date_shown_by_the_headline(shown: str, found: datetime | None) -> None:
    assert of("", f'<div><div class="head"><h1>T</h1><span class="date">{shown}</span></div></div>') == found


def test_todays_date_in_the_page_header_is_not_the_articles() -> None:
    body = (
        '<div class="top"><span class="date">Monday, November 23, 2026</span></div>'
        + '<div class="x"><div><div><div><div><h1>T</h1></div></div></div></div></div>'
    )
    assert of("", body) is None


def test_the_address_outweighs_a_shown_date_of_something_else() -> None:
    body = '<div><h1>T</h1><p class="info">said on October 13, 2019 in a speech</p></div>'
    assert of("", body, "https://x.example/2019/11/18/speech") == at(2019, 11, 18)


def test_datelines() -> None:
    assert is_dateline("الأحد 11 تموز/يوليو 2021 09:30 م")
    assert not is_dateline("On July 26, 2021 the last 2,500 soldiers went home.")
