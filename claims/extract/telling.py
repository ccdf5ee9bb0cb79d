"""Whether a quantity says something of the world, or is a manner of speaking."""

from __future__ import annotations

from claims.extract.circumstances.lengths import runs
from claims.extract.drafts import Draft, counts_people
from claims.extract.quantities.amounts import is_pronoun_word
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject import slots
from claims.extract.subject.passives import passive_after
from claims.extract.subject.things import Thing, is_measure
from claims.extract.subject.wording import is_of_others
from claims.languages import Kind, concept, event

TIMES = frozenset({"minute", "hour", "day", "week", "month", "year"})
MAX_AGE = 120
FEW = 10
"""So many may speak for themselves."""
CONVERTED = 6
"""Tokens of a length in another unit, in brackets."""
ATTRIBUTES = frozenset({"mass", "volume"})
"""Dimensions that with a hyphen tell what a thing is like."""
PASSING = frozenset({"duration", "age"})
"""Dimensions that are mostly said in passing."""


def says_something(reading: Reading, draft: Draft) -> bool:
    """Whether it is known what is counted, and the number is more than a manner of speaking."""
    quantity = draft.mention.quantity
    if quantity.dimension in PASSING:
        if draft.thing is None or _goes_on(reading, draft.mention):
            return False
        told = draft.thing.complete or draft.mention.moved
        return told or _is_long(reading, draft, draft.thing) or runs(reading, draft.mention)
    if quantity.dimension == "length" and _is_distance(reading, draft.mention):
        return False
    if (
        _is_attribute(reading, draft.mention)
        or _speaks(reading, draft.mention)
        or _is_age_said(reading, draft.mention)
        or _is_how_often(reading, draft.mention)
        or _adds_nothing(reading, draft.mention)
        or _is_top(reading, draft.mention)
    ):
        return False
    happened = event(draft.event)
    harmed = happened is not None and happened.concept is not None and counts_people(draft)
    if _is_one_of(reading, draft.mention):
        return harmed and _of_people(reading, draft.mention)
    passing = draft.mention.weak or _is_known_group(reading, draft.mention)
    return (draft.unit is not None or draft.concept is not None) and (harmed or not passing)


def _is_known_group(reading: Reading, mention: Mention) -> bool:
    """ "The two sides", "the three countries": an article before a small number in words says that they are known."""
    tokens, articles = reading.tokens, reading.language.words("articles_of_known")
    small = tokens[mention.number_i].kind is Kind.WORD and (mention.quantity.high or FEW) < FEW
    if not small or mention.i != mention.number_i or not mention.i or tokens[mention.i - 1].norm not in articles:
        return False
    if passive_after(reading, mention, slots.sentence_of(reading, mention).j) is not None:
        return False  # "the two hostages were freed"
    return mention.i < 2 or tokens[mention.i - 2].norm not in reading.language.words("of_whole")


def _is_age_said(reading: Reading, mention: Mention) -> bool:
    """ "Most of those who died were over 65": a bound behind "were" that counts nothing."""
    quantity, before = mention.quantity, reading.tokens[mention.i - 1].norm if mention.i else ""
    bare = mention.noun is None and mention.concept is None and quantity.unit is None and quantity.dimension == "count"
    end = quantity.low if quantity.high is None else quantity.high if quantity.low is None else None
    if not bare or end is None or end >= MAX_AGE:
        return False
    noun = reading.language.nouns.get(before)  # "children under five"
    people = noun is not None and noun.form == "plural" and noun.concept.cls == "person"
    return people or before in reading.language.words("be_auxiliaries")


def _is_attribute(reading: Reading, mention: Mention) -> bool:
    """ "A four-storey building", "a 160-page report": what a thing is like."""
    k = mention.number_i + 1
    hyphenated = k < mention.j and reading.tokens[k].text == "-"
    if hyphenated and mention.quantity.dimension in ATTRIBUTES:
        return True  # "a 50-kilo bag"
    return hyphenated and reading.tokens[mention.j - 1].norm in reading.language.words("compound_nouns")


