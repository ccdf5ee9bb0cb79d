"""Quantities → claims: what each one says of the world."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from claims.extract import slots
from claims.extract.amounts import is_pronoun_word
from claims.extract.dating import Dating
from claims.extract.deadlines import deadlines
from claims.extract.lengths import since_what
from claims.extract.locations import Locations, Where
from claims.extract.mentions import Mention
from claims.extract.modality import modality
from claims.extract.narrowing import Narrowing, allegiance_of, cause_of, holder_of, means_of, target_of
from claims.extract.parts import find_parts
from claims.extract.reading import Reading
from claims.extract.speakers import Speakers
from claims.extract.subjects import subject
from claims.extract.things import GOODS, Thing, counted_thing, is_measure, measured_thing
from claims.languages import Kind, concept, event
from claims.model import Claim, Modality, Relation

GENERAL = frozenset({"person", "member", "victim", "death", "injury", "casualty", "missing", "displaced"})
"""Concepts that say nothing more of people than the event does."""
NOT_MEASURED = frozenset({"count", "date", "age"})
"""Dimensions whose numbers are of a noun or of nothing."""
PASSING = frozenset({"duration", "age"})
"""Dimensions that are mostly said in passing."""
STRIKES = frozenset({"attacked", "fell"})
"""Events of nouns that have a target."""
NAMED = 4
"""Tokens that name more closely what is counted in a list."""
MOVEMENT = 8
"""Tokens between the two numbers of one movement: "rose 2 %, to reach"."""
MAX_CUE = 4
"""Tokens between a whole and its part in one clause: ", including at least"."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim in the making; `of` is the index of the mention of which it counts a part."""

    mention: Mention
    concept: str | None
    event: str | None
    unit: str | None
    qualifiers: frozenset[str]
    where: Where | None
    time: tuple[date | None, date | None]
    of: int | None
    thing: Thing | None


def build_claims(reading: Reading, title: Reading | None) -> tuple[Claim, ...]:
    """The claims of a text, in text order, deadlines among them."""
    speakers = Speakers(reading)
    dating = Dating(reading, speakers)
    locations = Locations(reading, title)
    drafts = _inherit(
        reading, [_draft(reading, index, locations, dating) for index in range(len(reading.mentions))], dating
    )
    told = [
        index
        for index, draft in enumerate(drafts)
        if _says_something(reading, draft) and not dating.is_length_of(draft.mention)
    ]
    position = {index: k for k, index in enumerate(told)}
    claims = [_claim(reading, drafts[index], position, speakers) for index in told]
    return _with_deadlines(claims, deadlines(reading, locations, speakers))


def _says_something(reading: Reading, draft: _Draft) -> bool:
    """Whether it is known what is counted, and the number is more than a manner of speaking."""
    quantity = draft.mention.quantity
    if quantity.dimension in PASSING:
        return draft.thing is not None and (draft.thing.complete or is_measure(draft.thing))
    if quantity.dimension == "length" and _is_distance(reading, draft.mention):
        return False
    happened = event(draft.event)
    harmed = happened is not None and happened.concept is not None and _counts(draft)
    if _is_one_of(reading, draft.mention):
        return harmed and _of_people(reading, draft.mention)
    return (draft.unit is not None or draft.concept is not None) and (harmed or not draft.mention.weak)


def _of_people(reading: Reading, mention: Mention) -> bool:
    """Whether the one is one of people: "one of them was killed"; "the deal is one of several" counts nobody."""
    words = reading.language.words("one_of_people")
    behind = reading.tokens[mention.number_i + 2].norm if mention.number_i + 2 < len(reading.tokens) else ""
    return mention.concept is not None or not words or behind in words


def _is_distance(reading: Reading, mention: Mention) -> bool:
    """ "40 miles south of", "within 12 miles of", "a 60-mile stretch": where something is, not how much of it."""
    tokens, j = reading.tokens, mention.j
    words = reading.language.words("distance_words")
    return (j < len(tokens) and tokens[j].norm in words) or bool(
        words and any(token.text == "-" for token in tokens[mention.number_i + 1 : j])
    )


