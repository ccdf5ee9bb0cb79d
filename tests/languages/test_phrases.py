"""Phrases are cut as texts are, by whichever way is the quicker."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.languages import PhraseTable, tokenise
from claims.languages.phrases import phrase


@given(st.text(max_size=60) | st.text(alphabet="aé 'ًو.ـ½²ßİ", max_size=20))
@settings(max_examples=300, deadline=None)
def test_a_phrase_is_cut_as_a_text_is(text: str) -> None:
    assert phrase(text) == tuple(token.norm for token in tokenise(text) if token.norm)


def test_all_phrases_of_a_stretch_are_found_where_they_start() -> None:
    table = PhraseTable([("the number of", "count"), ("number", "figure"), ("of", "of")])
    tokens = tokenise("The number of the number of")
    assert list(table.all_in(tokens, 1, 5)) == [(1, "figure", 2), (2, "of", 3), (3, "count", 6), (4, "figure", 5)]
