"""The day that a text itself opens with, as agencies and archives write it: "Thu Feb 5 2015 …", "Published October 2 2017 …"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.extract.times.times import find_times
from claims.languages import Kind, Language, Token, available, load, tokenise

HEAD = 400
"""Characters of a text in which its dateline stands."""
REPEATED = 20
"""Characters that a text and its headline must begin with to be held to repeat it."""
NEAR_DAYS = 60
"""A bare date may open a story of long ago; so near to the day given it is the dateline."""


def dateline(text: str, lang: str, title: str = "", given: date | None = None) -> date | None:
    """The full day before the first sentence, behind the headline if the text repeats it; None where there is none.

    `given` is the day of publication by another source: a bare date far before it may be of what is told.
    """
    if lang not in available():
        return None
    language = load(lang)
    head = text[:HEAD].lstrip()
    repeated = next(
        (k for k, (a, b) in enumerate(zip(head, title, strict=False)) if a != b), min(len(head), len(title))
    )
    if repeated >= REPEATED:
        head = head[repeated:]
    tokens = tokenise(head, language.spelling)
    first = next((span for span in find_times(tokens, language, None) if span.start is not None), None)
    if first is None or first.start is None or first.start != first.end or first.since or first.until:
        return None
    before = _before(tokens, first.i, language)
    if before is None:
        return None
    marked = before or tokens[first.i].kind is Kind.DATE
    far = given is not None and (given - first.start).days > NEAR_DAYS
    return None if far and not marked else first.start


def _before(tokens: Sequence[Token], i: int, language: Language) -> bool | None:
    """Whether the words before token i mark a dateline; None where they say something else."""
    words = [token.norm for token in tokens[:i] if token.kind not in (Kind.SYMBOL, Kind.NEWLINE)]
    labels, behind = language.words("dateline_words"), language.words("place_prepositions")
    known = all(word in labels or (k and word in behind) for k, word in enumerate(words))  # "Posted on"
    return bool(words) if known else None