def _is_one_of(reading: Reading, mention: Mention) -> bool:
    """ "One of the parties", «أحد الطرفين»: no count."""
    if (mention.quantity.low, mention.quantity.high) != (1, 1):
        return False
    language, tokens = reading.language, reading.tokens
    following = tokens[mention.number_i + 1].norm if mention.number_i + 1 < len(tokens) else ""
    behind = language.words("of_whole") if language.data.get("phrases_as_written") else None
    return is_pronoun_word(tokens[mention.number_i], language) and (behind is None or following in behind)


def _draft(reading: Reading, index: int, locations: Locations, dating: Dating) -> _Draft:
    mention = reading.mentions[index]
    known = concept(mention.concept)
    happened = slots.own_event(reading, index)
    told = event(happened)
    if told is not None and told.of_people and slots.is_of_people(mention.concept):
        happened = told.of_people
    if (
        known is not None
        and known.event is not None
        and (known.cls == "harm" or happened is None or known.cls == "event")
    ):
        happened = known.event
    concept_id = mention.concept
    told = event(happened)
    if told is not None and told.by_disease and slots.is_of_disease(reading, mention):
        happened = told.by_disease
        infection = event(happened)
        concept_id = infection.concept if infection and known and known.cls == "harm" else concept_id
    thing = counted_thing(reading, mention)
    if thing is None and mention.noun is None and mention.quantity.dimension not in NOT_MEASURED:
        thing = measured_thing(reading, mention)
        thing = _amount(mention, happened, thing) or thing
        concept_id = concept_id or (thing.concept if thing is not None else None)
    where, time = locations.of(mention), dating.of(mention)
    since = since_what(reading, mention, where) if mention.quantity.dimension == "duration" else None
    told = event(happened)
    if mention.quantity.dimension == "duration" and told is not None and told.length is not None:
        concept_id = told.length
        thing = Thing(told.length.replace("_", " "), concept_id, complete=True)
    elif since is not None:
        thing, concept_id, happened, time = Thing(since, None, complete=True), None, None, (None, None)
    return _Draft(
        mention,
        concept_id,
        happened,
        mention.quantity.unit,
        frozenset(slots.qualifiers(reading, *_phrase(mention))),
        where,
        time,
        None,
        thing,
    )


def _amount(mention: Mention, happened: str | None, thing: Thing | None) -> Thing | None:
    """What a sum or a load is by what happens to it, where no measure is named: "borrowed 5 billion" is a loan."""
    told, dimension = event(happened), mention.quantity.dimension
    if told is None or (thing is not None and is_measure(thing)):
        return None
    named = told.amount if dimension == "money" else told.load if dimension in GOODS else None
    return Thing(named.replace("_", " "), named) if named is not None else None


def _phrase(mention: Mention) -> tuple[int, int]:
    """The tokens from the number to its noun, or the noun's own where it stands before the number."""
    noun = mention.noun
    if noun is not None and noun.j <= mention.i:
        return min((noun.i, *noun.modifiers)), noun.j
    return mention.number_i, mention.j


