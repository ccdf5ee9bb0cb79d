"""A noun that a number counts, as a value."""

from __future__ import annotations

from claims.languages import Language, concept
from claims.values import dataclass


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """Tokens i to j; `unit` is the singular English noun, or the noun itself where the lexicon does not know it."""

    i: int
    j: int
    concept: str | None
    unit: str | None
    modifiers: tuple[int, ...]
    """Tokens before or after the head that narrow it."""

    def counts_people(self) -> bool:
        """Whether people are counted."""
        known = concept(self.concept)
        return known is not None and known.cls == "person"

    def counts_harm(self, language: Language) -> bool:
        """Whether a zero of it is a statement: harm, attacks, damage."""
        known = concept(self.concept)
        if known is None or known.id in language.words("not_zero_concepts"):
            return False
        return known.cls in ("harm", "event") or known.id in language.words("zero_concepts")
