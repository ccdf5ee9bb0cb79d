"""What a measure is of by the nouns that the lexicon knows: beside it, the subject of its verb, or the nearest."""

from __future__ import annotations

from bisect import bisect_left

from claims.extract.governing import verb_follows
from claims.extract.mentions import Mention
from claims.extract.nouns import possessed_noun
from claims.extract.reading import Reading
from claims.extract.things import STRICT, Thing, is_verb
from claims.languages import Concept, Kind, Language, concept
from claims.languages.gazetteer import people_adjective

CLAUSE = 24
"""Tokens before a measure among which what it is of is looked for."""
PHRASE = 3
"""Tokens before a known noun at which a longer phrase that holds it may begin."""
GOODS = frozenset({"mass", "volume"})
"""Dimensions of which goods are measured."""
SHARES = frozenset({"percent", "ratio"})
PARTS = frozenset({"percent", "time", None})
"""Units of shares and of their change: the number of people may rise by them."""
NEAR = 8
"""Tokens between a thing and what may be its measure; a sum is of what stands right before it."""
BESIDE = 2
SIZES = frozenset({"length", "area", "temperature", "speed", "duration", "age"})
"""Dimensions that no rate and no sum has."""
SIZED = {"metre": "length", "kilogram": "mass"}
"""Units of sizes → the one dimension that they have."""
BASES = frozenset({"gdp"})
"""What shares are told of that measure another thing: "a deficit of 5 % of output"."""
UNNAMED = frozenset({"money"})
"""Things that say nothing of what a sum is."""
COMPARED = 3
"""Quantities back among which a sum is compared to one."""
BEHIND = 3
"""Tokens behind a measure that may name what is measured."""
WORTH = 4
"""Tokens between "worth" and the sum, and between a noun and its worth."""
HEADS = 3
"""Words that a subject may begin with before its known noun."""


def known_thing(reading: Reading, mention: Mention, classes: frozenset[str]) -> Thing | None:
    """The known noun that is measured: behind "of", the owner of a worth, the subject of the verb; else the nearest."""
    if reading.language.table("of_them").starting_at(reading.tokens, mention.j) is not None:
        return None  # of those told before
    found = _of(reading, mention)
    if found is not None and (found.concept not in BASES or mention.quantity.dimension not in SHARES):
        return found
    if is_of_before(reading, mention):
        return _grown(reading, mention)
    if reading.language.data.get("verb_first"):
        if (owner := _owner_of_worth(reading, mention) or _right_before(reading, mention)) is not None:
            return owner
        if (price := _exchanged(reading, mention)) is not None:
            return price
        if (subject := _subject(reading, mention)) is not None:
            return subject
        if (priced := _per(reading, mention)) is not None:
            return priced
    if (asked := _asked(reading, mention)) is not None:
        return asked
    times = mention.quantity.unit == "time"  # only the verb tells of what something is a multiple
    return None if times else _nearest(reading, mention, classes) or found


def is_of_before(reading: Reading, mention: Mention) -> bool:
    """Whether a share tells how much what was counted before grew or shrank: «120 ألف مسافر، بزيادة 15 في المئة»."""
    words = reading.language.words("trend_nouns")
    if not words or mention.quantity.dimension not in SHARES:
        return False
    return any(token.norm in words for token in reading.tokens[max(mention.i - WORTH, 0) : mention.number_i])


def _is_plural(reading: Reading, k: int) -> bool:
    hit = reading.language.nouns.starting_at(reading.tokens, k)
    noun = hit[0] if hit is not None else reading.language.noun_at_word(reading.tokens[k].norm)
    return noun is not None and noun.form == "plural" and noun.concept.cls == "thing" and noun.concept.part == "area"


def _people(reading: Reading, k: int) -> Thing | None:
    """A people by its name: «44 بالمئة من الإسرائيليين»."""
    peoples = [span for span in reading.places_between(k, k + 1) if span.demonym]
    unit = str(reading.language.data.get("people_unit"))
    return Thing(f"{people_adjective(peoples[0].place.country)} people", unit) if peoples else None


