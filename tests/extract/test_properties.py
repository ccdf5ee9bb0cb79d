"""What holds of any number and any text, in every language: words give the number back, offsets are exact, nothing raises, texts add up."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from claims.extract import extract
from claims.extract.numbers.numbers import read_number
from claims.languages import available, load, tokenise
from claims.languages.phrases import read_yaml
from claims.model import Quantity, Relation
from tests.extract.arabic_numbers import Style, words

PUBLISHED = date(2021, 7, 26)
LANGUAGES = available()
MOST = 10**12
NUMBERS = st.one_of(
    st.integers(0, 200),
    st.integers(0, MOST),
    st.builds(lambda head, size: head * 10**size, st.integers(1, 9999), st.integers(0, 8)),
)
STYLES = st.builds(
    Style, st.sampled_from(("nominative", "accusative", "genitive")), st.booleans(), st.sampled_from(("مئة", "مائة"))
)
CORPUS = {lang: [str(row[0]) for row in read_yaml(f"{lang}/examples.yaml")] for lang in LANGUAGES}


def read(text: str, lang: str) -> tuple[float, float, bool]:
    """The number that a text begins with, and whether it is all of the text."""
    language = load(lang)
    tokens = tokenise(text, language.spelling)
    number = read_number(tokens, 0, language)
    assert number is not None, text
    return number.low, number.high, number.end == len(tokens)


# -- number → words → number -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@given(number=NUMBERS)
@example(number=71)
@example(number=80_000)
@example(number=1_000_000_000)
@example(number=999_999_999_999)
@settings(max_examples=250, deadline=None)
def test_the_words_of_a_number_give_it_back(lang: str, number: int) -> None:
    text = num2words(number, lang=lang).replace(",", "")
    assert read(text, lang) == (number, number, True)


@given(number=NUMBERS, style=STYLES)
@settings(max_examples=500, deadline=None)
def test_the_words_of_an_arabic_number_give_it_back(number: int, style: Style) -> None:
    assert read(words(number, style), "ar") == (number, number, True)


MARKS = {lang: load(lang).spelling.grouping[0] for lang in LANGUAGES} | {"ar": "٬", "fr": "\u202f"}


@pytest.mark.parametrize("lang", LANGUAGES)
@given(number=st.integers(0, MOST))
@settings(max_examples=100, deadline=None)
def test_grouped_digits_give_the_number_back(lang: str, number: int) -> None:
    if MARKS[lang] == ".":
        number %= 10**9  # four groups may as well be an IP address
    assert read(f"{number:,}".replace(",", MARKS[lang]), lang) == (number, number, True)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(tenths=st.integers(0, 99_999))
@settings(max_examples=50, deadline=None)
def test_decimals_give_the_number_back(lang: str, tenths: int) -> None:
    mark = "٫" if lang == "ar" else "," if "." in load(lang).spelling.grouping else "."
    whole, tenth = divmod(tenths, 10)
    assert read(f"{whole}{mark}{tenth}", lang) == (tenths / 10, tenths / 10, True)


# -- any text -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_its_offsets(lang: str, text: str) -> None:
    check_offsets(text, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_heap_of_words_of_the_language_keeps_its_offsets(lang: str, data: st.DataObject) -> None:
    heap = sorted({word for text in CORPUS[lang] for word in text.split()})
    chosen = data.draw(st.lists(st.sampled_from(heap), max_size=30))
    check_offsets(data.draw(st.sampled_from((" ", "", "-", "'"))).join(chosen), lang)


def check_offsets(text: str, lang: str) -> None:
    result = extract(text, lang=lang, published=PUBLISHED, title=text[:40])
    for found in (*result.quantities, *result.claims):
        assert text[found.start : found.end] == found.quote
        assert found.quote
        assert found.low is None or found.high is None or found.low <= found.high
    for claim in result.claims:
        assert claim.sentence in text
        assert claim.part_of is None or 0 <= claim.part_of < len(result.claims)


# -- a quote says what it said, and texts add up --------------------------------------------------------------------------------


def quantities(text: str, lang: str) -> list[Quantity]:
    return list(extract(text, lang=lang, published=PUBLISHED).quantities)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_quote_alone_says_the_same(lang: str) -> None:
    for text in CORPUS[lang]:
        for found in quantities(text, lang):
            again = quantities(found.quote, lang)
            if found.relation is Relation.RANGE and found.change is not None:
                continue  # that a value moved is told by the text around it
            told = [(one.low, one.high, one.relation) for one in again]
            assert told == [(found.low, found.high, found.relation)], (text, found.quote)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_add_up(lang: str) -> None:
    texts = list(CORPUS[lang])
    random.Random(7).shuffle(texts)
    for a, b in zip(texts[::2], texts[1::2], strict=False):
        shift = len(a) + 1
        apart = quantities(a, lang) + [
            replace(found, start=found.start + shift, end=found.end + shift) for found in quantities(b, lang)
        ]
        assert quantities(f"{a}\n{b}", lang) == apart
