"""How surely a claim is said, and by whom: cues in the sentence around it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.sentences import Sentence
from claims.languages import Kind, Language, Token
from claims.model import Modality

MAX_SPEAKER = 9
"""Tokens of a speaker's name and office; a longer run is no name."""


def modality(tokens: Sequence[Token], sentence: Sentence, i: int, j: int, language: Language) -> Modality:
    """The modality of what tokens i to j say: the nearest cue before them in their clause; planned where a future verb governs them."""
    window = int(language.data.get("modality_window", 8))
    start = _clause_start(tokens, max(sentence.i, i - window), i, language)
    found = Modality.ASSERTED
    for k in range(start, min(j + 3, sentence.j)):
        if i <= k < j:
            continue
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
            if tokens[k].kind is Kind.WORD and tokens[k].norm.startswith(
                tuple(language.words("planned_prefixes")) or ("\0",)
            ):
                found = Modality.PLANNED
    return found


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


def speaker(tokens: Sequence[Token], text: str, sentence: Sentence, language: Language) -> str | None:
    """Who says the sentence, as written: "according to X", "X said", «قال X إن»."""
    for k in range(sentence.i, sentence.j):
        hit = language.table("speech_after").starting_at(tokens, k)
        if hit is not None:
            return _name_after(tokens, text, hit[1], sentence, language)
    verbs = language.table("speech_verbs")
    for k in range(sentence.i, sentence.j):
        hit = verbs.starting_at(tokens, k)
        if hit is None:
            continue
        name = (
            _name_after(tokens, text, hit[1], sentence, language)
            if language.data.get("verb_first")
            else _name_before(tokens, text, k, sentence, language)
            or _name_after(tokens, text, hit[1], sentence, language)
        )
        if name:
            return name
    return None


def _name_after(tokens: Sequence[Token], text: str, k: int, sentence: Sentence, language: Language) -> str | None:
    while k < sentence.j and tokens[k].norm in language.words("name_fillers"):
        k += 1
    end = k
    while end < sentence.j and end - k < MAX_SPEAKER and not _stops_name(tokens, end, language):
        end += 1
    return _name(tokens, text, k, end, language)


def _name_before(tokens: Sequence[Token], text: str, k: int, sentence: Sentence, language: Language) -> str | None:
    begin = k
    if k > sentence.i and tokens[k - 1].norm in language.words("passive_auxiliaries"):
        return None  # "no casualties were reported" names nobody
    while begin > sentence.i and k - begin < MAX_SPEAKER and not _stops_name(tokens, begin - 1, language):
        begin -= 1
    return _name(tokens, text, begin, k, language)


def _stops_name(tokens: Sequence[Token], k: int, language: Language) -> bool:
    token = tokens[k]
    if token.kind in (Kind.NUMBER, Kind.NEWLINE) or (token.kind is Kind.SYMBOL and token.text not in "-'’"):
        return True
    stops = language.words("speech_stop")
    return token.norm in stops or language.table("speech_verbs").starting_at(tokens, k) is not None


def _name(tokens: Sequence[Token], text: str, begin: int, end: int, language: Language) -> str | None:
    while begin < end and tokens[begin].norm in language.words("name_fillers"):
        begin += 1
    if begin >= end or tokens[begin].norm in language.words("speaker_not"):
        return None
    words = [token for token in tokens[begin:end] if token.kind is Kind.WORD]
    if not words or (not language.data.get("verb_first") and not _looks_like_a_source(words, language)):
        return None
    return text[tokens[begin].start : tokens[end - 1].end]


def _looks_like_a_source(words: Sequence[Token], language: Language) -> bool:
    return any(word.text[:1].isupper() for word in words) or any(
        word.norm in language.words("source_nouns") for word in words
    )
