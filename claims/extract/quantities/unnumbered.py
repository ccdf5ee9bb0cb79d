"""Quantities without a numeral: a dual noun holds the number two, "one" may stand behind its noun, "no casualties" is a zero."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TypeVar

from claims.extract.numbers.fractions import added_fraction
from claims.extract.quantities.bounds import hedge_after, hedge_before, negated
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.identifiers import in_name
from claims.extract.quantities.mentions import Mention, interval
from claims.extract.quantities.nouns import counted_noun
from claims.languages import Kind, Language, PhraseTable, Token, concept, event
from claims.languages.language import Unit
from claims.model import Quantity, Relation

T = TypeVar("T")
ZERO_MODIFIERS = 3
"""Words between "no" and what there is none of."""
ZERO_TABLES = ("zero_before", "zero_negations", "zero_people", "zero_people_told")
ZERO_REACH = 7
"""Words between a negation and "any"."""


def dual_noun(text: str, tokens: Sequence[Token], i: int, floor: int, language: Language) -> Mention | None:
    """A dual noun, people or unit holds the number two: «جنديين», «فلسطينيان», «أسبوعين», «ساعتين ونصف»."""
    if tokens[i].kind is not Kind.WORD:
        return None
    for clitic, rest in language.split(tokens[i].norm):
        definite = clitic in language.words("definite_clitics")
        noun = language.nouns.get(rest)
        if noun is not None and noun.form == "dual":
            if definite and i + 1 < len(tokens) and tokens[i + 1].kind is Kind.NUMBER:
                return None  # «القاعتين 4 و5»
            narrower = _compound_dual(tokens, i, rest, language.nouns, language)
            if narrower is not None:  # «طائرتين مسيرتين» are drones
                kind = narrower.concept
                counted = CountedNoun(i, i + 2, kind.id, kind.unit, ())
                return _mention(text, tokens, i, i + 2, floor, clitic, 2.0, counted, None, language, weak=definite)
            behind = i + 1 + _is_dual_people(tokens, i + 1, language)  # «جنديان أميركيان»
            counted = CountedNoun(i, behind, noun.concept.id, noun.concept.unit, tuple(range(i + 1, behind)))
            if not clitic and _is_adjective(tokens, i, language):
                return None
            end = _behind_two(tokens, behind, language)
            return _mention(text, tokens, i, end, floor, clitic, 2.0, counted, None, language, weak=definite)
        compound = _compound_dual(tokens, i, rest, language.units, language) if noun is None else None
        unit = compound or (_unit_of_dual(rest, language) if noun is None else None)
        if unit is not None:
            behind = i + 1 + (compound is not None)
            more = added_fraction(tokens, behind, language)
            part, end = (more[0], more[1]) if more is not None and more[0] < 1 else (0.0, behind)
            return _mention(text, tokens, i, end, floor, clitic, 2.0 + part, None, unit, language, weak=definite)
        if noun is None and not definite and _are_two_of_a_people(tokens, i, clitic, rest, language):
            counted = CountedNoun(i, i + 1, None, language.data.get("people_unit"), ())
            end = _behind_two(tokens, i + 1, language)
            return _mention(text, tokens, i, end, floor, clitic, 2.0, counted, None, language, weak=False)
    return None


def _behind_two(tokens: Sequence[Token], j: int, language: Language) -> int:
    """Behind the "two" that may follow a dual that ends at j: «جنديان اثنان»."""
    return j + (language.mapping("numbers_behind").get(_norm(tokens, j)) == 2)


def _is_dual_people(tokens: Sequence[Token], k: int, language: Language) -> bool:
    word = _norm(tokens, k)
    return (
        word.endswith(tuple(filter(None, language.mapping("dual_endings")))) and language.peoples.get(word) is not None
    )


def _are_two_of_a_people(tokens: Sequence[Token], i: int, clitic: str, word: str, language: Language) -> bool:
    """Whether a word is the dual of a people, and no adjective of the two before it: «مواطنان تونسيان»."""
    endings = tuple(language.words("people_duals"))
    stems = [word.removesuffix(ending) for ending in endings if word.endswith(ending)]
    if language.peoples.get(word) is None or not any(map(language.peoples.get, stems)):
        return False
    return bool(clitic) or not (i and tokens[i - 1].kind is Kind.WORD and tokens[i - 1].norm.endswith(endings))


def _norm(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].norm if k < len(tokens) else ""


def _is_adjective(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """Whether a dual noun narrows the one before it: «طائرتين مسيرتين», «أطفالا عاملين»."""
    before = tokens[i - 1] if i else None
    if before is None or before.kind is not Kind.WORD:
        return False
    for clitic, rest in language.split(before.norm):
        noun = language.nouns.get(rest)
        if noun is not None and clitic not in language.words("definite_clitics"):
            return noun.form == "dual" or (noun.form == "plural" and bool(before.norm.endswith("ا")))
    return False


def _unit_of_dual(word: str, language: Language) -> Unit | None:
    if word in language.words("not_duals"):
        return None
    for ending, singular in language.mapping("dual_endings").items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem + str(singular)) >= 3:
            unit = language.units.get(stem + str(singular))
            if unit is not None and unit.dimension != "percent":
                return unit
    return None


def _compound_dual(tokens: Sequence[Token], i: int, word: str, table: PhraseTable[T], language: Language) -> T | None:
    """What two dual words mean together: «كيلومترين مربعين», «نقطتين مئويتين»."""
    heads = [head for head in _singulars(word, language) if table.starts(head)]
    if not heads or i + 1 >= len(tokens) or tokens[i + 1].kind is not Kind.WORD:
        return None
    pairs = product(heads, _singulars(tokens[i + 1].norm, language))
    return next((found for pair in pairs if (found := table.meaning.get(pair)) is not None), None)


def _singulars(dual: str, language: Language) -> list[str]:
    """The words of which one may be the dual."""
    endings = language.mapping("dual_endings").items()
    if dual in language.words("not_duals"):
        return []
    return [dual.removesuffix(ending) + str(singular) for ending, singular in endings if dual.endswith(ending)]


def one_behind_noun(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """ "One" or "two" as an adjective: «شخص واحد», «نقطة مئوية واحدة», «سائقين اثنين». Only behind an indefinite word."""
    value = language.mapping("numbers_behind").get(tokens[i].norm) if i and tokens[i].kind is Kind.WORD else None
    if value is None or tokens[i - 1].kind is not Kind.WORD or in_name(tokens, i, language):
        return None
    word = tokens[i - 1].norm
    if word in language.words("stop_words") or any(word.startswith(p) for p in language.words("definite_prefixes")):
        return None
    if value > 1 and not word.endswith(tuple(filter(None, language.mapping("dual_endings")))):
        return None
    measured = _unit_ending_at(tokens, i - 1, language)
    unit, begin = measured if measured is not None else (None, i - 1)
    noun = language.noun_at_word(word) if unit is None else None
    counted = CountedNoun(i - 1, i, noun.concept.id if noun else None, noun.concept.unit if noun else word, ())
    weak = unit is None and noun is None
    counted_or_none = None if unit else counted
    return _mention(text, tokens, begin, i + 1, begin, "", float(value), counted_or_none, unit, language, weak=weak)


def _unit_ending_at(tokens: Sequence[Token], k: int, language: Language) -> tuple[Unit, int] | None:
    """(unit, index of its first token) of the unit whose last token is k, perhaps with a prefix."""
    found = language.units.ending_at(tokens, k)
    if found is not None:
        return found
    for rest in language.forms(tokens[k - 1].norm) if k else ():
        compound = language.units.meaning.get((rest, tokens[k].norm))
        if compound is not None:
            return compound, k - 1
    unit = next(
        (unit for rest in language.forms(tokens[k].norm) if (unit := language.units.get(rest)) is not None), None
    )
    return (unit, k) if unit is not None else None


def bounded_unit(text: str, tokens: Sequence[Token], i: int, floor: int, language: Language) -> Mention | None:
    """One of a unit that is not counted in words: "less than an hour", «أقل من أسبوع»."""
    articles = language.words("articles")
    k = i + 1 if tokens[i].norm in articles else i
    if (articles and k == i) or tokens[i].kind is not Kind.WORD or not i:
        return None
    found = language.units.starting_at(tokens, k)
    if found is None or tokens[k].norm not in language.words("single_units"):
        return None
    start, relation = hedge_before(tokens, i, floor, language)
    if relation not in (Relation.MORE, Relation.LESS, Relation.AT_LEAST, Relation.ABOUT) or start == i:
        return None
    if found[1] < len(tokens) and tokens[found[1]].kind in (Kind.NUMBER, Kind.ORDINAL):
        return None  # «حوالي عام 1600»
    return _mention(text, tokens, i, found[1], floor, "", 1.0, None, found[0], language, weak=True)


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
    start, relation = negated(tokens, start, floor, relation, language)
    j, after = hedge_after(tokens, j, language)
    relation = relation or after
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
    """ "no casualties", «من دون إصابات», "did not cause any injuries", "nobody was hurt": zero of something that can happen to people."""
    return (
        _nobody(text, tokens, i, language)
        or _direct_zero(text, tokens, i, language)
        or _distant_zero(text, tokens, i, language)
    )


def _direct_zero(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    found = language.table("zero_before").starting_at(tokens, i)
    if found is None:
        return None
    noun = counted_noun(tokens, found[1], 0.0, language, set(), only_known=True)
    if noun is None or noun.i > found[1] + ZERO_MODIFIERS:
        return None
    of_all = language.table("zero_of_all").starting_at(tokens, i) is not None
    lost = i > 0 and tokens[i - 1].norm in language.words("loss_verbs") and noun.counts_people()
    told = (
        of_all or lost or noun.counts_harm(language) or (noun.counts_people() and _is_harmed(tokens, noun.j, language))
    )
    return _zero_of(text, tokens, i, noun, language) if told else None


def _is_harmed(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether harm is told of those right before: "no passengers were injured"."""
    auxiliaries = language.words("passive_auxiliaries")
    while j < len(tokens) and tokens[j].norm in auxiliaries:
        j += 1
    found = language.event_words.starting_at(tokens, j) if j < len(tokens) else None
    known = event(found[0]) if found is not None else None
    return known is not None and known.concept is not None


