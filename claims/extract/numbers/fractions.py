"""Tokens → fractions: "3/4", "two thirds", "two in five", "a third of", «ثلثي», and those that are added to a number."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.numbers.groups import group_noun
from claims.extract.numbers.numerals import HYPHENS, Cardinal, Number, adds, joiner, numeral, point, read_cardinal
from claims.languages import Kind, Language, Token
from claims.languages.tokens import number_value

SLASHES = frozenset("/⁄")


def slashed(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """ "3/4", "1 4/5", "1-1/2"."""
    j, value, whole = found.end, found.value, 0.0
    mixed = _over_hyphen(tokens, j)
    if mixed + 1 < len(tokens) and mixed > j and tokens[mixed + 1].text in SLASHES:
        j = mixed
    if (
        j < len(tokens)
        and tokens[j].kind is Kind.NUMBER
        and found.digits
        and tokens[j].text.isdigit()
        and (j == mixed > found.end or tokens[j].start == tokens[j - 1].end + 1)
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
    return point(found, whole + value / below, j + 2, "fraction" if not whole else "")


def _over_hyphen(tokens: Sequence[Token], j: int) -> int:
    """The index behind a hyphen at token j that is glued to both sides; j itself where there is none."""
    if not 0 < j < len(tokens) - 1 or tokens[j].text not in HYPHENS:
        return j
    return j + (tokens[j - 1].end == tokens[j].start and tokens[j].end == tokens[j + 1].start)


def ratio(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """ "one in five", "two out of five", «واحد من كل خمسة»."""
    if not 0 < found.value < 100 or found.scale != 1 or language.units.starting_at(tokens, found.end) is not None:
        return None
    link = tokens[found.end].norm if found.end < len(tokens) else ""
    for words, loose in language.ratio_links.get(link, ()):
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
        return point(found, found.value / second.value, second.end, "fraction")
    return _ratio_around_noun(tokens, found, language)


def _ratio_around_noun(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """ "Une personne sur cinq": what is counted stands between the two numbers."""
    j = found.end + 1
    of_one = ("ratio_around_one",) if found.value == 1 or not found.digits else ()
    around = language.words("ratio_around_noun", *of_one)
    if j + 1 >= len(tokens) or tokens[j].norm not in around:
        return None
    second = read_cardinal(tokens, j + 1, language) if _word_at(tokens, found.end, language) else None
    if second is None or not found.value < second.value <= 100 or second.scale > 1 or found.digits != second.digits:
        return None
    noun = language.nouns.starting_at(tokens, second.end)
    if language.units.starting_at(tokens, second.end) is not None or (noun is not None and noun[0].form == "plural"):
        return None  # "one attack in ten days"
    return point(found, found.value / second.value, second.end, "fraction")


def _word_at(tokens: Sequence[Token], j: int, language: Language) -> bool:
    return j < len(tokens) and tokens[j].kind is Kind.WORD and tokens[j].norm not in language.words("stop_words")


def parts(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
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


def and_fraction(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    """ "… and a half", "… and two thirds", «ونصف»: of the scale where there is one."""
    part = added_fraction(tokens, found.end, language)
    if part is None:
        return None
    value, end, scaled = part
    if scaled and found.scale == 1:  # "one and a half million"
        following = numeral(tokens, end - 1, language)
        whole = following.value if following is not None and following.is_scale else 1.0
        return point(found, found.value * whole + value, end, scale=whole)
    if found.scale >= 1000 and not scaled:
        value *= found.scale
        again = numeral(tokens, end, language)  # «مليون ونصف المليون»
        if again is not None and again.is_scale and again.value == found.scale:
            end = again.end
    return point(found, found.value + value, end)


def added_fraction(tokens: Sequence[Token], j: int, language: Language) -> tuple[float, int, bool] | None:
    """(value, end, whether it has a scale of its own) of "and" with a fraction at token j: "and a half", "-and-a-half", «ونصف»."""
    if j >= len(tokens):
        return None
    extra = language.mapping("added_fractions")
    opening = _over_hyphen(tokens, j)
    k = joiner(tokens, opening, language)
    k = _over_hyphen(tokens, k) if k > opening else j
    heads = [(tokens[k].norm, k)] if k > j and k < len(tokens) else []
    heads += [(rest, j) for clitic, rest in language.split(tokens[j].norm) if adds(clitic, language)]
    for word, at in heads:
        if word in language.words("articles"):
            part_at = _over_hyphen(tokens, at + 1)
            following = tokens[part_at].norm if part_at < len(tokens) else ""
            below = _denominator(following, 1, language)
            if below is None or following not in language.mapping("fractions"):
                return None
            fraction = _scaled_fraction(tokens, part_at + 1, 1 / below, language)
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


def fraction_first(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
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
        of = (
            after is None
            or after.kind is not Kind.WORD
            or after.norm in language.words("fraction_of", "fraction_before")
        )
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
        if clitic in language.words("definite_clitics") and (
            _is_period(tokens, i + 1, language) or _is_hour(tokens, i, language)
        ):
            return None  # «الربع الأول», «الثالثة والنصف»
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


def _is_hour(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether the fraction at token i is of the hour that the ordinal before it names."""
    joined = any(tokens[i].norm.startswith(head) for head in language.additive)
    return joined and i > 0 and language.is_among(tokens[i - 1].norm, language.words("ordinals"))


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
    while k < len(tokens) and k < j + 2 and tokens[k].norm in language.words("fraction_of", "articles"):
        k += 1
    found = numeral(tokens, k, language)
    if (
        found is not None
        and found.is_scale
        and not adds(found.clitic, language)
        and tokens[k - 1].norm not in language.words("definite_articles")
    ):
        return Number(value * found.value, value * found.value, found.end, "words", found.value)
    group = group_noun(tokens, k, value, language)
    return group or Number(value, value, j, "fraction")
