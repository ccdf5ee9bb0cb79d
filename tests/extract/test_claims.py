"""Whole claims: who, what, where, when, by whom, how surely. The texts were written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract
from claims.model import Claim, Modality

PUBLISHED = date(2021, 7, 26)


def claims(text: str, lang: str, title: str = "") -> list[Claim]:
    return list(extract(text, lang=lang, published=PUBLISHED, title=title).claims)


def test_troops_meet_across_languages() -> None:
    (english,) = claims("About 2,500 US troops remain in Iraq.", "en")
    (arabic,) = claims("لا يزال هناك نحو 2500 جندي أميركي في العراق.", "ar")
    for name in (
        "low",
        "high",
        "relation",
        "unit",
        "concept",
        "event",
        "place",
        "place_id",
        "time_start",
        "time_end",
        "qualifiers",
        "subject",
    ):
        assert getattr(english, name) == getattr(arabic, name), name
    assert english.subject == "US troops in Iraq"
    assert english.time_start == PUBLISHED


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Some 3,500 foreign troops are stationed in Iraq, 2,500 of them American."),
        ("ar", "يوجد نحو 3500 جندي أجنبي في العراق، من بينهم 2500 أميركي."),
    ],
)
def test_part_of_a_whole(lang: str, text: str) -> None:
    whole, part = claims(text, lang)
    assert part.part_of == 0
    assert (
        (part.concept, part.place, part.unit)
        == (whole.concept, whole.place, whole.unit)
        == ("troops", "Iraq", "soldier")
    )
    assert "nationality:US" in part.qualifiers
    assert "foreign" in whole.qualifiers


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The attack in Baghdad killed 14 people and wounded 30 on Monday."),
        ("ar", "أدى الهجوم إلى مقتل 14 شخصا وإصابة 30 في بغداد الاثنين."),
    ],
)
def test_killed_and_injured_in_one_sentence(lang: str, text: str) -> None:
    dead, hurt = claims(text, lang)
    assert (dead.concept, dead.event, dead.low) == ("death", "killed", 14)
    assert (hurt.concept, hurt.event, hurt.low) == ("injury", "injured", 30)
    assert dead.place == hurt.place == "Baghdad"
    assert dead.time_start == hurt.time_start == PUBLISHED


@pytest.mark.parametrize(
    "text", ["At least 18 people died and more than 40 were injured.", "18 people died, 40 were injured."]
)
def test_the_verb_behind_the_noun_is_its_own(text: str) -> None:
    dead, injured = claims(text, "en")
    assert (dead.event, dead.concept) == ("killed", "death")
    assert (injured.event, injured.concept) == ("injured", "injury")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "All combat troops will leave Iraq by 31 December 2021, Biden said."),
        ("ar", "ستنسحب جميع القوات القتالية من العراق في 31 كانون الأول ديسمبر المقبل."),
    ],
)
def test_deadline_is_a_claim(lang: str, text: str) -> None:
    (claim,) = claims(text, lang)
    assert claim.dimension == "date"
    assert claim.low is None
    assert claim.high is None
    assert claim.time_start == claim.time_end == date(2021, 12, 31)
    assert (claim.concept, claim.event, claim.place, claim.modality) == (
        "troops",
        "withdrawn",
        "Iraq",
        Modality.PLANNED,
    )


@pytest.mark.parametrize(
    ("lang", "text", "modality"),
    [
        ("en", "The ministry denied that 20 soldiers were killed.", Modality.DENIED),
        ("en", "The storm could displace 5,000 people.", Modality.HYPOTHETICAL),
        ("en", "The army plans to send 300 troops to Mosul.", Modality.PLANNED),
        ("en", "Police arrested 13 officials in Basra.", Modality.ASSERTED),
        ("ar", "نفى المتحدث مقتل 20 جنديا.", Modality.DENIED),
        ("ar", "قد يصل عدد النازحين إلى 5000 شخص.", Modality.HYPOTHETICAL),
        ("ar", "اعتقلت الشرطة 13 مسؤولا في البصرة.", Modality.ASSERTED),
    ],
)
def test_modality(lang: str, text: str, modality: Modality) -> None:
    assert claims(text, lang)[0].modality is modality


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "Some 60 people were killed in Basra, according to the health ministry.", "health ministry"),
        ("en", "The Red Crescent said 9,000 people had fled Kerman.", "Red Crescent"),
        ("ar", "قتل 60 شخصا في البصرة، بحسب وزارة الصحة.", "وزارة الصحة"),
        ("ar", "أعلن الهلال الأحمر أن 9000 شخص نزحوا.", "الهلال الأحمر"),
    ],
)
def test_speaker(lang: str, text: str, speaker: str) -> None:
    assert claims(text, lang)[0].attributed_to == speaker


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("In 2023, 69% of children were vaccinated in Chad.", "child"),
        ("Prices rose by 5% last year.", "price"),
        ("Some 69% were vaccinated and prices stood still.", None),
    ],
)
def test_what_a_percentage_is_of(text: str, of: str | None) -> None:
    (share,) = claims(text, "en")
    assert share.concept == of


@pytest.mark.parametrize(
    ("lang", "text", "event", "concept"),
    [
        ("fr", "L'armée affirme avoir abattu 38 drones.", "shot_down", "drone"),
        ("fr", "L'armée affirme avoir abattu 38 terroristes.", "killed", "death"),
        ("es", "El Ejército abatió a tres guerrilleros en Arauca.", "killed", "death"),
        ("es", "Unas 1.400 casas fueron destruidas.", "destroyed", "home"),
        ("fr", "Haïti : plus de 3 800 détenus se sont évadés.", "escaped", "prisoner"),
    ],
)
def test_what_happens_depends_on_what_is_counted(lang: str, text: str, event: str, concept: str) -> None:
    (claim,) = claims(text, lang)
    assert (claim.event, claim.concept) == (event, concept)


def test_place_comes_from_the_headline_when_the_text_has_none() -> None:
    (claim,) = claims("The blast killed 18 people.", "en", title="Explosion in Aden")
    assert claim.place == "Aden"


def test_a_people_is_no_place() -> None:
    (claim,) = claims("مقتل 10 مقاتلين موالين لإيران في سوريا.", "ar")
    assert claim.place == "Syria"


def test_no_date_leaves_relative_times_open() -> None:
    (claim,) = extract("Police arrested 13 officials yesterday.", lang="en").claims
    assert claim.time_start is None


def test_a_language_without_data_gives_nothing() -> None:
    assert extract("2500 Soldaten", lang="de").quantities == ()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("About 2,500 US troops remain in Iraq, the Pentagon said.", "en"),
        ("لا يزال هناك نحو 2500 جندي", "ar"),
        ("", "und"),
    ],
)
def test_language_is_found(text: str, lang: str) -> None:
    assert extract(text).lang == lang


@pytest.mark.parametrize(
    ("text", "quote", "event", "modality"),
    [
        ("Two hostages, aged 61 and 70, were rescued on Monday.", "Two hostages", "rescued", Modality.ASSERTED),
        (
            "At least 20 miners, most of them young, are feared dead.",
            "At least 20 miners",
            "killed",
            Modality.HYPOTHETICAL,
        ),
        ("The city has 900 refugees, 31 of whom have since gone home.", "31", "returned", Modality.ASSERTED),
        ("The flood forced 4,000 people from their homes.", "4,000 people", "displaced", Modality.ASSERTED),
        ("The prize is worth $500.", "$500", None, Modality.ASSERTED),
        ("In May some 34 sailors were arrested.", "some 34 sailors", "arrested", Modality.ASSERTED),
    ],
)
def test_what_happens_is_found_behind_what_explains(
    text: str, quote: str, event: str | None, modality: Modality
) -> None:
    (claim,) = [claim for claim in extract(text, lang="en").claims if claim.quote == quote]
    assert (claim.event, claim.modality) == (event, modality)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("All foreign troops will have left the island by 31 December.", "withdrawn"),
        ("The plant, which employs 900 people, is due to close by 31 December.", "closed"),
        ("The new clinic is to open by 31 December.", "opened"),
    ],
)
def test_a_deadline_is_in_the_year_to_come(text: str, event: str) -> None:
    found = extract(text, lang="en", published=date(2024, 3, 12)).claims
    (claim,) = [claim for claim in found if claim.dimension == "date"]
    assert (claim.event, claim.time_end, claim.modality) == (event, date(2024, 12, 31), Modality.PLANNED)


def test_what_is_listed_shares_the_date_before_it() -> None:
    text = "The port blast of 4 August 2020 killed more than 220 people and wounded 6,500."
    assert {claim.time_start for claim in extract(text, lang="en", published=PUBLISHED).claims} == {date(2020, 8, 4)}


def test_a_number_that_is_corrected_is_denied() -> None:
    said = [claim.modality for claim in claims("The blast hurt nine people, not 19 people as first reported.", "en")]
    assert said == [Modality.ASSERTED, Modality.DENIED]


def test_a_verb_behind_what_tells_where_people_are_from_is_theirs() -> None:
    (claim,) = claims("The group said 98 evacuees from the towns of Foua and Kefraya were killed on Saturday.", "en")
    assert (claim.concept, claim.event) == ("death", "killed")


def test_a_negation_does_not_reach_over_a_verb_of_speech() -> None:
    (claim,) = claims("The statement, which did not mention a wedding, said 40 people had been killed.", "en")
    assert claim.modality is Modality.ASSERTED


def test_one_of_several_things_counts_nobody() -> None:
    assert claims("The evacuation deal is one of several over recent months.", "en") == []


def test_a_speaker_is_not_among_those_counted_before_it() -> None:
    _, hurt = claims("The shelling left 3 people killed and 20 others wounded Al-Manar TV reported.", "en")
    assert hurt.attributed_to == "Al-Manar TV"


def test_a_participle_in_a_list_is_what_happens() -> None:
    told = claims("Some 6,000 people have been killed and 3 million displaced since last April.", "en")
    assert [claim.event for claim in told] == ["killed", "displaced"]
