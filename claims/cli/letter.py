"""What `claims check` found as plain text for an email: short lines, no colours, each quote and address on a line of its own."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from claims.report.bidi import flat

if TYPE_CHECKING:
    from claims.judge.check import Checked, Evidence

WIDTH = 76
MOST = 5
VERDICTS = {"contradiction": "Contradicts it", "same": "Agrees", "update": "Of another time"}


def letter(number: int, found: Checked) -> str:
    """One claim with what the database holds for and against it."""
    from claims.judge.words import what

    told = [fill(f"{number}. {flat(found.claim.quote)} ({what(found.claim)})", WIDTH, subsequent_indent="   "), ""]
    for verdict, title in VERDICTS.items():
        evidence = [one for one in found.evidence if str(one.judgement.verdict) == verdict]
        for one in evidence[:MOST]:
            told += [*_evidence(title, one), ""]
        if len(evidence) > MOST:
            told += [f"   And {len(evidence) - MOST} more.", ""]
    if len(told) == 2:
        told += ["   Nothing in the database on this.", ""]
    return "\n".join(told)


def _evidence(title: str, one: Evidence) -> list[str]:
    """A quote begins its line, so that a mail program sets Arabic from the right; an address is not broken."""
    side = one.other.side
    when = f", {side.published:%-d %B %Y}" if side.published else ""
    return [
        f"   {title}: {flat(side.outlet)}{when}",
        fill(f"> {flat(one.other.claim.sentence)}", WIDTH, subsequent_indent="> "),
        f"   {flat(side.url or '')}",
        fill(flat(one.judgement.explanation), WIDTH, initial_indent="   ", subsequent_indent="   "),
    ]
