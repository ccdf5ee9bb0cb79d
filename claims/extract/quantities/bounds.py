"""What stands around an amount: hedges and bounds, trends, and the second end of a range."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from claims.extract.numbers.numbers import read_number
from claims.extract.numbers.numerals import HYPHENS
from claims.extract.quantities.amounts import NO_UNIT, Amount, read_amount
from claims.languages import Kind, Language, PhraseTable, Token
from claims.model import Relation

SHARED = frozenset({"count", "percent", "ratio"})
"""Dimensions of what a fraction may lead to."""
LEVEL = 5
"""What is so many times as much as the step is the level that it led to."""
GAP = 6
"""Words such as "by" and "another" between a trend word and its number."""
NEIGHBOUR = 2
"""What lies between two numbers of which one or the other is meant: "ten or twelve"."""
LOSS_REACH = 2
NEGATION_REACH = 5
MOVED_REACH = 15
"""Tokens between a verb and the "from" of the value that it moved."""
VERB_REACH = 11
"""Words between a verb and its number: the verb's subject or object."""


def hedge_before(tokens: Sequence[Token], i: int, floor: int, language: Language) -> tuple[int, Relation | None]:
    """(first token of the hedges before the number, the bound that they make). The outermost bound wins over "about"."""
    table = language.table("hedges_before")
    start, relation = i, None
    gap = language.words("hedge_gap")
    for _ in range(3):
        k = start - 1
        while k >= floor and tokens[k].norm in gap:
            k -= 1
        found = table.ending_at(tokens, k) if k >= floor else None
        if found is None or found[1] < floor:
            break
        articles = language.words("articles")
        if not language.data.get("hedges_take_article"):
            articles |= language.words("definite_articles")
        if found[0] != Relation.ABOUT and any(t.norm in articles for t in tokens[k + 1 : start]):
            break  # "presides over a five-member council", "far more than the 10 that were expected"
        if tokens[k].kind is Kind.NEWLINE or _is_of_verb(tokens, k, i, language):
            break
        moves = found[1] > 0 and tokens[found[1] - 1].norm in language.words("moves_up")
        if moves and language.table("change_before").starting_at(tokens, found[1]) is not None:
            break  # "inching back up to 4.8 percent"
        if found[1] == floor and k == floor and floor and tokens[k].norm in language.words("not_after_quantity"):
            break
        if tokens[k].norm in language.words("not_after_comma") and k and tokens[k - 1].text == ",":
            break
        if relation is None or (relation is Relation.ABOUT and found[0] != Relation.EQUAL):
            relation = Relation(found[0])
        start = found[1]
    return start, relation


def _is_of_verb(tokens: Sequence[Token], k: int, i: int, language: Language) -> bool:
    """Whether a word is a part of the verb before it: "handed over 200 prisoners", "took over two fields", but "took over 60 %"."""
    if not k or tokens[k].norm not in language.words("particles_of_verbs"):
        return False
    before = tokens[k - 1].norm
    worded = tokens[i].kind is Kind.WORD and before in language.words("verbs_with_particles_of_few")
    return worded or before in language.words("verbs_with_particles")


def hedge_after(tokens: Sequence[Token], j: int, language: Language) -> tuple[int, Relation | None]:
    part = language.table("part_words", clitics=False).starting_at(tokens, j)
    found = language.table("hedges_after", clitics=False).starting_at(tokens, part[1] if part is not None else j)
    following = tokens[found[1]].norm if found is not None and found[1] < len(tokens) else ""
    if found is None or following in language.words("range_to"):
        return j, None  # "and up to 10" is of the next number
    if found[1] < len(tokens) and tokens[found[1]].kind is Kind.NUMBER and tokens[j].kind is Kind.WORD:
        return j, None  # "up 2.3 percent and up 4 percent"
    comparatives = language.words("comparatives")
    if following in language.words("compares") and (not comparatives or tokens[found[1] - 1].norm in comparatives):
        return j, None  # so is "or less than 6,000"
    return found[1], Relation(found[0])


OPPOSITES = {
    Relation.MORE: Relation.AT_MOST,
    Relation.LESS: Relation.AT_LEAST,
}
"""What a bound says where it is negated: not more than ten are at most ten."""


