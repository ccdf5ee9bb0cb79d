"""Tokens → quantities: a number with its hedge, trend and unit, and what is not one left alone. One pass, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from claims.extract.numbers.numerals import HYPHENS, joiner
from claims.extract.quantities.amounts import (
    NO_UNIT,
    Amount,
    is_object,
    is_ordinal,
    is_pronoun_word,
    one_and_more,
    one_of_every,
    read_amount,
    with_unit,
)
from claims.extract.quantities.bounds import (
    change_after,
    change_before,
    hedge_after,
    hedge_before,
    loses_things,
    moved_before,
    negated,
    range_opening,
    verb_bound,
    widened,
)
from claims.extract.quantities.identifiers import end_of_identifier
from claims.extract.quantities.mentions import Mention, interval
from claims.extract.quantities.merging import merged_and_shared
from claims.extract.quantities.unnumbered import bounded_unit, dual_noun, one_behind_noun, zero
from claims.extract.text.triage import Triage
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind, Language, Token
from claims.model import Quantity, Relation

MAX_DAY = 31
ROW = 16
"""Numbers in a row with nothing between them."""
DAYS_OF_DATE = 4
"""Days that may share a month's name."""


def find_quantities(
    text: str, tokens: Sequence[Token], language: Language, times: Sequence[TimeSpan] = ()
) -> list[Mention]:
    """All quantities of a text, left to right, none overlapping another."""
    taken = {k for span in times for k in range(span.j - span.dated if span.counted else span.i, span.j)}
    mentions: list[Mention] = []
    floor = 0
    for i in _STARTS.candidates(tokens, language):
        if i < floor or i in taken:
            continue
        row = _end_of_row(tokens, i)
        if row > i:
            floor = row
            continue
        found = _quantity_at(text, tokens, i, floor, language, taken)
        if found is None:
            continue
        if found.quantity.dimension != "none":
            mentions.append(found)
        floor = max(found.j, i + 1)
    return merged_and_shared(text, tokens, mentions, language)


def _end_of_row(tokens: Sequence[Token], i: int) -> int:
    """Behind the numbers of a table, so many in a row that the text counts nothing with them; i itself where no such row begins."""
    j = i
    while j < len(tokens) and tokens[j].kind is Kind.NUMBER:
        j += 1
    return j if j - i >= ROW else i


def _quantity_at(
    text: str, tokens: Sequence[Token], i: int, floor: int, language: Language, taken: AbstractSet[int]
) -> Mention | None:
    return zero(text, tokens, i, language) or _mention(text, tokens, i, floor, language, taken)


_STARTS = Triage(lambda tokens, i, language: _quantity_at("", tokens, i, 0, language, frozenset()))


def _mention(
    text: str, tokens: Sequence[Token], i: int, floor: int, language: Language, taken: AbstractSet[int]
) -> Mention | None:
    if is_ordinal(tokens, i, language):
        return _nothing(tokens, i, i + 1)
    behind = one_behind_noun(text, tokens, i, language)
    if behind is not None and behind.i >= floor and behind.quantity.high != 1:
        return behind  # «سائقين اثنين»; "one" may as well begin a number: «واحد من كل خمسة»
    first = read_amount(tokens, i, language, taken) or one_and_more(tokens, i, language)
    if first is None or (behind is not None and behind.i >= floor and _is_bare_one(first)):
        return dual_noun(text, tokens, i, floor, language) or behind or bounded_unit(text, tokens, i, floor, language)
    first = one_of_every(tokens, first, floor, language) or first
    amount, is_range = widened(tokens, first, language, taken)
    if _is_day_of_date(tokens, first, language, taken):
        return _nothing(tokens, first.i, first.j)
    identifier = end_of_identifier(tokens, first, language)
    if identifier is not None:
        return _nothing(tokens, first.i, max(identifier, amount.j) if is_range else identifier)
    amount, start, end, relation = _bounded(tokens, amount, floor, language, taken)
    if is_range:
        start = range_opening(tokens, start, floor, language)
    change = _change(tokens, amount, start, end, floor, language)
    if is_range and amount.low < first.low and amount.high == first.high:
        change = change or "down"  # «من 98 إلى 73»
    if is_range:
        relation = relation if relation is Relation.ABOUT else Relation.RANGE
    elif amount.form == "about":
        relation = relation or Relation.ABOUT
    elif amount.form == "vague":
        relation = Relation.RANGE if relation is None else relation
    low, high = interval(amount.low, amount.high, relation)
    moved = is_range and change is not None and _comes_from(tokens, first.i, language)
    unit, share = amount.unit.name or None, not amount.unit.name and _is_share(first, amount)
    begin, stop = tokens[start].start + _clitic_skip(tokens[start], language), tokens[end - 1].end
    quantity = Quantity(
        start=begin,
        end=stop,
        quote=text[begin:stop],
        low=low,
        high=high,
        relation=relation or Relation.EQUAL,
        change=change,
        unit="share" if share else unit or (amount.noun.unit if amount.noun else None),
        dimension=amount.unit.dimension if unit else "ratio" if share else "count",
    )
    known = amount.noun.concept if amount.noun else None
    counts = known is None and not unit and amount.form != "fraction"
    weak = (
        counts
        and is_pronoun_word(tokens[amount.number_i], language)
        and not is_object(tokens, amount.number_i, language)
    )
    return Mention(quantity, start, end, amount.number_i, amount.noun, known, moved, weak)


