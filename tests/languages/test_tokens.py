"""Tokens: nothing but white space lies between them, and the text of a token tells what it is."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.languages import Kind, available, fold, load, tokenise, tokens
from claims.languages.tokens import Spelling

TEXTS = st.text(max_size=200) | st.text(alphabet="aA1 2.,-:/'’$€£½e×^USRskm \n٢و،\"()%st@#_+>=<ـ५", max_size=80)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    at = 0
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text != ""
        assert text[at : token.start].strip() == ""
        assert "\n" not in text[at : token.start]
        at = token.end
    assert text[at:].strip() == ""


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_same_text_is_the_same_token_everywhere(text: str) -> None:
    seen = {token.text: token[2:] for token in tokenise(text)}
    assert all(token[2:] == seen[token.text] for token in tokenise(f"{text}\n{text}") if token.text in seen)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rs5 and USD 5", [Kind.WORD, Kind.NUMBER, Kind.WORD, Kind.WORD, Kind.NUMBER]),
        ("$US5, US $5 and $5", [Kind.CURRENCY, Kind.NUMBER, Kind.SYMBOL, Kind.CURRENCY, Kind.NUMBER, Kind.WORD, Kind.CURRENCY, Kind.NUMBER]),
        ("F-16s on 2021-07-26 at 14:30", [Kind.IDENTIFIER, Kind.WORD, Kind.DATE, Kind.WORD, Kind.CLOCK]),
        ("२५०० ۲۵۰۰ 2½", [Kind.NUMBER] * 3),
        ("9" * 41, [Kind.IDENTIFIER]),
        (" \r\n x", [Kind.NEWLINE, Kind.WORD]),
    ],
)  # fmt: skip
def test_kinds(text: str, kinds: list[Kind]) -> None:
    assert [token.kind for token in tokenise(text)] == kinds


def test_elisions_are_words_and_possessives_are_none() -> None:
    french = Spelling(elisions=frozenset({"l'", "qu'"}), possessives=())
    assert [token.text for token in tokenise("L’an qu'il d'un", french)] == ["L’", "an", "qu'", "il", "d'un"]
    assert [token.norm for token in tokenise("the town's")] == ["the", "town"]


@pytest.mark.parametrize("lang", available())
def test_every_language_cuts_its_own_name(lang: str) -> None:
    language = load(lang)
    assert [token.norm for token in tokenise(language.name, language.spelling)] == [fold(language.name)]


def test_examples_hold() -> None:
    tried = doctest.testmod(tokens)
    assert tried.failed == 0 < tried.attempted
