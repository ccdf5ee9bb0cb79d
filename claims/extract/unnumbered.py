"""Quantities without a numeral: a dual noun holds the number two, "one" may stand behind its noun, "no casualties" is a zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.bounds import hedge_before
from claims.extract.mentions import Mention, interval
from claims.extract.nouns import CountedNoun, counted_noun
from claims.extract.numbers import added_fraction
from claims.languages import Kind, Language, Token
from claims.languages.language import Unit
from claims.model import Quantity, Relation

ZERO_MODIFIERS = 3
"""Words between "no" and what there is none of."""


def dual_noun(text: str, tokens: Sequence[Token], i: int, floor: int, language: Language) -> Mention | None:
    """A dual noun or unit holds the number two: «جنديين», «أسبوعين», «ساعتين ونصف»."""
    if tokens[i].kind is not Kind.WORD:
        return None
    for clitic, rest in language.split(tokens[i].norm):
        definite = clitic in language.words("definite_clitics")
        noun = language.nouns.get(rest)
        if noun is not None and noun.form == "dual":
            counted = CountedNoun(i, i + 1, noun.concept.id, noun.concept.unit, ())
            return _mention(text, tokens, i, i + 1, floor, clitic, 2.0, counted, None, language, weak=definite)
        unit = _unit_of_dual(rest, language) if noun is None else None
        if unit is not None:
            more = added_fraction(tokens, i + 1, language)
            part, end = (more[0], more[1]) if more is not None and more[0] < 1 else (0.0, i + 1)
            return _mention(text, tokens, i, end, floor, clitic, 2.0 + part, None, unit, language, weak=definite)
    return None


def _unit_of_dual(word: str, language: Language) -> Unit | None:
    if word in language.words("not_duals"):
        return None
    for ending, singular in language.mapping("dual_endings").items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2:
            unit = language.units.get(stem + str(singular))
            if unit is not None and unit.dimension != "percent":
                return unit
    return None


def one_behind_noun(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """ "One" as an adjective: «شخص واحد». Only behind an indefinite word."""
    if i == 0 or tokens[i].norm not in language.words("one_after") or tokens[i - 1].kind is not Kind.WORD:
        return None
    word = tokens[i - 1].norm
    if word in language.words("stop_words") or any(word.startswith(p) for p in language.words("definite_prefixes")):
        return None
    unit = next((found for rest in language.forms(word) if (found := language.units.get(rest)) is not None), None)
    noun = language.noun_at_word(word) if unit is None else None
    counted = CountedNoun(i - 1, i, noun.concept.id if noun else None, noun.concept.unit if noun else word, ())
    weak = unit is None and noun is None
    return _mention(text, tokens, i - 1, i + 1, i - 1, "", 1.0, None if unit else counted, unit, language, weak=weak)


def _mention(
    text: str,
    tokens: Sequence[Token],
    i: int,
    j: int,
    floor: int,
    clitic: str,
    value: float,
    noun: CountedNoun | None,
    unit: Unit | None,
    language: Language,
    *,
    weak: bool,
) -> Mention:
    start, relation = hedge_before(tokens, i, floor, language)
    begin = tokens[start].start + (len(clitic) if start == i and clitic in language.additive else 0)
    low, high = interval(value, value, relation)
    quantity = Quantity(
        begin,
        tokens[j - 1].end,
        text[begin : tokens[j - 1].end],
        low,
        high,
        relation or Relation.EQUAL,
        None,
        unit.name if unit else noun.unit if noun else None,
        unit.dimension if unit else "count",
    )
    return Mention(quantity, start, j, i, noun, noun.concept if noun else None, weak=weak)


def zero(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """ "no casualties", «من دون إصابات»: zero of something that can happen to people."""
    found = language.table("zero_before").starting_at(tokens, i)
    if found is None:
        return None
    noun = counted_noun(tokens, found[1], 0.0, language, set(), only_known=True)
    if noun is None or noun.i > found[1] + ZERO_MODIFIERS or not noun.counts_harm(language):
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
