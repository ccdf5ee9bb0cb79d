"""Tokens → amounts: a number with the currency, measure or counted noun that is written with it. And what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from claims.extract.numbers.fractions import added_fraction
from claims.extract.numbers.numbers import is_bracketed, read_number
from claims.extract.numbers.numerals import joiner, numeral, read_cardinal
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.measures import abbreviated_unit, fraction_of_unit, per, unit_after, unit_before
from claims.extract.quantities.noun_forms import possessed_noun
from claims.extract.quantities.nouns import counted_noun
from claims.languages import Kind, Language, Token, concept
from claims.languages.language import Unit
from claims.values import dataclass

NO_UNIT = Unit("", "count")
TIMES = Unit("time", "count")
"""What "tenfold" counts."""
GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""Digits in which a dot may group thousands."""
COMPOUNDED = frozenset({"length", "mass", "volume"})
"""Dimensions whose units begin nouns as well."""
NOUN_REACH = 2
"""Words between a number and the noun before it: «الدول الأعضاء الـ27»."""
RATE_BASES = frozenset((100.0, 1e3, 1e4, 1e5, 1e6))
"""What rates are given per."""


@dataclass(frozen=True, slots=True)
class Amount:
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
    number_j: int
    """Behind the number."""


def read_amount(tokens: Sequence[Token], i: int, language: Language, taken: AbstractSet[int]) -> Amount | None:
    """The number at token i with a currency before it and its unit or counted noun after it."""
    before = unit_before(tokens, i, language)
    unit, number_i = before if before is not None else (NO_UNIT, i)
    if number_i >= len(tokens) or number_i in taken:
        return None
    number = read_number(tokens, number_i, language)
    if number is None or any(k in taken for k in range(number_i, number.end)):
        return None
    end = number.end
    amount = Amount(number.low, number.high, i, number_i, end, unit, None, number.form, number.scale, end)
    if before is None and tokens[number_i].norm in language.words("multiples"):
        return replace(amount, unit=TIMES)
    if before is None:
        return with_unit(tokens, amount, language, taken)
    if unit.dimension == "magnitude":
        return replace(amount, noun=counted_noun(tokens, amount.j, 1.0, language, taken, only_known=True))
    again = language.units.starting_at(tokens, amount.j)
    end = again[1] if again is not None and again[0].dimension == "money" else amount.j
    return replace(amount, j=per(tokens, end, language))


def with_unit(
    tokens: Sequence[Token], amount: Amount, language: Language, taken: AbstractSet[int], hedged: int = 0
) -> Amount | None:
    """The amount with the measure or noun behind it; `hedged` tokens of a hedge stand between, as in "50 or so people"."""
    j, number_i = amount.j + hedged, amount.number_i
    if amount.j > number_i + 2 and amount.i == number_i and is_bracketed(tokens, number_i):
        amount = replace(amount, i=number_i - 1)  # «(13) مليون راكب»
    if j + 1 in taken and j not in taken and j < len(tokens) and tokens[j].norm in language.words("date_units"):
        return amount  # «4100 عام 2019»
    measured = _measured(tokens, amount, j, language) if j not in taken else None
    if measured is not None:
        whole = measured.low == amount.low and measured.unit.dimension != "percent"
        return None if whole and _is_article(tokens, amount, language) else measured  # "un jour" is "a day"
    bracketed = number_i > 0 and j < len(tokens) and tokens[number_i - 1].text == "(" and tokens[j].text == ")"
    if bracketed and language.data.get("noun_first"):  # «(8) إرهابيين»
        inside = counted_noun(tokens, j + 1, amount.low, language, taken, only_known=True)
        return replace(amount, i=amount.i - 1, j=inside.j, noun=inside) if inside is not None else amount
    if not hedged:
        if tokens[number_i].kind is Kind.NUMBER and j < len(tokens) and _glued_letters(tokens, j):
            return replace(amount, j=j + 1, unit=Unit("", "none"))
        behind = _behind_noun(tokens, amount, language)
        if behind is not None:
            return behind
    abbreviation = abbreviated_unit(tokens, j, amount.form, language)
    if abbreviation is not None:
        return replace(amount, j=j + 1, unit=abbreviation)
    if language.table("hedges_after", clitics=False).starting_at(tokens, j) is not None:
        return amount  # "9,000-plus doctors"
    noun = counted_noun(tokens, j, amount.low, language, taken, of_whole=amount.form == "fraction")
    if not hedged and _is_pronoun(tokens, amount, noun, language):
        return None
    if noun is not None:
        amount = replace(amount, j=noun.j, noun=noun)
    amount = _as_whole(tokens, amount, language)
    return _as_rate(tokens, amount, language)


