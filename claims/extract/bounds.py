"""What stands around an amount: hedges and bounds, trends, and the second end of a range."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from claims.extract.amounts import NO_UNIT, Amount, read_amount
from claims.extract.numbers import read_number
from claims.languages import Kind, Language, Token
from claims.model import Relation


def hedge_before(tokens: Sequence[Token], i: int, floor: int, language: Language) -> tuple[int, Relation | None]:
    """(first token of the hedges before the number, the bound that they make). The outermost bound wins over "about"."""
    table = language.table("hedges_before")
    start, relation = i, None
    for _ in range(3):
        k = start - 1
        while k >= floor and tokens[k].norm in language.words("hedge_gap"):
            k -= 1
        found = table.ending_at(tokens, k) if k >= floor else None
        if found is None or found[1] < floor:
            break
        if found[0] != Relation.ABOUT and any(t.norm in language.words("articles") for t in tokens[k + 1 : start]):
            break  # "presides over a five-member council"
        if tokens[k].kind is Kind.NEWLINE:
            break
        if found[1] == floor and k == floor and floor and tokens[k].norm in language.words("not_after_quantity"):
            break
        if relation is None or relation is Relation.ABOUT:
            relation = Relation(found[0])
        start = found[1]
    return start, relation


def hedge_after(tokens: Sequence[Token], j: int, language: Language) -> tuple[int, Relation | None]:
    found = language.table("hedges_after", clitics=False).starting_at(tokens, j)
    if found is None or (found[1] < len(tokens) and tokens[found[1]].norm in language.words("compares")):
        return j, None  # "or less than 6,000" is of the next number
    return found[1], Relation(found[0])


def change_before(tokens: Sequence[Token], start: int, floor: int, language: Language) -> str | None:
    """The trend word before the number, over a gap of words such as "by" and "another"."""
    table, gap = language.table("change_before"), language.words("change_gap")
    k = start - 1
    for _ in range(6):
        if k < floor:
            return None
        found = table.ending_at(tokens, k)
        if found is not None:
            return found[0]
        if not any(rest in gap for rest in language.forms(tokens[k].norm)):
            return None
        k -= 1
    return None


def change_after(tokens: Sequence[Token], j: int, language: Language) -> str | None:
    found = language.table("change_after", clitics=False).starting_at(tokens, j)
    if found is None:
        return None
    following = tokens[found[1]].norm if found[1] < len(tokens) else ""
    if found[0] and tokens[j].norm in language.words("change_needs_than") and following not in language.words("than"):
        return None
    return found[0]


def widened(tokens: Sequence[Token], first: Amount, language: Language, taken: AbstractSet[int]) -> tuple[Amount, bool]:
    """The amount widened to a range where a second one follows: "10-15", "between five and ten", "$10 to $15 billion"."""
    for j in (first.j, _number_end(tokens, first, language)):
        joined = _range_join(tokens, first, j, language)
        if joined is None or joined >= len(tokens) or joined in taken:
            continue
        second = read_amount(tokens, joined, language, taken)
        if second is None or second.unit.dimension == "none":
            continue
        low, high = first.low, second.high
        if second.scale > 1 and first.scale == 1 and low < second.high / second.scale:
            low *= second.scale
        if first.unit is not NO_UNIT and second.unit is not NO_UNIT and first.unit.name != second.unit.name:
            continue
        if first.noun is not None and second.noun is not None and first.noun.unit != second.noun.unit:
            continue
        if low > high and tokens[j].kind is Kind.WORD and _moves(tokens, first, language):
            low, high = high, low  # "dropped from 208 pounds to 193"
        if low >= high:
            continue
        unit = second.unit if second.unit is not NO_UNIT else first.unit
        noun = second.noun or first.noun
        if unit is not NO_UNIT and noun is not None:
            continue
        return replace(
            second, low=low, high=high, i=first.i, number_i=first.number_i, unit=unit, noun=noun, form="range"
        ), True
    return first, False


def _moves(tokens: Sequence[Token], first: Amount, language: Language) -> bool:
    """Whether the amount is where a value came from."""
    return any(rest in language.words("range_from") for rest in language.forms(tokens[first.i - 1].norm))


def _number_end(tokens: Sequence[Token], amount: Amount, language: Language) -> int:
    number = read_number(tokens, amount.number_i, language)
    return number.end if number else amount.j


def _range_join(tokens: Sequence[Token], first: Amount, j: int, language: Language) -> int | None:
    """Index of the second number, where the words between make a range."""
    if j >= len(tokens):
        return None
    previous = set(language.forms(tokens[first.i - 1].norm)) if first.i else set()
    if first.i >= 2 and tokens[first.i - 1].norm in language.words("hedge_gap"):
        previous |= set(language.forms(tokens[first.i - 2].norm))
    for opening, joins in (language.data.get("range_join") or {}).items():
        if opening not in previous:
            continue
        for join in joins:
            if tokens[j].norm == join:
                return j + 1
            if join in language.additive and tokens[j].norm.startswith(join) and len(tokens[j].norm) > 1:
                return j
    if tokens[j].norm in language.words("range_marks"):
        changed = change_before(tokens, first.i, 0, language) is not None
        if tokens[j].kind is Kind.WORD and changed:
            return None
        return j + 1
    return None


def range_opening(tokens: Sequence[Token], start: int, floor: int, language: Language) -> int:
    opening = language.words("range_open") | language.words("hedge_gap")
    while start - 1 >= floor and any(rest in opening for rest in language.forms(tokens[start - 1].norm)):
        start -= 1
    return start
