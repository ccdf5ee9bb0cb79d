"""Whole nights on generated corpora: articles a second, what orchestration costs beside the stages, growth, and what is stored costs a night."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.world import tables
from claims.collect import ArchiveWriter
from claims.model import Page

ROOT = Path(__file__).parent.parent
CLAIMS_AN_ARTICLE = 1.6
"""Of the generated world, about."""
SOURCES = 40
CLOCK = datetime(2024, 6, 1, 3, tzinfo=UTC)
TOPPED_UP = 1000
"""Articles of the night that comes on top of what is stored."""


def nights(sizes: list[int], stored: list[int]) -> None:
    """Prints a row a corpus, the exponent of growth, and the cost of one more night by the claims that are stored."""
    with tempfile.TemporaryDirectory() as folder:
        prefect = Path(folder)  # one for all nights, as it is where they are run
        first = _night(prefect, 0)
        print(f"the first start of all makes Prefect's database: {first.seconds:.1f} s, {first.cpu:.1f} CPU s")
        _by_size(prefect, sizes)
        _by_stored(prefect, stored)


def _by_size(prefect: Path, sizes: list[int]) -> None:
    from benchmarks.__main__ import exponent

    start = _night(prefect, 0)
    print(
        f"a night without articles: {start.seconds:.1f} s, {start.cpu:.1f} CPU s, of which {start.outside:.1f} are the start"
    )
    titles = ("articles", "seconds", "CPU s", "a CPU s", "outside stages", "but the start", "peak MB")
    print("".join(f"{title:>15}" for title in titles), "  CPU seconds of the stages")
    spent = []
    for size in sizes:
        night = _night(prefect, size)
        spent.append(night.in_stages)
        shares = f"{night.outside / night.cpu:15.0%}{max(0.0, night.outside - start.outside) / night.cpu:15.0%}"
        print(
            f"{size:15}{night.seconds:15.1f}{night.cpu:15.1f}{size / night.cpu:15.1f}{shares}{night.megabytes:15.0f}  ",
            end=" ",
        )
        print(night.told(), flush=True)
    if len(sizes) > 1:
        print(f"exponent of the stages: {exponent(tuple(sizes), spent):.2f}")


def _by_stored(prefect: Path, stored: list[int]) -> None:
    costs = []
    for claims in stored:
        night = _night(prefect, TOPPED_UP, seed=11, stored=claims)
        costs.append(night.in_stages)
        print(
            f"{TOPPED_UP} articles on {claims} stored claims: {night.in_stages:.1f} CPU s ({night.told()})", flush=True
        )
    if len(costs) > 1:
        print(f"ratio: {costs[-1] / costs[0]:.2f}")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a night took. Seconds of processors are compared, since the clock also counts what else the machine does."""

    seconds: float
    cpu: float
    megabytes: float
    stages: dict[str, float]

    @property
    def in_stages(self) -> float:
        return sum(self.stages.values())

    @property
    def outside(self) -> float:
        return self.cpu - self.in_stages

    def told(self) -> str:
        return ", ".join(f"{name} {value:.1f}" for name, value in self.stages.items())


def _night(prefect: Path, articles: int, seed: int = 7, stored: int = 0) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if stored:
            store(home, stored)
        corpus(home, articles, seed)
        seconds, cpu, megabytes = run(home, prefect)
        return Measured(seconds, cpu, megabytes, measured(home))


def corpus(home: Path, articles: int, seed: int = 7) -> None:
    """`night.warc.gz` and `sources.yaml`: the feeds of some outlets and the pages that they list."""
    listed: dict[int, list[str]] = {source: [] for source in range(SOURCES)}
    with ArchiveWriter(home / "night.warc.gz") as archive:
        for number, row in enumerate(_texts(articles, seed)):
            source = number % SOURCES
            url = f"https://outlet{source}.example/{number}"
            archive.write(_page(url, _article(row), "text/html; charset=utf-8", f"outlet{source}"))
            listed[source].append(f"<item><title>{escape(row['title'])}</title><link>{url}</link></item>")
        for source, items in listed.items():
            feed = f'<rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'
            archive.write(_page(_feed(source), feed, "application/rss+xml", f"outlet{source}"))
    entries = [
        f"  - {{name: outlet{n}, outlet: Outlet {n}, lang: en, max_articles: 10000, feeds: ['{_feed(n)}']}}"
        for n in listed
    ]
    (home / "sources.yaml").write_text("\n".join(["sources:", *entries]), encoding="utf-8")


def run(home: Path, prefect: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processors and peak megabytes of `claims run` over the corpus, Prefect's server included."""
    words = ["run", "--replay", "night.warc.gz", "--sources", "sources.yaml", "--data", "data", "--reports", "reports"]
    begin = time.perf_counter()
    night = subprocess.Popen(
        [sys.executable, "-m", "claims", *words],
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(prefect)},
        stdout=subprocess.DEVNULL,
    )
    _, status, spent = os.wait4(night.pid, 0)  # with what its own children took
    seconds, night.returncode = time.perf_counter() - begin, os.waitstatus_to_exitcode(status)
    if night.returncode:
        raise RuntimeError(f"the night ended with status {night.returncode}")
    peak = spent.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return seconds, spent.ru_utime + spent.ru_stime, peak


def measured(home: Path) -> dict[str, float]:
    """Seconds of processors of each stage of the last night."""
    with duckdb.connect(str(home / "data" / "claims.duckdb"), read_only=True) as con:
        rows = con.execute("SELECT metrics FROM runs ORDER BY started_at DESC LIMIT 1").fetchall()
    seconds: dict[str, float] = json.loads(rows[0][0])["cpu_seconds"]
    return seconds


def store(home: Path, claims: int) -> None:
    """A database with so many claims, matched and judged."""
    from claims.judge import judge_new
    from claims.match import match_new
    from claims.store.rows import ARTICLES, CLAIMS, Tables
    from claims.store.rows import tables as rows_of
    from claims.store.store import Store

    none = rows_of([], seen_at=CLOCK)
    with Store(home / "data") as opened:
        for texts, rows in tables(claims):
            opened.load_tables(
                Tables(
                    texts.select(ARTICLES.names).cast(ARTICLES), rows.select(CLAIMS.names).cast(CLAIMS), none.captures
                )
            )
        match_new(opened.con)
        judge_new(opened.con, CLOCK.replace(tzinfo=None) - timedelta(days=1))


def _texts(articles: int, seed: int) -> Iterable[dict[str, Any]]:
    made = 0
    for texts, _ in tables(int(articles * CLAIMS_AN_ARTICLE * 1.3) + 100, seed):
        for row in texts.to_pylist():
            if made == articles:
                return
            made += 1
            yield row


def _feed(source: int) -> str:
    return f"https://outlet{source}.example/rss.xml"


def _page(url: str, body: str, kind: str, source: str) -> Page:
    return Page(url, url, 200, kind, body.encode(), CLOCK, {"content-type": kind}, source=source)


def _article(row: dict[str, Any]) -> str:
    """A page with the furniture of a news site around the text."""
    links = "".join(f'<li><a href="/{n}">Section {n} of the site</a></li>' for n in range(60))
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in row["text"].split("\n"))
    published = CLOCK - timedelta(hours=5)
    return f"""<!doctype html><html lang="{row["lang"]}"><head><meta charset="utf-8"><title>{escape(row["title"])}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="{published.isoformat()}"></head>
<body><nav><ul>{links}</ul></nav><article><h1>{escape(row["title"])}</h1>{paragraphs}</article><footer><ul>{links}</ul></footer></body></html>"""
