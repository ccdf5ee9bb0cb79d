"""One source in one night: what it lists, and the pages behind that which are new."""

from __future__ import annotations

import asyncio
import html
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from claims.collect.archive import NotArchivedError
from claims.collect.fetch import UNKNOWN, Fetcher, Validators
from claims.collect.listing import Listed, Listing, feed_links, looks_like_html, read_feed, read_index, read_sitemap
from claims.collect.moved import MAX_MOVES, moved_to
from claims.collect.parts import MAX_PARTS, next_part
from claims.collect.sources import IndexPage, Source
from claims.errors import FetchError, ReadError
from claims.model import Page
from claims.urls import clean

T = TypeVar("T")
LARGE = 100_000
"""Bytes of a listing from which reading it is noticed."""
MAX_SITEMAPS = 10
"""Sitemaps read below one sitemap index, the newest ones."""
MAX_PAGES = 10
"""Pages of one feed or index that are followed, by their links to the next."""


OUTSIDE = "outside the days asked for"


@dataclass(frozen=True, slots=True)
class Failure:
    """A URL that gave nothing, and why."""

    source: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What an earlier night saw at a URL."""

    digest: str
    at: datetime
    """When it was last fetched, aware."""
    first_at: datetime
    validators: Validators = UNKNOWN
    listed_at: datetime | None = None
    """The time that the listing gave with it."""


Visits = Mapping[str, Visit]


@dataclass(slots=True)
class Collected:
    """What a source gave in a night."""

    source: Source
    pages: list[Page] = field(default_factory=list)
    listings: list[Page] = field(default_factory=list)
    """Feeds, sitemaps and index pages that answered with something new."""
    unchanged: list[Page] = field(default_factory=list)
    """Answers "not modified" to what an earlier night saw."""
    failures: list[Failure] = field(default_factory=list)
    listed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def complete(self) -> bool:
        """Whether all that its listings name was fetched: only then may the next night ask them for what is new since."""
        return not self.failures and not self.skipped["beyond max_articles"] and not self.source.has_window

    @property
    def ok(self) -> bool:
        """Whether at least one of its listings could be read."""
        return self.listed > 0 or bool(self.unchanged) or not self.failures


@dataclass(slots=True)
class Night:
    """One source's work of a night: its fetcher, what is known, and what is found."""

    source: Source
    fetcher: Fetcher
    visits: Visits
    clock: datetime
    keep: Callable[[Page], Page]
    collected: Collected
    told: dict[str, Page] = field(default_factory=dict)
    """Of a source of which only feeds are read: what they tell of each article, as its page."""

    async def get(self, url: str, known: Validators = UNKNOWN, *, article: bool = False) -> Page | None:
        """A page of status below 400, where it changed; anything else is recorded as a failure."""
        try:
            page = await self.fetcher.get(url, known)
        except FetchError as error:
            if article and isinstance(error, NotArchivedError):  # it was known that night
                self.collected.skipped[error.reason] += 1
            else:
                self.fail(url, error.reason)
            return None
        replayed = bool(page.archive)
        page = self.keep(replace(page, source=self.source.name))
        if page.status == 304:
            if known is UNKNOWN and not replayed:
                self.fail(url, 'HTTP status 304 ("not modified"), though nothing was known of it')
                return None
            self.collected.unchanged.append(page)
            return None
        if page.status >= 400 or page.status < 200:
            self.fail(url, f"HTTP status {page.status}")
            return None
        return page

    async def listing(self, url: str) -> Page | None:
        """A feed, sitemap or index page, where it changed since it was last seen."""
        visit = None if self.source.has_window else self.visits.get(url)  # what is unchanged may lie in it
        page = await self.get(url, visit.validators if visit else UNKNOWN)
        if page is not None:
            self.collected.listings.append(page)
        return page

    def fail(self, url: str, reason: str) -> None:
        self.collected.failures.append(Failure(self.source.name, url, reason))

    async def read(self, url: str, read: Callable[[], T], size: int) -> T | None:
        """What `read` gives of so many bytes; a listing that can't be read is recorded as a failure."""
        try:
            # a listing that takes long must not keep the answers to others waiting
            return await asyncio.to_thread(read) if size > LARGE else read()
        except ReadError as error:
            self.fail(url, str(error).removeprefix(f"{url}: "))
            return None


async def collect_source(
    source: Source,
    fetcher: Fetcher,
    *,
    visits: Visits | None = None,
    clock: datetime | None = None,
    keep: Callable[[Page], Page] = lambda page: page,
) -> Collected:
    """Reads the source's listings and fetches the articles on them that are new; one failure stops nothing else.

    `visits` are what earlier nights saw, by URL; `keep` archives a response and gives it back with the name of its record.
    """
    night = Night(source, fetcher, visits or {}, clock or datetime.now(UTC), keep, Collected(source))
    entries = await discover(night)
    night.collected.listed = len(entries)
    wanted = choose(entries, night)
    found = await asyncio.gather(*(_article(entry, night) for entry in wanted))
    night.collected.pages = [page for page in found if page is not None]
    return night.collected


async def _article(entry: Listed, night: Night) -> Page | None:
    if entry.url in night.told:
        return replace(night.told[entry.url], listed_title=entry.title, listed_at=entry.published)
    visit = night.visits.get(entry.url)
    page = await night.get(entry.url, visit.validators if visit else UNKNOWN, article=True)
    page = await _followed(page, night) if page is not None else None
    if page is None:
        return None
    further: list[Page] = []
    while len(further) + 1 < MAX_PARTS:
        last = further[-1] if further else page
        address = next_part(last.body, page.final_url, last.final_url, len(further) + 2)
        part = await night.get(address, article=True) if address else None
        if part is None:
            break
        further.append(part)
    return replace(page, listed_title=entry.title, listed_at=entry.published, further=tuple(further))