def _measured(tokens: Sequence[Token], amount: Amount, j: int, language: Language) -> Amount | None:
    """The amount with a measure at token j: "5 km", "half an hour", "two hours and a half", "5 degrees below zero"."""
    found = unit_after(tokens, j, language) or fraction_of_unit(tokens, j, amount.form, language)
    if found is None and amount.form == "vague" and j < len(tokens) and tokens[j].norm in language.words("of_whole"):
        found = unit_after(tokens, j + 1, language)  # "millions of dollars"
    if found is None:
        return None
    unit, end = found
    compound = language.nouns.starting_at(tokens, j)
    if compound is not None and compound[1] > end and unit.dimension in COMPOUNDED:
        return None  # "two barrel bombs"
    more = added_fraction(tokens, end, language)
    part, end = (more[0], more[1]) if more is not None and more[0] < 1 else (0.0, end)
    low, high = amount.low + part, amount.high + part
    if unit.dimension == "temperature":
        below = language.table("below_zero", clitics=False).starting_at(tokens, end)
        if below is not None:
            low, high, end = -high, -low, below[1]
    return replace(amount, low=low, high=high, j=per(tokens, end, language), unit=unit)


def _behind_noun(tokens: Sequence[Token], amount: Amount, language: Language) -> Amount | None:
    """The amount with the definite noun that it stands behind: «السنوات العشر» are ten, and no tenth."""
    preceding = _noun_before(tokens, amount.number_i, language)
    if preceding is None:
        return None
    if amount.form == "fraction":
        whole = read_cardinal(tokens, amount.number_i, language)
        if whole is not None:
            amount = replace(amount, low=whole.value, high=whole.value, form="words")
    return replace(amount, unit=preceding) if isinstance(preceding, Unit) else replace(amount, noun=preceding)


def may_group(token: Token, language: Language) -> bool:
    """Whether the dot of "2.500", a decimal point by the language, groups digits where things are counted."""
    return "." not in language.spelling.grouping and GROUPED.fullmatch(token.text) is not None


def _as_whole(tokens: Sequence[Token], amount: Amount, language: Language) -> Amount:
    """Things are counted whole: the dot of "2.500 soldiers" groups digits, and that of a bare "66.000"."""
    noun, text = amount.noun, tokens[amount.number_i].text
    known = text.endswith(".000") if noun is None else noun.concept is not None or noun.unit == "person"
    if not known or amount.form != "digits" or amount.scale != 1 or not may_group(tokens[amount.number_i], language):
        return amount
    return replace(amount, low=round(amount.low * 1000), high=round(amount.high * 1000))


def _as_rate(tokens: Sequence[Token], amount: Amount, language: Language) -> Amount:
    """ "12 deaths per 100,000 people" are one quantity: the base is part of the unit."""
    per = language.table("rate_per", clitics=False).starting_at(tokens, amount.j)
    base = read_cardinal(tokens, per[1], language) if per is not None and per[1] < len(tokens) else None
    if base is None or base.value not in RATE_BASES:
        return amount
    of = counted_noun(tokens, base.end, base.value, language, set())
    counted = amount.noun.unit if amount.noun is not None else None
    name = f"{counted or ''} per {base.value:,.0f}".strip()
    return replace(amount, j=of.j if of is not None else base.end, unit=Unit(name, "rate"))


def one_of_every(tokens: Sequence[Token], amount: Amount, floor: int, language: Language) -> Amount | None:
    """The share where the number says of how many the noun before it is one: «طفل من كل خمسة أطفال»."""
    if not amount.i or tokens[amount.i - 1].norm not in language.ratio_ends:
        return None
    for words in language.data.get("ratio_joiners", ()):
        k = amount.i - len(words) - 1
        if len(words) < 2 or k < floor or any(tokens[k + 1 + n].norm != word for n, word in enumerate(words)):
            continue
        noun = next((found for rest in language.forms(tokens[k].norm) if (found := language.nouns.get(rest))), None)
        if noun is not None and noun.form == "singular" and amount.low > 1:
            return replace(amount, low=1 / amount.low, high=1 / amount.high, i=k, unit=NO_UNIT, form="fraction")
    return None


