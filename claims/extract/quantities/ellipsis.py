"""Bare numbers whose noun is left out, since it was said before: «قتل 12 جنديا … وتقول المعارضة إنهم 40», «الناخبون، وعددهم 67 مليونا»."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import possessed_noun
from claims.extract.text.sentences import SENTENCE_ENDS
from claims.languages import Concept, Kind, Language, Token, concept, event

REACH = 40
"""Tokens between a number and an earlier one that shares its noun."""
NAMED = 16
"""Tokens between "their number" and the noun that it is of."""
LINKED = 4
"""Tokens between "their number" or a verb and the number: "is about"."""
BESIDE = 3
"""Tokens before and after a number that may tell what happens to people."""
OWN_UNIT = frozenset(("duration", "age", "ratio", "percent", "date", "magnitude", "none"))
"""Dimensions whose unit a later bare number does not take."""
LEAST_SUM = 1000
"""A smaller bare number is no sum of money."""


def noun_left_out(tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language) -> Mention:
    """The mention with the noun that its number shares; as it was where it has one, or the language does not leave it out."""
    bare = mention.noun is None and mention.quantity.unit is None and mention.quantity.dimension == "count"
    if not bare or mention.weak or not language.data.get("leaves_nouns_out"):
        return mention
    if (
        tokens[mention.i].norm.startswith(tuple(language.words("worth_prefixes")))
        and tokens[mention.i].kind is Kind.WORD
    ):
        return mention  # «دعاوى بالمليارات»
    if _is_of_the_noun_before(tokens, mention, language):
        return mention
    return (
        _restated(tokens, earlier, mention, language)
        or _their_number(tokens, earlier, mention, language)
        or _of_list(tokens, mention, language)
        or _as_before(tokens, earlier, mention, language)
        or _people(tokens, mention, language)
        or mention
    )


def _is_of_the_noun_before(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether a number tells how many the noun right before it are: «هذه الأمانات الخمس» counts no other thing's."""
    if mention.j - mention.i > 1 or not mention.i:
        return False
    words = [token for token in tokens[mention.i - 1 : mention.j] if token.kind is Kind.WORD]
    articles = tuple(language.words("definite_clitics"))
    return len(words) == 2 and all(word.norm.startswith(articles) for word in words)


def _restated(
    tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language
) -> Mention | None:
    """The same told once more: «نصف أطفال اليمن، أي نحو 11 مليونا»."""
    if not mention.i or tokens[mention.i - 1].norm not in language.words("restating") or not earlier:
        return None
    noun = earlier[-1].noun
    if noun is None or noun.unit is None or mention.i - earlier[-1].j > LINKED:
        return None
    return replace(mention, concept=noun.concept, echo=1, quantity=replace(mention.quantity, unit=noun.unit))


def _their_number(
    tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language
) -> Mention | None:
    """Behind "their number": the nearest noun before that may be theirs."""
    words = language.mapping("number_of_them")
    at = next((k for k in _back(tokens, mention.number_i, LINKED) if _form_in(tokens[k], words, language)), None)
    if at is None:
        return None
    people = words[str(_form_in(tokens[at], words, language))] == "people"
    for k in _back(tokens, at, NAMED):
        counted = next((one for one in earlier if one.i <= k < one.j and one.noun is not None), None)
        counted = counted if counted is not None and counted.quantity.dimension not in OWN_UNIT else None
        if counted is not None and (not people or concept(counted.concept) is None or _is_of_people(counted.concept)):
            return _like(mention, counted, len(earlier) - earlier.index(counted))
        named = _plural_at(tokens[k], language) if counted is None else None
        if named is not None and (not people or _is_of_people(named.id)):
            return replace(mention, concept=named.id, quantity=replace(mention.quantity, unit=named.unit))
    return None


