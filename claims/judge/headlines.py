"""Opposite predicates without a number: arrests against frees, rises against falls, of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.places import find_places
from claims.languages import Kind, available, event, load, tokenise
from claims.match.keys import opposite
from claims.match.story import Features, features
from claims.model import Judgement, Verdict

MAX_WORDS = 40
"""A longer text says many things: what happens in it is no single predicate."""
SHARED = 2
"""Least features besides the events that both must share, unless they are most of a short headline."""
LIKENESS = 0.3
"""Least share of the features of the shorter text that are in the other."""
SHORT_LIKENESS = 0.5
"""The same where only one feature is shared."""
DENIED_LIKENESS = 0.6
"""The same where the one denies what the other says."""
_EMPTY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Headline:
    """What a short text tells of."""

    events: tuple[str, ...]
    denied: bool
    places: frozenset[str]
    rest: Features


def headline(text: str, lang: str) -> Headline:
    """The events of a short text, in order, and what else is in it."""
    if lang not in available():
        return Headline((), False, _EMPTY, _EMPTY)
    language = load(lang)
    tokens = [token for token in tokenise(text[:2000], language.spelling) if token.kind is not Kind.NEWLINE]
    if len(tokens) > MAX_WORDS:
        return Headline((), False, _EMPTY, _EMPTY)
    found: list[str] = []
    i = 0
    while i < len(tokens):
        hit = language.event_words.starting_at(tokens, i) if tokens[i].kind is Kind.WORD else None
        if hit is not None:
            found.append(hit[0])
        i = hit[1] if hit else i + 1
    denials = language.table("denied")
    denied = any(denials.starting_at(tokens, k) for k in range(len(tokens)))
    where = frozenset(span.place.id for span in find_places(tokens, language))
    rest = frozenset(feature for feature in features(text[:2000], lang) if not feature.startswith("e:"))
    return Headline(tuple(found), denied, where, rest)


def opposed(a: Headline, b: Headline, story: float) -> Judgement | None:
    """A contradiction where an event of the one is the opposite of one of the other, and the rest is alike.

    An event that both tell of is no news between them; a denial on one side turns a predicate round.
    """
    shared = len(a.rest & b.rest)
    share = shared / max(min(len(a.rest), len(b.rest)), 1)
    if story <= 0 or not shared or share < (LIKENESS if shared >= SHARED else SHORT_LIKENESS):
        return None
    if a.denied != b.denied:
        if shared > SHARED and share >= DENIED_LIKENESS:
            return Judgement(Verdict.CONTRADICTION, "denial", "The one denies what the other says of the same thing.")
        return None
    turned = [(x, y) for x, y in zip(a.events, b.events, strict=False) if x != y]
    if len(a.events) == len(b.events) and len(turned) == 1:  # the one word that differs
        pairs = turned
    else:
        only_a = [e for e in a.events if e not in b.events]
        only_b = [e for e in b.events if e not in a.events]
        pairs = [(x, y) for x in only_a for y in only_b]
    for x, y in pairs:
        if opposite(x, y):
            return Judgement(
                Verdict.CONTRADICTION,
                "opposite_predicates",
                f"Of the same thing the one says {_said(x)}, the other {_said(y)}.",
            )
    return None


def _said(event_id: str) -> str:
    known = event(event_id)
    return known.past if known else event_id
