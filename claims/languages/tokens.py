"""Text → tokens with exact offsets and a folded form in which spelling variants meet. Linear in the length of the text."""

from __future__ import annotations

import math
import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple


class Kind(Enum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    IDENTIFIER = "identifier"
    """Names with digits, addresses, phone numbers: never a quantity."""
    ORDINAL = "ordinal"
    CLOCK = "clock"
    DATE = "date"
    CURRENCY = "currency"
    SYMBOL = "symbol"
    NEWLINE = "newline"


class Token(NamedTuple):
    """`text == whole[start:end]`; `norm` is its folded form. A tuple, since a text makes very many of them."""

    start: int
    end: int
    text: str
    norm: str
    kind: Kind


class Spelling(NamedTuple):
    """What a language's way of writing adds to the cutting of a text."""

    elisions: frozenset[str] = frozenset()
    """Shortened words that stand before an apostrophe and are words of their own: "l'", "qu'"."""
    possessives: tuple[str, ...] = ("'s",)
    """Endings that are no part of a word."""
    grouping: str = ","
    """Marks that group digits where exactly three follow; another mark is the decimal one."""


PLAIN = Spelling()


# Letters that one word is spelt with in several ways, across the languages of the Arabic script.
_FOLDED = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "’": "'", "‘": "'", "ـ": None}
    | {
        chr(code): None
        for code in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x200C, 0x200E, 0x200F, 0x061C, 0xAD)
    }
)
MAX_DIGITS = 40
"""A longer run of digits is no quantity, and turning it into a number costs quadratic time."""

