"""The benchmark measures what it says; no test asserts a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from benchmarks import fetching
from benchmarks.__main__ import exponent, texts_of_the_demo
from benchmarks.adversarial import UNITS, repeated
from benchmarks.measure import READERS, measure
from claims.languages import available


def test_the_exponent_is_the_slope_in_logarithms() -> None:
    sizes = (10, 100, 1000)
    assert exponent(sizes, [size * 0.002 for size in sizes]) == pytest.approx(1)
    assert exponent(sizes, [size**2 * 1e-6 for size in sizes]) == pytest.approx(2)


def test_every_text_is_read_in_every_pass() -> None:
    read: list[str] = []
    found = measure(lambda text, lang, published: read.append(text), ["ab", "é"], "en", date(2021, 7, 26))
    assert read[:2] == ["ab", "é"]
    assert read == ["ab", "é"] * (len(read) // 2)
    assert found["bytes"] == 4
    assert 0 <= found["best"] <= found["first"]


@pytest.mark.parametrize("reader", ["quantities", "claims"])
def test_the_readers_read(reader: str) -> None:
    assert READERS[reader]()("At least 12 people were killed.", "en", date(2021, 7, 26))


def test_the_texts_are_in_languages_that_are_read() -> None:
    assert set(texts_of_the_demo()) <= set(available())
    assert set(UNITS) <= set(available())
    assert repeated("ab ", 10) == "ab ab ab "


def test_the_collectors_are_measured_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("all of 127.0.0.0/8 is loopback on Linux alone")
    monkeypatch.setattr(fetching, "PAGES", 2)
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.fetching", "serve"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        pages, seconds = fetching.claims(int(server.stdout.readline()))
        server.terminate()
    assert pages == 2 * fetching.HOSTS
    assert seconds >= fetching.LATENCY
