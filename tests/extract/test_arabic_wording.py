"""What Arabic counts and measures, where the verb stands first. The sentences were written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract
from claims.model import Claim

PUBLISHED = date(2024, 3, 12)


def claims(text: str) -> list[Claim]:
    return list(extract(text, lang="ar", published=PUBLISHED).claims)


MEASURED = [
    # the owner of a worth, and what a sum is given for
    ("وقعت الشركة عقودا بقيمة 17 مليار دولار لتطوير الحقل.", ["contract"]),
    ("أفرجت المحكمة عن الموقوف بكفالة مقدارها 5 آلاف دينار.", ["bail"]),
    ("اقترضت الحكومة 15 مليار جنيه لسد عجز الموازنة.", ["loan"]),
    ("باع البنك حصته البالغة 26% في شركة التأمين مقابل 800 مليون درهم.", ["stake", "price"]),
    ("انتقل المدافع إلى النادي مقابل 41 مليون يورو.", ["transfer_fee"]),
    ("قدمت المنظمة 34 مليون دولار لدعم حملة التلقيح.", ["aid"]),
    ("يوفر المشروع 40 ألف وحدة سكنية بكلفة 3 مليارات ريال.", ["home", "cost"]),
    # the subject of a verb, its possessor, the head of a relative clause
    ("ارتفعت أعداد الزوار القادمين إلى السلطنة بنسبة 21 بالمائة.", ["visitor"]),
    ("انخفضت شعبية الرئيس 7 نقاط في شهر لتستقر عند 29 في المئة.", ["approval", "approval"]),
    ("ترفع الشركة أرباحها 71 في المئة.", ["profit"]),
    ("تضرر أكثر من 3000 منزل جراء الزلزال الذي بلغت قوته 6.8 درجات.", ["home", "earthquake"]),
    ("خسر مؤشر البورصة 235 نقطة.", ["stock_index"]),
    # words that mean another thing where they are measured
    ("وصل حجم إنفاق السياح إلى 76 مليار دولار.", ["spending"]),
    # shares: of peoples, of places, of those counted before
    ("يؤيد 44 بالمئة من التونسيين إجراء انتخابات مبكرة.", ["person"]),
    ("سيطرت القوات على 80 بالمئة من ولاية سنار.", ["area"]),
    ("باعت الشركة 1.8 مليون سيارة، بزيادة 38% عن العام الذي سبقه.", ["car", "car"]),
    ("نال المرشح 15 بالمئة، تليه مرشحة الخضر (4,6 بالمئة).", ["vote_share", "vote_share"]),
]


@pytest.mark.parametrize(("text", "concepts"), MEASURED)
def test_what_is_measured(text: str, concepts: list[str]) -> None:
    assert [claim.concept for claim in claims(text)] == concepts


EVENTS = [
    # the verb of the part, of the list and of the movement
    ("أصيب نحو ثمانين تلميذا، ونقل خمسة عشر منهم إلى المستشفى.", ["injured", "hospitalised"]),
    ("أعيد فتح 14 مدرسة من أصل سبع عشرة أغلقت بعد السيول.", ["reopened", "closed"]),
    ("صادرت الشرطة 750 ألف دولار ومسدسين.", ["seized", "seized"]),
    ("أنقذ الغواصون إحدى عشرة امرأة وسبعة عشر رجلا من تحت الركام.", ["rescued", "rescued"]),
    ("تراجع عدد النساء في مجلس النواب من 11 الى 8.", ["dropped"]),
    ("لقي 1500 شخص حتفهم، و2300 فقدوا.", ["killed", "missing"]),
    # what stands aside, belongs to another noun or tells of no event
    ("قتلت الجماعة، التي تسعى لتأسيس دولة، أكثر من 14 ألف شخص.", ["killed"]),
    ("وصلت الأوضاع إلى أقصى درجاتها مع وجود 21 مليون مواطن.", ["present"]),
    ("استهدفت الدراسة 110 كليات.", [None]),
    ("تستهدف جذب ثلاثين مليون سائح.", [None]),
    ("فقد كان في القرية 12 بيتا.", [None]),
    # what the same word says of people, of forces and of sums
    ("ضبط الحرس 12 مهربا و12 مركبا.", ["arrested", "seized"]),
    ("غادر 1700 حاج البلاد.", ["departed"]),
    ("غادر 1700 جندي البلاد.", ["withdrawn"]),
    ("خسرت الشركة 7 مليارات دولار.", ["lost_money"]),
    ("قضت محكمة الجنايات بإعدام 6 متهمين.", ["sentenced"]),
]


@pytest.mark.parametrize(("text", "events"), EVENTS)
def test_what_happens(text: str, events: list[str | None]) -> None:
    assert [claim.event for claim in claims(text)] == events


def test_a_bare_number_counts_nobody_where_the_harm_is_told_of_a_noun() -> None:
    assert claims("اختفت طائرة الركاب خلال رحلتها 370 بعد أن انحرفت عن مسارها.") == []
    assert [claim.subject for claim in claims("قتل في القصف 12 وأصيب 30.")] == ["people killed", "people injured"]


def test_cases_are_of_a_disease_only_where_one_is_named() -> None:
    assert [claim.concept for claim in claims("شهدت السوق 7 حالات زيادة.")] == ["case"]
    assert [claim.concept for claim in claims("سجل المستشفى 7 حالات بالكوليرا.")] == ["infection"]


def test_of_three_lists_of_parts_all_are_of_the_whole() -> None:
    assert [claim.part_of for claim in claims("أفرج عن 30 أسيرا، بينهم 22 قاصرا وثماني نساء.")] == [None, 0, 0]


def test_decimals_typed_with_a_letter_are_read_from_right_to_left() -> None:
    assert [claim.low for claim in claims("دفعت الشركة 7ر2 مليار يورو.")] == [2_700_000_000]


DEADLINES = [
    ("مهمة التحالف ستنتهي في أيلول/سبتمبر 2025.", "missions end", date(2025, 9, 30)),
    ("من المتوقع أن تتسلم مصر الجرعات قبل نهاية مايو المقبل.", "doses are delivered to Egypt", date(2024, 5, 31)),
    ("تغادر آخر القوات البلاد قبل 31 أغسطس المقبل.", "troops leave", date(2024, 8, 31)),
]


@pytest.mark.parametrize(("text", "subject", "day"), DEADLINES)
def test_deadlines(text: str, subject: str, day: date) -> None:
    found = [(claim.subject, claim.time_end) for claim in claims(text) if claim.dimension == "date"]
    assert found == [(subject, day)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("استشهد فلسطينيان في جنين.", ["فلسطينيان"]),
        ("قتل عراقيان وسوريان اثنان في الهجوم.", ["عراقيان", "سوريان اثنان"]),
        ("أصيب جنديان أميركيان قرب القاعدة.", ["جنديان أميركيان"]),
        ("وقع البلدان العربيان اتفاقا.", []),
    ],
)
def test_the_dual_of_a_people_holds_the_number_two(text: str, quotes: list[str]) -> None:
    assert [claim.quote for claim in claims(text)] == quotes
