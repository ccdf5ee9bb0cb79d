"""A short English phrase for what is counted, made of the same parts in every language: "US troops in Iraq"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from claims.extract.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.slots import Where
from claims.languages import concept, event
from claims.languages.gazetteer import people_adjective

PLAIN_EVENTS = frozenset({"present", "attacked", "fell", "voted"})
"""Events that the phrase does not name: the noun says enough."""


def subject(
    concept_id: str | None,
    event_id: str | None,
    narrowed: AbstractSet[str],
    where: Where | None,
    mention: Mention,
    reading: Reading,
) -> str | None:
    """The phrase, or None where nothing is known of what is counted."""
    happened = event(event_id)
    kinds = [
        word for word in sorted(narrowed) if (kind := concept(word)) is not None and kind.cls in ("person", "group")
    ]
    known = concept(concept_id)
    if kinds and happened is not None:
        noun = " and ".join((concept(kind) or known).plural for kind in kinds)  # type: ignore[union-attr]
    elif happened is not None and happened.concept == concept_id and concept_id is not None:
        noun = "people"
    elif known is not None:
        noun = known.plural if known.cls not in ("measure", "money") else known.id.replace("_", " ")
    elif mention.noun is not None and mention.noun.unit:
        noun = reading.text[reading.tokens[mention.noun.i].start : reading.tokens[mention.noun.j - 1].end]
    else:
        return None
    words = [people_adjective(word.partition(":")[2]) for word in sorted(narrowed) if word.startswith("nationality:")]
    words += [word.replace("_", " ") for word in sorted(narrowed) if ":" not in word and word not in kinds]
    words.append(noun)
    if (
        happened is not None
        and event_id not in PLAIN_EVENTS
        and (known is None or known.event != event_id or noun == "people" or kinds)
    ):
        words.append(happened.past)
    if where is not None:
        words.append(f"in {where.name}")
    return " ".join(word for word in words if word)