def _inherit(reading: Reading, drafts: list[_Draft], dating: Dating) -> list[_Draft]:
    """Lists and parts share what is said once: "14 soldiers and 3 civilians were killed", "2,500 of them American"."""
    parts = find_parts(reading, [draft.event for draft in drafts])
    for index in range(len(drafts) - 2, -1, -1):
        here, following = drafts[index], drafts[index + 1]
        if (
            here.event is None
            and _counts(here)
            and _counts(following)
            and _listed(reading, here.mention, following.mention)
        ):
            drafts[index] = replace(here, event=following.event)
    for index, draft in enumerate(drafts):
        whole = drafts[parts[index]] if index in parts else None
        if draft.mention.echo and draft.event is None:
            drafts[index] = draft = replace(draft, event=drafts[index - draft.mention.echo].event)
        shared = whole is not None and not _tells_of_part(reading, whole, draft)
        if whole is not None and whole.event is None and shared and _one_clause(reading, whole.mention, draft.mention):
            # "eight civilians, including two children, were killed": the verb is that of the whole
            drafts[parts[index]] = whole = _people(replace(whole, event=draft.event))
        if whole is not None:
            own = draft.mention.noun is not None or draft.mention.concept is not None or whole.concept is None
            drafts[index] = draft = replace(
                draft,
                of=parts[index],
                concept=(draft.concept if own else None) or whole.concept or draft.concept,
                unit=draft.unit or whole.unit,
                event=draft.event if _tells_of_part(reading, whole, draft) else whole.event or draft.event,
                where=whole.where if parts[index] < index else draft.where or whole.where,
                time=whole.time if parts[index] < index else draft.time,
                thing=(draft.thing if own else None) or (None if _narrows(draft, reading) else whole.thing),
                qualifiers=draft.qualifiers | frozenset(slots.qualifiers(reading, draft.mention.j, draft.mention.j + 3))
                if draft.concept is None
                else draft.qualifiers,
            )
        elif draft.event is None and index and _shares_event(reading, drafts[index - 1], draft):
            drafts[index] = draft = replace(draft, event=drafts[index - 1].event)
        elif index and _lacks_whole(reading, draft, drafts[index - 1]):
            before = drafts[index - 1]
            drafts[index] = draft = replace(draft, concept=before.concept, thing=before.thing)
        drafts[index] = _people(draft)
    return [_dated(reading, draft, dating) for draft in drafts]


def _shares_event(reading: Reading, before: _Draft, here: _Draft) -> bool:
    """Whether what happens is said once for two numbers: those of one list, or of one movement."""
    a, b = before.mention, here.mention
    counted = a.quantity.dimension == b.quantity.dimension == "count"
    return (counted and (_listed(reading, a, b) or _goes_on(reading, a, b))) or _moves_on(reading, before, here)


