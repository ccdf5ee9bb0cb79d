"""What a sum, a share or a measure is of: the noun phrase beside it or before its verb, else what the lexicon knows near it."""

from __future__ import annotations

from claims.extract.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.things import LOOSE, STRICT, Thing, is_measure, is_verb
from claims.extract.wording import is_of_others, named_beside, subject_of_clause
from claims.languages import Concept, Kind, Language, concept
from claims.languages.lexicon import measured_in

CLAUSE = 24
"""Tokens before a measure among which its subject is looked for."""
PHRASE = 3
"""Tokens before a known noun at which a longer phrase that holds it may begin."""
GOODS = frozenset({"mass", "volume"})
"""Dimensions of which goods are measured."""
NEAR = 8
"""Tokens between a thing and what may be its measure; a sum is of what stands right before it."""
BESIDE = 2
SIZES = frozenset({"length", "area", "temperature", "speed", "duration", "age"})
"""Dimensions that no rate and no sum has."""
BEHIND = 6
"""Tokens behind a measure that may name what is measured."""


def measured_thing(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum, a share or a measure is of: "18 kg of cocaine", "a fine of £1,000", "wages grew 5.6 per cent"."""
    natural = _by_nature(mention)
    if not reading.language.data.get("phrases_as_written"):
        return _known(reading, mention, LOOSE) or natural
    if is_of_others(reading, mention):
        return natural
    beside = named_beside(reading, mention)
    if beside is not None and (natural is None or is_measure(beside) or not _always(natural)):
        return beside
    if natural is not None:
        return _known(reading, mention, STRICT) or natural
    subject = subject_of_clause(reading, mention)
    return subject if subject is not None and is_measure(subject) else _known(reading, mention, STRICT) or subject


def _by_nature(mention: Mention) -> Thing | None:
    """What alone is measured in such a unit: degrees of temperature, magnitudes of earthquakes, barrels a day of oil output."""
    known = measured_in(mention.quantity.unit) or measured_in(mention.quantity.dimension)
    return _named(known) if known is not None else None


def _always(natural: Thing) -> bool:
    known = concept(natural.concept)
    return known is not None and known.cls in STRICT and known.id != "oil_output"


def _known(reading: Reading, mention: Mention, classes: frozenset[str]) -> Thing | None:
    """The known noun that is measured: behind "of"; the nearest measure before or just behind; else the nearest thing of `classes`."""
    tokens, language = reading.tokens, reading.language
    sentence = reading.sentences[reading.sentence_index(mention.i)]
    k = mention.j
    if k < sentence.j and tokens[k].norm in language.words("of_whole"):
        k += 1
        while k < sentence.j and tokens[k].norm in language.words("determiners"):
            k += 1
        found = _noun(language, reading, k)
        if found is not None:
            return found
    elif mention.quantity.dimension in GOODS and k < sentence.j and tokens[k].kind is Kind.WORD:
        found = _noun(language, reading, k)  # «4 أطنان دقيق»
        if found is not None:
            return found
    nearest: Thing | None = None
    before = range(mention.number_i - 1, max(sentence.i, mention.i - CLAUSE) - 1, -1)
    for at in (*before, *range(mention.j, min(sentence.j, mention.j + BEHIND))):
        if at >= mention.j and (tokens[at].kind is Kind.SYMBOL or tokens[at].norm in language.words("clause_openers")):
            break
        found = _noun(language, reading, at)
        known = concept(found.concept) if found is not None else None
        if known is not None and known.cls in STRICT and _fits(known, mention):
            return _wider(language, reading, at) or found
        near = mention.i - (BESIDE if mention.quantity.dimension == "money" else NEAR) <= at < mention.i
        if nearest is None and near and known is not None and known.cls in classes:
            nearest = found
    return nearest


def _fits(known: Concept, mention: Mention) -> bool:
    """A rate is no sum of money, and a sum no length."""
    if known.units and mention.quantity.dimension in SIZES:
        return mention.quantity.dimension in known.units or mention.quantity.unit in known.units
    if known.unit == "percent":
        return mention.quantity.dimension not in SIZES | {"money"}
    return known.cls != "money" or mention.quantity.dimension not in SIZES


def _wider(language: Language, reading: Reading, at: int) -> Thing | None:
    """The known phrase that begins before token `at` and holds it: «الحد الأدنى للأجور» of «أجور»."""
    for k in range(at - 1, max(at - PHRASE, 0) - 1, -1):
        hit = language.nouns.starting_at(reading.tokens, k)
        if hit is not None and hit[1] > at:
            return _noun(language, reading, k)
    return None


def _noun(language: Language, reading: Reading, k: int) -> Thing | None:
    if k >= len(reading.tokens) or is_verb(reading, k):
        return None
    hit = language.nouns.starting_at(reading.tokens, k)
    noun = hit[0] if hit is not None else language.noun_at_word(reading.tokens[k].norm)
    return _named(noun.concept) if noun is not None else None


def _named(known: Concept) -> Thing:
    return Thing(known.id.replace("_", " ") if known.cls in STRICT else known.plural, known.id)
