"""Tokens → groups and vague plurals: "two dozen", "a pair of", "tens of thousands", «عشرات الآلاف»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.numbers.numerals import Cardinal, Number, adds, numeral
from claims.languages import Kind, Language, Token


def groups(tokens: Sequence[Token], found: Cardinal, language: Language) -> Number | None:
    return group_noun(tokens, found.end, found.value, language)


def group_noun(tokens: Sequence[Token], j: int, value: float, language: Language) -> Number | None:
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


def group_first(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    articles = language.words("articles")
    if tokens[i].norm in articles:
        return group_noun(tokens, i + 1, 1.0, language)
    return group_noun(tokens, i, 1.0, language) if not articles else None


def vague_plural(tokens: Sequence[Token], i: int, language: Language) -> Number | None:
    """ "dozens", "tens of thousands", «عشرات الآلاف»: an interval."""
    vague = language.mapping("vague")
    if tokens[i].kind is not Kind.WORD:
        return None
    if tokens[i].norm in language.words("few_words"):  # "several hundred" are hundreds
        plural = language.mapping("few_of").get(tokens[i + 1].norm) if i + 1 < len(tokens) else None
        if plural not in vague:
            return None
        low, high = (float(bound) for bound in vague[plural])
        return Number(low, high, i + 2, "vague")
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
