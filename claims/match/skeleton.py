"""Names of any script as consonant skeletons, in which spellings of one name meet."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

MIN_LETTERS = 2
"""Shorter skeletons fit too many names."""


@cache
def _letters() -> dict[str, Any]:
    text = resources.files("claims.match").joinpath("letters.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of one word as Latin classes, doubled ones once.

    >>> skeleton("Mosul"), skeleton("الموصل")
    ('msl', 'msl')
    >>> skeleton("Daraa"), skeleton("درعا")
    ('dr', 'dr')
    """
    data = _letters()
    folded = unicodedata.normalize("NFKD", word[:64].casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    if folded.startswith("ال") and len(folded) > 4:
        folded = folded[2:]
    classes: list[str] = []
    i = 0
    while i < len(folded):
        pair = data["digraphs"].get(folded[i : i + 2])
        letter = pair or data["latin"].get(folded[i]) or data["arabic"].get(folded[i], "")
        i += 2 if pair else 1
        if letter and (not classes or classes[-1] != letter):
            classes.append(letter)
    if len(classes) > 2 and classes[-1] == "h":  # a final h is a vowel's sign in most spellings
        classes.pop()
    return "".join(classes)


def name_skeleton(name: str) -> str:
    """The skeletons of a name's words, articles left out, in their order.

    >>> name_skeleton("Ain al-Asad"), name_skeleton("عين الأسد")
    ('n sd', 'n sd')
    """
    articles = set(_letters()["articles"])
    words = "".join(c if c.isalnum() else " " for c in name[:256]).split()
    return " ".join(found for word in words if word.casefold() not in articles and (found := skeleton(word)))
