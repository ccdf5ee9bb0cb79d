"""A date by which something is to happen is a claim of its own."""

from __future__ import annotations

from claims.extract import slots
from claims.extract.mentions import Mention
from claims.extract.modality import modality
from claims.extract.reading import EventSpan, Reading
from claims.extract.speakers import Speakers
from claims.extract.subjects import subject
from claims.extract.timespans import TimeSpan
from claims.languages import event
from claims.model import Claim, Modality, Quantity

MAX_GAP = 12
"""Tokens between the event and its date."""


def deadlines(reading: Reading, title: Reading | None, speakers: Speakers) -> list[Claim]:
    """Claims of dimension `date`, with the date in time_start and time_end."""
    claims: list[Claim] = []
    for span in reading.times:
        if span.start is None or span.end is None or span.since or span.grain in ("clock", "week"):
            continue
        day = reading.published
        if not span.until and (day is None or span.grain != "day"):
            continue
        if day is not None and span.end < day:
            continue
        happening = _event_before(reading, span)
        if happening is None:
            continue
        claims.append(_claim(reading, span, happening, title, speakers))
    return claims


def _event_before(reading: Reading, span: TimeSpan) -> EventSpan | None:
    sentence = reading.sentences[reading.sentence_index(span.i)]
    for found in reversed(reading.events_in(max(sentence.i, span.i - MAX_GAP), span.i)):
        known = event(found.event)
        if known is not None and known.deadline:
            return found
    return None


def _claim(reading: Reading, span: TimeSpan, happening: EventSpan, title: Reading | None, speakers: Speakers) -> Claim:
    sentence = reading.sentences[reading.sentence_index(span.i)]
    start, end = reading.tokens[span.i].start, reading.tokens[span.j - 1].end
    quantity = Quantity(start, end, reading.text[start:end], None, None, dimension="date")
    mention = Mention(quantity, span.i, span.j, span.i, None, None)
    concept_id = _who(reading, happening, span)
    narrowed = frozenset(slots.qualifiers(reading, max(sentence.i, happening.i - 4), span.i))
    where = slots.place_of(reading, mention, title)
    said = modality(reading.tokens, sentence, happening.j, span.j, reading.language)
    return Claim(
        start=start,
        end=end,
        quote=quantity.quote,
        low=None,
        high=None,
        dimension="date",
        sentence=reading.text[sentence.start : sentence.end],
        subject=subject(concept_id, happening.event, narrowed, where, mention, reading),
        concept=concept_id,
        event=happening.event,
        place=where.name if where else None,
        place_id=where.id if where else None,
        time_start=span.end if span.grain != "day" else span.start,
        time_end=span.end,
        attributed_to=speakers.of(span.i),
        modality=Modality.PLANNED if said is Modality.ASSERTED else said,
        qualifiers=tuple(sorted(narrowed)),
    )


def _who(reading: Reading, happening: EventSpan, span: TimeSpan) -> str | None:
    """The people or things that it happens to: the known noun nearest to the event."""
    best: tuple[int, str] | None = None
    sentence = reading.sentences[reading.sentence_index(span.i)]
    read = sentence.i
    for k in range(max(sentence.i, happening.i - 8), span.i):
        phrase = reading.language.nouns.starting_at(reading.tokens, k)
        noun = phrase[0] if phrase is not None else reading.language.noun_at_word(reading.tokens[k].norm)
        if k < read:
            continue  # "troupes de combat" are no combat
        read = phrase[1] if phrase is not None else k + 1
        if (
            noun is None
            or noun.concept.cls not in ("person", "thing", "event", "group")
            or happening.i <= k < happening.j
        ):
            continue
        gap = abs(k - happening.i)
        if best is None or gap < best[0]:
            best = (gap, noun.concept.id)
    return best[1] if best else None
