"""Collecting beside Scrapy: pages of many hosts on loopback that answer late, with the same politeness, each in a process of its own.

The hosts are 127.0.0.2 and on, so this needs Linux, where all of 127.0.0.0/8 is loopback.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOSTS = 40
PAGES = 50
"""Of each host."""
LATENCY = 0.1
"""Seconds before an answer."""
AT_ONCE = 4
"""Requests to one host at a time."""
BODY = b"<html><body>" + b"<p>Some words of an article that is long enough to be one.</p>" * 300 + b"</body></html>"
ROBOTS = b"User-agent: *\nDisallow: /private/\n"


def fetching(scrapy: Path | None) -> None:
    """Prints pages a second and seconds of the processor for 1,000 pages of both."""
    print(f"{'':10}{'pages':>7}{'pages/s':>9}{'CPU s/1,000':>13}{'times peer':>12}{'CPU of peer':>13}")
    rows = {}
    if scrapy is not None:
        rows["Scrapy"] = _run(scrapy, "scrapy")
    rows["claims"] = _run(Path(sys.executable), "claims")
    peer = rows.get("Scrapy")
    for name, found in rows.items():
        times = f"{found['rate'] / peer['rate']:.2f}" if peer else "-"
        share = f"{found['cpu'] / peer['cpu']:.2f}" if peer else "-"
        print(f"{name:10}{found['pages']:7.0f}{found['rate']:9.0f}{found['cpu']:13.2f}{times:>12}{share:>13}")
    print(flush=True)


def _run(python: Path, reader: str) -> dict[str, float]:
    """One reader against a server of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.fetching", "serve"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        try:
            done = subprocess.run(
                [str(python), "-m", "benchmarks.fetching", reader, port],
                stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT,
            )  # fmt: skip
        finally:
            server.terminate()
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def addresses(port: int) -> list[str]:
    return [f"http://127.0.0.{2 + host}:{port}/{page}" for page in range(PAGES) for host in range(HOSTS)]


async def serve() -> None:
    """Answers every path after the latency, on all loopback addresses; prints its port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(LATENCY)
            body = ROBOTS if b"/robots.txt" in head[:40] else BODY
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(quietly, "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def claims(port: int) -> tuple[int, float]:
    """(pages, seconds) of the collector."""
    from claims.collect import HttpFetcher, Web

    async def run() -> tuple[int, float]:
        async with Web() as web:
            fetcher = HttpFetcher(web, delay=0.0, allow_private=True)
            begin = time.perf_counter()
            pages = await asyncio.gather(*(fetcher.get(url) for url in addresses(port)))
            return sum(page.body == BODY for page in pages), time.perf_counter() - begin

    return asyncio.run(run())


def scrapy(port: int) -> tuple[int, float]:
    """(pages, seconds) of Scrapy, asked to be as polite."""
    import scrapy as peer
    from scrapy.crawler import CrawlerProcess

    came = []

    class Reader(peer.Spider):  # type: ignore[misc]
        name = "reader"

        async def start(self):  # type: ignore[no-untyped-def]
            for url in addresses(port):
                yield peer.Request(url, dont_filter=True)

        def parse(self, response):  # type: ignore[no-untyped-def]
            came.append(response.body == BODY)

    settings = {
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": HOSTS * AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
        "DOWNLOAD_DELAY": 0,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    process = CrawlerProcess(settings)
    process.crawl(Reader)
    begin = time.perf_counter()
    process.start()
    return sum(came), time.perf_counter() - begin


def main() -> None:
    if sys.argv[1] == "serve":
        asyncio.run(serve())
        return
    pages, seconds = {"claims": claims, "scrapy": scrapy}[sys.argv[1]](int(sys.argv[2]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = (used.ru_utime + used.ru_stime) / max(pages, 1) * 1000
    print(json.dumps({"pages": pages, "rate": pages / seconds, "cpu": cpu}))


if __name__ == "__main__":
    main()
