"""Tokens → quantities: a number with its hedge, trend and unit, and what is not one left alone. One pass, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extract.amounts import AGE, is_age, names_something, read_amount
from claims.extract.bounds import change_after, change_before, hedge_after, hedge_before, range_opening, widened
from claims.extract.nouns import CountedNoun, counted_noun
from claims.extract.times import TimeSpan
from claims.languages import Kind, Language, Token
from claims.model import Quantity, Relation

SENTENCE_ENDS = frozenset(".!?؟")
MOVEMENT = 8
"""Tokens between where a value came from and where it went."""
CARRIED = 10
"""Tokens between a number and a bare one that shares its unit."""
ANNOUNCED = 20
"""Tokens between "the number of" and the number."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity and where its parts stand: tokens i to j, the number at number_i, the counted noun."""

    quantity: Quantity
    i: int
    j: int
    number_i: int
    noun: CountedNoun | None
    concept: str | None
    moved: bool = False
    """The quantity tells where a value came from and where it went: "rose from 42 to 61"."""

    @property
    def now(self) -> tuple[float | None, float | None]:
        """The interval that holds at the end of the movement; the asserted one where nothing moved."""
        quantity = self.quantity
        if not self.moved:
            return quantity.low, quantity.high
        last = quantity.high if quantity.change == "up" else quantity.low
        return last, last


def find_quantities(
    text: str, tokens: Sequence[Token], language: Language, times: Sequence[TimeSpan] = ()
) -> list[Mention]:
    """All quantities of a text, left to right, none overlapping another."""
    taken = {k for span in times for k in range(span.i, span.j)}
    mentions: list[Mention] = []
    i, floor = 0, 0
    while i < len(tokens):
        if i in taken:
            i += 1
            continue
        found = _zero(text, tokens, i, language) or _mention(text, tokens, i, floor, language, taken)
        if found is None:
            i += 1
            continue
        if found.quantity.dimension != "none":
            mentions.append(found)
        floor = i = max(found.j, i + 1)
    return _carry_over(
        tokens, _merge_movements(text, tokens, _merge_bounds(text, tokens, mentions, language), language), language
    )


