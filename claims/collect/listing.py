"""Feeds, sitemaps and index pages → the articles that they list. Pure: bytes in, entries out."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

import feedparser
from bs4 import BeautifulSoup
from lxml import etree

from claims.errors import ReadError

MAX_ITEMS = 1000


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: a title and a time where the listing gives them."""

    url: str
    title: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Entries, or the addresses of further sitemaps."""

    entries: tuple[Listed, ...]
    children: tuple[str, ...]


def read_feed(body: bytes, base: str) -> list[Listed]:
    """The items of an RSS, Atom or JSON feed.

    Raises:
        ReadError: it is none of these, or declares entities, which no feed needs and a bomb is made of.
    """
    if body.lstrip()[:1] == b"{":
        return _json_feed(body, base)
    if b"<!ENTITY" in body[:100_000].upper():
        raise ReadError(f"{base}: the feed declares entities and is not read")
    parsed = feedparser.parse(
        body,
        response_headers={"content-location": base, "content-type": "application/xml"},  # whatever the server calls it
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.entries and (parsed.bozo or not parsed.get("version")):
        reason = " ".join(str(parsed.get("bozo_exception", "not a feed")).split())[:120]
        raise ReadError(f"{base}: not a feed that can be read ({reason})")
    found = []
    for entry in parsed.entries[:MAX_ITEMS]:
        link = str(entry.get("link") or "").strip()
        if link:
            moment = entry.get("published_parsed") or entry.get("updated_parsed")
            found.append(Listed(urljoin(base, link), _plain(entry.get("title", "")), _utc(moment)))
    return _distinct(found)


def _json_feed(body: bytes, base: str) -> list[Listed]:
    try:
        items = json.loads(body).get("items", [])
    except (ValueError, AttributeError, RecursionError):
        raise ReadError(f"{base}: not a feed that can be read (broken JSON)") from None
    found = []
    for item in items[:MAX_ITEMS] if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            found.append(
                Listed(
                    urljoin(base, item["url"]), _plain(item.get("title", "")), parse_time(item.get("date_published"))
                )
            )
    return _distinct(found)


def read_sitemap(body: bytes, base: str) -> Sitemap:
    """A sitemap, a news sitemap or a sitemap index.

    Raises:
        ReadError: it is no such XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{base}: not a sitemap that can be read ({' '.join(str(error).split())[:120]})") from None
    entries, children = [], []
    for node in root:
        if not isinstance(node.tag, str):
            continue
        kind = etree.QName(node).localname
        address = _child(node, "loc")
        if not address:
            continue
        if kind == "sitemap":
            children.append(urljoin(base, address))
        elif kind == "url":
            moment = _child(node, "publication_date") or _child(node, "lastmod")
            entries.append(Listed(urljoin(base, address), _plain(_child(node, "title")), parse_time(moment)))
    return Sitemap(tuple(_distinct(entries[:MAX_ITEMS])), tuple(children[:50]))


def read_index(body: bytes, base: str, links: str) -> list[Listed]:
    """The links that a CSS selector finds on a page.

    Raises:
        ReadError: the selector is not valid CSS, or the page can't be parsed.
    """
    try:
        found = BeautifulSoup(body, "lxml").select(links, limit=MAX_ITEMS)
    except Exception as error:  # soupsieve and parsers raise many kinds
        raise ReadError(f"{base}: the selector {links!r} does not work ({error})") from None
    anchors = [a if a.name == "a" else a.find("a") for a in found]
    return _distinct(
        Listed(urljoin(base, str(a["href"])), _plain(a.get_text(" ")))
        for a in anchors
        if a is not None and a.get("href")
    )


def parse_time(value: object) -> datetime | None:
    """An ISO 8601 time as aware UTC; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _utc(moment: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(moment), UTC) if moment else None  # type: ignore[arg-type]
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _plain(title: object) -> str:
    """A title without markup, on one line."""
    text = str(title or "")[:2000]
    if "<" in text:
        text = BeautifulSoup(text, "lxml").get_text(" ")
    return " ".join(text.split())[:500]


def _child(node: etree._Element, name: str) -> str:
    for found in node.iter():
        if isinstance(found.tag, str) and etree.QName(found).localname == name and found.text:
            return found.text.strip()
    return ""


def _distinct(entries: Iterable[Listed]) -> list[Listed]:
    found: dict[str, Listed] = {}
    for entry in entries:
        found.setdefault(entry.url, entry)
    return list(found.values())
