"""The corpus of examples beside each language's rules, and what must hold of any text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract import extract
from claims.extract.numbers.numbers import read_number
from claims.languages import available, load, tokenise
from claims.languages.phrases import read_yaml

PUBLISHED = date(2021, 7, 26)
EXAMPLES = [
    pytest.param(code, text, expected, *(said or [[]]), id=f"{code}-{text[:40]}")
    for code in available()
    for text, expected, *said in read_yaml(f"{code}/examples.yaml")
]


@pytest.mark.parametrize(("lang", "text", "expected", "said"), EXAMPLES)
def test_example(lang: str, text: str, expected: list[list[Any]], said: list[dict[str, Any]]) -> None:
    found = extract(text, lang=lang, published=PUBLISHED)
    assert [[q.quote, q.low, q.high, str(q.relation), q.unit] for q in found.quantities] == expected
    if said:
        assert [
            {key: getattr(claim, key) for key in row} for claim, row in zip(found.claims, said, strict=True)
        ] == said


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "one hundred and twenty-three thousand four hundred and fifty-six", 123456),
        ("en", "two point five million", 2.5e6),
        ("en", "3 1/2", 3.5),
        ("ar", "مئة وثلاثة وعشرون ألفا وأربعمئة وستة وخمسون", 123456),
        ("ar", "ملياران وثلاثمئة مليون", 2.3e9),
        ("ar", "٢٬٥٠٠", 2500),
        ("ar", "۲۵۰۰", 2500),
    ],
)
def test_number(lang: str, text: str, value: float) -> None:
    number = read_number(tokenise(text), 0, load(lang))
    assert number is not None
    assert number.low == number.high == value


def test_hundreds_of_thousands_differ_from_hundreds_and_thousands() -> None:
    found = extract("hundreds of thousands of people and hundreds of cars", lang="en").quantities
    assert [(q.low, q.high) for q in found] == [(100_000, 1_000_000), (100, 1000)]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.sampled_from(["en", "ar"]))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_offsets(text: str, lang: str) -> None:
    result = extract(text, lang=lang, published=PUBLISHED, title=text[:50])
    for found in (*result.quantities, *result.claims):
        assert text[found.start : found.end] == found.quote
        assert found.quote


WORDS = (
    "about",
    "2,500",
    "-",
    "و",
    "١٢",
    "نحو",
    "مقتل",
    "killed",
    "of",
    "them",
    "31",
    "ديسمبر",
    "$",
    "%",
    ".",
    ",",
    ":",
    "in",
    "Iraq",
    "العراق",
    "no",
    "casualties",
    "million",
    "مليون",
    "10:30",
    "half",
)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "ar"]), st.sampled_from([" ", ""]))
@settings(max_examples=200, deadline=None)
def test_any_heap_of_words_keeps_its_offsets(words: list[str], lang: str, joint: str) -> None:
    text = joint.join(words)
    result = extract(text, lang=lang, published=PUBLISHED)
    for claim in result.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.sentence in text
        assert claim.part_of is None or 0 <= claim.part_of < len(result.claims)


@pytest.mark.parametrize("piece", ["1", "1,", ",", "و", "a", "a.", "1 ", "one hundred ", "«", "\n", "5 people "])
def test_long_input_is_read_to_its_end(piece: str) -> None:
    extract(piece * (60_000 // len(piece)), lang="ar" if piece == "و" else "en", published=PUBLISHED)


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Nobody was hurt."), ("en", "No one was killed."), ("ar", "لم يصب أحد بأذى.")]
)
def test_nobody_is_zero_people(lang: str, text: str) -> None:
    (found,) = extract(text, lang=lang).quantities
    assert (found.low, found.high, found.unit) == (0, 0, "person")


@pytest.mark.parametrize(
    ("lang", "text", "changes"),
    [
        ("en", "The bank raised its main rate by 25 basis points to 5.25 percent.", ["up", "up"]),
        ("en", "The toll is 61, up from 42.", ["up", None]),
        ("en", "They lost six men and $3 million of their savings.", [None, None]),
        ("ar", "ارتفعت أسعار النفط بنسبة 5 في المئة", ["up"]),
        ("ar", "تراجع عدد المصابين إلى 61", ["down"]),
    ],
)
def test_change(lang: str, text: str, changes: list[str | None]) -> None:
    assert [quantity.change for quantity in extract(text, lang=lang).quantities] == changes


def test_a_conversion_in_brackets_shares_the_bound() -> None:
    found = extract("a range of up to 600 km (370 miles)", lang="en").quantities
    assert [(q.low, q.high, q.unit) for q in found] == [(None, 600, "km"), (None, 370, "mile")]


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ar", "بلغ عدد الركاب (13) مليون راكب.", [13_000_000]),
        ("ar", "وبلغت التكاليف 42،6 مليون ريال.", [42_600_000]),
        ("ar", "عقد بقيمة 951ر625ر34 ريالا.", [34_625_951]),
        ("ar", "أرض مسورة بمساحة 50×30 مترا احترقت فيها 12 سيارة.", [12]),
        ("ar", "فاز الفريق 3 / صفر أمام 9000 متفرج.", [9000]),
        ("en", "They won 3-nil before 9,000 spectators.", [9000]),
    ],
)
def test_numbers_as_newspapers_type_them(lang: str, text: str, values: list[float]) -> None:
    assert [quantity.low for quantity in extract(text, lang=lang).quantities] == values


@pytest.mark.parametrize("row", ["4 8 15 16 23 42", " ".join(map(str, range(3, 60)))])
def test_the_numbers_of_a_table_are_no_quantities(row: str) -> None:
    found = extract(f"The flood killed 12 people.\n{row}\nIt displaced 340 families.", lang="en").quantities
    assert [quantity.low for quantity in found] == [12, 340]


def test_three_numbers_in_a_row_are_no_table() -> None:
    assert len(extract("The readings were 5 7 9 litres.", lang="en").quantities) == 3