_PATTERN = r"""
    (?P<plain>[A-Za-z\u0621-\u064a]++(?=[ ,;()"،؛؟!?\n])(?![ ][$¥]))
  | (?P<mark>[,،;؛:()"“”«»?؟!]|\.(?=\s|\Z))
  | (?P<newline>\n)
  | (?P<letters>(?![¼-¾⅐-⅞])[^\W\d_]+(?=[\s,;()"،؛؟!?]|\.(?:\s|\Z)|\Z)(?![ ][$¥]))
  | (?P<code>(?:USD|EUR|GBP|JPY|CNY|AUD|CAD|INR|AED|SAR|KWD|EGP|PS|Rs|RM)(?=\.?\d))
  | (?P<identifier>
        (?:https?://|www\.)\S{1,2000}
      | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}
      | [#@]\w+
      | \+\d{1,3}(?:[ ]\d{1,5}){2,}
      | 0\d(?:[ .]\d{2}){4}(?!\d)
      | [A-Z]{1,3}\.\d+(?:\.\d+)*
      | [A-Z]\d\+\d
      | \d(?:-\d){2,3}(?![\d-])
      | \d{1,3}\.\d{1,2}\.\d{1,3}(?!\.*\d)
      | (?!\d{1,3}(?=(?:\.\d{3}){3}(?!\d))(?:\.\d{3}){0,2}?\.(?:0\d\d|[3-9]\d\d|25[6-9]|2[6-9]\d))\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)
      | (?!\d{1,2}-\d{1,2}-(?:19|20)\d\d(?!\d|-\d))\+?\d{1,4}(?:-\d{2,5}){2,}(?!\d)(?<!\d{4}-\d\d-\d\d)
      | (?!(?i:to|and|or|mid|late|early|pre|post|since|minus|sub|now|then|about|around|over|under|nearly|almost|magnitude)-)
        (?i:[a-z]){1,20}-?\d[\w]*(?:-\w+)?
      | \d{1,4}[A-Z]{1,3}\d\w*
      | \d{1,5}(?:[xX]|\ ?×\ ?)\d{1,5}(?![\d^])(?<![xX×]10)(?<![xX×][ ]10)
    )
  | (?P<date>
        \d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)
      | \d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)
      | \d{3}0(?:'|’)?s\b
    )
  | (?P<clock>\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d{1,3})?(?!\d))
  | (?P<ordinal>\d+(?:(?:st|nd|rd|th|er|ère|re|ème|e)\b(?![-+−]\d)|\.?[ºª]))
  | (?P<number>
        \d+\.\u200f\d+
      | \d{3}(?:\ ?\u0631\ ?\d{3})+\ ?\u0631\ ?\d{1,3}(?!\d|\ ?\u0631\ ?\d)
      | \d{1,3}\u0631\d{1,7}(?!\w)
      | (?<!،)\d{1,3}،\d{1,2}(?![\d،])
      | \d{1,3}(?:[,٬،'’]\d{3})+(?!\d)(?:[.٫]\d+)?
      | \d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:,\d{1,2})?(?![,.]*\d)
      | \d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)
      | \d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?
      | \d+(?:[.٫,]\d+)?(?:[eE][+-]?\d{1,3}(?![\w.])|\ ?[x×]\ ?10\^?[-−+]?\d{1,3}|\^[-−+]?\d{1,3}|\ ?[¼-¾⅐-⅞])?
      | [¼-¾⅐-⅞]
      | (?<![\w.])\.\d+
    )
  | (?P<sign>(?:\b(?:[A-Za-z]{1,3}(?=[$¥])|(?:US|HK|NZ|AU)[ ](?=[$¥])))?[$¥](?:(?:US|A|C|NZ)(?=[ ]?\d|\Z))?|[€£₹₽₺₪₩¢])
  | (?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:[\u064B-\u065F\u0670\u0640'’][^\W\d_]*)*)
  | (?P<symbol>>=|<=|\.{2,}|[^\s\w]|_)
"""
"""A token by the group that matches it; what most tokens are stands first. What a group looks for behind the token may also be the
end of the text, so that a token's own text matches the same group."""
_KINDS = {kind.value: kind for kind in Kind} | {
    "plain": Kind.WORD,
    "letters": Kind.WORD,
    "code": Kind.WORD,
    "mark": Kind.SYMBOL,
    "sign": Kind.CURRENCY,
}
MAX_WORD = 64
"""A longer run of letters is no word, and is not folded."""
MAX_PIECES = 100_000
"""Different pieces of text remembered with what they are; more are forgotten all at once."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The form in which spelling variants of a word are equal: case, Arabic letter variants, vowel marks, digits."""
    folded = word.casefold().translate(_FOLDED)
    if len(folded) > 3 and folded[1] == "." and folded.endswith("."):
        folded = folded.replace(".", "")
    if not folded.isascii() and not folded.isalpha() and any(character.isdigit() for character in folded):
        folded = "".join(
            str(unicodedata.digit(character, character)) if character.isdigit() else character for character in folded
        )
    return folded


class Pieces(dict[str, tuple[str, str, Kind]]):
    """(text, norm, kind) of each piece of text met so far; a piece is a token with the white space before it.

    The text of a token tells everything of it but its place, so that each is looked at once only.
    """

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        elided = "|".join(re.escape(head.rstrip("'")) for head in sorted(spelling.elisions, key=len, reverse=True))
        pattern = (rf"(?P<elided>(?i:{elided})['’](?=[^\W\d_])) | " if elided else "") + _PATTERN
        self._named, self._spelling = re.compile(pattern, re.VERBOSE), spelling
        self.cut = re.compile(rf"[^\S\n]*(?:{re.sub('[(][?]P<[a-z]+>', '(?:', pattern)})", re.VERBOSE).findall
        """Cuts a text into pieces, leaving nothing out but white space at its end."""

    def __missing__(self, piece: str) -> tuple[str, str, Kind]:
        text = piece.strip() or "\n"
        match = self._named.fullmatch(text)
        kind = _KINDS[match.lastgroup or ""] if match else Kind.SYMBOL
        if kind is Kind.NUMBER and (
            len(text) > MAX_DIGITS or not math.isfinite(number_value(text, self._spelling.grouping))
        ):
            kind = Kind.IDENTIFIER
        norm = fold(text) if len(text) <= MAX_WORD and kind is not Kind.NEWLINE else text
        if kind is Kind.CURRENCY:
            norm = norm.replace(" ", "")
        elif kind is Kind.WORD and "'" in norm:
            norm = next((norm[: -len(end)] for end in self._spelling.possessives if norm.endswith(end)), norm)
        if len(piece) <= MAX_WORD:
            if len(self) >= MAX_PIECES:
                self.clear()
            self[piece] = text, norm, kind
        return text, norm, kind


