"""The concepts and events that every language names with words of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from claims.languages.phrases import read_yaml


@dataclass(frozen=True, slots=True)
class Concept:
    """A counted thing of the news."""

    id: str
    cls: str
    """person, harm, thing, event, money, measure or group."""
    unit: str
    """Singular English noun."""
    plural: str
    moves: str
    """running_total, level or one_off: how its values change in time."""
    event: str | None
    """The event that the noun itself tells of: `death` → killed."""
    units: tuple[str, ...] = ()
    """Units and dimensions in which nothing else is measured: degrees of temperature."""
    measured: str | None = None
    """The concept of a sum or a rate that is told of it: shares fall by their price."""
    armed: bool = False
    """Whether they are of armed forces."""
    animate: bool = False
    """Whether they are living beings that are no people."""
    part: str | None = None
    """The concept of a share of it: a tenth of the shares is a stake."""
    worldwide: bool = False
    """Whether it is the same wherever it is told of, as the price of oil: its place is not that of the text."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to what is counted."""

    id: str
    concept: str | None
    """The concept of the people that it happens to: killed → death."""
    opposite: str | None
    moves: str | None
    past: str
    """How an English phrase says it of what is counted: `killed`, `injured`."""
    of_people: str | None
    """What the same word says of people: soldiers who are shot down are killed."""
    of_people_alone: bool
    """Whether only people do it or have it done to them: they vote and are treated."""
    of_things: bool
    """Whether it happens to things alone: nobody is launched, built or exported."""
    of_armed: str | None
    """What it says of armed forces: they withdraw where others depart."""
    of_money: str | None
    """What it says of a sum: a company that lost millions lost money."""
    of_measure: str | None
    """What it says of a level: an index that lost points dropped."""
    doer: str | None
    """The concept of people of whom nothing else is told: who protested are protesters."""
    deadline: str
    """The verb of the claim that "by 31 December" beside it makes; empty where it makes none."""
    preposition: str
    """What stands between that verb and a place."""
    length: str | None
    """The concept that a length of time beside it measures: sentenced → prison sentence."""
    amount: str | None
    """The concept of a sum beside it of which nothing else is told: borrowed → loan."""
    share: str | None
    """The concept of a share beside it of which nothing else is told: won → share of the vote."""
    load: str | None
    """The concept of goods beside it, by mass or volume: exported → export."""
    by_disease: str | None
    """What the same word says where a disease brings it about: a language may have one word for injured and infected."""
    sums: bool
    """Whether it may happen to a sum of money."""
    only_sums: bool
    """Whether it happens to nothing that is counted."""
    trend: bool
    """Whether it tells how a number moves, and not what happens to those who are counted."""


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by id, in the order of their file."""
    found: dict[str, Concept] = {}
    for row in read_yaml("concepts.yaml"):
        unit = row.get("unit") or row["id"].replace("_", " ")
        found[row["id"]] = Concept(
            row["id"],
            row["class"],
            unit,
            row.get("plural") or plural(unit),
            row.get("moves", "one_off"),
            row.get("event"),
            tuple(row.get("units", ())),
            row.get("measured"),
            bool(row.get("armed", False)),
            bool(row.get("animate", False)),
            row.get("part"),
            bool(row.get("worldwide", False)),
        )
    return found


@cache
def _measured() -> dict[str, Concept]:
    return {unit: known for known in concepts().values() for unit in known.units}


def measured_in(unit: str | None) -> Concept | None:
    """What alone is measured in a unit or dimension, where no words name it."""
    return _measured().get(unit) if unit else None


@cache
def events() -> dict[str, Event]:
    """All events by id."""
    found: dict[str, Event] = {}
    for row in read_yaml("events.yaml"):
        found[row["id"]] = Event(
            row["id"],
            row.get("concept"),
            row.get("opposite"),
            row.get("moves"),
            row.get("past", row["id"].replace("_", " ")),
            row.get("of_people"),
            bool(row.get("of_people_alone", False)),
            bool(row.get("of_things", False)),
            row.get("of_armed"),
            row.get("of_money"),
            row.get("of_measure"),
            row.get("doer"),
            row["deadline"][0] if "deadline" in row else "",
            row["deadline"][1] if "deadline" in row else "in",
            row.get("length"),
            row.get("amount"),
            row.get("share"),
            row.get("load"),
            row.get("by_disease"),
            bool(row.get("sums", False)),
            bool(row.get("only_sums", False)),
            bool(row.get("trend", False)),
        )
    return found


@lru_cache(maxsize=4096)
def concept(concept_id: str | None) -> Concept | None:
    return concepts().get(concept_id) if concept_id else None


@lru_cache(maxsize=4096)
def event(event_id: str | None) -> Event | None:
    return events().get(event_id) if event_id else None


def plural(noun: str) -> str:
    """The regular English plural of a unit, for labels."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
