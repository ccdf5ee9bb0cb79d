"""Which times only say how rare, how often or how new something is: "the first time since 1945", "for the third time this month"?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.extract.reading import Reading
from claims.extract.times.calendars import month_end
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind

COMMAS = frozenset(",،;؛")
RANKED = 7
"""Tokens between "the most" and "since"."""
RECORD = 5
"""Tokens between "the lowest" and its "since"."""


def ranks(reading: Reading, span: TimeSpan) -> bool:
    """Whether a time only says how rare something is: "the first time since 1945", "its highest since June"."""
    ranks, tokens = reading.language.table("ranks"), reading.tokens
    if not span.since:
        return False
    for k in range(span.i, max(-1, span.i - RANKED), -1):
        if tokens[k].kind is not Kind.WORD and k < span.i:
            return False
        if ranks.starting_at(tokens, k) is not None:
            return True
    return False


def goes_on(reading: Reading, span: TimeSpan) -> bool:
    """Whether a clause goes on with the time of a record: "the deadliest quake since 2016, when a tremor killed 700"."""
    tokens, opens = reading.tokens, reading.language.words("time_relatives")
    return span.j + 1 < len(tokens) and tokens[span.j].text in COMMAS and tokens[span.j + 1].norm in opens


def own_days(span: TimeSpan) -> TimeSpan:
    """The year, month or day that "since" begins with, by itself."""
    start = span.start
    if start is None:
        return span
    end = {"year": date(start.year, 12, 31), "month": month_end(start)}.get(span.grain, start)
    return replace(span, end=end, since=False)


def is_how_often(reading: Reading, span: TimeSpan) -> bool:
    """Whether a time only says how often something was within it: "for the third time this month"."""
    tokens, language = reading.tokens, reading.language
    ordinal = span.i > 0 and tokens[span.i - 1].norm in language.words("ordinals")
    share = span.i > 1 and tokens[span.i - 2].norm in language.words("articles")  # "rose by a third last year"
    if ordinal and not share and span.grain in ("week", "month", "year"):
        return True  # "the strike, the third this year,"
    if span.i < 2 or tokens[span.i - 1].norm not in language.words("occasions"):
        return False
    before = tokens[span.i - 2]
    return before.kind is Kind.ORDINAL or before.norm in language.words("ordinals")


def follows(reading: Reading, span: TimeSpan, words: frozenset[str]) -> bool:
    """Whether one of the words stands right before a time, but for a preposition: "the elections due in May"."""
    fillers = reading.language.words("place_prepositions", "date_filler")
    k = span.i - 1
    if k > 0 and reading.tokens[k].norm in fillers and reading.tokens[k].kind is Kind.WORD:
        k -= 1
    return k >= 0 and reading.tokens[k].norm in words


def is_record(reading: Reading, span: TimeSpan) -> bool:
    """Whether it tells only how long nothing was so high or low: "the lowest since 2009"."""
    records = reading.language.words("record_words")
    return bool(records) and any(token.norm in records for token in reading.tokens[max(0, span.i - RECORD) : span.i])
