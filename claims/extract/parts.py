"""Which quantity counts a part of which: "3,500 foreign troops, 2,500 of them American"."""

from __future__ import annotations

from claims.extract.quantities import Mention
from claims.extract.reading import Reading

WINDOW = 3
"""Tokens between the cue and the part."""


def find_parts(reading: Reading) -> dict[int, int]:
    """index of the part → index of the whole, both in `reading.mentions`."""
    parts: dict[int, int] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.quantity.dimension not in ("count", "ratio", "percent"):
            continue
        whole = _whole_before(reading, index) if _has_cue(reading, mention) else _of_whole(reading, index)
        if whole is not None:
            parts[index] = whole
    return parts


def _has_cue(reading: Reading, mention: Mention) -> bool:
    """Whether "including" stands before the part, or "of them" after it."""
    table = reading.language.table("part_of")
    for k in range(mention.i - 1, max(mention.i - 1 - WINDOW, -1), -1):
        if reading.tokens[k].text in ".;؛\n":
            break
        if table.ending_at(reading.tokens, k) is not None:
            return True
    after = reading.language.table("of_them", clitics=False)
    return any(after.starting_at(reading.tokens, k) is not None for k in (mention.number_i + 1, mention.j))


def _whole_before(reading: Reading, index: int) -> int | None:
    """The nearest count before it in the sentence, or in the one before, that is not smaller."""
    part = reading.mentions[index]
    here = reading.sentence_index(part.i)
    for k in range(index - 1, max(index - 4, -1), -1):
        whole = reading.mentions[k]
        if here - reading.sentence_index(whole.i) > 1:
            return None
        if whole.quantity.dimension == "count" and _fits(part, whole):
            return k
    return None


def _of_whole(reading: Reading, index: int) -> int | None:
    """ "Of the 3,500 soldiers, 2,500 are American": the whole stands first, behind "of"."""
    if not index:
        return None
    part, whole = reading.mentions[index], reading.mentions[index - 1]
    if part.i - whole.j > 3 or reading.sentence_index(part.i) != reading.sentence_index(whole.i):
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
