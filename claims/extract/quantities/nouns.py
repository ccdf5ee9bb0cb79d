"""The noun that a number counts, with the words that narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from claims.extract.numbers.numerals import numeral
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.noun_forms import (
    is_adjective_of_people,
    is_group_of_people,
    is_plural_of_people,
    may_be_noun,
    noun_alone,
    possessed_noun,
    singular_of,
)
from claims.extract.quantities.noun_last import noun_last
from claims.languages import Kind, Language, Noun, Token, concept

FEW = (3, 10)
"""Numbers that are followed by a plural where larger ones are not."""


def counted_noun(
    tokens: Sequence[Token],
    j: int,
    value: float,
    language: Language,
    taken: AbstractSet[int],
    *,
    only_known: bool = False,
    of_whole: bool = False,
) -> CountedNoun | None:
    """The noun that a number ending before token j counts.

    Languages whose nouns come before their adjectives (`noun_first`) have it right there; in the others adjectives and nouns stand before the head.
    """
    if language.data.get("noun_first"):
        return _noun_first(tokens, j, value, language, taken, only_known, of_whole)
    return noun_last(tokens, j, value, language, taken, only_known)


def _noun_first(
    tokens: Sequence[Token],
    j: int,
    value: float,
    language: Language,
    taken: AbstractSet[int],
    only_known: bool,
    of_whole: bool,
) -> CountedNoun | None:
    k = j
    while k < len(tokens) and k < j + 2 and tokens[k].norm in language.words("skip_before_noun") and k not in taken:
        k += 1
    if k >= len(tokens) or k in taken or tokens[k].kind is not Kind.WORD:
        return None
    partitive = language.table("partitives").starting_at(tokens, j)
    if partitive is not None:
        k = partitive[1]
        if k >= len(tokens) or tokens[k].kind is not Kind.WORD:
            return None
    found = language.nouns.starting_at(tokens, k)
    end = k + 1
    if found is not None:
        noun, end = found
    else:
        single = noun_alone(tokens[k].norm, language)
        if single is None and (partitive is not None or of_whole):
            single = possessed_noun(tokens[k].norm, language)
        if single is None:
            if only_known or tokens[k].norm in language.words("stop_words") or _goes_on(tokens, k, language):
                return None
            if tokens[k].norm in language.event_words:
                return None  # «120 توفي منهم تسعة»
            if partitive is not None and language.places.get(tokens[k].norm) is not None:
                return None  # «٤٠٠ ألف من الصين»
            if partitive is not None and is_group_of_people(tokens[k].norm, language):
                return CountedNoun(k, k + 1, None, language.data.get("people_unit"), ())
            peoples = language.peoples if language.data.get("lower_case_peoples") else None
            named = peoples.starting_at(tokens, k) if peoples is not None else None
            if named is not None:
                return CountedNoun(k, named[1], None, language.data.get("people_unit"), tuple(range(k, named[1])))
            if language.data.get("plural_suffix"):
                return _unknown_plural(tokens, k, value, language, taken)
            people = language.peoples.starting_at(tokens, k) is not None
            if people or is_adjective_of_people(tokens[k].norm, language):
                return CountedNoun(k, k + 1, None, language.data.get("people_unit") if people else None, (k,))
            if k > j or not may_be_noun(tokens[k].norm, language):
                return None
            if value > 2 and is_plural_of_people(tokens[k].norm, language):
                return CountedNoun(k, k + 1, None, language.data.get("people_unit"), ())
            return CountedNoun(k, k + 1, None, tokens[k].norm, ())
        noun = single
    few = concept(language.mapping("counted_few").get(tokens[k].norm)) if FEW[0] <= value <= FEW[1] else None
    noun = noun if few is None else Noun(few, "plural")
    if (
        of_whole
        and language.data.get("construct")
        and end < len(tokens)
        and end not in taken
        and tokens[end].kind is Kind.WORD
        and tokens[end].norm not in language.words("stop_words")
        and not tokens[end].norm.startswith(tuple(language.words("verb_prefixes")))
        and tokens[end].norm not in language.event_words  # «ثلثا النواب وافقوا»
        and not _goes_on(tokens, end, language)
    ):
        end += 1  # a share of a construct: «خمس مساحة العراق» is a fifth of all of it
    modifiers = _adjectives(tokens, end, language, taken)
    return CountedNoun(k, end + len(modifiers), noun.concept.id, noun.concept.unit, modifiers)


def _unknown_plural(
    tokens: Sequence[Token], k: int, value: float, language: Language, taken: AbstractSet[int]
) -> CountedNoun | None:
    """A noun that the lexicon lacks, by its plural; its unit is its singular as the language writes it."""
    singular = singular_of(tokens[k].norm, language) if value != 1 else None
    if singular is None or language.event_words.get(tokens[k].norm) is not None:
        return None
    modifiers = _adjectives(tokens, k + 1, language, taken)
    return CountedNoun(k, k + 1 + len(modifiers), None, singular, modifiers)


def _adjectives(tokens: Sequence[Token], j: int, language: Language, taken: AbstractSet[int]) -> tuple[int, ...]:
    """The adjectives from token j on."""
    end = j
    while end < len(tokens) and end - j < 2 and end not in taken and _agrees(tokens[end], language):
        end += 1
    return tuple(range(j, end))


def _goes_on(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a word begins the next part of the sentence: «8 وإصابة», «ثلاثة وجرح», «عشرة وخمسة»."""
    if numeral(tokens, k, language) is not None:
        return True
    prefixed = language.words("definite_clitics", but="definite_prefixes")
    if any(clitic in prefixed for clitic, _ in language.split(tokens[k].norm)):
        return True  # «والعشرات بالاختناق»
    if any(
        clitic in language.additive and language.places.get(rest) for clitic, rest in language.split(tokens[k].norm)
    ):
        return True  # «28 وكركوك»
    free = language.words("definite_prefixes") | {""}
    if any(clitic not in free and language.nouns.get(rest) for clitic, rest in language.split(tokens[k].norm)):
        return True  # «14 لنساء»
    return any(
        clitic in language.additive
        and (
            language.nouns.get(rest) is not None
            or rest in language.event_words
            or rest in language.units
            or rest in language.mapping("fractions")
            or rest in language.words("stop_words")
        )
        for clitic, rest in language.split(tokens[k].norm)
        if clitic
    )


def _agrees(token: Token, language: Language) -> bool:
    """An adjective after the noun: a listed one, a demonym, or a word with an adjective's ending that is no noun of its own."""
    if token.norm in language.words("adjectives"):
        return True
    if language.data.get("lower_case_peoples") and language.peoples.get(token.norm) is not None:
        return True
    if (
        token.kind is not Kind.WORD
        or token.norm in language.words("stop_words")
        or language.noun_at_word(token.norm) is not None
    ):
        return False
    if any(token.norm.startswith(prefix) for prefix in (*language.words("definite_prefixes"), *language.additive)):
        return False
    return token.norm.endswith(tuple(language.words("adjective_endings")))