def negated(
    tokens: Sequence[Token], start: int, floor: int, relation: Relation | None, language: Language
) -> tuple[int, Relation | None]:
    """The bound as a negation in the same clause turns it, and where it begins then: "at no point were more than 800"."""
    if relation not in OPPOSITES or tokens[start].kind is not Kind.WORD:
        return start, relation
    negators, breaks = language.table("negators", clitics=False), language.words("negator_breaks")
    for k in range(start - 1, max(floor, start - NEGATION_REACH) - 1, -1):
        if tokens[k].kind is not Kind.WORD or tokens[k].norm in breaks:
            break
        found = negators.ending_at(tokens, k)
        if found is not None:
            return found[1], OPPOSITES[relation]
    return start, relation


def verb_bound(tokens: Sequence[Token], start: int, floor: int, language: Language) -> tuple[int, Relation | None]:
    """The bound that a verb sets over its subject, in languages that put the verb first, and where the verb stands: «تجاوز عدد القتلى 50»."""
    table = language.table("bound_verbs")
    if not table:
        return start, None
    found = _over_words(table, tokens, start - 1, floor, language)
    if found is not None:
        return found[1], Relation(found[0])
    if start - 1 < floor:
        return start, None
    if tokens[start - 1].norm in language.words("split_links"):  # «لا يزيد سكانها على 6 آلاف»
        split = _over_words(language.table("split_bounds", clitics=False), tokens, start - 2, floor, language)
        return (split[1], Relation(split[0])) if split is not None else (start, None)
    if tokens[start - 1].norm not in language.words("range_to"):
        return start, None
    limit = _over_words(language.table("limit_verbs"), tokens, start - 2, floor, language)
    return (limit[1], Relation.AT_MOST) if limit is not None else (start, None)  # «تصل سرعة الرياح إلى 120»


def _over_words(
    table: PhraseTable[str], tokens: Sequence[Token], k: int, floor: int, language: Language
) -> tuple[str, int] | None:
    """(meaning, index) of a phrase of the table that ends at token k, or before it in the same clause."""
    passed = language.words("clause_links")
    for at in range(k, max(floor, k - VERB_REACH) - 1, -1):
        if tokens[at].kind is not Kind.WORD:
            return None
        found = table.ending_at(tokens, at)
        if found is not None:
            return found
        if tokens[at].norm in language.words("stop_words") and tokens[at].norm not in passed:
            return None
    return None


def loses_things(tokens: Sequence[Token], start: int, floor: int, amount: Amount, language: Language) -> bool:
    """Whether a verb of losing takes the amount as its object, so that nothing falls: "lost six men", "lost 80% of its power"."""
    losses = language.words("loss_verbs")
    losing = any(token.norm in losses for token in tokens[max(floor, start - LOSS_REACH) : start])
    part = amount.j < len(tokens) and tokens[amount.j].norm in language.words("fraction_of")
    return losing and (amount.unit is NO_UNIT or part)


def change_before(
    tokens: Sequence[Token], start: int, floor: int, language: Language, *, moved: bool = False
) -> str | None:
    """The trend word before the number, over a gap of words such as "by" and "another".

    Behind "by", or where the value `moved` from one to another, over the verb's subject or object too.
    """
    table, gap, links = language.table("change_before"), language.words("change_gap"), language.words("change_links")
    linked, k = moved, start - 1
    for _ in range(GAP):
        if k < floor:
            return None
        found = table.ending_at(tokens, k)
        if found is not None and k == start - 1 and _is_adjective(tokens, found[1], language):
            return None  # "an expanded $8 billion loan"
        if found is not None:
            multiple = tokens[k].norm in language.words("multiplying_verbs") and k < start - 1
            return None if multiple else found[0] or None  # "over double the 120 decibels"
        linked = linked or language.is_among(tokens[k].norm, links)
        if not language.is_among(tokens[k].norm, gap):
            break
        k -= 1
    set_to = start - 1 >= floor and tokens[start - 1].norm in language.words("range_to")
    if not linked and not (set_to and language.words("setting_verbs")):
        return None
    over = _over_words(table, tokens, k, floor, language)
    if over is None or not (linked or _sets(tokens, over[1], language)):
        return None
    return over[0] or None


