"""Places by the names that each language gives them.

Ids are ISO 3166 codes for countries and their regions (`US`, `US-TX`), GeoNames ids for cities, words for what neither has (`red-sea`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from claims.languages.phrases import read_yaml
from claims.languages.tokens import fold


class Place(NamedTuple):
    """A place; `country` is the id of the country that it lies in, itself for a country; a region of two has both: `IN,PK`."""

    id: str
    name: str
    country: str
    kind: str
    within: frozenset[str] = frozenset()
    """The ids of all places that it lies in."""
    inhabitants: int = 0
    """0 = not known."""


class PlaceName(NamedTuple):
    """What a name in a text stands for."""

    place: Place
    demonym: bool
    """An adjective or a name of a people: «أميركي», American."""
    well_known: bool = True
    """Whether the name alone tells that a place is meant; the names of smaller towns are words and surnames too."""


DISPLAY = "en"
"""The language of a claim's subject, and of the names that places go by."""
_REGIONS = "regions.tsv"
"""Generated from places_extra.yaml, which takes longer to read."""
WELL_KNOWN = 250_000
"""Inhabitants."""


WIDE = frozenset({"country", "continent", "ocean", "sea"})
"""Kinds of places in which so much happens that two tellings of one need not be of one happening."""


@cache
def _rows() -> list[list[str]]:
    """Of every place: id, name, country, kind, inhabitants, its name with the accents of its country where that is another,
    its region where that is known."""
    return _table("places.tsv")


def _table(path: str) -> list[list[str]]:
    """The rows of a generated file, without its comment and header."""
    lines = resources.files("claims.languages").joinpath(path).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@cache
def _names(lang: str) -> dict[str, tuple[str, ...]]:
    """id → the names that a language has of its own."""
    if not resources.files("claims.languages").joinpath(lang, "places.tsv").is_file():
        return {}
    return {place_id: tuple(names.split("|")) for place_id, names in _table(f"{lang}/places.tsv")}


@cache
def places() -> dict[str, Place]:
    """All places by id."""
    found = {row[0]: Place(row[0], row[1], row[2], row[3]) for row in _rows() if row[3] == "country"}

    def add(place_id: str, name: str, kind: str, around: Iterable[str], inhabitants: int = 0) -> None:
        wholes = [found[one] for one in around]
        own = [one.id for one in wholes if one.kind == "country"]
        countries = own or [one.country for one in wholes if one.country]
        regions = {one for place in wholes for one in (place.id, *place.within) if found[one].kind != "country"}
        within = frozenset(countries) | regions
        found[place_id] = Place(place_id, name, ",".join(countries), kind, within, inhabitants)

    for place_id, name, kind, around in _table(_REGIONS):  # a place stands below those that it lies in
        add(place_id, name, kind, filter(None, around.split(",")))
    shown = read_yaml(f"{DISPLAY}/places.yaml")["shown"]
    for place_id, name, country, kind, inhabitants, _, region in _rows():
        if kind != "country":
            add(
                place_id,
                shown.get(name, name),
                kind,
                (country, region) if region else (country,),
                int(inhabitants or 0),
            )
    return found


@cache
def cities() -> dict[str, Place]:
    """Cities by their names in places.tsv, the largest of each."""
    found: dict[str, Place] = {}
    for row in _rows():
        if row[3] != "country":
            found.setdefault(row[1], places()[row[0]])
    return found


def lies_in(place_id: str, wholes: Collection[str]) -> bool:
    """Whether a place is one of some places, or lies in one."""
    place = places().get(place_id)
    return place_id in wholes or (place is not None and any(whole in place.within for whole in wholes))


def place_names(
    lang: str,
    listed: Mapping[str, Any],
    not_places: frozenset[str],
    *,
    latin: bool,
) -> Iterator[tuple[str, PlaceName]]:
    """The names of places in one language; of two places with one name the better known comes first.

    `listed` are the names of the language's own places.yaml, which win over those of the gazetteer; those that it lists as `unsure` are
    never well known. In a language of the Latin script a place without a name of its own goes by the one that its country gives it.
    """
    known, listed_cities, own = places(), cities(), _names(lang)
    unsure = frozenset(map(fold, listed.get("unsure", ())))

    def means(place: Place, name: str, known_well: bool = True) -> tuple[str, PlaceName]:
        return name, PlaceName(place, False, known_well and fold(name) not in unsure)

    regions = listed.get("places", {})
    for place_id, names in regions.items():
        yield from (means(known[place_id], name) for name in names)
    for code, names in listed.get("countries", {}).items():
        yield from (means(_country(code), name) for name in names)
    for city, names in listed.get("cities", {}).items():
        yield from (means(listed_cities[city], name) for name in names)
    if latin:
        yield from (means(known[row[0]], row[1]) for row in _table(_REGIONS) if row[0] not in regions)
    for key, main, _, kind, inhabitants, local, _ in _rows():
        for name in own.get(key) or ((main, local) if latin else ()):
            if len(name) > 2 and fold(name) not in not_places:
                yield means(known[key], name, kind != "city" or " " in name or int(inhabitants) >= WELL_KNOWN)


def marked_names(listed: Mapping[str, Any]) -> Iterator[tuple[str, PlaceName]]:
    """The listed names that only their vowel marks tell from those of other places: «عمّان», Amman, beside «عمان», Oman."""
    for city, names in listed.get("marked", {}).items():
        yield from ((name, PlaceName(cities()[city], False)) for name in names)


def people_names(peoples: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, PlaceName]]:
    """The listed names and adjectives of peoples."""
    for code, names in peoples.items():
        for name in names:
            yield fold(name), PlaceName(_country(code), True)


def _country(code: str) -> Place:
    return places().get(code) or Place(code, code, code, "country")


def people_adjective(country: str) -> str:
    """The adjective of a country in the language of display, its short form where it has one: `US`, `Iraqi`."""
    names = read_yaml(f"{DISPLAY}/places.yaml")["peoples"].get(country, ())
    return min(names, key=lambda name: (name != country, names.index(name))) if names else country
