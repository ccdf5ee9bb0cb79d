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


NAMES = 5
"""The columns of places.tsv before the names."""
WELL_KNOWN = 250_000
"""Inhabitants."""


@cache
def _rows() -> tuple[list[str], list[list[str]]]:
    """The languages of the gazetteer and its rows: id, name, country, kind, inhabitants, and the names in each language."""
    lines = resources.files("claims.languages").joinpath("places.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return header[NAMES:], rows


@cache
def places() -> dict[str, Place]:
    """All places by id."""
    found = {row[0]: Place._make(row[: NAMES - 1]) for row in _rows()[1]}
    for row in read_yaml("places_extra.yaml"):
        found[row["id"]] = Place(row["id"], row["name"], row["in"], row["kind"])
    return found


def country_of(place_id: str | None) -> str | None:
    """The country that a place lies in."""
    place = places().get(place_id or "")
    return place.country or None if place else None


def place_names(
    lang: str, listed: Mapping[str, Mapping[str, Iterable[str]]], not_places: frozenset[str]
) -> Iterator[tuple[str, PlaceName]]:
    """The names of places in one language; of two places with one name the better known comes first.

    `listed` are the names of the language's own places.yaml, which win over those of the gazetteer.
    """
    known = places()
    for place_id, names in listed.get("places", {}).items():
        for name in names:
            yield name, PlaceName(known[place_id], False)
    for code, names in listed.get("countries", {}).items():
        for name in names:
            yield name, PlaceName(_country(code), False)
    languages, rows = _rows()
    if lang not in languages:
        return
    column = NAMES + languages.index(lang)
    for row in rows:
        for name in row[column].split("|"):
            if len(name) > 2 and fold(name) not in not_places:
                sure = row[3] != "city" or " " in name or int(row[NAMES - 1]) >= WELL_KNOWN
                yield name, PlaceName(known[row[0]], False, sure)


def people_names(
    listed: Mapping[str, Mapping[str, Iterable[str]]], endings: Iterable[str]
) -> Iterator[tuple[str, PlaceName]]:
    """The names and adjectives of peoples that a language lists, each with every ending that it adds to them."""
    for code, names in listed.get("peoples", {}).items():
        for name in names:
            for ending in ("", *endings):
                yield fold(name) + ending, PlaceName(_country(code), True)


def _country(code: str) -> Place:
    return places().get(code) or Place(code, code, code, "country")


DISPLAY = "en"
"""The language in which a claim's subject is written."""


def people_adjective(country: str) -> str:
    """The adjective of a country in the language of display, its short form where it has one: `US`, `Iraqi`."""
    names = read_yaml(f"{DISPLAY}/places.yaml")["peoples"].get(country, ())
    return min(names, key=lambda name: (name != country, names.index(name))) if names else country
