"""Keys and skeletons, and every example in the docstrings of match/."""

from __future__ import annotations

import doctest
import importlib

import pytest

from claims.match.keys import contains, key_of, opposite, place_relation
from claims.match.skeleton import name_skeleton, skeleton
from claims.match.story import alike, features
from tests.match.build import count


@pytest.mark.parametrize("name", ["keys", "match", "skeleton", "story"])
def test_examples_hold(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"claims.match.{name}"))
    assert found.failed == 0


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Mosul", "الموصل"),
        ("Khan Younis", "خان يونس"),
        ("Raqqa", "الرقة"),
        ("Hodeidah", "الحديدة"),
        ("Basra", "البصرة"),
    ],
)
def test_names_meet_across_scripts(latin: str, arabic: str) -> None:
    assert name_skeleton(latin) == name_skeleton(arabic)


@pytest.mark.parametrize("odd", ["", " ", "\x00", "12345", "😀" * 1000, "ا" * 100000, "a\u0301" * 500])
def test_a_skeleton_takes_any_text(odd: str) -> None:
    assert len(skeleton(odd)) <= 64
    assert isinstance(name_skeleton(odd), str)


def test_soldiers_killed_are_deaths_of_a_kind() -> None:
    everyone, soldiers = count(9, concept="person", event="killed"), count(5, concept="troops", event="killed")
    assert key_of(everyone).family == key_of(soldiers).family
    assert contains(key_of(everyone), key_of(soldiers))


def test_foreign_soldiers_contain_american_ones() -> None:
    foreign, american = count(3500, qualifiers=("foreign",)), count(2500, qualifiers=("nationality:US",))
    assert contains(key_of(foreign), key_of(american))
    assert not contains(key_of(american), key_of(foreign))


def test_a_country_contains_its_cities_and_two_places_each() -> None:
    assert place_relation("IQ", "IQ,SY") == "b_contains"
    assert place_relation("IQ,SY", "SY,IQ") == "equal"


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("US", "US-TX"),
        ("SD", "SD-DN"),
        ("darfur", "SD-DN"),
        ("gaza-strip", "281124"),
        ("IN", "kashmir"),
        ("PK", "kashmir"),
    ],
)
def test_a_place_lies_in_all_that_its_region_lies_in(whole: str, part: str) -> None:
    assert place_relation(whole, part) == "a_contains"
    assert place_relation(part, whole) == "b_contains"


def test_a_city_of_a_divided_region_lies_in_its_own_country() -> None:
    lahore = "1172451"
    assert place_relation("punjab", lahore) == "a_contains"
    assert place_relation("IN", lahore) == "differs"


def test_opposites_are_of_the_lexicon() -> None:
    assert opposite("arrested", "released")
    assert not opposite("arrested", "killed")


def test_two_languages_tell_one_story() -> None:
    english = features("Air strike on a hospital in Kunduz kills patients", "en")
    arabic = features("غارة جوية على مستشفى في قندوز تقتل مرضى", "ar")
    other = features("أسعار النفط ترتفع في لندن", "ar")
    assert alike(english, arabic) > 0.4 > alike(english, other)