def one_and_more(tokens: Sequence[Token], i: int, language: Language) -> Amount | None:
    """ "an hour and a half", «درجة ونصف», "an hour and 20 minutes": one of a unit and a part of it, with no number before."""
    articles = language.words("articles")
    k = i + 1 if tokens[i].norm in articles else i
    if (articles and k == i) or tokens[i].kind is not Kind.WORD:
        return None
    for start in [tokens[k].norm] if k < len(tokens) else []:
        unit = next((found for rest in language.forms(start) if (found := language.units.get(rest)) is not None), None)
        if unit is None or unit.dimension in ("percent", "money"):
            return None
        more = added_fraction(tokens, k + 1, language)
        if more is not None and 0 < more[0] < 1:
            return Amount(1 + more[0], 1 + more[0], i, i, more[1], unit, None, "words", 1, more[1])
        if _smaller_follows(tokens, k + 1, unit, language):
            return Amount(1, 1, i, i, k + 1, unit, None, "words", 1, k + 1)
    return None


def _smaller_follows(tokens: Sequence[Token], j: int, unit: Unit, language: Language) -> bool:
    """Whether "and" with a number of a smaller unit stands at token j: «ساعة و45 دقيقة»."""
    smaller = {small for great, small, _ in language.data.get("compound_units", ()) if great == unit.name}
    number_i = joiner(tokens, j, language)
    if not smaller or number_i == j:
        return False
    number = read_number(tokens, number_i, language)
    found = unit_after(tokens, number.end, language) if number is not None else None
    return found is not None and found[0].name in smaller


def _glued_letters(tokens: Sequence[Token], j: int) -> bool:
    return tokens[j].kind is Kind.WORD and tokens[j].start == tokens[j - 1].end


def _is_pronoun(tokens: Sequence[Token], amount: Amount, noun: CountedNoun | None, language: Language) -> bool:
    """ "one" counts only before what it counts."""
    i = amount.number_i
    word = tokens[i]
    definite = i > 0 and tokens[i - 1].norm in language.words("definite_articles")
    if definite and noun is None and word.kind is Kind.WORD and 1 < amount.low < 10 and amount.j == i + 1:
        return True  # "between the two"
    if amount.j != i + 1 or not is_pronoun_word(word, language):
        return False
    if i and tokens[i - 1].norm in language.words("not_before_one"):
        return True  # "no one", "every one"
    if language.data.get("one_is_article"):
        known = concept(noun.concept) if noun is not None else None
        return _is_article(tokens, amount, language) and not (known is not None and known.cls == "harm")
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if following in language.words("one_of"):
        return not language.data.get("one_of_counts")
    if language.is_among(word.norm, language.words("one_in_construct")):
        return _is_any(tokens, i, noun, language) or _denied_or_alone(tokens, i, language)  # «أحد الجنود»
    if noun is None:
        return not is_object(tokens, i, language)
    return noun.concept is None and not language.data.get("one_counts_any_noun")


