"""Tries one source the way a nightly run reads it, on a few articles, and says how far it gets."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from claims.collect import Collected, HttpFetcher, Limits, Source, Web, collect_source
from claims.errors import ReadError
from claims.read import read_page
from claims.run import READABLE, extract_article

LIMITS = Limits(connect_timeout=8, read_timeout=10, total_timeout=30, retries=0)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a source gave; `problem` is empty where all is well."""

    name: str
    ok: bool
    robots: str
    """What robots.txt says of the listings and the articles tried."""
    listed: int
    newest: str
    tried: int
    parsed: int
    dated: int
    first_claim: str
    problem: str


def probe(source: Source, articles: int) -> Probe:
    """Reads the source's listings and its first few articles; a source that gives no readable article is broken."""
    found = asyncio.run(_collected(source.model_copy(update={"max_articles": articles})))
    problems = [f"{failure.url} {failure.reason}" for failure in found.failures]
    read = []
    for page in found.pages:
        try:
            article = read_page(page, source)
        except ReadError as error:
            problems.append(str(error))
            continue
        if article.kind in READABLE and article.text:
            read.append(article)
        else:
            problems.append(f"{page.url} is {article.wall or article.kind}, not an article")
    claims = [claim for article in read for claim in extract_article(article).claims]
    newest = max((article.published_at for article in read if article.published_at), default=None)
    return Probe(
        name=source.name,
        ok=bool(read),
        robots=_robots(found),
        listed=found.listed,
        newest=newest.strftime("%Y-%m-%d %H:%M") if newest else "",
        tried=len(found.pages),
        parsed=len(read),
        dated=sum(article.published_at is not None for article in read),
        first_claim=claims[0].quote if claims else "",
        problem="; ".join(problems[:2]),
    )


def _robots(found: Collected) -> str:
    refused = [failure.reason for failure in found.failures if "robots.txt" in failure.reason]
    if not refused:
        return "allows"
    return "forbids" if any("forbids it" in reason for reason in refused) else "no answer"


async def _collected(source: Source) -> Collected:
    async with Web(LIMITS) as web:
        fetcher = HttpFetcher(
            web, min(source.delay, 1.0), source.headers, source.hosts, allow_private=source.allow_private
        )
        return await collect_source(source, fetcher)
