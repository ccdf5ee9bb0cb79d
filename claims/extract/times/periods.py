"""Lengths of time counted back from publication: "over the past three years", "a year ago", «خلال الأشهر الثلاثة الماضية»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.extract.numbers.numerals import read_cardinal
from claims.extract.text.sentences import SENTENCE_ENDS
from claims.extract.times.calendars import back, month_end
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind, Language, Token

MAX_COUNT = 1000
REACH = 20
"""Tokens between a time and "a month earlier"."""
GRAINS = {"day": 0, "week": 1, "month": 2, "year": 3}
"""Units of time, from short to long: a year has no "month earlier"."""


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


def length_earlier(tokens: Sequence[Token], i: int, language: Language) -> tuple[int, str, int] | None:
    """The length of "month earlier" at token i: count, unit, index after it."""
    length = _length(tokens, i, language)
    closing = length and language.table("earlier_after", clitics=False).starting_at(tokens, length[2])
    return (length[0], length[1], closing[1]) if length and closing else None


def a_length_earlier(tokens: Sequence[Token], i: int, anchor: TimeSpan, language: Language) -> TimeSpan | None:
    """The time so long before another of its sentence: "3.2% in February, from 3.4% a month earlier"."""
    if not anchor.start or not anchor.end or anchor.counted or anchor.since or anchor.until or i - anchor.j > REACH:
        return None
    length = length_earlier(tokens, i, language)
    if length is None or GRAINS.get(anchor.grain, len(GRAINS)) > GRAINS.get(length[1], -1):
        return None
    count, unit, j = length
    compares, prepositions = language.table("comparisons"), language.words("place_prepositions")
    if any(compares.ending_at(tokens, k) or tokens[k].norm in prepositions for k in (i - 1, i - 2) if k >= 0):
        return None  # "up 7% from a year earlier" tells no time of the 7%
    goes_on = j < len(tokens) and tokens[j].kind is Kind.WORD  # "a month before the vote"
    if goes_on or any(token.text in SENTENCE_ENDS for token in tokens[anchor.j : i]):
        return None
    start, end = back(anchor.start, count, unit), back(anchor.end, count, unit)
    if end is not None and anchor.grain == "month":
        end = month_end(end)
    return TimeSpan(i, j, start, end, anchor.grain, counted=True)


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
