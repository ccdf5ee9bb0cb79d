"""Tokens → numbers: cardinals with signs, fractions, decimals in words, ratios, groups such as a dozen, and vague plurals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extract.numerals import HYPHENS, Cardinal, adds, joiner, numeral, read_cardinal
from claims.languages import Kind, Language, Token
from claims.languages.tokens import number_value

SLASHES = frozenset("/⁄")


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


def read_number(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """The number that starts at token i, or None."""
    if i >= len(tokens) or tokens[i].kind not in (Kind.NUMBER, Kind.WORD, Kind.SYMBOL):
        return None
    if tokens[i].kind is Kind.SYMBOL:
        return _signed(tokens, i, language)
    hedged = i > 0 and language.table("hedges_before").ending_at(tokens, i) is not None
    either = i > 0 and tokens[i - 1].norm in language.words("alternatives")
    if tokens[i].norm in language.words("minus") and not (hedged or either):
        hyphen = i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS
        return _negative(read_number(tokens, i + 1 + hyphen, language))
    return (
        _vague(tokens, i, language)
        or _fraction_first(tokens, i, language)
        or _composed(tokens, i, language)
        or _group_first(tokens, i, language)
    )


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


# -- a cardinal and what may follow it ------------------------------------------------------------------------------------


def _composed(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    found = read_cardinal(tokens, i, language)
    if found is None:
        return None
    plain = Number(
        found.value, found.value, found.end, "digits" if found.digits and found.scale == 1 else "words", found.scale
    )
    if found.digits:
        plain = replace(plain, form="digits")
    for reader in (_suffix_scale, _slashed, _ratio, _parts, _and_fraction, _decimals, _groups):
        number = reader(tokens, found, plain, language)
        if number is not None:
            return number
    return plain


def _point(plain: Number, value: float, end: int, form: str = "", scale: float | None = None) -> Number:
    return Number(value, value, end, form or plain.form, plain.scale if scale is None else scale)


def _suffix_scale(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
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
    return _point(plain, found.value * float(scale), j + 1, scale=float(scale))


def _slashed(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
    """ "3/4", "1 4/5"."""
    j, value, whole = found.end, found.value, 0.0
    if (
        j < len(tokens)
        and tokens[j].kind is Kind.NUMBER
        and found.digits
        and tokens[j].text.isdigit()
        and tokens[j].start == tokens[j - 1].end + 1
    ):
        j, value, whole = j + 1, number_value(tokens[j].text, language.spelling.grouping), found.value
    if not found.digits or j + 1 >= len(tokens) or tokens[j].text not in SLASHES:
        return None
    if tokens[j + 1].kind is not Kind.NUMBER or tokens[j].start != tokens[j - 1].end:
        return None
    if not tokens[j + 1].text.isdigit() or (j + 2 < len(tokens) and tokens[j + 2].text in SLASHES):
        return None
    below = number_value(tokens[j + 1].text)
    if (
        not (0 <= value < below <= 100 or (value == 1 and 1 < below <= 1000))
        or value != int(value)
        or whole != int(whole)
    ):
        return None
    return _point(plain, whole + value / below, j + 2, "fraction" if not whole else "")


def _ratio(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
    """ "one in five", "two out of five", «واحد من كل خمسة»."""
    if not 0 < found.value < 100 or found.scale != 1 or language.units.starting_at(tokens, found.end) is not None:
        return None
    for loose, joiners in (("", language.data.get("ratio_joiners", ())), ("x", language.data.get("loose_ratios", ()))):
        for words in joiners:
            start = found.end + len(words)
            if start >= len(tokens) or any(tokens[found.end + k].norm != word for k, word in enumerate(words)):
                continue
            second = read_cardinal(tokens, start, language)
            if second is None or second.value <= found.value:
                continue
            if loose and (found.value != 1 or second.value > 1e15) and _word_at(tokens, second.end, language):
                continue  # "12 in 5 cities"
            if len(words) == 1 and not loose and second.value > 100:
                continue
            if len(words) == 1 and second.digits and 1900 <= second.value <= 2100:
                continue
            if len(words) == 1 and language.units.starting_at(tokens, second.end) is not None:
                continue  # "two in five days"
            return _point(plain, found.value / second.value, second.end, "fraction")
    return _ratio_around_noun(tokens, found, plain, language)


def _ratio_around_noun(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
    """ "Une personne sur cinq": what is counted stands between the two numbers."""
    j = found.end + 1
    if j + 1 >= len(tokens) or tokens[j].norm not in language.words("ratio_around_noun"):
        return None
    second = read_cardinal(tokens, j + 1, language) if _word_at(tokens, found.end, language) else None
    if second is None or not found.value < second.value <= 100 or second.scale > 1 or found.digits != second.digits:
        return None
    return _point(plain, found.value / second.value, second.end, "fraction")


def _word_at(tokens: Sequence[Token], j: int, language: Language) -> bool:
    return j < len(tokens) and tokens[j].kind is Kind.WORD and tokens[j].norm not in language.words("stop_words")


def _parts(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
    """ "two thirds", "five-eighths", «ثلاثة أخماس»: the cardinal counts parts of a whole."""
    part = _counted_parts(tokens, found, language)
    return _scaled_fraction(tokens, part[1], part[0], language) if part is not None else None


def _counted_parts(tokens: Sequence[Token], found: Cardinal, language: Language) -> tuple[float, int] | None:
    """(value, end) of a cardinal with the denominator after it."""
    j = found.end
    if j < len(tokens) and tokens[j].text in HYPHENS and not found.digits:
        j += 1
    if j >= len(tokens) or (found.digits and found.scale == 1 and found.value != 1):
        return None
    below = _denominator(tokens[j].norm, found.value, language)
    if below is not None:
        tens = 20 <= found.last < 100 and found.last % 10 == 0 and not found.last_joined and found.value > found.last
        if tens and below < 10:  # "twenty twenty-fifths"
            return (found.value - found.last) / (found.last + below), j + 1
        return found.value / below, j + 1
    composed = not found.digits and language.data.get("composed_denominators")
    second = read_cardinal(tokens, j, language) if composed else None
    if second is None or second.digits or second.value % 10:
        return None
    k = joiner(tokens, second.end, language)
    below = _denominator(tokens[k].norm, found.value, language) if k < len(tokens) else None
    return (found.value / (second.value + below), k + 1) if below is not None and below < 100 else None


def _denominator(word: str, count: float, language: Language) -> float | None:
    if word in language.words("period_fractions") and count not in (1, 3):
        return None  # "two quarters" are half a year
    below = language.mapping("plural_fractions").get(word)
    if below is None and (count == 1 or (count > 10 and language.data.get("singular_after_ten"))):
        below = language.mapping("fractions").get(word)
    return None if below is None else float(below)


def _and_fraction(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
    """ "… and a half", "… and two thirds", «ونصف»: of the scale where there is one."""
    part = added_fraction(tokens, found.end, language)
    if part is None:
        return None
    value, end, scaled = part
    if found.scale >= 1000 and not scaled:
        value *= found.scale
        again = numeral(tokens, end, language)  # «مليون ونصف المليون»
        if again is not None and again.is_scale and again.value == found.scale:
            end = again.end
    return _point(plain, found.value + value, end)


def added_fraction(tokens: Sequence[Token], j: int, language: Language) -> tuple[float, int, bool] | None:
    """(value, end, whether it has a scale of its own) of "and" with a fraction at token j: "and a half", «ونصف»."""
    if j >= len(tokens):
        return None
    extra = language.mapping("added_fractions")
    k = joiner(tokens, j, language)
    heads = [(tokens[k].norm, k)] if k > j and k < len(tokens) else []
    heads += [(rest, j) for clitic, rest in language.split(tokens[j].norm) if adds(clitic, language)]
    for word, at in heads:
        if word in language.words("articles"):
            following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
            below = _denominator(following, 1, language)
            if below is None or following not in language.mapping("fractions"):
                return None
            fraction = _scaled_fraction(tokens, at + 2, 1 / below, language)
            return fraction.low, fraction.end, fraction.scale > 1
        if word in extra and not _is_scale(tokens, at + 1, language):
            return float(extra[word]), at + 1, False
        if language.data.get("fractions_without_article") and word in language.mapping("fractions"):
            sure = word in language.words("bare_fractions") or word not in language.mapping("numerals")
            if sure or not _word_at(tokens, at + 1, language):
                return _fraction_value(word, language), at + 1, False
        card = read_cardinal(tokens, at, language)
        part = _counted_parts(tokens, card, language) if card is not None else None
        if part is not None:
            return part[0], part[1], False
    return None


def _decimals(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
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
        return _point(plain, value * following.value, following.end, scale=following.value)
    return _point(plain, value, j)


def _groups(tokens: Sequence[Token], found: Cardinal, plain: Number, language: Language) -> Number | None:
    return _group_noun(tokens, found.end, found.value, language)


def _group_noun(tokens: Sequence[Token], j: int, value: float, language: Language) -> Number | None:
    """ "two dozen", "a pair of"; "une vingtaine de", which is about twenty."""
    if j >= len(tokens) or tokens[j].kind is not Kind.WORD:
        return None
    form, size = "group", language.mapping("group_nouns").get(tokens[j].norm)
    if size is None:
        form, size = "about", language.mapping("approximate").get(tokens[j].norm)
    if size is None:
        return None
    number, end = value * float(size), j + 1
    if end < len(tokens) and tokens[end].norm in language.words("fraction_of"):
        end += 1
        scale = _scale_of_group(tokens, end, language) if form == "about" else 0.0
        if scale > number:  # "une dizaine de milliers"
            return Number(number * scale, number * scale, end + 1, form, scale)
    return Number(number, number, end, form)


def _scale_of_group(tokens: Sequence[Token], j: int, language: Language) -> float:
    """The value of a scale word, or of one that stands for about as many; 0 for other words."""
    found = numeral(tokens, j, language)
    if found is not None:
        return found.value if found.is_scale else 0.0
    return float(language.mapping("approximate").get(tokens[j].norm, 0)) if j < len(tokens) else 0.0


def _group_first(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    articles = language.words("articles")
    if tokens[i].norm in articles:
        return _group_noun(tokens, i + 1, 1.0, language)
    return _group_noun(tokens, i, 1.0, language) if not articles else None


# -- numbers that start with a fraction or a vague plural -------------------------------------------------------------------


def _fraction_first(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """ "half a million", "a third of", «ثلثي», «خمس مساحة»."""
    fractions = language.mapping("fractions")
    token = tokens[i]
    if token.kind is not Kind.WORD:
        return None
    articles = language.words("articles")
    if token.norm in articles:
        word = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        if word not in fractions:
            return None
        after = tokens[i + 2] if i + 2 < len(tokens) else None
        if after is not None and after.text in HYPHENS and after.start == tokens[i + 1].end:
            if not _is_bound(tokens, i + 3, language):
                return None  # "a third-party majority", but "a half-hour", "un demi-million"
            measure = language.units.starting_at(tokens, i + 3) is not None
            return _scaled_fraction(tokens, i + 2 if measure else i + 3, 1.0 / float(fractions[word]), language)
        of = after is None or after.kind is not Kind.WORD or after.norm in language.words("fraction_of")
        by = i > 0 and tokens[i - 1].norm in language.words("change_links")  # "fell by a third in May"
        if not of and not by and word not in language.words("bare_fractions"):
            return None
        return _scaled_fraction(tokens, i + 2, 1.0 / float(fractions[word]), language)
    part = _part_of(tokens, i, language)
    if part is not None:
        return part
    for clitic, rest in language.split(token.norm):
        if rest not in fractions or (adds(clitic, language) and i and numeral(tokens, i - 1, language)):
            continue
        if clitic in language.words("definite_clitics") and _is_period(tokens, i + 1, language):
            return None  # «الربع الأول»
        if rest in language.words("bound_fractions") and not _is_bound(tokens, i + 1, language):
            return None
        if rest in language.words("bare_fractions") or _is_marked_fraction(token, language):
            return _scaled_fraction(tokens, i + 1, _fraction_value(rest, language), language)
        if rest in language.mapping("numerals") and not articles and _counts_a_whole(tokens, i + 1, language):
            return _scaled_fraction(tokens, i + 1, _fraction_value(rest, language), language)
        return None
    return None


def _is_marked_fraction(token: Token, language: Language) -> bool:
    """Whether a written vowel tells the fraction from the numeral: «خُمس»."""
    vowel = language.data.get("fraction_vowel")
    return bool(vowel) and str(vowel) in token.text


def _is_period(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether a word at token j makes the definite fraction before it a part of the year or of a match."""
    if j >= len(tokens) or tokens[j].kind is not Kind.WORD:
        return False
    return any(
        clitic in language.words("definite_clitics")
        and (rest in language.words("ordinals") or rest in language.words("period_words"))
        for clitic, rest in language.split(tokens[j].norm)
    )


