"""What a sum, a share or a measure is of: the noun phrase beside it or before its verb, else what the lexicon knows near it."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.circumstances.lengths import runs
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject.known_nouns import named
from claims.extract.subject.known_things import known_thing
from claims.extract.subject.noun_phrases import CLAUSE, subject_of_clause
from claims.extract.subject.things import LOOSE, STRICT, Thing, is_measure
from claims.extract.subject.wording import is_compared, is_of_others, named_beside
from claims.languages import concept
from claims.languages.lexicon import measured_in

POINT = "point"
"""What an index is told in."""


def measured_thing(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum, a share or a measure is of: "18 kg of cocaine", "a fine of £1,000", "wages grew 5.6 per cent"."""
    natural = _by_nature(reading, mention)
    if not reading.language.data.get("phrases_as_written"):
        return known_thing(reading, mention, LOOSE) or natural
    if is_of_others(reading, mention) or is_compared(reading, mention):
        return natural
    return _priced(_worded(reading, mention, natural), mention)


def level_of_index(reading: Reading, mention: Mention) -> Thing | None:
    """The index whose level a bare number is: "closed at 7,846"."""
    language = reading.language
    links = language.words("level_links", "level_verbs")
    if mention.noun is not None or mention.quantity.unit is not None or mention.weak or not mention.i:
        return None
    before = reading.tokens[mention.i - 1].norm
    if not language.data.get("phrases_as_written") or before not in links:
        return None
    subject = subject_of_clause(reading, mention)
    known = concept(subject.concept) if subject is not None else None
    return subject if known is not None and known.cls == "measure" and known.worldwide else None


def _worded(reading: Reading, mention: Mention, natural: Thing | None) -> Thing | None:
    """By the words of the text, else by its unit, else by what is known near it."""
    beside = named_beside(reading, mention)
    if beside is not None and (natural is None or _is_named(beside, mention)):
        return beside
    if natural is not None:
        nearest = known_thing(reading, mention, STRICT)
        known = concept(nearest.concept) if nearest is not None else None
        return nearest if known is not None and known.cls == "measure" else natural
    subject = subject_of_clause(reading, mention)
    if subject is None and mention.quantity.dimension == "duration" and runs(reading, mention):
        return known_thing(reading, mention, LOOSE)
    own = subject is not None and (
        is_measure(subject) or _happens(subject, mention) or _moves(reading, subject, mention)
    )
    return subject if own else known_thing(reading, mention, STRICT) or subject


def _happens(subject: Thing, mention: Mention) -> bool:
    """Whether what rises or falls by a share is how often something happens: "births fell 5.1 %"."""
    known = concept(subject.concept)
    return mention.quantity.change is not None and known is not None and known.cls in ("event", "harm")


def _moves(reading: Reading, subject: Thing, mention: Mention) -> bool:
    """Whether a known thing itself rises or falls by a share: "oil output grew by 2 percent", not "the pill cut the risk by 27 percent"."""
    known, tokens = concept(subject.concept), reading.tokens
    if mention.quantity.dimension != "percent" or known is None or known.cls not in ("thing", "group"):
        return False
    k = mention.i - 1
    k -= k > 0 and tokens[k].norm in reading.language.words("change_links")
    return reading.language.table("change_before").ending_at(tokens, k) is not None


def _priced(thing: Thing | None, mention: Mention) -> Thing | None:
    """Of goods that a sum is of, or that rise and fall by a share, the price is told."""
    known = concept(thing.concept) if thing is not None else None
    moves = mention.quantity.dimension == "money" or (
        mention.quantity.dimension == "percent" and mention.quantity.change is not None
    )
    if thing is None or known is None or known.measured is None or not moves:
        return thing
    return replace(thing, concept=known.measured)


def _is_named(beside: Thing, mention: Mention) -> bool:
    """Whether what stands beside a measure names it better than its unit does: of temperatures only measures, else what is known."""
    return is_measure(beside) if mention.quantity.dimension == "temperature" else concept(beside.concept) is not None


def _by_nature(reading: Reading, mention: Mention) -> Thing | None:
    """What alone is measured in such a unit: degrees of temperature, magnitudes of earthquakes, barrels a day of oil output.

    Millimetres are of rain where rain is told of.
    """
    known = measured_in(mention.quantity.unit) or measured_in(mention.quantity.dimension)
    if known is None or (mention.quantity.dimension == "length" and not _is_named_near(reading, mention, known.id)):
        return None
    return named(known)


def _is_named_near(reading: Reading, mention: Mention, concept_id: str) -> bool:
    """Whether a word of a concept stands in the sentence."""
    sentence, language = reading.sentences[reading.sentence_index(mention.i)], reading.language
    for k in range(max(sentence.i, mention.i - CLAUSE), min(sentence.j, mention.j + CLAUSE)):
        noun = language.noun_at_word(reading.tokens[k].norm)
        if noun is not None and noun.concept.id == concept_id:
            return True
    return False
