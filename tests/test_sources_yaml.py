"""The list of outlets that the project ships."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from claims.collect.sources import Source, load_sources

FILE = Path(__file__).parent.parent / "sources.yaml"


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return load_sources(FILE)


def addresses(source: Source) -> list[str]:
    return [*source.feeds, *source.sitemaps, *(page.url for page in source.index)]


def test_many_outlets_of_many_countries(sources: list[Source]) -> None:
    assert len({source.outlet for source in sources}) >= 45
    assert len({source.outlet for source in sources if source.lang == "ar"}) >= 18
    assert len({source.country for source in sources}) >= 25


def test_names_and_addresses_are_unique(sources: list[Source]) -> None:
    names = Counter(source.name for source in sources)
    urls = Counter(url.rstrip("/").lower() for source in sources for url in addresses(source))
    assert not [name for name, times in (names + urls).items() if times > 1]


def test_addresses_are_public_web_addresses(sources: list[Source]) -> None:
    for source in sources:
        assert addresses(source), source.name
        for url in addresses(source):
            parts = urlsplit(url)
            assert parts.scheme in {"http", "https"}, url
            assert "." in (parts.hostname or ""), url
            assert not re.search(r"\.example$|localhost|news\.google\.|rsshub", parts.hostname or ""), url


def test_every_entry_says_what_confirmed_it() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert re.search(r"checked, on \d{4}-\d\d-\d\d", text)
    for block in re.split(r"^  - name: ", text, flags=re.M)[1:]:
        assert re.search(r"^    (?:feeds|sitemaps|index):  # \S", block, flags=re.M), block.splitlines()[0]
