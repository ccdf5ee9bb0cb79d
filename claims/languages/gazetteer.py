"""Places by the names that each language gives them; ids are ISO 3166 codes for countries and GeoNames ids for cities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from claims.languages.phrases import read_yaml
from claims.languages.tokens import fold


class Place(NamedTuple):
    """A place; `country` is the id of the country that it lies in, itself for a country."""

    id: str
    name: str
    country: str
    kind: str


class PlaceName(NamedTuple):
    """What a name in a text stands for."""

    place: Place
    demonym: bool
    """An adjective or a name of a people: «أميركي», American."""
    well_known: bool = True
    """Whether the name alone tells that a place is meant; the names of smaller towns are words and surnames too."""


DISPLAY = "en"
"""The language of a claim's subject, and of the names that places go by."""
WELL_KNOWN = 250_000
"""Inhabitants."""


@cache
def _rows() -> list[list[str]]:
    """Of every place: id, name, country, kind, inhabitants, and its name with the accents of its country where that is another."""
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
    found = {row[0]: Place._make(row[:4]) for row in _rows()}
    for row in read_yaml("places_extra.yaml"):
        found[row["id"]] = Place(row["id"], row["name"], row["in"], row["kind"])
    return found


@cache
def _cities() -> dict[str, Place]:
    """Cities by English name, the largest of each."""
    found: dict[str, Place] = {}
    for row in _rows():
        if row[3] != "country":
            found.setdefault(row[1], places()[row[0]])
    return found


def country_of(place_id: str | None) -> str | None:
    """The country that a place lies in."""
    place = places().get(place_id or "")
    return place.country or None if place else None


def place_names(
    lang: str,
    listed: Mapping[str, Mapping[str, Iterable[str]]],
    not_places: frozenset[str],
    *,
    latin: bool,
) -> Iterator[tuple[str, PlaceName]]:
    """The names of places in one language; of two places with one name the better known comes first.

    `listed` are the names of the language's own places.yaml, which win over those of the gazetteer. In a language of the Latin script a
    place without a name of its own goes by the one that its country gives it.
    """
    known, cities, own = places(), _cities(), _names(lang)
    for place_id, names in listed.get("places", {}).items():
        for name in names:
            yield name, PlaceName(known[place_id], False)
    for code, names in listed.get("countries", {}).items():
        for name in names:
            yield name, PlaceName(_country(code), False)
    for city, names in listed.get("cities", {}).items():
        for name in names:
            yield name, PlaceName(cities[city], False)
    for key, main, _, kind, inhabitants, local in _rows():
        for name in own.get(key) or ((main, local) if latin else ()):
            if len(name) > 2 and fold(name) not in not_places:
                sure = kind != "city" or " " in name or int(inhabitants) >= WELL_KNOWN
                yield name, PlaceName(known[key], False, sure)


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
