"""Times, speakers and modality that hang on small words: exceptions, records, figures, relayed speech."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract
from claims.model import Claim

TUESDAY = date(2024, 3, 12)


def last_claim(text: str) -> Claim:
    return extract(text, lang="ar", published=TUESDAY).claims[-1]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("ستوزع الجمعية 300 خيمة على المتضررين.", "planned"),
        ("قتل 4 أشخاص في حادث سير.", "asserted"),
        ("لم ينج من الحادث سوى ثلاثة ركاب.", "asserted"),
        ("توقعت الهيئة أن يصل عدد النازحين في المنطقة خلال الأسابيع القادمة إلى 3000 شخص.", "hypothetical"),
        ("على بعد 20 كلم قتل 5 جنود.", "asserted"),
        ("وقد عاد 40 لاجئا.", "asserted"),
        ("وقد يعود 40 لاجئا.", "hypothetical"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert last_claim(text).modality.value == modality


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قتل 7 أشخاص، وفق حصيلة أولية للدفاع المدني.", "الدفاع المدني"),
        ("قتل 7 أشخاص، وفق «الضفاف».", "الضفاف"),
        ("وبحسب وزارة الصحة قتل 7 أشخاص.", "وزارة الصحة"),
        ("بلغت النسبة نحو 18 في المئة من السكان.", None),
        ("لم تؤكد السلطات مقتل 7 أشخاص.", None),
        ("قال الوزير سامر النهري إن المصنع أغلق. ونقل التلفزيون عنه قوله إن 7 عمال أصيبوا.", "سامر النهري"),
        ("قال سامر النهري المتحدث باسم الجيش إن 7 جنود قتلوا.", "سامر النهري"),
    ],
)
def test_speaker(text: str, speaker: str | None) -> None:
    assert last_claim(text).attributed_to == speaker


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("قتل 7 أشخاص أمس الأحد.", date(2024, 3, 10), date(2024, 3, 10)),
        ("يعود غدا الأربعاء 7 آلاف طالب.", date(2024, 3, 13), date(2024, 3, 13)),
        ("سيغادر 40 جنديا خلال الأشهر الستة المقبلة.", date(2024, 3, 12), date(2024, 9, 12)),
        ("قتل 7 أشخاص في أعلى حصيلة منذ عام 2011.", None, None),
        ("انسحب 6 مرشحين قبل يومين من الاقتراع.", None, None),
        ("كان على متنه 72 راكبا.", None, None),
        ("تلقى الحزب 40 طلبا للمشاركة في الانتخابات المقررة في مايو.", None, None),
    ],
)
def test_time(text: str, start: date | None, end: date | None) -> None:
    claim = last_claim(text)
    assert (claim.time_start, claim.time_end) == (start, end)