def _of_list(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention | None:
    """The first of a list: the people that the words before its colon begin with, «توزع القتلى على النحو الآتي: تسعة في …»."""
    if not mention.i or tokens[mention.i - 1].text != ":":
        return None
    named = None
    for k in _back(tokens, mention.i - 1, NAMED):
        found = _plural_at(tokens[k], language)
        named = found if found is not None and _is_of_people(found.id) else named
    if named is None:
        return None
    return replace(mention, concept=named.id, quantity=replace(mention.quantity, unit=named.unit))


def _as_before(
    tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language
) -> Mention | None:
    """What the nearest earlier number of the sentence counts or measures, if it fits."""
    harms, per = _harms_people(tokens, mention, language), language.table("rate_per", clitics=False)
    end = mention.i
    for back, before in enumerate(reversed(earlier), 1):
        quantity, between = before.quantity, tokens[before.j : end]
        if mention.i - before.j > REACH or any(t.kind is Kind.NEWLINE or t.text in SENTENCE_ENDS for t in between):
            return None
        end = min(end, before.j)
        if quantity.unit is None or quantity.dimension in OWN_UNIT or quantity.high == 0:
            continue
        if before.i and (tokens[before.i - 1].text == "(" or per.ending_at(tokens, before.i - 1) is not None):
            continue  # the same in another unit, or what a price is of
        if quantity.dimension == "money" and max(mention.quantity.low or 0, mention.quantity.high or 0) < LEAST_SUM:
            continue
        known = concept(before.concept)
        if harms and not (known is not None and known.cls in ("person", "group")):
            return None  # what happens to people makes them people
        gap, same = tokens[end : mention.i], language.words("they_words") | set(language.mapping("number_of_them"))
        they = any(_form_in(token, same, language) for token in gap)
        return _like(mention, before, back if they or len(gap) <= LINKED else 0)
    return None


def _people(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention | None:
    """People, where only people do what is told, or the number is of "them"."""
    verbs = language.words("verbs_of_people")
    does = any(_form_in(tokens[k], verbs, language) for k in _back(tokens, mention.number_i, LINKED))
    theirs = {word for word, of in language.mapping("number_of_them").items() if of == "people"}
    does = does or any(_form_in(tokens[k], theirs, language) for k in _back(tokens, mention.number_i, LINKED))
    does = does or (mention.j < len(tokens) and tokens[mention.j].norm in language.words("of_people"))
    unit = str(language.data.get("people_unit"))
    return replace(mention, concept=unit, quantity=replace(mention.quantity, unit=unit)) if does else None


def _like(mention: Mention, other: Mention, back: int) -> Mention:
    unit, dimension = other.quantity.unit, other.quantity.dimension
    return replace(
        mention, concept=other.concept, echo=back, quantity=replace(mention.quantity, unit=unit, dimension=dimension)
    )


def _back(tokens: Sequence[Token], i: int, reach: int) -> Iterable[int]:
    """The tokens before token i in its sentence, nearest first."""
    for k in range(i - 1, max(-1, i - 1 - reach), -1):
        if tokens[k].kind is Kind.NEWLINE or tokens[k].text in SENTENCE_ENDS:
            return
        yield k


def _form_in(token: Token, words: Container[str], language: Language) -> str | None:
    return next((rest for rest in language.forms(token.norm) if rest in words), None)


def _plural_at(token: Token, language: Language) -> Concept | None:
    if token.kind is not Kind.WORD:
        return None
    noun = language.noun_at_word(token.norm) or possessed_noun(token.norm, language)
    return noun.concept if noun is not None and noun.form == "plural" else None


def _is_of_people(concept_id: str | None) -> bool:
    known = concept(concept_id)
    return known is not None and known.cls in ("person", "harm", "group")


def _harms_people(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether a word right beside the number tells that people are killed, hurt or the like."""
    near = (*range(max(0, mention.i - BESIDE), mention.i), *range(mention.j, min(len(tokens), mention.j + BESIDE)))
    found = (language.event_words.starting_at(tokens, k) for k in near)
    return any(hit is not None and (told := event(hit[0])) is not None and told.concept is not None for hit in found)
