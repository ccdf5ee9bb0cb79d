from __future__ import annotations

import pytest

from claims.judge.compare import compare
from claims.judge.one_wording import other_number
from claims.judge.tolerance import Tolerances
from claims.model import Verdict
from claims.records import TextIn

DEPOSIT = "She put Rs {} million in the bank at 4 % interest."


def judged(a: str, b: str) -> bool:
    return other_number(a, b, "en", Tolerances()) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [("2", "6"), ("2", "more than 2"), ("about 2", "9"), ("less than 2", "3"), ("between 1 and 2", "between 6 and 7")],
)
def test_another_number_in_the_same_words(a: str, b: str) -> None:
    assert judged(DEPOSIT.format(a), DEPOSIT.format(b))


@pytest.mark.parametrize(
    ("a", "b"), [("2", "2"), ("2", "about 2"), ("more than 2", "more than 6"), ("2", "less than 6")]
)
def test_numbers_that_can_both_be_true(a: str, b: str) -> None:
    assert not judged(DEPOSIT.format(a), DEPOSIT.format(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("On 5 March 3 people died in the fire.", "On 6 March 3 people died in the fire."),
        ("In 2021 the firm made 3 ships.", "In 2022 the firm made 3 ships."),
        ("Two tanks and 3 ships were sold.", "Two tanks and 5 boats were sold."),
    ],
)
def test_dates_and_words_make_other_texts(a: str, b: str) -> None:
    assert not judged(a, b)


def test_a_later_report_is_not_held_against_an_earlier_one() -> None:
    first = TextIn(text=DEPOSIT.format("2"), published="2024-03-01")
    later = TextIn(text=DEPOSIT.format("6"), published="2024-03-09")
    assert compare(first, later).judgement.verdict is not Verdict.CONTRADICTION


def test_hours_order_the_reports_of_a_day() -> None:
    first = TextIn(text="A fire in Homs killed 12 people on Monday.", published="2024-03-11T08:00:00Z")
    later = TextIn(text="The fire in Homs on Monday killed 19 people.", published="2024-03-11T22:00:00Z")
    assert compare(first, later).judgement.verdict is Verdict.UPDATE
    assert compare(first, later.model_copy(update={"hour": None})).judgement.verdict is Verdict.CONTRADICTION
