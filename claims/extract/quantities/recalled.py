"""Bare numbers whose noun stands before their verb or was counted just before: "dengue cases tripled to 31,000", "another 52 were hurt"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.echoed import NOT_SHARED, as_before, of_rival, stands_alone, token_before
from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import singular_of
from claims.extract.quantities.nouns import counted_noun
from claims.extract.text.sentences import SENTENCE_ENDS
from claims.languages import Kind, Language, Token, concept

CLAUSE = 20
"""Tokens between a subject and the number that its verb gives it."""
RELATIVE = 6
"""Tokens between "of which" and the number."""
ADJECTIVES = 3
"""Words before the head of a subject that are looked through."""


def recalled(tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language) -> Mention:
    """The mention with the noun that its number is of; as it was where it has one or none can be told."""
    quantity = mention.quantity
    if mention.concept == language.data.get("people_unit") and language.data.get("recalls_nouns"):
        return _of_toll(tokens, earlier, mention, language)
    if mention.noun is not None and mention.noun.j <= mention.i and quantity.dimension == "count":
        toll = _toll(tokens, max(0, mention.i - CLAUSE), mention.noun.i, language)
        return (
            _of_noun(mention, toll) if toll is not None else mention
        )  # "the toll of the hospital fire has climbed to 92"
    bare = mention.noun is None and quantity.unit is None and quantity.dimension == "count" and not mention.weak
    if not bare or not language.data.get("recalls_nouns") or not _is_whole(mention):
        return mention
    return (
        _of_group(tokens, mention, language)
        or _of_subject(tokens, earlier, mention, language)
        or _who(tokens, mention, language)
        or _of_relative(tokens, mention, language)
        or of_rival(tokens, earlier, mention, language)
        or as_before(tokens, earlier, mention, language)
        or _people(tokens, mention, language)
        or mention
    )


def _of_toll(tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language) -> Mention:
    """The people of whom a named number is: "the death toll reached at least 112 people"."""
    found = _of_subject(tokens, earlier, mention, language)
    known = concept(found.concept) if found is not None else None
    return replace(mention, concept=known.id) if known is not None and known.cls == "harm" else mention


def _is_whole(mention: Mention) -> bool:
    """Whether it may count people and things: 3.1 counts none."""
    ends = (mention.quantity.low, mention.quantity.high)
    return all(end is None or end == int(end) for end in ends)


def _of_group(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention | None:
    """Those of whom a group is made: "a crew of 210", "our village of 900"."""
    k = mention.i - 1
    if k < 1 or tokens[k].norm not in language.words("of_whole"):
        return None
    unit = language.mapping("groups_of").get(tokens[k - 1].norm)
    if unit is None:
        return None
    known = concept(str(unit))
    quantity = replace(mention.quantity, unit=known.unit if known is not None else str(unit))
    return replace(mention, concept=known.id if known is not None else None, quantity=quantity)


def _people(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention | None:
    """People, where only people do what is told or have it done to them: "fed 1,200"."""
    behind = tokens[mention.j].norm if mention.j < len(tokens) else ""
    told = behind in language.words("verbs_of_people")
    if not told and stands_alone(tokens, mention, language):
        near = range(max(0, mention.i - 2), mention.i)
        told = any(tokens[k].norm in language.words("verbs_for_people") for k in near)
        told = told or language.table("people_before").ending_at(tokens, mention.i - 1) is not None
    return _as_people(mention, language) if told else None


def _who(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention | None:
    """ "The 6,000 who lived there"."""
    who = mention.j < len(tokens) and tokens[mention.j].norm in language.words("who")
    return _as_people(mention, language) if who else None


def _of_relative(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention | None:
    """What stands before "of which" or "of whom": "motorcycles, of which it has 6.5 million"."""
    parts = language.table("of_them")
    if mention.i > 1 and tokens[mention.i - 1].text == "," and parts.starting_at(tokens, mention.j) is not None:
        return _plural_at(tokens, mention, mention.i - 2, language)
    k = token_before(tokens, mention, language)
    if k > 1 and tokens[k].norm in language.words("level_verbs") and tokens[k - 1].norm in language.words("who"):
        found = _plural_at(tokens, mention, k - 2 - (tokens[k - 2].text == ","), language)
        return found or _as_people(mention, language)  # "the rebels, who number about 3,000"
    for k in range(mention.i - 1, max(1, mention.i - RELATIVE), -1):
        if tokens[k].kind is not Kind.WORD:
            return None
        if parts.starting_at(tokens, k) is None or tokens[k - 1].text != ",":
            continue
        return _plural_at(tokens, mention, k - 2, language)
    return None


def _plural_at(tokens: Sequence[Token], mention: Mention, k: int, language: Language) -> Mention | None:
    """The mention as one of the known plural at token k."""
    noun = language.nouns.get(tokens[k].norm) if k >= 0 else None
    if noun is None or noun.form != "plural":
        return None
    return _of_noun(mention, CountedNoun(k, k + 1, noun.concept.id, noun.concept.unit, ()))


def _as_people(mention: Mention, language: Language) -> Mention:
    unit = str(language.data.get("people_unit"))
    return replace(mention, concept=unit, quantity=replace(mention.quantity, unit=unit))


def _of_subject(
    tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language
) -> Mention | None:
    """What stands before the verb that brings a value to the number: "the death toll has risen to 5,300"."""
    floor = max((one.j for one in earlier[-1:] if one.noun is not None), default=0)
    verb = _verb_of_level(tokens, max(floor, mention.i - CLAUSE), mention, language)
    if verb is None:
        return None
    if tokens[verb].norm in language.words("level_setters"):
        noun = _subject(tokens, verb + 1, mention.i, language)
        return _of_noun(mention, noun) if noun is not None else None
    hedge = language.table("hedges_before").ending_at(tokens, verb - 1) if verb else None
    begin = hedge[1] if hedge is not None and hedge[1] >= floor else verb  # "cases more than doubled to"
    while begin > floor and not _opens_clause(tokens[begin - 1], language):
        begin -= 1
    owned = verb + 1 < len(tokens) and tokens[verb + 1].norm in language.words("determiners")
    noun = (
        (_subject(tokens, verb + 1, mention.i, language) if owned else None)  # "plans to cut its force from"
        or _subject(tokens, begin, verb, language)
        or _toll(tokens, max([0, mention.i - CLAUSE, *(one.j for one in earlier[-1:])]), verb, language)
        or _subject(tokens, verb + 1, mention.i, language)
    )
    return _in_its_unit(_of_noun(mention, noun), language) if noun is not None else None


def _in_its_unit(mention: Mention, language: Language) -> Mention:
    """The dimension of a measure that has a unit of its own: a life expectancy of 73 is of years."""
    known = concept(mention.concept)
    unit = language.units.get(known.unit) if known is not None and known.cls == "measure" else None
    if unit is None:
        return mention
    return replace(mention, quantity=replace(mention.quantity, unit=unit.name, dimension=unit.dimension))


def _of_noun(mention: Mention, noun: CountedNoun) -> Mention:
    return replace(mention, noun=noun, concept=noun.concept, quantity=replace(mention.quantity, unit=noun.unit))


def _toll(tokens: Sequence[Token], floor: int, end: int, language: Language) -> CountedNoun | None:
    """The name of a number, over what is told of it: "the death toll since the war began had reached"."""
    for k in range(end - 1, floor - 1, -1):
        if tokens[k].text in SENTENCE_ENDS or tokens[k].text in ";:" or tokens[k].kind is Kind.NEWLINE:
            return None
        named = language.table("named_counts").starting_at(tokens, k)
        known = concept(named[0]) if named is not None else None
        if named is not None and known is not None and known.cls == "harm":
            return CountedNoun(k, named[1], known.id, str(language.data.get("people_unit")), ())
    return None


def _verb_of_level(tokens: Sequence[Token], floor: int, mention: Mention, language: Language) -> int | None:
    """The verb that says that something came to the number, or stands at it."""
    states = language.words("level_verbs")
    k = token_before(tokens, mention, language)
    if k >= 0 and tokens[k].norm in states:
        return k
    if tokens[mention.i].norm in states and mention.i < mention.number_i:
        return mention.i  # a verb that sets a bound: "topped 300"
    linked = k >= 0 and tokens[k].norm in language.words("level_links")
    setters = language.words("level_setters") if linked else frozenset()
    if not linked and mention.quantity.change is None:
        return None
    trends = language.table("change_before")
    for k in range(mention.i - 1, floor - 1, -1):
        if tokens[k].text in SENTENCE_ENDS or tokens[k].text in ";:" or tokens[k].kind is Kind.NEWLINE:
            return None
        if trends.starting_at(tokens, k) is not None or tokens[k].norm in language.words("level_verbs") | setters:
            return k
    return None


def _opens_clause(token: Token, language: Language) -> bool:
    return token.kind is not Kind.WORD or token.norm in language.words("clause_openers")


def _subject(tokens: Sequence[Token], begin: int, verb: int, language: Language) -> CountedNoun | None:
    """The plural, or the name of a number such as "toll", that a clause begins with."""
    while begin < verb and tokens[begin].norm in language.words("determiners"):
        begin += 1
    for k in range(begin, min(verb, begin + ADJECTIVES)):
        named = language.table("named_counts").starting_at(tokens, k)
        known = concept(named[0]) if named is not None else None
        if named is not None and known is not None:
            unit = str(language.data.get("people_unit")) if known.cls == "harm" else known.unit
            return CountedNoun(k, named[1], known.id, unit, tuple(range(begin, k)))
    noun = counted_noun(tokens, begin, 2.0, language, set(), only_known=True)
    if noun is None or noun.j > verb or not _is_plural(tokens, noun, language):
        noun = counted_noun(tokens, begin, 2.0, language, set())  # "tourist arrivals"
    known = concept(noun.concept) if noun is not None else None
    if noun is None or noun.j > verb or (known is not None and known.cls in NOT_SHARED):
        return None
    if noun.concept is None and tokens[noun.i].norm in language.words("level_setters", "clause_verbs"):
        return None  # "Israel puts the number at over 300"
    return noun if _is_plural(tokens, noun, language) else None


def _is_plural(tokens: Sequence[Token], noun: CountedNoun, language: Language) -> bool:
    listed, word = language.nouns.starting_at(tokens, noun.i), tokens[noun.j - 1].norm
    return singular_of(word, language) is not None if listed is None else listed[0].form == "plural"
