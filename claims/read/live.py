"""A live blog → its entries, each with its own time: what stood at noon is no correction of what stood at nine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from claims.model import Article, content_id
from claims.read.body import tidy
from claims.read.metadata import Meta
from claims.read.surroundings import elsewhere, headline_of
from claims.read.times import parse_time
from claims.read.tree import line_of, squeeze

_FEWEST = 2
"""Entries that a live blog has at least."""
_MOST = 500
_BRIEF = 30
"""Letters below which a box with a time is no entry."""
_TAG = re.compile(r"<[^<>]{1,300}>")
_BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4")
_SAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog."""

    key: str
    """What tells it from the others of the page, the same at every visit."""
    title: str
    text: str
    at: datetime


def entries_of(tree: HtmlElement, meta: Meta, zone: tzinfo | None, latest: datetime, title: str) -> list[Entry]:
    """The entries that the page declares, else its like boxes with a time each; none where there are not at least two."""
    for found in (_declared(meta, zone), _boxed(tree, zone, title)):
        kept = {
            entry.key: entry for entry in found if len(entry.text) >= _BRIEF and entry.at <= latest + timedelta(days=1)
        }
        if len(kept) >= _FEWEST:
            return list(kept.values())
    return []


def as_article(blog: Article, entry: Entry, wire: str | None) -> Article:
    """The entry as an article of its own, at an address of its own."""
    return Article(
        url=f"{blog.url}#{entry.key}",
        outlet=blog.outlet,
        lang=blog.lang,
        title=entry.title or blog.title,
        text=entry.text,
        published_at=entry.at,
        fetched_at=blog.fetched_at,
        wire=wire,
        kind=blog.kind,
        source=blog.source,
        archive=blog.archive,
    )


def _declared(meta: Meta, zone: tzinfo | None) -> Iterator[Entry]:
    updates = meta.article.get("liveBlogUpdate")
    for update in updates[:_MOST] if isinstance(updates, list) else ():
        if not isinstance(update, dict):
            continue
        at, has_time = parse_time(_said(update, "datePublished") or _said(update, "dateModified"), zone)
        text = tidy(_TAG.sub("\n", str(update.get("articleBody") or "")[:100_000]))
        if at is not None and has_time and text:
            title = squeeze(_TAG.sub(" ", _said(update, "headline")))[:300]
            yield Entry(_key(_said(update, "url") or _said(update, "@id"), at, title or text[:80]), title, text, at)


def _said(update: dict[str, Any], name: str) -> str:
    value = update.get(name)
    return value if isinstance(value, str) else ""


def _boxed(tree: HtmlElement, zone: tzinfo | None, title: str) -> Iterator[Entry]:
    """Boxes beside each other that hold one time and some text each."""
    headline = headline_of(tree, title)
    boxes: list[tuple[HtmlElement, datetime]] = []
    for node in islice(tree.iter("time"), _MOST):
        at, has_time = parse_time(node.get("datetime") or "", zone)
        if at is None or not has_time or elsewhere(node, headline):
            continue
        box = node
        while (around := box.getparent()) is not None and len(list(islice(around.iter("time"), 2))) == 1:
            box = around
        if box is not node and (headline is None or next((n for n in box.iter("h1")), None) is None):
            boxes.append((box, at))
    parents = Counter(box.getparent() for box, _ in boxes)
    for box, at in boxes:
        if parents[box.getparent()] < _FEWEST:
            continue
        lines = [line_of(p) for p in box.iter(*_BLOCKS) if next(p.iterancestors(*_BLOCKS[:3]), None) is None]
        heading = next((line_of(h) for h in box.iter("h2", "h3", "h4")), "")
        text = tidy("\n".join(line for line in lines if line != heading))
        yield Entry(_key(box.get("id") or box.get("data-id") or "", at, heading or text[:80]), heading[:300], text, at)


def _key(own: str, at: datetime, begins: str) -> str:
    """Its own name on the page, else its minute and how it begins."""
    name = _SAFE.sub("-", own.rpartition("#")[2].rstrip("/").rpartition("/")[2]).strip("-")[:80]
    return name or f"{at.astimezone(UTC):%Y%m%dT%H%M}-{content_id(begins)[:6]}"
