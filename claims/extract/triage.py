"""Almost no word can start anything that is looked for. Whether one can is asked once of each word, not wherever it stands.

The reader itself is asked, with the word alone: if it finds nothing without a look at the neighbours, it finds nothing beside any others.
So no list of starting words has to be kept beside a reader's tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload
from weakref import WeakKeyDictionary

from claims.languages import Language, Token

Reader = Callable[[Sequence[Token], int, Language], object]
"""Finds something that starts at token i, or None."""
MAX_WORDS = 100_000
"""Different words remembered; more are forgotten all at once."""


class Triage:
    """The places in a text where a reader may find something; the reader is not called at the others."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: WeakKeyDictionary[Language, dict[str, bool]] = WeakKeyDictionary()

    def candidates(self, tokens: Sequence[Token], language: Language) -> list[int]:
        """Indices of the tokens that may start something, in text order."""
        known = self._known.setdefault(language, {})
        found: list[int] = []
        for i, token in enumerate(tokens):
            may_start = known.get(token.text)
            if may_start is None:
                if len(known) >= MAX_WORDS:
                    known.clear()
                may_start = known[token.text] = self._may_start(token, language)
            if may_start:
                found.append(i)
        return found

    def _may_start(self, token: Token, language: Language) -> bool:
        try:
            return self._read(_Alone(token), _Alone.INDEX, language) is not None
        except _LookedAside:
            return True


class _LookedAside(Exception):
    """The reader needs more than the one token."""


class _Alone(Sequence[Token]):
    """A token in the midst of a text whose other tokens may not be seen."""

    INDEX = 1_000_000

    def __init__(self, token: Token) -> None:
        self._token = token

    def __len__(self) -> int:
        return 2 * self.INDEX

    @overload
    def __getitem__(self, k: int) -> Token: ...
    @overload
    def __getitem__(self, k: slice) -> Sequence[Token]: ...
    def __getitem__(self, k: int | slice) -> Token | Sequence[Token]:
        if k != self.INDEX:
            raise _LookedAside
        return self._token
