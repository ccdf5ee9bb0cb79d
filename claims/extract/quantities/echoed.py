"""Which count before does a bare number share its noun with? "Nine against", "another 52", "was treating 615", ", maybe 60"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.quantities.mentions import Mention, is_attribute
from claims.extract.text.sentences import SENTENCE_ENDS
from claims.languages import Kind, Language, Token, concept, event
from claims.model import Relation

BESIDE = 3
"""Tokens between a count and the "and" behind which the same is counted again."""
APART = 8
"""Tokens between a count with its place and the comma behind which another one is counted."""
LEAST_SUM = 1000
"""A smaller bare number is no sum of money."""
RIVAL = 12
"""Tokens between two numbers of rivals."""
RIVALLED = ("count", "percent")
"""Dimensions of what parties and the like have so much of."""
REACH = 30
"""Tokens between a number and the one whose noun it shares."""
QUOTES = frozenset("\"“”'‘")
MEASURED = frozenset({"mass", "volume"})
"""Dimensions that a bare number behind a verb goes on with: "we need 5,000 litres and got 1,200"."""
NOT_SHARED = frozenset({"measure", "money", "place", "time"})
"""Classes of concepts that a later bare number does not take."""


def as_before(
    tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language
) -> Mention | None:
    """What the nearest earlier number counts, where words say that this one counts the same."""
    restates = _restates(tokens, mention, language) or _differs(tokens, mention, language)
    if not (restates or _acts(tokens, mention, language) or _alone_beside(tokens, earlier, mention, language)):
        return None
    parts, harmed = language.table("part_of"), _harms(tokens, mention, language)
    for back, before in enumerate(reversed(earlier), 1):
        gap = tokens[before.j : mention.i]
        if len(gap) > REACH or sum(token.text in SENTENCE_ENDS for token in gap) > 1:
            return None
        known, quantity = concept(before.concept), before.quantity
        if quantity.dimension == "money" and back == 1 and _adds(tokens, mention, language):
            sum_ = replace(mention.quantity, unit=quantity.unit, dimension="money")
            return replace(mention, quantity=sum_) if (mention.quantity.low or 0) >= LEAST_SUM else None
        if back == 1 and quantity.dimension in MEASURED and not restates:
            return replace(
                mention, quantity=replace(mention.quantity, unit=quantity.unit, dimension=quantity.dimension)
            )
        if quantity.dimension != "count" or quantity.unit is None or (before.noun is None and known is None):
            continue
        if is_attribute(tokens, before):
            continue  # "the 27-nation bloc has sent 300,000"
        if (known is not None and known.cls in NOT_SHARED) or parts.ending_at(tokens, before.i - 1) is not None:
            continue
        if harmed and known is not None and known.cls not in ("person", "harm", "group"):
            return _as_people(mention, language)  # "carried out three strikes, killing nine"
        echo = back if restates or (not harmed and _is_linked(tokens, mention, language)) else 0
        if restates or known is None or known.cls != "harm":
            unit = quantity.unit
            noun = before.noun if known is None or quantity.unit != known.unit else None
            quantity = replace(mention.quantity, unit=unit)
            return replace(mention, noun=noun, concept=before.concept, echo=echo, quantity=quantity)
        return replace(_as_people(mention, language), echo=echo)  # "98 dead; 63 are missing" are people as well
    return None


def of_rival(
    tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language
) -> Mention | None:
    """The number that another name has of the same: "won 121 seats and the Socialists 77", "followed by the Greens on 11"."""
    before = earlier[-1] if earlier else None
    if before is None or not language.data.get("capitals") or before.quantity.unit is None:
        return None
    if (
        before.quantity.dimension not in RIVALLED
        or mention.i - before.j > RIVAL
        or not stands_alone(tokens, mention, language)
    ):
        return None
    k = mention.i - 1
    k -= tokens[k].norm in language.words("rival_links")
    end, named = k, tokens[k].kind is Kind.WORD and tokens[k].text[:1].isupper()
    inner = language.words("determiners", "of_whole", but="joiners")
    while k >= before.j and tokens[k].kind is Kind.WORD and (tokens[k].text[:1].isupper() or tokens[k].norm in inner):
        k -= 1
    joined = k >= before.j and (
        tokens[k].text in ",;" or tokens[k].norm in language.words("joiners", "agent_prepositions")
    )
    if (
        not named
        or not joined
        or k == end
        or any(token.text in SENTENCE_ENDS for token in tokens[before.j : mention.i])
    ):
        return None
    quantity = replace(mention.quantity, unit=before.quantity.unit, dimension=before.quantity.dimension)
    return replace(mention, noun=before.noun, concept=before.concept, echo=1, quantity=quantity)


def _as_people(mention: Mention, language: Language) -> Mention:
    unit = str(language.data.get("people_unit"))
    return replace(mention, concept=unit, quantity=replace(mention.quantity, unit=unit))


def _harms(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether the verb right before or behind the number harms people: "killing nine", "12 were wounded"."""
    joined = mention.j < len(tokens) and tokens[mention.j].norm in language.words("joiners")
    beside = (mention.i - 1,) if joined else (mention.i - 1, mention.j, mention.j + 1)
    return any(_is_harm(tokens, k, language) for k in beside if 0 <= k < len(tokens))


