"""Almost no word can start anything that is looked for. Whether one can is asked once of each word, not wherever it stands.

The reader itself is asked, with the word alone: if it finds nothing without a look at the neighbours, it finds nothing beside any others.
A word that starts too much to tell, such as "the", is asked again with each word that follows it.
So no list of starting words has to be kept beside a reader's tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from operator import itemgetter
from typing import overload

from claims.languages import Kind, Language, Token

Reader = Callable[[Sequence[Token], int, Language], object]
"""Finds something that starts at token i, or None."""
MAX_WORDS = 100_000
"""Different words remembered, and as many pairs; more are forgotten all at once."""
_TEXT = itemgetter(Token._fields.index("text"))
_Pair = tuple[str, str, int]
"""Two words and how many characters stand between them."""


class Triage:
    """The places in a text where a reader may find something; the reader is not called at the others."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[Language, tuple[dict[str, bool], dict[_Pair, bool]]] = {}

    def candidates(self, tokens: Sequence[Token], language: Language) -> list[int]:
        """Indices of the tokens that may start something, in text order."""
        _, pairs = self._of(language)
        likely = self._by_their_words(tokens, language)
        return [i for i in likely if self._may_start_pair(tokens, i, language, pairs)]

    def likely(self, tokens: Sequence[Token], i: int, j: int, language: Language) -> list[int]:
        """Indices of those of tokens i to j that may start something by their own words alone."""
        return [i + k for k in self._by_their_words(tokens[i:j], language)]

    def _by_their_words(self, tokens: Sequence[Token], language: Language) -> list[int]:
        words, _ = self._of(language)
        try:
            return list(compress(range(len(tokens)), map(words.__getitem__, map(_TEXT, tokens))))
        except KeyError:
            self._learn(tokens, language, words)
            return self._by_their_words(tokens, language)

    def _of(self, language: Language) -> tuple[dict[str, bool], dict[_Pair, bool]]:
        if language not in self._known:
            self._known[language] = ({}, {})
        return self._known[language]

    def _learn(self, tokens: Sequence[Token], language: Language, words: dict[str, bool]) -> None:
        """Judges the words that were not met before."""
        if len(words) >= MAX_WORDS:
            words.clear()
        for token in tokens:
            if token.text not in words:
                words[token.text] = self._may_start((token,), language)

    def _may_start_pair(self, tokens: Sequence[Token], i: int, language: Language, pairs: dict[_Pair, bool]) -> bool:
        kind = tokens[i].kind
        if kind is Kind.NUMBER or i + 1 == len(tokens) or (not i and kind is not Kind.WORD):
            return True  # what follows a number seldom recurs, and a sign that opens a text may stand apart from its number
        token, following = tokens[i], tokens[i + 1]
        pair = (token.text, following.text, following.start - token.end)
        may_start = pairs.get(pair)
        if may_start is None:
            if len(pairs) >= MAX_WORDS:
                pairs.clear()
            may_start = pairs[pair] = self._may_start((token, following), language)
        return may_start

    def _may_start(self, seen: tuple[Token, ...], language: Language) -> bool:
        try:
            return self._read(_Glimpse(seen), _Glimpse.INDEX, language) is not None
        except _LookedAside:
            return True


class _LookedAside(Exception):
    """The reader needs more than the tokens that it may see."""


class _Glimpse(Sequence[Token]):
    """One token or two in the midst of a text whose other tokens may not be seen."""

    INDEX = 1_000_000

    def __init__(self, seen: tuple[Token, ...]) -> None:
        self._seen = seen

    def __len__(self) -> int:
        return 2 * self.INDEX

    @overload
    def __getitem__(self, k: int) -> Token: ...
    @overload
    def __getitem__(self, k: slice) -> Sequence[Token]: ...
    def __getitem__(self, k: int | slice) -> Token | Sequence[Token]:
        if isinstance(k, slice) or not 0 <= k - self.INDEX < len(self._seen):
            raise _LookedAside
        return self._seen[k - self.INDEX]
