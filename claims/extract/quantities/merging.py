"""Quantities that belong together: those of one value, numbers that share a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.quantities.announced import aged, announced, is_bare, is_bracketed_sum, priced
from claims.extract.quantities.counted import CountedNoun
from claims.extract.quantities.ellipsis import noun_left_out
from claims.extract.quantities.mentions import Mention, interval, is_attribute
from claims.extract.quantities.movements import with_ends_joined
from claims.extract.quantities.nouns import counted_noun
from claims.extract.quantities.recalled import recalled
from claims.extract.text.sentences import SENTENCE_ENDS
from claims.languages import Kind, Language, Token
from claims.model import Relation

LEVEL = 8
"""Tokens between what a value moved by and what it moved to."""
CARRIED = 10
"""Tokens between a number and a bare one that shares its unit."""
PARTS = ("count", "ratio", "percent")
COUNTED = ("count", "area", "length")
"""Dimensions of a whole of which so many are a part."""
PART_OF = 4
"""Tokens of "of the region's"."""
PART_REACH = 25
"""Tokens between a whole and its part."""
SERIES = 4
"""Bare numbers in a row that are no quantities."""
LEAST_SUM = 100_000
"""A smaller bare number behind a comparison may count something else than the sum before it."""
ATTRIBUTES = 2
"""Attributes such as "six-storey" between a number and the one whose noun it shares."""


def merged_and_shared(text: str, tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """The mentions of a text with bounds and movements merged and units given to bare numbers."""
    merged = _merge_units(text, tokens, mentions, language)
    merged = with_ends_joined(text, tokens, merged, language)
    return _share(tokens, _without_series(tokens, merged, language), language)


def _without_series(tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """Without the numbers of a lottery or a sequence: four and more in a row of which none counts anything."""
    kept: list[Mention] = []
    row: list[Mention] = []
    for mention in mentions:
        gap = tokens[row[-1].j : mention.i] if row else ()
        listed = bool(row) and all(token.text in ",،" or token.norm in language.words("joiners") for token in gap)
        plain = is_bare(mention) and mention.quantity.relation is Relation.EQUAL
        if row and not (plain and listed):
            kept += row if len(row) < SERIES or listed else ()
            row = []
        if plain:
            row.append(mention)
        else:
            kept.append(mention)
    return kept + (row if len(row) < SERIES else [])


def _share(tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """A unit goes on to a bare number that is compared with it."""
    carried: list[Mention] = []
    floor = 0  # behind the last noun that was counted
    for index, mention in enumerate(mentions):
        near = (one for one in carried[: -1 - ATTRIBUTES : -1] if not is_attribute(tokens, one))
        before = next((one for one in near if not is_bracketed_sum(tokens, one)), None)
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        if after is not None:
            mention = _lent(tokens, mention, after, language)
        mention = aged(tokens, mention, language)
        mention = announced(tokens, floor, mention, language)
        mention = priced(tokens, carried, mention)
        if before is not None:
            mention = _carried(tokens, before, mention, language)
        mention = recalled(tokens, carried, mention, language)
        mention = noun_left_out(tokens, carried, mention, language)
        carried.append(mention)
        floor = mention.j if mention.noun is not None else floor
    return carried


def _carried(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> Mention:
    of_whole = _of_whole(tokens, before, mention, language)
    if of_whole is not None:
        return of_whole
    gap = tokens[before.j : mention.i]
    restated = before.quantity.change is not None and mention.quantity.change is None and 0 < len(gap) <= 2
    if len(gap) == 1 and gap[0].text == "(" and _is_converted(before, mention):
        return _bounded_as(before, mention)  # "less than 8.9 ksi (61.4 MPa)"
    if restated and gap[-1].norm in language.words("alternatives") and all(t.text == "," for t in gap[:-1]):
        mention = _moved_as(before, mention)  # "lost 190 points, or 0.6 %"
    elif (
        before.quantity.change is not None
        and mention.quantity.change is None
        and _is_level(tokens, before, mention, language)
    ):
        mention = _moved_as(before, mention)  # "rose 64 points to 4,577"
    if (
        not is_bare(mention)
        or not before.quantity.unit
        or before.quantity.dimension == "ratio"
        or not 0 < len(gap) <= CARRIED
    ):
        return mention
    if any(token.kind is Kind.NEWLINE or token.text in SENTENCE_ENDS for token in gap):
        return mention
    shares = language.table("shares_unit", clitics=False).ending_at(tokens, mention.i - 1)
    if shares is None and before.quantity.change and before.quantity.dimension not in ("percent", "ratio"):
        shares = language.table("shares_level", clitics=False).ending_at(tokens, mention.i - 1)
    if shares is None and before.quantity.change and mention.quantity.change and before.quantity.dimension == "percent":
        by = tokens[mention.i - 1].norm in language.words("change_links")
        shares = ("", before.j) if by else None  # "rose by 2 percent while the other fell by 1"
    sum_ = before.quantity.dimension == "money" and (mention.quantity.low or 0.0) >= LEAST_SUM
    if (
        shares is None
        and sum_
        and any(language.table("comparisons").starting_at(tokens, k) for k in range(before.j, mention.i))
    ):
        shares = ("", before.j)  # "a profit of 108 million euros, against a loss of 598 million"
    listed = before.quantity.dimension != "age" and _and_bare(tokens, before, mention, language)
    if not listed and (shares is None or shares[1] < before.j):
        return mention
    unit, dimension = before.quantity.unit, before.quantity.dimension
    quantity = replace(mention.quantity, unit=unit, dimension=dimension)
    return replace(mention, quantity=quantity, concept=before.concept, echo=int(dimension == "count"))


def _is_converted(before: Mention, mention: Mention) -> bool:
    """Whether a mention in brackets gives the one before it in another unit."""
    a, b = before.quantity, mention.quantity
    return a.dimension == b.dimension != "count" and a.unit != b.unit and b.relation is Relation.EQUAL


def _bounded_as(before: Mention, mention: Mention) -> Mention:
    relation = before.quantity.relation
    if relation in (Relation.EQUAL, Relation.RANGE) or mention.quantity.low is None or mention.quantity.high is None:
        return mention
    low, high = interval(mention.quantity.low, mention.quantity.high, relation)
    return replace(mention, quantity=replace(mention.quantity, low=low, high=high, relation=relation))


def _moved_as(before: Mention, mention: Mention) -> Mention:
    return replace(mention, quantity=replace(mention.quantity, change=before.quantity.change))


def _is_level(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> bool:
    """Whether a mention is the level to which a value moved by the mention before it."""
    gap = tokens[before.j : mention.i]
    if before.quantity.relation is Relation.RANGE or not gap or len(gap) > LEVEL:
        return False
    if any(token.kind is Kind.NEWLINE or token.text in SENTENCE_ENDS or token.text in ";؛" for token in gap):
        return False
    found = language.table("shares_level").ending_at(tokens, mention.i - 1)
    within = language.table("shares_level").starting_at(tokens, mention.i)
    return (found is not None and found[1] >= before.j) or (within is not None and within[1] <= mention.number_i)


def _of_whole(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> Mention | None:
    """A bare number of those just counted: "15 of them", «منهم 15», "34 others"; and behind "of the 3,500 soldiers …, 2,500 are"."""
    share = mention.noun is None and mention.quantity.dimension in ("ratio", "percent")
    bare = is_bare(mention) or _is_people(mention)
    if not (bare or share) or before.quantity.dimension not in ("count", "age"):
        return None
    parts, others = language.table("part_words"), language.words("others")
    of_them = parts.ending_at(tokens, mention.i - 1) is not None or parts.starting_at(tokens, mention.j) is not None
    near = of_them or any(k < len(tokens) and tokens[k].norm in others for k in (mention.j - 1, mention.j))
    opened = before.i > 0 and language.table("whole_words").ending_at(tokens, before.i - 1) is not None
    between = tokens[before.j : mention.i]
    if not (near or opened) or len(between) > PART_REACH:
        return None
    if any(token.kind is Kind.NEWLINE or token.text in SENTENCE_ENDS for token in between):
        return None
    unit, concept = before.quantity.unit, mention.concept
    part = parts.starting_at(tokens, mention.j)
    behind = part[1] if part is not None else len(tokens)
    while behind < len(tokens) and tokens[behind].norm in language.words("part_verbs"):
        behind += 1
    named = language.nouns.starting_at(tokens, behind) if part is not None else None
    if share:  # "a fifth of them children", "a quarter of them are women"
        if named is None or named[0].form != "plural":
            return None
        noun = CountedNoun(behind, named[1], named[0].concept.id, named[0].concept.unit, ())
        return replace(mention, noun=noun, concept=noun.concept)
    if named is not None and named[0].form == "plural":  # "nine of them children"
        unit, concept = named[0].concept.unit, named[0].concept.id
    if unit is None:
        return None
    if near and not of_them and not opened:  # "34 others" are no part of those before
        return replace(mention, quantity=replace(mention.quantity, unit=unit), concept=concept or before.concept)
    return replace(mention, quantity=replace(mention.quantity, unit=unit), concept=concept, whole=-1)


def _is_people(mention: Mention) -> bool:
    """Whether nothing but a people's name is counted: "2,500 Americans"."""
    return mention.noun is not None and mention.concept is None and mention.noun.modifiers == (mention.noun.i,)


