"""Which verb behind what is counted has it as its subject: "540 others were injured", "12 more killed in the north"?"""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.quantities.mentions import Mention
from claims.extract.reading import EventSpan, Reading
from claims.extract.subject.things import is_verb
from claims.extract.text.asides import behind_apposition
from claims.languages import Kind, event

COMPANY = 10
"""Tokens of "and a female teacher"."""
AGES = frozenset({"age", "duration"})
AMONG = 7
"""Tokens between "among" and what happened."""
ORIGIN = 20
"""Tokens between those counted and their verb that may tell where they are from."""


def passive_after(reading: Reading, mention: Mention, end: int) -> str | None:
    """The event of the verb whose subject is what is counted: "540 others were injured", "12 more killed in the north"."""
    language, tokens = reading.language, reading.tokens
    auxiliaries = language.words("passive_auxiliaries")
    skipped = language.words("skip_before_noun", "verb_adverbs")
    k = behind_apposition(tokens, mention.j, end, language)
    if k == mention.j < end and tokens[k].norm in language.words("apposition_unmarked") and mention.i:
        return _result(reading, mention, k, end)
    k = _behind_company(reading, k, end)
    whole = language.table("of_them").starting_at(tokens, k)  # "12 of whom were taken to hospital"
    k = whole[1] if whole is not None else k
    finite = k > mention.j
    if k < end and tokens[k].norm in language.words("origin_prepositions"):
        k = _behind_origin(reading, k, min(end, k + ORIGIN))
    adverbs = tuple(language.words("adverb_endings")) or "\0"
    reports = language.words("passive_reports")
    while (
        k < end
        and (
            tokens[k].norm in auxiliaries | skipped
            or (finite and (tokens[k].norm.endswith(adverbs) or tokens[k].norm in reports))
        )
        and not reading.events_in(k, k + 1)
    ):
        finite = finite or tokens[k].norm in auxiliaries
        k += 1
    if k < end and auxiliaries and tokens[k].norm in language.words("among"):
        return _among(reading, k, end)
    own = auxiliaries and k < end and (k > mention.j or tokens[k].norm in auxiliaries)
    found = without_nouns(reading, reading.events_in(k, k + 1)) if own else ()
    finite = finite or (k < end and tokens[k].norm in auxiliaries)
    if found and tokens[k - 1].norm in language.words("perfect_auxiliaries") and _is_number(reading, found[0].j):
        return None  # "11 drops have delivered 42,000 meals"
    return found[0].event if found and (finite or ends_clause(reading, found[0].j)) else None


def _result(reading: Reading, mention: Mention, k: int, end: int) -> str | None:
    """The state that a verb brought those counted into: "left 35 people including 22 children dead"."""
    if reading.tokens[mention.i - 1].norm not in reading.language.words("result_verbs"):
        return None
    for span in reading.events_in(k + 1, min(end, k + COMPANY)):
        if ends_clause(reading, span.j):
            return span.event
    return None


def _among(reading: Reading, k: int, end: int) -> str | None:
    """What happened to those among whom some are: "two women were among eight people killed"."""
    for span in reading.events_in(k + 1, min(end, k + AMONG)):
        told = event(span.event)
        if told is not None and told.concept is not None:
            return span.event
    return None


def _is_number(reading: Reading, k: int) -> bool:
    at = reading.mentions.first_from(k)
    return at < len(reading.mentions) and reading.mentions[at].i == k


def _behind_company(reading: Reading, k: int, end: int) -> int:
    """Behind an age, and behind who is added to those counted: "27 students and a female teacher were injured"; else k."""
    tokens, language = reading.tokens, reading.language
    at = reading.mentions.first_from(k)
    if at < len(reading.mentions) and reading.mentions[at].i == k and reading.mentions[at].quantity.dimension in AGES:
        told = reading.mentions[at].quantity.dimension == "age" or is_age(reading, reading.mentions[at])
        return reading.mentions[at].j if told else k
    if (
        k + 2 >= end
        or tokens[k].norm not in language.words("joiners")
        or tokens[k + 1].norm not in language.words("articles")
    ):
        return k
    for j in range(k + 2, min(k + COMPANY, end)):
        if tokens[j].norm in language.words("passive_auxiliaries"):
            return j
        if tokens[j].text == "-":
            continue  # "a six-year-old boy"
        if tokens[j].kind is not Kind.WORD or tokens[j].norm in language.words("stop_words"):
            return k
    return k


def _behind_origin(reading: Reading, k: int, end: int) -> int:
    """The verb behind what tells where those counted are from: "98 evacuees from the towns of Foua and Kefraya were killed"; else k."""
    language = reading.language
    for at in range(k + 1, end):
        token = reading.tokens[at]
        if token.norm in language.words("passive_auxiliaries"):
            return at
        if token.text == "-":
            continue  # "of the al-Nusra Front"
        if token.kind is not Kind.WORD or (token.norm in language.words("clause_openers", but="joiners")):
            return k
    return k


def ends_clause(reading: Reading, j: int) -> bool:
    """Whether what follows an event word cannot be what it happens to: "20 people injured in …"."""
    if j >= len(reading.tokens):
        return True
    if _is_number(reading, j):
        return False  # "bombers killed at least two people"
    word = reading.tokens[j]
    language = reading.language
    closing = language.words("place_prepositions", "clause_openers", "apposition_unmarked")
    return word.kind in (Kind.SYMBOL, Kind.NEWLINE) or word.norm in closing


def without_nouns(reading: Reading, spans: Sequence[EventSpan]) -> Sequence[EventSpan]:
    """The events but for nouns that are verbs as well: "the number of guards"."""
    return [span for span in spans if span.event != "present" or not _is_noun(reading, span.i)]


def _is_noun(reading: Reading, k: int) -> bool:
    """ "The number had reached 18": a noun that is a verb as well."""
    return reading.tokens[k].norm in reading.language.words("verb_nouns") and not is_verb(reading, k)


def is_age(reading: Reading, mention: Mention) -> bool:
    return reading.tokens[mention.j - 1].norm in reading.language.words("age_words")
