"""What narrows the counted thing beyond its noun: means, allegiance, target, cause and holder, as English phrases."""

from __future__ import annotations

from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.languages.gazetteer import people_adjective
from claims.values import dataclass

TARGET = 9
"""Tokens after what strikes among which its target is named."""
CAUSE = 24
"""Tokens before a number of casualties among which their cause is named."""
NEXT = 3
"""Tokens between a noun and the adjective or name that narrows it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Each part is an English phrase, or empty."""

    means: str = ""
    allegiance: str = ""
    target: str = ""
    cause: str = ""
    holder: str = ""


def means_of(reading: Reading, i: int, j: int) -> tuple[str, int]:
    """The means named within or right after a noun phrase, and where they end: "rocket or drone", «صاروخيا أو بطائرات مسيرة»."""
    language, tokens = reading.language, reading.tokens
    table, found = language.table("means"), []
    k, end, limit = i, j, min(j + NEXT + 1, len(tokens))
    while k < limit:
        hit = table.starting_at(tokens, k)
        if hit is not None:
            if hit[0] not in found:
                found.append(hit[0])
            k, end = hit[1], max(end, hit[1])
            limit = min(max(limit, k + NEXT), len(tokens))
            continue
        if k >= j and tokens[k].norm not in language.words("means_joiners"):
            break
        k += 1
    return " or ".join(found), end


def allegiance_of(reading: Reading, j: int) -> str:
    """ "pro-Iran" of "fighters loyal to Iran", «مقاتلين موالين لإيران»."""
    language, tokens = reading.language, reading.tokens
    for _, _, end in language.table("allied").all_in(tokens, j, min(j + NEXT, len(tokens))):
        for span in reading.places_between(end, end + 2):
            if not span.demonym:
                return f"pro-{span.place.name}"
    return ""


def target_of(reading: Reading, mention: Mention, j: int, end: int) -> str:
    """What is struck, named behind token j, else before the number: "on US interests", «المصالح الأميركية»; a base by its name."""
    behind = _target(reading, j, min(j + TARGET, end))
    begin = max(reading.sentences[reading.sentence_index(mention.i)].i, mention.i - CAUSE)
    return behind or ("" if _launches(reading, begin, mention.i) else _target(reading, begin, mention.i))


def _launches(reading: Reading, i: int, j: int) -> bool:
    """Whether a verb between tokens i and j tells that those before it strike: "Russian forces launched", "have fired"."""
    language, tokens = reading.language, reading.tokens
    if language.data.get("verb_first"):
        return False
    table, passive = language.table("launches"), language.words("be_auxiliaries")
    return any(tokens[k - 1].norm not in passive for k, _, _ in table.all_in(tokens, i + 1, j))


def _target(reading: Reading, i: int, j: int) -> str:
    language, tokens = reading.language, reading.tokens
    for k, kind, after in language.table("targets").all_in(tokens, i, j):
        near = reading.places_between(k - NEXT, after + NEXT)
        named = [span for span in near if not span.demonym and (span.i in (k, after) or span.j == k)]
        if named:
            return f"{named[0].place.name} {kind}"
        peoples = [span for span in near if span.demonym and (span.i == after or span.j == k)]
        return f"{people_adjective(peoples[0].place.country)} {kind}" if peoples else kind
    return ""


def cause_of(reading: Reading, mention: Mention) -> tuple[str, int]:
    """What brought harm, with who did it, and where it ends in the text: "US strikes", «ضربات» of «شنت الولايات المتحدة»."""
    language, tokens = reading.language, reading.tokens
    sentence = reading.sentences[reading.sentence_index(mention.i)]
    table = language.table("strikes")
    floor = max(sentence.i, mention.i - CAUSE)
    behind = table.first_in(tokens, mention.j, min(sentence.j, mention.j + TARGET))
    found = behind or table.last_in(tokens, floor, mention.i)
    if found is None:
        return "", mention.j
    k, strike, end = found
    agent = _agent(reading, k, end, floor)
    return (f"{agent} {strike}" if agent else strike), end


def _agent(reading: Reading, i: int, j: int, floor: int) -> str:
    """Whose strike it is: an adjective beside it, or the subject of the verb that launches it."""
    for span in reading.places_between(i - 2, j + 1):
        if span.demonym and (span.j == i or span.i == j):
            return people_adjective(span.place.country)
    language, tokens = reading.language, reading.tokens
    for k in range(i - 1, max(floor, i - TARGET) - 1, -1):
        hit = language.table("launches").starting_at(tokens, k)
        if hit is not None:
            first, last = (k, i) if language.data.get("verb_first") else (floor, k)
            subjects = [span for span in reading.places_between(first, last) if span.place.kind == "country"]
            return people_adjective(subjects[0].place.country) if subjects else ""
    return ""


def holder_of(reading: Reading, mention: Mention) -> str:
    """The armed group that holds what is measured."""
    sentence = reading.sentences[reading.sentence_index(mention.i)]
    groups = reading.language.table("groups")
    around = (
        *range(mention.i - 1, max(sentence.i, mention.i - TARGET) - 1, -1),
        *range(mention.j, min(sentence.j, mention.j + TARGET)),
    )
    return next((hit[0] for k in around if (hit := groups.starting_at(reading.tokens, k)) is not None), "")