def _lent(tokens: Sequence[Token], mention: Mention, after: Mention, language: Language) -> Mention:
    """A bare number right before another one: "eight or nine euros" shares its unit, "2.9 million 9 litre cases" what stands behind it."""
    gap = tokens[mention.j : after.i]
    counted = after.quantity.dimension in COUNTED and mention.quantity.dimension in PARTS
    part = counted and _is_part_of(gap, language, share=mention.quantity.dimension == "ratio")
    if part and not _exceeds(mention, after):
        mention = replace(mention, whole=1)  # "22 of its 311 stores", "93% of its 47,000 members"
    if not is_bare(mention) or not after.quantity.unit:
        return mention
    if part:
        unit, dimension = after.quantity.unit, after.quantity.dimension
        return replace(
            mention, quantity=replace(mention.quantity, unit=unit, dimension=dimension), concept=after.concept
        )
    behind = (token.norm for token in tokens[after.j : after.j + 2])
    respective = (
        len(gap) == 1
        and gap[0].norm in language.words("joiners")
        and any(word in language.words("respective") for word in behind)
    )
    listed = (
        len(gap) == 1
        and gap[0].norm in language.additive
        and tokens[mention.number_i].kind is tokens[after.number_i].kind is Kind.NUMBER
        and after.quantity.dimension == "count"
    )  # «375 و346 و189 مراجعا»
    if listed or respective or (len(gap) == 1 and gap[0].norm in language.words("alternatives")):
        unit, dimension = after.quantity.unit, after.quantity.dimension
        return replace(
            mention, quantity=replace(mention.quantity, unit=unit, dimension=dimension), concept=after.concept
        )
    if _is_narrowed(gap, after, language):  # "30 government and 39 rebel fighters"
        quantity = replace(mention.quantity, unit=after.quantity.unit)
        return replace(mention, j=mention.j + 1, quantity=quantity, concept=after.concept)
    if not gap and after.noun is None and after.quantity.dimension not in ("count", "money", "percent"):
        noun = counted_noun(tokens, after.j, 2.0, language, set())
        if noun is not None:
            return replace(mention, noun=noun, concept=noun.concept, quantity=replace(mention.quantity, unit=noun.unit))
    return mention


