"""Feeds, sitemaps and index pages → the articles that they list. Pure: bytes in, entries out."""

from __future__ import annotations

import html
import json
import re
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urldefrag, urljoin

import feedparser
from bs4 import BeautifulSoup
from lxml import etree

from claims.collect.unpack import Broken, gunzip
from claims.errors import ReadError

MAX_ITEMS = 1000
MAX_SITEMAP = 50_000_000
"""Bytes of one sitemap, as sitemaps.org allows."""
MAX_TEXT = 200_000
"""Letters of the text that a feed gives of one article."""
_EARLIEST = 1990
_OFFSET = re.compile(r"(?:(?<![A-Za-z])(?!AM|PM)[A-Z]{1,5}|[+-]\d{2}:?\d{2}|GMT[+-]\d+.*)\s*(?:\([^)]*\))?\s*$")
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: a title and a time where the listing gives them."""

    url: str
    title: str = ""
    published: datetime | None = None
    text: str = ""
    """What a feed itself gives of the article, as HTML."""


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


def read_feed(body: bytes, base: str, zone: tzinfo = UTC) -> Listing:
    """The items of an RSS, Atom or JSON feed; `zone` is that of times without an offset.

    Raises:
        ReadError: it is none of these, or declares entities, which no feed needs and a bomb is made of.
    """
    if body.lstrip()[:1] == b"{":
        return _json_feed(body, base, zone)
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
        link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
        if link:
            title, moment = _plain(entry.get("title", "")), _when(entry, zone)
            found.append(Listed(_absolute(base, link), title, moment, _told(entry)))
    further = (link.get("href") for link in parsed.feed.get("links", ()) if link.get("rel") == "next")  # RFC 5005
    return Listing(tuple(_distinct(found)), _joined(base, next(further, None)))


def _when(entry: dict[str, Any], zone: tzinfo) -> datetime | None:
    for name in ("published", "updated"):
        # `dict.get`: asked in the usual way, feedparser gives one for the other
        if parsed := dict.get(entry, f"{name}_parsed"):
            said = str(dict.get(entry, name) or "")
            moment = _sane(_utc(parsed))
            return moment.replace(tzinfo=zone).astimezone(UTC) if moment and not _OFFSET.search(said) else moment
    return None


def _told(entry: dict[str, Any]) -> str:
    """The text of an entry: the whole one where a feed gives that, else its summary."""
    contents = entry.get("content")
    values = [str(content.get("value") or "") for content in contents] if isinstance(contents, list) else []
    return max([*values, str(entry.get("summary") or "")], key=len)[:MAX_TEXT]


def _json_feed(body: bytes, base: str, zone: tzinfo) -> Listing:
    try:
        feed = json.loads(body)
        items = feed.get("items", [])
    except (ValueError, AttributeError, RecursionError):
        raise ReadError(f"{base}: not a feed that can be read (broken JSON)") from None
    found = []
    for item in items[:MAX_ITEMS] if isinstance(items, list) else ():
        link = (
            next((item[key] for key in ("url", "id") if _is_text(item.get(key))), "") if isinstance(item, dict) else ""
        )
        if link and (link == item.get("url") or link.startswith("http")):
            moment = parse_time(item.get("date_published") or item.get("date_modified"), zone)
            text = item.get("content_html") or html.escape(str(item.get("content_text") or item.get("summary") or ""))
            found.append(Listed(_absolute(base, link), _plain(item.get("title", "")), moment, str(text)[:MAX_TEXT]))
    return Listing(tuple(_distinct(found)), _joined(base, feed.get("next_url")))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def read_sitemap(body: bytes, base: str, zone: tzinfo = UTC) -> Sitemap:
    """A sitemap, a news sitemap or a sitemap index, plain or gzipped; the newest entries, and the newest sitemaps below it.

    Raises:
        ReadError: it is no such XML.
    """
    try:
        body = gunzip(body, MAX_SITEMAP)
    except Broken as error:
        raise ReadError(f"{base}: not a sitemap that can be read ({error})") from None
    root = _sitemap_root(body.strip(), base)
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
            entries.append(Listed(_absolute(base, address), _plain(_child(node, "title")), parse_time(moment, zone)))
    children.sort(key=lambda child: child[0], reverse=True)
    return Sitemap(tuple(_distinct(_newest(entries)[:MAX_ITEMS])), tuple(address for _, address in children[:50]))


def _sitemap_root(body: bytes, base: str) -> etree._Element:
    """Its root; of one that is cut off or not well-formed, what stands before and around the fault."""
    reason = ""
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
        )
        try:
            root = etree.fromstring(body, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = reason or " ".join(str(error).split())[:120]
            continue
        if root is not None and (not recover or etree.QName(root).localname in ("urlset", "sitemapindex")):
            return root
    raise ReadError(f"{base}: not a sitemap that can be read ({reason})")


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


def parse_time(value: object, zone: tzinfo = UTC) -> datetime | None:
    """An ISO 8601 time as aware UTC; None where it is none, or before there were news on the web."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC) if _sane(moment) else None


def _sane(moment: datetime | None) -> datetime | None:
    """A time that may be one: a database's zero, or seconds taken for a year, must not make an article old."""
    return moment if moment is not None and moment.year >= _EARLIEST else None


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
