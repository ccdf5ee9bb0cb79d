"""What is a bare number by words that announce it, by brackets behind it, or by whose age it is?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.quantities.amounts import may_group
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import possessed_noun
from claims.extract.quantities.nouns import counted_noun
from claims.extract.text.sentences import SENTENCE_ENDS
from claims.languages import Kind, Language, Token
from claims.model import Quantity

SUMS = 4
"""Quantities back among which a sum may be that lends its currency."""
MAX_AGE = 120
ANNOUNCED = 20
"""Tokens between "the number of" and the number."""


def is_bare(mention: Mention) -> bool:
    """Whether nothing is known of what is counted."""
    return mention.noun is None and mention.quantity.unit is None and mention.quantity.dimension == "count"


def aged(tokens: Sequence[Token], mention: Mention, language: Language) -> Mention:
    """A bound of age behind those whose it is: "children under five", "men over 60"."""
    end = mention.quantity.low if mention.quantity.high is None else mention.quantity.high
    if not is_bare(mention) or not mention.i or end is None or not 0 < end < MAX_AGE:
        return mention
    if _is_said_of_somebody(tokens, mention, language):
        return replace(mention, quantity=replace(mention.quantity, unit="year", dimension="age"))
    if language.table("age_of", clitics=False).ending_at(tokens, mention.i - 1) is not None:
        return replace(mention, quantity=replace(mention.quantity, unit="year", dimension="age"))
    at = mention.i - 1 if tokens[mention.i].norm in language.words("age_bounds") else mention.i - 2
    if at < 0 or tokens[at + 1].norm not in language.words("age_bounds"):
        return mention
    noun = language.nouns.get(tokens[at].norm)
    if noun is None or noun.form != "plural" or noun.concept.cls != "person":
        return mention
    return replace(mention, quantity=replace(mention.quantity, unit="year", dimension="age"))


def _is_said_of_somebody(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether it is what somebody is: "he will be 35", "she was 47"."""
    k, be = mention.i - 1, language.words("be_auxiliaries")
    while k > 0 and tokens[k].norm in be | language.words("modal_futures"):
        k -= 1
    pronouns = language.words("age_pronouns")
    ends = (
        mention.j >= len(tokens)
        or tokens[mention.j].norm in language.words("stop_words")
        or tokens[mention.j].kind is not Kind.WORD
    )
    return bool(pronouns) and k < mention.i - 1 and tokens[k].norm in pronouns and ends


def announced(tokens: Sequence[Token], floor: int, mention: Mention, language: Language) -> Mention:
    """A bare number counts what "the number of …" before it in the sentence names: "the number of dead rose to 61"."""
    if mention.noun is not None or mention.quantity.unit is not None or mention.quantity.dimension != "count":
        return mention
    table = language.table("number_of")
    told = next((hit for k in (mention.j, mention.j + 1) if (hit := table.starting_at(tokens, k)) is not None), None)
    behind = counted_noun(tokens, told[1], 2.0, language, set()) if told is not None else None
    if behind is not None and language.data.get("recalls_nouns"):  # "taking to 140 the number of guards killed"
        return replace(mention, concept=behind.concept, quantity=replace(mention.quantity, unit=behind.unit))
    for k in range(mention.number_i - 1, max(floor, mention.number_i - ANNOUNCED) - 1, -1):
        if tokens[k].text in SENTENCE_ENDS or tokens[k].kind is Kind.NEWLINE:
            return mention
        hit = table.starting_at(tokens, k)
        if hit is None:
            continue
        over = (counted_noun(tokens, hit[1] + skipped, 2.0, language, set(), only_known=True) for skipped in (1, 2))
        noun = counted_noun(tokens, hit[1], 2.0, language, set())
        owned = possessed_noun(tokens[hit[1]].norm, language) if hit[1] < len(tokens) else None
        if owned is not None and (noun is None or noun.concept is None):
            noun = CountedNoun(hit[1], hit[1] + 1, owned.concept.id, owned.concept.unit, ())  # «عدد جنودها»
        if noun is not None and noun.concept is None and language.data.get("noun_first"):
            noun = next((known for known in over if known is not None), noun)  # «العدد المفترض للمفقودين»
        if noun is None or noun.j > mention.number_i:
            return mention
        quantity = replace(mention.quantity, unit=noun.unit)
        if noun.concept is not None and may_group(tokens[mention.number_i], language):
            quantity = _in_thousands(quantity)
        return replace(mention, noun=noun, concept=noun.concept, quantity=quantity)
    return mention


def _in_thousands(quantity: Quantity) -> Quantity:
    """What was read with a decimal point that groups digits: "the number of dead is 2.500"."""
    low, high = (v if v is None or v >= 1000 else round(v * 1000) for v in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high)


def priced(tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention) -> Mention:
    """A bare number that brackets give in another currency is a sum like the one before: "435,000 yen ($3,300) or 380,000 ($2,900)"."""
    j = mention.j
    if not is_bare(mention) or j + 1 >= len(tokens) or tokens[j].text != "(" or tokens[j + 1].kind is not Kind.CURRENCY:
        return mention
    sums = (one for one in reversed(earlier[-SUMS:]) if one.quantity.dimension == "money")
    like = next((one for one in sums if not is_bracketed_sum(tokens, one)), None)
    if like is None:
        return mention
    return replace(mention, quantity=replace(mention.quantity, unit=like.quantity.unit, dimension="money"))


def is_bracketed_sum(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a sum in brackets gives the one before it in another currency."""
    return mention.quantity.dimension == "money" and mention.i > 0 and tokens[mention.i - 1].text == "("