def _speaks(reading: Reading, mention: Mention) -> bool:
    """ "Two officials told the newspaper": so many say it, and nothing is said of them."""
    language, tokens, noun = reading.language, reading.tokens, mention.noun
    if noun is None or mention.j >= len(tokens) or (mention.quantity.high or 0) > FEW:
        return False
    cue = language.speech_cues.starting_at(tokens, mention.j)
    heard = tokens[mention.j].norm in language.words("speech_sure")
    return cue is not None and heard and tokens[mention.j - 1].norm in language.words("source_nouns")


def _is_top(reading: Reading, mention: Mention) -> bool:
    """ "The richest 1 percent": whose it is, not how much."""
    if mention.quantity.dimension != "percent" or not mention.i:
        return False
    language, before = reading.language, reading.tokens[mention.i - 1].norm
    if before in language.words("superlatives"):
        return True
    the = mention.i > 1 and reading.tokens[mention.i - 2].norm in language.words("definite_articles")
    return the and before.endswith(tuple(language.words("superlative_endings")) or "\0")


def _adds_nothing(reading: Reading, mention: Mention) -> bool:
    """ "No further deaths", "without causing more casualties": it is not said that there were none."""
    more = reading.language.words("further", "additions")
    return mention.quantity.high == 0 and any(token.norm in more for token in reading.tokens[mention.i : mention.j])


def _is_how_often(reading: Reading, mention: Mention) -> bool:
    """ "Voted four times" says how often, "four times what it was" how much."""
    tokens, language = reading.tokens, reading.language
    occasions = language.words("occasions")
    if mention.noun is not None or all(token.norm not in occasions for token in tokens[mention.number_i : mention.j]):
        return False
    behind = tokens[mention.j].norm if mention.j < len(tokens) else ""
    return not is_of_others(reading, mention) and behind not in language.words("definite_articles")


def _goes_on(reading: Reading, mention: Mention) -> bool:
    """ "Nine years and four months": the months are the rest of one length."""
    at = reading.mentions.first_from(mention.i)
    before = reading.mentions[at - 1] if at else None
    joined = mention.i > 0 and reading.tokens[mention.i - 1].norm in reading.language.words("joiners")
    return joined and before is not None and before.j == mention.i - 1 and before.quantity.dimension == "duration"


def _is_long(reading: Reading, draft: Draft, thing: Thing) -> bool:
    """Whether it is measured in years by nature, as life expectancy, or in what they pay for: "months of imports"."""
    known, j = concept(thing.concept), draft.mention.j
    if known is None or not is_measure(thing):
        return False
    of = j < len(reading.tokens) and reading.tokens[j].norm in reading.language.words("of_whole")
    return of or known.unit in TIMES


def _of_people(reading: Reading, mention: Mention) -> bool:
    """Whether the one is one of people: "one of them was killed"; "the deal is one of several" counts nobody."""
    words = reading.language.words("one_of_people")
    behind = reading.tokens[mention.number_i + 2].norm if mention.number_i + 2 < len(reading.tokens) else ""
    return mention.concept is not None or not words or behind in words


def _is_distance(reading: Reading, mention: Mention) -> bool:
    """ "40 miles south of", "within 12 miles of", "a 60-mile stretch": where something is, not how much of it."""
    tokens, j = reading.tokens, mention.j
    words = reading.language.words("distance_words")
    before = reading.language.words("distance_before")
    if any(token.norm in before for token in tokens[max(mention.i - 1, 0) : mention.number_i]):
        return True
    if j < len(tokens) and tokens[j].text in "()":
        j = next((k + 1 for k in range(j, min(j + CONVERTED, len(tokens))) if tokens[k].text == ")"), j)
    while j < len(tokens) and tokens[j].norm in reading.language.words("distance_links"):
        j += 1  # "15 km to the east of"
    return (j < len(tokens) and tokens[j].norm in words) or bool(
        words and any(token.text == "-" for token in tokens[mention.number_i + 1 : j])
    )


def _is_one_of(reading: Reading, mention: Mention) -> bool:
    """ "One of the parties", «أحد الطرفين»: no count."""
    if (mention.quantity.low, mention.quantity.high) != (1, 1):
        return False
    language, tokens = reading.language, reading.tokens
    following = tokens[mention.number_i + 1].norm if mention.number_i + 1 < len(tokens) else ""
    behind = language.words("of_whole") if language.data.get("phrases_as_written") else None
    return is_pronoun_word(tokens[mention.number_i], language) and (behind is None or following in behind)
