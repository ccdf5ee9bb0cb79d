"""A short English phrase for what is counted, made of the same parts in every language: "US troops in Iraq"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from claims.extract.circumstances.locations import Where
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject.narrowing import Narrowing
from claims.extract.subject.things import Thing
from claims.languages import concept, event
from claims.languages.gazetteer import people_adjective
from claims.languages.lexicon import plural

PLAIN = Narrowing()
PLAIN_EVENTS = frozenset(
    {"present", "attacked", "fell", "launched", "voted", "rose", "dropped", "spent", "began", "ended"}
)
"""Events that the phrase does not name: the noun says enough."""


def subject(
    concept_id: str | None,
    event_id: str | None,
    narrowed: AbstractSet[str],
    where: Where | None,
    mention: Mention,
    reading: Reading,
    thing: Thing | None = None,
    narrowing: Narrowing = PLAIN,
) -> str | None:
    """The phrase, or None where nothing is known of what is counted."""
    noun = thing.phrase if thing is not None else _noun(concept_id, event_id, narrowed, mention, reading)
    if noun is None or (thing is not None and thing.complete):
        return noun
    if narrowing.holder and where is not None:
        return f"{where.name}'s {noun} held by {narrowing.holder}"
    words = [narrowing.allegiance, *(_adjectives(narrowed, noun, narrowing) if thing is None else ()), noun]
    if mention.quantity.high == 0 and narrowing.cause and narrowing.target:
        attack, harm = narrowing.cause.removesuffix("s"), concept(concept_id)
        noun = harm.plural if noun == "people" and harm is not None and harm.cls == "harm" else noun
        return " ".join(word for word in (noun, "of the", narrowing.means, attack, "on", narrowing.target) if word)
    people = mention.quantity.dimension == "count" or noun == "people" or _of_people(concept_id)
    if people and _tells(concept_id, event_id, noun, thing):
        words.append(event(event_id).past)  # type: ignore[union-attr]
    if narrowing.cause and " " in narrowing.cause:
        words.append(f"in {narrowing.cause}")
    if narrowing.target:
        words.append(f"on {narrowing.target}")
    if where is not None and "," not in where.id and where.name not in narrowing.target:
        words.append(f"in {where.name}")
    return " ".join(word for word in words if word)


def _of_people(concept_id: str | None) -> bool:
    known = concept(concept_id)
    return known is not None and known.cls == "person"


def _noun(
    concept_id: str | None, event_id: str | None, narrowed: AbstractSet[str], mention: Mention, reading: Reading
) -> str | None:
    happened, known = event(event_id), concept(concept_id)
    kinds = _kinds(narrowed)
    if mention.noun is not None and kinds == [mention.noun.concept] and happened is not None:
        return _counted_as(mention.noun)
    if kinds and happened is not None:
        return " and ".join((concept(kind) or known).plural for kind in kinds)  # type: ignore[union-attr]
    if happened is not None and happened.concept == concept_id and concept_id is not None:
        if known is not None and known.cls == "harm" and "new" in narrowed:
            return known.plural  # "new cases"
        nearer = mention.noun.concept if mention.noun is not None else None
        return plural(nearer) if nearer is not None and concept(nearer) is None else "people"
    if known is not None:
        return known.plural if known.cls not in ("measure", "money") else known.id.replace("_", " ")
    if mention.noun is not None and mention.noun.unit:
        unit = mention.noun.unit
        if unit == reading.language.data.get("people_unit"):
            return "people"
        language, word = reading.language, reading.tokens[mention.noun.i].norm
        named = mention.noun.concept is not None or language.noun_at_word(word) is not None
        if named or language.nouns.starting_at(reading.tokens, mention.noun.i):
            return plural(unit)  # a noun that the language's list names in English
        return reading.text[reading.tokens[mention.noun.i].start : reading.tokens[mention.noun.j - 1].end]
    return None


def _counted_as(noun: CountedNoun) -> str:
    """A kind of people by its nearer name, where the language has one: shoppers are customers."""
    known = concept(noun.concept)
    if known is None or not noun.unit or noun.unit == known.unit or not noun.unit.isascii():
        return known.plural if known is not None else plural(noun.unit or "")
    return plural(noun.unit)


def _kinds(narrowed: AbstractSet[str]) -> list[str]:
    return [
        word for word in sorted(narrowed) if (kind := concept(word)) is not None and kind.cls in ("person", "group")
    ]


def _adjectives(narrowed: AbstractSet[str], noun: str, narrowing: Narrowing) -> list[str]:
    peoples = [people_adjective(word.partition(":")[2]) for word in sorted(narrowed) if word.startswith("nationality:")]
    kinds = _kinds(narrowed)
    plain = [word.replace("_", " ") for word in sorted(narrowed) if ":" not in word and word not in kinds]
    return (
        peoples
        + [narrowing.means]
        + [
            word
            for word in plain
            if word not in narrowing.means.split() and not {word, plural(word)} & set(noun.split())
        ]
    )


def _tells(concept_id: str | None, event_id: str | None, noun: str, thing: Thing | None) -> bool:
    """Whether the phrase must say what happens: not where the noun itself tells of it."""
    happened, known = event(event_id), concept(concept_id)
    if happened is not None and happened.doer is not None and happened.doer == concept_id:
        return False
    struck = event_id == "attacked" and known is not None and known.cls == "person"
    if happened is None or (event_id in PLAIN_EVENTS and not struck) or happened.past in noun.split():
        return False
    written = concept(thing.concept) if thing is not None else None
    if written is not None and written.event == event_id:
        return False  # "suspected cases"
    told = known is not None and known.event == event_id
    return not told or (known is not None and happened.concept == known.id and noun != known.plural)
