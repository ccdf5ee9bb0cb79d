"""Which noun does a number count that stands behind the words that narrow it: "50 rocket or drone attacks"?"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from claims.extract.numbers.numerals import numeral
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.noun_forms import singular_of
from claims.languages import Kind, Language, Noun, Token

MAX_MODIFIERS = 5
POSSESSIVE = ("'s", "’s", "s'", "s’")


def noun_last(
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
