"""What quantities side by side say once for all: lists, parts and movements share their event, place and time."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.circumstances.dating import Dating
from claims.extract.drafts import NOT_MEASURED, UNTOLD, Draft, counts_people, said_of, told_of_people
from claims.extract.lending import lent
from claims.extract.quantities.echoed import is_parallel
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject import slots
from claims.extract.subject.governing import MOVES
from claims.extract.subject.known_nouns import GOODS
from claims.extract.subject.parts import find_parts
from claims.extract.subject.passives import passive_after
from claims.extract.subject.things import is_measure
from claims.extract.telling import PASSING
from claims.languages import Kind, concept, event

NAMED = 4
"""Tokens that name more closely what is counted in a list."""
DAYS = 3
"""Longest time of one happening."""
LISTED = 8
"""Tokens between two numbers of one list."""
MOVEMENT = 8
"""Tokens between the two numbers of one movement: "rose 2 %, to reach"."""
NOT_SHARED = (NOT_MEASURED | PASSING) - {"count"}
"""Dimensions that no movement has."""
MAX_CUE = 4
"""Tokens between a whole and its part in one clause: ", including at least"."""


def shared(reading: Reading, drafts: list[Draft], dating: Dating) -> list[Draft]:
    """Lists and parts share what is said once: "14 soldiers and 3 civilians were killed", "2,500 of them American"."""
    parts = find_parts(reading, [draft.event for draft in drafts])
    for index in range(len(drafts) - 2, -1, -1):
        here, following = drafts[index], drafts[index + 1]
        if (
            here.event is None
            and counts_people(here) == counts_people(following)
            and (counts_people(here) or not reading.language.data.get("verb_first"))
            and here.mention.quantity.dimension == following.mention.quantity.dimension == "count"
            and _listed(reading, here.mention, following.mention)
        ):
            drafts[index] = replace(here, event=following.event)
        if (
            here.thing is None
            and here.concept is None
            and here.mention.noun is None
            and here.mention.quantity.dimension in ("percent", "ratio")
            and following.mention.quantity.dimension == "count"
            and _is_restated(reading, here.mention, following.mention)
        ):
            drafts[index] = replace(
                here, thing=following.thing, concept=following.concept, event=here.event or following.event
            )
    for index, draft in enumerate(drafts):
        whole = drafts[parts[index]] if index in parts else None
        if draft.mention.echo and draft.event is None:
            drafts[index] = draft = replace(draft, event=drafts[index - draft.mention.echo].event)
        of_before = lent(reading, drafts, index) if whole is None else None
        if of_before is not None:
            drafts[index] = draft = of_before
        if whole is not None and parts[index] > index and not reading.language.data.get("verb_first"):
            drafts[parts[index]], drafts[index] = whole, draft = _whole_behind(reading, whole, draft)
        shared = whole is not None and not _tells_of_part(reading, whole, draft) and not _tells_itself(whole, draft)
        if whole is not None and whole.event is None and shared and _one_clause(reading, whole.mention, draft.mention):
            # "eight civilians, including two children, were killed": the verb is that of the whole
            drafts[parts[index]] = whole = told_of_people(replace(whole, event=draft.event))
        placed = whole is not None and parts[index] < index and _is_placed(reading, draft.mention)
        if whole is not None and placed and whole.where == draft.where:
            drafts[parts[index]] = whole = _elsewhere(reading, whole, draft)
        if whole is not None:
            own = draft.mention.noun is not None or draft.mention.concept is not None or whole.concept is None
            drafts[index] = draft = replace(
                draft,
                of=parts[index],
                concept=(draft.concept if own else None)
                or (whole.concept if shared else _counted(whole, draft))
                or draft.concept
                or (whole.mention.noun.unit if whole.mention.noun is not None else None),
                unit=draft.unit or whole.unit,
                event=draft.event if not shared or _is_trend(whole.event) else whole.event or draft.event,
                where=whole.where if parts[index] < index and not placed else draft.where or whole.where,
                time=whole.time if parts[index] < index and shared else draft.time,
                thing=(draft.thing if own else None)
                or (None if _narrows(draft, reading) or _is_other_kind(whole, draft) else whole.thing),
                qualifiers=draft.qualifiers | frozenset(slots.qualifiers(reading, draft.mention.j, draft.mention.j + 3))
                if draft.concept is None and draft.mention.noun is None
                else draft.qualifiers,
            )
        elif index and _untold(draft) and _shares_event(reading, drafts[index - 1], draft):
            told = said_of(reading, draft.mention, _raw_event(reading, drafts[index - 1], index - 1))
            drafts[index] = draft = replace(draft, event=told or draft.event)
        if (
            whole is None
            and index
            and _moves_on(reading, drafts[index - 1], draft)
            and _is_level_of(drafts[index - 1], draft)
        ):
            before = drafts[index - 1]
            drafts[index] = draft = replace(draft, thing=before.thing, concept=before.concept or draft.concept)
        drafts[index] = told_of_people(draft)
    for index in range(1, len(drafts)):
        if _goes_on_that_day(reading, drafts[index - 1], drafts[index]):
            drafts[index] = replace(drafts[index], time=drafts[index - 1].time)
        if _rises_with(reading, drafts[index - 1], drafts[index]):
            change = drafts[index - 1].mention.quantity.change
            mention = drafts[index].mention
            drafts[index] = replace(
                drafts[index], mention=replace(mention, quantity=replace(mention.quantity, change=change))
            )
    return [_dated(reading, draft, dating) for draft in drafts]


def _rises_with(reading: Reading, before: Draft, here: Draft) -> bool:
    """Whether other harmed are counted beside a toll that rose: "the toll rose to 32 dead and 115 wounded"."""
    told = [event(draft.event) for draft in (before, here)]
    harms = all(one is not None and one.concept is not None and one.moves == "running_total" for one in told)
    moved = before.mention.quantity.change == "up" and here.mention.quantity.change is None
    return moved and harms and before.event != here.event and _listed(reading, before.mention, here.mention)


def _is_level_of(before: Draft, here: Draft) -> bool:
    """Whether what a value came to is of what moved, by how much was told before: "cut rates by a quarter point to 5.25%"."""
    if before.mention.quantity.dimension in PASSING or here.mention.noun is not None:
        return False
    if here.thing is None or here.thing.concept in UNTOLD:
        return True
    return before.thing is not None and is_measure(before.thing) and not is_measure(here.thing)


def _goes_on_that_day(reading: Reading, before: Draft, here: Draft) -> bool:
    """Whether a sentence goes on behind a semicolon with what happened then: "sank on Friday; two were pulled from the sea"."""
    a, b, (start, end) = before.mention, here.mention, before.time
    if here.time != (None, None) or here.event in (None, "present") or start is None or end is None:
        return False
    return (
        (end - start).days <= DAYS
        and not (
            b.j < len(reading.tokens) and reading.tokens[b.j].norm in reading.language.words("perfect_auxiliaries")
        )
        and reading.sentence_index(a.i) == reading.sentence_index(b.i)
        and any(token.text in ";؛" for token in reading.tokens[a.j : b.i])
    )


def _is_placed(reading: Reading, mention: Mention) -> bool:
    """Whether a part has a place of its own: "6.4 million refugees, 5.9 million of them in Europe"."""
    language, tokens, k = reading.language, reading.tokens, mention.j
    of_them = language.table("of_them", clitics=False).starting_at(tokens, k)
    k = of_them[1] if of_them is not None else k
    if k + 1 >= len(tokens) or tokens[k].norm not in language.words("place_prepositions"):
        return False
    named = bool(language.data.get("capitals")) and tokens[k + 1].text[:1].isupper()
    return named or any(not place.demonym for place in reading.places_between(k + 1, k + 3))


def _elsewhere(reading: Reading, whole: Draft, part: Draft) -> Draft:
    """The whole without the place that is only its part's."""
    sentence = slots.sentence_of(reading, whole.mention)
    before = reading.places_between(sentence.i, part.mention.i)
    named = whole.where is not None and any(place.place.id == whole.where.id for place in before)
    return whole if named else replace(whole, where=None)


