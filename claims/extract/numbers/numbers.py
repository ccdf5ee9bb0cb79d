"""Tokens → numbers: cardinals with signs and scale suffixes, decimals in words; fractions and groups where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.numbers.fractions import and_fraction, fraction_first, parts, ratio, slashed
from claims.extract.numbers.groups import group_first, groups, vague_plural
from claims.extract.numbers.numerals import HYPHENS, Cardinal, Number, numeral, point, read_cardinal
from claims.languages import Kind, Language, Token


def read_number(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """The number that starts at token i, or None."""
    if i >= len(tokens) or tokens[i].kind not in (Kind.NUMBER, Kind.WORD, Kind.SYMBOL):
        return None
    if tokens[i].kind is Kind.SYMBOL:
        return _signed(tokens, i, language)
    if tokens[i].norm in language.words("minus") and not _is_less(tokens, i, language):
        hyphen = i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS
        return _negative(read_number(tokens, i + 1 + hyphen, language))
    return (
        vague_plural(tokens, i, language)
        or fraction_first(tokens, i, language)
        or _composed(tokens, i, language)
        or group_first(tokens, i, language)
    )


def _is_less(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether a "minus" is the end of a bound: "…, or minus"."""
    hedged = i > 0 and language.table("hedges_before").ending_at(tokens, i) is not None
    return hedged or (i > 0 and tokens[i - 1].norm in language.words("alternatives"))


def _negative(number: Number | None) -> Number | None:
    return replace(number, low=-number.high, high=-number.low) if number else None


def _signed(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    sign, k = tokens[i].text, i + 1
    if sign not in "-−+" or k >= len(tokens) or tokens[k].kind is not Kind.NUMBER:
        return None
    if tokens[k].start != tokens[i].end and not (i == 0 and tokens[k].start == tokens[i].end + 1):
        return None
    if i and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text not in "<>≤≥=(":
        return None
    number = _composed(tokens, k, language)
    return number if sign == "+" else _negative(number)


def _composed(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """A cardinal and what may follow it."""
    found = read_cardinal(tokens, i, language)
    if found is None:
        return None
    for reader in _READERS:
        number = reader(tokens, found, language)
        if number is not None:
            return number
    return point(found, found.value, found.end)


def _suffix_scale(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """ "40k", "1.2bn"; but "37m (121ft)" and "100m sprint" are lengths."""
    j = found.end
    if not found.digits or j >= len(tokens) or tokens[j].kind is not Kind.WORD or tokens[j].start != tokens[j - 1].end:
        return None
    suffix = tokens[j].norm
    scale = language.mapping("suffix_scales").get(suffix)
    if scale is None or (suffix in language.words("glued_units") and suffix not in language.words("suffixes_first")):
        before = tokens[j - 2].kind if j >= 2 else None
        if scale is None or suffix not in language.words("suffixes_of_money") or before is not Kind.CURRENCY:
            return None
    after = tokens[j + 1 : j + 4]
    if suffix in language.words("suffixes_of_length") and (
        any(token.norm in language.words("length_hints") for token in after[:2])
        or (len(after) > 2 and after[0].text == "(" and after[1].kind is Kind.NUMBER)
    ):
        return None
    return point(found, found.value * float(scale), j + 1, scale=float(scale))


def _decimals(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """ "three point five million"."""
    j = found.end
    if found.digits or j + 1 >= len(tokens) or tokens[j].norm not in language.words("point"):
        return None
    digits, j = "", j + 1
    while (now := numeral(tokens, j, language)) is not None and not now.is_scale and 0 <= now.value < 100:
        digits += str(int(now.value))
        j = now.end
        if len(digits) > 6:
            break
    if not digits:
        return None
    value = found.value + float("0." + digits)
    following = numeral(tokens, j, language)
    if following is not None and following.is_scale:
        return point(found, value * following.value, following.end, scale=following.value)
    return point(found, value, j)


def _bracketed(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """«(13) مليون»: a number in brackets before its scale."""
    j = found.end
    if not found.digits or found.scale != 1 or not is_bracketed(tokens, j - 1) or not language.data.get("noun_first"):
        return None
    following = numeral(tokens, j + 1, language) if j + 1 < len(tokens) else None
    if following is None or not following.is_scale:
        return None
    return point(found, found.value * following.value, following.end, scale=following.value)


def is_bracketed(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token stands alone in brackets."""
    return 0 < i < len(tokens) - 1 and tokens[i - 1].text == "(" and tokens[i + 1].text == ")"


_READERS = (_bracketed, _suffix_scale, slashed, ratio, parts, and_fraction, _decimals, groups)
