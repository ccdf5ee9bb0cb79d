"""Which words are a date of the calendar: a day, a month, a year, or one counted from the day of publication?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extract.numbers.numerals import HYPHENS, numeral
from claims.extract.times.calendars import (
    a_year_before,
    hijri_date,
    hijri_year_of,
    is_hijri,
    make_date,
    month_end,
    period,
)
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind, Language, PhraseTable, Token, fold
from claims.languages.tokens import number_value

MIN_YEAR, MAX_YEAR = 1800, 2199
MAX_YEARS = 30
"""Years of the longest span that is written as "2014-15"."""
YEARS_AHEAD = 3
"""Years after publication in which a year without its era may lie."""
AHEAD = 1.5
"""How much farther a day to come counts than one that is past."""
CLAUSE = 10
"""Tokens around a time that tell whether it is past or to come."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates among the tokens of a text, asked for by where they begin."""

    tokens: Sequence[Token]
    language: Language
    published: date | None

    def _numeric_date(self, i: int) -> TimeSpan:
        parts = [int(p) for p in re.split(r"[-/.]", fold(self.tokens[i].text)) if p.isdecimal()]
        found: date | None = None
        if len(parts) == 3:
            year, month, day = parts if parts[0] > 31 else (parts[2], parts[1], parts[0])
            made = hijri_date if self._has_hijri and is_hijri(year) else make_date  # «7/8/1445هـ»
            found = made(year, month, day) or made(year, day, month)
        return TimeSpan(i, i + 1, found, found, "day")

    @property
    def _has_hijri(self) -> bool:
        return bool(self.language.data.get("hijri_months"))

    def _month_at(self, i: int) -> tuple[int, int, bool] | None:
        """(month, index after it, whether it is a Hijri month); doubled names such as «تموز/يوليو» count once."""
        for table, hijri in (
            (clitic_table(self.language, "months"), False),
            (clitic_table(self.language, "hijri_months"), True),
        ):
            found = table.starting_at(self.tokens, i)
            if found is None:
                continue
            month, j = found
            k = j
            while self._norm(k) in ("/", "(", "-", "–") and k < j + 1:
                k += 1
            again = table.starting_at(self.tokens, k)
            if again is not None and again[0] == month and self.language.data.get("hijri_months"):
                j = again[1]
                if self._norm(j) == ")":
                    j += 1
            return int(month), j, hijri
        return None

    def _day_at(self, i: int) -> tuple[int, int] | None:
        """(day of the month, index after it)."""
        token = self.tokens[i] if i < len(self.tokens) else None
        if token is None:
            return None
        if token.kind is Kind.ORDINAL:
            value = int(number_value(re.sub(r"\D+$", "", token.text)))
            return (value, i + 1) if 1 <= value <= 31 else None
        if token.kind is Kind.NUMBER:
            value_ = number_value(token.text)
            return (int(value_), i + 1) if value_.is_integer() and 1 <= value_ <= 31 and len(token.text) <= 2 else None
        if token.norm in self.language.words("first_of_month"):
            return 1, i + 1
        ordinals = self.language.data.get("ordinals", ())
        for _, rest in self.language.split(token.norm):
            if rest in ordinals and rest != token.norm:
                value = ordinals.index(rest) % 10 + 1
                if self._norm(i + 1) in self.language.words("teen_words"):
                    return value + 10, i + 2
                tens = numeral(self.tokens, i + 1, self.language)  # «الخامس والعشرين»
                if tens is not None and tens.clitic and tens.value in (20, 30):
                    return value + int(tens.value), i + 2
                return value, i + 1
        return None

    def _year_at(self, i: int) -> tuple[int, int] | None:
        """(year, index after it), past commas and words such as "of"."""
        k = i
        while k < i + 3 and self._norm(k) in self.language.words("date_filler"):
            k += 1
        if (
            k < len(self.tokens)
            and self.tokens[k].kind is Kind.NUMBER
            and re.fullmatch(r"\d{4}", fold(self.tokens[k].text))
        ):
            year = int(fold(self.tokens[k].text))
            if 1000 <= year <= MAX_YEAR:
                return year, k + 1
        return None

    def _deictic_year(self, i: int) -> tuple[int, int] | None:
        """ "15 April last year", «15 أبريل من العام الماضي»."""
        found = self._deictic(self._past_filler(i))
        return (found.start.year, found.j) if found is not None and found.grain == "year" and found.start else None

    def _day_month(self, i: int) -> TimeSpan | None:
        day = self._day_at(i)
        if day is not None:
            k = day[1]
            if self._norm(k) in self.language.words("date_filler"):
                k += 1
            if self._norm(k) in self.language.words("date_filler"):
                k += 1
            month = self._month_at(k)
            if month is not None and (k == day[1] or self._norm(day[1]) not in (",", "،", "/", "(", ".")):
                return self._dated(i, day[0], month)
            return None
        month = self._month_at(i)
        if month is None:
            return None
        k = month[1] + 1 if self._norm(month[1]) == "." else month[1]
        day = self._day_at(k)
        if day is None or self.tokens[k].kind is Kind.WORD:
            return None
        last = self._last_day(day)
        year = self._year_at(last[1])
        found = self._resolve(year[0] if year else None, month[0], day[0], month[2], self._way(i))
        end = found if found is None else make_date(found.year, found.month, last[0]) or found
        return TimeSpan(i, year[1] if year else last[1], found, end, "day")

    def _last_day(self, first: tuple[int, int]) -> tuple[int, int]:
        """The last of several days of a month: "March 15 to 17", "July 4-6"; the first itself where there is no other."""
        links = self.language.words("time_range", but="joiners")
        second = self._day_at(first[1] + 1) if self._norm(first[1]) in links else None
        if second is None or self.tokens[first[1] + 1].kind is Kind.WORD or second[0] <= first[0]:
            return first
        return second

    def _dated(self, i: int, day: int, month: tuple[int, int, bool]) -> TimeSpan:
        year = self._year_at(month[1]) or self._deictic_year(month[1])
        end = year[1] if year else month[1]
        shift = self._shift_word(end)
        way = shift[0] if shift else self._way(i)  # "will have left by 31 December"
        found = self._resolve(year[0] if year else None, month[0], day, month[2], way)
        return TimeSpan(i, shift[1] if shift else end, found, found, "day")

    def _month(self, i: int, *, sure: bool = False) -> TimeSpan | None:
        """A month by itself; `sure` where the words before it leave no doubt that it is one."""
        month = self._month_at(i)
        if month is None:
            return None
        year = self._year_at(month[1]) or self._deictic_year(month[1])
        shift = self._shift_before(i) or self._shift_word(month[1]) if year is None else None
        ambiguous = any(
            word in self.language.words("ambiguous_months") for word in self.language.forms(self.tokens[i].norm)
        )
        if year is None and shift is None and ambiguous and not (sure or self._is_located(i)):
            return None
        capital = not self.language.data.get("month_capitals") or self.tokens[i].text[:1].isupper()
        if year is None and not capital:
            return None
        way = shift[0] if shift else self._way(i)
        if year is None and shift is None and self._is_told_as_past(i, month[1]):
            way = -1
        first = self._resolve(year[0] if year else None, month[0], 1, month[2], way)
        if first is not None and shift is not None and shift[0] < 0 and shift[1] == i and self.published is not None:
            recent = self.published.replace(day=1) - timedelta(days=1)
            if first >= recent.replace(day=1):
                first = a_year_before(first)  # "last February" in March: the month just past is "last month"
        end = year[1] if year else max(shift[1], month[1]) if shift else month[1]
        return TimeSpan(i, end, first, month_end(first, hijri=month[2]) if first else None, "month")

    def _is_located(self, i: int) -> bool:
        """Whether a word that is a name or a verb too is a month for what stands before it: "in May", "since March"."""
        return (
            i > 0
            and self.tokens[i].text[:1].isupper()
            and self._norm(i - 1) in self.language.words("before_ambiguous_months")
        )

    def _is_told_as_past(self, i: int, j: int) -> bool:
        """Whether a past verb and nothing planned stands around a month: "bought $1.12 in July"."""
        if not (past := self.language.words("past_auxiliaries")):
            return False
        around = range(max(0, i - CLAUSE), min(len(self.tokens), j + CLAUSE))
        if any(self.language.table("planned").starting_at(self.tokens, k) for k in around):
            return False
        endings = tuple(self.language.words("past_endings"))
        near = [self.tokens[k].norm for k in range(max(0, i - CLAUSE), i)]
        return self._norm(i - 1) in self.language.words("past_month_links") and any(
            word in past or word.endswith(endings) for word in near
        )

    def _is_ahead(self, i: int) -> bool:
        """Whether something planned is told right before a date: "a deal to be signed on Sunday"."""
        for k in range(i - 1, max(-1, i - CLAUSE), -1):
            apart = self.tokens[k].kind in (Kind.SYMBOL, Kind.NEWLINE)
            if apart or self.language.speech_cues.starting_at(self.tokens, k) is not None:
                return False
            if self.language.table("ahead").starting_at(self.tokens, k) is not None:
                return True
        return False

    def _way(self, i: int) -> float:
        """Whether a date at token i lies ahead: 1 where it surely does, a half where it may as well, 0 where nothing says so."""
        if self._is_ahead(i):
            return 1
        language, tokens = self.language, self.tokens
        if language.table("until").ending_at(tokens, i - 1) is not None:
            return 0.5
        future, planned = language.words("reported_future"), language.table("planned")
        near = range(max(0, i - CLAUSE), i)
        return 0.5 if any(tokens[k].norm in future or planned.starting_at(tokens, k) is not None for k in near) else 0

    def _shift_word(self, k: int) -> tuple[int, int] | None:
        """ "next", "last" and "this" after the month, as some languages say it: (−1, 0 or 1; index after it)."""
        for key, shift in (("next_words", 1), ("last_words", -1), ("this_words", 0)):
            if self._norm(k) in self.language.words(key):
                return shift, k + 1
        return None

    def _shift_before(self, i: int) -> tuple[int, int] | None:
        """The same before the month: "last April"."""
        return self._shift_word(i - 1) if i and not self.language.data.get("noun_first") else None

    def _resolve(self, year: int | None, month: int, day: int, hijri: bool, shift: float = 0) -> date | None:
        """The date; without a year it is the one nearest to publication that the word after it allows."""
        if hijri:
            return hijri_date(year, month, day) if year is not None else None
        if year is not None:
            return make_date(year, month, day)
        published = self.published
        if published is None:
            return None
        candidates = [make_date(published.year + delta, month, day) for delta in (-1, 0, 1)]
        dated = [found for found in candidates if found]
        if shift >= 1:
            dated = [found for found in dated if found >= published][:1]
        elif shift < 0:
            dated = [found for found in dated if found <= published][-1:]
        return min(dated, key=lambda found: _farness((found - published).days, even=shift > 0)) if dated else None

    def _deictic(self, i: int, key: str = "deictic") -> TimeSpan | None:
        found = self.language.table(key).starting_at(self.tokens, i) if i < len(self.tokens) else None
        if found is None:
            return None
        unit, _, offset = found[0].partition(",")
        if self.published is None or unit == "vague":
            return TimeSpan(i, found[1], None, None, unit)
        start, end = period(self.published, unit, int(offset))
        return TimeSpan(i, found[1], start, end, unit)

    def _past_filler(self, k: int) -> int:
        while self._norm(k) in self.language.words("date_filler"):
            k += 1
        return k

    def _year(self, i: int) -> TimeSpan | None:
        text = fold(self.tokens[i].text)
        previous = self._norm(i - 1) if i else ""
        if (hijri := self._hijri_year(i, text, previous)) is not None:
            return hijri
        if not re.fullmatch(r"\d{4}", text) or not 1000 <= int(text) <= MAX_YEAR:
            return None
        if int(text) < MIN_YEAR and not self._is_old_year(i, previous):
            return None
        named = self.language.is_among(previous, self.language.words("year_words"))
        if not named and counts_something(self.tokens, i, self.language):
            return None
        if named and self.language.units.starting_at(self.tokens, i + 1):
            return None
        year = int(text)
        last = self._last_of_years(i, year)
        return TimeSpan(i, i + 1 if last == year else i + 3, date(year, 1, 1), date(last, 12, 31), "year")

    def _hijri_year(self, i: int, text: str, previous: str) -> TimeSpan | None:
        """A year of the Hijri calendar, by its era or by how near it is to that of publication: «عام 1436هـ»."""
        if not self._has_hijri or not re.fullmatch(r"1[345]\d\d", text) or not is_hijri(year := int(text)):
            return None
        era = self._norm(i + 1) in self.language.words("hijri_eras")
        named = self.language.is_among(previous, self.language.words("year_words"))
        distance = year - hijri_year_of(self.published) if self.published is not None else -MAX_YEARS - 1
        if not era and not (named and -MAX_YEARS <= distance <= YEARS_AHEAD):
            return None
        first, next_first = hijri_date(year, 1, 1), hijri_date(year + 1, 1, 1)
        last = next_first - timedelta(days=1) if next_first is not None else None
        return TimeSpan(i, i + 1 + era, first, last, "year")

    def _last_of_years(self, i: int, year: int) -> int:
        """The last year of "2014-15"; the year itself where none follows."""
        run = self.tokens[i : i + 3]
        if len(run) < 3 or run[1].text not in HYPHENS or not run[0].end == run[1].start == run[2].start - 1:
            return year
        following = fold(run[2].text)
        ahead = (int(following) - year) % 100 if re.fullmatch(r"\d\d", following) else 0
        return year + ahead if 0 < ahead < MAX_YEARS else year

    def _is_old_year(self, i: int, previous: str) -> bool:
        """Whether a number that counts more often than it dates is a year: "until 1492, when"."""
        if not self.language.is_among(previous, self.language.words("old_year_words")):
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        stop = following is None or following.kind is not Kind.WORD
        return stop or self._norm(i + 1) in self.language.words("stop_words")

    def _year_forced(self, i: int) -> TimeSpan | None:
        text = fold(self.tokens[i].text)
        if not re.fullmatch(r"\d{4}", text) or not MIN_YEAR <= int(text) <= MAX_YEAR:
            return None
        return TimeSpan(i, i + 1, date(int(text), 1, 1), date(int(text), 12, 31), "year")

    def _norm(self, k: int) -> str:
        return self.tokens[k].norm if 0 <= k < len(self.tokens) else ""


def _farness(days: int, *, even: bool) -> float:
    """How far a day lies from publication; news without a word of what is to come tells of the past."""
    return days * (1 if even else AHEAD) if days > 0 else float(-days)


def counts_something(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether a four-digit number is a count and no year: a hedge or currency before it, a unit or known noun after it."""
    if i and (tokens[i - 1].kind is Kind.CURRENCY or language.table("hedges_before").ending_at(tokens, i - 1)):
        return True
    if language.units.starting_at(tokens, i + 1) is not None:
        return True
    scales = language.mapping("scales")
    for k in range(i + 1, min(i + 3, len(tokens))):
        if tokens[k].kind is not Kind.WORD or tokens[k].norm in language.words("stop_words"):
            return False
        found = language.nouns.starting_at(tokens, k)
        if tokens[k].norm in scales or (
            found is not None and (found[0].form == "plural" or language.data.get("singular_after_ten"))
        ):
            return True
    return False


def clitic_table(language: Language, key: str) -> PhraseTable[str]:
    """A list of the language's whose words may have a clitic before them."""
    return language.table(key, clitics=True)
