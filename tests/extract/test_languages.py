"""What must hold of every language that has data, and that one claim meets itself in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from claims.extract import detect_language, extract
from claims.judge.compare import compare
from claims.languages import Language, available, fold, load
from claims.languages.gazetteer import cities, places
from claims.languages.phrases import phrase, read_yaml
from claims.model import Claim, Modality, Verdict
from claims.records import TextIn

ROOT = Path(__file__).parents[2]
PUBLISHED = date(2021, 7, 26)
LANGUAGES = available()
TROOPS = {
    "en": "About 2,500 US troops remain in Iraq.",
    "ar": "لا يزال هناك نحو 2500 جندي أميركي في العراق.",
    "fr": "Environ 2 500 soldats américains restent en Irak.",
    "es": "Unos 2.500 soldados estadounidenses permanecen en Irak.",
}
KILLED = {
    "en": "The attack in Baghdad killed at least 14 people on Monday.",
    "ar": "أدى الهجوم إلى مقتل ما لا يقل عن 14 شخصا في بغداد الاثنين.",
    "fr": "L'attaque a fait au moins 14 morts lundi à Bagdad.",
    "es": "El ataque dejó al menos 14 muertos el lunes en Bagdad.",
}
DEADLINE = {
    "en": "All combat troops will leave Iraq by 31 December 2021.",
    "ar": "ستنسحب جميع القوات القتالية من العراق في 31 كانون الأول ديسمبر المقبل.",
    "fr": "Toutes les troupes de combat quitteront l'Irak d'ici le 31 décembre 2021.",
    "es": "Todas las tropas de combate abandonarán Irak antes del 31 de diciembre de 2021.",
}


def only_claim(text: str, lang: str) -> Claim:
    (claim,) = extract(text, lang=lang, published=PUBLISHED).claims
    return claim


@pytest.mark.parametrize("texts", [TROOPS, KILLED], ids=["troops", "killed"])
def test_one_claim_in_every_language(texts: dict[str, str]) -> None:
    fields = (
        "low",
        "high",
        "relation",
        "change",
        "unit",
        "dimension",
        "concept",
        "event",
        "place",
        "place_id",
        "time_start",
        "time_end",
        "modality",
        "qualifiers",
        "subject",
    )
    english, *others = (only_claim(texts[lang], lang) for lang in ("en", "ar", "fr", "es"))
    told = {name: getattr(english, name) for name in fields if not (texts is KILLED and name == "unit")}
    for other in others:
        assert {name: getattr(other, name) for name in told} == told


def test_a_deadline_in_every_language() -> None:
    for lang, text in DEADLINE.items():
        claim = only_claim(text, lang)
        assert claim.dimension == "date"
        assert (claim.concept, claim.event, claim.place) == ("troops", "withdrawn", "Iraq")
        assert (claim.time_end, claim.modality) == (date(2021, 12, 31), Modality.PLANNED)


@pytest.mark.parametrize("texts", [TROOPS, KILLED], ids=["troops", "killed"])
@pytest.mark.parametrize("pair", list(combinations(TROOPS, 2)), ids="-".join)
def test_one_claim_is_the_same_across_languages(texts: dict[str, str], pair: tuple[str, str]) -> None:
    a, b = (TextIn(text=texts[lang], lang=lang, published=PUBLISHED) for lang in pair)
    assert compare(a, b).judgement.verdict is Verdict.SAME


@pytest.mark.parametrize("pair", list(combinations(TROOPS, 2)), ids="-".join)
def test_another_number_contradicts_across_languages(pair: tuple[str, str]) -> None:
    other = TROOPS[pair[1]]
    for written in ("2,500", "2500", "2 500", "2.500"):
        other = other.replace(written, "6100")
    a = TextIn(text=TROOPS[pair[0]], lang=pair[0], published=PUBLISHED)
    assert compare(a, TextIn(text=other, lang=pair[1], published=PUBLISHED)).judgement.verdict is Verdict.CONTRADICTION


@pytest.mark.parametrize("lang", sorted(TROOPS))
def test_the_language_of_a_text_is_found(lang: str) -> None:
    assert detect_language(TROOPS[lang]) == lang
    assert detect_language(f"{TROOPS[lang]} {KILLED[lang]} {DEADLINE[lang]}") == lang


def test_a_language_that_is_not_read_is_told_from_those_that_are() -> None:
    text = "Der Verteidigungsminister sagte am Montag, dass noch etwa 2500 Soldaten im Irak bleiben sollen."
    assert detect_language(text) == "de"
    assert extract(text).claims == ()


# -- places and peoples -----------------------------------------------------------------------------------------------------


def peoples(language: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = language.data["places"]["peoples"]
    return found


def test_every_language_names_the_same_peoples() -> None:
    english = set(peoples(load("en")))
    assert len(english) > 190
    for lang in LANGUAGES:
        assert set(peoples(load(lang))) == english
    assert english <= {place.id for place in places().values() if place.kind == "country"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_people_has_one_country(lang: str) -> None:
    named: dict[str, str] = {}
    for country, names in peoples(load(lang)).items():
        for name in names:
            assert named.setdefault(name, country) == country


@pytest.mark.parametrize(
    ("lang", "words", "country"),
    [
        ("en", "Americans Peruvians Swiss", "US PE CH"),
        ("ar", "أميركيين بيروفية سويسريون", "US PE CH"),
        ("fr", "américaines péruvienne suisses françaises lettonne allemandes", "US PE CH FR LV DE"),
        ("es", "estadounidenses peruanas suizos francesas letona alemanes", "US PE CH FR LV DE"),
    ],
)
def test_peoples_take_the_endings_of_their_language(lang: str, words: str, country: str) -> None:
    table = load(lang).peoples
    found = [table.get(fold(word)) for word in words.split()]
    assert [name.place.id if name else None for name in found] == country.split()


CAPITALS = "Baghdad Damascus Cairo London Brussels Rome Athens Lisbon Warsaw Kabul Riyadh Algiers"
HARDLY_NAMED = 0.12
"""Share of the capitals that a language may lack a name of; those of small islands, and those that are words."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_capitals_of_the_world_are_known(lang: str) -> None:
    named = {found.place.name for found in load(lang).places.meaning.values()}
    assert set(CAPITALS.split()) <= named
    capitals = [place for place in places().values() if place.kind == "capital"]
    missing = [place.name for place in capitals if place.name not in named]
    assert len(missing) < HARDLY_NAMED * len(capitals)


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("fr", "Une explosion a tué 12 personnes à Londres.", "London"),
        ("fr", "Douze personnes ont été tuées au Caire.", "Cairo"),
        ("fr", "Douze personnes ont été tuées à Alep.", "Aleppo"),
        ("es", "Una explosión mató a 12 personas en Londres.", "London"),
        ("es", "Doce personas murieron en El Cairo.", "Cairo"),
        ("es", "Doce personas murieron en Bogotá.", "Bogota"),
        ("en", "Twelve people were killed in Fallujah.", "Fallujah"),
    ],
)
def test_cities_by_the_names_of_the_language(lang: str, text: str, place: str) -> None:
    assert only_claim(text, lang).place == place


