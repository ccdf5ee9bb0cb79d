"""What is a sum by the words around it: what is worth it, bought with it, needs it or is helped by it?"""

from __future__ import annotations

from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject.known_nouns import acts, fits, named, noun_at, wider_at
from claims.extract.subject.things import STRICT, Thing
from claims.languages import Kind, concept

CLAUSE = 24
"""Tokens before a sum among which a transfer may be told."""
VALUED = 8
"""Tokens before a sum among which "worth" may stand."""
COMPARED = 3
"""Quantities back among which a sum is compared to one."""
ASKED = 5
"""Tokens between a verb and the sum that it asks for or pays."""
WORTH = 4
"""Tokens between "worth" and the sum, and between a noun and its worth."""


def owner_of_worth(reading: Reading, mention: Mention) -> Thing | None:
    """The noun before "worth" or "its value": «ديونا بقيمة 16 مليارا», «بكفالة مقدارها 5 آلاف»."""
    tokens, worth = reading.tokens, reading.language.table("worth_words")
    floor = reading.sentences[reading.sentence_index(mention.i)].i
    for k in range(mention.number_i - 1, max(floor, mention.i - WORTH) - 1, -1):
        if worth.starting_at(tokens, k) is None:
            continue
        for at in range(k - 1, max(floor, k - WORTH) - 1, -1):
            if tokens[at].kind is Kind.SYMBOL:
                break  # what was counted before it is worth it
            found = noun_at(reading, at)
            known = concept(found.concept) if found is not None else None
            if (
                found is not None
                and not acts(found)
                and (known is None or known.cls not in STRICT or fits(known, mention))
            ):
                return wider_at(reading, at) or found
        return None
    return None


def right_before(reading: Reading, mention: Mention) -> Thing | None:
    """The measure that stands with a preposition right before the number: «بكلفة 3 مليارات ريال»."""
    k, language = mention.i - 1, reading.language
    if k < 0 or not any(
        clitic in language.words("measure_clitics") for clitic, _ in language.split(reading.tokens[k].norm)
    ):
        return None
    found = noun_at(reading, k)
    known = concept(found.concept) if found is not None else None
    return found if known is not None and known.cls in STRICT and fits(known, mention) else None


def is_worth(reading: Reading, mention: Mention) -> bool:
    """Whether words before a sum say that it is what something is worth."""
    worth = reading.language.table("worth_words")
    near = range(max(mention.number_i - VALUED, 0), mention.number_i)
    return any(worth.starting_at(reading.tokens, k) is not None for k in near)


def exchanged(reading: Reading, mention: Mention) -> Thing | None:
    """The price that a sum is behind "in return for": «اشترى 40 % من الأسهم مقابل 5,4 مليار»."""
    given = reading.language.table("exchanged_for").ending_at(reading.tokens, mention.i - 1)
    begin = reading.sentences[reading.sentence_index(mention.i)].i
    transfers = reading.language.table("transfers")
    transfer = any(transfers.starting_at(reading.tokens, k) for k in range(max(begin, mention.i - CLAUSE), mention.i))
    price = concept("transfer_fee" if transfer else given[0]) if given is not None else None
    if mention.quantity.dimension != "money":
        return None
    return named(price) if price is not None and not _follows_a_sum(reading, mention) else None


def _follows_a_sum(reading: Reading, mention: Mention) -> bool:
    """Whether a sum stands before it in the sentence, to which it is compared: «50 مليارا مقابل 60 مليارا»."""
    at = reading.mentions.first_from(mention.i)
    begin = reading.sentences[reading.sentence_index(mention.i)].i
    return any(
        other.quantity.dimension == "money"
        for other in reading.mentions[max(at - COMPARED, 0) : at]
        if other.i >= begin
    )


def sum_by_what_follows(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum is by what stands behind it: «54 دولارا للبرميل», «34 مليون دولار لدعم الحملة»."""
    if mention.quantity.dimension != "money":
        return None
    tables = (reading.language.table(key, clitics=False) for key in ("priced_per", "given_for"))
    hit = next((hit for table in tables if (hit := table.starting_at(reading.tokens, mention.j)) is not None), None)
    known = concept(hit[0]) if hit is not None else None
    return named(known) if known is not None else None


def sum_asked_for(reading: Reading, mention: Mention) -> Thing | None:
    """A sum that somebody needs or looks for: «نحتاج 105 ملايين دولار»."""
    if mention.quantity.dimension != "money":
        return None
    table = reading.language.table("sums_told")
    for k in range(mention.i - 1, max(mention.i - 1 - ASKED, -1), -1):
        hit = table.starting_at(reading.tokens, k)
        if hit is not None:
            return Thing(hit[0], None, complete=True)
    return None
