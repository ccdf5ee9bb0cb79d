"""Which words of the text name what a sum, a share or a measure is of? In languages whose words may be quoted in an English phrase."""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import singular_of
from claims.extract.reading import Reading
from claims.extract.subject.noun_phrases import CLAUSE, phrase_before, phrase_from, subject_of_clause
from claims.extract.subject.things import LOOSE, STRICT, Thing, belongs, is_measure, is_verb, thing_at
from claims.languages import Kind, concept

MOVED = 16
"""Tokens between a verb and the "from" of the value that it moved."""
ELIDED = 3
"""Words of a noun phrase right before a measure."""
DEALING = 6
"""Tokens between a verb and the sum that it deals out."""
WHEN = 4
"""Tokens of a time between what moved and what it came to."""
PUT = 16
"""Tokens between "put" and the measure that something is put at."""
VOTING = 40
"""Tokens around a share among which a word tells that votes are counted."""
ATTRIBUTED = frozenset({"money", "duration", "length", "mass", "magnitude", "power", "energy", "area", "volume"})
"""Dimensions that may stand before what they measure: "a $2.7 billion settlement"."""


def named_beside(reading: Reading, mention: Mention) -> Thing | None:
    """The noun phrase right beside the measure, else what a verb beside it makes of a sum or a share."""
    ways: tuple[Callable[[Reading, Mention], Thing | None], ...]
    ways = (
        _within,
        _rival,
        _object_moved,
        _moved,
        _extent,
        _behind,
        _apposed,
        _put_at,
        _before,
        _right_before,
        _priced,
        _dealt,
        _voted,
    )
    return next((thing for way in ways if (thing := way(reading, mention)) is not None), None)


def is_of_others(reading: Reading, mention: Mention) -> bool:
    """Whether the measure is of what was named before: "40 % of it", "two in five of those", "8m less than expected"."""
    tokens, language = reading.tokens, reading.language
    k = mention.j
    if _is_step(reading, mention):
        return True
    if k + 1 >= len(tokens):
        return False
    if tokens[k].norm in language.words("of_whole"):
        return tokens[k + 1].norm in language.words("pronouns_of_things")
    return language.table("compared_with", clitics=False).starting_at(tokens, k) is not None


def _within(reading: Reading, mention: Mention) -> Thing | None:
    """The noun inside a share: "one voter in five"."""
    language = reading.language
    if mention.quantity.dimension != "ratio":
        return None
    for k in range(mention.number_i + 1, mention.j):
        noun = language.nouns.get(reading.tokens[k].norm)
        if noun is not None:
            return Thing(noun.concept.plural, noun.concept.id)
    return None


def _is_step(reading: Reading, mention: Mention) -> bool:
    """Whether it tells behind a comma by how much what was named before moved: ", up 18 %", ", a rise of 19 %"."""
    tokens, language = reading.tokens, reading.language
    k = mention.i - 1
    if k > 0 and tokens[k].norm in language.words("trend_adverbs"):
        return tokens[k - 1].text == ","
    if (
        k < 2
        or tokens[k].norm not in language.words("of_whole")
        or tokens[k - 1].norm not in language.words("trend_nouns")
    ):
        return False
    k -= 2
    while k > 0 and tokens[k].norm in language.words("determiners"):
        k -= 1
    return tokens[k].text == ","


def is_compared(reading: Reading, mention: Mention) -> bool:
    """Whether it only holds a second value against the one before: "17 %, compared with 26 %", but "against 36 % for the minister"."""
    tokens, language = reading.tokens, reading.language
    if language.table("comparisons").ending_at(tokens, mention.i - 1) is None:
        return False
    links = language.words("vote_links", "of_whole")
    return mention.j >= len(tokens) or tokens[mention.j].norm not in links


def _behind(reading: Reading, mention: Mention) -> Thing | None:
    """ "18 kg of cocaine", "€340,000 in cash", "a $2.7 billion settlement"."""
    tokens, language = reading.tokens, reading.language
    k = mention.j
    if k >= len(tokens):
        return None
    worth = language.table("worth_of", clitics=False).starting_at(tokens, k)
    if worth is not None:
        return _part_of(reading, mention, worth[1])
    money = mention.quantity.dimension == "money"
    if money and tokens[k].norm in language.words("sum_of_links") and not reading.times_between(k, k + 3):
        found = phrase_from(reading, k + 1) if k + 1 < len(tokens) and _is_plain(reading, k + 1) else None
        known = concept(found.concept) if found is not None else None
        return (
            found
            if known is not None and (known.cls == "money" or known.unit in language.words("cash_units"))
            else None
        )
    attributive = mention.i > 0 and tokens[mention.i - 1].norm in language.words("determiners")
    share = mention.quantity.dimension == "percent" and attributive
    if tokens[k].kind is not Kind.WORD or (mention.quantity.dimension not in ATTRIBUTED and not share):
        return None
    noun = singular_of(tokens[k].norm, language) is not None or language.nouns.get(tokens[k].norm) is not None
    if not (noun or attributive) or tokens[k].norm in language.words("trend_nouns"):
        return None
    return phrase_from(reading, k)


