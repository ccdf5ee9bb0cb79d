"""The HTTP client against a server that misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import brotli
import pytest

from claims.collect.fetch import UNKNOWN, HttpFetcher, Validators, Web
from claims.collect.limits import Limits
from claims.collect.robots import RobotsCache, read_robots
from claims.collect.unpack import Brotli, Deflated
from claims.errors import FetchError
from claims.model import Page
from tests.servers import Reply, Site, serve

QUICK = Limits(connect_timeout=0.5, read_timeout=0.4, total_timeout=1.0, max_body=100_000, retries=0, backoff=0.01)


class Client:
    """A fetcher whose calls wait for their answer; `waits` are the pauses that it made, where it does not really make them."""

    def __init__(self, runner: asyncio.Runner, fetcher: HttpFetcher) -> None:
        self.fetcher = fetcher
        self._runner = runner

    def get(self, url: str, known: Validators = UNKNOWN) -> Page:
        return self._runner.run(self.fetcher.get(url, known))

    def all(self, *urls: str) -> list[Page]:
        """At the same time."""

        async def run() -> list[Page]:
            return await asyncio.gather(*(self.fetcher.get(url) for url in urls))

        return self._runner.run(run())


@contextmanager
def fetcher(
    limits: Limits = QUICK, waits: list[float] | None = None, delay: float = 0.0, **options: Any
) -> Iterator[Client]:
    async def noted(seconds: float) -> None:
        assert waits is not None
        waits.append(seconds)

    with asyncio.Runner() as runner:
        web = Web(limits, asyncio.sleep if waits is None else noted)
        yield Client(runner, HttpFetcher(web, delay, **{"allow_private": True} | options))
        runner.run(web.__aexit__())


def reason(site: Site, path: str = "/a", limits: Limits = QUICK) -> str:
    with fetcher(limits) as client, pytest.raises(FetchError) as caught:
        client.get(site.url + path)
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_a_page_comes_as_it_was_sent() -> None:
    with serve({"/a": Reply(b"\xe3\xd1\xcd\xc8\xc7", "text/html; charset=windows-1256")}) as site, fetcher() as client:
        page = client.get(site.url + "/a")
        assert (page.status, page.body, page.content_type) == (
            200,
            b"\xe3\xd1\xcd\xc8\xc7",
            "text/html; charset=windows-1256",
        )
        assert "claims" in site.headers[-1]["user-agent"]


# -- robots.txt


def test_robots_allow_and_deny() -> None:
    rules = Reply(b"User-agent: *\nDisallow: /private/\n", "text/plain")
    with serve({"/robots.txt": rules, "/a": Reply(b"yes"), "/private/b": Reply(b"no")}) as site:
        assert reason(site, "/private/b") == "robots.txt forbids it"
        with fetcher() as client:
            assert client.get(site.url + "/a").body == b"yes"
        assert "/private/b" not in site.paths()


def test_robots_rules_for_this_program_by_name() -> None:
    rules = Reply(b"User-agent: claims\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain")
    with serve({"/robots.txt": rules, "/a": Reply(b"x")}) as site:
        assert reason(site) == "robots.txt forbids it"


@pytest.mark.parametrize(
    ("name", "means_us"),
    [
        *[(name, True) for name in ("claims", "Claims", "CLAIMS/2.0", "claims # ours", "*")],
        # The RFC wants the product token, not a part of it nor of the rest of the header.
        *[(name, False) for name in ("claim", "c", "claimsbot", "bot", "news", "desk", "example", "claims-images")],
    ],
)
def test_robots_name_this_program_by_its_whole_token(name: str, means_us: bool) -> None:
    page = Page("", "", 200, "text/plain", f"User-agent: {name}\nDisallow: /".encode(), datetime.now(UTC))
    assert bool(read_robots(page, QUICK).refuses("https://h.example/a")) == means_us


def test_groups_of_several_names_and_the_pace_that_they_ask_for() -> None:
    text = b"user-agent: other\nUser-Agent: claims\nDisallow: /x\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\nRequest-rate: 1/9"
    rules = read_robots(Page("", "", 200, "text/plain", text, datetime.now(UTC)), QUICK)
    assert [bool(rules.refuses(f"https://h.example/{path}")) for path in ("a", "x")] == [False, True]
    assert rules.delay == 3
    text = b"User-agent: *\nRequest-rate: 2/9"
    assert read_robots(Page("", "", 200, "text/plain", text, datetime.now(UTC)), QUICK).delay == 4.5


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_robots_4xx_allows_everything(status: int) -> None:
    with serve({"/robots.txt": Reply(status=status), "/a": Reply(b"yes")}) as site, fetcher() as client:
        assert client.get(site.url + "/a").body == b"yes"


def test_robots_5xx_forbids_everything_and_says_so() -> None:
    with serve({"/robots.txt": Reply(status=503), "/a": Reply(b"yes")}) as site:
        assert "HTTP status 503" in reason(site)
        assert site.paths() == []


def test_robots_that_does_not_answer_gives_the_reason_of_the_transport() -> None:
    with serve({"/robots.txt": Reply(pause=5), "/a": Reply(b"yes")}) as site:
        assert reason(site).startswith("no answer in time")


def test_robots_is_asked_for_once() -> None:
    with serve({"/a": Reply(b"a"), "/b": Reply(b"b")}) as site, fetcher() as client:
        client.get(site.url + "/a")
        client.get(site.url + "/b")
        assert [path for _, path in site.asked].count("/robots.txt") == 1


def rules_of(cache: RobotsCache, site: Site) -> str:
    """What a new run says of `/a`: its body, or why not."""

    async def run() -> str:
        async with Web(QUICK, robots=cache) as web:
            try:
                return (await HttpFetcher(web, 0.0, allow_private=True).get(site.url + "/a")).body.decode()
            except FetchError as error:
                return error.reason

    return asyncio.run(run())


def times_asked(site: Site) -> int:
    return [path for _, path in site.asked].count("/robots.txt")


def aged(cache: RobotsCache, hours: float) -> None:
    """Lets what is kept become older."""
    assert cache.folder is not None
    for file in cache.folder.iterdir():
        kept = json.loads(file.read_text())
        kept["at"] = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
        file.write_text(json.dumps(kept))


def test_robots_are_kept_for_a_day_and_for_a_month_where_the_host_does_not_answer(tmp_path: Path) -> None:
    cache = RobotsCache(tmp_path / "robots")
    with serve({"/robots.txt": Reply(b"User-agent: *\nDisallow: /b", "text/plain"), "/a": Reply(b"a")}) as site:
        assert rules_of(cache, site) == rules_of(cache, site) == "a"
        assert times_asked(site) == 1
        aged(cache, 25)
        assert rules_of(cache, site) == "a"
        assert times_asked(site) == 2
        site.replies["/robots.txt"] = Reply(status=503)
        aged(cache, 25)
        assert rules_of(cache, site) == "a", "the rules that it gave yesterday hold"
        aged(cache, 24 * 31)
        assert "HTTP status 503" in rules_of(cache, site)
        site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", "text/plain")
        assert rules_of(cache, site) == "robots.txt forbids it"


def test_a_broken_file_of_rules_is_asked_for_again(tmp_path: Path) -> None:
    cache = RobotsCache(tmp_path)
    with serve({"/a": Reply(b"a")}) as site:
        assert rules_of(cache, site) == "a"
        for file in tmp_path.iterdir():
            file.write_text("{half")
        assert rules_of(cache, site) == "a"
        assert [path for _, path in site.asked].count("/robots.txt") == 2


# -- connections


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        with fetcher() as client, pytest.raises(FetchError) as caught:
            client.get(f"http://127.0.0.1:{taken.getsockname()[1]}/a")
    assert "refused" in caught.value.reason.lower()
    assert "forbids" not in caught.value.reason


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"])
def test_private_addresses_are_refused_at_once_with_their_reason(host: str) -> None:
    with serve({"/a": Reply(b"secret")}) as site:
        port = site.url.rpartition(":")[2]
        with fetcher(Limits(backoff=600), allow_private=False) as client, pytest.raises(FetchError) as caught:
            client.get(f"http://{host}:{port}/a")
        assert "not a public address" in caught.value.reason
        assert site.asked == []


def test_a_host_that_does_not_exist() -> None:
    with fetcher() as client, pytest.raises(FetchError) as caught:
        client.get("http://no-such-host.invalid/a")
    assert "can't be found" in caught.value.reason


@pytest.mark.parametrize(
    "url",
    ["ftp://h.example/x", "file:///etc/passwd", "http://", "http://[::1", "http://a b/", "http://h/" + "x" * 3000],
)
def test_addresses_that_are_none(url: str) -> None:
    with fetcher() as client, pytest.raises(FetchError) as caught:
        client.get(url)
    assert len(str(caught.value)) < 300


# -- time


def test_read_timeout() -> None:
    with serve({"/a": Reply(b"late", pause=5)}) as site:
        assert reason(site) == "no answer in time"


@pytest.mark.parametrize("where", ["headers", "body"])
def test_slow_loris_ends_with_the_total_timeout(where: str) -> None:
    reply = Reply(b"", drip=0.1, headers={"x-long": "x" * 500}) if where == "headers" else Reply(b"x" * 500, drip=0.004)
    with serve({"/a": reply}) as site:
        assert reason(site) == "slower than 1 seconds"


# -- size


def test_larger_than_the_cap() -> None:
    with serve({"/a": Reply(b"x" * 100_001), "/b": Reply(b"x" * 100_000)}) as site, fetcher() as client:
        assert reason(site) == "larger than 100000 bytes"
        assert len(client.get(site.url + "/b").body) == 100_000


def test_fifty_megabytes_are_not_taken_in() -> None:
    with serve({"/a": Reply(b"x" * 50_000_000)}) as site:
        assert reason(site, limits=Limits(retries=0)) == "larger than 20000000 bytes"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_compressed_bombs(encoding: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[encoding]
    bomb = pack(b"\0" * 30_000_000)
    assert len(bomb) < 100_000
    with serve({"/a": Reply(bomb, headers={"content-encoding": encoding})}) as site:
        assert reason(site) == "larger than 100000 bytes"


def test_unpacking_takes_no_more_memory_than_there_is_room_for() -> None:
    for packed, bomb in (
        (Deflated(), gzip.compress(bytes(50_000_000))),
        (Brotli(), brotli.compress(bytes(50_000_000))),
    ):
        assert len(packed.unpack(bomb, 1000)) <= 70_000


RAW = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = {
    "gzip": gzip.compress(b"text" * 1000, mtime=0),
    "two gzip members": gzip.compress(b"text" * 400, mtime=0) + gzip.compress(b"text" * 600, mtime=0),
    "zlib": zlib.compress(b"text" * 1000),
    "brotli": brotli.compress(b"text" * 1000),
    "raw deflate": RAW.compress(b"text" * 1000) + RAW.flush(),
}


@pytest.mark.parametrize("kind", PACKED)
def test_compressed_bodies(kind: str) -> None:
    encoding = "gzip" if "gzip" in kind else "br" if kind == "brotli" else "deflate"
    with (
        serve({"/a": Reply(PACKED[kind], headers={"content-encoding": encoding})}) as site,
        fetcher() as client,
    ):
        assert client.get(site.url + "/a").body == b"text" * 1000


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (b"not compressed at all", "gzip", "its compressed body is broken"),
        (PACKED["gzip"][:-12], "gzip", "its compressed body is broken"),
        (b"not brotli", "br", "its compressed body is broken"),
        (PACKED["brotli"][:-3], "br", "its compressed body is broken"),
        (b"x", "zstd", "compressed as 'zstd', which was not asked for"),
    ],
)
def test_broken_compression(body: bytes, encoding: str, said: str) -> None:
    with serve({"/a": Reply(body, headers={"content-encoding": encoding})}) as site:
        assert reason(site).startswith(said)


# -- redirects


def test_redirects_are_followed_to_their_end() -> None:
    with serve({"/b": Reply(b"end")}) as other, fetcher() as client:
        hops = {
            "/a": Reply(status=301, headers={"location": "a2"}),
            "/a2": Reply(status=302, headers={"location": other.url + "/b"}),
        }
        with serve(hops) as site:
            page = client.get(site.url + "/a")
        assert (page.url, page.final_url, page.body) == (site.url + "/a", other.url + "/b", b"end")
        assert "/robots.txt" in [path for _, path in other.asked], "the other host's rules hold there"


def test_redirect_to_a_host_that_forbids() -> None:
    with serve({"/robots.txt": Reply(b"User-agent: *\nDisallow: /"), "/b": Reply(b"no")}) as other:
        with serve({"/a": Reply(status=302, headers={"location": other.url + "/b"})}) as site:
            assert reason(site) == "robots.txt forbids it"
        assert other.paths() == []


def test_redirect_loop() -> None:
    with serve({"/a": Reply(status=302, headers={"location": "/a"})}) as site:
        assert reason(site) == "more than 5 redirects"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://h/", "ftp://h/x"])
def test_redirect_out_of_the_web(target: str) -> None:
    with serve({"/a": Reply(status=302, headers={"location": target})}) as site:
        assert reason(site) == "only http and https addresses are fetched"


# -- retries


@pytest.mark.parametrize("status", [429, 500, 503])
def test_retries_until_it_works(status: int) -> None:
    waits: list[float] = []
    with (
        serve({"/a": [Reply(status=status), Reply(status=status, headers={"retry-after": "7"}), Reply(b"ok")]}) as site,
        fetcher(Limits(retries=2, backoff=0.5), waits) as client,
    ):
        assert client.get(site.url + "/a").body == b"ok"
    assert waits == [pytest.approx(0.5, abs=0.1), pytest.approx(7.0, abs=0.1)]


def test_retry_after_may_be_a_date_or_rubbish() -> None:
    waits: list[float] = []
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    script = [Reply(status=500, headers={"retry-after": wait}) for wait in (soon, "rubbish")]
    with (
        serve({"/a": [*script, Reply(b"ok")]}) as site,
        fetcher(Limits(retries=2, backoff=1), waits) as client,
    ):
        assert client.get(site.url + "/a").body == b"ok"
    assert 25 < waits[0] <= 30
    assert waits[1] == 2


def test_a_host_that_asks_for_a_long_rest_is_left_alone() -> None:
    waits: list[float] = []
    busy = Reply(b"busy", status=429, headers={"retry-after": "86400"})
    with serve({"/a": busy, "/b": Reply(b"b")}) as site, fetcher(Limits(retries=3), waits) as client:
        assert client.get(site.url + "/a").status == 429
        with pytest.raises(FetchError, match="left alone for 86400 seconds"):
            client.get(site.url + "/b")
    assert site.paths() == ["/a"]
    assert waits == []


def test_the_last_answer_is_kept_when_retries_end() -> None:
    with serve({"/a": Reply(b"busy", status=503)}) as site, fetcher(Limits(retries=1, backoff=0)) as client:
        page = client.get(site.url + "/a")
    assert (page.status, page.body) == (503, b"busy")
    assert site.paths() == ["/a", "/a"]


def test_a_body_that_breaks_off_is_asked_for_again() -> None:
    with (
        serve({"/a": [Reply(b"half", cut=4), Reply(b"whole")]}) as site,
        fetcher(Limits(retries=1, backoff=0)) as client,
    ):
        assert client.get(site.url + "/a").body == b"whole"


def test_a_404_is_not_asked_for_again() -> None:
    with serve() as site, fetcher(Limits(retries=2, backoff=0)) as client:
        assert client.get(site.url + "/a").status == 404
    assert site.paths() == ["/a"]


# -- pace


def test_requests_to_one_host_keep_their_distance() -> None:
    waits: list[float] = []
    with serve({"/a": Reply(b"a"), "/b": Reply(b"b")}) as site, fetcher(waits=waits, delay=20) as client:
        client.get(site.url + "/a")
        client.get(site.url + "/b")
    # none of them is really waited for, so the turns add up: the page behind robots.txt, and the page behind that
    assert [round(wait, -1) for wait in waits] == [20, 40]


def test_crawl_delay_of_robots_is_kept() -> None:
    waits: list[float] = []
    rules = Reply(b"User-agent: *\nCrawl-delay: 3\n", "text/plain")
    with (
        serve({"/robots.txt": rules, "/a": Reply(b"a"), "/b": Reply(b"b")}) as site,
        fetcher(waits=waits) as client,
    ):
        client.get(site.url + "/a")
        client.get(site.url + "/b")
    assert 0 < max(waits) <= 3
