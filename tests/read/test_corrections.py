"""Correction notes."""

from __future__ import annotations

import pytest

from claims.read.corrections import correction_note, is_correction


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version gave 14 as the number of rockets.",
        "Correction (July 8, 2021): The number of rockets was 14, not 40.",
        "CORRECTION – The minister's name was misspelt.",
        "This article was amended on 8 July 2021 to say that 14, not 40, rockets fell.",
        "* Editor’s note: An earlier version of this story misstated the number of rockets.",
        "تصحيح: ذكرت نسخة سابقة من هذا الخبر أن عدد الصواريخ 40.",
        "تصويب - العدد الصحيح هو 14 صاروخا.",
    ],
)
def test_notes(note: str) -> None:
    assert is_correction(note)


@pytest.mark.parametrize(
    "line",
    [
        "The market correction wiped out 3 percent of the value.",
        "Corrections officers went on strike in nine prisons.",
        "Editor's note: This story is part of a series on ports.",
        "تصحيح مسار الاقتصاد يحتاج إلى ثلاث سنوات بحسب الوزير",
        "Correction",
        "x" * 5000,
    ],
)
def test_what_is_no_note(line: str) -> None:
    assert not is_correction(line)


def test_the_first_note_counts() -> None:
    assert (
        correction_note(["Text.", " Correction: It was 14, not 40. ", "Correction: Also the date."])
        == "Correction: It was 14, not 40."
    )
    assert correction_note([]) is None
