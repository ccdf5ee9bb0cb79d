"""Where a clause goes on behind what explains somebody between two commas."""

from __future__ import annotations

from collections.abc import Sequence

from claims.languages import Kind, Language, Token

LONGEST = 18
"""Tokens of an explanation."""


def behind_apposition(tokens: Sequence[Token], j: int, end: int, language: Language) -> int:
    """Where the clause goes on at token j: behind "two hostages, aged 61 and 70," where something explains them between commas, and behind
    "53 civilians including 21 children" where no comma does."""
    if j >= end:
        return j
    parts = language.table("of_them", clitics=False).starting_at(
        tokens, j + 1
    )  # "three people two of them children died"
    if tokens[j].norm in language.words("apposition_unmarked") or (parts is not None and tokens[j].text not in ",;"):
        return _verb_behind(tokens, j, end, language)
    if tokens[j].text == "(":
        return next((k + 1 for k in range(j + 1, min(j + LONGEST, end)) if tokens[k].text == ")"), j)
    if j + 1 >= end or tokens[j].text != "," or tokens[j + 1].norm not in language.words("apposition_openers"):
        return j
    for k in range(j + 2, min(j + LONGEST, end - 1)):
        if tokens[k].text in ".;:":
            break
        if tokens[k].text == "," and tokens[k + 1].norm not in language.words("joiners"):
            return k + 1
    return j


def _verb_behind(tokens: Sequence[Token], j: int, end: int, language: Language) -> int:
    """The verb of those counted behind words that name some of them; j where another clause or a comma comes first."""
    verbs, closing = (
        language.words("passive_auxiliaries", "plural_verbs"),
        language.words("clause_openers", but="joiners"),
    )
    for k in range(j + 1, min(j + LONGEST, end)):
        if tokens[k].norm in verbs:
            return k
        if tokens[k].kind not in (Kind.WORD, Kind.NUMBER) or tokens[k].norm in closing:
            return j
    return j
