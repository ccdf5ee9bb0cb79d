"""Which measure or currency is written before or behind a number?"""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.numbers.numerals import HYPHENS
from claims.languages import Kind, Language, Token
from claims.languages.language import Unit


def unit_before(tokens: Sequence[Token], i: int, language: Language) -> tuple[Unit, int] | None:
    """(unit, index of the number) where a currency's sign or code, or a scale's name, stands before the number: "magnitude 5"."""
    token = tokens[i]
    scale = language.mapping("units_before").get(token.norm) if token.kind is Kind.WORD else None
    if scale is not None:
        linked = i + 1 < len(tokens) and (
            tokens[i + 1].norm in language.words("fraction_of") or tokens[i + 1].text in HYPHENS
        )
        j = i + 2 if linked else i + 1
        return (Unit(str(scale), "magnitude"), j) if j < len(tokens) and tokens[j].kind is Kind.NUMBER else None
    if token.kind is Kind.CURRENCY:
        found = language.currencies.starting_at(tokens, i)
        if found is None:
            sign = token.norm[-1] if token.norm[-1] in "$¥" else token.norm[:1]
            found = language.currencies.get(sign) or Unit("USD", "money"), i + 1
        unit, j = found
        return unit, j + 1 if j < len(tokens) and tokens[j].text in ("=", ".") else j
    if token.kind is Kind.WORD and token.text[0].isupper():
        found = language.currencies.starting_at(tokens, i)
        behind = tokens[found[1]] if found is not None and found[1] < len(tokens) else None
        named = behind is not None and i and tokens[i - 1].norm in language.words("labels")  # "Flight PS752"
        if behind is None or behind.kind is not Kind.NUMBER or named:
            return None
        return found if token.text.isupper() or behind.start == token.end else None
    return None


def unit_after(tokens: Sequence[Token], j: int, language: Language) -> tuple[Unit, int] | None:
    """A measure, percent or currency right after the number, perhaps behind a hyphen."""
    if j >= len(tokens):
        return None
    k = j + 1 if tokens[j].text in HYPHENS and tokens[j].start == tokens[j - 1].end else j
    if k > j and (k >= len(tokens) or tokens[k].start != tokens[j].end):
        return None
    found = language.units.starting_at(tokens, k)
    if found is None and tokens[k].norm in language.words("unit_links"):
        k += 1  # "deux millions d'euros"
        found = language.units.starting_at(tokens, k)
    if found is None:
        return _definite_unit(tokens, j, language)
    glued = tokens[k].start == tokens[j - 1].end
    if len(tokens[k].norm) == 1 and tokens[k].kind is Kind.WORD and not glued:
        return None
    if tokens[k].norm in language.words("lower_case_units") and tokens[k].text != tokens[k].norm:
        return None
    return found


def _definite_unit(tokens: Sequence[Token], j: int, language: Language) -> tuple[Unit, int] | None:
    """A unit with its article, behind a vague number: «ملايين الدولارات», «عشرات الملايين من الدولارات»."""
    articles = language.words("definite_prefixes")
    k = j + 1 if tokens[j].norm in language.words("skip_before_noun") else j
    if not articles or k >= len(tokens) or tokens[k].kind is not Kind.WORD or tokens[j - 1].kind is Kind.NUMBER:
        return None
    for clitic, rest in language.split(tokens[k].norm):
        unit = language.units.get(rest) if clitic in articles else None
        if unit is not None and (k == j or unit.dimension == "money"):
            return unit, k + 1
    return None


def fraction_of_unit(tokens: Sequence[Token], j: int, form: str, language: Language) -> tuple[Unit, int] | None:
    """The unit of "half an hour", "1/16 of a US pint": a part of one unit is a quantity of that unit."""
    if form != "fraction" or j >= len(tokens):
        return None
    k = j + 1 if tokens[j].norm in language.words("fraction_of", but="definite_articles") else j
    if k >= len(tokens) or tokens[k].norm not in language.words("articles"):
        return None
    for start in (k + 1, k + 2):
        found = language.units.starting_at(tokens, start)
        if found is not None and found[0].dimension != "money":
            ago = found[1] < len(tokens) and tokens[found[1]].norm in language.words("not_after_per")
            return None if ago else found  # "up from one in 12 a year ago"
    return None


def abbreviated_unit(tokens: Sequence[Token], j: int, form: str, language: Language) -> Unit | None:
    """A unit that the data does not know, by its looks: capitals behind digits, with no noun after them ("0.5 WAR)", "8.9 KSI (")."""
    if form != "digits" or j >= len(tokens) or tokens[j].kind is not Kind.WORD:
        return None
    word = tokens[j].text.removesuffix("s")
    if not 1 <= len(word) <= 4 or not word.isupper() or not word.isascii():
        return None
    if tokens[j].norm in language.words("not_units") or (
        len(word) == 1 and tokens[j].norm in language.words("stop_words")
    ):
        return None
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    if following is not None and following.kind is Kind.WORD and following.norm not in language.words("stop_words"):
        return None
    if language.places.starting_at(tokens, j) is not None or language.peoples.starting_at(tokens, j) is not None:
        return None
    return Unit(word, "count")


def per(tokens: Sequence[Token], j: int, language: Language) -> int:
    """Takes "per barrel", "a day" into the quote."""
    if (
        j + 1 < len(tokens)
        and tokens[j].norm in language.words("per")
        and tokens[j + 1].norm in language.words("per_units")
        and not (j + 2 < len(tokens) and tokens[j + 2].norm in language.words("not_after_per"))
        and (
            tokens[j].norm not in language.words("per_definite")
            or tokens[j + 1].norm.startswith(tuple(language.words("definite_prefixes")))
        )
    ):
        return j + 2  # «في اليوم», while «في يوم» is a time
    if j < len(tokens) and tokens[j].norm in language.mapping("per_words"):
        return j + 1
    return j
