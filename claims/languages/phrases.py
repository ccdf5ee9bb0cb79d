"""Phrases of folded words, looked up forwards or backwards from a token; the longest wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

import yaml

from claims.languages.tokens import Token, tokenise

Phrase = tuple[str, ...]
T = TypeVar("T")
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """YAML in which "on", "no" and "yes" are the words that they are, since word lists are full of them."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name
        first: [(tag, test) for tag, test in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, rules in _BASE.yaml_implicit_resolvers.items()
    }


@cache
def read_yaml(name: str) -> Any:
    """A packaged data file, by its path below claims/languages."""
    text = resources.files("claims.languages").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, _Loader)  # noqa: S506 - it is a safe loader


def phrase(text: str) -> Phrase:
    """The folded words of a phrase, cut as a text is."""
    return tuple(token.norm for token in tokenise(str(text)))


class PhraseTable(Generic[T]):
    """What each of many phrases means."""

    def __init__(self, entries: Iterable[tuple[str, T]], forms: Callable[[str], Iterable[str]] | None = None) -> None:
        """`forms` gives the ways in which a word at the edge of a phrase may be written, such as with a clitic."""
        self.meaning: dict[Phrase, T] = {}
        for text, value in entries:
            words = phrase(text)
            if words:
                self.meaning.setdefault(words, value)
        self._forms = forms
        self._first: dict[str, list[Phrase]] = {}
        self._last: dict[str, list[Phrase]] = {}
        for words in sorted(self.meaning, key=len, reverse=True):
            self._first.setdefault(words[0], []).append(words)
            self._last.setdefault(words[-1], []).append(words)

    def starting_at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """(meaning, index after the phrase) of the longest phrase that starts at token i."""
        if i >= len(tokens):
            return None
        for head in self._variants(tokens[i].norm):
            for words in self._first.get(head, ()):
                if len(words) == 1 or _equal(tokens, i + 1, words[1:]):
                    return self.meaning[words], i + len(words)
        return None

    def ending_at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """(meaning, index of the first token) of the longest phrase whose last token is i."""
        if i < 0:
            return None
        best: tuple[T, int] | None = None
        for words in self._last.get(tokens[i].norm, ()):
            start = i - len(words) + 1
            if start < 0 or not _equal(tokens, start + 1, words[1:]):
                continue
            if words[0] in self._variants(tokens[start].norm):
                return self.meaning[words], start
        if best is None and self._forms is not None:
            for head in self._variants(tokens[i].norm):
                if (head,) in self.meaning:
                    return self.meaning[(head,)], i
        return best

    def _variants(self, word: str) -> Iterable[str]:
        return (word,) if self._forms is None else self._forms(word)

    def __contains__(self, word: str) -> bool:
        return (word,) in self.meaning

    def get(self, word: str) -> T | None:
        return self.meaning.get((word,))

    def __bool__(self) -> bool:
        return bool(self.meaning)


def _equal(tokens: Sequence[Token], start: int, words: Mapping[int, str] | Sequence[str]) -> bool:
    if start + len(words) > len(tokens):
        return False
    return all(tokens[start + k].norm == words[k] for k in range(len(words)))