def _is_bare_one(amount: Amount) -> bool:
    """Whether "one" stands alone, or before what may as well be no noun: «في شهر واحد لتستقر»."""
    counts = amount.unit is not NO_UNIT or (amount.noun is not None and amount.noun.concept is not None)
    return amount.low == amount.high == 1 and amount.form == "words" and not counts


def _is_day_of_date(tokens: Sequence[Token], amount: Amount, language: Language, taken: AbstractSet[int]) -> bool:
    """Whether a bare number is a day that shares its month with the days behind it: "3, 17 and 28 January", "6-7 March", "13 to 15 June"."""
    if amount.form != "digits" or not 1 <= amount.low <= MAX_DAY or amount.unit is not NO_UNIT:
        return False
    k, ranges = amount.number_i + 1, language.words("range_to")
    for _ in range(DAYS_OF_DATE):
        joined = k < len(tokens) and (
            tokens[k].text in ",،"
            or tokens[k].text in HYPHENS
            or tokens[k].norm in ranges
            or joiner(tokens, k, language) > k
        )
        if not joined or k + 1 >= len(tokens) or tokens[k + 1].kind is not Kind.NUMBER:
            return False
        if k + 1 in taken:
            return len(tokens[k + 1].text) <= 2
        k += 2
    return False


def _bounded(
    tokens: Sequence[Token], amount: Amount, floor: int, language: Language, taken: AbstractSet[int]
) -> tuple[Amount, int, int, Relation | None]:
    """The amount with what is counted behind a hedge, where it starts and ends with its hedges, and the bound that they set."""
    start, relation = hedge_before(tokens, amount.i, floor, language)
    start, relation = negated(tokens, start, floor, relation, language)
    end, after = hedge_after(tokens, amount.j, language)
    if after is not None:
        relation = after if relation in (None, Relation.ABOUT) else relation
        if amount.unit is NO_UNIT and amount.noun is None:
            more = with_unit(tokens, amount, language, taken, hedged=end - amount.j)
            if more is not None and (more.unit is not NO_UNIT or more.noun is not None):
                amount, end = more, more.j
    if relation is None:
        start, relation = verb_bound(tokens, start, floor, language)
    return amount, start, end, relation


def _change(
    tokens: Sequence[Token], amount: Amount, start: int, end: int, floor: int, language: Language
) -> str | None:
    """Whether something rose or fell by or to the amount; not where it came from."""
    if amount.unit.dimension == "percent" and amount.high < 0:
        return "down"
    before = None
    if floor and floor == start - 1 and language.table("change_before").ending_at(tokens, floor - 1) is not None:
        floor -= 1  # "more than doubled to 31,300"
    behind_comma = amount.form == "range" and 0 < floor == start - 2 and tokens[floor].text == ","
    if behind_comma and _comes_from(tokens, start + 1, language):
        return None  # "to $84 billion, down from $89 to $93 billion"
    moves = amount.form == "range" or not _comes_from(tokens, start, language, "comes_from")
    if moves and not loses_things(tokens, start, floor, amount, language):
        moved = amount.form == "range" and _comes_from(tokens, start + 1, language)
        of_whole = end < len(tokens) and tokens[end].norm in language.words("of_whole")
        if {amount.unit.name, amount.unit.dimension} & language.words("units_of_trends") and not of_whole:
            moved = True  # «تراجع الجنيه 38 بالمئة»
        if amount.noun is None or tokens[start - 1].norm not in language.words("change_not_of_counts"):
            before = change_before(tokens, start, floor, language, moved=moved)
        if before is None and amount.unit is not NO_UNIT:
            led = start > 0 and tokens[start - 1].norm in language.words("range_to")
            before = moved_before(tokens, start, floor, language, sets=not moved) if moved or led else None
        if amount.unit.dimension == "money" and start and tokens[start - 1].norm in language.words("raises_funds"):
            before = None
    return before or change_after(tokens, end, language)


def _comes_from(tokens: Sequence[Token], i: int, language: Language, key: str = "range_from") -> bool:
    """Whether a value is where something came from; in a language whose "from" is "by" as well, a single one has words of its own."""
    origins = language.words(key) or language.words("range_from")
    return i > 0 and language.is_among(tokens[i - 1].norm, origins)


def _is_share(first: Amount, amount: Amount) -> bool:
    """Whether an amount is a part of one, or lies between two such parts: «بين ربع وثلث»."""
    return amount.form == "fraction" or (first.form == "fraction" and amount.form == "range" and amount.high <= 1)


def _clitic_skip(token: Token, language: Language) -> int:
    """Additive clitics ("and") are not part of a quote; prepositions are."""
    if token.kind is not Kind.WORD:
        return 0
    if not language.additive:
        return 0
    openings = [
        language.mapping(key) for key in ("numerals", "scales", "scaled", "vague", "fractions", "construct_duals")
    ]
    if any(token.norm in words for words in openings):
        return 0
    for clitic in language.additive:
        rest = token.norm.removeprefix(clitic)
        opens = rest in language.words("range_open") or any(rest in words for words in openings)
        if rest != token.norm and (opens or language.table("hedges_before").starts(rest)):
            return len(clitic)
    return 0


def _nothing(tokens: Sequence[Token], i: int, j: int) -> Mention:
    empty = Quantity(tokens[i].start, tokens[j - 1].end, "", None, None, dimension="none")
    return Mention(empty, i, j, i, None, None)