def _goes_on(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether a list goes on behind words that name more closely what was counted: «ثمانية من عناصر تنظيم داعش وخمسة مدنيين»."""
    between, head = reading.tokens[a.j : b.i], reading.tokens[b.i].norm
    return (
        a.j <= b.i <= a.j + NAMED
        and any(clitic in reading.language.additive for clitic, _ in reading.language.split(head) if clitic)
        and all(word.kind is Kind.WORD for word in between)
        and not reading.events_in(a.j, b.i)
    )


def _moves_on(reading: Reading, before: _Draft, here: _Draft) -> bool:
    """Whether a measure tells of the movement that the one before told: "rose 1.1 % to $83"."""
    told = event(before.event)
    a, b = before.mention, here.mention
    if told is None or not told.trend or b.quantity.dimension in NOT_MEASURED | PASSING or b.i - a.j > MOVEMENT:
        return False
    language, between = reading.language, reading.tokens[a.j : b.i]
    ends = language.words("clause_breaks") | language.words("clause_openers")
    return (
        reading.sentence_index(a.i) == reading.sentence_index(b.i)
        and any(word.norm in language.words("movement_links") for word in between)
        and not any(word.norm in ends or word.text in ".;؛" for word in between)
    )


def _tells_of_part(reading: Reading, whole: _Draft, part: _Draft) -> bool:
    """Whether a part has a verb of its own beside it: "80 fell ill, 15 of whom were taken to hospital"."""
    if part.event is None or part.mention.i < whole.mention.j:
        return False
    if not reading.language.data.get("verb_first"):
        end = slots.sentence_of(reading, part.mention).j
        return slots.passive_after(reading, part.mention, end) == part.event
    begin = max(whole.mention.j, part.mention.i - MAX_CUE)
    return any(span.event == part.event for span in reading.events_in(begin, part.mention.i))


def _lacks_whole(reading: Reading, draft: _Draft, before: _Draft) -> bool:
    """Whether a share of nothing named is of what was counted right before it: "4.5 million people, or 1 in 3"."""
    if draft.mention.quantity.dimension != "ratio" or draft.thing is not None or draft.concept is not None:
        return False
    together = reading.sentence_index(before.mention.i) == reading.sentence_index(draft.mention.i)
    return together and before.mention.quantity.dimension == "count"


def _narrows(draft: _Draft, reading: Reading) -> bool:
    """Whether a part without a noun says by an adjective which part it is: "2,500 are American"."""
    return bool(draft.qualifiers or slots.qualifiers(reading, draft.mention.j, draft.mention.j + 3))


def _one_clause(reading: Reading, whole: Mention, part: Mention) -> bool:
    return (
        whole.i < part.i
        and part.i - whole.j <= MAX_CUE
        and reading.sentence_index(whole.i) == reading.sentence_index(part.i)
    )


def _counts(draft: _Draft) -> bool:
    return draft.mention.quantity.dimension == "count" and slots.is_of_people(draft.concept)


def _listed(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether two mentions stand side by side in one list."""
    between = reading.tokens[a.j : b.i]
    joiners = reading.language.words("joiners") | reading.language.additive
    if len(between) > 2:
        return False
    if all(token.text in ",،" or token.norm in joiners for token in between) and between:
        return True
    head = reading.tokens[b.i].norm
    return not between and any(
        clitic in reading.language.additive for clitic, _ in reading.language.split(head) if clitic
    )


def _people(draft: _Draft) -> _Draft:
    """What happens to people decides what is counted: "10 fighters killed" counts deaths, of fighters."""
    happened = event(draft.event)
    if happened is None or happened.concept is None or not _counts(draft):
        return draft
    kind = {draft.concept} if draft.concept and draft.concept not in GENERAL else set()
    known = concept(draft.concept)
    if known is not None and known.cls == "harm":
        return draft
    return replace(draft, concept=happened.concept, qualifiers=draft.qualifiers | kind, unit=draft.unit or "person")


def _dated(reading: Reading, draft: _Draft, dating: Dating) -> _Draft:
    """A state without a time is the state on the day of publication."""
    if (
        draft.time == (None, None)
        and reading.published
        and draft.mention.quantity.change is None
        and (draft.event == "present" or dating.is_state(draft.mention))
        and not dating.is_over(draft.mention)
    ):
        return replace(draft, time=(reading.published, reading.published))
    return draft


def _claim(reading: Reading, draft: _Draft, position: dict[int, int], speakers: Speakers) -> Claim:
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
        relation=Relation.EQUAL if mention.moved else quantity.relation,
        change=quantity.change,
        unit=draft.unit,
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


def _is_whole(reading: Reading, mention: Mention) -> bool:
    """ "400 of his 1,000 men would be": there are a thousand, whatever a part of them would."""
    at = bisect_left(reading.mentions, mention.i, key=lambda other: other.i)
    return at > 0 and reading.mentions[at - 1].whole == 1


def _narrowing(reading: Reading, draft: _Draft) -> Narrowing:
    """What a phrase says beyond the noun: of attacks their means and target, of casualties their cause, of land its holder."""
    mention, known, happened = draft.mention, concept(draft.concept), event(draft.event)
    sentence = slots.sentence_of(reading, mention)
    begin, end = _phrase(mention)
    if mention.quantity.dimension == "ratio":
        return Narrowing(holder=holder_of(reading, mention) if draft.event == "occupied" else "")
    if mention.quantity.dimension != "count":
        return Narrowing()
    allegiance = allegiance_of(reading, end)
    if known is not None and known.event in STRIKES:
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
    return Narrowing(means, target=target_of(reading, mention, after, mention.i) if cause else "", cause=cause)


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