REGIONS = {
    "en": (
        "Texas",
        "Scotland",
        "Gulf of Aden",
        "Khan Younis",
        "Xinjiang",
        "Lampedusa",
        "North Darfur",
        "Middle East",
        "Wroclaw",
    ),
    "ar": (
        "تكساس",
        "اسكتلندا",
        "خليج عدن",
        "خان يونس",
        "شينجيانغ",
        "لامبيدوزا",
        "شمال دارفور",
        "الشرق الأوسط",
        "فروتسواف",
    ),
    "fr": (
        "Texas",
        "Écosse",
        "golfe d'Aden",
        "Khan Younès",
        "Xinjiang",
        "Lampedusa",
        "Darfour-Nord",
        "Moyen-Orient",
        "Wroclaw",
    ),
    "es": (
        "Texas",
        "Escocia",
        "golfo de Adén",
        "Jan Yunis",
        "Xinjiang",
        "Lampedusa",
        "Darfur del Norte",
        "Oriente Medio",
        "Wroclaw",
    ),
}
THEIR_IDS = ["US-TX", "GB-SCT", "gulf-of-aden", "281124", "CN-XJ", "lampedusa", "SD-DN", "middle-east", "3081368"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_regions_seas_and_towns_of_the_news_have_one_id_in_all_languages(lang: str) -> None:
    table = load(lang).places
    found = [table.meaning.get(phrase(name, load(lang).spelling)) for name in REGIONS[lang]]
    assert [name.place.id if name else None for name in found] == THEIR_IDS


def test_a_place_lies_in_known_places_and_its_country_is_one_of_them() -> None:
    known = places()
    for place in known.values():
        assert place.within <= known.keys()
        assert place.id not in place.within
        countries = {one for one in place.within if known[one].kind == "country"}
        assert place.kind == "country" or countries == set(filter(None, place.country.split(","))), place


def test_the_table_of_regions_is_built_from_the_listed_ones() -> None:
    for row in read_yaml("places_extra.yaml"):
        place = places()[row["id"]]
        assert (place.name, place.kind) == (row["name"], row["kind"])
        assert set(row["in"]) <= place.within


def test_ids_stand_for_one_place_each() -> None:
    extra = [row["id"] for row in read_yaml("places_extra.yaml")]
    table = (ROOT / "claims" / "languages" / "places.tsv").read_text(encoding="utf-8")
    cities = [line.split("\t")[0] for line in table.splitlines()]
    assert len({*extra, *cities}) == len(extra) + len(cities)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_of_places_that_there_are(lang: str) -> None:
    listed = load(lang).data["places"]
    assert set(listed["places"]) <= {row["id"] for row in read_yaml("places_extra.yaml")}
    assert set(listed["cities"]) <= set(cities())
    assert set(listed.get("shown", ())) <= set(cities())
    assert set(map(fold, listed["unsure"])) <= {" ".join(name) for name in load(lang).places.meaning}


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Virginia said 12 people were killed.", None),
        ("en", "Twelve people were killed in Virginia.", "Virginia"),
        ("ar", "قتل 12 شخصا في ليون", "Lyon"),
        ("ar", "قتل 12 شخصا في عمّان", "Amman"),
        ("ar", "قتل 12 شخصا في عمان", "Oman"),
        ("ar", "قتل 12 شخصا جراء سيول جارفة", None),
        ("ar", "ثار بركان فقتل 12 شخصا", None),
    ],
)
def test_names_that_are_words_or_names_of_two_places(lang: str, text: str, place: str | None) -> None:
    assert only_claim(text, lang).place == place


