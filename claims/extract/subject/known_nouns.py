"""Which noun that the lexicon knows stands at a word, as what may be measured?"""

from __future__ import annotations

from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import possessed_noun
from claims.extract.reading import Reading
from claims.extract.subject.things import STRICT, Thing, is_verb
from claims.languages import Concept, Language, concept
from claims.languages.gazetteer import people_adjective

PHRASE = 3
"""Tokens before a known noun at which a longer phrase that holds it may begin."""
GOODS = frozenset({"mass", "volume"})
"""Dimensions of which goods are measured."""
SHARES = frozenset({"percent", "ratio"})
SIZES = frozenset({"length", "area", "temperature", "speed", "duration", "age"})
"""Dimensions that no rate and no sum has."""
SIZED = {"metre": "length", "kilogram": "mass"}
"""Units of sizes → the one dimension that they have."""


def named(known: Concept) -> Thing:
    """A concept as an English noun phrase."""
    return Thing(known.id.replace("_", " ") if known.cls in STRICT else known.plural, known.id)


def noun_at(reading: Reading, k: int) -> Thing | None:
    """The known noun at token k; words that mean another thing where they are measured, in that meaning."""
    tokens, language = reading.tokens, reading.language
    if k >= len(tokens) or tokens[k].norm in language.words("stop_words") or is_verb(reading, k):
        return None
    measured = language.table("measured_words").starting_at(tokens, k)
    known = concept(measured[0]) if measured is not None else None
    hit = language.nouns.starting_at(tokens, k)
    if known is not None and measured is not None and (hit is None or hit[1] <= measured[1]):
        return named(known)
    noun = hit[0] if hit is not None else language.noun_at_word(tokens[k].norm)
    return named(noun.concept) if noun is not None else _owned_measure(tokens[k].norm, language)


def _owned_measure(word: str, language: Language) -> Thing | None:
    """A measure with a pronoun: «أرباحها», «راتبه»."""
    if not word.endswith(tuple(map(str, language.data.get("owner_endings", ()))) or "\0"):
        return None
    for rest in language.forms(word):
        noun = possessed_noun(rest, language, singular=True)
        if noun is not None and noun.concept.cls in STRICT:
            return named(noun.concept)
    return None


def possessed_at(reading: Reading, k: int) -> Thing | None:
    """The noun with a pronoun: «15 في المئة من موظفيها»."""
    noun = possessed_noun(reading.tokens[k].norm, reading.language) if k < len(reading.tokens) else None
    return named(noun.concept) if noun is not None else None


def people_at(reading: Reading, k: int) -> Thing | None:
    """A people by its name: «44 بالمئة من الإسرائيليين»."""
    peoples = [span for span in reading.places_between(k, k + 1) if span.demonym]
    unit = str(reading.language.data.get("people_unit"))
    return Thing(f"{people_adjective(peoples[0].place.country)} people", unit) if peoples else None


def wider_at(reading: Reading, at: int) -> Thing | None:
    """The known phrase that begins before token `at` and holds it: «الحد الأدنى للأجور» of «أجور»."""
    for k in range(at - 1, max(at - PHRASE, 0) - 1, -1):
        hit = reading.language.nouns.starting_at(reading.tokens, k)
        if hit is not None and hit[1] > at:
            return noun_at(reading, k)
    return None


def fits(known: Concept, mention: Mention) -> bool:
    """A rate is no sum of money, and a sum no length."""
    if known.unit in SIZED:
        return mention.quantity.dimension == SIZED[known.unit]
    if known.units and mention.quantity.dimension not in SHARES | {"count"}:
        unit = mention.quantity.unit
        return mention.quantity.dimension in known.units or unit in (*known.units, known.unit)
    if known.unit == "percent":
        return mention.quantity.dimension not in SIZES | {"money"}
    return known.cls != "money" or mention.quantity.dimension not in SIZES


def acts(thing: Thing) -> bool:
    """Whether it may be who does something, and no sum is of it."""
    known = concept(thing.concept)
    return known is not None and known.cls in ("person", "group")