def _part_of(reading: Reading, mention: Mention, k: int) -> Thing | None:
    """What stands behind "of": "90% of its power"; of a place it is the area, and of a base such as the GDP what the clause begins with."""
    tokens, language = reading.tokens, reading.language
    while k + 1 < len(tokens) and tokens[k].norm in language.words("determiners"):
        k += 1
    if k >= len(tokens):
        return None
    if language.table("bases").starting_at(tokens, k) is not None:
        return subject_of_clause(reading, mention) or _deal(reading, mention)
    land = mention.quantity.dimension in ("ratio", "percent", "area")
    owns = tokens[k].text.endswith(("'s", "’s"))  # "of Yemen's people"
    place = next((one for one in reading.places_between(k, k + 1) if not one.demonym), None)
    if land and not owns and place is not None and not belongs(reading, min(place.j, len(tokens) - 1)):
        return Thing("area", "area")  # but "of UK adults"
    return phrase_from(reading, k)


def _is_plain(reading: Reading, k: int) -> bool:
    """Whether a phrase begins at token k that is no name, no place and no number: "in cash", not "in Cairo"."""
    token = reading.tokens[k]
    return token.kind is Kind.WORD and token.text.islower() and not reading.places_between(k, k + 1)


def _rival(reading: Reading, mention: Mention) -> Thing | None:
    """Whose share it is of what another's was told before: "34 percent, followed by the Greens on 11"."""
    if not mention.echo or mention.quantity.dimension != "percent" or not mention.i:
        return None
    linked = reading.tokens[mention.i - 1].norm in reading.language.words("rival_links")
    return phrase_before(reading, mention.i - linked)


def _moved(reading: Reading, mention: Mention) -> Thing | None:
    """ "A 35 percent jump in food prices", "a 10 % cut to the budget": what moved by so much."""
    tokens, language = reading.tokens, reading.language
    k = mention.j
    if k + 2 >= len(tokens) or tokens[k].norm not in language.words("trend_nouns"):
        return None
    if tokens[k + 1].norm not in language.words("moved_links") or reading.times_between(k + 2, k + 4):
        return None
    return phrase_from(reading, k + 2)


def _object_moved(reading: Reading, mention: Mention) -> Thing | None:
    """The object of a verb that brings it from one value to another: "raise the levy on rice from 25 to 35 percent"."""
    tokens, language = reading.tokens, reading.language
    led = tokens[mention.i - 1].norm in language.words("range_to") if mention.i else False
    if mention.quantity.change is None or not (led or tokens[mention.i].norm in language.words("range_from")):
        return None
    verbs = language.words("setting_verbs")
    for k in range(mention.i - 1, max(mention.i - MOVED, -1), -1):
        if tokens[k].text in ".;:" or tokens[k].kind is Kind.NUMBER:
            return None
        levied = not led or any(token.norm in language.words("levied_on") for token in tokens[k + 2 : mention.i])
        if (
            levied
            and tokens[k].norm in verbs
            and k + 1 < mention.i
            and tokens[k + 1].norm not in language.words("range_to")
        ):
            return phrase_from(reading, k + 1)
    return None


def _extent(reading: Reading, mention: Mention) -> Thing | None:
    """ "A fissure about 3 km long", "the pipeline, 1,224 km long": how long or high what stands before it is."""
    tokens, language = reading.tokens, reading.language
    key = "share_extents" if mention.quantity.dimension in ("percent", "ratio") else "extents"
    measured = language.mapping(key).get(tokens[mention.j].norm) if mention.j < len(tokens) else None
    if measured is None:
        return None
    if key == "share_extents":
        whole = subject_of_clause(reading, mention)
        known = concept(str(measured))
        name = str(measured).replace("_", " ")
        return Thing(f"{name} of {whole.phrase}" if whole is not None else name, known.id if known else name)
    k = mention.i
    while k > 0 and (tokens[k - 1].text == "," or tokens[k - 1].norm in language.words("measure_links")):
        k -= 1
    found = phrase_before(reading, k) if k and tokens[k - 1].norm not in language.words("joiners") else None
    if found is None:
        comma = next((at for at in range(k - 1, max(k - CLAUSE, 0), -1) if tokens[at].text == ","), 0)
        found = phrase_before(reading, comma) if comma else subject_of_clause(reading, mention)
    return Thing(f"{measured} of {found.phrase}", found.concept) if found is not None else None


