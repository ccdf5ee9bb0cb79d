"""Languages as data: one folder each, with a section file a stage, beside the concepts, events and places that all of them share.

A language may leave any key out: code asks for what it needs and gets an empty value.
"""

from __future__ import annotations

from claims.languages.language import Language, Noun, available, load, profile
from claims.languages.lexicon import Concept, Event, concept, event
from claims.languages.phrases import Phrase, PhraseTable
from claims.languages.tokens import PLAIN, Kind, Spelling, Token, fold, tokenise

__all__ = [
    "PLAIN",
    "Concept",
    "Event",
    "Kind",
    "Language",
    "Noun",
    "Phrase",
    "PhraseTable",
    "Spelling",
    "Token",
    "available",
    "concept",
    "event",
    "fold",
    "load",
    "profile",
    "tokenise",
]
