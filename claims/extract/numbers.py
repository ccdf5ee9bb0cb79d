"""Tokens → numbers: digits with their scale words, number words of any length, fractions, vague plurals.

A number is read left to right, each token once. Which words are numerals, scales and so on is the language's data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.languages import Kind, Language, Token
from claims.languages.tokens import number_value

HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before token `end`; vague ones span an interval."""

    low: float
    high: float
    end: int
    form: str
    """digits, words, fraction, vague or group."""
    scale: float = 1.0
    """The last scale word, so that "10 to 15 billion" can lend it to the 10."""


@dataclass(frozen=True, slots=True)
class _Numeral:
    value: float
    is_scale: bool
    clitic: str
    end: int
    digits: bool = False
    dual_of: float = 0.0
    """The scale of which the word is two: «ألفان»."""


def read_number(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """The number that starts at token i, or None."""
    if i >= len(tokens) or tokens[i].kind not in (Kind.NUMBER, Kind.WORD, Kind.SYMBOL):
        return None
    if tokens[i].kind is Kind.SYMBOL:
        return _signed(tokens, i, language)
    if tokens[i].norm in language.words("minus"):
        number = read_number(tokens, i + 1, language)
        return Number(-number.high, -number.low, number.end, number.form, number.scale) if number else None
    return (
        _vague(tokens, i, language)
        or _fraction_first(tokens, i, language)
        or _ratio(tokens, i, language)
        or _composed(tokens, i, language)
    )


def _signed(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    if tokens[i].text not in "-−+" or i + 1 >= len(tokens) or tokens[i + 1].start != tokens[i].end:
        return None
    if tokens[i + 1].kind is not Kind.NUMBER or (i and tokens[i - 1].end == tokens[i].start):
        return None
    number = _composed(tokens, i + 1, language)
    if number is None or tokens[i].text == "+":
        return number
    return Number(-number.high, -number.low, number.end, number.form, number.scale)


# -- numerals put together ----------------------------------------------------------------------------------------------


def _numeral(tokens: Sequence[Token], i: int, language: Language) -> _Numeral | None:
    """The numeral at token i, with the clitic that it carries."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind is Kind.NUMBER:
        return _Numeral(number_value(token.text), False, "", i + 1, True)
    if token.kind is not Kind.WORD:
        return None
    numerals, scales, scaled = language.mapping("numerals"), language.mapping("scales"), language.mapping("scaled")
    for clitic, rest in language.split(token.norm):
        if rest in numerals:
            return _Numeral(float(numerals[rest]), False, clitic, i + 1)
        if rest in scales:
            return _Numeral(float(scales[rest]), True, clitic, i + 1)
        if rest in scaled:
            times, scale = scaled[rest]
            return _Numeral(float(times) * float(scale), False, clitic, i + 1, dual_of=float(scale))
    return None


def _composed(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    first = _numeral(tokens, i, language)
    if first is None:
        if tokens[i].norm in language.words("articles"):
            following = _numeral(tokens, i + 1, language)
            if following is not None and following.is_scale:
                return _composed(tokens, i + 1, language)
            return _group_noun(tokens, i + 1, 1.0, language)
        return _group_noun(tokens, i, 1.0, language) if not language.words("articles") else None
    if first.is_scale and language.words("articles") and not (i and tokens[i - 1].norm in language.words("articles")):
        return None  # "million" alone names no number where the language asks for an article
    total, group, scale, last, last_joined = 0.0, 0.0, 1.0, 0.0, False
    smallest = float("inf")
    j, joined = i, False
    digits = first.digits
    while True:
        numeral = _numeral(tokens, j, language)
        if numeral is None:
            break
        if j > i and not joined and numeral.clitic and not _adds(numeral.clitic, language):
            break
        now_joined = joined or (_adds(numeral.clitic, language) and j > i)
        if numeral.is_scale:
            if now_joined and group and not language.additive:
                break
            if now_joined and language.additive and (group or total):
                # "مليون وألف": a scale that is added stands for one of itself
                if numeral.value >= min(smallest, scale if scale > 1 else float("inf")):
                    break
                total, group = total + group, 0.0
            if numeral.value == 100:
                if group >= 100 and not digits:
                    break
                group = (group or 1.0) * 100
                last = group
            else:
                if numeral.value > smallest and total:
                    total, group = (total + group) * numeral.value, 0.0
                else:
                    total, group = total + (group or 1.0) * numeral.value, 0.0
                smallest = min(smallest, numeral.value)
                last = 0.0
            scale = numeral.value
        else:
            value = numeral.value
            if j > i and not _may_follow(value, group, numeral, now_joined, total, smallest, language):
                break
            if numeral.dual_of >= 1000:
                total, smallest, scale = total + value, numeral.dual_of, numeral.dual_of
            else:
                group += value
            last, last_joined = value, now_joined
        j, joined = numeral.end, False
        after = _joiner(tokens, j, language)
        if after > j:
            following = _numeral(tokens, after, language)
            if following is not None and _numeral_follows(tokens, after, language, group, total, smallest):
                j, joined = after, True
                continue
        if j < len(tokens) and tokens[j].text in HYPHENS and _hyphenated(tokens, j, language):
            j += 1
    if j == i:
        return None
    value = total + group
    return _tail(tokens, j, value, scale, last, last_joined, digits, language)


def _adds(clitic: str, language: Language) -> bool:
    return clitic in language.additive and bool(clitic)


def _joiner(tokens: Sequence[Token], j: int, language: Language) -> int:
    return j + 1 if j < len(tokens) and tokens[j].norm in language.words("joiners") else j


def _hyphenated(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """A hyphen inside a number word: twenty-three."""
    if j + 1 >= len(tokens) or tokens[j - 1].kind is not Kind.WORD or tokens[j + 1].kind is not Kind.WORD:
        return False
    if tokens[j].start != tokens[j - 1].end or tokens[j + 1].start != tokens[j].end:
        return False
    return _numeral(tokens, j + 1, language) is not None


def _numeral_follows(
    tokens: Sequence[Token], j: int, language: Language, group: float, total: float, smallest: float
) -> bool:
    """Whether the numeral after "and" belongs to the number: "two hundred and six", not "two and six"."""
    numeral = _numeral(tokens, j, language)
    if numeral is None:
        return False
    if numeral.is_scale:
        return bool(language.additive)
    if language.units_before_tens and group and group % 100 < 10 and group % 10 and numeral.value in range(20, 100, 10):
        return True
    return (group >= 100 and group % 100 == 0 and numeral.value < 100) or (
        group == 0 and total > 0 and numeral.value < smallest and (not numeral.digits or bool(language.additive))
    )


def _may_follow(
    value: float, group: float, numeral: _Numeral, joined: bool, total: float, smallest: float, language: Language
) -> bool:
    """Whether a numeral may be added to what was read: tens take units, hundreds take tens, scales take what is smaller."""
    if language.units_before_tens and 0 < group % 100 < 10 and value == 10 and numeral.clitic == "":
        return True  # the teens: a unit, then "ten"
    if language.additive and not joined:
        return False
    if group == 0:
        return 0 < value < smallest and total > 0
    if numeral.digits and not (joined and group >= 100):
        return False
    if language.units_before_tens and 0 < group % 100 < 10 and value in range(20, 100, 10):
        return joined
    size = 10 if value < 10 else 100 if value < 100 else 1000
    return group % size == 0 and value < group and group % 100 != 10


# -- what may come after the last numeral ---------------------------------------------------------------------------------


def _tail(
    tokens: Sequence[Token],
    j: int,
    value: float,
    scale: float,
    last: float,
    last_joined: bool,
    digits: bool,
    language: Language,
) -> Number:
    """Fraction words, glued scales and so on after the last numeral."""
    fractions = language.mapping("fractions")
    form = "digits" if digits else "words"
    if j < len(tokens):
        token = tokens[j]
        suffixes = language.mapping("suffix_scales")
        if (
            digits
            and token.kind is Kind.WORD
            and token.start == tokens[j - 1].end
            and token.norm in suffixes
            and not _is_glued_unit(token, language)
        ):
            scale = float(suffixes[token.norm])
            return Number(value * scale, value * scale, j + 1, form, scale)
        if (
            token.text == "/"
            and j + 1 < len(tokens)
            and tokens[j + 1].kind is Kind.NUMBER
            and token.start == tokens[j - 1].end
        ):
            below = number_value(tokens[j + 1].text)
            if 0 < below <= 100 and value < below:
                return Number(value / below, value / below, j + 2, "fraction")
        denominator = token.norm if token.kind is Kind.WORD else ""
        k = j
        if (
            token.text in HYPHENS
            and j + 1 < len(tokens)
            and tokens[j + 1].norm in fractions
            and token.start == tokens[j - 1].end
        ):
            denominator, k = tokens[j + 1].norm, j + 1
        if denominator in fractions and not digits and _counts_parts(value, denominator, language):
            below = float(fractions[denominator])
            part = value - last + last / below if last_joined and last < value else value / below
            return _scaled_fraction(tokens, k + 1, part, language)
    half = _and_fraction(tokens, j, language)
    if half is not None:
        part, end = half
        value += part * (scale if scale >= 1000 else 1.0)
        end = _skip_repeated_scale(tokens, end, scale, language)
        return Number(value, value, end, form, scale)
    if j + 1 < len(tokens) and tokens[j].norm in language.words("point") and not digits:
        decimals = _decimals(tokens, j + 1, language)
        if decimals is not None:
            part, end = decimals
            following = _numeral(tokens, end, language)
            if following is not None and following.is_scale:
                return Number(
                    (value + part) * following.value,
                    (value + part) * following.value,
                    following.end,
                    form,
                    following.value,
                )
            return Number(value + part, value + part, end, form, scale)
    group = _group_noun(tokens, j, value, language)
    return group or Number(value, value, j, form, scale)


def _is_glued_unit(token: Token, language: Language) -> bool:
    """ "5m" is five million in money and counts, "5mm" is a length: longer unit names win."""
    return token.norm in language.words("glued_units") and token.norm not in ("m", "b", "k")


def _counts_parts(value: float, word: str, language: Language) -> bool:
    plain = language.words("plain_plural_fractions")
    if plain:
        return word in plain
    return word.endswith("s") or value == 1


def _and_fraction(tokens: Sequence[Token], j: int, language: Language) -> tuple[float, int] | None:
    """ "… and a half", «ونصف»."""
    fractions = language.mapping("fractions")
    if j >= len(tokens):
        return None
    for clitic, rest in language.split(tokens[j].norm):
        if clitic and _adds(clitic, language) and rest in fractions and _is_fraction_word(rest, language):
            return _fraction_value(rest, language), j + 1
    k = _joiner(tokens, j, language)
    if k == j:
        return None
    if k < len(tokens) and tokens[k].norm in language.words("articles"):
        k += 1
        if k < len(tokens) and tokens[k].norm in fractions and not tokens[k].norm.endswith("s"):
            return 1.0 / float(fractions[tokens[k].norm]), k + 1
        return None
    if (
        language.additive
        and k < len(tokens)
        and tokens[k].norm in fractions
        and _is_fraction_word(tokens[k].norm, language)
    ):
        return _fraction_value(tokens[k].norm, language), k + 1
    return None


def _is_fraction_word(word: str, language: Language) -> bool:
    return word in language.words("bare_fractions") or word not in language.mapping("numerals")


def _fraction_value(word: str, language: Language) -> float:
    times = 2.0 if word in language.words("dual_fractions") else 1.0
    return times / float(language.mapping("fractions")[word])


def _skip_repeated_scale(tokens: Sequence[Token], j: int, scale: float, language: Language) -> int:
    """«مليون ونصف المليون»."""
    numeral = _numeral(tokens, j, language)
    return numeral.end if numeral is not None and numeral.is_scale and numeral.value == scale else j


def _decimals(tokens: Sequence[Token], j: int, language: Language) -> tuple[float, int] | None:
    digits = ""
    while (numeral := _numeral(tokens, j, language)) is not None and not numeral.is_scale and 0 <= numeral.value < 100:
        digits += str(int(numeral.value))
        j = numeral.end
        if len(digits) > 6:
            break
    return (float("0." + digits), j) if digits else None


def _group_noun(tokens: Sequence[Token], j: int, value: float, language: Language) -> Number | None:
    """ "two dozen", "a pair of"."""
    groups = language.mapping("group_nouns")
    if j < len(tokens) and tokens[j].kind is Kind.WORD and tokens[j].norm in groups:
        number = value * float(groups[tokens[j].norm])
        end = j + 1
        if end < len(tokens) and tokens[end].norm in language.words("fraction_of"):
            end += 1
        return Number(number, number, end, "group")
    return None


# -- numbers that start with a fraction, a ratio or a vague plural ----------------------------------------------------------


def _fraction_first(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """ "half a million", "a third of", «ثلثي», «خمس مساحة»."""
    fractions = language.mapping("fractions")
    token = tokens[i]
    if token.kind is not Kind.WORD:
        return None
    articles = language.words("articles")
    if token.norm in articles:
        if i + 1 < len(tokens) and tokens[i + 1].norm in fractions and not tokens[i + 1].norm.endswith("s"):
            word = tokens[i + 1].norm
            needed = language.words("fraction_of")
            if word in language.words("bare_fractions") or (i + 2 < len(tokens) and tokens[i + 2].norm in needed):
                return _scaled_fraction(tokens, i + 2, 1.0 / float(fractions[word]), language)
        return None
    for clitic, rest in language.split(token.norm):
        if rest not in fractions or (clitic and _adds(clitic, language) and i and _numeral(tokens, i - 1, language)):
            continue
        if rest in language.words("bare_fractions"):
            return _scaled_fraction(tokens, i + 1, _fraction_value(rest, language), language)
        if rest in language.mapping("numerals") and not articles and _counts_a_whole(tokens, i + 1, language):
            return _scaled_fraction(tokens, i + 1, _fraction_value(rest, language), language)
        return None
    return None


def _counts_a_whole(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether the next word names one whole, so that a word for both "five" and "fifth" is the fraction: it is definite, or a singular."""
    if j >= len(tokens) or tokens[j].kind is not Kind.WORD:
        return False
    word = tokens[j].norm
    if _numeral(tokens, j, language) is not None:
        return False
    noun = language.nouns.get(word)
    if noun is not None:
        return noun.form == "singular"
    return any(word.startswith(article) for article in language.words("definite_prefixes"))


def _scaled_fraction(tokens: Sequence[Token], j: int, value: float, language: Language) -> Number:
    """A fraction, and the scale that it may be a part of: "half a million", «نصف مليون»."""
    k = j
    while (
        k < len(tokens) and k < j + 2 and tokens[k].norm in language.words("fraction_of") | language.words("articles")
    ):
        k += 1
    numeral = _numeral(tokens, k, language)
    if numeral is not None and numeral.is_scale and not _adds(numeral.clitic, language) and tokens[k - 1].norm != "the":
        return Number(value * numeral.value, value * numeral.value, numeral.end, "words", numeral.value)
    group = _group_noun(tokens, k, value, language)
    return group or Number(value, value, j, "fraction")


def _ratio(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """ "one in five", "two out of five", «واحد من كل خمسة»."""
    first = _numeral(tokens, i, language)
    if first is None or first.is_scale or not 0 < first.value < 100:
        return None
    for joiner in language.data.get("ratio_joiners", ()):
        end = first.end + len(joiner)
        if end < len(tokens) and all(tokens[first.end + k].norm == word for k, word in enumerate(joiner)):
            second = _composed(tokens, end, language)
            if second is None or second.low <= first.value or (len(joiner) == 1 and second.low > 100):
                continue
            if len(joiner) == 1 and second.form == "digits" and 1900 <= second.low <= 2100:
                continue
            if len(joiner) == 1 and _followed_by_noun(tokens, second.end, language):
                continue  # "two in five cities" may be places; "one in five" is a share
            return Number(first.value / second.low, first.value / second.low, second.end, "fraction")
    return None


def _followed_by_noun(tokens: Sequence[Token], j: int, language: Language) -> bool:
    return j < len(tokens) and language.units.starting_at(tokens, j) is not None


def _vague(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """ "dozens", "tens of thousands", «عشرات الآلاف»: an interval."""
    vague = language.mapping("vague")
    if tokens[i].kind is not Kind.WORD:
        return None
    for _, rest in language.split(tokens[i].norm):
        if rest not in vague:
            continue
        low, high = (float(bound) for bound in vague[rest])
        j = i + 1
        scale = 1.0
        while True:
            k = j
            while k < len(tokens) and tokens[k].norm in language.words("fraction_of"):
                k += 1
            following = _numeral(tokens, k, language)
            if following is None and k < len(tokens):
                word = next((r for _, r in language.split(tokens[k].norm) if r in vague), None)
                factor = float(vague[word][0]) if word else 0.0
                if factor < 1000:
                    break
                j = k + 1
            elif (
                following is not None
                and following.is_scale
                and following.value >= 1000
                and not _adds(following.clitic, language)
            ):
                factor = following.value
                j = following.end
            else:
                break
            low, high, scale = low * factor, high * factor, factor
        return Number(low, high, j, "vague", scale)
    return None
