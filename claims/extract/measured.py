"""What a sum, a share or a measure is of: the noun phrase beside it or before its verb, else what the lexicon knows near it."""

from __future__ import annotations

from claims.extract.mentions import Mention
from claims.extract.nouns import singular_of
from claims.extract.reading import Reading
from claims.extract.things import MAX_WORDS, STRICT, Thing, belongs, is_measure, thing_at
from claims.languages import Concept, Kind, Language, concept

CLAUSE = 24
"""Tokens before a measure among which its subject is looked for."""
LOOSE = STRICT | {"thing", "event"}
PHRASE = 3
"""Tokens before a known noun at which a longer phrase that holds it may begin."""
GOODS = frozenset({"mass", "volume"})
"""Dimensions of which goods are measured."""
NEAR = 8
"""Tokens between a thing and what may be its measure; a sum is of what stands right before it."""
BESIDE = 2
SIZES = frozenset({"length", "area", "temperature", "speed", "duration", "age"})
"""Dimensions that no rate and no sum has."""
ELIDED = 3
"""Words of a noun phrase right before a measure."""
DEALING = 6
"""Tokens between a verb and the sum that it deals out."""
BEHIND = 6
"""Tokens behind a measure that may name what is measured."""


def measured_thing(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum, a share or a measure is of: "18 kg of cocaine", "a fine of £1,000", "wages grew 5.6 per cent"."""
    if not reading.language.data.get("phrases_as_written"):
        return _known(reading, mention, LOOSE)
    beside = _behind(reading, mention) or _before(reading, mention) or _right_before(reading, mention)
    if beside is not None:
        return beside
    if mention.quantity.dimension == "money" and (dealt := _dealt(reading, mention)) is not None:
        return dealt
    subject = _subject_of_clause(reading, mention)
    return subject if subject is not None and is_measure(subject) else _known(reading, mention, STRICT) or subject


def _behind(reading: Reading, mention: Mention) -> Thing | None:
    """ "18 kg of cocaine", "a $2.7 billion settlement"."""
    tokens, language = reading.tokens, reading.language
    k = mention.j
    if k >= len(tokens):
        return None
    if tokens[k].norm in language.words("of_whole"):
        k += 1
        while k < len(tokens) and tokens[k].norm in language.words("determiners"):
            k += 1
    elif (
        tokens[k].kind is not Kind.WORD
        or mention.quantity.dimension not in ("money", "duration", "length", "mass")
        or (singular_of(tokens[k].norm, language) is None and language.nouns.get(tokens[k].norm) is None)
    ):
        return None
    end = k
    while end < len(tokens) and end - k < MAX_WORDS and belongs(reading, end):
        end += 1
    return thing_at(reading, k, end)


def _before(reading: Reading, mention: Mention) -> Thing | None:
    """ "A fine of £1,000", "at a depth of 10 km": the noun that the measure explains."""
    tokens, language = reading.tokens, reading.language
    k = mention.i - 1
    if k < 1 or tokens[k].norm not in language.words("measure_links"):
        return None
    begin = k
    while begin > 0 and k - begin < MAX_WORDS and belongs(reading, begin - 1):
        begin -= 1
    found = thing_at(reading, begin, k)
    return found if tokens[k].norm in language.words("of_whole") or not _is_verb(reading, k - 1) else None


def _is_verb(reading: Reading, k: int) -> bool:
    """Whether the word at token k tells what happens rather than what is measured: "will rise to", "deepened to"."""
    token, language = reading.tokens[k], reading.language
    known = language.nouns.get(token.norm)
    if known is not None:
        return known.concept.cls not in LOOSE
    trend = language.table("change_before").starting_at(reading.tokens, k) is not None
    return trend or token.norm.endswith(tuple(language.words("verb_endings"))) or bool(reading.times_between(k, k + 1))


def _right_before(reading: Reading, mention: Mention) -> Thing | None:
    """ "Exports rose 7 per cent and imports 3.5 per cent", "with soybeans down 11 cents": the noun of an elided verb."""
    tokens, language = reading.tokens, reading.language
    k = mention.i
    if k and tokens[k - 1].norm in language.words("trend_adverbs"):
        k -= 1
    begin = k
    while begin > 0 and k - begin < ELIDED and belongs(reading, begin - 1):
        begin -= 1
    opens = begin > 0 and (tokens[begin - 1].text == "," or tokens[begin - 1].norm in language.words("elision_openers"))
    if not opens or begin == k or language.nouns.get(tokens[k - 1].norm) is None or _is_verb(reading, k - 1):
        return None
    return thing_at(reading, begin, k)


def _dealt(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum is by the verb that deals it out: "will spend 17 trillion yen" is spending, "was fined £1,000" a fine."""
    dealings = reading.language.table("dealings")
    for k in range(mention.i - 1, max(mention.i - 1 - DEALING, -1), -1):
        if reading.tokens[k].kind is not Kind.WORD:
            return None
        hit = dealings.starting_at(reading.tokens, k)
        known = concept(hit[0]) if hit is not None else None
        if known is not None:
            return Thing(known.id.replace("_", " "), known.id)
    return None


def _subject_of_clause(reading: Reading, mention: Mention) -> Thing | None:
    """The noun phrase before the verb of the clause, or of one before it: "shares in the chipmaker fell, losing 14 %"."""
    tokens, language = reading.tokens, reading.language
    floor = max(reading.sentences[reading.sentence_index(mention.i)].i, mention.i - CLAUSE)
    opens = language.words("clause_openers")
    end = mention.i
    while end > floor:
        begin = end
        while begin > floor and tokens[begin - 1].norm not in opens and tokens[begin - 1].text not in ',;:"“”()–—':
            begin -= 1
        found = _before_verb(reading, begin, end)
        if found is not None:
            return found
        end = begin - 1
    return None


def _before_verb(reading: Reading, begin: int, end: int) -> Thing | None:
    tokens, language = reading.tokens, reading.language
    verbs, rises = language.words("clause_verbs"), language.table("change_before")
    while begin < end and (tokens[begin].kind is not Kind.WORD or tokens[begin].norm in language.words("determiners")):
        begin += 1
    for k in range(begin + 1, end):
        if tokens[k].norm in verbs or rises.starting_at(tokens, k) is not None:
            stop = begin
            while stop < k and belongs(reading, stop):
                stop += 1
            found = thing_at(reading, begin, stop)
            known = concept(found.concept) if found is not None else None
            return found if known is None or known.cls not in ("person", "group") else None
    return None


# -- phrases from the lexicon --


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
    if k >= len(reading.tokens):
        return None
    hit = language.nouns.starting_at(reading.tokens, k)
    noun = hit[0] if hit is not None else language.noun_at_word(reading.tokens[k].norm)
    if noun is None:
        return None
    known = noun.concept
    return Thing(known.id.replace("_", " ") if known.cls in ("measure", "money") else known.plural, known.id)
