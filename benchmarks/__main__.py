"""`make bench`: reading beside quantulum3, the time to start, how time grows with hostile texts, matching beside Splink, collecting beside Scrapy."""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.adversarial import UNITS, repeated
from benchmarks.fetching import fetching
from benchmarks.matching import matching
from benchmarks.night import nights
from benchmarks.reading import reading
from claims.demo.build import articles, outlets
from claims.extract import detect_language, extract

ROOT = Path(__file__).parent.parent
PUBLISHED = date(2021, 7, 26)
SIZE = 300_000
"""Bytes of text in each language; the demo's articles are read again until they come to it."""
SIZES = (64_000, 256_000, 1_024_000)
"""Characters of the hostile texts."""
PATIENCE = 30.0
"""Seconds after which a longer text of the same kind is not tried."""
STARTS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        help="texts to read instead of the demo's, one article a file; with `--only read`, pages",
    )
    parser.add_argument("--peer", type=Path, help="the Python that has quantulum3 installed")
    parser.add_argument("--splink", type=Path, help="the Python that has Splink installed")
    parser.add_argument("--scrapy", type=Path, help="the Python that has Scrapy installed")
    parser.add_argument("--claims", default="10000,100000", help="how many claims are matched, separated by commas")
    parser.add_argument(
        "--only", choices=("speed", "start", "growth", "match", "fetch", "read", "night"), help="one of the tables"
    )
    parser.add_argument(
        "--articles", default="1000,10000", help="articles of the generated nights, separated by commas"
    )
    parser.add_argument("--stored", default="10000,100000", help="claims that are stored before one more night")
    given = parser.parse_args()
    if given.only == "read":
        reading(given.files)
        return
    texts = texts_of_files(given.files) if given.files else texts_of_the_demo()
    if given.only in (None, "speed"):
        _speed(texts, given.peer)
    if given.only in (None, "start"):
        _start(texts)
    if given.only in (None, "growth"):
        _growth()
    if given.only in (None, "match"):
        matching(_numbers(given.claims), given.splink)
    if given.only in (None, "fetch"):
        fetching(given.scrapy)
    if given.only in (None, "night"):
        nights(_numbers(given.articles), _numbers(given.stored))
    if given.only is None:
        reading([])


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def texts_of_files(files: list[Path]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        found.setdefault(detect_language(text), []).append(text)
    return found


def texts_of_the_demo() -> dict[str, list[str]]:
    lang_of = {outlet.name: outlet.lang for outlet in outlets()}
    found: dict[str, list[str]] = {}
    for article in articles():
        found.setdefault(lang_of[article["outlet"]], []).append(article["text"])
    return {lang: texts * math.ceil(SIZE / sum(len(t.encode()) for t in texts)) for lang, texts in found.items()}


def _speed(texts: dict[str, list[str]], peer: Path | None) -> None:
    print(f"{'':4}{'reader':12}{'kB':>6}{'kB/s':>8}{'first kB/s':>12}{'times peer':>12}{'peak MB':>9}")
    for lang, in_lang in texts.items():
        rate = None
        for reader in ("quantulum3", "quantities", "claims") if peer else ("quantities", "claims"):
            python = str(peer) if reader == "quantulum3" else sys.executable
            found = _measured(python, reader, in_lang, lang)
            now, first = found["bytes"] / found["best"] / 1000, found["bytes"] / found["first"] / 1000
            rate = now if reader == "quantulum3" else rate
            times = f"{now / rate:.1f}" if rate else "-"
            print(
                f"{lang:4}{reader:12}{found['bytes'] / 1000:6.0f}{now:8.0f}{first:12.0f}{times:>12}{found['megabytes']:9.0f}"
            )
    print(flush=True)


def _measured(python: str, reader: str, texts: list[str], lang: str) -> dict[str, float]:
    given = json.dumps({"texts": texts, "lang": lang, "published": PUBLISHED.isoformat()})
    done = subprocess.run(
        [python, "-m", "benchmarks.measure", reader],
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _start(texts: dict[str, list[str]]) -> None:
    """Seconds from the command to its end on one article, the language detected."""
    print(f"{'':4}{'claims extract on one article, seconds':40}")
    for lang, (text, *_) in texts.items():
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            seconds = []
            for _ in range(STARTS):
                begin = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "claims", "extract", file.name], stdout=subprocess.DEVNULL, check=True
                )
                seconds.append(time.perf_counter() - begin)
        print(f"{lang:4}{min(seconds):.2f} to {max(seconds):.2f}")
    print(flush=True)


def _growth() -> None:
    """The exponent is the slope of log time over log length: 1 is linear, 2 quadratic."""
    print(f"{'':4}{'hostile text':18}" + "".join(f"{size // 1000:>8} k" for size in SIZES) + f"{'exponent':>11}")
    for lang, units in UNITS.items():
        for name, unit in units.items():
            extract(unit * 3, lang=lang, published=PUBLISHED)
            seconds: list[float] = []
            for size in SIZES:
                if not seconds or seconds[-1] < PATIENCE:
                    begin = time.process_time()
                    extract(repeated(unit, size), lang=lang, published=PUBLISHED)
                    seconds.append(time.process_time() - begin)
            shown = "".join(f"{second:>9.2f}s" for second in seconds).ljust(10 * len(SIZES))
            print(f"{lang:4}{name:18}{shown}{exponent(SIZES[: len(seconds)], seconds):>11.2f}", flush=True)


def exponent(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """The least-squares slope in logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(second, 1e-6)) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((one - x) ** 2 for one in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread if spread else math.nan


if __name__ == "__main__":
    main()
