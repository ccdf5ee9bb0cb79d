"""Phrases are cut as texts are, by whichever way is the quicker."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.languages import tokenise
from claims.languages.phrases import phrase


@given(st.text(max_size=60) | st.text(alphabet="aé 'ًو.ـ½²ßİ", max_size=20))
@settings(max_examples=300, deadline=None)
def test_a_phrase_is_cut_as_a_text_is(text: str) -> None:
    assert phrase(text) == tuple(token.norm for token in tokenise(text) if token.norm)