def _is_other_kind(whole: Draft, part: Draft) -> bool:
    """Whether a part is named by a noun of its own: "27 members, nine of them women"."""
    return part.mention.concept is not None and part.mention.concept != whole.mention.concept


def _whole_behind(reading: Reading, whole: Draft, part: Draft) -> tuple[Draft, Draft]:
    """A whole behind its part, and the part: the verb is of the part, "52 of its 113 seats", "11 of the 75 climbers were found dead"."""
    beside = reading.events_in(whole.mention.j, whole.mention.j + 1)  # "29 of the 38 drones launched by Russia"
    behind = reading.tokens[beside[0].j].norm if beside and beside[0].j < len(reading.tokens) else ""
    among = reading.language.table("among").ending_at(reading.tokens, whole.mention.i - 1) is not None
    told = beside and (among or behind in reading.language.words("agent_links"))
    own = beside[0].event if told else None
    part = replace(part, event=part.event or whole.event)
    return told_of_people(replace(whole, event=own)), part


def _tells_itself(whole: Draft, part: Draft) -> bool:
    """Whether the noun of a part tells what happened, and not the same as the whole: "31,300 cases, including 32 deaths"."""
    known = concept(part.mention.concept)
    harm = known is not None and known.cls == "harm" and known.event is not None
    return harm and part.mention.noun is not None and part.event != whole.event


