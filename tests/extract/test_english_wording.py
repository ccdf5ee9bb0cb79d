"""What sums, shares and bare numbers of English news are of, and what happens to it. The sentences were written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract
from claims.model import Claim

PUBLISHED = date(2024, 3, 12)


def claims(text: str) -> list[Claim]:
    return list(extract(text, lang="en", published=PUBLISHED).claims)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        # beside the measure
        ("Officers seized 15 tonnes of cocaine worth $1.2bn.", ["cocaine", "cocaine"]),
        ("The raid netted €340,000 in cash.", ["cash"]),
        ("The bank agreed a $33 million interest payment.", ["interest payment"]),
        ("A 35 percent jump in food prices hurt the poor.", ["food prices"]),
        ("VAT on rice, now at 16%, is to stay.", ["VAT"]),
        ("The pipeline, 1,224 km long, is empty.", ["length of pipeline"]),
        # by the verb that deals it out, by what it is a price of, by its unit
        ("The government will spend 17 trillion yen.", ["spending"]),
        ("The stadium cost $30 million.", ["cost of stadium"]),
        ("Households pay 5 piastres per kilowatt-hour.", ["electricity price"]),
        ("It was 39C in the shade.", ["temperature"]),
        ("The field pumps 300,000 barrels a day.", ["oil output"]),
        # of the votes
        ("The Greens won 13 per cent of the vote.", ["votes for Greens"]),
        # of what was named before
        ("The fund lent 17 trillion yen ($113 billion).", ["loan", "loan"]),
        ("Ports took in 351 ships, 51 per cent more than last year.", ["ships", "ships"]),
        # over an aside
        ("The euro, which was weak in July, slipped to $1.09.", ["exchange rate of euro"]),
    ],
)
def test_what_a_measure_is_of(text: str, subject: list[str]) -> None:
    assert [claim.subject for claim in claims(text)] == subject


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The hospital, built for 240 patients, was treating 615.", [(240, "patient"), (615, "patient")]),
        ("The frigate has a crew of 210.", [(210, "crew member")]),
        ("Of the 6,000 who lived there, nobody stays.", [(6000, "person")]),
        ("There were 50 tankers off the coast, maybe 60.", [(50, "tanker"), (60, "tanker")]),
        ("Police counted 300 rioters; the figure was “closer to 30”.", [(300, "rioter"), (30, "rioter")]),
        ("The city bans motorcycles, of which it has 9,000.", [(9000, "motorcycle")]),
        ("Jets carried out three strikes, killing nine.", [(3, "strike"), (9, "person")]),
        ("On Thursday 23 people, 12 of them pupils, were hurt.", [(23, "person"), (12, "student")]),
    ],
)
def test_a_bare_number_is_of_people_or_of_what_was_counted(text: str, found: list[tuple[float, str]]) -> None:
    counted = [(claim.low or claim.high, claim.unit) for claim in claims(text)]
    assert [one for one in counted if one[0]] == found


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the verb is of the part, not of the whole behind it
        ("The storm destroyed 22 of its 311 bridges.", ["destroyed", None]),
        ("Eleven of the 75 climbers were found dead.", ["killed", None]),
        # where, and with what, is not what happens
        ("Turkish boats crossed in eight places.", [None]),
        # things alone are fired and built
        ("Police fired gas at 3,000 protesters.", [None]),
        # lists
        ("The raid killed 14 men from the group and five guards.", ["killed", "killed"]),
        ("Three people killed, five injured in a blast.", ["killed", "injured"]),
        # a state is no departure
        ("The cut left 400 people without work.", [None]),
        ("Some 35 nurses were treated after shells hit the clinic.", ["treated"]),
    ],
)
def test_what_happens(text: str, events: list[str | None]) -> None:
    assert [claim.event for claim in claims(text)] == events


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("He faces up to 20 years in prison.", ["prison sentence"]),
        ("The court jailed the editor, 52, for 14 years.", ["prison sentence"]),
        ("Power cuts now last up to 12 hours a day.", ["power cuts"]),
    ],
)
def test_terms_and_hours_a_day_are_claims(text: str, subject: list[str]) -> None:
    assert [claim.subject for claim in claims(text)] == subject


@pytest.mark.parametrize(
    "text",
    [
        "The team voted four times.",
        "The town lies 162 kilometres (101 miles) north of the coast.",
        "The blast went off without causing more deaths.",
        "Twelve-hour queues formed outside.",
    ],
)
def test_says_nothing(text: str) -> None:
    assert not claims(text)


def test_who_fires_is_no_target() -> None:
    assert [claim.subject for claim in claims("Northern forces fired nine missiles at the port.")] == ["missiles"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The militia fired 12 rockets at the town on Sunday.", "launched"),
        ("Four rockets landed in the town on Sunday.", "fell"),
        ("The country has about 3,000 ballistic missiles.", None),
    ],
)
def test_what_was_fired_did_not_all_land_and_what_is_owned_did_neither(text: str, event: str | None) -> None:
    assert [claim.event for claim in claims(text)] == [event]
