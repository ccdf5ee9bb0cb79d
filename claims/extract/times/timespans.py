"""Times as they stand in a text: spans, the words that frame them ("since", "by") and spans that make one time together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from claims.extract.numbers.numerals import HYPHENS
from claims.extract.times.calendars import a_year_before, back, shifted
from claims.languages import Kind, Language, Token
from claims.values import dataclass

CLAUSE = 8
"""Tokens from the preposition of a beginning to "has"."""
OPENED = 3
"""Tokens between "began" and its time."""
FRAME = 12
"""Tokens between "since" and its date: "since the war began on 7 October"."""
MAX_FILLER = 3
"""Tokens between "since" or "by" and the time, such as "the"."""
NEXT_TO = 3
"""Days ahead in which a day of a name is nearer than the one before."""
MAX_JOINED = timedelta(days=7)
"""Days that "and" joins to one time."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The time that tokens i to j name, as an interval of days; None where it can't be resolved."""

    i: int
    j: int
    start: date | None
    end: date | None
    grain: str
    """day, week, month, year, clock or vague."""
    since: bool = False
    """It reaches from there to the day of publication."""
    until: bool = False
    """It is named as a deadline."""
    counted: bool = False
    """Its tokens hold a quantity: "three years" in "the past three years"."""
    dated: int = 0
    """How many tokens at the end of a counted one are a date: the year of "the last three months of 2023"."""


def framed(tokens: Sequence[Token], span: TimeSpan, language: Language, published: date | None) -> TimeSpan:
    """The time with the "since" or "by" that stands before it."""
    at = [span.i - 1]
    while at[-1] > 0 and tokens[at[-1]].norm in language.words("date_filler") and len(at) < MAX_FILLER:
        at.append(at[-1] - 1)
    closed = _closed_period(tokens, span, at, language)
    if closed is not None:
        return closed
    since, until = language.table("since"), language.table("until")
    in_clause = _in_since_clause(tokens, at[-1], language)
    if span.start and (in_clause or any(since.ending_at(tokens, k) for k in at)):
        if in_clause and published is not None and span.start > published:
            span = replace(span, start=a_year_before(span.start))  # "since August" looks back
        return replace(
            span,
            end=None if published is None or span.start is None or span.start > published else published,
            since=True,
        )
    if span.end and any(until.ending_at(tokens, k) for k in at):
        return replace(span, until=True)
    return span


def _closed_period(tokens: Sequence[Token], span: TimeSpan, at: list[int], language: Language) -> TimeSpan | None:
    """The months that end with a time: "in the quarter ended 31 January", "in the year to the end of March"."""
    if span.end is None or span.grain not in ("day", "month"):
        return None
    found = next((f for k in at if (f := language.table("closed_periods").ending_at(tokens, k))), None)
    if found is None:
        return None
    start = back(span.end + timedelta(days=1), int(found[0]), "month")
    return replace(span, i=found[1], start=start, grain="month") if start else None


def _in_since_clause(tokens: Sequence[Token], before: int, language: Language) -> bool:
    """ "Since the war began on 7 October"."""
    for k in range(before, max(before - FRAME, -1), -1):
        token = tokens[k]
        if token.text in HYPHENS:
            continue  # "since the war began with anti-regime protests in 2011"
        if token.kind is not Kind.WORD:
            return False
        if language.is_among(token.norm, language.words("since_clause")):
            return True
        if token.norm in language.words("since_verbs") and k > before - OPENED:
            relative = tokens[k - 1].norm in language.words("relative_pronouns") if k else False
            if relative and _goes_on(tokens, before, language):
                return True  # "the war which started in March 2011 has killed"
    return False


def _goes_on(tokens: Sequence[Token], before: int, language: Language) -> bool:
    """Whether a perfect tense goes on behind a clause that tells when something began."""
    perfect = language.words("perfect_auxiliaries")
    return any(token.norm in perfect for token in tokens[before : before + CLAUSE])


def joined(tokens: Sequence[Token], spans: list[TimeSpan], language: Language) -> list[TimeSpan]:
    """Neighbouring spans that name one time: "from 1 January to 15 March", "Friday and Saturday", "Monday, 11 March"."""
    found: list[TimeSpan] = []
    for span in spans:
        both = _both(tokens, found[-1], span, language) if found else None
        if both is None:
            found.append(span)
        else:
            found[-1] = both
    return found


def _named_day(tokens: Sequence[Token], a: TimeSpan, b: TimeSpan, language: Language) -> TimeSpan | None:
    """ "Tomorrow, Sunday", «أمس الأحد»: the day of that name next to the one that the other word tells."""
    if not (a.start and b.start and b.i == a.j and b.j - b.i == 1 and a.grain == b.grain == "day") or a.counted:
        return None
    if (
        language.table("deictic").starting_at(tokens, a.i) is None
        or language.table("weekdays").starting_at(tokens, b.i) is None
    ):
        return None
    ahead = (b.start - a.start).days % 7
    day = shifted(a.start, ahead if ahead <= NEXT_TO else ahead - 7)
    return replace(b, i=a.i, start=day, end=day, since=a.since, until=a.until)


def _both(tokens: Sequence[Token], a: TimeSpan, b: TimeSpan, language: Language) -> TimeSpan | None:
    named = _named_day(tokens, a, b, language)
    if named is not None:
        return named
    if b.i - a.j > 1 or not (a.start and a.end and b.start and b.end) or a.counted or b.counted:
        return None
    link = tokens[a.j].norm if b.i > a.j else ""
    if a.start < b.start and a.grain == b.grain != "clock" and _is_between(tokens, a, b, language):
        return replace(a, j=b.j, end=b.end, since=False, until=False)
    if (link in ("", ",", "،", "(") and a.grain == b.grain == "day" and a.start == b.start and not b.since) or (
        link in ("", ",", "،", "(")
        and a.grain == "day"
        and b.grain == "day"
        and a.j - a.i == 1
        and (b.j - b.i > 1 or tokens[b.i].kind is Kind.DATE)
    ):
        return replace(b, i=a.i, since=a.since or b.since, until=a.until or b.until)
    if link in language.words("time_range") and a.start <= b.end and (b.until or not b.since):
        return replace(a, j=b.j, end=b.end, since=False, until=False)
    adds = link in language.words("joiners") or (
        not link and any(clitic in language.additive for clitic, _ in language.split(tokens[b.i].norm) if clitic)
    )
    night = not link and a.i and tokens[a.i - 1].norm in language.words("night_words")
    near = a.grain == b.grain == "day" and timedelta(0) < b.start - a.start <= MAX_JOINED
    return replace(a, j=b.j, end=b.end) if near and (adds or night) else None


def _is_between(tokens: Sequence[Token], a: TimeSpan, b: TimeSpan, language: Language) -> bool:
    """Whether "between" and "and" make two times the ends of one: «بين سنتي 1950 و2016»."""
    joiners, fillers = language.words("joiners"), language.words("year_words")
    opens = {word for word, joins in language.mapping("range_join").items() if joiners.intersection(joins)}
    k = a.i - 1
    if k > 0 and tokens[k].norm in fillers:
        k -= 1
    if k < 0 or tokens[k].norm not in opens:
        return False
    if b.i > a.j:
        return tokens[a.j].norm in joiners
    return any(clitic in language.additive for clitic, _ in language.split(tokens[b.i].norm) if clitic)
