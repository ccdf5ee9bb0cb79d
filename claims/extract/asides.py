"""Where a clause goes on behind what explains somebody between two commas."""

from __future__ import annotations

from collections.abc import Sequence

from claims.languages import Language, Token

LONGEST = 18
"""Tokens of an explanation."""


def behind_apposition(tokens: Sequence[Token], j: int, end: int, language: Language) -> int:
    """Where the clause goes on at token j: behind "two hostages, aged 61 and 70," where something explains them between commas."""
    if j + 1 >= end or tokens[j].text != "," or tokens[j + 1].norm not in language.words("apposition_openers"):
        return j
    for k in range(j + 2, min(j + LONGEST, end - 1)):
        if tokens[k].text in ".;:":
            break
        if tokens[k].text == "," and tokens[k + 1].norm not in language.words("joiners"):
            return k + 1
    return j
