"""Dates and relative times in a token list, resolved against the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.extract.text.triage import Triage
from claims.extract.times.calendars import cut_edge, part_of_year, shifted
from claims.extract.times.dates import Dates, clitic_table, counts_something
from claims.extract.times.periods import a_length_earlier, counted_back, length_earlier
from claims.extract.times.timespans import TimeSpan, framed, joined
from claims.languages import Kind, Language, Token

NEARER = 3
"""Days back from which a weekday ahead is nearer."""


def find_times(tokens: Sequence[Token], language: Language, published: date | None) -> list[TimeSpan]:
    """All times, left to right, none overlapping another."""
    spans: list[TimeSpan] = []
    reader, end = _Reader(tokens, language, published), 0
    for i in _STARTS.candidates(tokens, language):
        span = reader.read(i) if i >= end else None
        if span is None and i >= end and spans:
            span = a_length_earlier(tokens, i, spans[-1], language)
        if span is not None:
            spans.append(framed(tokens, span, language, published))
            end = span.j
    return joined(tokens, spans, language)


@dataclass(frozen=True, slots=True)
class _Reader(Dates):
    """Dates, and clock times, parts of a year, weekdays and lengths counted back beside them."""

    def read(self, i: int) -> TimeSpan | None:
        token = self.tokens[i]
        if token.kind is Kind.CLOCK:
            return TimeSpan(i, i + 1, None, None, "clock")
        if token.kind is Kind.DATE:
            return self._numeric_date(i)
        if token.kind is Kind.NUMBER:
            return self._clock(i) or self._day_month(i) or self._days(i) or self._year(i) or self._counted(i)
        if token.kind is Kind.ORDINAL:
            return self._day_month(i)
        if token.kind is Kind.WORD:
            return (
                self._edge(i)
                or self._deictic(i)
                or self._day_month(i)
                or self._month(i)
                or self._part_of_year(i)
                or self._weekday(i)
                or self._counted(i)
            )
        return None

    def _days(self, i: int) -> TimeSpan | None:
        """Two days of one month: "between 2 and 9 March", "on 6-7 March", «بين 2 و9 مارس»."""
        language = self.language
        if self._norm(i - 1) not in language.words("before_days") or (day := self._day_at(i)) is None:
            return None
        links = language.words("time_range", "joiners") | language.additive
        last = self._day_month(day[1] + 1) if self._norm(day[1]) in links else None
        if last is None or last.start is None or day[0] >= last.start.day:
            return None
        return TimeSpan(i, last.j, last.start.replace(day=day[0]), last.end, "day")

    def _clock(self, i: int) -> TimeSpan | None:
        language, tokens = self.language, self.tokens
        if len(tokens[i].text) > 5:
            return None
        opened = language.table("clock_words").ending_at(tokens, i - 1) is not None
        if self._norm(i + 1) in language.words("time_of_day"):
            minutes = i + 2 < len(tokens) and tokens[i + 2].kind is Kind.NUMBER and len(tokens[i + 2].text) == 2
            glued = minutes and tokens[i + 2].start == tokens[i + 1].end  # 14h30
            if opened or glued or not language.data.get("clock_needs_opening"):
                return TimeSpan(i, i + 2 + minutes, None, None, "clock")
        if opened and not language.data.get("clock_needs_hour") and not counts_something(tokens, i, language):
            return TimeSpan(i, i + 1, None, None, "clock")
        return None

    def _edge(self, i: int) -> TimeSpan | None:
        found = self.language.table("edges").starting_at(self.tokens, i)
        if found is None:
            return None
        edge, k = found
        for _ in range(2):
            if self._norm(k) in self.language.words("date_filler"):
                k += 1
        inner = None
        if k < len(self.tokens):
            inner = (
                self._deictic(k)
                or self._month(k, sure=self._norm(k - 1) in self.language.words("of_whole"))
                or self._part_of_year(k)
            )
            if inner is None and self.tokens[k].kind is Kind.NUMBER:
                inner = self._year_forced(k)
        inner = inner or self._deictic(k, "edge_deictic") or self._deictic(k - 1, "edge_deictic")
        if inner is None:
            return None
        start, end = cut_edge(inner.start, inner.end, inner.grain, edge)
        return TimeSpan(i, inner.j, start, end, inner.grain)

    def _counted(self, i: int) -> TimeSpan | None:
        span = counted_back(self.tokens, i, self.language, self.published)
        if span is None or span.end is None or span.end != self.published or not self._is_joining_word(span.j):
            return span
        year = self._year_at(span.j)
        if year is None:
            return span
        close = date(year[0], 12, 31)  # "the last three months of 2023" are counted back from its end
        closing = counted_back(self.tokens, i, self.language, close)
        if closing is None or closing.start is None:
            return span
        return replace(closing, j=year[1], start=closing.start + timedelta(days=1), grain="month", dated=1)

    def _is_joining_word(self, k: int) -> bool:
        word = k < len(self.tokens) and self.tokens[k].kind is Kind.WORD
        return word and self._norm(k) in self.language.words("date_filler")

    def _part_of_year(self, i: int) -> TimeSpan | None:
        """Quarters, halves and seasons: "the first quarter of 2023", "last summer"; without a year the last one that began."""
        before = self._shift_word(i)
        found = self.language.table("year_parts").starting_at(self.tokens, before[1] if before else i)
        if found is None:
            return None
        first, _, last = found[0].partition("-")
        k = found[1]
        shift = before or self._shift_word(k)
        end = shift[1] if shift and not before else k
        year = self._year_at(end)
        deictic = self._deictic(self._past_filler(end)) if year is None else None
        when: int | None = None
        if year is not None:
            when, end = year
        elif deictic is not None and deictic.grain == "year":
            when, end = (deictic.start.year if deictic.start else None), deictic.j
        elif shift is None and not self._is_sure(i, k):
            return None
        elif self.published is not None:
            ahead, this = shift is not None and shift[0] > 0, shift is not None and shift[0] == 0
            when = self.published.year + ahead - (int(first) >= self.published.month and not this)
            when -= this and int(first) > int(last) >= self.published.month - NEARER  # "this winter", in March
        start, close = part_of_year(when, int(first), int(last)) if when is not None else (None, None)
        return TimeSpan(i, end, start, close, "month")

    def _is_sure(self, i: int, k: int) -> bool:
        """Quarters tell a time by themselves; a bare season may be no more than weather."""
        return k - i > 1 or any(character.isdigit() for character in self.tokens[i].text)

    def _weekday(self, i: int) -> TimeSpan | None:
        found = clitic_table(self.language, "weekdays").starting_at(self.tokens, i)
        if found is None:
            return None
        weekday, j = int(found[0]), found[1]
        if self.published is None:
            return TimeSpan(i, j, None, None, "day")
        shift = self._shift_word(j)
        before = self._norm(i - 1)
        ahead = before in self.language.words("next_words") if shift is None else shift[0] > 0
        back = (self.published.weekday() - weekday) % 7
        if not ahead and back > NEARER and self.language.table("until").ending_at(self.tokens, i - 1):
            ahead = True  # "by Wednesday" is the nearer one
        ahead = ahead or (shift is None and self._is_ahead(i))
        day = shifted(self.published, ((7 - back) % 7 or 7) if ahead else -back)
        return TimeSpan(i, shift[1] if shift else j, day, day, "day")


def _may_start(tokens: Sequence[Token], i: int, language: Language) -> bool:
    return _Reader(tokens, language, None).read(i) is not None or length_earlier(tokens, i, language) is not None


_STARTS = Triage(lambda tokens, i, language: _may_start(tokens, i, language) or None)
