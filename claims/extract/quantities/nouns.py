"""The noun that a number counts, with the words that narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from claims.extract.numbers.numerals import numeral
from claims.extract.quantities.noun_forms import (
    is_adjective_of_people,
    is_group_of_people,
    is_plural_of_people,
    may_be_noun,
    noun_alone,
    possessed_noun,
    singular_of,
)
from claims.languages import Kind, Language, Noun, Token, concept

MAX_MODIFIERS = 5
FEW = (3, 10)
"""Numbers that are followed by a plural where larger ones are not."""
POSSESSIVE = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """Tokens i to j; `unit` is the singular English noun, or the noun itself where the lexicon does not know it."""

    i: int
    j: int
    concept: str | None
    unit: str | None
    modifiers: tuple[int, ...]
    """Tokens before or after the head that narrow it."""

    def counts_people(self) -> bool:
        """Whether people are counted."""
        known = concept(self.concept)
        return known is not None and known.cls == "person"

    def counts_harm(self, language: Language) -> bool:
        """Whether a zero of it is a statement: harm, attacks, damage."""
        known = concept(self.concept)
        if known is None or known.id in language.words("not_zero_concepts"):
            return False
        return known.cls in ("harm", "event") or known.id in language.words("zero_concepts")


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
    return _noun_last(tokens, j, value, language, taken, only_known)


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


def _noun_last(
    tokens: Sequence[Token], j: int, value: float, language: Language, taken: AbstractSet[int], only_known: bool
) -> CountedNoun | None:
    stops, skips = language.words("stop_words"), language.words("skip_before_noun")
    k = j
    modifiers: list[int] = []
    last_known: CountedNoun | None = None
    hyphenated = k < len(tokens) and tokens[k].text == "-" and tokens[k].start == tokens[k - 1].end
    if hyphenated:
        if language.table("hedges_after", clitics=False).starting_at(tokens, k) is not None:
            return None  # "9,000-plus"
        k += 1
    while k < len(tokens) and k - j <= MAX_MODIFIERS and k not in taken:
        token = tokens[k]
        if token.kind is Kind.IDENTIFIER or (
            token.text in ("-", "–", "/", "&") and k > j and token.start == tokens[k - 1].end
        ):
            k += 1
            continue
        if token.text == "(" and modifiers and _is_acronym(tokens, k):
            last_known, k = None, k + 3  # "20 Islamic State (IS) fighters"
            continue
        if token.kind is not Kind.WORD:
            if token.kind is not Kind.NUMBER or not modifiers or not tokens[k - 1].text[:1].isupper():
                break
            if language.event_words.starting_at(tokens, k - 1) is not None or tokens[k - 1].text.endswith(POSSESSIVE):
                break  # "kidnapped 900, executed 18 people" in a headline
            k += 1  # "18 Leopard 2 tanks"
            continue
        if (k > j or not _is_hyphenated(tokens, k)) and (
            numeral(tokens, k, language) is not None or token.norm in language.mapping("vague")
        ):
            break  # "two of its eight theatres", "10,000 two years ago"
        if k == j and token.text[:1].isupper() and token.norm in language.words("definite_articles"):
            break  # "15/3 The army"
        if token.norm in skips and token.text != "US" and not modifiers:
            if (
                token.norm in language.words("pronouns_of_things")
                and k > j
                and tokens[k - 1].norm in language.words("of_whole")
            ):
                break  # "four in five of those of school age"
            k += 1
            continue
        if token.text.endswith(POSSESSIVE) and (token.text[-1] == "s" or _word_follows(tokens, k)):
            modifiers.append(k)
            k += 1
            continue
        if not modifiers and value != 1 and token.norm in language.words("compound_nouns") and _word_follows(tokens, k):
            return CountedNoun(k, k + 1, None, token.norm, ())
        irregular = language.mapping("irregular_plurals")
        found = language.nouns.starting_at(tokens, k)
        alone = found is None or found[1] == k + 1
        if alone and token.norm in language.words("attributive_plurals") and _is_any_plural(tokens, k + 1, language):
            modifiers.append(k)
            k += 1
            continue
        if token.norm in stops and _is_short_name(tokens, k):
            modifiers.append(k)  # "24 IS militants"
            k += 1
            continue
        if token.norm in stops and not (found is not None and token.norm in irregular and not modifiers):
            joint = _coordinated(tokens, k, j, value, language)
            if not joint and (k == j + hyphenated or not _inside_compound(tokens, k)):
                break
            if joint:
                k += 1
                continue
        if modifiers and _is_verb(tokens, k, language):
            break  # "a quarter of the population lives in"
        if found is not None and _tells_of_next_number(tokens, k, found[1], language):
            break
        if found is not None:
            noun, end = found
            unit = _unit_as_written(tokens, k, end, noun, language)
            known = CountedNoun(k, end, noun.concept.id, unit, tuple(modifiers))
            collective = token.norm in language.words("plural_only") and _is_plural_noun(tokens, end, language)
            if (noun.form == "plural" and not collective) or (
                hyphenated and k == j + 1
            ):  # "a five-member council" counts members
                return known
            last_known = known
            modifiers += range(k, end)
            k = end
            continue
        if value == 1 and last_known is not None and k == last_known.j:
            break  # "one man sat atop a hill" counts no hills
        if only_known:
            modifiers.append(k)
            k += 1
            continue
        singular = singular_of(token.norm, language)
        if singular is not None and not (
            token.text[:1].isupper() and token.text[1:].islower() and _noun_may_follow(tokens, k, language)
        ):
            named = language.peoples.starting_at(tokens, k) is not None  # "500,000 Afghans"
            person = str(language.data.get("people_unit"))
            return CountedNoun(k, k + 1, person if named else None, person if named else singular, tuple(modifiers))
        modifiers.append(k)
        k += 1
        if hyphenated:
            break
    if last_known is not None:
        return last_known
    people = next((m for m in modifiers if language.peoples.starting_at(tokens, m) is not None), None)
    if people is not None and not only_known and value != 1 and not hyphenated:  # "1.1 million Sudanese"
        return CountedNoun(people, people + 1, None, language.data.get("people_unit"), (people,))
    if only_known or not modifiers or not (value == 1 or hyphenated):
        return None
    head = modifiers[0] if hyphenated else modifiers[-1]
    return CountedNoun(head, head + 1, None, tokens[head].norm, tuple(m for m in modifiers if m < head))


def _is_verb(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a word that is a plural as well is a verb, for what follows it."""
    if tokens[k].norm not in language.words("verb_plurals") or k + 1 >= len(tokens):
        return False
    return tokens[k + 1].norm in language.words("place_prepositions")


