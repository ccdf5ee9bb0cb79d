"""Phrases of folded words, looked up forwards or backwards from a token; the longest wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import compress
from operator import itemgetter
from typing import Any, Generic, TypeVar

import yaml

from claims.languages.tokens import PLAIN, Spelling, Token, fold, tokenise

Phrase = tuple[str, ...]
T = TypeVar("T")
_Entry = tuple[Phrase, int, T]
"""A phrase, how many words it has, and what it means."""
_NORM = itemgetter(Token._fields.index("norm"))
MAX_WORDS = 50_000
"""Different words remembered of the texts that were read; more are forgotten all at once."""
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


def phrase(text: str, spelling: Spelling = PLAIN) -> Phrase:
    """The folded words of a phrase, cut as a text is."""
    if text.replace(" ", "").isalpha():  # the same without a look at each word: tables hold very many
        return tuple(fold(text).split())
    return tuple(token.norm for token in tokenise(text, spelling) if token.norm)


class PhraseTable(Generic[T]):
    """What each of many phrases means."""

    def __init__(
        self,
        entries: Iterable[tuple[str, T]],
        forms: Callable[[str], Iterable[str]] | None = None,
        spelling: Spelling = PLAIN,
    ) -> None:
        """`forms` gives the ways in which a word at the edge of a phrase may be written, such as with a clitic."""
        self.meaning: dict[Phrase, T] = {}
        meaning = self.meaning
        for text, value in entries:
            words = phrase(str(text), spelling)
            if words and words not in meaning:
                meaning[words] = value
        self._forms = forms
        first: dict[str, list[_Entry[T]]] = {}
        for words in self._longest_first():
            entry = words, len(words), meaning[words]
            if words[0] in first:
                first[words[0]].append(entry)
            else:
                first[words[0]] = [entry]
        self._starting: Callable[[str], _Opening[T] | None] = (
            {word: _Opening(entries_of) for word, entries_of in first.items()}.get
            if forms is None
            else _Starts(first, forms).__getitem__
        )
        self._alone = lru_cache(maxsize=MAX_WORDS)(self._meaning_alone)

    @cached_property
    def _last(self) -> dict[str, list[_Entry[T]]]:
        """The phrases by their last word; most tables are never asked for it."""
        last: dict[str, list[_Entry[T]]] = {}
        for words in self._longest_first():
            last.setdefault(words[-1], []).append((words, len(words), self.meaning[words]))
        return last

    def _longest_first(self) -> list[Phrase]:
        return sorted(self.meaning, key=len, reverse=True)

    def starting_at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """(meaning, index after the phrase) of the longest phrase that starts at token i."""
        try:
            opening = self._starting(tokens[i].norm)
        except IndexError:
            return None
        if opening is None:
            return None
        likely = opening.alone
        if opening.longer and i + 1 < len(tokens):
            likely = opening.longer.get(tokens[i + 1].norm, likely)
        for words, size, meaning in likely:
            if size <= 2 or _equal(tokens, i + 1, words, size):
                return meaning, i + size
        return None

    def all_in(self, tokens: Sequence[Token], i: int, j: int) -> Iterator[tuple[int, T, int]]:
        """(index, meaning, index after the phrase) at every token from i to j where a phrase starts."""
        for k in compress(range(i, j), map(self._starting, map(_NORM, tokens[i:j]))):
            found = self.starting_at(tokens, k)
            if found is not None:
                yield k, *found

    def first_in(self, tokens: Sequence[Token], i: int, j: int) -> tuple[int, T, int] | None:
        """(index, meaning, index after it) of the first phrase that starts among tokens i to j."""
        return next(self.all_in(tokens, i, j), None)

    def last_in(self, tokens: Sequence[Token], i: int, j: int) -> tuple[int, T, int] | None:
        """(index, meaning, index after it) of the last phrase that starts among tokens i to j."""
        return max(self.all_in(tokens, i, j), key=itemgetter(0), default=None)

    def starts(self, word: str) -> bool:
        """Whether a phrase may start with the word as it is written."""
        return self._starting(word) is not None

    def ending_at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """(meaning, index of the first token) of the longest phrase whose last token is i."""
        if i < 0:
            return None
        for words, size, meaning in self._last.get(tokens[i].norm, ()):
            start = i - size + 1
            if start < 0 or (size > 1 and not _equal(tokens, start + 1, words, size)):
                continue
            if words[0] in self._variants(tokens[start].norm):
                return meaning, start
        alone = self._alone(tokens[i].norm) if self._forms is not None else None
        return None if alone is None else (alone, i)

    def _meaning_alone(self, word: str) -> T | None:
        """What a word means that is a phrase of its own once its prefix is cut off."""
        return next((self.meaning[(head,)] for head in self._variants(word) if (head,) in self.meaning), None)

    def _variants(self, word: str) -> Iterable[str]:
        return (word,) if self._forms is None else self._forms(word)

    def __contains__(self, word: str) -> bool:
        return (word,) in self.meaning

    def get(self, word: str) -> T | None:
        return self.meaning.get((word,))

    def __bool__(self) -> bool:
        return bool(self.meaning)


class _Opening(Generic[T]):
    """The phrases that may start with one word, by the word that comes second: a common word starts many."""

    __slots__ = ("alone", "longer")

    def __init__(self, entries: Sequence[_Entry[T]]) -> None:
        """`entries` stand in the order in which they are tried; what stands behind a phrase of one word is never reached."""
        self.longer: dict[str, list[_Entry[T]]] = {}
        if entries[0][1] == 1:  # almost all
            self.alone = entries[:1]
            return
        self.alone = [entry for entry in entries if entry[1] == 1][:1]
        for entry in entries:
            if entry[1] == 1:
                break
            self.longer.setdefault(entry[0][1], []).append(entry)
        for likely in self.longer.values():
            likely += self.alone


class _Starts(dict[str, "_Opening[T] | None"]):
    """The phrases that may start with a word as it is written, worked out the first time that it is met."""

    def __init__(self, first: dict[str, list[_Entry[T]]], forms: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._of_head, self._forms = first, forms

    def __missing__(self, word: str) -> _Opening[T] | None:
        found: _Opening[T] | None = None
        heads = self._forms(word)
        if not self._of_head.keys().isdisjoint(
            heads
        ):  # most words start nothing, and this is the quickest way to see it
            phrases = (phrase for head in heads for phrase in self._of_head.get(head, ()))
            found = _Opening(sorted(phrases, key=lambda entry: -entry[1]))
        if len(self) >= MAX_WORDS:
            self.clear()
        self[word] = found
        return found


def _equal(tokens: Sequence[Token], start: int, words: Phrase, size: int) -> bool:
    """Whether the second and later words of a phrase stand from token `start` on."""
    if start + size - 1 > len(tokens):
        return False
    k = start
    for word in words[1:]:
        if tokens[k].norm != word:
            return False
        k += 1
    return True