def is_object(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether "one" at token i is all that a verb is told of: "sinking one and killing three sailors"."""
    if not language.data.get("recalls_nouns") or not i or language.event_words.ending_at(tokens, i - 1) is None:
        return False
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    joins = behind is None or behind.kind is not Kind.WORD or behind.norm in language.words("joiners")
    return joins and tokens[i - 1].norm.endswith(tuple(language.words("verb_endings")))


def _is_article(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """Whether "one" may as well be "a": it counts behind a bound, "al menos un soldado", and before "only"."""
    i = amount.number_i
    if not language.data.get("one_is_article") or amount.j != i + 1 or not is_pronoun_word(tokens[i], language):
        return False
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    bounded = i > 0 and language.table("hedges_before").ending_at(tokens, i - 1) is not None
    return not bounded and following not in language.words("only")


def is_pronoun_word(token: Token, language: Language) -> bool:
    """Whether a numeral word may stand for a person or thing: "one", «أحد»."""
    pronouns = language.words("pronoun_numerals")
    return token.kind is Kind.WORD and language.is_among(token.norm, pronouns)


def _is_any(tokens: Sequence[Token], i: int, noun: CountedNoun | None, language: Language) -> bool:
    """Whether "one" behind a preposition of place is no more than "a": «في إحدى القرى»."""
    known = concept(noun.concept) if noun is not None else None
    counts = known is not None and known.cls in ("person", "harm", "event")
    return not counts and i > 0 and tokens[i - 1].norm in language.words("one_is_any_behind")


def _denied_or_alone(tokens: Sequence[Token], i: int, language: Language) -> bool:
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.kind is not Kind.WORD:
        return True
    if following.norm in language.words("stop_words", but="elatives"):
        return True
    return i > 0 and tokens[i - 1].norm in language.words("negations")


def is_ordinal(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether a number word at token i goes on with an ordinal or is one: «السادس عشر», «الخامس والعشرين», «القرن العشرين»; or is a verb."""
    if not i or not language.data.get("ordinals_go_on") or tokens[i].kind is not Kind.WORD:
        return False
    found = numeral(tokens, i, language)
    if found is None:
        return False
    before = tokens[i - 1]
    if before.kind is not Kind.WORD:
        return False
    if before.norm in language.words("relatives") and _may_be_verb(tokens, i, language):
        return True
    after_ordinal = language.is_among(before.norm, language.words("ordinals"))
    definite = any(clitic in language.words("definite_clitics") for clitic, _ in language.split(before.norm))
    tens = found.value in range(20, 100, 10)
    if after_ordinal and (found.value == 10 or (definite and tens)):
        return True
    owned = before.norm.endswith(tuple(map(str, language.data.get("owner_endings", ()))))
    if not (tens and (definite or owned) and found.clitic in language.words("definite_clitics")):
        return False  # «القرن العشرين», «هدفه الثلاثين»
    plurals = language.words("plural_units")
    noun = language.noun_at_word(before.norm) if definite else possessed_noun(before.norm, language)
    return not (noun and noun.form == "plural") and not language.is_among(before.norm, plurals)


def _plural_before(tokens: Sequence[Token], i: int, language: Language) -> CountedNoun | None:
    """The definite plural that stands before token i, perhaps over an adjective or a noun beside it: «الدول الأعضاء الـ27»."""
    first = None
    for k in range(i - 1, max(i - 1 - NOUN_REACH, -1), -1):
        if not tokens[k].norm.startswith(tuple(language.words("definite_clitics"))):
            break
        for clitic, rest in language.split(tokens[k].norm):
            noun = language.nouns.get(rest) if clitic in language.words("definite_clitics") else None
            if noun is not None and noun.form == "plural" and tokens[k - 1].norm not in language.words("titles"):
                first = CountedNoun(k, k + 1, noun.concept.id, noun.concept.unit, ())
    return first or _possessed_before(tokens, i, language)


def _possessed_before(tokens: Sequence[Token], i: int, language: Language) -> CountedNoun | None:
    """The plural with a pronoun right before token i: «أبناؤه الخمسة»."""
    word = tokens[i - 1].norm
    if not word.endswith(tuple(map(str, language.data.get("owner_endings", ())))):
        return None
    noun = next((one for rest in language.forms(word) if (one := possessed_noun(rest, language)) is not None), None)
    return CountedNoun(i - 1, i, noun.concept.id, noun.concept.unit, ()) if noun is not None else None


def _may_be_verb(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether the numeral is as well a verb that fits here: «الذي ألف كتابا», and no bound: «أكثر من ألف كتاب»."""
    verbs = language.words("numeral_verbs")
    return language.is_among(tokens[i].norm, verbs) and language.table("hedges_before").ending_at(tokens, i - 1) is None


def _noun_before(tokens: Sequence[Token], i: int, language: Language) -> Unit | CountedNoun | None:
    """What a definite number counts that stands behind its noun: «السنوات العشر الماضية»."""
    if not i or not language.data.get("noun_first") or tokens[i - 1].kind is not Kind.WORD:
        return None
    definite = language.words("definite_clitics")
    if tokens[i - 1].norm in language.words("definite_prefixes"):
        return _plural_before(tokens, i - 1, language)  # «العمال الـ41»
    found = numeral(tokens, i, language)
    if found is None or found.clitic not in definite:
        return None
    for clitic, rest in language.split(tokens[i - 1].norm):
        if clitic not in definite:
            continue
        unit = language.units.get(rest)
        if unit is not None:
            return unit
        noun = language.nouns.get(rest)
        if noun is not None and noun.form == "plural":
            return CountedNoun(i - 1, i, noun.concept.id, noun.concept.unit, ())
    return _plural_before(tokens, i, language)
