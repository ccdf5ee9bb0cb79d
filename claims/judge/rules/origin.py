"""Copies of one text, and one text over time."""

from __future__ import annotations

from claims.judge.context import PairContext
from claims.judge.rules.grounds import agree, verdict
from claims.judge.tolerance import Tolerances
from claims.judge.words import both, value, what
from claims.model import Claim, Judgement, Verdict


def one_origin(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """Copies of one text are one source, whether or not a copy is of an earlier state.

    >>> from claims.judge.examples import claim, pair
    >>> one_origin(claim(5), claim(5), pair(origin="x"), Tolerances()).rule
    'one_origin'
    """
    if not context.one_origin or context.same_url:
        return None
    agency = context.a.wire or context.b.wire
    source = f"the same {agency} report" if agency else "the same text"
    if agree(a, b, context, tolerances):
        return verdict(Verdict.SAME, "one_origin", f"Both carry {source}: one source, not two.")
    return verdict(
        Verdict.UNDETERMINED,
        "one_origin",
        f"Both carry {source}, in states that differ: {both(a, b, context, tolerances)}.",
    )


def stealth_edit(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A number that changed at one address without a word about it.

    >>> from claims.judge.examples import claim, edited
    >>> stealth_edit(claim(5), claim(9), edited(), Tolerances()).rule
    'stealth_edit'
    """
    if not _edited(a, b, context) or context.b.correction or context.a.correction:
        return None
    return verdict(
        Verdict.CONTRADICTION,
        "stealth_edit",
        f"{context.a.outlet or 'The outlet'} changed {what(a)} from {value(a, tolerances)} to {value(b, tolerances)} "
        "in the same article, without a correction note.",
    )


def correction(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> Judgement | None:
    """A number that changed at one address with a note that says so.

    >>> from claims.judge.examples import claim, edited
    >>> correction(claim(5), claim(9), edited(note="Corrected."), Tolerances()).rule
    'correction'
    """
    if not _edited(a, b, context):
        return None
    return verdict(
        Verdict.UPDATE,
        "correction",
        f"{context.a.outlet or 'The outlet'} corrected {what(a)} from {value(a, tolerances)} to {value(b, tolerances)}.",
    )


def _edited(a: Claim, b: Claim, context: PairContext) -> bool:
    return (
        context.same_url
        and context.a.article_id != context.b.article_id
        and (a.low, a.high, a.relation) != (b.low, b.high, b.relation)
    )