def _is_trend(event_id: str | None) -> bool:
    told = event(event_id)
    return told is not None and told.trend


def _counted(whole: Draft, part: Draft) -> str | None:
    """What a part with a verb of its own is a part of: of the pupils hurt, those in hospital are pupils."""
    happened = concept(whole.concept)
    if part.event == whole.event or happened is None or happened.cls not in ("harm", "event"):
        return whole.concept
    return whole.mention.concept or whole.concept


def _raw_event(reading: Reading, draft: Draft, index: int) -> str | None:
    """What the words say that happens, before it is told of people or things: smugglers are arrested and boats seized by one verb."""
    own = slots.own_event(reading, index)
    return own if own is not None and said_of(reading, draft.mention, own) == draft.event else draft.event


def _untold(draft: Draft) -> bool:
    """Whether nothing is told to happen, or only what the noun itself tells."""
    known = concept(draft.concept)
    return draft.event is None or (known is not None and known.cls == "thing" and known.event == draft.event)


def _shares_event(reading: Reading, before: Draft, here: Draft) -> bool:
    """Whether what happens is said once for two numbers: those of one list, or of one movement."""
    a, b = before.mention, here.mention
    counted = a.quantity.dimension == b.quantity.dimension == "count" or _goods(here, before)
    return (counted and (_listed(reading, a, b) or _goes_on(reading, a, b))) or _moves_on(reading, before, here)


def _goods(here: Draft, before: Draft) -> bool:
    """Whether things are listed that are counted, weighed or paid: "seized $750,000 and two pistols"."""
    known = concept(here.concept)
    dimensions = {here.mention.quantity.dimension, before.mention.quantity.dimension}
    return dimensions <= GOODS | {"count", "money"} and known is not None and known.cls == "thing"


