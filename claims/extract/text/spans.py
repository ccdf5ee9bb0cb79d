"""Spans of tokens, found by where they begin; and the tokens that are one of some words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from operator import itemgetter
from typing import Protocol, TypeVar

from claims.languages import Token
from claims.languages.language import MAX_WORDS

_NORM = itemgetter(Token._fields.index("norm"))


class Span(Protocol):
    """Begins at token i."""

    @property
    def i(self) -> int: ...


S = TypeVar("S", bound=Span)


class Spans(list[S]):
    """Spans in text order, with where they begin kept beside them."""

    def __init__(self, spans: Iterable[S] = ()) -> None:
        super().__init__(spans)
        self.starts = [span.i for span in self]

    def first_from(self, k: int) -> int:
        """The index of the first that begins at token k or behind it."""
        return bisect_left(self.starts, k)

    def between(self, i: int, j: int) -> Sequence[S]:
        """Those that begin from token i on before token j."""
        starts = self.starts
        low = bisect_left(starts, i)
        return self[low : bisect_left(starts, j, low)]


class Sieve(dict[str, bool]):
    """Which words pass a test; each different word is tested once."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        super().__init__()
        self._test = test

    def __missing__(self, word: str) -> bool:
        if len(self) >= MAX_WORDS:
            self.clear()
        found = self[word] = self._test(word)
        return found

    def positions(self, tokens: Sequence[Token]) -> list[int]:
        """Where words stand that pass it."""
        return list(compress(range(len(tokens)), map(self.__getitem__, map(_NORM, tokens))))


def norms_of(tokens: Sequence[Token]) -> list[str]:
    """The folded words of tokens, for all who look through a whole text."""
    return list(map(_NORM, tokens))


def positions(norms: Sequence[str], words: AbstractSet[str]) -> list[int]:
    """Where one of some words stands, marks among them, without a look at each token in turn."""
    return list(compress(range(len(norms)), map(words.__contains__, norms)))
