"""Who says what: how a speaker carries over clauses, quotations of several sentences, and "he added"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from claims.extract.reading import Reading
from claims.extract.speech.sources import MAX_NAME
from claims.extract.speech.speech import Speech, find_speech
from claims.extract.text.spans import positions
from claims.languages import Kind

MEMORY = 4
"""Sentences after which "he" is somebody else."""
OPENING, CLOSING = frozenset("“«„"), frozenset("”»")
MARKS = OPENING | CLOSING | {'"'}


class Speakers:
    """The speech of a text; asked of a token, it answers who says it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[int, list[Speech]] = {}
        """The speech of the sentences that were asked for."""
        self._carried: dict[int, str | None] = {}
        """Who speaks on in a sentence that does not say it."""

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return _quotations(self._reading)

    def of(self, k: int) -> str | None:
        """The verb before token k governs it; else "X said" behind it; else one that stood behind an earlier clause."""
        index = self._reading.sentence_index(k)
        speech = self._in(index)
        before = _last(speech, k + 1, onward=True)  # a denial may be both: «نفت الوزارة تسجيل أي إصابة»
        behind = _first(speech, k, onward=False)
        if before is not None and not (behind is not None and self._broken(before.k, k)):
            return self._name(before, index)
        found = behind or _last(speech, k, onward=False)
        return self._name(found, index) if found is not None else self._of_quotation(k)

    def dates_speech(self, k: int) -> bool:
        """Whether a time at token k is that of the saying: "the ministry said on Monday", «قال المتحدث الثلاثاء إن»."""
        speech = _last(self._in(self._reading.sentence_index(k)), k)
        if speech is None or speech.k < k - MAX_NAME:
            return False
        language, tokens = self._reading.language, self._reading.tokens
        begin = speech.k + 1
        if begin + 1 < k and language.speech_cues.starting_at(tokens, begin + 1) is not None:
            begin += 2  # «وفق ما أفاد الدفاع المدني الاثنين»
        between = tokens[begin:k]
        told = language.words("speech_that", "speech_objects")
        if any(token.kind is Kind.NUMBER or token.norm in told or token.text in ":;" for token in between):
            return False
        return not self._reading.events_in(begin, k)

    def _of_quotation(self, k: int) -> str | None:
        """A quotation of several sentences has one speaker, named before it or after it."""
        at = bisect_left(self._quotations, k, key=lambda quotation: quotation[1])
        if at == len(self._quotations) or self._quotations[at][0] > k:
            return None
        opened, closed = self._quotations[at]
        first, last = self._reading.sentence_index(opened), self._reading.sentence_index(closed)
        before, behind = self._in(first), self._in(last)
        found = (
            _last(before, opened, onward=True),
            _first(behind, closed, onward=False),
            _last(before, opened, onward=False),
        )
        ways = zip(found, (first, last, first), strict=True)
        return next((self._name(speech, index) for speech, index in ways if speech is not None), None)

    def _in(self, index: int) -> list[Speech]:
        """The speech of a sentence, in text order."""
        found = self._found.get(index)
        if found is None:
            found = self._found[index] = find_speech(self._reading, self._reading.sentences[index])
        return found

    def _name(self, speech: Speech, index: int) -> str | None:
        """Who it is that speaks in a sentence; whoever spoke last where it is not said."""
        name: str | None = None
        for one in self._in(index):
            name = one.name or name
            if one is speech:
                break
        return name or self._who_spoke(index)

    def _who_spoke(self, index: int) -> str | None:
        """Who spoke last before a sentence, no more than a few sentences back from each to the one before."""
        asked: list[int] = []
        name: str | None = None
        while index not in self._carried:
            asked.append(index)
            before = next((k for k in range(index - 1, max(index - MEMORY, 0) - 1, -1) if self._in(k)), None)
            named = [one.name for one in self._in(before) if one.name] if before is not None else []
            if before is None or named:
                name = named[-1] if named else None
                break
            index = before
        else:
            name = self._carried[index]
        self._carried |= dict.fromkeys(asked, name)
        return name

    def _broken(self, i: int, j: int) -> bool:
        breaks = self._reading.clause_breaks
        at = bisect_left(breaks, i)
        return at < len(breaks) and breaks[at] < j


def _last(speech: Sequence[Speech], k: int, *, onward: bool | None = None) -> Speech | None:
    """The last one before token k, of one kind or of any."""
    return next((one for one in reversed(speech) if one.k < k and onward in (None, one.onward)), None)


def _first(speech: Sequence[Speech], k: int, *, onward: bool) -> Speech | None:
    """The first one of its kind from token k on."""
    return next((one for one in speech if one.k >= k and one.onward is onward), None)


def _quotations(reading: Reading) -> list[tuple[int, int]]:
    """The tokens of the marks that open and close each quotation, in order."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    tokens = reading.tokens
    for k in positions(reading.norms, MARKS):
        if opened is None and tokens[k].text not in CLOSING:
            opened = k
        elif opened is not None and tokens[k].text not in OPENING:
            found.append((opened, k))
            opened = None
    return found
