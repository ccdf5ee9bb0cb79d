"""Tokens → amounts: a number with the currency, measure or counted noun that is written with it. And what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from claims.extract.nouns import CountedNoun, counted_noun
from claims.extract.numbers import Number, added_fraction, read_number
from claims.extract.numerals import HYPHENS, numeral, read_cardinal
from claims.languages import Kind, Language, Token
from claims.languages.language import Unit

NO_UNIT = Unit("", "count")
AGE = Unit("year", "age")
MAX_AGE = 119


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


def read_amount(tokens: Sequence[Token], i: int, language: Language, taken: AbstractSet[int]) -> Amount | None:
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
    elif tokens[i].kind is Kind.WORD and tokens[i].text[0].isupper():
        code = language.currencies.starting_at(tokens, i)
        behind = tokens[code[1]] if code is not None and code[1] < len(tokens) else None
        if code is not None and behind is not None and behind.kind is Kind.NUMBER:
            written_as_code = tokens[i].text.isupper() or behind.start == tokens[i].end
            unit, number_i = code if written_as_code else (unit, number_i)
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
        return Amount(number.low, number.high, start, number_i, j, unit, None, number.form, number.scale)
    measure = _unit_after(tokens, j, language) or _fraction_of_unit(tokens, j, number, language)
    if measure is not None:
        more = added_fraction(tokens, measure[1], language)
        part, end = (more[0], more[1]) if more is not None and more[0] < 1 else (0.0, measure[1])
        end = _per(tokens, end, language)
        return Amount(
            number.low + part, number.high + part, start, number_i, end, measure[0], None, number.form, number.scale
        )
    if tokens[number_i].kind is Kind.NUMBER and j < len(tokens) and _glued_letters(tokens, j):
        return Amount(0, 0, start, number_i, j + 1, Unit("", "none"), None, "identifier", 1)
    preceding = _noun_before(tokens, number_i, language)
    whole = read_cardinal(tokens, number_i, language) if preceding is not None and number.form == "fraction" else None
    if whole is not None:  # «السنوات العشر» are ten, and no tenth
        number = replace(number, low=whole.value, high=whole.value, form="words")
    if isinstance(preceding, Unit):
        return Amount(number.low, number.high, start, number_i, j, preceding, None, number.form, number.scale)
    if preceding is not None:
        return Amount(number.low, number.high, start, number_i, j, NO_UNIT, preceding, number.form, number.scale)
    abbreviation = _abbreviated_unit(tokens, j, number, language)
    if abbreviation is not None:
        return Amount(number.low, number.high, start, number_i, j + 1, abbreviation, None, number.form, number.scale)
    noun = counted_noun(tokens, j, number.low, language, taken, of_whole=number.form == "fraction")
    if _is_pronoun(tokens, number_i, number, noun, language):
        return None
    end = noun.j if noun is not None else j
    return Amount(number.low, number.high, start, number_i, end, NO_UNIT, noun, number.form, number.scale)


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
    if tokens[k].norm in language.words("lower_case_units") and tokens[k].text != tokens[k].norm:
        return None
    return found


def one_and_fraction(tokens: Sequence[Token], i: int, language: Language) -> Amount | None:
    """ "an hour and a half", «درجة ونصف»: one of a unit and a part of it, with no number before."""
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
            return Amount(1 + more[0], 1 + more[0], i, i, more[1], unit, None, "words", 1)
    return None


def _abbreviated_unit(tokens: Sequence[Token], j: int, number: Number, language: Language) -> Unit | None:
    """A unit that the data does not know, by its looks: capitals behind digits, with no noun after them ("0.5 WAR)", "8.9 KSI (")."""
    if number.form != "digits" or j >= len(tokens) or tokens[j].kind is not Kind.WORD:
        return None
    word = tokens[j].text.removesuffix("s")
    if (
        not 2 <= len(word) <= 4
        or not word.isupper()
        or not word.isascii()
        or tokens[j].norm in language.words("not_units")
    ):
        return None
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    if following is not None and following.kind is Kind.WORD:
        return None
    if language.places.starting_at(tokens, j) is not None or language.peoples.starting_at(tokens, j) is not None:
        return None
    return Unit(word, "count")


def _fraction_of_unit(tokens: Sequence[Token], j: int, number: Number, language: Language) -> tuple[Unit, int] | None:
    """The unit of "half an hour", "1/16 of a US pint": a part of one unit is a quantity of that unit."""
    if number.form != "fraction" or j >= len(tokens):
        return None
    k = j + 1 if tokens[j].norm in language.words("fraction_of") - language.words("definite_articles") else j
    if k >= len(tokens) or tokens[k].norm not in language.words("articles"):
        return None
    for start in (k + 1, k + 2):
        found = language.units.starting_at(tokens, start)
        if found is not None and found[0].dimension != "money":
            return found
    return None


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
    if number.end != i + 1 or not is_pronoun_word(word, language):
        return False
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if following in language.words("one_of"):
        return not language.data.get("one_of_counts")
    if any(rest in language.words("one_in_construct") for rest in language.forms(word.norm)):
        return _denied_or_alone(tokens, i, language)  # «أحد الجنود», and no «لا أحد»
    return noun is None or (noun.concept is None and not language.data.get("one_counts_any_noun"))


def is_age(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """A bare number between commas behind a name is an age: "Maddon, 66, said"."""
    i, j = amount.i, amount.j
    if (
        amount.unit is not NO_UNIT
        or amount.noun is not None
        or amount.form != "digits"
        or not 0 < amount.low <= MAX_AGE
    ):
        return False
    if i < 2 or j >= len(tokens) or tokens[i - 1].text not in ",،" or tokens[j].text not in ",،.":
        return False
    name = tokens[i - 2]
    return name.kind is Kind.WORD and name.text[:1].isupper() and name.norm not in language.words("stop_words")


def is_pronoun_word(token: Token, language: Language) -> bool:
    """Whether a numeral word may stand for a person or thing: "one", «أحد»."""
    pronouns = language.words("pronoun_numerals")
    return token.kind is Kind.WORD and any(rest in pronouns for rest in language.forms(token.norm))


def _denied_or_alone(tokens: Sequence[Token], i: int, language: Language) -> bool:
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.kind is not Kind.WORD:
        return True
    if following.norm in language.words("stop_words") - language.words("elatives"):
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
    if found.is_scale and before.norm in language.words("relatives"):
        return True
    after_ordinal = any(rest in language.words("ordinals") for rest in language.forms(before.norm))
    definite = any(clitic in language.words("definite_clitics") for clitic, _ in language.split(before.norm))
    tens = found.value in range(20, 100, 10)
    if after_ordinal and definite and (found.value == 10 or tens):
        return True
    if not (tens and definite and found.clitic in language.words("definite_clitics")):
        return False
    plurals = language.words("plural_units")
    noun = language.noun_at_word(before.norm)
    return not (noun and noun.form == "plural") and not any(rest in plurals for rest in language.forms(before.norm))


def _noun_before(tokens: Sequence[Token], i: int, language: Language) -> Unit | CountedNoun | None:
    """What a definite number counts that stands behind its noun: «السنوات العشر الماضية»."""
    if not i or not language.data.get("noun_first") or tokens[i - 1].kind is not Kind.WORD:
        return None
    definite = language.words("definite_clitics")
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
    return None


# -- what is no quantity ------------------------------------------------------------------------------------------------------


def names_something(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """Whether the number is part of a name: "Section 427", "Boeing 737", "S&P 500"; or a score."""
    i, j = amount.number_i, amount.j
    if amount.unit.dimension == "none":
        return True
    if _in_name(tokens, i, language):
        return True
    if amount.unit is NO_UNIT and tokens[i].kind is Kind.WORD and amount.noun is None and i:
        return tokens[i - 1].norm in language.words("word_labels")  # "Day three"
    if amount.unit is not NO_UNIT or tokens[i].kind is not Kind.NUMBER:
        return False
    previous = tokens[i - 1] if i else None
    if previous is None:
        return False
    if _is_address(tokens, i, language):
        return True
    if previous.text == "." and i > 1 and tokens[i - 2].norm in language.words("dotted_labels"):
        return True
    if language.table("eras", clitics=False).starting_at(tokens, amount.j) is not None:
        return True
    if previous.text in HYPHENS and i > 1 and not tokens[i - 2].text.isascii() and tokens[i - 2].kind is Kind.WORD:
        return previous.start == tokens[i - 2].end and previous.end == tokens[i].start  # «إف-16»
    if previous.kind is Kind.WORD:
        forms = language.forms(previous.norm)
        if any(rest in language.words("strong_labels") for rest in forms):
            return True
        label = any(rest in language.words("labels") for rest in forms)
        known = amount.noun is not None and amount.noun.concept is not None
        named = previous.text[:1].isupper() or not language.data.get("capitals")
        if label and not known and (named or previous.norm in language.words("lower_case_labels")):
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


def _is_address(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """ "575 Wilbraham Road": the number, one to three capitalised words, a kind of street."""
    for k in range(i + 1, min(i + 5, len(tokens))):
        if tokens[k].kind is not Kind.WORD or not tokens[k].text[:1].isupper():
            return False
        if k > i + 1 and tokens[k].norm in language.words("street_types"):
            return True
    return False


def _in_name(tokens: Sequence[Token], i: int, language: Language) -> bool:
    names = language.table("name_patterns", clitics=False)
    return any(
        (found := names.starting_at(tokens, k)) is not None and k <= i < found[1] for k in range(max(0, i - 3), i + 1)
    )
