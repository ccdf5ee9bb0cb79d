"""Two quantities that are the ends of one: its lower and upper bound, or where a value came from and where it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.quantities.mentions import Mention
from claims.languages import Kind, Language, Token
from claims.model import Relation

MOVEMENT = 8
"""Tokens between where a value came from and where it went."""


def with_ends_joined(text: str, tokens: Sequence[Token], mentions: list[Mention], language: Language) -> list[Mention]:
    """The mentions, those that bound one value or tell how it moved made into one."""
    return _merge_movements(text, tokens, _merge_bounds(text, tokens, mentions, language), language)


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
        mention = _told_once_more(tokens, merged[-1], mention, language) if merged else mention
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
        merged[-1] = replace(
            shown,
            quantity=quantity,
            i=before.i,
            j=mention.j,
            number_i=before.number_i,
            moved=True,
            goal=mention.quantity.relation,
        )
    return merged


def _told_once_more(tokens: Sequence[Token], before: Mention, mention: Mention, language: Language) -> Mention:
    """A range behind a movement, told by its ends: "rose by 37 percent, from 0.90 percent to 1.23 percent"."""
    a, b = before.quantity, mention.quantity
    apart = tokens[before.j : mention.i]
    opened = tokens[mention.i].norm in language.words("range_from") and len(apart) == 1 and apart[0].text == ","
    if not opened or a.change is None or a.dimension not in ("percent", "ratio") or b.relation is not Relation.RANGE:
        return mention
    return mention if mention.moved else replace(mention, moved=True, quantity=replace(b, change=a.change))


def _is_movement(tokens: Sequence[Token], a: Mention, b: Mention, language: Language) -> bool:
    gap = tokens[a.j : b.i]
    if a.moved or not 0 < len(gap) <= MOVEMENT or any(t.kind is Kind.NEWLINE or t.text in ".;!?؟," for t in gap):
        return False
    if a.quantity.unit and b.quantity.unit and a.quantity.unit != b.quantity.unit:
        return False
    if not (a.quantity.unit or b.quantity.unit or len(gap) == 1) or Relation.RANGE in (
        a.quantity.relation,
        b.quantity.relation,
    ):
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
    joiners = language.words("joiners", "contrasts")
    glued = any(clitic for clitic, _ in language.split(tokens[b.i].norm) if clitic in language.additive)
    if len(between) > 2 or not (between or glued) or any(t.text != "," and t.norm not in joiners for t in between):
        return None
    if tokens[b.i].norm in language.words("guesses") or [token.text for token in between] == [","]:
        return None  # "at least 10, and perhaps as many as 12", "as many as ten, as few as two"
    low, high = lower.quantity.low, upper.quantity.high
    return (low, high) if low is not None and high is not None and low < high else None
