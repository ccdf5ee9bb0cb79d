"""What one text holds, found once and shared by every question asked of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from claims.extract.places import PlaceSpan, find_places
from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.quantities import find_quantities
from claims.extract.text.sentences import Sentence, find_sentences
from claims.extract.text.spans import Spans, norms_of, positions
from claims.extract.text.triage import Triage
from claims.extract.times.times import find_times
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind, Language, Token, event, tokenise
from claims.values import dataclass

SEMICOLONS = frozenset(";؛")
TRENDS = frozenset({"cut", "raised"})
"""Events that nouns such as "tax cut" are made of, beside those of rising and falling."""


@dataclass(frozen=True, slots=True)
class EventSpan:
    """Tokens i to j tell of an event."""

    i: int
    j: int
    event: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its tokens and everything that was recognised in it, each list in text order."""

    text: str
    language: Language
    published: date | None
    tokens: Sequence[Token]
    norms: Sequence[str]
    """The folded word of each token."""
    sentences: Sequence[Sentence]
    sentence_starts: Sequence[int]
    """The first token of each sentence."""
    clause_breaks: Sequence[int]
    """The tokens that begin another clause."""
    times: Spans[TimeSpan]
    places: Spans[PlaceSpan]
    events: Spans[EventSpan]
    mentions: Spans[Mention]

    def sentence_index(self, k: int) -> int:
        """The sentence that token k stands in."""
        return bisect_right(self.sentence_starts, k, 1) - 1

    def times_between(self, i: int, j: int) -> Sequence[TimeSpan]:
        """The times that begin from token i on before token j."""
        return self.times.between(i, j)

    def places_between(self, i: int, j: int) -> Sequence[PlaceSpan]:
        return self.places.between(i, j)

    def events_in(self, i: int, j: int) -> Sequence[EventSpan]:
        return self.events.between(i, j)


def read_text(text: str, language: Language, published: date | None) -> Reading:
    """All spans of a text."""
    tokens = tokenise(text, language.spelling)
    norms = norms_of(tokens)
    times = find_times(tokens, language, published)
    sentences = find_sentences(tokens, language)
    return Reading(
        text,
        language,
        published,
        tokens,
        norms,
        sentences,
        [sentence.i for sentence in sentences],
        positions(norms, language.words("clause_breaks") | SEMICOLONS),
        Spans(times),
        Spans(find_places(tokens, language)),
        Spans(_find_events(tokens, language)),
        Spans(find_quantities(text, tokens, language, times)),
    )


def _find_events(tokens: Sequence[Token], language: Language) -> list[EventSpan]:
    spans: list[EventSpan] = []
    end = 0
    for i in _STARTS.candidates(tokens, language):
        found = _event_at(tokens, i, language) if i >= end else None
        if found is not None:
            event, end = found
            spans.append(EventSpan(i, end, event))
    return spans


def _event_at(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int] | None:
    if tokens[i].kind is not Kind.WORD:
        return None
    found = language.event_words.starting_at(tokens, i)
    if found is None:
        return None
    for key in ("planned", "no_events"):
        longer = language.table(key).starting_at(tokens, i)
        if longer is not None and longer[1] > found[1]:
            return None  # «تستهدف جذب» strikes nobody, «تعتمد على» approves nothing
    compound = language.nouns.ending_at(tokens, found[1] - 1) if _is_trend(found[0]) else None
    if compound is not None and compound[1] < i and compound[0].concept.event != found[0]:
        return None  # "the power cut hit 4 million customers"
    particle = found[1] == i + 1 and tokens[i].norm in language.words("verb_particles")
    return None if particle and _is_verb(tokens, i + 1, language) else found


def _is_trend(event_id: str) -> bool:
    """Whether something rises, falls, or is cut or raised."""
    told = event(event_id)
    return told is not None and (told.trend or event_id in TRENDS)


def _is_verb(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a known verb stands at token k: "فقد" before it is a mere particle."""
    if k >= len(tokens):
        return False
    known = tokens[k].norm in language.words("past_auxiliaries", "level_verbs")
    return (
        known
        or language.event_words.starting_at(tokens, k) is not None
        or tokens[k].norm in language.words("speech_verbs")
    )


_STARTS = Triage(_event_at)
