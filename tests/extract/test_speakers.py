"""Who says what. The sentences were written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract
from claims.extract.reading import read_text
from claims.extract.speech.speakers import Speakers
from claims.languages import load

SPOKEN = [
    ("en", "The ministry said 12 people were killed.", "ministry"),
    ("en", "12 people were killed, police said on Monday.", "police"),
    ("en", "“We lost 12 people,” said Rana Saleh, the health minister.", "Rana Saleh"),
    ("en", "Health Minister Rana Saleh said on Tuesday that 12 people died.", "Rana Saleh"),
    ("en", "US President Joe Biden told reporters 2,500 troops remain.", "Joe Biden"),
    ("en", "John Kirby, the Pentagon spokesman, said 2,500 troops remain.", "John Kirby"),
    (
        "en",
        "At least 14 people died, according to the Syrian Observatory for Human Rights.",
        "Syrian Observatory for Human Rights",
    ),
    ("en", "According to local officials, 14 people died.", "local officials"),
    ("en", "A spokesman for the army said 5 soldiers died.", "spokesman for the army"),
    ("en", "Officials in Gaza said 30 people had been wounded.", "Officials in Gaza"),
    ("en", "The army said 5 soldiers died, while 12 civilians were killed, according to medics.", "medics"),
    ("en", "Police: 12 killed in Basra blast", "Police"),
    ("en", "12 killed in Basra blast: police", "police"),
    ("en", "The UN envoy spoke. He said 300 people had fled.", None),
    (
        "en",
        "Martin Griffiths, the UN envoy, said aid was late. He added that 300 trucks were waiting.",
        "Martin Griffiths",
    ),
    ("en", "“It was terrible. We counted 14 bodies,” said Omar Zaid, a medic.", "Omar Zaid"),
    ("en", "No casualties were reported, and 12 houses burnt.", None),
    (
        "en",
        "Fourteen people were killed, 12 of them children, the health ministry in Gaza said in a statement.",
        "health ministry in Gaza",
    ),
    ("en", "In a statement, the Red Cross said it had treated 40 people.", "Red Cross"),
    ("en", "An estimated 500 people attended.", None),
    ("en", "A survey of 900 nurses found that 40 per cent had left.", "survey of 900 nurses"),
    ("en", "Four were hurt, according to Lena Roe the commander of the local police.", "Lena Roe"),
    ("en", "According to the Newswire over a dozen airstrikes hit the town.", "Newswire"),
    ("en", "Spain recorded 12 deaths.", None),
    ("en", "The party won at least 48 seats in the 230-seat parliament.", None),
    ("ar", "وكشف مدير التخطيط والتطوير بتعليم الرياض سعد الناصر أن 157 طالبا نجحوا.", "سعد الناصر"),
    ("ar", "أكد لـ«الأفق» وكيل وزارة الصحة الدكتور سامي بن نصر، أن 7 أشخاص أصيبوا.", "سامي بن نصر"),
    ("ar", "بين المهندس علي بن محمد أنه تم إنشاء 7 حدائق.", "علي بن محمد"),
    ("ar", "فازت الشركة بصفقتين، وفقا لما نقلته وكالة الأفق.", "وكالة الأفق"),
    ("ar", "توزع المعلمون على 18 مدرسة حسب تخصصاتهم.", None),
    ("ar", "سجلت القروض الممنوحة للأفراد مستوى قياسيا لتصل إلى 322 مليار ريال.", None),
    ("ar", "الحكومة تتحدث عن 12 قتيلا.", "الحكومة"),
    ("ar", "قال وزير الصحة العراقي سالم الخطيب إن 12 شخصا قتلوا.", "سالم الخطيب"),
    ("ar", "أعلنت وزارة الصحة مقتل 12 شخصا.", "وزارة الصحة"),
    ("ar", "قتل 12 شخصا، بحسب ما أفاد المتحدث باسم الجيش الإسرائيلي دانيال هاغاري.", "دانيال هاغاري"),
    ("ar", "قال المتحدث باسم وزارة الدفاع لوكالة رويترز إن 12 جنديا قتلوا.", "المتحدث باسم وزارة الدفاع"),
    ("ar", "وقال الرئيس الاميركي بايدن إن 2500 جندي باقون.", "بايدن"),
    ("ar", "التقى الوزير سامي خليل وفدا. وقال سامي خليل إن الوضع صعب. وأضاف أن 300 شخص نزحوا.", "سامي خليل"),
    ("ar", "وزارة الصحة: مقتل 12 شخصا في غارة", "وزارة الصحة"),
    ("ar", "نقلت وكالة فرانس برس عن مصدر أمني قوله إن 12 شخصا قتلوا.", "مصدر أمني"),
    ("ar", "وأكد مدير مستشفى الشفاء محمد أبو سلمية أن 50 جريحا وصلوا.", "محمد أبو سلمية"),
    ("ar", "«لدينا 300 جريح»، قال الطبيب عمر ناصر.", "عمر ناصر"),
    ("ar", "وقالت المنظمة في بيان إن 12 ألف شخص نزحوا.", "المنظمة"),
    ("ar", "الأمم المتحدة تعلن نزوح 5000 شخص", "الأمم المتحدة"),
    ("ar", "أسفر الهجوم عن مقتل 14 شخصا وفق المرصد السوري لحقوق الإنسان.", "المرصد السوري لحقوق الإنسان"),
    ("ar", "كشف الهجوم عن 12 ثغرة.", None),
    ("ar", "وأوضح الأمين العام للأمم المتحدة أنطونيو غوتيريش أن 50 شاحنة دخلت.", "أنطونيو غوتيريش"),
    ("ar", "وقال رئيس الوزراء العراقي مصطفى الكاظمي إن 5 جنود قتلوا.", "مصطفى الكاظمي"),
    ("ar", "تراوح عدد القتلى بين 20 و30 شخصا.", None),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), SPOKEN)
def test_the_last_number_is_said_by(lang: str, text: str, speaker: str | None) -> None:
    reading = read_text(text, load(lang), date(2024, 3, 12))
    assert Speakers(reading).of(reading.mentions[-1].number_i) == speaker


def test_a_speaker_at_the_end_needs_no_comma() -> None:
    (claim,) = extract("Rebels fired 38 rockets at the town the UK-based Observatory said on Friday.", lang="en").claims
    assert (claim.attributed_to, claim.place) == ("UK-based Observatory", None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Some 66 children died after taking the syrup, the WHO said in October 2022.", "WHO"),
        ("Women hold 27 per cent of such posts, the report says.", "report"),
        ("The United States has about 2,500 soldiers in Iraq.", None),
        ("Bexo added 13 million subscribers in the spring.", None),
        ("The bank shed 300 posts, according to a confidential memo seen by the Harbour Gazette.", "confidential memo"),
        ("The colonel, who had said on Friday that 60 men were lost, later fell silent.", "colonel"),
        ("The rebels hold two of the five ports, an envoy who asked not to be named said.", "envoy"),
        ("Norland's floods have claimed 131 lives.", None),
        ("Gunmen took 25 pupils, the head teacher, Sani Bello, told the governor.", "Sani Bello"),
    ],
)
def test_who_speaks_is_a_name_and_no_verb(text: str, speaker: str | None) -> None:
    assert {claim.attributed_to for claim in extract(text, lang="en").claims} == {speaker}


def test_what_is_reported_to_come_is_planned_and_a_whole_is_there() -> None:
    claims = extract("The airline said it would cut 22 of its 311 routes.", lang="en").claims
    assert [claim.modality for claim in claims] == ["planned", "asserted"]
