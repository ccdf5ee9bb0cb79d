"""Tokens → quantities: a number with its hedge, trend and unit, and what is not one left alone. One pass, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extract.nouns import CountedNoun, counted_noun
from claims.extract.numbers import HYPHENS, Number, read_number
from claims.extract.times import TimeSpan
from claims.languages import Kind, Language, Token
from claims.languages.language import Unit
from claims.model import Quantity, Relation

NO_UNIT = Unit("", "count")


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity and where its parts stand: tokens i to j, the number at number_i, the counted noun."""

    quantity: Quantity
    i: int
    j: int
    number_i: int
    noun: CountedNoun | None
    concept: str | None


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with the unit that is written with it."""

    low: float
    high: float
    i: int
    number_i: int
    j: int
    unit: Unit
    noun: CountedNoun | None
    form: str
    scale: float


def find_quantities(
    text: str, tokens: Sequence[Token], language: Language, times: Sequence[TimeSpan] = ()
) -> list[Mention]:
    """All quantities of a text, left to right, none overlapping another."""
    taken = {k for span in times for k in range(span.i, span.j)}
    mentions: list[Mention] = []
    i, floor = 0, 0
    while i < len(tokens):
        if i in taken:
            i += 1
            continue
        found = _zero(text, tokens, i, language) or _mention(text, tokens, i, floor, language, taken)
        if found is None:
            i += 1
            continue
        if found.quantity.dimension != "none":
            mentions.append(found)
        floor = i = max(found.j, i + 1)
    return _merge_bounds(text, tokens, mentions, language)


def _merge_bounds(text: str, tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """ "more than 10 and less than 20" is one quantity."""
    merged: list[Mention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        both = _both_bounds(before, mention, tokens, language) if before is not None else None
        if before is None or both is None:
            merged.append(mention)
            continue
        start, end = before.quantity.start, mention.quantity.end
        shown = before if before.noun is not None or before.quantity.unit else mention
        quantity = replace(
            shown.quantity,
            start=start,
            end=end,
            quote=text[start:end],
            low=both[0],
            high=both[1],
            relation=Relation.RANGE,
        )
        merged[-1] = replace(shown, quantity=quantity, i=before.i, j=mention.j, number_i=before.number_i)
    return merged


def _both_bounds(
    a: Mention, b: Mention, tokens: Sequence[Token], language: Language
) -> tuple[float | None, float | None] | None:
    bounds = (Relation.MORE, Relation.AT_LEAST), (Relation.LESS, Relation.AT_MOST)
    lower, upper = (a, b) if a.quantity.relation in bounds[0] else (b, a)
    if lower.quantity.relation not in bounds[0] or upper.quantity.relation not in bounds[1]:
        return None
    if a.quantity.unit and b.quantity.unit and a.quantity.unit != b.quantity.unit:
        return None
    between = tokens[a.j : b.i]
    joiners = language.words("joiners") | language.words("contrasts")
    glued = any(clitic for clitic, _ in language.split(tokens[b.i].norm) if clitic in language.additive)
    if len(between) > 2 or not (between or glued) or any(t.text != "," and t.norm not in joiners for t in between):
        return None
    low, high = lower.quantity.low, upper.quantity.high
    return (low, high) if low is not None and high is not None and low < high else None


# -- one quantity ----------------------------------------------------------------------------------------------------------


def _mention(
    text: str, tokens: Sequence[Token], i: int, floor: int, language: Language, taken: set[int]
) -> Mention | None:
    first = _amount(tokens, i, language, taken)
    if first is None:
        return _dual_noun(text, tokens, i, floor, language)
    if _names_something(tokens, first, language):
        return _nothing(tokens, first.i, first.j)
    amount, is_range = _range(tokens, first, language, taken)
    start, relation = _hedge_before(tokens, amount.i, floor, language)
    change = _change_before(tokens, start, floor, language)
    end, after = _hedge_after(tokens, amount.j, language)
    if after is not None:
        relation = after if relation in (None, Relation.ABOUT) else relation
    change = change or _change_after(tokens, end, language)
    if is_range:
        relation, start = Relation.RANGE, _range_opening(tokens, start, floor, language)
    elif amount.form == "vague":
        relation = Relation.RANGE if relation is None else relation
    low, high = _interval(amount.low, amount.high, relation)
    unit = amount.unit.name or None
    quantity = Quantity(
        start=tokens[start].start + _clitic_skip(tokens[start], language),
        end=tokens[end - 1].end,
        quote="",
        low=low,
        high=high,
        relation=relation or Relation.EQUAL,
        change=change,
        unit=unit or (amount.noun.unit if amount.noun else None),
        dimension=amount.unit.dimension if unit else ("ratio" if amount.form == "fraction" else "count"),
    )
    if quantity.dimension == "ratio":
        quantity = replace(quantity, unit="share")
    quantity = replace(quantity, quote=text[quantity.start : quantity.end])
    return Mention(quantity, start, end, amount.number_i, amount.noun, amount.noun.concept if amount.noun else None)


def _clitic_skip(token: Token, language: Language) -> int:
    """Additive clitics ("and") are not part of a quote; prepositions are."""
    for clitic in language.additive:
        if (
            token.kind is Kind.WORD
            and token.norm.startswith(clitic)
            and language.table("hedges_before").meaning.get((token.norm[len(clitic) :],))
        ):
            return len(clitic)
    return 0


def _nothing(tokens: Sequence[Token], i: int, j: int) -> Mention:
    empty = Quantity(tokens[i].start, tokens[j - 1].end, "", None, None, dimension="none")
    return Mention(empty, i, j, i, None, None)


def _interval(low: float, high: float, relation: Relation | None) -> tuple[float | None, float | None]:
    if relation in (Relation.MORE, Relation.AT_LEAST):
        return low, None
    if relation in (Relation.LESS, Relation.AT_MOST):
        return None, high
    return low, high


def _amount(tokens: Sequence[Token], i: int, language: Language, taken: set[int]) -> _Amount | None:
    """The number at token i with a currency before it and its unit or counted noun after it."""
    currency = language.currencies.starting_at(tokens, i) if tokens[i].kind is Kind.CURRENCY else None
    start, number_i = i, i
    unit = NO_UNIT
    if tokens[i].kind is Kind.CURRENCY:
        if currency is None:
            sign = tokens[i].norm[-1] if tokens[i].norm[-1] in "$¥" else tokens[i].norm[:1]
            unit = language.currencies.get(sign) or Unit("USD", "money")
            number_i = i + 1
        else:
            unit, number_i = currency[0], currency[1]
        if number_i < len(tokens) and tokens[number_i].text in ("=", "."):
            number_i += 1
    elif tokens[i].kind is Kind.WORD and _is_currency_code(tokens, i, language):
        unit, number_i = language.currencies.starting_at(tokens, i) or (NO_UNIT, i)
    if number_i >= len(tokens) or number_i in taken:
        return None
    number = read_number(tokens, number_i, language)
    if number is None or any(k in taken for k in range(number_i, number.end)):
        return None
    j = number.end
    if unit is not NO_UNIT:
        again = language.units.starting_at(tokens, j)
        if again is not None and again[0].dimension == "money":
            j = again[1]
        j = _per(tokens, j, language)
        return _Amount(number.low, number.high, start, number_i, j, unit, None, number.form, number.scale)
    measure = _unit_after(tokens, j, language)
    if measure is not None:
        end = _per(tokens, measure[1], language)
        return _Amount(number.low, number.high, start, number_i, end, measure[0], None, number.form, number.scale)
    if tokens[number_i].kind is Kind.NUMBER and j < len(tokens) and _glued_letters(tokens, j):
        return _Amount(0, 0, start, number_i, j + 1, Unit("", "none"), None, "identifier", 1)
    noun = counted_noun(tokens, j, number.low, language, taken, of_whole=number.form == "fraction")
    if _is_pronoun(tokens, number_i, number, noun, language):
        return None
    end = noun.j if noun is not None else j
    return _Amount(number.low, number.high, start, number_i, end, NO_UNIT, noun, number.form, number.scale)


def _is_currency_code(tokens: Sequence[Token], i: int, language: Language) -> bool:
    return (
        tokens[i].text.isupper()
        and tokens[i].norm in language.currencies
        and i + 1 < len(tokens)
        and tokens[i + 1].kind is Kind.NUMBER
    )


def _unit_after(tokens: Sequence[Token], j: int, language: Language) -> tuple[Unit, int] | None:
    """A measure, percent or currency right after the number, perhaps behind a hyphen."""
    if j >= len(tokens):
        return None
    k = j + 1 if tokens[j].text in HYPHENS and tokens[j].start == tokens[j - 1].end else j
    if k > j and (k >= len(tokens) or tokens[k].start != tokens[j].end):
        return None
    found = language.units.starting_at(tokens, k)
    if found is None:
        return None
    glued = tokens[k].start == tokens[j - 1].end
    if len(tokens[k].norm) == 1 and tokens[k].kind is Kind.WORD and not glued:
        return None
    return found


def _glued_letters(tokens: Sequence[Token], j: int) -> bool:
    return tokens[j].kind is Kind.WORD and tokens[j].start == tokens[j - 1].end


def _per(tokens: Sequence[Token], j: int, language: Language) -> int:
    """Takes "per barrel", "a day" into the quote."""
    if (
        j + 1 < len(tokens)
        and tokens[j].norm in language.words("per")
        and tokens[j + 1].norm in language.words("per_units")
    ):
        return j + 2
    if j < len(tokens) and tokens[j].norm in language.mapping("per_words"):
        return j + 1
    return j


def _is_pronoun(tokens: Sequence[Token], i: int, number: Number, noun: CountedNoun | None, language: Language) -> bool:
    """ "one" counts only before what it counts."""
    word = tokens[i]
    pronouns = language.words("pronoun_numerals")
    if number.end != i + 1 or word.kind is not Kind.WORD or not any(r in pronouns for r in language.forms(word.norm)):
        return False
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if following in language.words("one_of"):
        return bool(language.additive)
    return noun is None or noun.concept is None


# -- what is no quantity ------------------------------------------------------------------------------------------------------


def _names_something(tokens: Sequence[Token], amount: _Amount, language: Language) -> bool:
    """Whether the number is part of a name: "Section 427", "Boeing 737", "S&P 500"; or a score."""
    i, j = amount.number_i, amount.j
    if amount.unit.dimension == "none":
        return True
    if amount.unit is not NO_UNIT or tokens[i].kind is not Kind.NUMBER:
        return False
    if _in_name(tokens, i, language):
        return True
    previous = tokens[i - 1] if i else None
    if previous is None:
        return False
    if previous.kind is Kind.WORD and (amount.noun is None or amount.noun.concept is None):
        label = any(rest in language.words("labels") for rest in language.forms(previous.norm))
        if label and (previous.text[:1].isupper() or language.additive or previous.norm in ("no", "number", "page")):
            return True
    if previous.text in ("#", "№"):
        return True
    # 2-0: a score falls or stands; a range rises
    if (
        j + 1 < len(tokens)
        and tokens[j].text in HYPHENS
        and tokens[j + 1].kind is Kind.NUMBER
        and tokens[j].start == tokens[i].end
    ):
        following = read_number(tokens, j + 1, language)
        return following is not None and following.low <= amount.low and amount.low < 100
    return False


def _in_name(tokens: Sequence[Token], i: int, language: Language) -> bool:
    names = language.table("name_patterns", clitics=False)
    return any(
        (found := names.starting_at(tokens, k)) is not None and k <= i < found[1] for k in range(max(0, i - 3), i + 1)
    )


# -- hedges, trends, ranges -----------------------------------------------------------------------------------------------------


def _hedge_before(tokens: Sequence[Token], i: int, floor: int, language: Language) -> tuple[int, Relation | None]:
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
        if tokens[k].kind is Kind.NEWLINE:
            break
        if relation is None or relation is Relation.ABOUT:
            relation = Relation(found[0])
        start = found[1]
    return start, relation


def _hedge_after(tokens: Sequence[Token], j: int, language: Language) -> tuple[int, Relation | None]:
    found = language.table("hedges_after", clitics=False).starting_at(tokens, j)
    if found is None or (found[1] < len(tokens) and tokens[found[1]].norm in language.words("compares")):
        return j, None  # "or less than 6,000" is of the next number
    return found[1], Relation(found[0])


def _change_before(tokens: Sequence[Token], start: int, floor: int, language: Language) -> str | None:
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


def _change_after(tokens: Sequence[Token], j: int, language: Language) -> str | None:
    found = language.table("change_after", clitics=False).starting_at(tokens, j)
    if found is None:
        return None
    following = tokens[found[1]].norm if found[1] < len(tokens) else ""
    if found[0] and tokens[j].norm in language.words("change_needs_than") and following not in language.words("than"):
        return None
    return found[0]


def _range(tokens: Sequence[Token], first: _Amount, language: Language, taken: set[int]) -> tuple[_Amount, bool]:
    """The amount widened to a range where a second one follows: "10-15", "between five and ten", "$10 to $15 billion"."""
    for j in (first.j, _number_end(tokens, first, language)):
        joined = _range_join(tokens, first, j, language)
        if joined is None or joined >= len(tokens) or joined in taken:
            continue
        second = _amount(tokens, joined, language, taken)
        if second is None or second.unit.dimension == "none":
            continue
        low = first.low
        if second.scale > 1 and first.scale == 1 and low < second.high / second.scale:
            low *= second.scale
        if first.unit is not NO_UNIT and second.unit is not NO_UNIT and first.unit.name != second.unit.name:
            continue
        if first.noun is not None and second.noun is not None and first.noun.unit != second.noun.unit:
            continue
        if low >= second.high:
            continue
        unit = second.unit if second.unit is not NO_UNIT else first.unit
        noun = second.noun or first.noun
        if unit is not NO_UNIT and noun is not None:
            continue
        return replace(second, low=low, i=first.i, number_i=first.number_i, unit=unit, noun=noun, form="range"), True
    return first, False


def _number_end(tokens: Sequence[Token], amount: _Amount, language: Language) -> int:
    number = read_number(tokens, amount.number_i, language)
    return number.end if number else amount.j


def _range_join(tokens: Sequence[Token], first: _Amount, j: int, language: Language) -> int | None:
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
        changed = _change_before(tokens, first.i, 0, language) is not None
        if tokens[j].kind is Kind.WORD and changed:
            return None
        return j + 1
    return None


def _range_opening(tokens: Sequence[Token], start: int, floor: int, language: Language) -> int:
    opening = language.words("range_open") | language.words("hedge_gap")
    while start - 1 >= floor and any(rest in opening for rest in language.forms(tokens[start - 1].norm)):
        start -= 1
    return start


# -- numbers without a numeral ---------------------------------------------------------------------------------------------------


def _dual_noun(text: str, tokens: Sequence[Token], i: int, floor: int, language: Language) -> Mention | None:
    """A dual noun holds the number two: «جنديين»."""
    if tokens[i].kind is not Kind.WORD:
        return None
    for clitic, rest in language.split(tokens[i].norm):
        noun = language.nouns.get(rest)
        if noun is None or noun.form != "dual" or clitic in language.words("definite_clitics"):
            continue
        start, relation = _hedge_before(tokens, i, floor, language)
        begin = tokens[start].start + (len(clitic) if start == i and clitic in language.additive else 0)
        low, high = _interval(2.0, 2.0, relation)
        counted = CountedNoun(i, i + 1, noun.concept.id, noun.concept.unit, ())
        quantity = Quantity(
            begin,
            tokens[i].end,
            text[begin : tokens[i].end],
            low,
            high,
            relation or Relation.EQUAL,
            None,
            noun.concept.unit,
        )
        return Mention(quantity, start, i + 1, i, counted, noun.concept.id)
    return None


def _zero(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """ "no casualties", «من دون إصابات»: zero of something that can happen to people."""
    found = language.table("zero_before").starting_at(tokens, i)
    if found is None:
        return None
    noun = counted_noun(tokens, found[1], 0.0, language, set(), only_known=True)
    if noun is None or noun.i > found[1] + 1 or not noun.counts_harm(language):
        return None
    quantity = Quantity(
        tokens[i].start + _zero_skip(tokens[i], language), tokens[noun.j - 1].end, "", 0.0, 0.0, unit=noun.unit
    )
    quantity = replace(quantity, quote=text[quantity.start : quantity.end])
    return Mention(quantity, i, noun.j, i, noun, noun.concept)


def _zero_skip(token: Token, language: Language) -> int:
    for clitic in language.additive:
        if token.norm.startswith(clitic) and token.norm[len(clitic) :] in {
            p[0] for p in language.table("zero_before").meaning
        }:
            return len(clitic)
    return 0
