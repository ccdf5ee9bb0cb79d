"""Which quantity counts a part of which: "3,500 foreign troops, 2,500 of them American"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.quantities.mentions import Mention, is_attribute
from claims.extract.reading import Reading
from claims.languages import concept, event

SHARES = frozenset({"percent", "ratio"})
WHOLES = frozenset({"mass", "volume", "money", "ratio"})
"""Dimensions of what a share may be a part of, beside what is counted."""
OPENED = 12
"""Tokens between a whole with which a sentence opens and its part behind a comma."""
TOLD_SENTENCES = 2
"""Sentences back in which it may be told."""
TOLD = 4
"""Counts back among which one may be the whole."""
WINDOW = 5
"""Tokens between the cue and the part."""
NAMED_WINDOW = 7
"""Tokens between "among" and the part: "among those killed on Monday were 19 children"."""


def find_parts(reading: Reading, events: Sequence[str | None] = ()) -> dict[int, int]:
    """index of the part → index of the whole, both in `reading.mentions`; `events` are those of the mentions."""
    parts: dict[int, int] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.quantity.dimension not in ("count", "ratio", "percent"):
            continue
        if mention.whole and _fits(mention, reading.mentions[index + mention.whole]):
            parts[index] = _part_not_whole(reading, index, index + mention.whole)
            continue
        whole = _itemised(reading, index, parts)
        if whole is None:
            whole = _named_whole(reading, index, events)
        if whole is None:
            whole = _whole_before(reading, index) if _has_cue(reading, mention) else _of_whole(reading, index)
        if whole is None:
            whole = _of_those_told(reading, index)
        if whole is not None:
            parts[index] = parts[whole] if whole in parts and _lists(reading, whole, mention) else whole
    for index in range(1, len(reading.mentions)):
        part = _part_of_total(reading, index)
        if part is not None:
            parts.setdefault(part, index)
    return parts


def _of_those_told(reading: Reading, index: int) -> int | None:
    """ "Shot down 31 of the drones": the nearest count of the same before it."""
    part, tokens, language = reading.mentions[index], reading.tokens, reading.language
    noun = part.noun
    if noun is None or part.concept is None or noun.i - 2 <= part.number_i:
        return None
    before = min((noun.i, *noun.modifiers))
    if tokens[before - 1].norm not in language.words("definite_articles"):
        return None
    if tokens[before - 2].norm not in language.words("of_whole"):
        return None
    for at in range(index - 1, max(index - 1 - TOLD, -1), -1):
        whole = reading.mentions[at]
        if reading.sentence_index(part.i) - reading.sentence_index(whole.i) > TOLD_SENTENCES:
            return None
        if whole.concept == part.concept and whole.quantity.dimension == "count" and _fits(part, whole):
            return at
    return None


def _lists(reading: Reading, other: int, part: Mention) -> bool:
    """Whether both are parts by one cue: "30 prisoners, among them 22 minors and eight women"."""
    table, before = reading.language.table("part_of"), reading.mentions[other]
    own = reading.language.table("of_them", clitics=False).starting_at(reading.tokens, before.j)
    between = range(own[1] if own is not None else before.j, min(part.j + 1, len(reading.tokens)))
    return not any(table.starting_at(reading.tokens, k) is not None for k in between)


def _itemised(reading: Reading, index: int, parts: dict[int, int]) -> int | None:
    """The whole before a colon, "eight: five women and three children", and the one behind "were among the 34 passengers"."""
    part, mentions, tokens = reading.mentions[index], reading.mentions, reading.tokens
    if part.quantity.dimension != "count":
        return None
    before = mentions[index - 1] if index else None
    if before is not None and before.quantity.dimension == "count":
        between = tokens[before.j : part.i]
        if len(between) == 1 and between[0].text == ":" and _fits(part, before):
            return index - 1
        joined = 0 < len(between) <= 2 and all(
            t.text == "," or t.norm in reading.language.words("joiners") for t in between
        )
        if joined and index - 1 in parts and tokens[mentions[index - 1].i - 1].text in ":,":
            whole = parts[index - 1]
            colon = tokens[mentions[whole].j].text == ":" if mentions[whole].j < len(tokens) else False
            return whole if colon and _fits(part, mentions[whole]) else None
    behind = mentions[index + 1] if index + 1 < len(mentions) else None
    if behind is None or behind.quantity.dimension != "count" or not _fits(part, behind):
        return None
    among = reading.language.table("among").ending_at(tokens, behind.i - 1)
    while among is None and tokens[behind.i - 1].norm in reading.language.words("definite_articles"):
        among = reading.language.table("among").ending_at(tokens, behind.i - 2)
        break
    return index + 1 if among is not None and among[1] > part.j and among[1] - part.j <= NAMED_WINDOW else None


def _named_whole(reading: Reading, index: int, events: Sequence[str | None]) -> int | None:
    """ "Among the dead are 19 children": the nearest count before it of those who are named behind "among"."""
    part = reading.mentions[index]
    language = reading.language
    for k in range(part.i - 2, max(part.i - 2 - NAMED_WINDOW, -1), -1):
        if reading.tokens[k].text in ".;؛\n":
            return None
        hit = language.table("among").starting_at(reading.tokens, k)
        if hit is None or hit[1] >= part.i:
            continue
        named = _named_event(reading, hit[1], part.i)
        for whole in range(index - 1, max(index - 5, -1), -1):
            told = events[whole] if whole < len(events) else None
            if named is not None and named == told and _fits(part, reading.mentions[whole]):
                return whole
        return None
    return None


def _named_event(reading: Reading, i: int, j: int) -> str | None:
    """The event that tokens i to j name, be it by those to whom it happened: "the dead"."""
    for k in range(i, min(i + 3, j)):
        noun = reading.language.nouns.starting_at(reading.tokens, k)
        found = noun[0] if noun is not None else reading.language.noun_at_word(reading.tokens[k].norm)
        known = concept(found.concept.id) if found is not None else None
        if known is not None and known.cls == "harm" and known.event is not None:
            return known.event
        happened = reading.language.event_words.starting_at(reading.tokens, k)
        if happened is not None and event(happened[0]) is not None:
            return happened[0]
    return None


def _part_of_total(reading: Reading, index: int) -> int | None:
    """ "won 105 seats. Parliament has 407 seats in all": the count before it of the same thing, of which this one is the total."""
    total = reading.mentions[index]
    if total.quantity.dimension != "count" or total.concept is None:
        return None
    totals, container = reading.language.table("in_all", clitics=False), reading.language.table("member_of")
    after = totals.starting_at(reading.tokens, total.j)
    before = any(
        (hit := container.starting_at(reading.tokens, k)) is not None and hit[1] <= total.i
        for k in range(max(total.i - NAMED_WINDOW, reading.sentences[reading.sentence_index(total.i)].i), total.i)
    )
    if after is None and not before:
        return None
    part = reading.mentions[index - 1]
    near = reading.sentence_index(total.i) - reading.sentence_index(part.i) <= 1
    same = part.concept == total.concept or before
    return index - 1 if near and same and part.quantity.dimension == "count" and _smaller(part, total) else None


def _smaller(part: Mention, whole: Mention) -> bool:
    low, high = part.quantity.low, whole.quantity.high
    return low is not None and high is not None and low < high


def _has_cue(reading: Reading, mention: Mention) -> bool:
    """Whether "including" stands before the part, or "of them" after it."""
    opens = reading.language.words("subclause_openers", "passive_auxiliaries")
    where = reading.language.words("where_prepositions")
    near = _word_before(reading, mention)
    if where and near in where:
        opens = opens | {near}  # "including 38 girls, in two raids"
    table = reading.language.table("part_of")
    for k in range(mention.i - 1, max(mention.i - 1 - WINDOW, -1), -1):
        if reading.tokens[k].text in ".;؛\n" or reading.tokens[k].norm in opens:
            break
        if table.ending_at(reading.tokens, k) is not None:
            return True
    possessive = tuple(reading.language.data.get("possessive_endings", ()))
    ends = (reading.tokens[k].norm.endswith(possessive or "\0") for k in (mention.number_i, mention.j - 1))
    if mention.quantity.dimension == "ratio" and any(ends):
        return True  # «ثلثهم», «ثلاثة أرباعهم»
    after = reading.language.table("of_them", clitics=False)
    hits = (after.starting_at(reading.tokens, k) for k in (mention.number_i + 1, mention.j))
    starts = {reading.mentions.first_from(hit[1]): hit[1] for hit in hits if hit is not None}
    return any(  # "270 bodies, of which at least 96 were children": the next is the part
        at >= len(reading.mentions) or reading.mentions[at].i != k for at, k in starts.items()
    )


def _word_before(reading: Reading, mention: Mention) -> str:
    """The word right before a mention; empty at the beginning."""
    return reading.tokens[mention.i - 1].norm if mention.i else ""


def _part_not_whole(reading: Reading, index: int, whole: int) -> int:
    """The part told right before its whole, of which another part is one: "26 of the 51 passengers, two of them"."""
    told = reading.mentions[whole - 1] if 0 < whole < index else None
    return whole - 1 if told is not None and told.whole == 1 and _fits(reading.mentions[index], told) else whole


def _whole_before(reading: Reading, index: int) -> int | None:
    """The nearest count before it in the sentence, or in the one before, that is not smaller."""
    part = reading.mentions[index]
    here = reading.sentence_index(part.i)
    for k in range(index - 1, max(index - 4, -1), -1):
        whole = reading.mentions[k]
        if is_attribute(reading.tokens, whole):
            continue
        if here - reading.sentence_index(whole.i) > 1:
            return None
        shared = part.quantity.dimension in SHARES and whole.quantity.dimension in WHOLES
        if (whole.quantity.dimension == "count" or shared) and _fits(part, whole) and not _of_other_class(part, whole):
            return _part_not_whole(reading, index, k)
    return None


def _of_other_class(part: Mention, whole: Mention) -> bool:
    """Whether people are a part of things or things of people: "400 candidates are vying for 80 seats; a quarter of them are women"."""
    one, other = concept(part.concept), concept(whole.concept)
    return one is not None and other is not None and {one.cls, other.cls} == {"person", "thing"}


def _of_whole(reading: Reading, index: int) -> int | None:
    """ "Of the 3,500 soldiers, 2,500 are American": the whole stands first, behind "of"."""
    if not index:
        return None
    part, whole = reading.mentions[index], reading.mentions[index - 1]
    commas = [k for k in range(whole.j, min(part.i, whole.j + OPENED)) if reading.tokens[k].text == ","]
    near = OPENED if commas == [part.i - 1] else 3
    if part.i - whole.j > near or reading.sentence_index(part.i) != reading.sentence_index(whole.i):
        return None
    table = reading.language.table("whole_before")
    for k in (whole.i - 1, whole.i - 2):
        hit = table.ending_at(reading.tokens, k) if k >= 0 else None
        if (
            hit is not None
            and hit[1] <= reading.sentences[reading.sentence_index(whole.i)].i + 1
            and _fits(part, whole)
        ):
            return index - 1
    return None


def _fits(part: Mention, whole: Mention) -> bool:
    if part.quantity.dimension != "count":
        return True
    least = part.quantity.low if part.quantity.low is not None else part.quantity.high
    most = whole.quantity.high if whole.quantity.high is not None else whole.quantity.low
    return least is not None and most is not None and (whole.quantity.high is None or least <= most)
