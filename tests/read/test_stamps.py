"""Dates as pages show them to readers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.read.stamps import Stamp, is_dateline, moment, plain, stamps


def of(text: str, lang: str = "") -> list[tuple[date, str]]:
    return [(stamp.day, stamp.label) for stamp in stamps(plain(text), lang)]


JULY = date(2026, 7, 12)


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        (
            "Mis à jour le 14 juillet 2026, publié le 12 juillet 2026",
            "fr",
            [(date(2026, 7, 14), "updated"), (JULY, "published")],
        ),
        ("Publié le 05/07/2026", "fr", [(date(2026, 7, 5), "published")]),
        ("05/07/2026", "en-US", []),
        ("05/07/2026", "en-GB", [(date(2026, 7, 5), "")]),
        ("05.07.2026", "de", [(date(2026, 7, 5), "")]),
        ("أحد, 07/12/2026 - 12:15", "ar", [(JULY, "")]),
        ("Sunday 07/12/2026", "", [(JULY, "")]),
        ("Monday, 12 July 2026", "en", []),
        ("27 محرم 1448 هـ - 12 يوليو 2026 م", "ar", [(JULY, "")]),
        ("1448/01/27", "ar", []),
        ("١٢ تموز/يوليو ٢٠٢٦", "ar", [(JULY, "")]),
        ("12 de julio de 2026", "es", [(JULY, "")]),
        ("12 juil. 2026", "fr", [(JULY, "")]),
        ("July 12th, 2026", "en", [(JULY, "")]),
        ("آخر تحديث: 14 يوليو 2026", "ar", [(date(2026, 7, 14), "updated")]),
        ("31/02/2026 and 40 July 2026", "fr", []),
    ],
)
def test_days(text: str, lang: str, found: list[tuple[date, str]]) -> None:
    assert of(text, lang) == found


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("12 July 2026 9:15 pm", 21, 15),
        ("12 July 2026, 12:05 am", 0, 5),
        ("12 juillet 2026 à 9 h 15", 9, 15),
        ("12 juillet 2026 à 21h", 21, 0),
        ("12 de julio de 2026, 09:15h", 9, 15),
        ("12 يوليو 2026 - 9:15 م", 21, 15),
        ("12 يوليو 2026 9:15 صباحا", 9, 15),
        ("7:07 PM EST July 12, 2026", 0, 7),
        ("12 July 2026 09:15 CEST", 7, 15),
        ("Jul 12, 2026, 12:15 PM GMT+3", 9, 15),
        ("12 July 2026 05:45 UTC-03:30", 9, 15),
        ("5:15 a.m. ET July 12, 2026", 9, 15),
        ("5:15 a.m. ET January 12, 2026", 10, 15),
        ("12 July 2026, 09:15 GMT (12:15 بتوقيت مكة)", 9, 15),
        ("الأحد ، 12 يوليو ، 2026 الساعة 12:15:33", 12, 15),
        ("١٢ يوليو ٢٠٢٦ - ٢١:١٥ (بتوقيت مكة المكرمة)", 18, 15),
    ],
)
def test_hours(text: str, hour: int, minute: int) -> None:
    text = plain(text)
    [stamp] = stamps(text)
    at, has_time = moment(text, [stamp], stamp, None)
    assert has_time
    assert (at.hour, at.minute) == (hour, minute)


def test_a_zone_of_two_meanings_tells_no_hour() -> None:
    text = plain("12 July 2026 09:15 IST")
    [stamp] = stamps(text)
    assert moment(text, [stamp], stamp, None) == (datetime(2026, 7, 12, tzinfo=UTC), False)
    assert moment(text, [stamp], stamp, ZoneInfo("Asia/Kolkata")) == (datetime(2026, 7, 12, 3, 45, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "line", ["3 hours ago", "il y a 3 heures", "hace 2 horas", "منذ 3 ساعات", "قبل ساعتين", "05/07/2026"]
)
def test_datelines(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize("line", ["He left 3 hours ago for Oster.", "Two days", "قبل ساعتين من الموعد"])
def test_sentences_are_no_datelines(line: str) -> None:
    assert not is_dateline(line)


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    found = stamps(plain(text))
    assert all(isinstance(stamp, Stamp) for stamp in found)
    for stamp in found:
        moment(plain(text), found, stamp, None)
