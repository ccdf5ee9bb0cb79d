"""What a page says of itself in JSON-LD, in all the ways in which pages write and break it."""

from __future__ import annotations

import json

import pytest

from claims.read.metadata import Meta, read_meta
from claims.read.tree import parse

OWN = {"@type": "NewsArticle", "headline": "Dam closed in Tarn", "datePublished": "2026-07-12T09:15:00Z"}
OTHER = {"@type": "NewsArticle", "headline": "Ferry sinks", "datePublished": "2026-05-01T09:15:00Z", "author": "A", "image": "i"}  # fmt: skip


def meta(*scripts: object, head: str = "<title>Dam closed in Tarn - Post</title>") -> Meta:
    said = "".join(
        f'<script type="application/ld+json">{one if isinstance(one, str) else json.dumps(one)}</script>'
        for one in scripts
    )
    return read_meta(parse(f"<html><head>{head}{said}</head><body><p>x</p></body></html>"))


@pytest.mark.parametrize(
    "script",
    [
        OWN,
        [{"@type": "BreadcrumbList"}, OWN],
        [[OWN]],
        {"@graph": [{"@type": "WebSite"}, OWN]},
        {"@type": "WebPage", "mainEntity": OWN},
        OWN | {"@type": ["Article", "NewsArticle"]},
        OWN | {"@type": "http://schema.org/NewsArticle"},
        {"@graph": [OTHER, OWN]},
        [OTHER, OWN, OTHER | {"headline": "Third"}],
        {"@type": "ItemList", "itemListElement": [OTHER], "mainEntity": OWN},
        {"@graph": [{"@type": "WebPage", "datePublished": OWN["datePublished"]}, {"@type": "Article", "headline": "Dam closed in Tarn"}]},
        {"@graph": [{"@type": "WebPage", "datePublished": OWN["datePublished"]}, {"@type": "Organization"}]},
        json.dumps(OWN).replace("}", ",}"),
        json.dumps(OWN).replace("Dam", "Dam\n\t"),
        json.dumps(OWN) + ";",
        "<!--" + json.dumps(OWN) + "-->",
        json.dumps(OWN).replace('"', "&quot;"),
        json.dumps(OWN).replace("Dam", 'The "Dam"'),
    ],
)  # fmt: skip
def test_the_articles_own_time_is_found(script: object) -> None:
    assert meta(script).ld("datePublished") == OWN["datePublished"]


def test_an_address_tells_the_own_article_too() -> None:
    own = OWN | {"headline": "Another wording", "mainEntityOfPage": {"@id": "https://www.post.example/dam/"}}
    found = meta([OTHER, own], head='<link rel="canonical" href="http://post.example/dam">')
    assert found.ld("datePublished") == OWN["datePublished"]


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[" * 3000,
        json.dumps([OWN, OTHER]).replace("Dam", 'The "Dam"'),  # of which of the two?
        json.dumps(OWN | {"@type": "Event"}).replace("Dam", 'The "Dam"'),
        json.dumps({"@type": "WebPage", "headline": "x"}),
    ],
)
def test_what_tells_no_time(script: str) -> None:
    assert meta(script).ld("datePublished") == ""


def test_one_broken_script_spoils_no_other() -> None:
    assert meta("{broken", OWN).ld("headline") == "Dam closed in Tarn"