def _per(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum is by what stands behind it: «54 دولارا للبرميل», «34 مليون دولار لدعم الحملة»."""
    if mention.quantity.dimension != "money":
        return None
    tables = (reading.language.table(key, clitics=False) for key in ("priced_per", "given_for"))
    hit = next((hit for table in tables if (hit := table.starting_at(reading.tokens, mention.j)) is not None), None)
    known = concept(hit[0]) if hit is not None else None
    return named(known) if known is not None else None


def _asked(reading: Reading, mention: Mention) -> Thing | None:
    """A sum that somebody needs or looks for: «نحتاج 105 ملايين دولار»."""
    if mention.quantity.dimension != "money":
        return None
    table = reading.language.table("sums_told")
    for k in range(mention.i - 1, max(mention.i - 1 - WORTH, -1), -1):
        hit = table.starting_at(reading.tokens, k)
        if hit is not None:
            return Thing(hit[0], None, complete=True)
    return None


def _exchanged(reading: Reading, mention: Mention) -> Thing | None:
    """The price that a sum is behind "in return for": «اشترى 40 % من الأسهم مقابل 5,4 مليار»."""
    given = reading.language.table("exchanged_for").ending_at(reading.tokens, mention.i - 1)
    begin = reading.sentences[reading.sentence_index(mention.i)].i
    transfers = reading.language.table("transfers")
    transfer = any(transfers.starting_at(reading.tokens, k) for k in range(max(begin, mention.i - CLAUSE), mention.i))
    price = concept("transfer_fee" if transfer else given[0]) if given is not None else None
    if mention.quantity.dimension != "money":
        return None
    return named(price) if price is not None and not _follows_a_sum(reading, mention) else None


def _follows_a_sum(reading: Reading, mention: Mention) -> bool:
    """Whether a sum stands before it in the sentence, to which it is compared: «50 مليارا مقابل 60 مليارا»."""
    at = bisect_left(reading.mentions, mention.i, key=lambda other: other.i)
    begin = reading.sentences[reading.sentence_index(mention.i)].i
    return any(
        other.quantity.dimension == "money"
        for other in reading.mentions[max(at - COMPARED, 0) : at]
        if other.i >= begin
    )


def _of(reading: Reading, mention: Mention) -> Thing | None:
    """ "A fifth of exports"; of goods also what stands beside them: «4 أطنان دقيق»."""
    tokens, language, k = reading.tokens, reading.language, mention.j
    end = reading.sentences[reading.sentence_index(mention.i)].j
    if k < end and tokens[k].norm in language.words("of_whole"):
        k += 1
        while k < end and tokens[k].norm in language.words("determiners") | language.words("measure_heads"):
            k += 1
        shared = mention.quantity.dimension in SHARES
        found = _noun(reading, k) or (_possessed(reading, k) or _people(reading, k) if shared else None)
        known = concept(found.concept) if found is not None else None
        if mention.quantity.dimension == "money" and (known is None or known.cls not in STRICT):
            return None  # a sum is from a bank or a fund
        part = concept(known.part) if known is not None and shared and not _is_plural(reading, k) else None
        return named(part) if part is not None else found
    beside = mention.quantity.dimension in GOODS and k < end and tokens[k].kind is Kind.WORD
    return _noun(reading, k) if beside else None


def _right_before(reading: Reading, mention: Mention) -> Thing | None:
    """The measure that stands with a preposition right before the number: «بكلفة 3 مليارات ريال»."""
    k, language = mention.i - 1, reading.language
    if k < 0 or not any(
        clitic in language.words("measure_clitics") for clitic, _ in language.split(reading.tokens[k].norm)
    ):
        return None
    found = _noun(reading, k)
    known = concept(found.concept) if found is not None else None
    return found if known is not None and known.cls in STRICT and _fits(known, mention) else None


def is_worth(reading: Reading, mention: Mention) -> bool:
    """Whether words before a sum say that it is what something is worth."""
    worth = reading.language.table("worth_words")
    near = range(max(mention.number_i - CLAUSE // 3, 0), mention.number_i)
    return any(worth.starting_at(reading.tokens, k) is not None for k in near)


def _grown(reading: Reading, mention: Mention) -> Thing | None:
    """What stands behind the noun of a growth, which is of nothing before then: «بزيادة رواتبهم بنسبة 50 %»."""
    words = reading.language.words("trend_nouns")
    for k in range(max(mention.i - WORTH, 0), mention.number_i):
        if reading.tokens[k].norm in words:
            return _noun(reading, k + 1)
    return None


def _owner_of_worth(reading: Reading, mention: Mention) -> Thing | None:
    """The noun before "worth" or "its value": «ديونا بقيمة 16 مليارا», «بكفالة مقدارها 5 آلاف»."""
    tokens, worth = reading.tokens, reading.language.table("worth_words")
    floor = reading.sentences[reading.sentence_index(mention.i)].i
    for k in range(mention.number_i - 1, max(floor, mention.i - WORTH) - 1, -1):
        if worth.starting_at(tokens, k) is None:
            continue
        for at in range(k - 1, max(floor, k - WORTH) - 1, -1):
            if tokens[at].kind is Kind.SYMBOL:
                break  # what was counted before it is worth it
            found = _noun(reading, at)
            known = concept(found.concept) if found is not None else None
            if (
                found is not None
                and not _acts(found)
                and (known is None or known.cls not in STRICT or _fits(known, mention))
            ):
                return _wider(reading, at) or found
        return None
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
        before = _head_of_relative(reading, k) or _noun_phrase(reading, begin, k)
        for found in (_noun_phrase(reading, verb[1], mention.i), before):
            if found is None or found.concept in UNNAMED:
                continue
            if not _acts(found) or (mention.quantity.unit in PARTS and _is_of_people(found)):
                known = concept(found.concept)
                if known is not None and known.cls in STRICT and not _fits(known, mention):
                    continue
                price = concept(known.measured) if known is not None else None
                return named(price) if price is not None else found
    return None


def _head_of_relative(reading: Reading, k: int) -> Thing | None:
    """The noun of which a relative clause with its verb at token k tells: «الزلزال الذي بلغت قوته 6.8»."""
    tokens, relatives = reading.tokens, reading.language.words("relative_pronouns")
    if k < 2 or tokens[k - 1].norm not in relatives:
        return None
    return _noun(reading, k - 2) or (_noun(reading, k - 3) if k > 2 else None)


def _acts(thing: Thing) -> bool:
    """Whether it may be who does something, and no sum is of it."""
    known = concept(thing.concept)
    return known is not None and known.cls in ("person", "group")


def _is_of_people(thing: Thing) -> bool:
    known = concept(thing.concept)
    return known is not None and known.cls == "person"


def _openers(language: Language) -> frozenset[str]:
    return language.words("clause_openers") | language.words("speech_that") | language.words("clause_breaks")


def _noun_phrase(reading: Reading, i: int, j: int) -> Thing | None:
    """The first known noun of the phrase that begins at token i, behind the words that say how it is measured."""
    tokens, language = reading.tokens, reading.language
    for k in range(i, min(i + HEADS, j)):
        found = _noun(reading, k)
        if found is not None:
            return found
        if not any(rest in language.words("measure_heads") for rest in language.forms(tokens[k].norm)):
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
        found = _noun(reading, at)
        known = concept(found.concept) if found is not None else None
        if known is not None and known.cls in STRICT and _fits(known, mention):
            return _wider(reading, at) or found
        near = mention.i - beside <= at < mention.i
        if nearest is None and near and known is not None and known.cls in classes:
            nearest = found
    return nearest


def _fits(known: Concept, mention: Mention) -> bool:
    """A rate is no sum of money, and a sum no length."""
    if known.unit in SIZED:
        return mention.quantity.dimension == SIZED[known.unit]
    if known.units and mention.quantity.dimension not in SHARES | {"count"}:
        unit = mention.quantity.unit
        return mention.quantity.dimension in known.units or unit in (*known.units, known.unit)
    if known.unit == "percent":
        return mention.quantity.dimension not in SIZES | {"money"}
    return known.cls != "money" or mention.quantity.dimension not in SIZES


def _wider(reading: Reading, at: int) -> Thing | None:
    """The known phrase that begins before token `at` and holds it: «الحد الأدنى للأجور» of «أجور»."""
    for k in range(at - 1, max(at - PHRASE, 0) - 1, -1):
        hit = reading.language.nouns.starting_at(reading.tokens, k)
        if hit is not None and hit[1] > at:
            return _noun(reading, k)
    return None


def _noun(reading: Reading, k: int) -> Thing | None:
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


def _possessed(reading: Reading, k: int) -> Thing | None:
    """The noun with a pronoun: «15 في المئة من موظفيها»."""
    noun = possessed_noun(reading.tokens[k].norm, reading.language) if k < len(reading.tokens) else None
    return named(noun.concept) if noun is not None else None


def named(known: Concept) -> Thing:
    """A concept as an English noun phrase."""
    return Thing(known.id.replace("_", " ") if known.cls in STRICT else known.plural, known.id)
