"""Leaving out the words that can start nothing changes no result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract import extract, places, reading
from claims.extract.quantities import quantities
from claims.extract.text.triage import Triage
from claims.extract.times import times
from claims.languages import Kind, Language, Token, available, load, tokenise
from claims.languages.phrases import read_yaml
from claims.model import Extraction

PUBLISHED = date(2021, 7, 26)
SYMBOLS = (
    "7",
    "2,500",
    "2021",
    "1/2",
    "3.5",
    "$",
    "%",
    "-",
    "–",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "'",
    '"',
    "\n",
    "#",
    "+",
    "~",
)
STYLES: tuple[Callable[[str], str], ...] = (str, str, str.capitalize, str.upper)


def without_triage(text: str, lang: str) -> Extraction:
    def everywhere(_: Triage, tokens: Sequence[Token], language: Language) -> list[int]:
        return list(range(len(tokens)))

    def all_of_them(_: Triage, tokens: Sequence[Token], i: int, j: int, language: Language) -> list[int]:
        return list(range(i, j))

    with patch.object(Triage, "candidates", everywhere), patch.object(Triage, "likely", all_of_them):
        return extract(text, lang=lang, published=PUBLISHED)


@cache
def vocabulary(lang: str) -> tuple[str, ...]:
    """Every word of the language's own data, since those are the words that start something."""
    return tuple(sorted({word for text in _texts(load(lang).data) for word in text.split()}))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    else:
        yield str(data)


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    lang = draw(st.sampled_from(available()))
    words = draw(st.lists(st.sampled_from(SYMBOLS) | st.sampled_from(vocabulary(lang)), min_size=1, max_size=25))
    styles = [draw(st.sampled_from(STYLES)) for _ in words]
    gaps = [draw(st.sampled_from((" ", " ", " ", ""))) for _ in words]
    return lang, "".join(style(word) + gap for style, word, gap in zip(styles, words, gaps, strict=True))


@given(sentences())
@settings(max_examples=300, deadline=None)
def test_same_with_and_without(case: tuple[str, str]) -> None:
    lang, text = case
    assert extract(text, lang=lang, published=PUBLISHED) == without_triage(text, lang)


@pytest.mark.parametrize("lang", available())
def test_same_with_and_without_on_the_examples(lang: str) -> None:
    text = " ".join(str(example[0]) for example in read_yaml(f"{lang}/examples.yaml"))
    assert extract(text, lang=lang, published=PUBLISHED) == without_triage(text, lang)


def test_a_reader_is_asked_once_of_a_word_that_starts_nothing() -> None:
    calls: list[str] = []

    def read(tokens: Sequence[Token], i: int, language: Language) -> str | None:
        calls.append(tokens[i].text)
        if tokens[i].text not in ("of", "never"):
            return None
        return "both" if tokens[i].text == "of" and tokens[i + 1].text == "course" else None

    triage, tokens = Triage(read), tokenise("of nothing never of nothing of course")
    assert triage.candidates(tokens, load("en")) == [5]
    assert triage.candidates(tokens, load("en")) == [5]
    assert [calls.count(word) for word in ("course", "never", "nothing")] == [1, 1, 1]
    assert calls.count("of") == 3  # alone, before "nothing" and before "course"


def test_a_reader_that_looks_farther_than_the_next_word_is_called_each_time() -> None:
    def read(tokens: Sequence[Token], i: int, language: Language) -> str | None:
        return (
            "sure" if tokens[i].text == "of" and tokens[i + 1].text == "course" and tokens[i + 2].text == "!" else None
        )

    tokens = tokenise("of course , of course ! of course")
    assert Triage(read).candidates(tokens, load("en")) == [0, 3, 6]


def test_a_pair_of_words_is_another_where_they_touch() -> None:
    def read(tokens: Sequence[Token], i: int, language: Language) -> str | None:
        return "glued" if tokens[i].text == "a" and tokens[i + 1].start == tokens[i].end else None

    assert Triage(read).candidates(tokenise("a / a/ a / ."), load("en")) == [2]


@pytest.mark.parametrize("lang", available())
def test_each_word_alone_tells_that_it_may_start_something(lang: str) -> None:
    """What `likely` denies of a word, `candidates` never finds."""
    triage, language = times._STARTS, load(lang)
    tokens = [token for text in vocabulary(lang) for token in tokenise(text, language.spelling)]
    assert set(triage.candidates(tokens, language)) <= set(triage.likely(tokens, 0, len(tokens), language))


@pytest.mark.parametrize("lang", available())
@pytest.mark.parametrize("reader", [quantities, times, places, reading])
def test_readers_look_at_one_word_before_they_look_aside(lang: str, reader: ModuleType) -> None:
    """A reader that looks at a word's neighbours first has to be called everywhere, and makes the extractor several times slower."""
    language = load(lang)
    text = " . ".join(str(example[0]) for example in read_yaml(f"{lang}/examples.yaml"))
    words = [token for token in tokenise(text, language.spelling) if token.kind is Kind.WORD]
    assert len(reader._STARTS.candidates(words, language)) < 0.5 * len(words)
