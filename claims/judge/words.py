"""Phrases of the explanations."""

from __future__ import annotations

from claims.figures import number, shown
from claims.judge.context import PairContext
from claims.judge.tolerance import Tolerances, interval
from claims.match.keys import key_of, label
from claims.model import Claim


def what(claim: Claim) -> str:
    """What a claim counts, as a phrase."""
    return label(key_of(claim), claim.unit, claim.place, claim.subject) or claim.unit or "the quantity"


def value(claim: Claim, tolerances: Tolerances) -> str:
    """A claim's value with what its words allow: `2,500 (2,450 to 2,550)`."""
    said = shown((claim.low, claim.high))
    allowed = shown(interval(claim, tolerances))
    return said if said == allowed else f"{said} (read as {allowed})"


def who(claim: Claim, context: PairContext, side: str) -> str:
    """Who says it: the speaker, the outlet, or "the first"."""
    outlet = (context.a if side == "a" else context.b).outlet
    if claim.attributed_to and outlet:
        return f"{claim.attributed_to} in {outlet}"
    return claim.attributed_to or outlet or ("the first" if side == "a" else "the second")


def both(a: Claim, b: Claim, context: PairContext, tolerances: Tolerances) -> str:
    """`X gives 5, Y gives 7`."""
    return f"{who(a, context, 'a')} gives {value(a, tolerances)}, {who(b, context, 'b')} gives {value(b, tolerances)}"


__all__ = ["both", "number", "value", "what", "who"]
