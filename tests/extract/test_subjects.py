"""What is counted, as a short English phrase of the same parts in every language. The sentences were written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract
from claims.model import Claim

PUBLISHED = date(2021, 7, 26)


def claims(lang: str, text: str) -> list[Claim]:
    return list(extract(text, lang=lang, published=PUBLISHED).claims)


PHRASES = [
    # what strikes, by what means, and at what
    (
        "en",
        "Since January there have been 14 rocket or drone attacks on US interests in Iraq.",
        "rocket or drone attacks on US interests in Iraq",
    ),
    ("en", "Gunmen carried out 3 rocket attacks on the US embassy.", "rocket attacks on US embassy"),
    # whose fighters, and what killed them
    (
        "en",
        "US strikes killed 6 pro-Iran fighters near Palmyra.",
        "pro-Iran fighters killed in US strikes in Palmyra",
    ),
    (
        "ar",
        "شنت الولايات المتحدة ضربات في سوريا أدت إلى مقتل 6 مقاتلين موالين لإيران.",
        "pro-Iran fighters killed in US strikes in Syria",
    ),
    ("en", "Israeli strikes killed 9 soldiers in Syria.", "soldiers killed in Israeli strikes in Syria"),
    ("ar", "أسفرت غارات إسرائيلية عن مقتل 9 جنود في سوريا.", "troops killed in Israeli air strikes in Syria"),
    # who holds what is measured
    ("ar", "كان تنظيم الدولة الإسلامية يسيطر على ربع مساحة سوريا.", "Syria's area held by ISIS"),
    # nobody harmed, and by what
    (
        "en",
        "A rocket attack hit US troops at Ain al-Asad; no casualties were reported.",
        "casualties of the attack on US forces",
    ),
    ("ar", "استهدف هجوم صاروخي السفارة الأميركية في بغداد دون وقوع إصابات.", "casualties of the attack on US embassy"),
    # by when somebody is to leave
    ("en", "All US combat troops will leave Iraq by 31 December 2021.", "US combat troops leave Iraq"),
    ("ar", "ستغادر جميع القوات القتالية الأميركية العراق بحلول 31 ديسمبر 2021.", "US combat troops leave Iraq"),
    # how long ago something was
    ("en", "Eighteen years after US troops were sent to Iraq, the base closed.", "since US troops were sent to Iraq"),
    ("ar", "بعد 18 عاما على إرسال قوات أميركية إلى العراق أغلقت القاعدة.", "since US troops were sent to Iraq"),
    # nouns as they are written, where the language of the text is that of the phrase
    ("en", "The harbour received 40 refrigerated containers.", "refrigerated containers"),
    # what sums, shares and measures are of
    ("en", "The court handed down a fine of £1,000.", "fine"),
    ("en", "Officers seized 18 kg of cocaine at the port of Callao.", "cocaine in Callao"),
    ("ar", "ضبطت الجمارك 18 كيلوغراما من الكوكايين في ميناء صفاقس.", "drugs in Sfax"),
    ("en", "Wages grew 5.6 per cent last year.", "wages"),
    ("ar", "ارتفعت الأجور بنسبة 5.6 بالمئة العام الماضي.", "salary"),
    ("en", "The company agreed a $2.7 billion settlement.", "settlement"),
    ("ar", "بلغ سعر النفط 83 دولارا.", "oil price"),
    ("en", "In Chad, 69% of children were vaccinated.", "children vaccinated in Chad"),
    ("ar", "في تشاد تلقى 69 بالمئة من الأطفال اللقاح.", "children vaccinated in Chad"),
    # the same words in further languages
    ("fr", "Près de 2 500 soldats américains restent en Irak.", "US troops in Iraq"),
    ("es", "Unos 2.500 soldados estadounidenses siguen en Irak.", "US troops in Iraq"),
    ("fr", "Une frappe a tué six combattants à Alep.", "fighters killed in Aleppo"),
    ("es", "Un ataque mató a 14 personas en Alepo.", "people killed in Aleppo"),
]


@pytest.mark.parametrize(("lang", "text", "subject"), PHRASES)
def test_phrase(lang: str, text: str, subject: str) -> None:
    assert [claim.subject for claim in claims(lang, text)] == [subject]


def test_a_part_is_named_with_what_narrows_it() -> None:
    whole, part = claims("en", "Of the 3,500 foreign soldiers in Iraq, 2,500 are American.")
    assert (whole.subject, part.subject) == ("foreign soldiers in Iraq", "US troops in Iraq")


def test_what_is_fired_and_whom_it_did_not_hurt_have_one_target() -> None:
    fired, hurt = claims(
        "en", "Three rockets were fired at the US embassy in Baghdad, and there were no casualties in the attack."
    )
    assert fired.subject == "rockets on US embassy in Baghdad"
    assert (hurt.subject, hurt.low, hurt.high) == ("casualties of the rocket attack on US embassy", 0, 0)
