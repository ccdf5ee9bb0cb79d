"""Headlines that exclude each other without a number, and headlines that only say the same in other words. Written for this test."""

from __future__ import annotations

import pytest

from claims.judge.compare import compare
from claims.judge.predicates import read_headline, root
from claims.languages import available, load
from claims.languages.phrases import read_yaml
from claims.model import Verdict
from claims.records import TextIn

OPPOSITE = [
    ("ar", "البنك المركزي يوافق على دمج مصرفي الساحل والجبل", "البنك المركزي يرفض دمج مصرفي الساحل والجبل"),
    (
        "ar",
        "ارتفاع أسعار القمح في الأسواق العالمية بعد موجة الجفاف",
        "أسعار القمح تهوي في الأسواق العالمية بعد موجة الجفاف",
    ),
    ("ar", "الشرطة تعتقل رئيس اتحاد الصيادين في المدينة", "الشرطة تفرج عن رئيس اتحاد الصيادين في المدينة"),
    ("ar", "الوزارة تؤكد إغلاق مطار المدينة الجديد", "الوزارة تنفي إغلاق مطار المدينة الجديد"),
    ("en", "Central bank approves merger of two coastal lenders", "Central bank rejects merger of two coastal lenders"),
    ("en", "Wheat prices climb on world markets after drought", "Wheat prices plunge on world markets after drought"),
    (
        "en",
        "Police arrest leader of fishermen's union in port city",
        "Police release leader of fishermen's union in port city",
    ),
]
ALIKE = [
    ("ar", "ارتفاع أسعار القمح في الأسواق العالمية بعد الجفاف", "أسعار القمح ترتفع في الأسواق العالمية بعد الجفاف"),
    ("ar", "القمح يرتفع والذرة تتراجع في تعاملات الصباح", "ارتفاع القمح وتراجع الذرة في تعاملات الصباح"),
    ("ar", "الشرطة تعتقل رئيس اتحاد الصيادين", "اعتقال رئيس اتحاد الصيادين من قبل الشرطة"),
    (
        "en",
        "Central bank approves merger of two coastal lenders",
        "Merger of two coastal lenders approved by central bank",
    ),
    ("en", "Wheat rises and maize falls in morning trade", "Maize drops while wheat climbs in morning trade"),
]
UNRELATED = [
    ("ar", "البنك المركزي يرفض دمج مصرفين", "الشرطة توافق على مسيرة للطلاب في العاصمة"),
    ("en", "Central bank rejects merger of two lenders", "Council approves a new bridge across the river"),
]


def verdict(lang: str, a: str, b: str) -> Verdict:
    return compare(TextIn(text=a, lang=lang), TextIn(text=b, lang=lang)).judgement.verdict


@pytest.mark.parametrize(("lang", "a", "b"), OPPOSITE)
def test_opposite_predicates_contradict(lang: str, a: str, b: str) -> None:
    assert verdict(lang, a, b) is verdict(lang, b, a) is Verdict.CONTRADICTION


@pytest.mark.parametrize(("lang", "a", "b"), ALIKE + UNRELATED)
def test_other_words_for_the_same_and_other_stories_accuse_nobody(lang: str, a: str, b: str) -> None:
    assert verdict(lang, a, b) is not Verdict.CONTRADICTION


def test_a_long_text_is_no_headline() -> None:
    assert read_headline("Prices rise. " * 40, "en").words == ()


def test_a_language_without_data_has_no_headline() -> None:
    assert read_headline("Die Preise steigen", "de").words == ()


@pytest.mark.parametrize(("a", "b"), [("يرتفع", "ارتفاع"), ("تهبط", "هبوط"), ("استقبل", "تستقبل")])
def test_forms_of_a_verb_share_a_root_or_differ_by_a_vowel(a: str, b: str) -> None:
    arabic = load("ar")
    assert root(a, arabic).replace("و", "") == root(b, arabic).replace("و", "")


@pytest.mark.parametrize("lang", available())
def test_no_key_of_a_language_stands_in_two_of_its_files(lang: str) -> None:
    rules, context = read_yaml(f"{lang}/quantities.yaml"), read_yaml(f"{lang}/context.yaml")
    assert not rules.keys() & context.keys()
