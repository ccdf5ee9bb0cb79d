"""Pages in the manner of the big content systems, in six languages: kind, title, time, language, address and text.

`pages/cms/truth.jsonl` says what is right. A `published` of null means that the page does not say it: a wrong time is worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.collect.sources import Source
from claims.model import Article, Page
from claims.read import read_page

FOLDER = Path(__file__).parent / "pages" / "cms"
ROWS = [json.loads(line) for line in (FOLDER / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
FETCHED = datetime(2026, 11, 23, 3, tzinfo=UTC)
READABLE = ("article", "live")


def read(row: Mapping[str, Any]) -> Article:
    body = (FOLDER / row["file"]).read_bytes()
    listed = datetime.fromisoformat(row["listed"]) if row.get("listed") else None
    source = None
    if row.get("zone"):
        source = Source(name="x", outlet="X", lang="en", feeds=("https://x.example/f",), timezone=row["zone"])
    page = Page(row["url"], row["url"], 200, "text/html", body, FETCHED, listed_at=listed)
    return read_page(page, source)


@pytest.mark.parametrize("row", ROWS, ids=[row["file"].removesuffix(".html") for row in ROWS])
def test_page(row: Mapping[str, Any]) -> None:
    found = read(row)
    moment = found.published_at.replace(microsecond=0).isoformat() if found.published_at else None
    assert (found.kind, moment, found.url) == (row["kind"], row["published"], row["canonical"])
    if row["kind"] in READABLE:
        assert (found.title, found.lang) == (row["title"], row["lang"])
    for line in (row["text"] or "").split("\n"):
        assert line in found.text
    assert not any(piece in found.text for piece in row.get("without", ()))


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["text"] and "\n" in row["text"]], ids=lambda row: row["file"]
)
def test_the_text_is_the_story_and_hardly_more(row: Mapping[str, Any]) -> None:
    assert len(read(row).text) <= len(row["text"]) * 1.1


def test_every_page_is_in_the_list() -> None:
    assert {row["file"] for row in ROWS} == {file.name for file in FOLDER.glob("*.html")}
    assert {row["lang"] for row in ROWS} == {"en", "ar", "fr", "es", "de", "tr"}
