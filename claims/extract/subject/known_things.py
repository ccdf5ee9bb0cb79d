"""What a measure is of by the nouns that the lexicon knows: beside it, the subject of its verb, or the nearest."""

from __future__ import annotations

from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject.governing import verb_follows
from claims.extract.subject.known_nouns import (
    GOODS,
    SHARES,
    acts,
    fits,
    named,
    noun_at,
    people_at,
    possessed_at,
    wider_at,
)
from claims.extract.subject.sums import exchanged, owner_of_worth, right_before, sum_asked_for, sum_by_what_follows
from claims.extract.subject.things import STRICT, Thing
from claims.languages import Kind, Language, concept

CLAUSE = 24
"""Tokens before a measure among which what it is of is looked for."""
PARTS = frozenset({"percent", "time", None})
"""Units of shares and of their change: the number of people may rise by them."""
NEAR = 3
"""Tokens between a thing and what may be its measure; a sum is of what stands right before it."""
BESIDE = 2
FLOWS = GOODS | {"rate"}
"""Dimensions of goods that have a price, named anywhere before in the clause."""
BASES = frozenset({"gdp"})
"""What shares are told of that measure another thing: "a deficit of 5 % of output"."""
UNNAMED = frozenset({"money"})
"""Things that say nothing of what a sum is."""
BEHIND = 3
"""Tokens behind a measure that may name what is measured."""
HEADS = 3
"""Words that a subject may begin with before its known noun."""
GROWN = 4
"""Tokens between the noun of a growth and its share."""


def known_thing(reading: Reading, mention: Mention, classes: frozenset[str]) -> Thing | None:
    """The known noun that is measured: behind "of", the owner of a worth, the subject of the verb; else the nearest."""
    if _is_of_them(reading, mention):
        return None  # of those told before
    found = _of(reading, mention)
    if found is not None and (found.concept not in BASES or mention.quantity.dimension not in SHARES):
        return found
    if is_of_before(reading, mention):
        return _grown(reading, mention)
    if reading.language.data.get("verb_first"):
        if (owner := owner_of_worth(reading, mention) or right_before(reading, mention)) is not None:
            return owner
        if (price := exchanged(reading, mention)) is not None:
            return price
        if (subject := _subject(reading, mention)) is not None:
            return subject
        if (priced := sum_by_what_follows(reading, mention)) is not None:
            return priced
    times = mention.quantity.unit == "time"  # only the verb tells of what something is a multiple
    if times:
        return None
    nearest = _nearest(reading, mention, classes)
    return nearest or sum_asked_for(reading, mention) or found


def _is_of_them(reading: Reading, mention: Mention) -> bool:
    """Whether a share is of "them", be it by a pronoun at its end: «ثلثهم»."""
    tokens, endings = reading.tokens, tuple(reading.language.data.get("possessive_endings", ()))
    if reading.language.table("of_them").starting_at(tokens, mention.j) is not None:
        return True
    owned = any(tokens[k].norm.endswith(endings or "\0") for k in (mention.number_i, mention.j - 1))
    return owned and mention.noun is None and mention.quantity.dimension == "ratio"


def is_of_before(reading: Reading, mention: Mention) -> bool:
    """Whether a share tells how much what was counted before grew or shrank: «120 ألف مسافر، بزيادة 15 في المئة»."""
    words = reading.language.words("trend_nouns")
    if not words or mention.quantity.dimension not in SHARES:
        return False
    return any(token.norm in words for token in reading.tokens[max(mention.i - GROWN, 0) : mention.number_i])


def _is_plural(reading: Reading, k: int) -> bool:
    hit = reading.language.nouns.starting_at(reading.tokens, k)
    noun = hit[0] if hit is not None else reading.language.noun_at_word(reading.tokens[k].norm)
    return noun is not None and noun.form == "plural" and noun.concept.cls == "thing" and noun.concept.part == "area"


def _of(reading: Reading, mention: Mention) -> Thing | None:
    """ "A fifth of exports"; of goods also what stands beside them: «4 أطنان دقيق»."""
    tokens, language, k = reading.tokens, reading.language, mention.j
    end = reading.sentences[reading.sentence_index(mention.i)].j
    if k < end and tokens[k].norm in language.words("of_whole"):
        k += 1
        while k < end and tokens[k].norm in language.words("determiners", "measure_heads"):
            k += 1
        shared = mention.quantity.dimension in SHARES
        found = noun_at(reading, k) or (possessed_at(reading, k) or people_at(reading, k) if shared else None)
        known = concept(found.concept) if found is not None else None
        if mention.quantity.dimension == "money" and (known is None or known.cls not in STRICT):
            return None  # a sum is from a bank or a fund
        part = concept(known.part) if known is not None and shared and not _is_plural(reading, k) else None
        return named(part) if part is not None else found
    beside = mention.quantity.dimension in GOODS and k < end and tokens[k].kind is Kind.WORD
    return noun_at(reading, k) if beside else None


def _grown(reading: Reading, mention: Mention) -> Thing | None:
    """What stands behind the noun of a growth, which is of nothing before then: «بزيادة رواتبهم بنسبة 50 %»."""
    words = reading.language.words("trend_nouns")
    for k in range(max(mention.i - GROWN, 0), mention.number_i):
        if reading.tokens[k].norm in words:
            return noun_at(reading, k + 1)
    return None