async def _followed(page: Page, night: Night) -> Page | None:
    """The page to which one leads that only says where its story is now, under the address that was listed."""
    asked, addresses = page.url, [page.url]
    while (address := moved_to(page)) and len(addresses) <= MAX_MOVES:
        if address in addresses:
            night.fail(asked, "its pages send the reader round in circles")
            return None
        addresses.append(address)
        target = await night.get(address, article=True)
        if target is None:
            return None
        # What the server says of the target's age is not said of the page that leads there.
        kept = {name: value for name, value in target.headers.items() if name not in ("etag", "last-modified")}
        page = replace(target, url=asked, headers=kept)
    return page


def choose(entries: list[Listed], night: Night) -> list[Listed]:
    """What to fetch of what is listed: the new, the changed, and the fresh, which outlets edit in silence; the rest is counted."""
    source, skipped = night.source, night.collected.skipped
    inside = [entry for entry in entries if not source.outside(entry.published)]
    skipped[OUTSIDE] += len(entries) - len(inside)
    oldest = night.clock - timedelta(days=source.max_age_days)
    recent = [entry for entry in inside if source.since or entry.published is None or entry.published >= oldest]
    skipped["older than max_age_days"] += len(inside) - len(recent)
    wanted = [entry for entry in recent if _is_wanted(entry, night)]
    skipped["known"] += len(recent) - len(wanted)
    skipped["beyond max_articles"] += max(0, len(wanted) - source.max_articles)
    for reason in [reason for reason, count in skipped.items() if not count]:
        del skipped[reason]
    return wanted[: source.max_articles]


def _is_wanted(entry: Listed, night: Night) -> bool:
    visit = night.visits.get(entry.url)
    if visit is None:
        return True
    if entry.published is not None and visit.listed_at is not None and entry.published > visit.listed_at:
        return True
    return night.clock - visit.first_at <= timedelta(days=night.source.revisit_days)


# -- discovery -------------------------------------------------------------------------------------------------------------


async def discover(night: Night) -> list[Listed]:
    """All entries of a source's feeds, sitemaps and index pages that changed, each URL once, in the order of the source."""
    source = night.source
    others = not source.feed_only
    parts = await asyncio.gather(
        *(_feed(night, url) for url in source.feeds),
        *([_sitemaps(night, list(source.sitemaps))] if source.sitemaps and others else []),
        *(_index(night, index) for index in source.index if others),
    )
    entries: dict[str, Listed] = {}
    for entry in (entry for part in parts for entry in part):
        page = clean(entry.url) or entry.url  # one page, whatever its campaign parameters
        known = entries.get(page)
        if known is None or (known.published is None and entry.published is not None):
            entries[page] = entry
    web = [entry for entry in entries.values() if entry.url.startswith(("http://", "https://"))]
    night.collected.skipped["not a web address"] += len(entries) - len(web)
    return web


async def _feed(night: Night, url: str) -> list[Listed]:
    """A feed and its further pages; where a page of a site stands instead, the first feed that it names."""
    page = await night.listing(url)
    if page is not None and looks_like_html(page.body):
        named = feed_links(page.body, page.final_url)
        if named:
            page = await night.listing(named[0])
    if page is None:
        return []
    return await _paged(night, page, partial(read_feed, zone=night.source.zone))


def as_page(entry: Listed, feed: Page) -> Page:
    """What a feed tells of an article, as a page whose evidence is the feed."""
    told = entry.text if "<" in entry.text else "".join(f"<p>{line}</p>" for line in entry.text.splitlines())
    title = html.escape(entry.title)
    body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{told}</article></body></html>"
    return replace(
        feed,
        url=entry.url,
        final_url=entry.url,
        content_type="text/html; charset=utf-8",
        body=body.encode("utf-8", "replace"),
        headers={},
    )


async def _index(night: Night, index: IndexPage) -> list[Listed]:
    page = await night.listing(index.url)
    return (
        [] if page is None else await _paged(night, page, partial(read_index, links=index.links, next_page=index.next))
    )


async def _paged(night: Night, page: Page, read: Callable[[bytes, str], Listing]) -> list[Listed]:
    """The entries of a page and of those that follow it, as long as they bring anything unknown."""
    found: list[Listed] = []
    asked = {page.url, page.final_url}
    for _ in range(MAX_PAGES):
        listing = await night.read(page.url, partial(read, page.body, page.final_url), len(page.body))
        if listing is None:
            break
        found += listing.entries
        if night.source.feed_only:
            night.told |= {entry.url: as_page(entry, page) for entry in listing.entries if entry.url not in night.told}
        if not listing.next or listing.next in asked or all(entry.url in night.visits for entry in listing.entries):
            break
        asked.add(listing.next)
        following = await night.get(listing.next)
        if following is None:
            break
        page = following
    return found


async def _sitemaps(night: Night, waiting: list[str]) -> list[Listed]:
    found: list[Listed] = []
    for count, url in enumerate(waiting):
        if count >= MAX_SITEMAPS:
            night.collected.skipped["sitemaps beyond the first"] += len(waiting) - count
            break
        page = await night.listing(url)
        if page is None:
            continue
        parse = partial(read_sitemap, page.body, page.final_url, night.source.zone)
        sitemap = await night.read(url, parse, len(page.body))
        if sitemap is not None:
            found += sitemap.entries
            waiting.extend(child for child in sitemap.children if child not in waiting)
    return found
