"""Which time of a sentence a claim speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract

PUBLISHED = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Debt topped 90% of output for the first time since 1945.", (None, None)),
        ("The euro bought $1.12 in July.", (date(2023, 7, 1), date(2023, 7, 31))),
        ("Pay will rise by 7% in July.", (date(2024, 7, 1), date(2024, 7, 31))),
        ("The fund's value, which was high in 2021, has shrunk to $560bn.", (None, None)),
        ("Exports rose 7% in the first two months of the year.", (date(2024, 1, 1), date(2024, 2, 29))),
        ("Ministers are to receive 40 farmers on Sunday.", (date(2024, 3, 17), date(2024, 3, 17))),
        ("Police arrested 40 farmers on Sunday.", (date(2024, 3, 10), date(2024, 3, 10))),
        ("It took in 500 nurses in 2023, double the year before.", (date(2023, 1, 1), date(2023, 12, 31))),
        ("TUNIS, March 10 - Four soldiers were killed by a mine.", (None, None)),
    ],
)
def test_the_time_of_a_claim(text: str, time: tuple[date | None, date | None]) -> None:
    (claim,) = extract(text, lang="en", published=PUBLISHED).claims
    assert (claim.time_start, claim.time_end) == time


def test_a_month_earlier_is_counted_from_the_time_before_it() -> None:
    told = "Inflation slowed to 3.2% in February from 3.4% a month earlier."
    claims = extract(told, lang="en", published=PUBLISHED).claims
    assert [claim.time_start for claim in claims] == [date(2024, 2, 1), date(2024, 1, 1)]


def test_a_year_earlier_is_not_the_time_of_what_is_compared_with_it() -> None:
    (claim,) = extract("In February exports rose by 7% from a year earlier.", lang="en", published=PUBLISHED).claims
    assert claim.time_start == date(2024, 2, 1)


def test_what_a_place_is_made_for_is_of_no_time() -> None:
    claims = extract(
        "The camp, built for 240 people, was home to 615 people on Monday.", lang="en", published=PUBLISHED
    ).claims
    assert [claim.time_start for claim in claims] == [None, date(2024, 3, 11)]


def test_a_day_that_is_today_is_no_deadline() -> None:
    text = "The raid began on Monday and was continuing on Tuesday."
    assert not extract(text, lang="en", published=PUBLISHED).claims


def test_a_share_of_nothing_named_is_of_what_was_counted_before() -> None:
    claims = extract("Some 4 million people, or 1 in 3, rely on aid in Somalia.", lang="en", published=PUBLISHED).claims
    assert [claim.concept for claim in claims] == ["person", "person"]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "The boat sank on Friday. Two sailors drowned.", date(2024, 3, 8)),
        ("en", "The boat sank on Friday. Two sailors drowned in 2019.", date(2019, 1, 1)),
        ("ar", "غرق المركب يوم الجمعة. وقتل بحاران.", date(2024, 3, 8)),
        ("ar", "كارثة عام 1999 التي راح ضحيتها 300 شخص.", date(1999, 1, 1)),
        ("ar", "أتلفت السيول 700 هكتار، وما زال الطريق مغلقا.", None),
    ],
)
def test_times_of_other_sentences_and_clauses(lang: str, text: str, day: date | None) -> None:
    assert extract(text, lang=lang, published=PUBLISHED).claims[-1].time_start == day
