"""Lengths of time that say something: how long ago something happened, how long somebody is sent to prison, how long something lasts."""

from __future__ import annotations

from itertools import pairwise

from claims.extract.circumstances.locations import Where
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import EventSpan, Reading
from claims.extract.subject import slots
from claims.languages import concept, event
from claims.languages.gazetteer import people_adjective

GAP = 8
"""Tokens between the length and what happened."""
TERM = 10
"""Tokens between "jailed" and the term."""
QUOTES = frozenset("\"“”'‘")
SERVED = 3
"""Tokens behind a term among which "in prison" may stand."""
OFTEN = 7
"""Tokens behind "four hours of" among which "a day" may stand."""
BESIDE = 4
"""Tokens between what happened and those to whom it did."""


def since_what(reading: Reading, mention: Mention, where: Where | None) -> str | None:
    """ "since US troops were sent to Iraq", or None where the length is of something else."""
    tokens, language = reading.tokens, reading.language
    if mention.j >= len(tokens) or tokens[mention.j].norm not in language.words("since_after"):
        return None
    sentence = slots.sentence_of(reading, mention)
    for happening in reading.events_in(mention.j, min(sentence.j, mention.j + GAP)):
        who = _who(reading, happening, mention.j, sentence.j)
        told = event(happening.event)
        if who is not None and told is not None and not told.of_things:
            at = f" {told.preposition} {where.name}" if where is not None and "," not in where.id else ""
            return f"since {who} were {told.past}{at}"
    return None


def term_of(reading: Reading, mention: Mention) -> str | None:
    """The concept of a term that somebody has to serve: "jailed for 14 years", "up to 20 years in prison"."""
    tokens, terms = reading.tokens, reading.language.table("terms")
    sentence = slots.sentence_of(reading, mention)
    behind = range(mention.j, min(sentence.j, mention.j + SERVED))
    for k in (*behind, *range(mention.i - 1, max(sentence.i, mention.i - TERM) - 1, -1)):
        hit = terms.starting_at(tokens, k)
        if hit is not None:
            return hit[0]
        if k < mention.i and tokens[k].text in ".;:":
            return None
    return None


def runs(reading: Reading, mention: Mention) -> bool:
    """Whether it is told how long something lasts, or goes on in each day: "will last four days", "12 hours a day"."""
    language, tokens = reading.language, reading.tokens
    last = tokens[mention.j - 1].norm
    if last in language.mapping("per_words"):
        return True
    if last in language.words("per_units") and tokens[mention.j - 2].norm in language.words("per"):
        return True
    if mention.j < len(tokens) and tokens[mention.j].norm in language.words("of_whole"):
        behind = tokens[mention.j + 1 : mention.j + OFTEN]  # "four hours of electricity a day"
        pairs = pairwise(behind)
        if any(a.norm in language.words("per") and b.norm in language.words("per_units") for a, b in pairs):
            return True
    k = mention.i - 1
    while k >= 0 and tokens[k].text in QUOTES:
        k -= 1
    if k >= 0 and tokens[k].norm in language.words("lasting"):
        return True
    moved = mention.quantity.change is not None
    return moved and k >= 0 and tokens[k].norm in language.words("level_links")  # "cut the trip to 40 minutes"


def _acts(reading: Reading, happening: EventSpan) -> bool:
    """Whether whoever stands before a verb of harm does it to others."""
    told, auxiliaries = event(happening.event), reading.language.words("passive_auxiliaries")
    return told is not None and told.concept is not None and reading.tokens[happening.i - 1].norm not in auxiliaries


def _who(reading: Reading, happening: EventSpan, floor: int, ceiling: int) -> str | None:
    """The people or things to whom it happened, with their nationality: behind a noun of action, else before the verb."""
    behind = range(happening.j, min(ceiling, happening.j + BESIDE))
    for k in (*behind, *range(happening.i - 1, max(floor, happening.i - BESIDE) - 1, -1)):
        noun = reading.language.noun_at_word(reading.tokens[k].norm)
        known = concept(noun.concept.id) if noun is not None else None
        if known is not None and known.cls in ("person", "group"):
            if k < happening.i and _acts(reading, happening):
                return None  # "two days after militants kidnapped them"
            peoples = [span for span in reading.places_between(k - 2, k + 3) if span.demonym]
            adjective = people_adjective(peoples[0].place.country) + " " if peoples else ""
            return adjective + known.plural
    return None
