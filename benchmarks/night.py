"""Whole nights on generated corpora: articles a second, what orchestration costs beside the stages, growth, and what is stored costs a night."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
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
    from benchmarks.__main__ import exponent

    cores = os.cpu_count() or 1
    print(f"{'articles':>9}{'seconds':>9}{'a second a core':>17}{'outside stages':>16}{'peak MB':>9}   stages")
    spent = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            corpus(home, size)
            seconds, megabytes = run(home)
            metrics = measured(home)
        spent.append(sum(metrics.values()))
        outside = max(0.0, 1 - sum(metrics.values()) / seconds)
        shown = ", ".join(f"{name} {value:.1f}" for name, value in metrics.items())
        print(
            f"{size:>9}{seconds:9.1f}{size / seconds / cores:17.1f}{outside:16.0%}{megabytes:9.0f}   {shown}",
            flush=True,
        )
    if len(sizes) > 1:
        print(f"exponent of the stages: {exponent(tuple(sizes), spent):.2f}")
    for claims in stored:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            store(home, claims)
            corpus(home, TOPPED_UP, seed=11)
            run(home)
            metrics = measured(home)
        print(f"{TOPPED_UP} articles on {claims} stored claims: {sum(metrics.values()):.1f} s", metrics, flush=True)


def corpus(home: Path, articles: int, seed: int = 7) -> None:
    """`night.warc.gz` and `sources.yaml`: the feeds of some outlets and the pages that they list."""
    listed: dict[int, list[str]] = defaultdict(list)
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


def run(home: Path) -> tuple[float, float]:
    """Wall-clock seconds and peak megabytes of `claims run` over the corpus, Prefect's start included."""
    words = ["run", "--replay", "night.warc.gz", "--sources", "sources.yaml", "--data", "data", "--reports", "reports"]
    begin = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run(
        [sys.executable, "-m", "claims", *words],
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(home / "prefect")},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return time.perf_counter() - begin, peak / (1024**2 if sys.platform == "darwin" else 1024)


def measured(home: Path) -> dict[str, float]:
    """Seconds of each stage of the last night."""
    with duckdb.connect(str(home / "data" / "claims.duckdb"), read_only=True) as con:
        rows = con.execute("SELECT metrics FROM runs ORDER BY started_at DESC LIMIT 1").fetchall()
    seconds: dict[str, float] = json.loads(rows[0][0])["seconds"]
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
