"""Texts with something marked in them: claims in an article, and what changed from one version to the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

MAX_COMPARED = 2000
"""Words of two passages that are compared one by one; longer ones are shown as wholly changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `keys` say what speaks in it."""

    text: str
    keys: tuple[str, ...] = ()


def highlighted(text: str, spans: Sequence[tuple[int, int, str]]) -> list[list[Piece]]:
    """Paragraphs in pieces, each with the spans (start, end, key) that cover it.

    >>> highlighted("Five died.\\nTwo fled.", [(0, 4, "a"), (11, 14, "b")])[1]
    [Piece(text='Two', keys=('b',)), Piece(text=' fled.', keys=())]
    """
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for start, end, key in spans:
        if 0 <= start < end <= len(text):
            starts.setdefault(start, []).append(key)
            ends.setdefault(end, []).append(key)
    marked = sorted({*starts, *ends})
    paragraphs: list[list[Piece]] = []
    held: dict[str, None] = {}
    offset = 0
    for line in text.split("\n"):
        end_of_line = offset + len(line)
        inside = marked[bisect_right(marked, offset) : bisect_left(marked, end_of_line)]
        cuts = [offset, *inside, end_of_line]
        pieces = []
        for at, until in pairwise(cuts):
            for key in ends.get(at, ()):
                held.pop(key, None)
            held |= dict.fromkeys(starts.get(at, ()))
            pieces.append(Piece(text[at:until], tuple(held)))
        for key in ends.get(end_of_line, ()):
            held.pop(key, None)
        if line.strip():
            paragraphs.append(pieces)
        offset = end_of_line + 1
    return paragraphs


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two versions: "" in both, "del" of the former, "ins" of the latter."""

    how: str
    text: str


def changes(before: str, after: str) -> list[list[Change]]:
    """Paragraphs of both versions, their words marked as taken out or put in."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[list[Change]] = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found += [[Change("", paragraph)] for paragraph in old[a:b]]
            continue
        paired = min(b - a, d - c)
        found += [_words(x, y) for x, y in zip(old[a : a + paired], new[c : c + paired], strict=True)]
        found += [[Change("del", paragraph)] for paragraph in old[a + paired : b]]
        found += [[Change("ins", paragraph)] for paragraph in new[c + paired : d]]
    return found


def changed(paragraph: Sequence[Change]) -> bool:
    return any(change.how for change in paragraph)


def folded(paragraphs: Sequence[list[Change]]) -> Iterator[list[Change] | int]:
    """Those that changed, each with its neighbours; a number stands for so many others."""
    near = {n + step for n, paragraph in enumerate(paragraphs) if changed(paragraph) for step in (-1, 0, 1)}
    left_out = 0
    for n, paragraph in enumerate(paragraphs):
        if n in near:
            if left_out:
                yield left_out
            left_out = 0
            yield paragraph
        else:
            left_out += 1
    if left_out:
        yield left_out


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()][:MAX_COMPARED]


def _words(before: str, after: str) -> list[Change]:
    old, new = re.findall(r"\s+|\w+|[^\w\s]", before), re.findall(r"\s+|\w+|[^\w\s]", after)
    if len(old) + len(new) > MAX_COMPARED:
        return [Change("del", before), Change("ins", after)]
    found = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Change("", "".join(old[a:b])))
            continue
        found += [Change(kind, text) for kind, text in (("del", "".join(old[a:b])), ("ins", "".join(new[c:d]))) if text]
    return found