def _carry_over(tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """A unit goes on to a bare number that is compared with it."""
    carried: list[Mention] = []
    for index, mention in enumerate(mentions):
        before = carried[-1] if carried else None
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        if after is not None:
            mention = _lent(tokens, mention, after, language)
        mention = _announced(tokens, before.j if before is not None else 0, mention, language)
        if before is not None:
            mention = _carried(tokens, before, mention, language)
        carried.append(mention)
    return carried


def _announced(tokens: Sequence[Token], floor: int, mention: Mention, language: Language) -> Mention:
    """A bare number counts what "the number of …" before it in the sentence names: "the number of dead rose to 61"."""
    if mention.noun is not None or mention.quantity.unit is not None or mention.quantity.dimension != "count":
        return mention
    table = language.table("number_of")
    for k in range(mention.i - 1, max(floor, mention.i - ANNOUNCED) - 1, -1):
        if tokens[k].text in SENTENCE_ENDS or tokens[k].kind is Kind.NEWLINE:
            return mention
        hit = table.starting_at(tokens, k)
        if hit is None:
            continue
        noun = counted_noun(tokens, hit[1], 2.0, language, set())
        if noun is None or noun.j > mention.i:
            return mention
        return replace(mention, noun=noun, concept=noun.concept, quantity=replace(mention.quantity, unit=noun.unit))
    return mention


def _carried(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> Mention:
    gap = tokens[before.j : mention.i]
    restated = before.quantity.change is not None and mention.quantity.change is None and 0 < len(gap) <= 2
    if restated and gap[-1].norm in language.words("alternatives") and all(t.text == "," for t in gap[:-1]):
        mention = replace(
            mention, quantity=replace(mention.quantity, change=before.quantity.change)
        )  # "lost 190 points, or 0.6 %"
    if (
        not _is_bare(mention)
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
    listed = before.quantity.dimension != "age" and _and_bare(tokens, before, mention, language)
    if not listed and (shares is None or shares[1] < before.j):
        return mention
    unit, dimension = before.quantity.unit, before.quantity.dimension
    return replace(mention, quantity=replace(mention.quantity, unit=unit, dimension=dimension), concept=before.concept)


def _lent(tokens: Sequence[Token], mention: Mention, after: Mention, language: Language) -> Mention:
    """A bare number right before another one: "eight or nine euros" shares its unit, "2.9 million 9 litre cases" what stands behind it."""
    if not _is_bare(mention) or not after.quantity.unit:
        return mention
    gap = tokens[mention.j : after.i]
    if len(gap) == 1 and gap[0].norm in language.words("alternatives"):
        unit, dimension = after.quantity.unit, after.quantity.dimension
        return replace(
            mention, quantity=replace(mention.quantity, unit=unit, dimension=dimension), concept=after.concept
        )
    if not gap and after.noun is None and after.quantity.dimension not in ("count", "money", "percent"):
        noun = counted_noun(tokens, after.j, 2.0, language, set())
        if noun is not None:
            return replace(mention, noun=noun, concept=noun.concept, quantity=replace(mention.quantity, unit=noun.unit))
    return mention


def _is_bare(mention: Mention) -> bool:
    return mention.noun is None and mention.quantity.unit is None and mention.quantity.dimension == "count"


def _and_bare(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> bool:
    """ "435 homes by sale and 187 by tender": behind "and", in front of what can't be counted."""
    head = tokens[mention.i - 1]
    joined = head.norm in language.words("joiners") or any(
        clitic in language.additive for clitic, _ in language.split(tokens[mention.i].norm) if clitic
    )
    following = tokens[mention.j] if mention.j < len(tokens) else None
    free = following is None or following.norm in language.words("after_bare")
    return joined and free and before.j < mention.i


def _merge_bounds(text: str, tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """ "more than 10 and less than 20" is one quantity."""
    merged: list[Mention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        both = _both_bounds(before, mention, tokens, language) if before is not None else None
        if before is None or both is None:
            merged.append(mention)
            continue
        start, end = before.quantity.start, mention.quantity.end
        shown = before if before.noun is not None or before.quantity.unit else mention
        quantity = replace(
            shown.quantity,
            start=start,
            end=end,
            quote=text[start:end],
            low=both[0],
            high=both[1],
            relation=Relation.RANGE,
        )
        merged[-1] = replace(shown, quantity=quantity, i=before.i, j=mention.j, number_i=before.number_i)
    return merged


def _merge_movements(text: str, tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """ "from $75 a barrel in October to $45.88" is one quantity: where a value came from and where it went."""
    merged: list[Mention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        if before is None or not _is_movement(tokens, before, mention, language):
            merged.append(mention)
            continue
        ends = [
            v
            for v in (before.quantity.low, before.quantity.high, mention.quantity.low, mention.quantity.high)
            if v is not None
        ]
        shown = mention if mention.quantity.unit else before
        start = before.quantity.start
        quantity = replace(
            shown.quantity,
            start=start,
            end=mention.quantity.end,
            quote=text[start : mention.quantity.end],
            low=min(ends),
            high=max(ends),
            relation=Relation.RANGE,
            change=before.quantity.change
            or ("up" if max(ends) in (mention.quantity.low, mention.quantity.high) else "down"),
        )
        merged[-1] = replace(shown, quantity=quantity, i=before.i, j=mention.j, number_i=before.number_i, moved=True)
    return merged


def _is_movement(tokens: Sequence[Token], a: Mention, b: Mention, language: Language) -> bool:
    gap = tokens[a.j : b.i]
    if a.moved or not 0 < len(gap) <= MOVEMENT or any(t.kind is Kind.NEWLINE or t.text in ".;!?؟," for t in gap):
        return False
    if a.quantity.unit and b.quantity.unit and a.quantity.unit != b.quantity.unit:
        return False
    if not (a.quantity.unit or b.quantity.unit) or Relation.RANGE in (a.quantity.relation, b.quantity.relation):
        return False
    origin = any(
        rest in language.words("range_from")
        for k in (a.i - 1, a.i)
        if k >= 0
        for rest in language.forms(tokens[k].norm)
    )
    goal = gap[-1].norm in language.words("range_to")
    ends = (a.quantity.low or a.quantity.high or 0.0, b.quantity.low or b.quantity.high or 0.0)
    return origin and goal and ends[0] != ends[1]


def _both_bounds(
    a: Mention, b: Mention, tokens: Sequence[Token], language: Language
) -> tuple[float | None, float | None] | None:
    bounds = (Relation.MORE, Relation.AT_LEAST), (Relation.LESS, Relation.AT_MOST)
    lower, upper = (a, b) if a.quantity.relation in bounds[0] else (b, a)
    if lower.quantity.relation not in bounds[0] or upper.quantity.relation not in bounds[1]:
        return None
    if a.quantity.unit and b.quantity.unit and a.quantity.unit != b.quantity.unit:
        return None
    between = tokens[a.j : b.i]
    joiners = language.words("joiners") | language.words("contrasts")
    glued = any(clitic for clitic, _ in language.split(tokens[b.i].norm) if clitic in language.additive)
    if len(between) > 2 or not (between or glued) or any(t.text != "," and t.norm not in joiners for t in between):
        return None
    low, high = lower.quantity.low, upper.quantity.high
    return (low, high) if low is not None and high is not None and low < high else None


# -- one quantity ----------------------------------------------------------------------------------------------------------


def _mention(
    text: str, tokens: Sequence[Token], i: int, floor: int, language: Language, taken: set[int]
) -> Mention | None:
    first = read_amount(tokens, i, language, taken)
    if first is None:
        return _dual_noun(text, tokens, i, floor, language)
    if names_something(tokens, first, language):
        return _nothing(tokens, first.i, first.j)
    amount, is_range = widened(tokens, first, language, taken)
    start, relation = hedge_before(tokens, amount.i, floor, language)
    change = change_before(tokens, start, floor, language)
    end, after = hedge_after(tokens, amount.j, language)
    if after is not None:
        relation = after if relation in (None, Relation.ABOUT) else relation
    change = change or change_after(tokens, end, language)
    if amount.unit.dimension == "percent" and amount.high < 0:
        change = "down"
    if is_range:
        relation, start = (
            relation if relation is Relation.ABOUT else Relation.RANGE,
            range_opening(tokens, start, floor, language),
        )
    elif amount.form == "vague":
        relation = Relation.RANGE if relation is None else relation
    low, high = _interval(amount.low, amount.high, relation)
    moved = is_range and change is not None and _comes_from(tokens, first.i, language)
    if is_age(tokens, amount, language):
        amount = replace(amount, unit=AGE)
    unit = amount.unit.name or None
    quantity = Quantity(
        start=tokens[start].start + _clitic_skip(tokens[start], language),
        end=tokens[end - 1].end,
        quote="",
        low=low,
        high=high,
        relation=relation or Relation.EQUAL,
        change=change,
        unit=unit or (amount.noun.unit if amount.noun else None),
        dimension=amount.unit.dimension if unit else ("ratio" if amount.form == "fraction" else "count"),
    )
    if quantity.dimension == "ratio":
        quantity = replace(quantity, unit="share")
    quantity = replace(quantity, quote=text[quantity.start : quantity.end])
    return Mention(
        quantity, start, end, amount.number_i, amount.noun, amount.noun.concept if amount.noun else None, moved
    )


def _comes_from(tokens: Sequence[Token], i: int, language: Language) -> bool:
    return i > 0 and any(rest in language.words("range_from") for rest in language.forms(tokens[i - 1].norm))


def _clitic_skip(token: Token, language: Language) -> int:
    """Additive clitics ("and") are not part of a quote; prepositions are."""
    for clitic in language.additive:
        if (
            token.kind is Kind.WORD
            and token.norm.startswith(clitic)
            and language.table("hedges_before").meaning.get((token.norm[len(clitic) :],))
        ):
            return len(clitic)
    return 0


def _nothing(tokens: Sequence[Token], i: int, j: int) -> Mention:
    empty = Quantity(tokens[i].start, tokens[j - 1].end, "", None, None, dimension="none")
    return Mention(empty, i, j, i, None, None)


def _interval(low: float, high: float, relation: Relation | None) -> tuple[float | None, float | None]:
    if relation in (Relation.MORE, Relation.AT_LEAST):
        return low, None
    if relation in (Relation.LESS, Relation.AT_MOST):
        return None, high
    return low, high


# -- numbers without a numeral ---------------------------------------------------------------------------------------------------


def _dual_noun(text: str, tokens: Sequence[Token], i: int, floor: int, language: Language) -> Mention | None:
    """A dual noun holds the number two: «جنديين»."""
    if tokens[i].kind is not Kind.WORD:
        return None
    for clitic, rest in language.split(tokens[i].norm):
        noun = language.nouns.get(rest)
        if noun is None or noun.form != "dual" or clitic in language.words("definite_clitics"):
            continue
        start, relation = hedge_before(tokens, i, floor, language)
        begin = tokens[start].start + (len(clitic) if start == i and clitic in language.additive else 0)
        low, high = _interval(2.0, 2.0, relation)
        counted = CountedNoun(i, i + 1, noun.concept.id, noun.concept.unit, ())
        quantity = Quantity(
            begin,
            tokens[i].end,
            text[begin : tokens[i].end],
            low,
            high,
            relation or Relation.EQUAL,
            None,
            noun.concept.unit,
        )
        return Mention(quantity, start, i + 1, i, counted, noun.concept.id)
    return None


def _zero(text: str, tokens: Sequence[Token], i: int, language: Language) -> Mention | None:
    """ "no casualties", «من دون إصابات»: zero of something that can happen to people."""
    found = language.table("zero_before").starting_at(tokens, i)
    if found is None:
        return None
    noun = counted_noun(tokens, found[1], 0.0, language, set(), only_known=True)
    if noun is None or noun.i > found[1] + 1 or not noun.counts_harm(language):
        return None
    quantity = Quantity(
        tokens[i].start + _zero_skip(tokens[i], language), tokens[noun.j - 1].end, "", 0.0, 0.0, unit=noun.unit
    )
    quantity = replace(quantity, quote=text[quantity.start : quantity.end])
    return Mention(quantity, i, noun.j, i, noun, noun.concept)


def _zero_skip(token: Token, language: Language) -> int:
    for clitic in language.additive:
        if token.norm.startswith(clitic) and token.norm[len(clitic) :] in {
            p[0] for p in language.table("zero_before").meaning
        }:
            return len(clitic)
    return 0
