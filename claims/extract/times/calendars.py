"""Days, weeks, months and years: the arithmetic of times, knowing nothing of texts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

HIJRI = (1343, 1500)
"""The first and last year that the tables of the Hijri calendar know."""
SATURDAY = 5
"""Of the days from Monday on."""


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def hijri_date(year: int, month: int, day: int) -> date | None:
    """The day that the Hijri calendar names so, or None where there is none such or its tables end."""
    try:
        return date(*Hijri(year, month, day).to_gregorian().datetuple()) if is_hijri(year) else None
    except (ValueError, OverflowError):
        return None


def is_hijri(year: int) -> bool:
    """Whether the tables of the Hijri calendar know a year."""
    return HIJRI[0] <= year <= HIJRI[1]


def hijri_year_of(day: date) -> int:
    """The Hijri year that the day lies in, to a year."""
    return round((day.year - 622) * 33 / 32)


def month_end(day: date, *, hijri: bool = False) -> date:
    """The last day of the month that the day lies in; of the Hijri month that begins with it."""
    if hijri:
        return day + timedelta(days=Gregorian(*day.timetuple()[:3]).to_hijri().month_length() - 1)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def shifted(day: date, days: int) -> date | None:
    """The day so many days later, or None where the calendar ends before it."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def period(published: date, unit: str, offset: int) -> tuple[date | None, date | None]:
    """The day, week (from Monday), weekend, month or year that lies `offset` away from the one of publication.

    The weekend of a working day is the one that is over.
    """
    if unit == "weekend":
        saturday = 7 * offset - (published.weekday() - SATURDAY) % 7
        return shifted(published, saturday), shifted(published, saturday + 1)
    if unit == "day":
        day = shifted(published, offset)
        return day, day
    if unit == "week":
        monday = 7 * offset - published.weekday()
        return shifted(published, monday), shifted(published, monday + 6)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + offset
        first = make_date(index // 12, index % 12 + 1, 1)
        return first, month_end(first) if first else None
    return make_date(published.year + offset, 1, 1), make_date(published.year + offset, 12, 31)


def cut_edge(first: date | None, last: date | None, grain: str, edge: str) -> tuple[date | None, date | None]:
    """The start, middle or end of a period: a third, in tens of days for a month and four months for a year; or its first or last week."""
    if first is None or last is None:
        return first, last
    if grain == "year":
        cuts = {"start": ((1, 1), (4, 30)), "middle": ((5, 1), (8, 31)), "end": ((9, 1), (12, 31))}[edge]
        return date(first.year, *cuts[0]), date(first.year, *cuts[1])
    week = timedelta(days=6)
    if edge in ("first", "last"):
        return (first, min(first + week, last)) if edge == "first" else (max(last - week, first), last)
    if grain == "month":
        tenth, twentieth = first + timedelta(days=9), first + timedelta(days=19)  # a Hijri month lies in two of ours
        return {"start": (first, tenth), "middle": (tenth + timedelta(days=1), twentieth), "end": (twentieth, last)}[
            edge
        ]
    return first, last


def back(published: date, count: int, unit: str) -> date | None:
    """The day so many units before publication; less than a day is the day itself."""
    days = {"second": 0, "minute": 0, "hour": -(-count // 24) if count >= 24 else 0, "day": count, "week": 7 * count}
    try:
        if unit in days:
            return published - timedelta(days=days[unit])
        months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit] * count
        index = published.year * 12 + published.month - 1 - months
        first = date(index // 12, index % 12 + 1, 1)
        return first.replace(day=min(published.day, month_end(first).day))
    except (ValueError, OverflowError):
        return None


def part_of_year(year: int, first: int, last: int) -> tuple[date | None, date | None]:
    """Months first to last of a year; a winter ends in the next one."""
    end = make_date(year + (last < first), last, 1)
    return make_date(year, first, 1), month_end(end) if end else None


def a_year_before(day: date) -> date | None:
    """The same day of the year before."""
    return make_date(day.year - 1, day.month, day.day) or make_date(day.year - 1, day.month, 28)
