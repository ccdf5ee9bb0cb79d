"""Bare numbers whose noun stands before their verb or was counted just before."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The death toll from the landslide has risen to 5,300.", [(5300, "person", "death", "killed")]),
        ("Measles cases in Peru tripled to 31,000 last month.", [(31000, "case", "infection", "infected")]),
        ("Dutch troops in Lithuania number roughly 900.", [(900, "soldier", "troops", "present")]),
        (
            "Forty states voted in favour, nine against; twenty-five abstained.",
            [(40, "state", "state", "voted"), (9, "state", "state", "voted"), (25, "state", "state", "voted")],
        ),
        (
            "Thirty guests died, the governor said. Another 52 were taken to hospital.",
            [(30, "guest", "death", "killed"), (52, "guest", "guest", "hospitalised")],
        ),
        (
            "The fire left 98 dead; 63 are still missing.",
            [(98, "person", "death", "killed"), (63, "person", "missing", "missing")],
        ),
    ],
)
def test_a_bare_number_counts_what_the_text_says_before(text: str, found: list[tuple[float, str, str, str]]) -> None:
    claims = extract(text, lang="en", published=date(2024, 3, 12)).claims
    assert [(claim.low or claim.high, claim.unit, claim.concept, claim.event) for claim in claims] == found


@pytest.mark.parametrize("text", ["The team moved up from 9 to 7.", "He lives at 12, and she at 14."])
def test_a_number_of_nothing_makes_no_claim(text: str) -> None:
    assert not extract(text, lang="en").claims


def test_a_definite_number_counts_the_noun_right_before_it() -> None:
    found = extract("حدد القرار 10 دوائر انتخابية لكل أمانة، بإجمالي 50 دائرة انتخابية لهذه الأمانات الخمس.", lang="ar")
    assert [(claim.low, claim.concept) for claim in found.claims if claim.concept == "constituency"][-1] == (
        50,
        "constituency",
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The toll of the bombing rose to 32 dead and 115 wounded."),
        ("ar", "ارتفعت حصيلة التفجير إلى 32 قتيلا و115 جريحا."),
    ],
)
def test_the_injured_beside_a_toll_that_rose_rise_with_it(lang: str, text: str) -> None:
    assert [(claim.low, claim.change) for claim in extract(text, lang=lang).claims] == [(32, "up"), (115, "up")]
