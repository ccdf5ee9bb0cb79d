"""A web address → an entry of sources.yaml: the feeds that the site names, its outlet and language."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import yaml
from bs4 import BeautifulSoup
from pydantic import ValidationError

from claims.collect import fetch
from claims.collect.listing import feed_links, looks_like_html, read_feed
from claims.collect.sources import Source, load_sources
from claims.errors import ClaimsError, FetchError, ReadError
from claims.extract import detect_language
from claims.model import Page

MOST_FEEDS = 3
"""Feeds of one page that are taken: sites name their comments and topics behind them."""
FIELDS = ("name", "outlet", "lang", "country", "feeds", "sitemaps", "allow_private")
"""Of an entry, in the order in which people write them."""


def propose(url: str, *, name: str = "", allow_private: bool = False) -> Source:
    """The entry for the site or feed at an address.

    Raises:
        ClaimsError: it can't be fetched, or names neither feed nor sitemap.
    """
    page = fetch(url, allow_private=allow_private)
    if page.status >= 400:
        raise ClaimsError(f"{url}: HTTP status {page.status}")
    if looks_like_html(page.body):
        feeds = _working(feed_links(page.body, page.final_url)[:MOST_FEEDS], allow_private)
        outlet, lang = _of_page(page)
    else:
        try:
            read_feed(page.body, page.final_url)
        except ReadError as error:
            raise ClaimsError(f"{url}: neither a page nor a feed ({error})") from None
        feeds = [url]
        outlet, lang = _of_feed(page)
    sitemaps = [] if feeds else _sitemaps(page.final_url, allow_private)
    if not feeds and not sitemaps:
        raise ClaimsError(f"{url}: the page names no feed, and robots.txt no sitemap; write an `index` entry by hand")
    host = (urlsplit(page.final_url).hostname or "").removeprefix("www.")
    try:
        return Source(
            name=name or re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-"),
            outlet=outlet or host,
            lang=lang,
            feeds=tuple(feeds),
            sitemaps=tuple(sitemaps),
            allow_private=allow_private,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise ClaimsError(f"{url}: no entry can be made, {first['loc'][0]}: {first['msg']}") from None


def add(path: Path, source: Source) -> str:
    """Writes the entry at the end of a sources file, whose comments and order stay; gives the text that was added.

    Raises:
        ConfigError: the file would not be valid with it, such as by a name that is taken. It is left as it was.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else "sources:\n"
    values = {field: value for field in FIELDS if (value := source.model_dump(mode="json")[field])}
    block = yaml.safe_dump([values], allow_unicode=True, sort_keys=False, width=1000)
    text = "\n" + "".join(f"  {line}\n" for line in block.splitlines())
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(before.rstrip("\n") + "\n" + text)
        load_sources(Path(draft))
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
    return text


def _working(feeds: list[str], allow_private: bool) -> list[str]:
    """Those that are feeds in fact."""
    found = []
    for feed in feeds:
        try:
            page = fetch(feed, allow_private=allow_private)
            if page.status < 400 and read_feed(page.body, page.final_url).entries:
                found.append(feed)
        except (FetchError, ReadError):
            continue
    return found


def _sitemaps(url: str, allow_private: bool) -> list[str]:
    """The sitemaps that robots.txt names."""
    try:
        page = fetch(urljoin(url, "/robots.txt"), allow_private=allow_private)
    except FetchError:
        return []
    lines = page.body[:512_000].decode("utf-8", "replace").splitlines() if page.status < 400 else []
    named = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:"))
    return [address for address in named if address.startswith(("http://", "https://"))][:MOST_FEEDS]


def _of_page(page: Page) -> tuple[str, str]:
    """(outlet, language) as a page tells them."""
    soup = BeautifulSoup(page.body[:2_000_000], "lxml")
    site = soup.find("meta", attrs={"property": "og:site_name"})
    outlet = str(site.get("content") or "") if site else ""
    title = soup.title.get_text(" ") if soup.title else ""
    declared = str(soup.html.get("lang") or "") if soup.html else ""
    return _short(outlet or title), _code(declared) or detect_language(soup.get_text(" ")[:20_000])


def _of_feed(page: Page) -> tuple[str, str]:
    feed = feedparser.parse(page.body, sanitize_html=False).feed
    title = str(feed.get("title") or "")
    said = " ".join(entry.title for entry in read_feed(page.body, page.final_url).entries[:50])
    return _short(title), _code(str(feed.get("language") or "")) or detect_language(f"{title} {said}")


def _short(name: str) -> str:
    return " ".join(name.split())[:200]


def _code(tag: str) -> str:
    """The language of a tag such as `en-GB`."""
    found = re.match(r"[a-z]{2,3}(?=[-_]|$)", tag.strip().lower())
    return found[0] if found else ""
