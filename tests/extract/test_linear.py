"""The work grows with the length of a text, whatever stands in it: looks at tokens are counted, no time is taken."""

from __future__ import annotations

from datetime import date
from typing import Any, SupportsIndex
from unittest.mock import patch

import pytest

from claims.extract import extract
from claims.languages import Token, tokenise
from claims.languages.tokens import PLAIN, Spelling

UNITS = [
    ("en", "1"),
    ("en", "1 "),
    ("en", "1-"),
    ("en", "1,"),
    ("en", ","),
    ("en", "\n"),
    ("en", "word "),
    ("en", '"“'),
    ("en", '"She said: “'),
    ("en", "$5 "),
    ("en", "5 or "),
    ("en", "one hundred and "),
    ("en", "thousand "),
    ("en", "tens of "),
    ("en", "a third of the "),
    ("en", "about "),
    ("en", "at least "),
    ("en", "between and "),
    ("en", "between 5 and "),
    ("en", "from $5 to "),
    ("en", "March "),
    ("en", "5 March "),
    ("en", "since "),
    ("en", "Paris "),
    ("en", "Paris and "),
    ("en", "Kareem Doe "),
    ("en", "killed 5 and "),
    ("en", "5 people, including "),
    ("en", "5 people said that "),
    ("en", "the number of "),
    ("en", "officials said "),
    ("ar", "و"),
    ("ar", "و "),
    ("ar", "مئة و"),
    ("ar", "من "),
    ("ar", "بين 5 و"),
    ("ar", "مقتل 5 و"),
    ("ar", "خمس "),
    ("ar", "بغداد و"),
    ("ar", "قال "),
    ("ar", "تموز "),
    ("ar", "مليون "),
    ("ar", "ألف "),
    ("fr", "mille "),
    ("es", "mil "),
]


class _Counted(list[Token]):
    """Tokens that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, k: SupportsIndex | slice) -> Any:
        found = super().__getitem__(k)
        self.looks += len(found) if isinstance(k, slice) else 1
        return found


def looks(lang: str, text: str) -> int:
    read: list[_Counted] = []

    def counted(text: str, spelling: Spelling = PLAIN) -> list[Token]:
        read.append(_Counted(tokenise(text, spelling)))
        return read[-1]

    with patch("claims.extract.reading.tokenise", counted):
        found = extract(text, lang=lang, published=date(2021, 7, 26))
    return sum(tokens.looks for tokens in read) + sum(len(claim.sentence) for claim in found.claims)


@pytest.mark.parametrize(("lang", "unit"), UNITS)
def test_twice_the_text_takes_twice_the_looks(lang: str, unit: str) -> None:
    looks(lang, unit)  # words are met for the first time
    assert looks(lang, unit * 1600) <= 2.1 * looks(lang, unit * 800) + 50