def _distant_zero(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """A negation, its verb and perhaps the subject, then "any" with what there is none of."""
    if language.table("zero_negations").starting_at(tokens, i) is None:
        return None
    links, breaks = language.table("zero_links"), language.words("zero_breaks")
    for k in range(i + 1, min(i + 1 + ZERO_REACH, len(tokens))):
        if tokens[k].kind is not Kind.WORD or tokens[k].norm in breaks:
            return None
        link = links.starting_at(tokens, k)
        if link is None:
            continue
        while (more := links.starting_at(tokens, link[1])) is not None:
            link = more  # «نفت الشرطة وقوع أي إصابات»
        noun = counted_noun(tokens, link[1], 0.0, language, set(), only_known=True)
        if noun is None or noun.i > link[1] + ZERO_MODIFIERS:
            return None
        people = link[0] in language.words("zero_any") and noun.counts_people()
        return _zero_of(text, tokens, i, noun, language) if people or noun.counts_harm(language) else None
    return None


def _zero_of(text: str, tokens: Sequence[Token], i: int, noun: CountedNoun, language: Language) -> Mention:
    start, end = tokens[i].start + _zero_skip(tokens[i], language), tokens[noun.j - 1].end
    known = concept(noun.concept)
    unit = noun.concept if known is not None and known.cls == "money" else noun.unit  # no losses are no dollars
    return Mention(Quantity(start, end, text[start:end], 0.0, 0.0, unit=unit), i, noun.j, i, noun, noun.concept)


def _nobody(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """ "No one was hurt", «لم يصب أحد»: zero people, where something happens to them."""
    told = language.table("zero_people_told").starting_at(tokens, i)
    found = told or language.table("zero_people").starting_at(tokens, i)
    if found is None:
        return None
    happens = range(i, min(found[1] + ZERO_REACH, len(tokens)))
    if told is None and not any(language.event_words.starting_at(tokens, k) for k in happens):
        return None
    start, end = tokens[i].start + _zero_skip(tokens[i], language), tokens[found[1] - 1].end
    person = str(language.data.get("people_unit"))
    return Mention(Quantity(start, end, text[start:end], 0.0, 0.0, unit=person), i, found[1], i, None, person)


def _zero_skip(token: Token, language: Language) -> int:
    """The length of an "and" that is written together with the first word."""
    heads = {phrase[0] for table in ZERO_TABLES for phrase in language.table(table).meaning}
    for clitic in language.additive:
        if token.norm.startswith(clitic) and token.norm not in heads and token.norm[len(clitic) :] in heads:
            return len(clitic)
    return 0
