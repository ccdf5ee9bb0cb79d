"""Do two claims speak of one happening? Each piece of evidence, and what it comes to. The texts were written for this test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.extract import extract
from claims.judge.happening import Telling, one_happening
from claims.judge.tolerance import Tolerances

DAY = date(2021, 7, 26)
FLOOR = Tolerances().story


def telling(text: str, title: str, lang: str = "en", day: date = DAY) -> Telling:
    claim = extract(text, lang=lang, published=day, title=title).claims[0]
    return Telling(claim, lang, title, text, day.isoformat())


QUAKE = telling("An earthquake killed 42 people in Kerman on Monday.", "Earthquake strikes Kerman")
ROCKETS = telling("Rockets killed 3 people in Damascus on Monday.", "Rocket fire on Damascus")
RAIDS = telling("Air strikes killed 45 people in Damascus on Monday.", "Air raids on Damascus")


def test_one_quake_in_two_languages() -> None:
    arabic = telling("أسفر زلزال عن مقتل 61 شخصا في كرمان الاثنين.", "زلزال يضرب كرمان", "ar")
    found = one_happening(QUAKE, arabic)
    assert found.score >= FLOOR
    assert {"both speak of 2021-07-26", "both are of Kerman", "both tell of earthquake"} <= set(found.reasons)


def test_another_cause_is_another_happening() -> None:
    found = one_happening(ROCKETS, RAIDS)
    assert found.score < FLOOR
    assert "one tells of rocket fire, the other of air strike" in found.reasons


def test_rockets_of_another_day_are_others_but_a_quake_lasts() -> None:
    later = telling(
        "Rockets killed 9 people in Damascus on Wednesday.", "Rocket fire on Damascus", day=date(2021, 7, 28)
    )
    assert one_happening(ROCKETS, later).score < FLOOR
    toll = telling(
        "The earthquake killed 73 people in Kerman by Wednesday.", "Earthquake in Kerman", day=date(2021, 7, 28)
    )
    assert one_happening(QUAKE, toll).score > one_happening(ROCKETS, later).score


def test_a_round_up_counts_against_it() -> None:
    other = telling("Mortar shells hit a market, and at least 9 people died in Damascus.", "Market shelled")
    assert one_happening(ROCKETS, other).score > one_happening(ROCKETS, replace(other, values=6)).score
    assert "one article gives many such numbers" in one_happening(ROCKETS, replace(other, values=6)).reasons


def test_crashes_of_one_town_are_many() -> None:
    a = telling("A crash injured 5 people in Riyadh.", "Crash in the east of the city")
    b = telling("Eight people were injured in a crash on the Dammam road in Riyadh, paramedics said.", "Lorry hits van")
    assert one_happening(a, b).score < FLOOR
