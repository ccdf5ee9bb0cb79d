"""One source in one night: what it lists, and the pages behind that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from claims.collect.fetch import Fetcher
from claims.collect.listing import Listed, read_feed, read_index, read_sitemap
from claims.collect.sources import Source
from claims.errors import FetchError, ReadError
from claims.model import Page

T = TypeVar("T")
MAX_SITEMAPS = 10
"""Sitemaps read below one sitemap index, the first ones listed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A URL that gave nothing, and why."""

    source: str
    url: str
    reason: str


@dataclass(slots=True)
class Collected:
    """What a source gave in a night."""

    source: Source
    pages: list[Page] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    listed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def ok(self) -> bool:
        """Whether at least one of its listings could be read."""
        return self.listed > 0 or not self.failures


def collect_source(source: Source, fetcher: Fetcher, *, keep: Callable[[Page], Page] = lambda page: page) -> Collected:
    """Reads the source's listings and fetches the articles on them, newest listing first; one failure stops nothing else.

    `keep` archives a response and gives it back with the name of its record.
    """
    collected = Collected(source)
    entries = discover(source, fetcher, collected, keep)
    collected.listed = len(entries)
    if len(entries) > source.max_articles:
        collected.skipped["beyond max_articles"] += len(entries) - source.max_articles
    for entry in entries[: source.max_articles]:
        page = _get(fetcher, entry.url, collected, keep)
        if page is not None:
            collected.pages.append(replace(page, listed_title=entry.title, listed_at=entry.published))
    return collected


def discover(source: Source, fetcher: Fetcher, collected: Collected, keep: Callable[[Page], Page]) -> list[Listed]:
    """All entries of a source's feeds, sitemaps and index pages, each URL once."""
    entries: dict[str, Listed] = {}

    def add(found: list[Listed] | tuple[Listed, ...]) -> None:
        for entry in found:
            known = entries.get(entry.url)
            if known is None or (known.published is None and entry.published is not None):
                entries[entry.url] = entry

    for url in source.feeds:
        page = _get(fetcher, url, collected, keep)
        if page is not None:
            add(_try(collected, url, partial(read_feed, page.body, page.final_url)) or [])
    waiting = list(source.sitemaps)
    for count, url in enumerate(waiting):
        if count >= MAX_SITEMAPS:
            collected.skipped["sitemaps beyond the first"] += len(waiting) - count
            break
        page = _get(fetcher, url, collected, keep)
        sitemap = _try(collected, url, partial(read_sitemap, page.body, page.final_url)) if page is not None else None
        if sitemap is not None:
            add(sitemap.entries)
            waiting.extend(child for child in sitemap.children if child not in waiting)
    for index in source.index:
        page = _get(fetcher, index.url, collected, keep)
        if page is not None:
            add(_try(collected, index.url, partial(read_index, page.body, page.final_url, index.links)) or [])
    web = [entry for entry in entries.values() if entry.url.startswith(("http://", "https://"))]
    if len(web) < len(entries):
        collected.skipped["not a web address"] += len(entries) - len(web)
    return web


def _get(fetcher: Fetcher, url: str, collected: Collected, keep: Callable[[Page], Page]) -> Page | None:
    """A page of status below 400; anything else is recorded as a failure."""
    try:
        page = fetcher.get(url)
    except FetchError as error:
        collected.failures.append(Failure(collected.source.name, url, error.reason))
        return None
    page = keep(replace(page, source=collected.source.name))
    if page.status >= 400 or page.status < 200:
        collected.failures.append(Failure(collected.source.name, url, f"HTTP status {page.status}"))
        return None
    return page


def _try(collected: Collected, url: str, read: Callable[[], T]) -> T | None:
    """What `read` gives; a listing that can't be read is recorded as a failure."""
    try:
        return read()
    except ReadError as error:
        collected.failures.append(Failure(collected.source.name, url, str(error).removeprefix(f"{url}: ")))
        return None
