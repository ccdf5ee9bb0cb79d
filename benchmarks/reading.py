"""HTML → Article beside trafilatura alone and BeautifulSoup's parse alone, in one process, on the same pages."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import trafilatura
from bs4 import BeautifulSoup

from claims.model import Page
from claims.read import read_page

PAGES = Path(__file__).parent.parent / "tests" / "read" / "pages" / "cms"
ROUNDS = 3
FETCHED = datetime(2026, 11, 23, tzinfo=UTC)


def reading(files: list[Path]) -> None:
    """Pages a second of processor time, the best of three rounds. Without files, the small pages of the tests: whole ones tell more."""
    bodies = [_body(file) for file in files or sorted(PAGES.glob("*.html"))]
    readers: dict[str, Callable[[bytes], object]] = {
        "claims": _article,
        "trafilatura": lambda body: trafilatura.extract(body, fast=True, include_comments=False),
        "BeautifulSoup": lambda body: BeautifulSoup(body, "lxml"),
    }
    print(f"{'':4}{'reader':16}{'pages':>7}{'kB':>8}{'pages/s':>9}{'of trafilatura':>16}")
    rates = {name: len(bodies) / _best(read, bodies) for name, read in readers.items()}
    for name, rate in rates.items():
        size = sum(map(len, bodies)) / 1000
        print(f"{'':4}{name:16}{len(bodies):7}{size:8.0f}{rate:9.0f}{rate / rates['trafilatura']:16.2f}")
    print(flush=True)


def _best(read: Callable[[bytes], object], bodies: list[bytes]) -> float:
    read(bodies[0])
    seconds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for body in bodies:
            read(body)
        seconds.append(time.process_time() - begin)
    return max(min(seconds), 1e-9)


def _body(file: Path) -> bytes:
    body = file.read_bytes()
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def _article(body: bytes) -> object:
    return read_page(Page("", "", 200, "text/html", body, FETCHED))
