"""A claim in the making: what is known of a quantity from its own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.extract.circumstances.dating import Dating
from claims.extract.circumstances.lengths import since_what, term_of
from claims.extract.circumstances.locations import Locations, Where
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject import slots
from claims.extract.subject.governing import may_happen
from claims.extract.subject.known_nouns import GOODS, SHARES, named
from claims.extract.subject.measured import level_of_index, measured_thing
from claims.extract.subject.things import Thing, counted_thing, is_measure
from claims.languages import Event, concept, event
from claims.languages.lexicon import measured_in
from claims.values import dataclass

GENERAL = frozenset({"person", "member", "victim", "death", "injury", "casualty", "missing", "displaced"})
"""Concepts that say nothing more of people than the event does."""
UNTOLD = frozenset({"production", "capacity"})
"""Measures that do not say what is made."""
GOVERNED = 4
"""Tokens between a verb and the noun of which it makes something else."""
SENTENCED = "sentenced"
STEPS = frozenset({"point", "time"})
"""Units of counts that tell how far something moved."""
NOT_MEASURED = frozenset({"count", "date", "age"})
"""Dimensions whose numbers are of a noun or of nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making; `of` is the index of the mention of which it counts a part."""

    mention: Mention
    concept: str | None
    event: str | None
    unit: str | None
    qualifiers: frozenset[str]
    where: Where | None
    time: tuple[date | None, date | None]
    of: int | None
    thing: Thing | None


def draft_of(reading: Reading, index: int, locations: Locations, dating: Dating) -> Draft:
    mention = reading.mentions[index]
    if slots.is_any_case(reading, mention) and mention.noun is not None:
        mention = replace(mention, concept=mention.noun.unit)
    if (body := slots.body_of(reading, mention)) is not None:
        mention = replace(mention, concept=body)
    mention = _by_verb(reading, mention)
    known = concept(mention.concept)
    happened = slots.own_event(reading, index)
    happened = said_of(reading, mention, happened)
    told = event(happened)
    if known is not None and known.cls == "harm" and told is not None and _happens_to_harmed(reading, mention, told):
        mention, known = replace(mention, concept=told.concept), concept(told.concept)
    if (
        known is not None
        and known.event is not None
        and not (told is not None and told.trend and mention.quantity.dimension in SHARES)
        and (
            known.cls in ("harm", "event")
            or (happened is None and known.event not in slots.STRIKES)  # who has missiles fired none
            or (happened in slots.STRIKES and known.event in slots.STRIKES)
        )
    ):
        happened = known.event
    if known is not None and known.cls == "event" and known.event is None and happened in slots.STRIKES:
        happened = None  # "an earthquake struck"
    if known is not None and known.cls == "harm" and known.event is None:
        happened = str(reading.language.mapping("harm_events").get(known.id, happened or "")) or None
    concept_id = mention.concept
    told = event(happened)
    if told is not None and told.by_disease and slots.is_of_disease(reading, mention):
        happened = told.by_disease
        infection = event(happened)
        concept_id = infection.concept if infection and known and known.cls == "harm" else concept_id
    thing = counted_thing(reading, mention)
    part = (
        known.part if known is not None and mention.noun is not None and mention.quantity.dimension in SHARES else None
    )
    if part is not None and not slots.is_plural(reading, mention):
        thing, concept_id = named(concept(part) or known), part  # type: ignore[arg-type]
    if thing is None and mention.noun is None and _is_measured(mention):
        thing = measured_thing(reading, mention)
        thing = _amount(mention, happened, thing) or _by_unit(mention, thing)
        concept_id = concept_id or (thing.concept if thing is not None else None)
        harmed = concept(concept_id)
        if harmed is not None and harmed.cls == "measure" and harmed.event == happened:
            happened = None  # the measure itself tells of it: turnout is of voters
        if thing is not None and harmed is not None and harmed.cls == "harm":
            happened, thing = harmed.event or happened, None  # a share of the dead
        happened = _of_measure(mention, thing, happened)
    elif thing is None and concept_id is None and (thing := level_of_index(reading, mention)) is not None:
        concept_id, happened = thing.concept, _of_measure(mention, thing, happened)
    traded = concept(thing.concept if thing is not None else concept_id)
    where = locations.of(mention, alone=traded is not None and traded.worldwide)
    time = dating.of(mention)
    lasting = mention.quantity.dimension == "duration"
    since = since_what(reading, mention, where) if lasting else None
    told = event(happened)
    term = ((told.length if told is not None else None) or term_of(reading, mention)) if lasting else None
    if term is not None:
        concept_id, happened = term, SENTENCED
        thing = Thing(term.replace("_", " "), concept_id, complete=True)
    elif since is not None:
        thing, concept_id, happened, time = Thing(since, None, complete=True), None, None, (None, None)
    return Draft(
        mention,
        concept_id,
        happened,
        mention.quantity.unit,
        frozenset(slots.qualifiers(reading, *noun_phrase(mention)) | slots.kinds_of_harmed(reading, mention)),
        where,
        time,
        None,
        thing,
    )


def _happens_to_harmed(reading: Reading, mention: Mention, told: Event) -> bool:
    """Whether something else is told of some of the harmed: "two of the injured died"."""
    noun, language = mention.noun, reading.language
    if told.concept is None or noun is None or noun.i - 2 <= mention.number_i:
        return False
    links = language.words("of_whole")
    return any(reading.tokens[k].norm in links for k in range(mention.number_i + 1, noun.i)) and any(
        span.event == told.id for span in reading.events_in(mention.j, mention.j + 2)
    )


def _by_verb(reading: Reading, mention: Mention) -> Mention:
    """The mention as what the verb before it makes of its noun: lives claimed are deaths."""
    verbs = reading.language.mapping("nouns_by_verb").get(mention.quantity.unit or "")
    if not verbs:
        return mention
    before = {token.norm for token in reading.tokens[max(0, mention.i - GOVERNED) : mention.i]}
    named = next((name for name, words in verbs.items() if before.intersection(words)), None)
    return mention if named is None else replace(mention, concept=named)


def _of_measure(mention: Mention, thing: Thing | None, happened: str | None) -> str | None:
    """What may be told of what is measured by nature: life expectancy drops, and a turnout is not what closes when it is counted."""
    told, known = event(happened), concept(thing.concept) if thing is not None else None
    if told is None or known is None or known.cls != "measure":
        return happened
    if told.of_measure is not None:
        return told.of_measure
    if mention.quantity.dimension not in ("percent", "ratio"):
        return happened
    return happened if told.trend or told.sums or told.id == known.event else None


def _is_measured(mention: Mention) -> bool:
    """Whether the number is of something that has a size, be it in points or in how many times as much it is."""
    return mention.quantity.dimension not in NOT_MEASURED or mention.quantity.unit in STEPS


def said_of(reading: Reading, mention: Mention, happened: str | None) -> str | None:
    """What the word of an event says of this that is counted: soldiers shot down are killed, millions lost are a loss."""
    told, dimension = event(happened), mention.quantity.dimension
    if told is None or happened is None or not may_happen(happened, mention):
        return None
    if dimension == "money":
        return told.of_money or happened
    counted = concept(mention.concept)
    points = mention.quantity.unit in STEPS or (counted is not None and counted.unit in STEPS)
    if dimension != "count" or points:
        level = dimension == "percent" or points
        return (told.of_measure if level else None) or happened
    known = concept(mention.concept)
    bare = known is None and mention.noun is None
    if not bare and (known is None or (known.cls not in ("person", "harm") and known.id != "family")):
        return happened
    armed = known is not None and known.armed
    of_people = (told.of_armed if armed else None) or told.of_people
    of_people = of_people or reading.language.mapping("events_of_people").get(happened)
    if of_people is not None:
        return str(of_people)
    return None if told.of_things and not bare else happened


def _by_unit(mention: Mention, thing: Thing | None) -> Thing | None:
    """What a measure is of by its unit, where no more is told than that it is made: barrels a day are of oil output."""
    known = measured_in(mention.quantity.unit) or measured_in(mention.quantity.dimension)
    return named(known) if known is not None and thing is not None and thing.concept in UNTOLD else thing


def _amount(mention: Mention, happened: str | None, thing: Thing | None) -> Thing | None:
    """What a sum or a load is by what happens to it, where no measure is named: "borrowed 5 billion" is a loan."""
    told, dimension = event(happened), mention.quantity.dimension
    if told is None or (thing is not None and (thing.told or is_measure(thing))):
        return None
    by = {"money": told.amount, "percent": told.share} | dict.fromkeys(GOODS, told.load)
    name = by.get(dimension)
    if name is not None:
        return Thing(name.replace("_", " "), name)
    return (
        Thing(f"money {told.past}", None, complete=True)
        if dimension == "money" and not told.trend and not thing
        else None
    )


def noun_phrase(mention: Mention) -> tuple[int, int]:
    """The tokens from the number to its noun, or the noun's own where it stands before the number."""
    noun = mention.noun
    if noun is not None and noun.j <= mention.i:
        return min((noun.i, *noun.modifiers)), noun.j
    return mention.number_i, mention.j


def counts_people(draft: Draft) -> bool:
    least = draft.mention.quantity.low
    if least is not None and least != int(least):
        return False  # "5.1 surround sound"
    counted = draft.mention.quantity.dimension == "count" and draft.mention.quantity.unit not in STEPS
    return counted and slots.is_of_people(draft.concept)


def told_of_people(draft: Draft) -> Draft:
    """What happens to people decides what is counted: "10 fighters killed" counts deaths, of fighters."""
    happened = event(draft.event)
    if happened is not None and happened.doer and draft.concept in GENERAL and draft.mention.noun is None:
        return replace(draft, concept=happened.doer)
    if happened is None or happened.concept is None or not counts_people(draft):
        return draft
    kind = {draft.concept} if draft.concept and draft.concept not in GENERAL else set()
    known = concept(draft.concept)
    if known is not None and known.cls == "harm" and known.event is not None:
        return draft
    return replace(draft, concept=happened.concept, qualifiers=draft.qualifiers | kind, unit=draft.unit or "person")