pieces_of = cache(Pieces)
"""The pieces of a spelling, the same for all who ask."""


def tokenise(text: str, spelling: Spelling = PLAIN) -> list[Token]:
    """All tokens of a text, in order; white space but newlines is dropped."""
    pieces = pieces_of(spelling)
    cut, new = pieces.cut(text), tuple.__new__
    return [
        new(Token, (end - len(whole), end, whole, norm, kind))
        for end, (whole, norm, kind) in zip(accumulate(map(len, cut)), map(pieces.__getitem__, cut), strict=True)
    ]


_POWER = re.compile(r"([^eExX×^ ]+)(?:[eE]| ?[x×] ?10\^?|(\^))([-−+]?\d+)")


@lru_cache(maxsize=16384)
def number_value(text: str, grouping: str = PLAIN.grouping) -> float:
    """The value of a number token; infinite where it is too large to be one.

    A comma or dot groups digits where it stands more than once, where the other mark follows it, or where exactly three digits follow
    and it is among the language's `grouping` marks; otherwise it is the decimal mark.

    >>> [number_value(t) for t in ("2,500", "2.5", "1.2e3", "6.2x10^2", "2½", "٢٬٥٠٠", "2.500,75", "7ر2")]
    [2500.0, 2.5, 1200.0, 620.0, 2.5, 2500.0, 2500.75, 2.7]
    >>> [number_value(t) for t in ("951ر625ر34", "42،6")]
    [34625951.0, 42.6]
    >>> [number_value(t, ".") for t in ("2.500", "2,500", "0.500", "2 500,5")]
    [2500.0, 2.5, 0.5, 2500.5]
    """
    digits = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
    if digits.count("\u0631") > 1:  # groups of digits typed from right to left
        return float("".join(reversed(digits.replace(" ", "").split("\u0631"))))
    for mark in (".\u200f", "\u0631"):  # typed so that it shows right in right-to-left text: 9.‏0 and 9ر0 show as 0.9
        fraction, found, whole = digits.partition(mark)
        if found:
            return float(f"{whole}.{fraction}")
    if not digits[-1].isdigit():
        before = digits[:-1].strip()
        unit = 10.0 ** -len(before.partition(".")[2])  # "$5.32¾" is three quarters of a cent more
        return (number_value(before, grouping) if before else 0.0) + unit * unicodedata.numeric(digits[-1])
    power = _POWER.fullmatch(digits)
    if power is not None:
        base, exponent = number_value(power[1], grouping), int(power[3].replace("−", "-"))
        try:
            return base**exponent if power[2] else base * 10.0**exponent
        except (OverflowError, ZeroDivisionError):
            return math.inf
    digits = digits.replace("٬", ",").replace("،", ",").replace("٫", ".")
    for space in " \u00a0\u202f\u2009'’":
        digits = digits.replace(space, "")
    return float(_with_point(digits, grouping))


def _with_point(digits: str, grouping: str) -> str:
    """Digits with commas and dots → with no grouping mark and a point as the decimal one."""
    first = next((mark for mark in digits if mark in ",."), "")
    if not first:
        return digits
    other = "." if first == "," else ","
    if digits.count(first) > 1 or other in digits:
        return digits.replace(first, "").replace(other, ".")
    whole, _, tail = digits.partition(first)
    grouped = first in grouping and len(tail) == 3 and whole.strip("0") != ""
    return whole + tail if grouped else f"{whole}.{tail}"
