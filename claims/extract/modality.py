"""How surely a claim is said: cues in the clause around it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.sentences import Sentence
from claims.languages import Kind, Language, Token
from claims.model import Modality


def modality(tokens: Sequence[Token], sentence: Sentence, i: int, j: int, language: Language) -> Modality:
    """The modality of what tokens i to j say: the nearest cue before them in their clause; planned where a future verb governs them."""
    window = int(language.data.get("modality_window", 8))
    start = _clause_start(tokens, max(sentence.i, i - window), i, language)
    found, joiners = Modality.ASSERTED, language.words("joiners")
    for k in range(start, min(j + 3, sentence.j)):
        if i <= k < j:
            continue
        if k >= j and tokens[k].norm in joiners:
            break  # "has risen to 5,300 and is expected to double"
        for key, kind in (
            ("hypothetical", Modality.HYPOTHETICAL),
            ("denied", Modality.DENIED),
            ("planned", Modality.PLANNED),
        ):
            hit = language.table(key, clitics=True).starting_at(tokens, k)
            if hit is None or (k >= j and kind is Modality.DENIED):
                continue
            if kind is Modality.HYPOTHETICAL and not _is_doubt(tokens, k, language):
                continue
            if kind is Modality.PLANNED and found is Modality.DENIED:
                continue
            found = kind
            break
        else:
            if tokens[k].kind is Kind.WORD and _is_future(tokens[k].norm, language):
                found = Modality.PLANNED
    return found


def _is_future(word: str, language: Language) -> bool:
    """Whether a verb's beginning or ending says that it will be."""
    starts, ends = language.words("planned_prefixes"), language.words("planned_endings")
    return word.startswith(tuple(starts)) or (
        word.endswith(tuple(ends)) and word not in language.words("planned_endings_not")
    )


def _is_doubt(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """A particle that means "may" before a present verb, and "already" before a past one."""
    if tokens[k].norm not in language.words("hypothetical_before_present"):
        return True
    return k + 1 < len(tokens) and tokens[k + 1].norm[:1] in language.words("present_prefixes")


def _clause_start(tokens: Sequence[Token], floor: int, i: int, language: Language) -> int:
    for k in range(i - 1, floor - 1, -1):
        if tokens[k].text in (";", "؛", ":") or tokens[k].norm in language.words("clause_breaks"):
            return k + 1
    return floor
