"""Whole pages, from bytes to article."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from claims.collect.sources import Selectors, Source
from claims.errors import ReadError
from claims.model import Article, Page
from claims.read import read_page

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def page(body: bytes, url: str = "https://www.harbourpost.example/world/story-1", **more: object) -> Page:
    fields: dict[str, object] = {"status": 200, "content_type": "text/html", "fetched_at": NOW} | more
    return Page(url=url, final_url=url, body=body, **fields)  # type: ignore[arg-type]


def saved(name: str, url: str = "https://www.harbourpost.example/world/story-1", **more: object) -> Article:
    return read_page(page((PAGES / name).read_bytes(), url, **more))


BULLETIN = Source(
    name="bulletin",
    outlet="City Bulletin",
    lang="en",
    timezone="Asia/Baghdad",
    date_format="%d.%m.%Y %H:%M",
    feeds=("https://bulletin.example/feed",),
    selectors=Selectors(text="#txt", title=".kop", published=".when", remove=".ad"),
)


def test_english_article_with_meta_tags() -> None:
    found = saved("plain_en.html")
    assert found.kind == "article"
    assert found.title == "Dam overflows near Marwa, 14 villages cut off"
    assert found.published_at == datetime(2024, 3, 5, 6, 15, tzinfo=UTC)
    assert found.url == "https://www.harbourpost.example/world/2024/03/05/dam-overflows"
    assert (found.lang, found.outlet, found.wire) == ("en", "The Harbour Post", "Reuters")
    assert found.text.startswith("MARWA, March 5 (Reuters) - Water poured")
    assert "Ten recipes" not in found.text
    assert "All rights reserved" not in found.text


def test_correction_note_is_kept_apart_from_the_text() -> None:
    found = saved("plain_en.html")
    assert found.correction is not None
    assert "41 villages" in found.correction
    assert "41 villages" not in found.text


def test_arabic_article_in_windows_1256_that_says_so_and_shows_its_date_to_readers_alone() -> None:
    found = saved("plain_ar.html", "https://sada.example/node/8812")
    assert found.kind == "article"
    assert found.title == "حريق في مستودع بالميناء يودي بحياة 9 عمال"
    assert found.text.splitlines()[0].startswith("اندلع حريق كبير مساء الأحد")
    assert found.published_at == datetime(2021, 7, 11, 21, 30, tzinfo=UTC)
    assert (found.lang, found.wire) == ("ar", "agencies")


@pytest.mark.parametrize(
    "header", ["text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=bogus", ""]
)
def test_wrong_charset_in_the_header_does_not_garble(header: str) -> None:
    found = saved("plain_ar.html", content_type=header)
    assert "مستودع للأخشاب" in found.text


def test_json_ld_gives_time_author_and_language() -> None:
    found = saved("ld_ar.html", "https://nile.example/economy/rates?utm_source=x&id=7")
    assert found.published_at == datetime(2024, 9, 2, 11, 5, tzinfo=UTC)
    assert (found.lang, found.outlet, found.wire) == ("ar", "بوابة النيل", "AFP")
    assert found.url == "https://nile.example/economy/rates?id=7"
    assert found.title == "البنك المركزي يخفض سعر الفائدة 150 نقطة"


def test_a_sources_own_selectors_and_zone_win() -> None:
    found = read_page(page((PAGES / "selectors.html").read_bytes()), BULLETIN)
    assert found.title == "Bridge closes for 6 weeks"
    assert found.text == "The old bridge closes on Monday for six weeks.\nBuses take the long way round."
    assert found.published_at == datetime(2024, 2, 14, 15, 30, tzinfo=UTC)
    assert (found.outlet, found.source) == ("City Bulletin", "bulletin")


def test_selectors_that_match_nothing_fall_back_to_the_whole_page() -> None:
    source = BULLETIN.model_copy(update={"selectors": Selectors(text="div.none", title=".none")})
    found = read_page(page((PAGES / "plain_en.html").read_bytes()), source)
    assert found.title.startswith("Dam overflows")
    assert "Water poured" in found.text


@pytest.mark.parametrize(
    ("name", "url", "kind"),
    [
        ("plain_en.html", "https://h.example/world/story-1", "article"),
        ("live.html", "https://h.example/world/storm", "live"),
        ("paywall.html", "https://h.example/world/ports", "stub"),
        ("index.html", "https://h.example/", "index"),
        ("video.html", "https://h.example/video/tower", "other"),
    ],
)
def test_kind(name: str, url: str, kind: str) -> None:
    assert saved(name, url).kind == kind


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n\t ",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        bytes(range(256)) * 40,
        b"<html><body></body></html>",
        b"<!-- only a comment -->",
    ],
)
def test_a_page_without_text_is_kind_other(body: bytes) -> None:
    found = read_page(page(body, listed_title="From the feed"))
    assert (found.kind, found.text) == ("other", "")


def test_an_error_response_is_refused_with_its_reason() -> None:
    with pytest.raises(ReadError, match="HTTP status 404"):
        read_page(page(b"<p>gone</p>", status=404))
    with pytest.raises(ReadError, match="image/jpeg, not HTML"):
        read_page(page(b"\xff\xd8\xff", content_type="image/jpeg"))


def story() -> str:
    line = (
        "The council of the valley counted 312 damaged houses on Thursday and asked for tents, it said in a statement."
    )
    return "".join(f"<p>{line} Part {n} of the list follows below.</p>" for n in range(6))


def test_nul_bytes_do_not_cut_the_page() -> None:
    found = read_page(page(b"<html><body><h1>A\x00 title</h1>\x00" + story().encode() + b"\x00</body></html>"))
    assert found.text.count("312 damaged houses") == 6


def test_invalid_utf8_does_not_spoil_the_rest() -> None:
    body = (
        "<meta charset=utf-8><h1>Überschwemmung</h1>".encode()
        + story().replace("valley", "Tal ü").encode()
        + b"<p>\xff\xc3(</p>"
    )
    assert "Tal ü" in read_page(page(body)).text


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_deep_nesting_keeps_the_text(depth: int) -> None:
    body = (
        b"<html><body>" + b"<div>" * depth + b"<h1>Deep</h1>" + story().encode() + b"</div>" * depth + b"</body></html>"
    )
    assert "312 damaged houses" in read_page(page(body)).text


def test_deep_nesting_of_unknown_boxes_is_refused_with_a_reason() -> None:
    with pytest.raises(ReadError, match="nested too deep"):
        read_page(page(b"<html><body>" + b"<blockquote>" * 100_000 + story().encode()))


def test_utf16_with_and_without_mark() -> None:
    text = f"<html><head><title>T</title></head><body><h1>T</h1>{story()}<p>أخبار</p></body></html>"
    for body in (text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-16-be")):
        assert "312 damaged houses" in read_page(page(body)).text


def test_the_feeds_time_and_title_fill_gaps() -> None:
    listed = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    found = read_page(
        page(f"<html><body>{story()}</body></html>".encode(), listed_at=listed, listed_title="From the feed")
    )
    assert (found.published_at, found.title) == (listed, "From the feed")


def test_reading_leaves_no_control_characters() -> None:
    found = read_page(page(("<h1>A\x07b</h1>" + story().replace("tents", "te\x0bnts\x1b[31m")).encode()))
    assert not any(ord(char) < 32 and char != "\n" for char in found.title + found.text)


def test_a_body_cut_into_boxes_is_put_together() -> None:
    line = "<p>Sentence {} of the report says that the river stood {} centimetres above its banks on that day.</p>"
    box = '<div class="grid body"><div class="chunk">{}</div></div>'
    boxes = "".join(box.format("".join(line.format(n, n * 7) for n in range(start, start + 6))) for start in (0, 6, 12))
    ad = '<aside class="ad"><p>Subscribe now.</p></aside>'
    body = boxes.replace("</div></div>", "</div></div>" + ad)
    found = read_page(page(f"<html><body><article><h1>River</h1>{body}</article></body></html>".encode()))
    assert all(f"Sentence {n} of" in found.text for n in range(18))
    assert "Subscribe" not in found.text


def test_links_between_paragraphs_are_not_text() -> None:
    linked = story().replace("</p><p>", '</p><p><a href="/x">READ MORE ABOUT THE FLOOD AND ITS VICTIMS</a></p><p>', 1)
    found = read_page(page(f"<html><body><article><h1>Flood</h1>{linked}</article></body></html>".encode()))
    assert found.text.count("312 damaged houses") == 6
    assert "READ MORE" not in found.text


@pytest.mark.parametrize(
    "unit",
    ["<h1>a headline of many</h1>", "a<br>", "<tr><td>a</td></tr>", "<p><a href=/x>link text here</a></p>", "<span>"],
)
def test_pages_made_to_be_slow_are_quick(unit: str) -> None:
    start = process_time()
    with suppress(ReadError):
        read_page(page(b"<html><body>" + unit.encode() * 100_000))
    assert process_time() - start < 15


def test_news_in_brief_is_an_article() -> None:
    text = "قالت وزارة الدفاع إن 14 صاروخا سقطت على القاعدة ولم تقع إصابات بين الجنود."
    body = f"<html lang='en'><body><h1>عاجل</h1><p>{text}</p></body></html>"
    found = read_page(page(body.encode(), "https://h.example/news/88123"))
    assert (found.kind, found.lang) == ("article", "ar")
    assert "14 صاروخا" in found.text


def test_a_date_right_below_a_headline_without_any_box() -> None:
    today = '<div class="date">Monday, November 23, 2026</div>'
    head = f'{today}<h1>Flood</h1><div class="article-dates"><span>26 July 2021</span></div>'
    found = read_page(page(f"<html><body>{head}{story()}</body></html>".encode()))
    assert found.published_at == datetime(2021, 7, 26, tzinfo=UTC)


def test_a_brief_comes_without_the_menu_and_the_headline_around_it() -> None:
    menu = "<nav><a href='/'>The Post</a> <a href='/w'>World</a></nav><div class='logo'>The Post</div>"
    text = "Ten tugs were pulling at the ship on Monday."
    body = f"<html><body>{menu}<div><h1>Tugs pull</h1><p>{text}</p></div></body></html>"
    found = read_page(page(body.encode(), "https://h.example/2021/07/26/tugs"))
    assert (found.kind, found.text) == ("article", text)


def test_a_page_of_headlines_alone_is_an_index() -> None:
    items = "".join(f"<div><h3><a href='/s/{n}'>Headline number {n}</a></h3></div>" for n in range(4))
    assert read_page(page(f"<html><body>{items}</body></html>".encode(), "https://h.example/latest")).kind == "index"
