"""Places by the names that each language gives them; ids are ISO 3166 codes for countries and GeoNames ids for cities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from claims.languages.phrases import read_yaml
from claims.languages.tokens import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `country` is the id of the country that it lies in, itself for a country."""

    id: str
    name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a name in a text stands for."""

    place: Place
    demonym: bool
    """An adjective or a name of a people: «أميركي», American."""
    well_known: bool = True
    """Whether the name alone tells that a place is meant; the names of smaller towns are words and surnames too."""


WELL_KNOWN = 250_000
"""Inhabitants."""


@cache
def _rows() -> tuple[tuple[Place, int, dict[str, tuple[str, ...]]], ...]:
    lines = resources.files("claims.languages").joinpath("places.tsv").read_text(encoding="utf-8").splitlines()
    header, *body = (line.split("\t") for line in lines if not line.startswith("#"))
    languages = header[5:]
    return tuple(
        (
            Place(*fields[:4]),
            int(fields[4]),
            {lang: tuple(names.split("|")) if names else () for lang, names in zip(languages, fields[5:], strict=True)},
        )
        for fields in body
    )


@cache
def places() -> dict[str, Place]:
    """All places by id."""
    found = {place.id: place for place, _, _ in _rows()}
    for row in read_yaml("places_extra.yaml"):
        found[row["id"]] = Place(row["id"], row["name"], row["in"], row["kind"])
    return found


def country_of(place_id: str | None) -> str | None:
    """The country that a place lies in."""
    place = places().get(place_id or "")
    return place.country or None if place else None


def place_names(
    lang: str,
    listed: Mapping[str, Mapping[str, Iterable[str]]],
    not_places: frozenset[str],
    demonym_endings: tuple[str, ...],
) -> Iterator[tuple[str, PlaceName]]:
    """The names of places and peoples in one language; of two places with one name the better known comes first.

    `listed` are the names of the language's own places.yaml, which win over those of the gazetteer.
    """
    known = places()
    for place_id, names in listed.get("places", {}).items():
        for name in names:
            yield name, PlaceName(known[place_id], False)
    for code, names in listed.get("countries", {}).items():
        for name in names:
            yield name, PlaceName(_country(code), False)
    for code, names in listed.get("peoples", {}).items():
        for name in names:
            for ending in ("", *demonym_endings):
                yield fold(name) + ending, PlaceName(_country(code), True)
    for place, inhabitants, all_names in _rows():
        for name in all_names.get(lang, ()):
            if fold(name) not in not_places and len(name) > 2:
                sure = place.kind != "city" or inhabitants >= WELL_KNOWN or " " in name
                yield name, PlaceName(place, False, sure)


def _country(code: str) -> Place:
    return places().get(code) or Place(code, code, code, "country")


DISPLAY = "en"
"""The language in which a claim's subject is written."""


def people_adjective(country: str) -> str:
    """The adjective of a country in the language of display, its short form where it has one: `US`, `Iraqi`."""
    names = read_yaml(f"{DISPLAY}/places.yaml")["peoples"].get(country, ())
    return min(names, key=lambda name: (name != country, names.index(name))) if names else country
