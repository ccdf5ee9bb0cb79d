"""The day that a text itself opens with."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract.times.dateline import dateline

TITLE = "Rockets hit the market of Tallmarsh"


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "Thu Feb 5 2015 Rockets hit the market on Thursday.", date(2015, 2, 5)),
        ("en", "Published October 2 2017 Rockets hit the market on Monday.", date(2017, 10, 2)),
        ("en", "Posted on August 3, 2013 by a reporter. Rockets hit the market.", date(2013, 8, 3)),
        ("en", "24-09-2013 Rockets hit the market on Tuesday.", date(2013, 9, 24)),
        ("en", f"{TITLE} AFP Thursday 6 Mar 2014 At least 15 people were killed.", date(2014, 3, 6)),
        ("ar", "الخميس 5 فبراير 2015: سقطت صواريخ على السوق.", date(2015, 2, 5)),
        ("fr", "Publié le 5 février 2015. Des roquettes sont tombées sur le marché.", date(2015, 2, 5)),
        ("en", "On 5 May 1945 the war ended.", None),
        ("en", "Rockets hit the market on 5 February 2015.", None),
        ("en", "Thursday's rockets hit the market; so did those of 3 February 2015.", None),
        ("en", "Since 5 February 2015 rockets have hit the market.", None),
        ("xx", "5 February 2015", None),
    ],
)
def test_dateline(lang: str, text: str, day: date | None) -> None:
    assert dateline(text, lang, TITLE) == day


def test_a_bare_date_of_long_ago_is_no_dateline() -> None:
    text = "5 May 1945 was the day on which the war ended."
    assert dateline(text, "en", given=date(2020, 5, 5)) is None
    assert dateline(text, "en", given=date(1945, 5, 8)) == date(1945, 5, 5)
