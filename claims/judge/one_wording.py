"""Two texts in the same words but for a number: what the number is of need not be known for them to disagree."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from claims.extract import extract
from claims.judge.context import Measured, PairContext
from claims.judge.naming import month_of
from claims.judge.rules.grounds import agree
from claims.judge.tolerance import Tolerances
from claims.judge.words import value
from claims.languages import Kind, Language, Token, load, tokenise
from claims.model import Claim, Judgement, Quantity, Verdict

MAX_TOKENS = 150
MAX_CHANGES = 3
"""More of them make other texts."""
YEARS = range(1900, 2100)
"""Numbers that are taken for years."""
RULE = "contradiction"


def other_number(a: str, b: str, lang: str, tolerances: Tolerances) -> Judgement | None:
    """A contradiction where nothing but numbers and their hedges differ, and some values cannot both be true."""
    language = load(lang)
    first, second = (tokenise(text[: MAX_TOKENS * 20], language.spelling) for text in (a, b))
    if max(len(first), len(second)) > MAX_TOKENS:
        return None
    matcher = SequenceMatcher(None, [t.norm for t in first], [t.norm for t in second], autojunk=False)
    changes = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    if not 0 < len(changes) <= MAX_CHANGES:
        return None
    known = PairContext(ties=Measured(same_words=1.0), alone=True)
    found = None
    for i, j, k, m in changes:
        one, other = _number(first, i, j, a, language), _number(second, k, m, b, language)
        if one is None or other is None:
            return None
        if found is None and not agree(one, other, known, tolerances):
            found = Judgement(
                Verdict.CONTRADICTION,
                RULE,
                f"In the same words the one says {value(one, tolerances)}, the other {value(other, tolerances)}.",
            )
    return found


def _number(tokens: Sequence[Token], i: int, j: int, text: str, language: Language) -> Claim | None:
    """The number of a stretch of numbers and hedges, or right behind it; None where words or dates differ too."""
    if any(token.kind is not Kind.NUMBER and token.norm not in _hedges(language) for token in tokens[i:j]):
        return None
    end = j if any(token.kind is Kind.NUMBER for token in tokens[i:j]) else j + 1
    if end > len(tokens) or end == i or tokens[end - 1].kind is not Kind.NUMBER or _is_date(tokens, end - 1, language):
        return None
    while i and tokens[i - 1].norm in _hedges(language):
        i -= 1  # a bound that both have
    written = text[tokens[i].start : tokens[end - 1].end]
    quantities = extract(written, lang=language.code).quantities
    return _claim(quantities[0], written) if len(quantities) == 1 else None


def _claim(quantity: Quantity, written: str) -> Claim:
    return Claim(
        quantity.start, quantity.end, quantity.quote, quantity.low, quantity.high, quantity.relation, sentence=written
    )


def _is_date(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a number is a year, or stands beside a month."""
    near = (tokens[n] for n in (k - 1, k + 1) if 0 <= n < len(tokens))
    year = tokens[k].norm.isdigit() and int(tokens[k].norm) in YEARS
    return year or any(month_of(token, language) is not None for token in near)


@cache
def _hedges(language: Language) -> frozenset[str]:
    """The words of bounds and hedges."""
    return frozenset(word for phrase in language.table("hedges_before").meaning for word in phrase)
