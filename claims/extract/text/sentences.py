"""Where sentences begin and end, in tokens and in characters."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.text.spans import Sieve
from claims.languages import Kind, Language, Token
from claims.values import dataclass

SENTENCE_ENDS = frozenset(".!?؟")
ENDS = SENTENCE_ENDS | frozenset("。…")
CLOSERS = frozenset("\"'”’»)]")
MAX_TOKENS = 400
"""What goes on for longer is no sentence, and is cut: every question about a sentence is asked within it, at a bounded cost."""


_MAY_END = Sieve(lambda word: word[:1] in ENDS or word == "\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens i to j, characters start to end."""

    i: int
    j: int
    start: int
    end: int


def find_sentences(tokens: Sequence[Token], language: Language) -> list[Sentence]:
    """A sentence ends at a newline, or at a full stop that no abbreviation and no number owns."""
    sentences: list[Sentence] = []
    begin = 0
    for k in _MAY_END.positions(tokens):
        token = tokens[k]
        if token.kind is Kind.NEWLINE:
            _add(sentences, tokens, begin, k)
            begin = k + 1
        elif token.kind is Kind.SYMBOL and _closes(tokens, k, language):
            j = k + 1
            while j < len(tokens) and tokens[j].text in CLOSERS and tokens[j].start == tokens[j - 1].end:
                j += 1
            if j > begin:
                _add(sentences, tokens, begin, j)
                begin = j
    _add(sentences, tokens, begin, len(tokens))
    return sentences


def _add(sentences: list[Sentence], tokens: Sequence[Token], i: int, j: int) -> None:
    while i < j and tokens[i].kind is Kind.NEWLINE:
        i += 1
    for begin in range(i, j, MAX_TOKENS):
        end = min(begin + MAX_TOKENS, j)
        sentences.append(Sentence(begin, end, tokens[begin].start, tokens[end - 1].end))


def _closes(tokens: Sequence[Token], k: int, language: Language) -> bool:
    if k + 1 < len(tokens) and tokens[k + 1].start == tokens[k].end and tokens[k + 1].text not in CLOSERS:
        return tokens[k].text not in ".…" and len(tokens[k].text) == 1
    if tokens[k].text != ".":
        return True
    previous = tokens[k - 1] if k else None
    if previous is None:
        return False
    if previous.norm in language.words("abbreviations"):
        return False
    if previous.kind is Kind.WORD and len(previous.text) == 1 and previous.text.isupper() and previous.text.isascii():
        return False
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is None or not following.text[0].islower()
