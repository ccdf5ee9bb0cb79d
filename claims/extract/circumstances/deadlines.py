"""A date by which something is to happen is a claim of its own."""

from __future__ import annotations

from claims.extract.circumstances.locations import Locations, Where
from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import possessed_noun
from claims.extract.reading import EventSpan, Reading
from claims.extract.speech.modality import modality
from claims.extract.speech.speakers import Speakers
from claims.extract.subject import slots
from claims.extract.subject.subjects import subject
from claims.extract.subject.things import is_verb
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind, concept, event
from claims.model import Claim, Modality, Quantity

NEAR = 8
"""Tokens between the event and those to whom it happens."""
ADJECTIVES = 2
"""Words beside a noun that narrow it."""
TOLD = frozenset({"person", "thing", "event", "group", "measure"})
"""Classes of what may happen by a day."""
MAX_GAP = 16
"""Tokens between the event and its date."""


def deadlines(reading: Reading, locations: Locations, speakers: Speakers) -> list[Claim]:
    """Claims of dimension `date`, with the date in time_start and time_end."""
    claims: list[Claim] = []
    for span in reading.times:
        if span.start is None or span.end is None or span.since or span.grain in ("clock", "week"):
            continue
        day = reading.published
        if not span.until and day is None:
            continue
        if day is not None and (span.end < day or (span.end == day and not span.until)):
            continue  # "was continuing on Saturday" is no deadline
        happening = _event_before(reading, span)
        if happening is None or not (span.until or span.grain == "day" or _is_planned(reading, span, happening)):
            continue
        if not span.until and _is_counted(reading, happening, span):
            continue  # "will send 600 troops next year" is told by the number
        if (who := _who(reading, happening, span)) is not None:
            claims.append(_claim(reading, span, happening, who, locations, speakers))
    return claims


def _is_counted(reading: Reading, happening: EventSpan, span: TimeSpan) -> bool:
    """Whether what is to happen is counted between the event and the time."""
    at = reading.mentions.first_from(happening.i)
    mention = reading.mentions[at] if at < len(reading.mentions) else None
    return mention is not None and mention.i < span.i and mention.quantity.dimension == "count"


def _event_before(reading: Reading, span: TimeSpan) -> EventSpan | None:
    sentence = reading.sentences[reading.sentence_index(span.i)]
    for found in reversed(reading.events_in(max(sentence.i, span.i - MAX_GAP), span.i)):
        known = event(found.event)
        if known is not None and known.deadline:
            return found
    return None


def _is_planned(reading: Reading, span: TimeSpan, happening: EventSpan) -> bool:
    """Whether a month or a quarter is when something is to happen: "will end in September 2025"."""
    sentence = reading.sentences[reading.sentence_index(span.i)]
    ahead = span.start is not None and reading.published is not None and span.start > reading.published
    return ahead and modality(reading.tokens, sentence, happening.i, span.j, reading.language) is Modality.PLANNED


def _claim(
    reading: Reading,
    span: TimeSpan,
    happening: EventSpan,
    who: tuple[str, int],
    locations: Locations,
    speakers: Speakers,
) -> Claim:
    sentence = reading.sentences[reading.sentence_index(span.i)]
    start, end = reading.tokens[span.i].start, reading.tokens[span.j - 1].end
    quantity = Quantity(start, end, reading.text[start:end], None, None, dimension="date")
    mention = Mention(quantity, span.i, span.j, span.i, None, None)
    where = locations.of(mention)
    concept_id = who[0]
    told, known = event(happening.event), concept(concept_id)
    armed = told is not None and known is not None and known.armed
    happened = (told.of_armed if armed and told is not None else None) or happening.event
    narrowed = frozenset(_narrowed(reading, who[1], where, sentence.i))
    said = modality(reading.tokens, sentence, happening.j, span.j, reading.language)
    return Claim(
        start=start,
        end=end,
        quote=quantity.quote,
        low=None,
        high=None,
        dimension="date",
        sentence=reading.text[sentence.start : sentence.end],
        subject=_subject(concept_id, happened, narrowed, where, mention, reading),
        concept=concept_id,
        event=happened,
        place=where.name if where else None,
        place_id=(where.id or None) if where else None,
        time_start=span.end if span.grain != "day" else span.start,
        time_end=span.end,
        attributed_to=speakers.of(span.i),
        modality=Modality.PLANNED if said is Modality.ASSERTED else said,
        qualifiers=tuple(sorted(narrowed)),
    )