def moved_before(tokens: Sequence[Token], start: int, floor: int, language: Language, *, sets: bool) -> str | None:
    """The trend of a value that came from one number to another, over all that its clause tells of it: "raise the levy on rice from 25 to 35 %".

    Of a single value only a verb that `sets` its own object tells it: "raise the levy on rice to 35 %".
    """
    table, ends = language.table("change_before"), language.words("clause_openers")
    if sets and not language.words("setting_verbs"):
        return None
    for k in range(start - 1, max(floor, start - 1 - MOVED_REACH) - 1, -1):
        if tokens[k].text in ".;:" or tokens[k].kind in (Kind.NEWLINE, Kind.NUMBER):
            return None
        if sets and (tokens[k].text == "," or tokens[k].norm in ends):
            return None
        found = table.starting_at(tokens, k)
        if found is not None and (not sets or _sets(tokens, k, language)):
            return found[0] or None
    return None


def _sets(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether the verb at token k brings its own object to a value: "cut its army to", not "cut power to"."""
    owners = language.words("determiners", but="joiners")
    if tokens[k].norm in language.words("multiplying_verbs"):
        return True  # "double output to"
    return tokens[k].norm in language.words("setting_verbs") and tokens[k + 1].norm in owners


def _is_adjective(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether an article before a participle right before the number makes it an adjective of what is counted."""
    articles = language.words("articles", "definite_articles")
    return (
        k > 0
        and tokens[k - 1].norm in articles
        and tokens[k].norm.endswith(tuple(language.words("verb_endings")) or "\0")
    )


def change_after(tokens: Sequence[Token], j: int, language: Language) -> str | None:
    """The trend word behind the number: "5 % higher", "a 5 % rise"; "12 deaths, up from 9"."""
    table = language.table("change_after", clitics=False)
    apart = j + 1 < len(tokens) and tokens[j].text in ",،"
    found = table.starting_at(tokens, j + apart)
    if found is None:
        return None
    following = tokens[found[1]].norm if found[1] < len(tokens) else ""
    if apart:
        return found[0] if following in language.words("range_from") else None
    if tokens[j].norm in language.words("change_needs_than") and following not in language.words("than"):
        return None
    return found[0]


def widened(tokens: Sequence[Token], first: Amount, language: Language, taken: AbstractSet[int]) -> tuple[Amount, bool]:
    """The amount widened to a range where a second one follows: "10-15", "between five and ten", "$10 to $15 billion", "5 ± 2"."""
    for j in dict.fromkeys((first.j, _number_end(first))):
        tolerance = language.table("tolerance", clitics=False).starting_at(tokens, j)
        joined = tolerance[1] if tolerance is not None else _range_join(tokens, first, j, language)
        if joined is None or joined >= len(tokens) or joined in taken:
            continue
        second = read_amount(tokens, joined, language, taken)
        if tolerance is not None and second is not None and first.unit is not NO_UNIT and second.unit is NO_UNIT:
            second = replace(second, j=_number_end(second), noun=None)  # "58% ± 3"
        if second is None or second.unit.dimension == "none" or not _alike(first, second):
            continue
        ends = (
            (first.low - second.low, first.high + second.high)
            if tolerance is not None
            else _ends(tokens, first, second, j, language)
        )
        if ends is None:
            continue
        unit = second.unit if second.unit is not NO_UNIT else first.unit
        noun = second.noun or first.noun
        if unit is not NO_UNIT and noun is not None:
            continue
        low, high = ends
        return replace(
            second, low=low, high=high, i=first.i, number_i=first.number_i, unit=unit, noun=noun, form="range"
        ), True
    return first, False


def _alike(first: Amount, second: Amount) -> bool:
    if first.form == "fraction" and second.form == "digits" and second.unit.dimension not in SHARED:
        return False  # "to fall by half to 1.5 million tonnes"
    if first.unit is not NO_UNIT and second.unit is not NO_UNIT and first.unit.name != second.unit.name:
        return False
    return first.noun is None or second.noun is None or first.noun.unit == second.noun.unit


def _ends(
    tokens: Sequence[Token], first: Amount, second: Amount, j: int, language: Language
) -> tuple[float, float] | None:
    """The ends of the range from one amount to the other; None where they are none."""
    low, high = first.low, second.high
    if second.scale > 1 and first.scale == 1 and low < second.high / second.scale:
        low *= second.scale
    if low > high and tokens[j].kind is Kind.WORD and _moves(tokens, first, language):
        low, high = high, low  # "dropped from 208 pounds to 193"
    if low >= high or (
        high >= LEVEL * low and tokens[j].norm in language.words("range_to") and _moves_by(tokens, first, language)
    ):
        return None  # "shrank by 837,000 to 124.3 million"
    return low, high


def _moves_by(tokens: Sequence[Token], first: Amount, language: Language) -> bool:
    """Whether an amount is that by which a value moved."""
    linked = first.i > 0 and language.is_among(tokens[first.i - 1].norm, language.words("change_links"))
    return linked and change_before(tokens, first.i, 0, language) is not None


def _moves(tokens: Sequence[Token], first: Amount, language: Language) -> bool:
    """Whether the amount is where a value came from."""
    return language.is_among(tokens[first.i - 1].norm, language.words("range_from"))


def _number_end(amount: Amount) -> int:
    if amount.unit is NO_UNIT and amount.noun is None:
        return amount.j
    return amount.number_j


def _range_join(tokens: Sequence[Token], first: Amount, j: int, language: Language) -> int | None:
    """Index of the second number, where the words between make a range."""
    if j >= len(tokens):
        return None
    if j + 2 < len(tokens) and tokens[j].text in HYPHENS and tokens[j + 2].text in HYPHENS:
        return j + 3 if tokens[j + 1].norm in language.words("range_marks") else None  # "a 10-to-15-year term"
    previous = language.forms(tokens[first.i - 1].norm) if first.i else ()
    gap = language.words("range_gap")
    if first.i >= 2 and tokens[first.i - 1].norm in language.words("hedge_gap", "range_gap"):
        previous += language.forms(tokens[first.i - 2].norm)
    for opening, joins in (language.data.get("range_join") or {}).items():
        if opening not in previous:
            continue
        for join in joins:
            if tokens[j].norm == join:
                return j + 1 + (j + 1 < len(tokens) and tokens[j + 1].norm in gap)
            if join in language.additive and tokens[j].norm.startswith(join) and len(tokens[j].norm) > 1:
                return j
    if tokens[j].norm in language.words("alternatives") and _is_neighbour(tokens, first, j + 1, language):
        return j + 1
    if _is_sign(tokens, j):
        return None  # a table's "225.86 -12.99 -5.44%"
    if tokens[j].norm in language.words("range_marks"):
        linked = (
            first.i > 0
            and first.unit is NO_UNIT
            and first.noun is None
            and language.is_among(tokens[first.i - 1].norm, language.words("change_links"))
        )
        if tokens[j].kind is Kind.WORD and not linked and change_before(tokens, first.i, 0, language) is not None:
            return None  # "rose 64 points to 4,577", but "rose by 10 to 20 percent"
        return j + 1
    return None


def _is_sign(tokens: Sequence[Token], j: int) -> bool:
    """Whether a hyphen is a minus, which a space keeps from the number before."""
    if tokens[j].text not in HYPHENS or j + 1 >= len(tokens):
        return False
    return tokens[j - 1].end < tokens[j].start and tokens[j].end == tokens[j + 1].start


def _is_neighbour(tokens: Sequence[Token], first: Amount, j: int, language: Language) -> bool:
    """Whether the number at token j is the next one of the same sort: "three or four years"."""
    bare = first.unit is NO_UNIT and first.noun is None and first.form in ("digits", "words")
    second = read_number(tokens, j, language) if bare else None
    if second is None or second.form != first.form or second.low != second.high:
        return False
    return 0 < second.low / second.scale - first.low / (first.scale if second.scale == first.scale else 1) <= NEIGHBOUR


def range_opening(tokens: Sequence[Token], start: int, floor: int, language: Language) -> int:
    """The first token of the words that open a range, such as "between" and «ما بين»."""
    opening, gap = language.words("range_open"), language.words("hedge_gap", "range_gap")
    k = start
    while k - 1 >= floor:
        word = tokens[k - 1].norm
        if language.is_among(word, opening):
            start = k - 1
        elif not language.is_among(word, gap):
            break
        k -= 1
    return start
