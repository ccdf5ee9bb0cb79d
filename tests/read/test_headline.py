"""Titles."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from claims.read.headline import strip_site, title_of
from claims.read.metadata import read_meta


def title(html: str, listed: str = "") -> str:
    tree = document_fromstring(html)
    return title_of(tree, read_meta(tree), "https://www.post.example/a", ("The Post",), listed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dam overflows | The Post", "Dam overflows"),
        ("Dam overflows - World - The Post", "Dam overflows - World"),
        ("The Post: Dam overflows", "Dam overflows"),
        ("Dam overflows - 14 villages cut off", "Dam overflows - 14 villages cut off"),
        ("The Post", "The Post"),
    ],
)
def test_strip_site(text: str, found: str) -> None:
    assert strip_site(text, ["The Post"]) == found


def test_the_headline_on_the_page_wins_where_the_head_confirms_it() -> None:
    shown = "Dam overflows near Marwa, 14 villages cut off"
    html = f"<title>Dam overflows near Marwa, 14… | The Post</title><h1>The Post</h1><h1>{shown}</h1>"
    assert title(html) == shown


def test_without_headline_the_head_counts_then_the_feed() -> None:
    assert (
        title('<meta property="og:title" content="Dam &quot;overflows&quot; | The Post"><p>x</p>') == 'Dam "overflows"'
    )
    assert title("<p>x</p>", listed=" From the  feed ") == "From the feed"
    assert title("<p>x</p>") == ""
