"""Live blogs and their entries."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from claims.model import Page
from claims.read import read_articles
from claims.run import read_and_extract

URL = "https://www.ferry.example/live/marwa-dam"
NOW = datetime(2026, 7, 12, 20, tzinfo=UTC)
NOON = "Engineers closed the upper gate at noon and 14 people were killed, the water board said."
NINE = "At least 9 people were killed when the wall gave way, the rescue service said in the morning."


def page(head: str, body: str) -> Page:
    top = f"<html lang='en'><head><title>Marwa dam: live updates</title>{head}</head><body><article>"
    html = f"{top}<h1>Marwa dam: live updates</h1>{body}</article></body></html>"
    return Page(URL, URL, 200, "text/html", html.encode(), NOW)


def declared(*updates: dict[str, str]) -> Page:
    blog = {
        "@type": "LiveBlogPosting",
        "headline": "Marwa dam",
        "datePublished": "2026-07-12T08:00:00Z",
        "liveBlogUpdate": updates,
    }
    return page(f'<script type="application/ld+json">{json.dumps(blog)}</script>', f"<p>{NOON}</p><p>{NINE}</p>")


def update(hour: int, text: str, **more: str) -> dict[str, str]:
    return {"@type": "BlogPosting", "datePublished": f"2026-07-12T{hour:02}:00:00Z", "articleBody": text} | more


def test_declared_entries_are_articles_with_their_own_times() -> None:
    noon, nine = read_articles(
        declared(update(12, f"<p>{NOON}</p>", url=f"{URL}#post-7", headline="Gate closed"), update(9, NINE))
    )
    assert (noon.url, noon.title, noon.text) == (f"{URL}#post-7", "Gate closed", NOON)
    assert (noon.published_at, nine.published_at) == (NOW.replace(hour=12), NOW.replace(hour=9))
    assert nine.url.startswith(f"{URL}#20260712T0900-")
    assert (nine.kind, nine.title, nine.lang) == ("live", "Marwa dam: live updates", "en")


def test_entries_keep_their_ids_when_another_comes() -> None:
    before = read_articles(declared(update(12, NOON), update(9, NINE)))
    after = read_articles(
        declared(update(15, "Water falls slowly, the station at the bridge said."), update(12, NOON), update(9, NINE))
    )
    assert {article.article_id for article in before} < {article.article_id for article in after}


def test_boxes_with_a_time_each_are_entries() -> None:
    boxes = "".join(
        f'<section class="post" id="p{hour}"><time datetime="2026-07-12T{hour:02}:00:00Z">{hour}:00</time><h3>Hour {hour}</h3><p>{text}</p></section>'
        for hour, text in ((12, NOON), (9, NINE))
    )
    noon, nine = read_articles(
        page("", f'<time datetime="2026-07-12T08:00:00Z">8:00</time><div class="stream">{boxes}</div>')
    )
    assert (noon.url, noon.title, noon.text, noon.published_at) == (f"{URL}#p12", "Hour 12", NOON, NOW.replace(hour=12))
    assert nine.text == NINE


def test_what_cannot_be_split_is_one_article() -> None:
    assert len(read_articles(page("", f"<p>{NOON}</p><p>{NINE}</p>"))) == 1
    assert len(read_articles(declared(update(12, NOON)))) == 1
    assert len(read_articles(declared(update(12, NOON), {"articleBody": NINE}, {"datePublished": "soon"}))) == 1


def test_an_article_with_times_in_it_is_not_split() -> None:
    html = page("", f"<time datetime='2026-07-12T08:00:00Z'>8:00</time><p>{NOON}</p><p>{NINE}</p>").body.replace(
        b": live updates", b""
    )
    assert (
        len(
            read_articles(
                Page(
                    "https://www.ferry.example/news/marwa",
                    "https://www.ferry.example/news/marwa",
                    200,
                    "text/html",
                    html,
                    NOW,
                )
            )
        )
        == 1
    )


def test_a_night_stores_each_entry_with_its_claims() -> None:
    batch = read_and_extract([(None, declared(update(12, NOON), update(9, NINE)))])
    assert [
        (article.published_at.hour, extraction.claims[0].low)
        for article, extraction in batch.articles
        if article.published_at
    ] == [(12, 14), (9, 9)]
    assert [capture.outcome for capture in batch.captures] == ["article"]
