"""The language of a text is told by script and commonest words; the classifier is asked only where these leave doubt."""

from __future__ import annotations

import sys

import pytest

from claims.extract import detect_language
from claims.languages import available, profile

PLAIN = [
    ("en", "Two soldiers were killed on Monday, and the number of wounded rose to nine."),
    ("fr", "Deux soldats ont été tués lundi, et le nombre des blessés est passé à neuf dans la ville."),
    ("es", "Dos soldados murieron el lunes, y el número de heridos ascendió a nueve en la ciudad."),
    ("ar", "قتل جنديان يوم الاثنين وارتفع عدد الجرحى إلى تسعة"),
]
OTHERS = [
    (
        "de",
        "Die Regierung sagte, dass zwei Soldaten getötet wurden und die Zahl der Verletzten in der Stadt auf neun stieg.",
    ),
    (
        "pt",
        "O governo disse que dois soldados foram mortos na segunda-feira e que não há mais feridos entre os civis da cidade.",
    ),
    (
        "it",
        "Il governo ha detto che due soldati sono stati uccisi lunedì e che il numero dei feriti nella città è salito a nove.",
    ),
    (
        "nl",
        "De regering zei dat twee soldaten in de stad zijn gedood en dat het aantal gewonden is gestegen naar negen.",
    ),
]


@pytest.mark.parametrize(("lang", "text"), [case for case in PLAIN if case[0] in available()])
def test_plain_text_is_told_without_the_classifier(lang: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)  # an import of it fails
    assert detect_language(text) == lang


@pytest.mark.parametrize(("lang", "text"), OTHERS)
def test_other_languages_are_not_taken_for_one_that_is_read(lang: str, text: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize(("text", "lang"), [("", "und"), ("12, 34!", "und"), ("Oil", "en")])
def test_short_texts(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize("code", available())
def test_every_language_has_a_profile(code: str) -> None:
    found = profile(code)
    assert found["name"]
    assert found["script"].islower()
    assert len(found["common"]) >= 30
    assert detect_language(" ".join(found["common"])) == code
