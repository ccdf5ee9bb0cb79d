"""Feeds, sitemaps and index pages → the articles that they list. Pure: bytes in, entries out."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin

import feedparser
from bs4 import BeautifulSoup
from lxml import etree

from claims.collect.unpack import Broken, gunzip
from claims.errors import ReadError

MAX_ITEMS = 1000
MAX_SITEMAP = 50_000_000
"""Bytes of one sitemap, as sitemaps.org allows."""
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: a title and a time where the listing gives them."""

    url: str
    title: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a feed or of an index page, and the address of the page that follows."""

    entries: tuple[Listed, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Entries, or the addresses of further sitemaps."""

    entries: tuple[Listed, ...]
    children: tuple[str, ...]


def read_feed(body: bytes, base: str) -> Listing:
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
            moment = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
            found.append(Listed(_absolute(base, link), _plain(entry.get("title", "")), _utc(moment)))
    further = (link.get("href") for link in parsed.feed.get("links", ()) if link.get("rel") == "next")  # RFC 5005
    return Listing(tuple(_distinct(found)), _joined(base, next(further, None)))


def _json_feed(body: bytes, base: str) -> Listing:
    try:
        feed = json.loads(body)
        items = feed.get("items", [])
    except (ValueError, AttributeError, RecursionError):
        raise ReadError(f"{base}: not a feed that can be read (broken JSON)") from None
    found = []
    for item in items[:MAX_ITEMS] if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            found.append(
                Listed(
                    _absolute(base, item["url"]), _plain(item.get("title", "")), parse_time(item.get("date_published"))
                )
            )
    return Listing(tuple(_distinct(found)), _joined(base, feed.get("next_url")))


def read_sitemap(body: bytes, base: str) -> Sitemap:
    """A sitemap, a news sitemap or a sitemap index, plain or gzipped; the newest entries, and the newest sitemaps below it.

    Raises:
        ReadError: it is no such XML.
    """
    try:
        body = gunzip(body, MAX_SITEMAP)
    except Broken as error:
        raise ReadError(f"{base}: not a sitemap that can be read ({error})") from None
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
            children.append((_child(node, "lastmod"), _absolute(base, address)))
        elif kind == "url":
            moment = _child(node, "publication_date") or _child(node, "lastmod")
            entries.append(Listed(_absolute(base, address), _plain(_child(node, "title")), parse_time(moment)))
    children.sort(key=lambda child: child[0], reverse=True)
    return Sitemap(tuple(_distinct(_newest(entries)[:MAX_ITEMS])), tuple(address for _, address in children[:50]))


def _newest(entries: list[Listed]) -> list[Listed]:
    """The newest first where all say when; as they stand otherwise."""
    dated = [(entry.published, entry) for entry in entries if entry.published is not None]
    return (
        [entry for _, entry in sorted(dated, key=lambda e: e[0], reverse=True)]
        if len(dated) == len(entries)
        else entries
    )


def read_index(body: bytes, base: str, links: str, next_page: str | None = None) -> Listing:
    """The links that a CSS selector finds on a page, and the one that another finds to the next page.

    Raises:
        ReadError: the selector is not valid CSS, or the page can't be parsed.
    """
    try:
        page = BeautifulSoup(body, "lxml")
        found = page.select(links, limit=MAX_ITEMS)
        further = page.select_one(next_page) if next_page else None
    except Exception as error:  # soupsieve and parsers raise many kinds
        raise ReadError(f"{base}: the selector {links!r} does not work ({error})") from None
    anchors = [a if a.name == "a" else a.find("a") for a in found]
    entries = _distinct(
        Listed(_absolute(base, str(a["href"])), _plain(a.get_text(" ")))
        for a in anchors
        if a is not None and a.get("href")
    )
    return Listing(tuple(entries), _joined(base, further.get("href") if further else None))


def looks_like_html(body: bytes) -> bool:
    """Whether a page of a site came where a feed was asked for."""
    head = body[:1000].lower()
    return b"<html" in head or b"<!doctype html" in head


def feed_links(body: bytes, base: str) -> list[str]:
    """The feeds that a page names in its head, in its order."""
    try:
        links = BeautifulSoup(body[:500_000], "lxml").find_all("link", href=True)
    except Exception:  # parsers raise many kinds
        return []
    named = (
        _joined(base, link["href"])
        for link in links
        if "alternate" in (link.get("rel") or ()) and str(link.get("type", "")).lower() in FEED_TYPES
    )
    return [address for address in dict.fromkeys(named) if address]


def _absolute(base: str, address: str) -> str:
    """A link on its page; one that can't be joined stays as it is, to be named when it can't be fetched."""
    try:
        return urldefrag(urljoin(base, address.strip())).url
    except ValueError:
        return address


def _joined(base: str, address: object) -> str:
    """A web address; empty where it is none."""
    found = _absolute(base, address) if isinstance(address, str) and address.strip() else ""
    return found if found.startswith(("http://", "https://")) else ""


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