def common_words(language: Language) -> Iterator[str]:
    for key in ("stop_words", "speech_stop", "titles", "skip_before_noun"):
        yield from language.words(key)
    for key in ("numerals", "scales", "vague", "fractions"):
        yield from language.mapping(key)
    for key in ("months", "weekdays"):
        yield from (phrase[0] for phrase in language.table(key).meaning if len(phrase) == 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_place_is_called_like_a_common_word(lang: str) -> None:
    language = load(lang)
    names = {phrase[0] for phrase in language.places.meaning if len(phrase) == 1}
    assert names & set(common_words(language)) == set()


# -- the data and what is written about it --------------------------------------------------------------------------------------

PAGE = ROOT / "docs" / "add-a-language.md"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "claims").rglob("*.py"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["language", "quantities", "context"])
def test_no_key_is_kept_that_nothing_reads(lang: str, section: str) -> None:
    assert [key for key in read_yaml(f"{lang}/{section}.yaml") if f'"{key}"' not in CODE] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_stands_once(lang: str) -> None:
    keys = [
        key
        for section in ("language", "quantities", "context")
        for key in re.findall(
            r"^([a-z_]+):", (ROOT / "claims" / "languages" / lang / f"{section}.yaml").read_text("utf-8"), re.M
        )
    ]
    assert len(keys) == len(set(keys))


def test_the_page_names_every_rule_of_a_language() -> None:
    named = set(re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", PAGE.read_text("utf-8"), re.M))))
    known = {key for lang in LANGUAGES for key in load(lang).data}
    assert {key for key in named if key not in known} == set()
    told = {key for lang in LANGUAGES for key, value in load(lang).data.items() if value is True}
    assert told - named == set()


def test_code_knows_no_language_by_name() -> None:
    codes = "|".join(LANGUAGES)
    modules = [*(ROOT / "claims" / "extract").glob("*.py"), *(ROOT / "claims" / "languages").glob("*.py")]
    found = [
        f"{path.name}: {line.strip()}"
        for path in modules
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(rf'(?<!\+ )["\']({codes})["\']', line)  # an ending is none
    ]
    assert found == ['gazetteer.py: DISPLAY = "en"']
