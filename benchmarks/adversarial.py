"""Texts that make a careless reader slow: one unit, repeated. `language: name: unit`."""

from __future__ import annotations

UNITS = {
    "en": {
        "digits": "7",
        "numbers": "7 ",
        "thousands": "1,",
        "1-1-1-": "1-",
        "commas": ",",
        "newlines": "\n",
        "one word": "word ",
        "letters": "a",
        "nested quotes": '"“(',
        "one hundred and": "one hundred and ",
        "hedges": "about ",
        "bounds": "at least ",
        "between and": "between and ",
        "between 5 and": "between 5 and ",
        "sums": "from $5 to ",
        "fractions": "a third of the ",
        "months": "March ",
        "places": "Paris ",
        "names": "Kareem Doe ",
        "parts": "5 people, including ",
        "speakers": "5 people said that ",
        "addresses": "http://",
    },
    "ar": {
        "و": "و",
        "spaced و": "و ",
        "word": "قال ",
        "hundred and": "مئة و",
        "fifths": "خمس ",
        "between 5 and": "بين 5 و",
        "deaths": "مقتل 5 و",
        "places": "بغداد ",
    },
}


def repeated(unit: str, characters: int) -> str:
    """The unit as often as it fits."""
    return unit * (characters // len(unit))
