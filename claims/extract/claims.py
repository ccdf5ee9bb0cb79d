"""Quantities → claims: what each one says of the world."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.circumstances.dating import Dating
from claims.extract.circumstances.deadlines import deadlines
from claims.extract.circumstances.locations import Locations
from claims.extract.drafts import STEPS, Draft, draft_of, noun_phrase
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.sharing import shared
from claims.extract.speech.modality import modality
from claims.extract.speech.speakers import Speakers
from claims.extract.subject import slots
from claims.extract.subject.narrowing import Narrowing, allegiance_of, cause_of, holder_of, means_of, target_of
from claims.extract.subject.subjects import subject
from claims.extract.telling import says_something
from claims.languages import concept, event
from claims.model import Claim, Modality

NAMED = 3
"""Tokens that an attack is named with."""


def build_claims(reading: Reading, title: Reading | None) -> tuple[Claim, ...]:
    """The claims of a text, in text order, deadlines among them."""
    speakers = Speakers(reading)
    dating = Dating(reading, speakers)
    locations = Locations(reading, title)
    drafts = shared(
        reading, [draft_of(reading, index, locations, dating) for index in range(len(reading.mentions))], dating
    )
    told = [
        index
        for index, draft in enumerate(drafts)
        if says_something(reading, draft) and not dating.is_length_of(draft.mention)
    ]
    position = {index: k for k, index in enumerate(told)}
    claims = [_claim(reading, drafts[index], position, speakers) for index in told]
    return _with_deadlines(claims, deadlines(reading, locations, speakers))


def _claim(reading: Reading, draft: Draft, position: dict[int, int], speakers: Speakers) -> Claim:
    mention, quantity = draft.mention, draft.mention.quantity
    sentence = slots.sentence_of(reading, mention)
    start, end = draft.time
    low, high = mention.now  # of a movement the claim is where it went
    return Claim(
        start=quantity.start,
        end=quantity.end,
        quote=quantity.quote,
        low=low,
        high=high,
        relation=mention.goal if mention.moved else quantity.relation,
        change=quantity.change,
        unit=draft.unit or _unit_of_level(draft),
        dimension=quantity.dimension,
        sentence=reading.text[sentence.start : sentence.end],
        subject=subject(
            draft.concept,
            draft.event,
            draft.qualifiers,
            draft.where,
            mention,
            reading,
            draft.thing,
            _narrowing(reading, draft),
        ),
        concept=draft.concept or (mention.noun.unit if mention.noun else None),
        event=draft.event,
        place=draft.where.name if draft.where else None,
        place_id=(draft.where.id or None) if draft.where else None,
        time_start=start,
        time_end=end,
        attributed_to=speakers.of(mention.number_i),
        modality=Modality.ASSERTED
        if mention.noun is not None and _is_whole(reading, mention)
        else modality(reading.tokens, sentence, mention.i, mention.j, reading.language),
        part_of=position.get(draft.of) if draft.of is not None else None,
        qualifiers=tuple(sorted(draft.qualifiers)),
    )


def _unit_of_level(draft: Draft) -> str | None:
    """Points, of an index whose bare level is told: "closed at 7,846"."""
    known = concept(draft.concept)
    return known.unit if known is not None and known.unit in STEPS else None


def _is_whole(reading: Reading, mention: Mention) -> bool:
    """ "400 of his 1,000 men would be": there are a thousand, whatever a part of them would."""
    at = reading.mentions.first_from(mention.i)
    return at > 0 and reading.mentions[at - 1].whole == 1


def _narrowing(reading: Reading, draft: Draft) -> Narrowing:
    """What a phrase says beyond the noun: of attacks their means and target, of casualties their cause, of land its holder."""
    mention, known, happened = draft.mention, concept(draft.concept), event(draft.event)
    sentence = slots.sentence_of(reading, mention)
    begin, end = noun_phrase(mention)
    if mention.quantity.dimension == "ratio":
        return Narrowing(holder=holder_of(reading, mention) if draft.event == "occupied" else "")
    if mention.quantity.dimension != "count":
        return Narrowing()
    allegiance = allegiance_of(reading, end)
    if known is not None and known.event in slots.STRIKES:
        means, after = means_of(reading, begin, end)
        return Narrowing(
            means if known.cls == "event" else "", allegiance, target_of(reading, mention, after, sentence.j)
        )
    if happened is None or happened.concept is None:
        return Narrowing(allegiance=allegiance)
    cause, after = cause_of(reading, mention)
    if mention.quantity.high != 0:
        return Narrowing(allegiance=allegiance, cause=cause)
    weapons = [other for other in reading.mentions if sentence.i <= other.i < mention.i and other.concept][-1:]
    means = " or ".join(means_of(reading, other.number_i, other.j)[0] for other in weapons)
    behind = after > mention.j  # "no casualties in the rocket attack on a base"
    means = means or (means_of(reading, max(after - NAMED, mention.j), after)[0] if behind else "")
    target = target_of(reading, mention, after, sentence.j if behind else mention.i) if cause else ""
    return Narrowing(means, target=target, cause=cause)


def _with_deadlines(claims: list[Claim], found: list[Claim]) -> tuple[Claim, ...]:
    """Both in text order, with part_of pointing at the new places."""
    if not found:
        return tuple(claims)
    order = sorted([*claims, *found], key=lambda claim: (claim.start, claim.end))
    place = {id(claim): k for k, claim in enumerate(order)}
    return tuple(
        replace(claim, part_of=place[id(claims[claim.part_of])]) if claim.part_of is not None else claim
        for claim in order
    )
