"""Sources → their pages of the night, each response into the night's archive."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from claims.collect import (
    ArchiveWriter,
    Collected,
    Failure,
    HttpFetcher,
    RobotsCache,
    Source,
    Web,
    collect_source,
)
from claims.collect.source import Visits
from claims.run.night import Night, archive_path, is_held


def collect(
    sources: Sequence[Source],
    night: Night,
    data: Path,
    known: Mapping[str, Visits],
    read: Callable[[], object] = lambda: None,
) -> list[Collected]:
    """The sources' pages of the night, all at once; those of the network go into the night's archive.

    `known` is what earlier nights saw, by source; `read` is called as each source is done. A source that breaks down altogether fails none
    of the others.
    """

    async def run() -> list[Collected | BaseException]:
        async with Web(robots=RobotsCache(data / "robots")) as web:
            work = [
                asyncio.ensure_future(_collect(source, night, data, known.get(source.name, {}), web))
                for source in sources
            ]
            for one in work:
                one.add_done_callback(lambda _: read())
            return await asyncio.gather(*work, return_exceptions=True)

    return [
        failed(source, found) if isinstance(found, BaseException) else found
        for source, found in zip(sources, asyncio.run(run()), strict=True)
    ]


async def _collect(source: Source, night: Night, data: Path, visits: Visits, web: Web) -> Collected:
    if night.replay is not None:  # the archive holds what was asked for that night, and nothing else
        return await collect_source(source, night.replay, clock=night.clock)
    seen = {url: (visit.digest, visit.at) for url, visit in visits.items() if is_held(visit.first_at, night)}
    with ArchiveWriter(archive_path(data, night, source.name), seen) as archive:
        fetcher = HttpFetcher(
            web, source.delay, source.headers, source.hosts, source.allow_private, keep_robots=archive.write
        )
        return await collect_source(source, fetcher, visits=visits, clock=night.clock, keep=archive.write)


def failed(source: Source, error: BaseException) -> Collected:
    """What stands for a source whose collection broke down altogether."""
    reason = " ".join(str(error).split())[:300] or type(error).__name__
    return Collected(source, failures=[Failure(source.name, "", reason)])
