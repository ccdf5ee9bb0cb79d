"""Times resolved against 26 July 2021, a Monday."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from claims.extract.times.times import find_times
from claims.languages import available, load, tokenise

PUBLISHED = date(2021, 7, 26)


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        ("en", "by 31 December 2021", "2021-12-31", "2021-12-31"),
        ("en", "on July 7", "2021-07-07", "2021-07-07"),
        ("en", "since the start of last year", "2020-01-01", "2021-07-26"),
        ("en", "40 boats came in May.", "2021-05-01", "2021-05-31"),
        ("en", "since March", "2021-03-01", "2021-07-26"),
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


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("last year", date.min),
        ("last month", date.min),
        ("last week", date.min),
        ("yesterday", date.min),
        ("on Sunday", date.min),
        ("next year", date.max),
        ("next month", date.max),
        ("tomorrow", date.max),
        ("next Sunday", date.max),
    ],
)
def test_days_beyond_the_calendar_stay_open(text: str, published: date) -> None:
    (span,) = find_times(tokenise(text), load("en"), published)
    assert None in (span.start, span.end)


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


TUESDAY = date(2024, 3, 12)
TOLD = [
    ("en", "since the war began on 7 October", "2023-10-07", "2024-03-12"),
    ("en", "over the past three years", "2021-03-12", "2024-03-12"),
    ("en", "in the past 24 hours", "2024-03-11", "2024-03-12"),
    ("en", "a year ago", "2023-03-12", "2023-03-12"),
    ("en", "over the past week", "2024-03-05", "2024-03-12"),
    ("en", "last week", "2024-03-04", "2024-03-10"),
    ("en", "in the summer of 2022", "2022-06-01", "2022-08-31"),
    ("en", "last summer", "2023-06-01", "2023-08-31"),
    ("en", "in the first quarter of 2023", "2023-01-01", "2023-03-31"),
    ("en", "so far this year", "2024-01-01", "2024-03-12"),
    ("en", "from 1 January to 15 February", "2024-01-01", "2024-02-15"),
    ("en", "on Friday and Saturday", "2024-03-08", "2024-03-09"),
    ("en", "since the start of last year", "2023-01-01", "2024-03-12"),
    ("en", "on 15 April last year", "2023-04-15", "2023-04-15"),
    ("en", "on Monday, 11 March", "2024-03-11", "2024-03-11"),
    ("en", "on 6-7 March", "2024-03-06", "2024-03-07"),
    ("en", "in the quarter ended 31 January", "2023-11-01", "2024-01-31"),
    ("en", "in the year to the end of January", "2023-02-01", "2024-01-31"),
    ("en", "in the last three months of 2023", "2023-10-01", "2023-12-31"),
    ("ar", "في الأشهر الثلاثة الأخيرة من 2023", "2023-10-01", "2023-12-31"),
    ("ar", "في الربع المنتهي في 31 يناير", "2023-11-01", "2024-01-31"),
    ("en", "in the last two months", "2024-01-12", "2024-03-12"),
    ("en", "in the second half of last year", "2023-07-01", "2023-12-31"),
    ("ar", "خلال السنوات الثلاث الماضية", "2021-03-12", "2024-03-12"),
    ("ar", "خلال الأسبوعين الماضيين", "2024-02-27", "2024-03-12"),
    ("ar", "خلال الـ24 ساعة الماضية", "2024-03-11", "2024-03-12"),
    ("ar", "خلال الأشهر الثلاثة الماضية", "2023-12-12", "2024-03-12"),
    ("ar", "قبل عام", "2023-03-12", "2023-03-12"),
    ("ar", "قبل ثلاثة أيام", "2024-03-09", "2024-03-09"),
    ("ar", "أمس الأول", "2024-03-10", "2024-03-10"),
    ("ar", "منذ اندلاع الحرب في السودان في 15 أبريل من العام الماضي", "2023-04-15", "2024-03-12"),
    ("ar", "من الأول من يناير حتى نهاية فبراير", "2024-01-01", "2024-02-29"),
    ("ar", "يومي الجمعة والسبت", "2024-03-08", "2024-03-09"),
    ("ar", "ليل السبت الأحد", "2024-03-09", "2024-03-10"),
    ("ar", "في الربع الأخير من عام 2023", "2023-10-01", "2023-12-31"),
    ("ar", "في الربع الثاني", "2023-04-01", "2023-06-30"),
    ("ar", "صيف 2022", "2022-06-01", "2022-08-31"),
    ("ar", "منذ مطلع العام", "2024-01-01", "2024-03-12"),
    ("ar", "الصيف الماضي", "2023-06-01", "2023-08-31"),
    ("ar", "ابتداء من الأسبوع المقبل", "2024-03-18", "None"),
    ("ar", "خلال اليومين الماضيين", "2024-03-10", "2024-03-12"),
    ("ar", "في جويلية الماضي", "2023-07-01", "2023-07-31"),
    ("ar", "في 5 غشت 2023", "2023-08-05", "2023-08-05"),
    ("ar", "منذ السابع من تشرين الأول/أكتوبر", "2023-10-07", "2024-03-12"),
]


@pytest.mark.parametrize(("lang", "text", "start", "end"), TOLD)
def test_lengths_parts_and_ranges(lang: str, text: str, start: str, end: str) -> None:
    (span,) = find_times(tokenise(text), load(lang), TUESDAY)
    assert (str(span.start), str(span.end)) == (start, end)


def test_the_end_of_a_hijri_month_lies_where_the_month_ends() -> None:
    (span,) = find_times(tokenise("نهاية رمضان 1436"), load("ar"), date(2015, 8, 1))
    assert (span.start, span.end) == (date(2015, 7, 7), date(2015, 7, 16))  # 1 Ramadan is 18 June
