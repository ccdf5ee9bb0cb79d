"""Of what is a measure or a share that names nothing itself? Of what one before it was of."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.drafts import Draft
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject.known_things import is_of_before
from claims.extract.subject.sums import is_worth
from claims.extract.subject.wording import is_of_others
from claims.extract.telling import PASSING
from claims.languages import concept

LENDERS = 3
"""Quantities back among which one may be of the same thing."""


def lent(reading: Reading, drafts: list[Draft], index: int) -> Draft | None:
    """ "17 trillion yen ($113 billion)", "120, three times more than", "people, or 1 in 3"; "one in ten of those returned" are people."""
    here = drafts[index]
    mention, language = here.mention, reading.language
    if _is_converted(reading, drafts, index):
        same = drafts[index - 1]
        return replace(here, concept=same.concept, thing=same.thing, event=same.event)
    if here.thing is not None or here.concept is not None or mention.noun is not None:
        return None
    before = _lender(reading, drafts, index)
    if before is not None:
        known = concept(before.concept)
        harm = known is not None and known.cls == "harm"
        unit = here.unit or (before.unit if mention.quantity.dimension == before.mention.quantity.dimension else None)
        again = here.event is None and (is_restated(reading, mention) or _in_brackets(reading, mention))
        happened = before.event if harm or again else here.event
        return replace(here, concept=before.concept, thing=before.thing, event=happened, unit=unit)
    people = language.table("of_those", clitics=False).starting_at(reading.tokens, mention.j)
    share = mention.quantity.dimension in ("ratio", "percent")
    if share and mention.j < len(reading.tokens) and reading.tokens[mention.j].norm in language.words("opinion_verbs"):
        return replace(here, concept=str(language.data.get("people_unit")), event=None)  # "51 percent say that"
    return replace(here, concept=str(language.data.get("people_unit"))) if people is not None and share else None


def _is_converted(reading: Reading, drafts: list[Draft], index: int) -> bool:
    """Whether a sum or a size is the one before it in another unit: "17 trillion yen ($113 billion)"."""
    here, before = drafts[index].mention, drafts[index - 1].mention if index else None
    if before is None or here.quantity.dimension != before.quantity.dimension or here.quantity.dimension == "count":
        return False
    return before.j == here.i - 1 and reading.tokens[here.i - 1].text == "("


def is_restated(reading: Reading, mention: Mention) -> bool:
    """Whether a share or a multiple tells once more what was told: «أي ما يعادل ٤٠ في المئة»."""
    words, quantity = reading.language.words("restating"), mention.quantity
    if quantity.dimension not in ("percent", "ratio") and quantity.unit != "time":
        return False
    return any(token.norm in words for token in reading.tokens[max(mention.i - 2, 0) : mention.number_i])


def _in_brackets(reading: Reading, mention: Mention) -> bool:
    """ "The left's candidate won 15 %, ahead of the Greens' (4.6 %)"."""
    return mention.i > 0 and reading.tokens[mention.i - 1].text == "(" and mention.quantity.dimension == "percent"


def _lender(reading: Reading, drafts: list[Draft], index: int) -> Draft | None:
    mention, tokens, language = drafts[index].mention, reading.tokens, reading.language
    if not index:
        return None
    compared = language.table("comparisons").ending_at(tokens, mention.i - 1) is not None
    of_others = is_of_others(reading, mention) or language.table("part_of").ending_at(tokens, mention.i - 1) is not None
    grown = is_of_before(reading, mention)
    if mention.quantity.dimension == "money" and is_worth(reading, mention):
        return _valued(reading, drafts, index)
    restated, bracketed = is_restated(reading, mention), _in_brackets(reading, mention)
    shares = mention.quantity.dimension in ("ratio", "percent")
    ratio = mention.quantity.dimension == "ratio"
    mark = tokens[mention.i - 1]
    listed = mark.text == "," or mark.norm in language.words("joiners")
    summed = mark.text == "," and mention.i < mention.number_i  # ", a total of 430 million euros"
    aside = (
        mention.j < len(tokens) and tokens[mention.i - 1].text == "," == tokens[mention.j].text
    )  # "over half, 52 %, were"
    single = mention.j + 1 < len(tokens) and tokens[mention.j + 1].norm in language.words("singular_pronouns")
    sums = any(draft.mention.quantity.dimension != "count" for draft in drafts[max(index - LENDERS, 0) : index])
    for before in reversed(drafts[max(index - LENDERS, 0) : index]):
        if single and sums and before.mention.quantity.dimension == "count":
            continue  # "10 percent of that" is of a sum, not of those that it feeds
        if reading.sentence_index(before.mention.i) != reading.sentence_index(mention.i):
            return None
        if before.mention.quantity.dimension in PASSING or (before.thing is None and before.concept is None):
            continue
        if before.mention.i and language.speech_cues.ending_at(tokens, before.mention.i - 1) is not None:
            continue  # «بحسب منظمتين»
        of_kind = before.mention.quantity.dimension == mention.quantity.dimension
        if of_kind and ((listed and shares) or summed):
            return before  # "77 percent were over 26, 65 percent were women"
        counted = before.mention.quantity.dimension == "count"
        alike = before.mention.quantity.unit == mention.quantity.unit
        shared = ratio and before.mention.quantity.dimension in ("count", "ratio")
        return (
            before
            if of_others
            or mention.echo
            or (aside and not counted)
            or grown
            or restated
            or shared
            or ((compared or bracketed) and alike)
            else None
        )
    return None


def _valued(reading: Reading, drafts: list[Draft], index: int) -> Draft | None:
    """What was counted before a sum that it is worth: «خمسة مشروعات بلغت القيمة الإجمالية لها 47 مليونا»."""
    for before in reversed(drafts[max(index - LENDERS, 0) : index]):
        if reading.sentence_index(before.mention.i) != reading.sentence_index(drafts[index].mention.i):
            return None
        known = concept(before.concept)
        if before.mention.quantity.dimension == "count" and (known is None or known.cls == "thing"):
            return before
    return None