def _goes_on(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether a list goes on behind words that name more closely what was counted: «ثمانية من عناصر تنظيم داعش وخمسة مدنيين»."""
    between, head = reading.tokens[a.j : b.i], reading.tokens[b.i].norm
    if _lists_on(reading, a, b):
        return True
    glued = any(clitic in reading.language.additive for clitic, _ in reading.language.split(head) if clitic)
    return (
        a.j <= b.i <= a.j + NAMED
        and (glued or (b.i > a.j and reading.tokens[b.i - 1].norm in reading.language.additive))
        and all(word.kind is Kind.WORD for word in between)
        and not reading.events_in(a.j, b.i)
    )


def _lists_on(reading: Reading, a: Mention, b: Mention) -> bool:
    """ "14 fighters from the Islamic State group and five civilians", and in headlines "14 fighters 5 civilians"."""
    language, between = reading.language, reading.tokens[a.j : b.i]
    if (
        any(one.noun is None and one.concept is None for one in (a, b))
        or len(between) > LISTED
        or language.data.get("verb_first")
    ):
        return False
    if not between:
        return a.j == b.i
    links = language.words("origin_prepositions", "determiners", "place_prepositions")
    plain = all(
        word.kind is Kind.WORD and (word.norm in links or word.norm not in language.words("stop_words"))
        for word in between[:-1]
    )
    joined = between[-1].norm in language.words("joiners")
    joined = joined or (between[-1].text == "," and is_parallel(reading.tokens, a, b, language))
    return plain and joined and not reading.events_in(a.j, b.i)


def _moves_on(reading: Reading, before: Draft, here: Draft) -> bool:
    """Whether a measure tells of the movement that the one before told: "rose 1.1 % to $83"."""
    told = event(before.event)
    a, b = before.mention, here.mention
    if (
        told is None
        or not (told.trend or told.id in MOVES)
        or b.quantity.dimension in NOT_SHARED
        or b.i - a.j > MOVEMENT
    ):
        return False
    language, between = reading.language, reading.tokens[a.j : b.i]
    ends = language.words("clause_breaks", "clause_openers")
    if _is_restated(reading, a, b):
        return True
    return (
        reading.sentence_index(a.i) == reading.sentence_index(b.i)
        and any(word.norm in language.words("movement_links") for word in (*between, *reading.tokens[b.i : b.number_i]))
        and not any(word.norm in ends or word.text in ".;؛" for word in between)
    )


def _is_restated(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether a measure tells again how much something moved: "fell 102 points, or 0.36 %", "rose 12 cents (1.1 %)"."""
    between = reading.tokens[a.j : b.i]
    if not 0 < len(between) <= 2:
        return False
    last = between[-1]
    again = last.text == "(" or last.norm in reading.language.words("alternatives")
    return again and all(word.text in ",(" for word in between[:-1])


def _tells_of_part(reading: Reading, whole: Draft, part: Draft) -> bool:
    """Whether a part has a verb of its own beside it: "80 fell ill, 15 of whom were taken to hospital"."""
    if part.event is None:
        return False
    if part.mention.i < whole.mention.j:
        return bool(reading.language.data.get("verb_first"))  # «أعيد فتح 14 مدرسة من أصل سبع عشرة أغلقت»
    if not reading.language.data.get("verb_first"):
        end = slots.sentence_of(reading, part.mention).j
        beside = [  # "which rescued 25 of them", "shot down 31 of the drones"
            *reading.events_in(part.mention.j, part.mention.j + 1),  # "some 130 remain"
            *(span for span in reading.events_in(part.mention.i - 3, part.mention.i) if span.j == part.mention.i),
        ]
        return passive_after(reading, part.mention, end) == part.event or any(
            span.event == part.event for span in beside
        )
    begin = max(whole.mention.j, part.mention.i - MAX_CUE)
    return _begins_clause(reading, whole.mention.j, part.mention.i) or any(
        span.event == part.event for span in reading.events_in(begin, part.mention.i)
    )


def _begins_clause(reading: Reading, i: int, j: int) -> bool:
    """Whether "and" is glued to a word before a part that is no cue of parts: «أصيب ثمانون، ونقل خمسة عشر منهم إلى المستشفى»."""
    language, cues = reading.language, reading.language.table("part_of")
    return any(
        clitic in language.additive
        and clitic
        and rest not in language.words("stop_words")
        and language.noun_at_word(rest) is None
        for k in range(i, j)
        if cues.starting_at(reading.tokens, k) is None and reading.tokens[k].kind is Kind.WORD
        for clitic, rest in language.split(reading.tokens[k].norm)
    )


def _narrows(draft: Draft, reading: Reading) -> bool:
    """Whether a part without a noun says by an adjective which part it is: "2,500 are American"."""
    return bool(draft.qualifiers or slots.qualifiers(reading, draft.mention.j, draft.mention.j + 3))


def _one_clause(reading: Reading, whole: Mention, part: Mention) -> bool:
    return (
        whole.i < part.i
        and part.i - whole.j <= MAX_CUE
        and reading.sentence_index(whole.i) == reading.sentence_index(part.i)
    )


def _listed(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether two mentions stand side by side in one list."""
    between = reading.tokens[a.j : b.i]
    joiners = reading.language.words("joiners") | reading.language.additive
    link = reading.language.table("list_links", clitics=False).starting_at(reading.tokens, a.j) if between else None
    if link is not None and link[1] == b.i:
        return True
    if len(between) == 2 and between[0].norm in joiners and between[1].norm in reading.language.words("determiners"):
        return True  # "killed two women and their seven children"
    if len(between) > 2:
        return False
    if all(token.text in ",،" or token.norm in joiners for token in between) and between:
        return True
    head = reading.tokens[b.i].norm
    return not between and any(
        clitic in reading.language.additive for clitic, _ in reading.language.split(head) if clitic
    )


def _dated(reading: Reading, draft: Draft, dating: Dating) -> Draft:
    """A state without a time is the state on the day of publication; harm without one is of the day that was told right before."""
    told = event(draft.event)
    if draft.time == (None, None) and told is not None and told.concept is not None and told.moves == "running_total":
        draft = replace(draft, time=dating.told_before(draft.mention))
    if (
        draft.time == (None, None)
        and reading.published
        and (draft.mention.quantity.change is None or draft.event == "present")
        and (draft.event == "present" or dating.is_state(draft.mention))
        and not dating.is_over(draft.mention)
    ):
        return replace(draft, time=(reading.published, reading.published))
    return draft
