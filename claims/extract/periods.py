"""Lengths of time counted back from publication: "over the past three years", "a year ago", «خلال الأشهر الثلاثة الماضية»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.extract.calendars import back
from claims.extract.numerals import read_cardinal
from claims.extract.timespans import TimeSpan
from claims.languages import Language, Token

MAX_COUNT = 1000


def counted_back(tokens: Sequence[Token], i: int, language: Language, published: date | None) -> TimeSpan | None:
    """The time that starts at token i, or None."""
    opening = language.table("past_before").starting_at(tokens, i)
    if opening is not None:
        length = _length(tokens, opening[1], language)
        return _span(i, length, published, rolling=True) if length is not None else None
    opening = language.table("ago_before", clitics=False).starting_at(tokens, i)
    if opening is not None:
        length = _length(tokens, opening[1], language)
        elsewhere = language.words("ago_before_what")
        if length is None or (length[2] < len(tokens) and tokens[length[2]].norm in elsewhere):
            return None
        return _span(i, length, published, rolling=False)
    length = _length(tokens, i, language)
    if length is None:
        return None
    closing = language.table("past_after", clitics=False).starting_at(tokens, length[2])
    if closing is not None:
        return _span(i, (length[0], length[1], closing[1]), published, rolling=True)
    closing = language.table("ahead_after", clitics=False).starting_at(tokens, length[2])
    if closing is not None:
        ahead = back(published, -length[0], length[1]) if published else None
        return TimeSpan(i, closing[1], published, ahead, length[1], counted=True)
    closing = language.table("ago", clitics=False).starting_at(tokens, length[2])
    return _span(i, (length[0], length[1], closing[1]), published, rolling=False) if closing is not None else None


def _span(i: int, length: tuple[int, str, int], published: date | None, *, rolling: bool) -> TimeSpan:
    count, unit, j = length
    start = back(published, count, unit) if published else None
    return TimeSpan(i, j, start, published if rolling else start, unit, counted=True)


def _length(tokens: Sequence[Token], i: int, language: Language) -> tuple[int, str, int] | None:
    """(count, unit, index after it) of "three years", «السنوات الثلاث», «الأسبوعين», "a week"."""
    if i >= len(tokens):
        return None
    double = language.table("lengths_of_two").starting_at(tokens, i)
    if double is not None:
        return 2, double[0], double[1]
    single = language.table("lengths_of_one").starting_at(tokens, i)
    number = read_cardinal(tokens, i, language) if single is None else None
    if number is not None:
        unit = _unit(tokens, number.end, language)
        return _counted(number.value, unit)
    unit = _unit(tokens, i, language) if language.data.get("noun_first") and single is None else None
    number = read_cardinal(tokens, unit[1], language) if unit is not None and unit[1] < len(tokens) else None
    if number is not None and unit is not None:
        return _counted(number.value, (unit[0], number.end))
    return (1, *single) if single is not None else None


def _counted(value: float, unit: tuple[str, int] | None) -> tuple[int, str, int] | None:
    return (int(value), *unit) if unit is not None and value.is_integer() and 0 < value <= MAX_COUNT else None


def _unit(tokens: Sequence[Token], k: int, language: Language) -> tuple[str, int] | None:
    if k >= len(tokens):
        return None
    for rest in language.forms(tokens[k].norm):
        found = language.units.get(rest)
        if found is not None and found.dimension == "duration":
            return found.name, k + 1
    return None