def _is_harm(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether the words at token k tell what happens to people alone."""
    hit = language.event_words.starting_at(tokens, k)
    told = event(hit[0]) if hit is not None else None
    return told is not None and bool(told.concept or told.of_people_alone)


def stands_alone(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether nothing that could be counted follows the number."""
    if mention.j >= len(tokens) or tokens[mention.j].kind is not Kind.WORD:
        return True
    return tokens[mention.j].norm in language.words("stop_words")


def token_before(tokens: Sequence[Token], mention: Mention, language: Language) -> int:
    """The token before a number, over quotation marks, articles and words such as "only"."""
    k = mention.i - 1
    openers = language.words("clause_openers", "joiners")
    passed = (language.words("determiners") - openers) | language.words("focus_adverbs")
    while k >= 0 and (tokens[k].text in QUOTES or tokens[k].norm in passed):
        k -= 1
    return k


def _restates(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether words say that the same is counted again: "spoke of more than 100", "a further 1,600 support the mission"."""
    table = language.table("recalling")
    at = (mention.i - 1, token_before(tokens, mention, language))
    if stands_alone(tokens, mention, language) and any(table.ending_at(tokens, k) is not None for k in at):
        return True
    return _adds(tokens, mention, language) and not _noun_may_follow(tokens, mention)


def _differs(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether it tells by how many another number of the same is greater or smaller: "4 million fewer than before"."""
    j = mention.j
    behind = j + 1 < len(tokens) and tokens[j + 1].norm in language.words("compares")
    return behind and tokens[j].norm in language.words("differences")


def _adds(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    return any(token.norm in language.words("further") for token in tokens[max(0, mention.i - 1) : mention.number_i])


def _noun_may_follow(tokens: Sequence[Token], mention: Mention) -> bool:
    behind = tokens[mention.j] if mention.j < len(tokens) else None
    return behind is not None and behind.kind is Kind.WORD and behind.text[:1].isupper()


def _alone_beside(tokens: Sequence[Token], earlier: Sequence[Mention], mention: Mention, language: Language) -> bool:
    """Whether a number with no noun is what a verb is told of, one of a list, or another value of what was counted."""
    if not stands_alone(tokens, mention, language):
        return False
    k = token_before(tokens, mention, language)
    if k < 0:
        return False
    word, hedged = tokens[k], mention.i < mention.number_i or mention.quantity.relation is not Relation.EQUAL
    last = earlier[-1] if earlier else None
    listed = last is not None and last.noun is None and last.quantity.dimension == "count" and last.j < mention.i
    near = last is not None and last.quantity.dimension == "count" and last.quantity.unit is not None
    if word.norm in language.words("joiners") and near and last is not None and 0 < k - last.j < BESIDE:
        return True  # "207 deaths confirmed and 687 under investigation"
    joins = word.text == "," or word.norm in language.words("joiners")
    if joins and near and last is not None and k - last.j < APART and is_parallel(tokens, last, mention, language):
        return True
    if joins:
        return (hedged and word.text == ",") or (listed and last is not None and last.quantity.unit is not None)
    if word.kind is not Kind.WORD:
        return False
    if word.norm in language.words("recalling_links") or word.text.endswith(("s'", "s’", "'s", "’s")):
        return True
    if mention.quantity.change is not None and word.norm in language.words("change_links"):
        return True  # "7.8 million people are waiting, up by about 60,000"
    verbs = language.table("object_verbs").ending_at(tokens, k) is not None or _is_harm(tokens, k, language)
    if word.text[:1].isupper() or (word.norm in language.words("stop_words") and not verbs):
        return False
    return verbs or word.norm.endswith(tuple(language.words("verb_endings")))


def is_parallel(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> bool:
    """Whether one preposition stands behind both: "12 people in Kenya, 9 in Somalia"."""
    if mention.j >= len(tokens) or before.j >= len(tokens):
        return False
    link = tokens[mention.j].norm
    told = {token.norm for token in tokens[before.j : before.j + 2]}  # "300 soldiers are in Mali, 200 in Niger"
    return link in told and link in language.words("place_prepositions")


def _is_linked(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether no verb of its own stands before a value: ", nearly seven a day", "or 600,000"."""
    k = token_before(tokens, mention, language)
    alone = stands_alone(tokens, mention, language) and not _acts(tokens, mention, language)
    return alone and k >= 0 and (tokens[k].text == "," or tokens[k].norm in language.words("recalling_links"))


def _acts(tokens: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether the number is the subject of a verb: "25 have since escaped", "nine against", "another 52 were"."""
    if mention.j >= len(tokens):
        return False
    verb = tokens[mention.j].norm
    acts = verb in language.words("plural_verbs") or verb in language.words("votes")
    if not acts and language.event_words.starting_at(tokens, mention.j) is None:
        return False
    k = token_before(tokens, mention, language)
    begins = k < 0 or tokens[k].text in (";", ",", ".") or tokens[k].norm in language.words("clause_openers")
    return begins or _adds(tokens, mention, language)