def _is_narrowed(gap: Sequence[Token], after: Mention, language: Language) -> bool:
    """Whether an adjective and "and" stand between a bare number and one whose noun an adjective narrows too."""
    if len(gap) != 2 or after.noun is None or not after.noun.modifiers or language.data.get("noun_first"):
        return False
    adjective, joint = gap
    plain = adjective.kind is Kind.WORD and adjective.norm not in language.words("stop_words")
    return plain and joint.norm in language.words("joiners") and adjective.norm not in language.event_words


def _exceeds(part: Mention, whole: Mention) -> bool:
    """Whether a count cannot be a part of another for its size."""
    ends = part.quantity.high or part.quantity.low, whole.quantity.high
    return part.quantity.dimension == "count" and None not in ends and (ends[0] or 0.0) > (ends[1] or 0.0)


def _is_part_of(gap: Sequence[Token], language: Language, *, share: bool = False) -> bool:
    """Whether "of its", "of the region's" stands between two numbers: the part is counted in what the whole is."""
    if gap and gap[0].norm in language.words("additions"):
        gap = gap[1:]  # "two more of its 13 turbines"
    if len(gap) == 1 and share and gap[0].norm in language.words("definite_articles"):
        return True  # "half the 640 seats"
    if gap and gap[-1].norm in language.words("definite_prefixes"):
        gap = gap[:-1]
    if len(gap) == 1 and gap[0].norm in language.words("bare_part_of"):
        return True  # «17 من 20 مسيرة», «35 من الـ50 مختطفا»
    found = language.table("part_of_words", clitics=False).starting_at(gap, 0) if gap else None
    if found is None or len(gap) > PART_OF:
        return False
    return all(
        token.kind is Kind.WORD and token.norm not in language.words("clause_words") for token in gap[found[1] :]
    )


def _and_bare(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> bool:
    """ "435 homes by sale and 187 by tender": behind "and", in front of what can't be counted."""
    head = tokens[mention.i - 1]
    joined = head.norm in language.words("joiners") or any(
        clitic in language.additive for clitic, _ in language.split(tokens[mention.i].norm) if clitic
    )
    following = tokens[mention.j] if mention.j < len(tokens) else None
    free = following is None or following.norm in language.words("after_bare")
    return joined and free and before.j < mention.i


def _merge_units(text: str, tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """ "Two tonnes and 300 kilograms" are 2.3 tonnes."""
    sizes = {(greater, smaller): size for greater, smaller, size in language.data.get("compound_units", ())}
    if not sizes:
        return mentions
    merged: list[Mention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        size = sizes.get((before.quantity.unit, mention.quantity.unit)) if before is not None else None
        part = mention.quantity.low
        if before is None or not size or part is None or not _is_rest(tokens, before, mention, language):
            merged.append(mention)
            continue
        a, end = before.quantity, mention.quantity.end
        low, high = (None if value is None else value + part / size for value in (a.low, a.high))
        quantity = replace(a, end=end, quote=text[a.start : end], low=low, high=high)
        merged[-1] = replace(before, quantity=quantity, j=mention.j)
    return merged


def _is_rest(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> bool:
    """Whether a plain quantity follows another one behind nothing but "and"."""
    gap = tokens[before.j : mention.i]
    glued = any(clitic in language.additive for clitic, _ in language.split(tokens[mention.i].norm) if clitic)
    plain = not gap and tokens[mention.i].kind is Kind.NUMBER  # "2 hours 35 minutes"
    joined = gap[0].norm in language.words("joiners") if len(gap) == 1 else (glued or plain) and not gap
    return joined and mention.quantity.relation is Relation.EQUAL and before.quantity.relation is not Relation.RANGE