def _is_plural_noun(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a known plural stands at token k: "five police vehicles", "30 staff vacancies"."""
    found = language.nouns.starting_at(tokens, k)
    return found is not None and found[0].form == "plural" and language.event_words.get(tokens[k].norm) is None


def _is_any_plural(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a plural stands at token k, be it one that the lexicon lacks."""
    if _is_plural_noun(tokens, k, language):
        return True
    if k >= len(tokens) or tokens[k].kind is not Kind.WORD or tokens[k].norm in language.words("stop_words"):
        return False
    return singular_of(tokens[k].norm, language) is not None and language.event_words.get(tokens[k].norm) is None


def _is_short_name(tokens: Sequence[Token], k: int) -> bool:
    """Whether capitals make a name of a small word, among words that have none."""
    word = tokens[k].text
    return len(word) > 1 and word.isupper() and _word_follows(tokens, k) and tokens[k + 1].text.islower()


def _is_acronym(tokens: Sequence[Token], k: int) -> bool:
    """Whether a bracket at token k only gives the short form of a name, and the phrase goes on behind it."""
    if k + 3 >= len(tokens) or tokens[k + 2].text != ")" or not tokens[k + 1].text.isupper():
        return False
    return tokens[k - 1].text[:1].isupper() and tokens[k + 3].kind is Kind.WORD and tokens[k + 3].text[:1].islower()


def _is_hyphenated(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen follows: "five one-litre bottles"."""
    return k + 1 < len(tokens) and tokens[k + 1].text == "-" and tokens[k + 1].start == tokens[k].end


def _tells_of_next_number(tokens: Sequence[Token], k: int, j: int, language: Language) -> bool:
    """Whether what looks like a noun is the verb of the number behind it: "Kills 3 Wounds 20"."""
    if j >= len(tokens) or tokens[j].kind is not Kind.NUMBER:
        return False
    return language.event_words.starting_at(tokens, k) is not None


def _word_follows(tokens: Sequence[Token], k: int) -> bool:
    return k + 1 < len(tokens) and tokens[k + 1].kind is Kind.WORD


def _unit_as_written(tokens: Sequence[Token], k: int, end: int, noun: Noun, language: Language) -> str:
    """The singular of the very noun where it is one word, so that "1,000 customers" are counted in customers."""
    word = tokens[k].norm
    if end > k + 1:
        return noun.concept.unit
    listed = language.mapping("irregular_plurals").get(word)
    if noun.form == "plural" or listed is not None:
        return singular_of(word, language) or noun.concept.unit
    return word


def _coordinated(tokens: Sequence[Token], k: int, j: int, value: float, language: Language) -> bool:
    """Whether an "and" at token k joins two words that narrow one noun: "460 Kia and Hyundai vehicles", "50 rocket or drone attacks"."""
    if tokens[k].norm not in language.words("modifier_joiners") or k == j or k + 2 >= len(tokens):
        return False
    after = tokens[k + 1 : k + 3]
    if any(token.kind is not Kind.WORD or token.norm in language.words("stop_words") for token in after):
        return False
    before = tokens[k - 1]
    known = language.nouns.get(before.norm)
    narrows = known is None or (value > 1 and known.form == "singular")
    if before.kind is not Kind.WORD or not narrows or singular_of(before.norm, language):
        return False
    return before.text[:1].isupper() == after[0].text[:1].isupper() and (
        language.nouns.get(after[1].norm) is not None or singular_of(after[1].norm, language) is not None
    )


def _inside_compound(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word stands behind a hyphen: the "only" of "gas-only options"."""
    return k >= 2 and tokens[k - 1].text in ("-", "–") and tokens[k - 1].end == tokens[k].start


def _noun_may_follow(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a capitalised word in -s may be a name before the head: "36 Hamas fighters"."""
    if k + 1 >= len(tokens) or tokens[k + 1].kind is not Kind.WORD:
        return False
    following = tokens[k + 1].norm
    return following not in language.words("stop_words") and (
        language.nouns.get(following) is not None or singular_of(following, language) is not None
    )
