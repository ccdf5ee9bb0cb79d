"""Which numbers are of a score or of a clock: "2-0", "won 3-2", "at one set all", "at 23.45"?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.extract.numbers.numbers import read_number
from claims.extract.numbers.numerals import HYPHENS, joiner
from claims.extract.quantities.amounts import Amount
from claims.languages import Kind, Language, Token
from claims.languages.tokens import number_value

CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
MAX_SCORE = 200
NIL_MARKS = HYPHENS | {":", "/"}
SCORE_MARKS = HYPHENS | {":"}
SCORE_REACH = 4
"""Tokens between "won" and the score."""


def end_of_score(tokens: Sequence[Token], amount: Amount, language: Language) -> int | None:
    """ "2-0", "won 3-2", "lost 2-3", "a 3-to-1 vote", «بنتيجة 3 مقابل 2»: a score falls or stands, or a word of games is near; a range rises."""
    j = amount.number_i + 1
    if amount.high >= MAX_SCORE or j >= len(tokens):
        return None
    if tokens[j].text not in NIL_MARKS and not _is_joined(tokens, j, language):
        return None
    if is_nil(tokens, j + 1, language):
        return j + 2  # "3-nil", «3 / صفر»
    near, words = tokens[max(0, amount.i - SCORE_REACH) : amount.i], language.words("score_words")
    played = _follows_score(tokens, amount.i, language) or any(language.is_among(token.norm, words) for token in near)
    k = _second_of_score(tokens, j, played, language)
    if k is None or tokens[k].kind is not Kind.NUMBER:
        return None
    second = read_number(tokens, k, language)
    if second is None or second.high >= MAX_SCORE or second.end != k + 1:
        return None
    return k + 1 if played or second.low <= amount.low < 100 else None


def end_of_nil(tokens: Sequence[Token], amount: Amount) -> int | None:
    """A zero in words that opens a score, or that stands before what nobody counts: «صفر - 2», «المعلم صفر المالكي»."""
    j = amount.number_i + 1
    second = tokens[j + 1] if j + 1 < len(tokens) and tokens[j].text in NIL_MARKS else None
    if second is not None and (second.kind is Kind.NUMBER or second.norm == tokens[amount.number_i].norm):
        return j + 2
    return amount.j if amount.noun is not None and amount.noun.concept is None else None


def is_nil(tokens: Sequence[Token], k: int, language: Language) -> bool:
    return k < len(tokens) and language.is_among(tokens[k].norm, language.words("score_nil"))


def _is_joined(tokens: Sequence[Token], j: int, language: Language) -> bool:
    return tokens[j].norm in language.words("score_joiners")


def _follows_score(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether a score that falls stands before, over a comma or "and": the 3-6 of "6-4, 3-6"."""
    if i < 4 or not (tokens[i - 1].text in ",،" or joiner(tokens, i - 1, language) == i):
        return False
    first, mark, second = tokens[i - 4 : i - 1]
    if mark.text not in SCORE_MARKS or first.kind is not Kind.NUMBER or second.kind is not Kind.NUMBER:
        return False
    return number_value(second.text) <= number_value(first.text) < MAX_SCORE


def _second_of_score(tokens: Sequence[Token], j: int, played: bool, language: Language) -> int | None:
    """The index of the second number of a score whose first ends before token j."""
    joiners = language.words("score_joiners")
    dashed = 3 if j + 2 < len(tokens) and tokens[j + 1].norm in joiners and tokens[j + 2].text in HYPHENS else 1
    k = j + dashed
    if k >= len(tokens):
        return None
    glued = all(tokens[at].end == tokens[at + 1].start for at in range(j - 1, k))
    if tokens[j].text in SCORE_MARKS and glued:
        return k
    return j + 1 if played and _is_joined(tokens, j, language) else None


def is_tie(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "At one set all": so many on both sides."""
    j = amount.j
    if j >= len(tokens) or tokens[j].norm not in language.words("ties"):
        return False
    return (
        j + 1 >= len(tokens) or tokens[j + 1].kind is not Kind.WORD or tokens[j + 1].norm in language.words("joiners")
    )


def is_clock(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "She will speak at 23.45": hours and minutes behind "at", where nothing stands at such a level."""
    i = amount.number_i
    if i < 2 or amount.noun is not None or tokens[i - 1].norm not in language.words("clock_prepositions"):
        return False
    if CLOCK.fullmatch(tokens[i].text) is None or amount.j != i + 1:
        return False
    levels = language.words("level_verbs", "clause_verbs") | {","}
    trend = language.table("change_before").ending_at(tokens, i - 2) is not None
    return not trend and tokens[i - 2].norm not in levels and tokens[i - 2].kind is Kind.WORD
