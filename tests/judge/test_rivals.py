from __future__ import annotations

import pytest

from claims.judge.compare import read, side_by_side
from claims.records import TextIn


def rivals_of(a: str, b: str) -> str:
    held = side_by_side(read(TextIn(text=a)), read(TextIn(text=b)))
    assert held, "nothing aligned"
    return held[0].context.rivals


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kenya recorded 14 cholera cases in May.", "Kenya recorded 30 dengue cases in May."),
        ("سجلت كينيا 14 إصابة بالكوليرا في مايو.", "Kenya recorded 30 dengue cases in May."),
        ("Kestrel Motors cut 300 jobs in Leipzig.", "Brandt Chemicals cut 900 jobs in Leipzig."),
        ("Germany sent 18 tanks to Ukraine.", "Poland sent 14 tanks to Ukraine."),
    ],
)
def test_each_names_what_the_other_does_not(a: str, b: str) -> None:
    assert rivals_of(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kenya recorded 14 cholera cases in May.", "Kenya recorded 30 cholera cases in May."),
        ("Kestrel Motors cut 300 jobs in Leipzig.", "Some 900 jobs were cut in Leipzig, the union said."),
        ("Police in Berlin arrested 18 people on Monday.", "Police arrested 30 people in Germany on Monday."),
        ("Salim Haddad said 12 people died in Aden.", "Karim Nasser said 15 people died in Aden."),
    ],
)
def test_what_one_adds_or_who_speaks_makes_no_other_thing(a: str, b: str) -> None:
    assert not rivals_of(a, b)


def test_equal_numbers_of_one_wording_are_each_others() -> None:
    prices = "The shop sold books at $30, at {} and at {}."
    held = side_by_side(read(TextIn(text=prices.format("$25", "$20"))), read(TextIn(text=prices.format("$20", "$25"))))
    assert {(one.a.claim.low, one.b.claim.low) for one in held} == {(30, 30), (25, 25), (20, 20)}