def _apposed(reading: Reading, mention: Mention) -> Thing | None:
    """ "VAT on rice, now at 16 %,": what stands before the comma, where it is something that is measured."""
    tokens, language = reading.tokens, reading.language
    k = mention.i - 1
    while k > 0 and tokens[k].norm in language.words("apposition_links"):
        k -= 1
    if k == mention.i - 1 or k < 1 or tokens[k].text != ",":
        return None
    end = k
    for at in range(k - 1, max(k - ELIDED, 0), -1):
        if tokens[at].norm in language.words("place_prepositions"):
            end = at  # "VAT on rice"
    found = phrase_before(reading, end)
    return found if found is not None and is_measure(found) else None


def _priced(reading: Reading, mention: Mention) -> Thing | None:
    """What is priced by a barrel, an ounce or a kilowatt-hour: "$83 a barrel"."""
    if mention.quantity.dimension != "money":
        return None
    tokens, table = reading.tokens, reading.language.table("priced_per", clitics=False)
    hit = table.ending_at(tokens, mention.j - 1)
    if hit is None and mention.j < len(tokens) and tokens[mention.j].norm in reading.language.words("per"):
        hit = table.starting_at(tokens, mention.j + 1)
    known = concept(hit[0]) if hit is not None else None
    return Thing(known.id.replace("_", " "), known.id) if known is not None else None


def _put_at(reading: Reading, mention: Mention) -> Thing | None:
    """ "Officials put the cost of repairs at $1.2 billion": what the number is put to."""
    tokens, language = reading.tokens, reading.language
    setters = language.words("put_at")
    if mention.i < 3 or tokens[mention.i - 1].norm not in language.words("put_links"):
        return None
    for k in range(mention.i - 3, max(mention.i - PUT, -1), -1):
        if tokens[k].text in ".;:\n":
            return None
        if tokens[k].norm in setters:
            return phrase_from(reading, k + 1)
    return None


def _before(reading: Reading, mention: Mention) -> Thing | None:
    """ "A fine of £1,000", "at a depth of 10 km": the noun that the measure explains."""
    tokens, language = reading.tokens, reading.language
    k = mention.i - 1
    while k > 1 and tokens[k].norm in language.words("focus_adverbs"):
        k -= 1  # "growth of only 0.2 percent"
    if k < 1 or tokens[k].norm not in language.words("measure_links"):
        return None
    when = next((span for span in reading.times_between(k - WHEN, k) if span.j == k), None)
    if when is not None and tokens[k].norm in language.words("range_to"):
        k = when.i  # "cut its forecast for growth this year to 2.9 percent"
        while k > 1 and tokens[k - 1].norm in language.words("place_prepositions", "vote_links"):
            k -= 1
        found = phrase_before(reading, k)
        return found if found is not None and (is_measure(found) or _is_set(reading, k)) else None
    found = phrase_before(reading, k)
    noun = language.nouns.get(tokens[k - 1].norm)
    if tokens[k - 1].norm in language.words("trend_nouns") and (noun is None or noun.concept.cls not in STRICT):
        return (
            phrase_before(reading, k - 1) if tokens[k].norm in language.words("of_whole") else None
        )  # "a pay rise of 7 %"
    if found is None or tokens[k - 1].norm in language.words("trend_adjectives"):
        return None
    if tokens[k - 1].norm in language.words("pace_nouns"):
        return subject_of_clause(reading, mention) or found  # "wages grew at an annual pace of 5.8 percent"
    if tokens[k].norm in language.words("of_whole") or tokens[k].norm in language.words("worth_links"):
        return found
    if tokens[k].norm in language.words("clause_verbs"):
        return subject_of_clause(reading, mention) or (found if _names_measured(reading, k - 1) else None)
    return found if _names_measured(reading, k - 1) else None


def _is_set(reading: Reading, k: int) -> bool:
    """Whether the noun phrase that ends before token k is what a verb sets: "cut its share buyback for 2024"."""
    tokens, language = reading.tokens, reading.language
    for at in range(k - 1, max(k - WHEN - 1, 0), -1):
        if tokens[at].norm in language.words("determiners"):
            return tokens[at - 1].norm in language.words("setting_verbs")
    return False