def _subject(reading: Reading, mention: Mention) -> Thing | None:
    """What the verb of a movement or level is told of, behind it or before it."""
    tokens, language = reading.tokens, reading.language
    rises, levels = language.table("change_before"), language.table("level_verbs")
    floor = max(reading.sentences[reading.sentence_index(mention.i)].i, mention.number_i - CLAUSE)
    for k in range(mention.number_i - 1, floor - 1, -1):
        if tokens[k].text in ";؛:" or tokens[k].norm in language.words("clause_breaks"):
            return None
        verb = rises.starting_at(tokens, k) or levels.starting_at(tokens, k)
        if verb is None:
            continue
        begin = k
        while (
            begin > floor and tokens[begin - 1].kind is Kind.WORD and tokens[begin - 1].norm not in _openers(language)
        ):
            begin -= 1
        while begin < k and (opening := rises.starting_at(tokens, begin) or levels.starting_at(tokens, begin)):
            begin = opening[1]
        before = (
            _head_of_relative(reading, k) or _indefinite_head(reading, mention, k) or _noun_phrase(reading, begin, k)
        )
        for found in (_noun_phrase(reading, verb[1], mention.i), before):
            if found is None or found.concept in UNNAMED:
                continue
            if not acts(found) or (mention.quantity.unit in PARTS and _is_of_people(found)):
                known = concept(found.concept)
                if known is not None and known.cls in STRICT and not fits(known, mention):
                    continue
                price = concept(known.measured) if known is not None else None
                return named(price) if price is not None else found
    return None


def _head_of_relative(reading: Reading, k: int) -> Thing | None:
    """The noun of which a relative clause with its verb at token k tells: «الزلزال الذي بلغت قوته 6.8»."""
    tokens, relatives = reading.tokens, reading.language.words("relative_pronouns")
    if k < 2 or tokens[k - 1].norm not in relatives:
        return None
    return noun_at(reading, k - 2) or (noun_at(reading, k - 3) if k > 2 else None)


def _indefinite_head(reading: Reading, mention: Mention, k: int) -> Thing | None:
    """The measure without an article right before a verb, which tells of it alone: «لسداد متأخرات تبلغ 328 مليون دولار»."""
    language, tokens = reading.language, reading.tokens
    for at in (k - 1, k - 2):
        found = noun_at(reading, at) if at >= 0 else None
        known = concept(found.concept) if found is not None else None
        if known is None:
            continue
        word = tokens[at].norm
        definite = any(clitic in language.words("definite_clitics") for clitic, _ in language.split(word))
        definite = definite or word.endswith(tuple(map(str, language.data.get("owner_endings", ()))))
        return found if known.cls in STRICT and not definite and fits(known, mention) else None
    return None


def _is_of_people(thing: Thing) -> bool:
    known = concept(thing.concept)
    return known is not None and known.cls == "person"


def _openers(language: Language) -> frozenset[str]:
    return language.words("clause_openers", "speech_that", "clause_breaks")


def _noun_phrase(reading: Reading, i: int, j: int) -> Thing | None:
    """The first known noun of the phrase that begins at token i, behind the words that say how it is measured."""
    tokens, language = reading.tokens, reading.language
    for k in range(i, min(i + HEADS, j)):
        found = noun_at(reading, k) or people_at(reading, k)
        if found is not None:
            return found
        if not language.is_among(tokens[k].norm, language.words("measure_heads")):
            return None
    return None


def _nearest(reading: Reading, mention: Mention, classes: frozenset[str]) -> Thing | None:
    """The nearest measure before or just behind; else the nearest thing of `classes`."""
    tokens, language = reading.tokens, reading.language
    sentence = reading.sentences[reading.sentence_index(mention.i)]
    beside = NEAR if mention.quantity.dimension != "money" else 1 if language.data.get("verb_first") else BESIDE
    nearest: Thing | None = None
    before = range(mention.number_i - 1, max(sentence.i, mention.i - CLAUSE) - 1, -1)
    new_clause, ended = bool(language.data.get("verb_first")), False
    for at in (*before, *range(mention.j, min(sentence.j, mention.j + BEHIND))):
        if at >= mention.j and (
            tokens[at].kind is Kind.SYMBOL
            or tokens[at].norm in language.words("clause_openers")
            or any(clitic in language.words("purpose_clitics") for clitic, _ in language.split(tokens[at].norm))
        ):
            break  # «15 مليارا لسد العجز» are no deficit
        ended = ended or (at < mention.i and new_clause and verb_follows(reading, at))
        if ended and at < mention.i:
            continue
        found = noun_at(reading, at)
        known = concept(found.concept) if found is not None else None
        if known is not None and known.cls in STRICT and fits(known, mention):
            return wider_at(reading, at) or found
        goods = mention.quantity.dimension in FLOWS and known is not None and known.measured is not None
        near = at < mention.i and (goods or mention.i - beside <= at)  # «ضخ الغاز إلى مصر بمعدل 800 مليون قدم مكعب»
        if nearest is None and near and known is not None and known.cls in classes:
            nearest = found
    return nearest
