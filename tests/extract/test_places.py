"""Where a claim says it is: from its sentence, a neighbour, the headline, and the dateline last. The texts were written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract


def places(lang: str, text: str, title: str = "") -> list[str | None]:
    found = extract(text, lang=lang, published=date(2021, 7, 26), title=title)
    return [claim.place for claim in found.claims]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "A landslide killed 7 people in Medellín.", "Medellin"),
        ("ar", "قتل 7 أشخاص في انهيار أرضي في المكلا.", "Mukalla"),
        ("fr", "Une avalanche a tué 7 personnes à Grenoble.", "Grenoble"),
        ("es", "Un alud mató a 7 personas en Cusco.", "Cusco"),
    ],
)
def test_from_its_sentence_rather_than_the_headline(lang: str, text: str, place: str) -> None:
    assert places(lang, text, "Paris") == [place]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Floods have reached Mombasa. At least 7 people were killed.", "Mombasa"),
        ("ar", "وصلت السيول إلى صفاقس. قتل 7 أشخاص على الأقل.", "Sfax"),
        ("fr", "Les pluies ont frappé Marseille. Sept personnes ont été tuées.", "Marseille"),
        ("es", "Las lluvias golpearon Cusco. Siete personas murieron.", "Cusco"),
    ],
)
def test_from_the_sentence_before(lang: str, text: str, place: str) -> None:
    assert places(lang, text) == [place]


@pytest.mark.parametrize(
    ("lang", "text", "title"),
    [
        ("en", "The blast killed 7 people.", "Gas blast in Izmir"),
        ("ar", "قتل 7 أشخاص في الانفجار.", "انفجار غاز في إزمير"),
        ("fr", "L'explosion a tué 7 personnes.", "Explosion de gaz à Izmir"),
        ("es", "La explosión mató a 7 personas.", "Explosión de gas en Izmir"),
    ],
)
def test_from_the_headline(lang: str, text: str, title: str) -> None:
    assert places(lang, text, title) == ["Izmir"]
    assert places(lang, text) == [None]


@pytest.mark.parametrize(
    ("lang", "alone", "placed"),
    [
        (
            "en",
            "KHARTOUM (Agency) - Fighting killed 40 people.",
            "KHARTOUM (Agency) - Fighting in Darfur killed 40 people.",
        ),
        ("ar", "الخرطوم (الوكالة) - قتل 40 شخصا في المعارك.", "الخرطوم (الوكالة) - قتل 40 شخصا في معارك في دارفور."),
    ],
)
def test_the_dateline_is_the_last_resort(lang: str, alone: str, placed: str) -> None:
    assert places(lang, placed) == ["Darfur"]
    assert places(lang, alone, "حرب في دارفور" if lang == "ar" else "War in Darfur") == ["Darfur"]
    assert places(lang, alone) == ["Khartoum"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "GENEVA (Agency) - Fighting killed 40 people."), ("ar", "جنيف (الوكالة) - قتل 40 شخصا في المعارك.")],
)
def test_nothing_happens_where_reporters_only_have_their_seat(lang: str, text: str) -> None:
    assert places(lang, text) == [None]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Washington plans to send 300 soldiers to Niamey.", "Niamey"),
        ("ar", "تعتزم واشنطن إرسال 300 جندي إلى نيامي.", "Niamey"),
        ("ar", "قالت واشنطن إن 300 جندي وصلوا.", None),
        ("en", "On Friday, Washington said 300 soldiers had arrived.", None),
    ],
)
def test_a_government_is_no_place(lang: str, text: str, place: str | None) -> None:
    assert places(lang, text) == [place]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Police arrested 12 Syrians.", None),
        ("en", "Guards arrested 12 Syrians in Cyprus.", "Cyprus"),
        ("ar", "قتل 10 مقاتلين سوريين.", None),
        ("ar", "أوقف الحرس 12 سوريا في قبرص.", "Cyprus"),
        ("fr", "La police a arrêté 12 Syriens à Chypre.", "Cyprus"),
        ("es", "La policía detuvo a 12 sirios en Chipre.", "Cyprus"),
    ],
)
def test_a_people_is_no_place(lang: str, text: str, place: str | None) -> None:
    assert places(lang, text) == [place]


def test_a_person_is_no_place() -> None:
    assert places("en", "On Friday the clerk Fatih Yilmaz counted 12 boats.") == [None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Kenyan police arrested 12 people."),
        ("en", "The Kenyan health ministry counted 12 cases."),
        ("ar", "أوقفت الشرطة الكينية 12 شخصا."),
        ("ar", "سجلت وزارة الصحة الكينية 12 حالة."),
    ],
)
def test_an_institution_acts_at_home(lang: str, text: str) -> None:
    assert places(lang, text) == ["Kenya"]


@pytest.mark.parametrize("place", ["near Tillakoro", "in the village of Tillakoro"])
def test_a_name_that_no_list_knows_has_no_id(place: str) -> None:
    (claim,) = extract(f"Twelve shepherds drowned {place}.", lang="en").claims
    assert (claim.place, claim.place_id) == ("Tillakoro", None)


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "In Peru, a bus crash in Cusco killed 12 people.", "Cusco"),
        ("en", "A bus crash in Cusco, Peru, killed 12 people.", "Cusco"),
        ("ar", "قتل 12 شخصا في حادث حافلة في حلب في سوريا.", "Aleppo"),
    ],
)
def test_a_city_rather_than_its_country(lang: str, text: str, place: str) -> None:
    assert places(lang, text) == [place]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Storms killed 12 people in Mali and Niger."),
        ("ar", "قتل 12 شخصا في عواصف في مالي والنيجر."),
        ("es", "Las tormentas mataron a 12 personas en Malí y Níger."),
    ],
)
def test_joined_places_are_one(lang: str, text: str) -> None:
    (claim,) = extract(text, lang=lang).claims
    assert (claim.place, claim.place_id) == ("Mali and Niger", "ML,NE")


@pytest.mark.parametrize(
    "text",
    [
        "Nice weather drew 12 people.",
        "Reading groups bought 12 books.",
        "Mobile clinics treated 12 people.",
        "A mobile clinic treated 12 people.",
    ],
)
def test_common_words_are_no_towns(text: str) -> None:
    assert places("en", text) == [None]


@pytest.mark.parametrize(
    ("lang", "text", "place_id"),
    [
        ("en", "Storms killed 12 people in Chad.", "TD"),
        ("en", "The clerk Chad Miller counted 12 people.", None),
        ("ar", "قتل 12 شخصا في مالي.", "ML"),
        ("ar", "أوقف 12 شخصا في اختلاس مالي.", None),
    ],
)
def test_a_country_whose_name_is_a_word_needs_a_word_of_place(lang: str, text: str, place_id: str | None) -> None:
    (claim,) = extract(text, lang=lang).claims
    assert claim.place_id == place_id


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "An air raid killed 6 fighters loyal to Iran in Syria."),
        ("en", "A raid in Syria killed 6 fighters loyal to Iran."),
        ("ar", "أدت غارة في سوريا إلى مقتل 6 مقاتلين موالين لإيران."),
    ],
)
def test_a_side_is_no_place(lang: str, text: str) -> None:
    (claim,) = extract(text, lang=lang).claims
    assert (claim.place, str(claim.subject).split()[0]) == ("Syria", "pro-Iran")


def test_a_month_is_no_place() -> None:
    assert places("en", "The harbour received 40 containers in May.") == [None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A raid in Idlib province, bordering Turkey, killed 6 fighters."),
        ("ar", "أدت غارة في محافظة إدلب المتاخمة لتركيا إلى مقتل 6 مقاتلين."),
    ],
)
def test_a_neighbour_is_no_place(lang: str, text: str) -> None:
    (claim,) = extract(text, lang=lang).claims
    assert claim.place_id is not None
    assert "TR" not in claim.place_id.split(",")


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "KABUL (Newswire) - A bomb killed 14 people in the Afghan capital.", "Kabul"),
        ("ar", "مقديشو - قتل 14 شخصا في هجوم على فندق وسط العاصمة الصومالية.", "Mogadishu"),
        ("en", "Aid workers need 105 million dollars, she told reporters in Geneva.", None),
        ("ar", "قالت الناطقة للصحافيين في جنيف إن 12 شخصا قتلوا.", None),
    ],
)
def test_the_capital_is_the_datelines_and_the_press_is_told_elsewhere(lang: str, text: str, place: str | None) -> None:
    assert places(lang, text) == [place]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Shells killed 3 people in the Sulaymaniyah neighborhood of Aleppo.", "Aleppo"),
        ("ar", "قتل 3 أشخاص في قصف على حي السليمانية في مدينة حلب.", "Aleppo"),
        ("fr", "Trois personnes ont été tuées à Alep, dans le quartier de Souleimaniye.", "Aleppo"),
        ("en", "Shells killed 3 people in Sulaymaniyah.", "Sulaimaniya"),
    ],
)
def test_a_quarter_is_not_the_town_abroad_whose_name_it_bears(lang: str, text: str, place: str) -> None:
    assert places(lang, text) == [place]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Protests broke out in 35 towns, including Izmir and Adana."),
        ("ar", "اندلعت احتجاجات في 35 مدينة، بينها إزمير وأضنة."),
    ],
)
def test_examples_are_not_where_it_all_is(lang: str, text: str) -> None:
    assert places(lang, text) == [None]