def _names_measured(reading: Reading, k: int) -> bool:
    """Whether the word at token k tells what is measured rather than what happens: not "will rise to", "deepened to"."""
    token, language = reading.tokens[k], reading.language
    known = language.nouns.get(token.norm)
    if known is not None:
        return (
            known.concept.cls in LOOSE and not is_verb(reading, k) and token.norm not in language.words("trend_nouns")
        )
    trend = language.table("change_before").starting_at(reading.tokens, k) is not None
    return not (
        trend
        or token.norm in language.words("trend_adjectives")
        or token.norm.endswith(tuple(language.words("verb_endings")))
        or reading.times_between(k, k + 1)
    )


def _right_before(reading: Reading, mention: Mention) -> Thing | None:
    """ "Exports rose 7 per cent and imports 3.5 per cent", "with soybeans down 11 cents": the noun of an elided verb."""
    tokens, language = reading.tokens, reading.language
    k = mention.i
    if k and tokens[k - 1].norm in language.words("trend_adverbs"):
        k -= 1
    begin = k
    while begin > 0 and k - begin < ELIDED and belongs(reading, begin - 1):
        begin -= 1
    opens = begin > 0 and (tokens[begin - 1].text == "," or tokens[begin - 1].norm in language.words("elision_openers"))
    if not opens or begin == k or language.nouns.get(tokens[k - 1].norm) is None or not _names_measured(reading, k - 1):
        return None
    return thing_at(reading, begin, k)


def _dealt(reading: Reading, mention: Mention) -> Thing | None:
    """What a sum is by the verb that deals it out: "will spend 17 trillion yen" is spending, "was fined £1,000" a fine."""
    return _deal(reading, mention) if mention.quantity.dimension == "money" else None


def _deal(reading: Reading, mention: Mention) -> Thing | None:
    """What the verb right before a sum or a share of the GDP makes of it."""
    tokens, dealings = reading.tokens, reading.language.table("dealings")
    for k in range(mention.i - 1, max(mention.i - 1 - DEALING, -1), -1):
        if tokens[k].kind is not Kind.WORD:
            return None
        hit = dealings.starting_at(tokens, k)
        if hit is None:
            continue
        known, noun = concept(hit[0]), hit[0].replace("_", " ")
        priced = noun in reading.language.words("prices")
        of = subject_of_clause(reading, mention) if priced else None
        phrase = f"{noun} of {of.phrase}" if of is not None and not is_measure(of) else noun
        return Thing(phrase, known.id if known is not None else noun.split()[0], told=True)
    return None


def _is_of_votes(reading: Reading, mention: Mention) -> bool:
    """ "With 31.2 percent of the vote"."""
    tokens, language, k = reading.tokens, reading.language, mention.j
    if k >= len(tokens) or tokens[k].norm not in language.words("of_whole"):
        return False
    return any(token.norm in language.words("vote_words") for token in tokens[k + 1 : k + 3])


def _voted(reading: Reading, mention: Mention) -> Thing | None:
    """The share of the votes for whom the clause begins with: "the Greens won 13 per cent"."""
    if mention.quantity.dimension != "percent":
        return None
    tokens, language = reading.tokens, reading.language
    whose = mention.j < len(tokens) and tokens[mention.j].norm in language.words("vote_links")
    verbs = language.words("vote_verbs")
    near = range(mention.i - 1, max(mention.i - DEALING, 0), -1)
    at = next((k for k in near if tokens[k].norm in verbs), None)
    words, sentence = language.words("vote_words"), reading.sentences[reading.sentence_index(mention.i)]
    around = tokens[max(mention.i - VOTING, sentence.i) : min(mention.i + VOTING, sentence.j)]
    owner = tokens[mention.i - 1].text if mention.i else ""
    if owner.endswith(("'s", "’s")) and any(token.norm in words for token in around):
        named = phrase_before(reading, mention.i)
        return Thing(f"votes for {named.phrase}"[:-2], "vote_share") if named else None
    if at is None and not whose and _is_of_votes(reading, mention):
        return Thing("votes", "vote_share")
    if (at is None and not whose) or not any(token.norm in words for token in around):
        return None
    if whose or at is None:
        named = phrase_from(reading, mention.j + 1)
        return Thing(f"votes for {named.phrase}", "vote_share") if named is not None else None
    begin = at
    while begin > sentence.i and belongs(reading, begin - 1):
        begin -= 1
    found = thing_at(reading, begin, at)
    return Thing(f"votes for {found.phrase}" if found is not None else "votes", "vote_share")
