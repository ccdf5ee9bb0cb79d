"""Who says what: how a speaker carries over clauses, quotations of several sentences, and "he added"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claims.extract.reading import Reading
from claims.extract.sources import MAX_NAME
from claims.extract.speech import Speech, find_speech
from claims.languages import Kind, Token

MEMORY = 4
"""Sentences after which "he" is somebody else."""
OPENING, CLOSING, EITHER = frozenset("“«„"), frozenset("”»"), '"'


class Speakers:
    """The speech of a text; asked of a token, it answers who says it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._quotations = _quotations(reading.tokens)
        breaks = reading.language.words("clause_breaks")
        self._breaks = [k for k, token in enumerate(reading.tokens) if token.text in ";؛" or token.norm in breaks]
        self._onward: list[Speech] = []
        self._backward: list[Speech] = []
        last: str | None = None
        silent = 0
        for sentence in reading.sentences:
            silent += 1
            for speech in find_speech(reading, sentence):
                last, silent = speech.name or (last if silent <= MEMORY else None), 0
                (self._onward if speech.onward else self._backward).append(Speech(speech.k, last, speech.onward))
        self._all = sorted([*self._onward, *self._backward], key=lambda speech: speech.k)

    def of(self, k: int) -> str | None:
        """The verb before token k governs it; else "X said" behind it; else one that stood behind an earlier clause."""
        sentence = self._reading.sentences[self._reading.sentence_index(k)]
        before = _last(self._onward, sentence.i, k + 1)  # a denial may be both: «نفت الوزارة تسجيل أي إصابة»
        behind = _first(self._backward, k, sentence.j)
        if before is not None and not (behind is not None and self._broken(before.k, k)):
            return before.name
        found = behind or _last(self._backward, sentence.i, k)
        return found.name if found is not None else self._of_quotation(k)

    def dates_speech(self, k: int) -> bool:
        """Whether a time at token k is that of the saying: "the ministry said on Monday", «قال المتحدث الثلاثاء إن»."""
        sentence = self._reading.sentences[self._reading.sentence_index(k)]
        speech = _last(self._all, max(sentence.i, k - MAX_NAME), k)
        if speech is None:
            return False
        language, tokens = self._reading.language, self._reading.tokens
        between = tokens[speech.k + 1 : k]
        told = language.words("speech_that", "speech_objects")
        if any(token.kind is Kind.NUMBER or token.norm in told or token.text in ":;" for token in between):
            return False
        return not self._reading.events_in(speech.k + 1, k)

    def _of_quotation(self, k: int) -> str | None:
        """A quotation of several sentences has one speaker, named before it or after it."""
        at = bisect_left(self._quotations, k, key=lambda quotation: quotation[1])
        if at == len(self._quotations) or self._quotations[at][0] > k:
            return None
        opened, closed = self._quotations[at]
        sentences = self._reading.sentences
        begin = sentences[self._reading.sentence_index(opened)].i
        end = sentences[self._reading.sentence_index(closed)].j
        found = (
            _last(self._onward, begin, opened)
            or _first(self._backward, closed, end)
            or _last(self._backward, begin, opened)
        )
        return found.name if found is not None else None

    def _broken(self, i: int, j: int) -> bool:
        at = bisect_left(self._breaks, i)
        return at < len(self._breaks) and self._breaks[at] < j


def _last(speech: Sequence[Speech], i: int, j: int) -> Speech | None:
    """The last one from token i on before token j."""
    at = bisect_left(speech, j, key=lambda one: one.k) - 1
    return speech[at] if at >= 0 and speech[at].k >= i else None


def _first(speech: Sequence[Speech], i: int, j: int) -> Speech | None:
    """The first one from token i on before token j."""
    at = bisect_left(speech, i, key=lambda one: one.k)
    return speech[at] if at < len(speech) and speech[at].k < j else None


def _quotations(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens of the marks that open and close each quotation, in order."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for k, token in enumerate(tokens):
        if opened is None and (token.text in OPENING or token.text == EITHER):
            opened = k
        elif opened is not None and (token.text in CLOSING or token.text == EITHER):
            found.append((opened, k))
            opened = None
    return found