def _is_bound(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether a unit or a scale stands right behind a word that is a fraction only there: "medio millón", "media hora"."""
    j += j < len(tokens) and tokens[j].text in HYPHENS
    if j >= len(tokens):
        return False
    return (
        _is_scale(tokens, j, language)
        or tokens[j].norm in language.mapping("group_nouns")
        or language.units.starting_at(tokens, j) is not None
    )


def _is_scale(tokens: Sequence[Token], j: int, language: Language) -> bool:
    found = numeral(tokens, j, language)
    return found is not None and found.is_scale


def _part_of(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """«جزء من مئة»: one part of so many."""
    for words in language.data.get("share_of", ()):
        if all(i + k < len(tokens) and tokens[i + k].norm == word for k, word in enumerate(words)):
            whole = read_cardinal(tokens, i + len(words), language) if i + len(words) < len(tokens) else None
            if whole is not None and whole.value > 1:
                return Number(1 / whole.value, 1 / whole.value, whole.end, "fraction")
    return None


def _fraction_value(word: str, language: Language) -> float:
    times = 2.0 if word in language.words("dual_fractions") else 1.0
    return times / float(language.mapping("fractions")[word])


def _counts_a_whole(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether the next word names one whole, so that a word for both "five" and "fifth" is the fraction: it is definite, or a singular."""
    if j >= len(tokens) or tokens[j].kind is not Kind.WORD or numeral(tokens, j, language) is not None:
        return False
    word = tokens[j].norm
    noun = language.nouns.get(word)
    if noun is not None:
        return noun.form == "singular"
    possessed = language.data.get("possessive_endings", ())
    return any(word.startswith(article) for article in language.words("definite_prefixes")) or (
        len(word) > 4 and word.endswith(tuple(possessed))
    )


def _scaled_fraction(tokens: Sequence[Token], j: int, value: float, language: Language) -> Number:
    """A fraction, and the scale that it may be a part of: "half a million", «نصف مليون»."""
    k = j
    while (
        k < len(tokens) and k < j + 2 and tokens[k].norm in language.words("fraction_of") | language.words("articles")
    ):
        k += 1
    found = numeral(tokens, k, language)
    if (
        found is not None
        and found.is_scale
        and not adds(found.clitic, language)
        and tokens[k - 1].norm not in language.words("definite_articles")
    ):
        return Number(value * found.value, value * found.value, found.end, "words", found.value)
    group = _group_noun(tokens, k, value, language)
    return group or Number(value, value, j, "fraction")


def _vague(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """ "dozens", "tens of thousands", «عشرات الآلاف»: an interval."""
    vague = language.mapping("vague")
    if tokens[i].kind is not Kind.WORD:
        return None
    word = next((rest for _, rest in language.split(tokens[i].norm) if rest in vague), None)
    if word is None or (word in language.words("vague_before_of") and not _stands_for_many(tokens, i, language)):
        return None
    low, high = (float(bound) for bound in vague[word])
    j, scale = i + 1, 1.0
    if j < len(tokens) and tokens[j].norm in language.words("vague_teens"):
        return Number(low + 10, high + 10, j + 1, "vague")  # «بضعة عشر»
    several = language.mapping("several_of").get(tokens[j].norm) if j < len(tokens) else None
    if several is not None and high < 10:
        low, high, scale, j = low * float(several), high * float(several), float(several), j + 1  # «بضع عشرات»
    for factor, end in _vague_scales(tokens, j, language):
        low, high, scale, j = low * factor, high * factor, factor, end
    return Number(low, high, j, "vague", scale)


def _stands_for_many(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether "scores" is a number, and no noun: "scores of people", but "film scores"."""
    if i + 1 < len(tokens) and tokens[i + 1].norm in language.words("fraction_of"):
        return True
    before = tokens[i - 1] if i else None
    return before is None or before.kind is not Kind.WORD or before.norm in language.words("stop_words")


def _vague_scales(tokens: Sequence[Token], j: int, language: Language) -> Iterator[tuple[float, int]]:
    """(factor, end) of each scale after a vague plural."""
    vague = language.mapping("vague")
    while True:
        k = j
        while k < len(tokens) and tokens[k].norm in language.words("fraction_of"):
            k += 1
        found = numeral(tokens, k, language)
        if found is not None:
            if not found.is_scale or found.value < 1000 or adds(found.clitic, language):
                return
            factor, j = found.value, found.end
        else:
            word = next((r for _, r in language.split(tokens[k].norm) if r in vague), None) if k < len(tokens) else None
            factor = float(vague[word][0]) if word else 0.0
            if factor < 1000:
                return
            j = k + 1
        yield factor, j
