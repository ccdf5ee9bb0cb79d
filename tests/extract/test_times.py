"""Times resolved against 26 July 2021, a Monday."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from claims.extract.times import find_times
from claims.languages import available, load, tokenise

PUBLISHED = date(2021, 7, 26)


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        ("en", "by 31 December 2021", "2021-12-31", "2021-12-31"),
        ("en", "on July 7", "2021-07-07", "2021-07-07"),
        ("en", "since the start of last year", "2020-01-01", "2021-07-26"),
        ("en", "in 2014", "2014-01-01", "2014-12-31"),
        ("en", "last week", "2021-07-19", "2021-07-25"),
        ("en", "on Sunday", "2021-07-25", "2021-07-25"),
        ("en", "at the end of June", "2021-06-20", "2021-06-30"),
        ("en", "2021-07-07", "2021-07-07", "2021-07-07"),
        ("ar", "في 31 كانون الأول ديسمبر المقبل", "2021-12-31", "2021-12-31"),
        ("ar", "في السابع من يوليو", "2021-07-07", "2021-07-07"),
        ("ar", "منذ بداية العام الماضي", "2020-01-01", "2021-07-26"),
        ("ar", "نهاية يونيو", "2021-06-20", "2021-06-30"),
        ("ar", "الاثنين 26 تموز/يوليو 2021", "2021-07-26", "2021-07-26"),
        ("ar", "31 كانون الأول (ديسمبر) عام 2011", "2011-12-31", "2011-12-31"),
        ("ar", "15 رمضان 1436", "2015-07-02", "2015-07-02"),
        ("ar", "أمس", "2021-07-25", "2021-07-25"),
    ],
)
def test_time(lang: str, text: str, start: str, end: str) -> None:
    spans = find_times(tokenise(text), load(lang), PUBLISHED)
    assert (str(spans[-1].start), str(spans[-1].end)) == (start, end)


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "2000 people"), ("en", "about 2000 men"), ("ar", "نحو 2000 جندي"), ("en", "we may march")]
)
def test_not_a_time(lang: str, text: str) -> None:
    assert find_times(tokenise(text), load(lang), PUBLISHED) == []


def test_without_publication_nothing_is_guessed() -> None:
    (span,) = find_times(tokenise("yesterday"), load("en"), None)
    assert span.start is None
    assert span.end is None


FOLDER = Path(__file__).parent / "times"
PHRASES = [
    pytest.param(path.stem, *map(str, row), id=f"{path.stem}-{row[0]}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def test_every_language_has_its_phrases() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(available())


@pytest.mark.parametrize(("lang", "text", "published", "start", "end", "grain"), PHRASES)
def test_phrase(lang: str, text: str, published: str, start: str, end: str, grain: str) -> None:
    language = load(lang)
    spans = find_times(tokenise(text, language.spelling), language, date.fromisoformat(published))
    assert [(str(span.start), str(span.end), span.grain) for span in spans] == [(start, end, grain)]
