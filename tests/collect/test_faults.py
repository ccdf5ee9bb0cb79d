"""Every row of the table of faults: its outcome is the one that the table gives, the pages of others come, the run ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import SSLContext

import pytest

from claims.collect import (
    Collected,
    HttpFetcher,
    Limits,
    Source,
    Validators,
    Visit,
    Web,
    collect_source,
    digest,
    network,
)
from claims.errors import ReadError
from claims.read import read_page
from tests.collect.faults import CASES, PAGE, Case, table
from tests.collect.raw import authority, raw_server
from tests.servers import Reply, Site, serve

DOCS = Path(__file__).parents[2] / "docs" / "faults.md"
LIMITS = Limits(connect_timeout=0.5, read_timeout=0.3, total_timeout=1.0, max_body=1_000_000, retries=1, backoff=0.01)


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., SSLContext]:
    trusted, context = authority(tmp_path_factory.mktemp("tls"))
    network._ssl_context().load_verify_locations(trusted)
    return context


@pytest.fixture(scope="module")
def healthy() -> Iterator[Site]:
    with serve({"/good": Reply(PAGE.encode())}) as site:
        yield site


def collected(case: Case, base: str, healthy: Site) -> Collected:
    """One night of a source with a feed that is well, whose first entry is."""
    port = base.rpartition(":")[2]
    url = case.url.replace("PORT", port) if case.url.startswith("http") else base + case.url
    links = [healthy.url + "/good"] + ([] if case.feed else [url])
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    healthy.replies["/rss"] = Reply(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    feeds = [healthy.url + "/rss"] + ([url] if case.feed else [])
    at = datetime.now(UTC) - timedelta(hours=5)
    visits = {url: Visit(digest(b"x"), at, at, Validators('"1"'))} if case.known else {}

    async def run() -> Collected:
        async with Web(LIMITS, sleep=lambda _: asyncio.sleep(0)) as web:
            source = Source(
                name="post", outlet="Post", lang="en", feeds=tuple(feeds), max_articles=2, allow_private=True
            )
            fetcher = HttpFetcher(web, 0.0, allow_private=case.private)
            return await collect_source(source, fetcher, visits=visits)

    return asyncio.run(run())


def outcome(case: Case, found: Collected, healthy: Site) -> str:
    if case.feed:
        failures = [failure for failure in found.failures if failure.url.endswith("/a")]
        return failures[0].reason if failures else f"{found.listed - 1} listed"
    pages = [page for page in found.pages if not page.url.startswith(healthy.url)]
    if pages:
        try:
            read = read_page(pages[0])
            return read.wall or read.kind
        except ReadError as error:
            return f"unreadable: {str(error).partition(': ')[2]}"
    if found.unchanged:
        return "not modified"
    [failure] = found.failures
    return failure.reason


@pytest.mark.parametrize("case", CASES, ids=[f"{case.group}: {case.name}" for case in CASES])
def test_fault(
    case: Case, healthy: Site, certified: Callable[..., SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        if case.tls or case.raw:
            context = None
            if case.tls:
                expired = case.tls == "expired"
                context = certified("localhost" if expired else case.tls, ended=expired)
            port = stack.enter_context(raw_server(case.raw or (lambda *_: None), context))
            base = f"https://localhost:{port}" if case.tls else f"http://127.0.0.1:{port}"
        else:
            site = stack.enter_context(serve(case.replies))
            if "?" in case.url:
                site.replies[case.url] = site.replies["/a"]
            base = site.url
        if not case.private:  # the healthy site is on loopback as well
            hidden = "127.0.0.2" if "?" in case.url else base.partition("//")[2]
            monkeypatch.setattr(network, "is_public", lambda address: address != hidden.partition(":")[0])
            healthy_alone = hidden != "127.0.0.2"
        else:
            healthy_alone = False
        found = collected(case, base, healthy)
        told = outcome(case, found, healthy)
    assert told.startswith(case.outcome) if case.outcome else told, told
    assert told == case.outcome or not case.outcome.isalpha(), told
    assert "\n" not in told
    assert len(told) < 300
    if not healthy_alone:
        assert healthy.url + "/good" in [page.url for page in found.pages]


def test_the_table_is_shown_in_the_docs() -> None:
    assert table() in DOCS.read_text(encoding="utf-8")


def test_there_are_enough_and_each_is_another() -> None:
    assert len({(case.group, case.name) for case in CASES}) == len(CASES) >= 80