def _subject(
    concept_id: str | None,
    event_id: str,
    narrowed: frozenset[str],
    where: Where | None,
    mention: Mention,
    reading: Reading,
) -> str | None:
    """ "US combat troops leave Iraq"."""
    who, told = subject(concept_id, None, narrowed, None, mention, reading), event(event_id)
    if who is None or told is None:
        return None
    at = (told.preposition, where.name) if where is not None else ()
    return " ".join(word for word in (who, told.deadline, *at) if word)


def _who(reading: Reading, happening: EventSpan, span: TimeSpan) -> tuple[str, int] | None:
    """The people, else the things, that it happens to, and where they stand: the known noun nearest to the event."""
    sentence = reading.sentences[reading.sentence_index(span.i)]
    beside = _beside(reading, happening, sentence.i) if reading.language.data.get("verb_first") else None
    if beside is not None:
        return beside
    found: list[tuple[bool, int, str, int]] = []
    read = sentence.i
    for k in range(max(sentence.i, happening.i - NEAR), span.i):
        phrase = reading.language.nouns.starting_at(reading.tokens, k)
        noun = phrase[0] if phrase is not None else reading.language.noun_at_word(reading.tokens[k].norm)
        if k < read:
            continue  # "troupes de combat" are no combat
        read = phrase[1] if phrase is not None else k + 1
        if (
            noun is None
            or is_verb(reading, k)
            or noun.concept.cls not in ("person", "thing", "event", "group")
            or happening.i <= k < happening.j
        ):
            continue
        found.append((noun.concept.cls != "person", abs(k - happening.i), noun.concept.id, k))
    return min(found)[2:] if found else None


def _beside(reading: Reading, happening: EventSpan, floor: int) -> tuple[str, int] | None:
    """The noun that a verb is told of: right behind it before any preposition, else at the head of the clause before it."""
    tokens, language = reading.tokens, reading.language
    for k in range(happening.j, min(happening.j + ADJECTIVES + 1, len(tokens))):
        if tokens[k].norm in language.words("place_prepositions") or tokens[k].kind is not Kind.WORD:
            break
        noun = language.noun_at_word(tokens[k].norm) or possessed_noun(tokens[k].norm, language)
        if noun is not None and noun.concept.cls in TOLD:
            return noun.concept.id, k
    begin = happening.i
    opens = language.words("clause_openers", "speech_that")
    while begin > floor and tokens[begin - 1].kind is Kind.WORD and tokens[begin - 1].norm not in opens:
        begin -= 1
    for k in range(begin, min(begin + ADJECTIVES, happening.i)):
        hit = language.nouns.starting_at(tokens, k)
        noun = hit[0] if hit is not None else language.noun_at_word(tokens[k].norm)
        if noun is not None and noun.concept.cls in TOLD and k + ADJECTIVES + 1 >= happening.i:
            return noun.concept.id, k
    return None


def _narrowed(reading: Reading, k: int, where: Where | None, floor: int) -> set[str]:
    """What narrows the noun at token k; the people that it leaves unsaid are those of the same noun before it in the sentence."""
    language, tokens = reading.language, reading.tokens
    width = (0, ADJECTIVES + 1) if language.data.get("noun_first") else (-ADJECTIVES, 1)
    found = slots.qualifiers(reading, k + width[0], k + width[1])
    noun = language.noun_at_word(tokens[k].norm)
    here = f"nationality:{where.id}" if where is not None else ""
    found.discard(here)  # nobody leaves their own country by a deadline
    for at in range(k - 1, floor - 1, -1):
        if any(word.startswith("nationality:") for word in found):
            break
        other = language.noun_at_word(tokens[at].norm)
        if other is None or noun is None or other.concept.id != noun.concept.id:
            continue
        named = {
            word for word in slots.qualifiers(reading, at + width[0], at + width[1]) if word.startswith("nationality:")
        }
        if not named and at + 1 < len(tokens) and language.table("own_country").starting_at(tokens, at + 1):
            named = {f"nationality:{span.place.country}" for span in reading.places_between(floor, at) if span.demonym}
        found |= named - {here}
    return found
