"""Quantities can be had alone, and are the same as beside claims."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extract import extract, extract_quantities
from claims.languages import available
from claims.languages.phrases import read_yaml

PUBLISHED = date(2021, 7, 26)


@pytest.mark.parametrize("lang", available())
def test_the_same_quantities(lang: str) -> None:
    for text, *_ in read_yaml(f"{lang}/examples.yaml"):
        found = extract_quantities(text, lang=lang, published=PUBLISHED)
        assert found == extract(text, lang=lang, published=PUBLISHED).quantities


def test_a_language_without_data_has_none() -> None:
    assert extract_quantities("12 killed", lang="xx") == ()


def test_the_language_is_detected() -> None:
    assert [q.low for q in extract_quantities("At least 12 people were killed in the town.")] == [12]
