"""Tokens → cardinals: digits with their scale words, and number words of any length. Which words they are is the language's data.

A cardinal is read left to right, each token once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from claims.languages import Kind, Language, Token
from claims.languages.language import MAX_WORDS
from claims.languages.tokens import number_value
from claims.values import dataclass

HYPHENS = frozenset("-‐‑–")
MAX_NUMERALS = 40
"""Numerals of the longest number; more in a row are no number, and each would be read again from every one before it."""
NOTHING = float("inf")
EVERY, TENS = "every part", "tens"
"""Where a language says "and" inside a number; elsewhere it is behind the hundreds alone."""


class Numeral(NamedTuple):
    """One numeral word or one run of digits, before token `end`."""

    value: float
    is_scale: bool
    clitic: str
    end: int
    digits: bool = False
    dual_of: float = 0.0
    """The scale of which the word is two: «ألفان»."""


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A whole number or decimal before token `end`."""

    value: float
    end: int
    digits: bool
    """Whether it starts with digits."""
    scale: float
    """The last scale word, 1 if there is none."""
    last: float
    """The last numeral that was added, for fractions that turn out to count it alone."""
    last_joined: bool
    """Whether an "and" stood before it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before token `end`; vague ones span an interval."""

    low: float
    high: float
    end: int
    form: str
    """digits, words, fraction, vague or group."""
    scale: float = 1.0
    """The last scale word, so that "10 to 15 billion" can lend it to the 10."""


def point(found: Cardinal, value: float, end: int, form: str = "", scale: float | None = None) -> Number:
    """The number that a cardinal becomes with what follows it."""
    written = "digits" if found.digits else "words"
    return Number(value, value, end, form or written, found.scale if scale is None else scale)


def numeral(tokens: Sequence[Token], i: int, language: Language) -> Numeral | None:
    """The numeral at token i, with the clitic that it carries."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind is Kind.NUMBER:
        return Numeral(number_value(token.text, language.spelling.grouping), False, "", i + 1, True)
    if token.kind is not Kind.WORD:
        return None
    if token.norm in language.composed_heads:
        composed = language.composed_numerals.starting_at(tokens, i)
        if composed is not None:
            return Numeral(composed[0], False, "", composed[1])
    readings = _readings(token.norm, language)
    if not readings:
        return None
    bound = language.words("no_clitics")
    for clitic, rest, value, is_scale, dual_of in readings:
        if clitic and rest in bound and not adds(clitic, language) and not _surely_counts(tokens, i, clitic, language):
            continue
        if rest in language.words("only_before_ten") and not _ten_follows(tokens, i + 1, language):
            continue
        return Numeral(value, is_scale, clitic, i + 1, dual_of=dual_of)
    return None


def _ten_follows(tokens: Sequence[Token], k: int, language: Language) -> bool:
    numerals = language.mapping("numerals")
    return k < len(tokens) and numerals.get(tokens[k].norm) == 10


@lru_cache(maxsize=MAX_WORDS)
def _readings(word: str, language: Language) -> tuple[tuple[str, str, float, bool, float], ...]:
    """What a word is as a numeral, for each prefix that it may carry: (prefix, rest, value, whether it is a scale, the scale it is two of)."""
    numerals, scales, scaled = language.mapping("numerals"), language.mapping("scales"), language.mapping("scaled")
    found: list[tuple[str, str, float, bool, float]] = []
    for clitic, rest in language.split(word):
        if rest in numerals:
            found.append((clitic, rest, float(numerals[rest]), False, 0.0))
        elif rest in scales:
            found.append((clitic, rest, float(scales[rest]), True, 0.0))
        elif rest in scaled:
            times, scale = scaled[rest]
            found.append((clitic, rest, float(times) * float(scale), False, float(scale)))
    return tuple(found)


def _surely_counts(tokens: Sequence[Token], i: int, clitic: str, language: Language) -> bool:
    """Whether a word that looks like a numeral with a prefix is one: it is definite, or something follows that can be counted."""
    if clitic in language.words("definite_clitics"):
        return True
    if i + 1 >= len(tokens) or tokens[i + 1].kind is not Kind.WORD:
        return False
    noun = language.nouns.get(tokens[i + 1].norm)
    return (noun is not None and noun.form == "plural") or language.units.starting_at(tokens, i + 1) is not None


@dataclass(frozen=False, slots=True)
class _Sum:
    """What was read so far: parts + group, where the group (below a thousand) may still be multiplied by a scale."""

    language: Language
    digits: bool
    parts: list[tuple[float, float]] = field(default_factory=list)
    """(scale, value), largest first; a greater scale takes those behind the last one as great: "dos mil millones"."""
    group: float = 0.0
    scale: float = 1.0
    smallest: float = NOTHING
    """The smallest scale from a thousand on."""
    last: float = 0.0
    last_joined: bool = False
    hundreds: bool = False
    """Whether the group was multiplied by a hundred."""

    def take(self, found: Numeral, joined: bool, first: bool, next_scale: float) -> bool:
        """Adds a numeral; False where it is not part of this number."""
        if found.is_scale:
            return self._take_scale(found, joined)
        if not first and not self._may_follow(found, joined, next_scale):
            return False
        if found.dual_of >= 1000:
            self.parts.append((found.dual_of, found.value))
            self.smallest = self.scale = found.dual_of
        else:
            self.group += found.value
        self.last, self.last_joined = found.value, joined
        return True

    @property
    def value(self) -> float:
        return sum(part for _, part in self.parts) + self.group

    def _take_scale(self, found: Numeral, joined: bool) -> bool:
        every = self.language.and_between == EVERY
        if joined and self.group and not every:
            return False
        if joined and every and (self.group or self.parts):
            # "مليون وألف": a scale that is added stands for one of itself
            if found.value >= min(self.smallest, self.scale if self.scale > 1 else NOTHING):
                return False
            self.parts.append((NOTHING, self.group))
            self.group = 0.0
        if found.value == 100:
            if self.hundreds or (self.group >= 100 and not self.digits):
                return False
            self.group, self.hundreds = (self.group or 1.0) * 100, True
            self.last = self.group
        else:
            taken = self.group
            while self.parts and self.parts[-1][0] < found.value:
                taken += self.parts.pop()[1]
            self.parts.append((found.value, (taken or 1.0) * found.value))
            self.smallest, self.group = found.value, 0.0
            self.last, self.hundreds = 0.0, False
        self.scale = found.value
        return True

    def _may_follow(self, found: Numeral, joined: bool, next_scale: float) -> bool:
        """Whether a numeral may be added: tens take units, hundreds take tens, scales take what is smaller.

        `next_scale` is the scale word after it, 0 if there is none: "3 hundred and 2 hundred" are two numbers.
        """
        value, group, language = found.value, self.group, self.language
        thousands = language.data.get("thousands_of_scales") and self.smallest == 1000 < next_scale
        again = next_scale >= 1000 and next_scale >= self.smallest and not thousands
        if value == 0 or (next_scale == 100 and group >= 100) or again:
            return False
        if found.digits and self.digits and self.scale == 1:
            return False  # «بين 6 و10 مليارات»
        if self.digits and self.scale == 1 and not joined:
            return False  # "10,000 two years ago"
        if language.units_before_tens and 0 < group % 100 < 10 and value == 10 and found.clitic == "":
            return True  # the teens: a unit, then "ten"
        if language.and_between == EVERY and not joined:
            return False
        if found.digits and not joined and not next_scale:
            return False  # "eight million 250ml bottles"
        if group == 0:
            if found.digits and joined and language.and_between != EVERY:
                return False
            return 0 < value < self.smallest and bool(self.parts)
        if found.digits and not (joined and self.hundreds):
            return False
        if language.units_before_tens and 0 < group % 100 < 10 and value in range(20, 100, 10):
            return joined
        if joined and not self._and_fits(value):
            return False
        size = 10 if value < 10 else 100 if value < 100 else 1000
        return group % size == 0 and value < group and group % 100 != 10

    def _and_fits(self, value: float) -> bool:
        """Whether the language says "and" here: "two hundred and six", "treinta y cinco", «مئة وستة»."""
        place = self.language.and_between
        if place == EVERY:
            return True
        if place == TENS:
            return value < 10 and self.group % 100 >= 20 and self.group % 10 == 0
        return self.group % 100 == 0 and value < 100


def read_cardinal(tokens: Sequence[Token], i: int, language: Language) -> Cardinal | None:
    """The cardinal that starts at token i, without fractions and decimals in words."""
    first = numeral(tokens, i, language)
    if first is None:
        following = numeral(tokens, i + 1, language) if tokens[i].norm in language.words("articles") else None
        return read_cardinal(tokens, i + 1, language) if following is not None and following.is_scale else None
    bound = first.is_scale and tokens[i].norm in language.words("bound_scales")
    if bound and not (i and tokens[i - 1].norm in language.words("articles")):
        return None  # "million" alone names no number where the language asks for an article
    duals = language.mapping("construct_duals")
    dual = next((duals[rest] for rest in language.forms(tokens[i].norm) if rest in duals), None)
    if dual is not None and _is_counted_once(tokens, first.end, language):
        first = Numeral(2.0 * float(dual), False, first.clitic, first.end, dual_of=float(dual))
        return Cardinal(first.value, first.end, False, float(dual), first.value, False)
    found = _Sum(language, first.digits)
    j = end = i
    joined = False
    for _ in range(MAX_NUMERALS):
        now = numeral(tokens, j, language)
        if now is None:
            break
        glued = adds(now.clitic, language) or _adds_definite(first.clitic, now.clitic, language)
        if j > i and not joined and now.clitic and not glued:
            break
        following = numeral(tokens, now.end, language)
        next_scale = following.value if following is not None and following.is_scale and not following.clitic else 0.0
        glued = glued or _and_one_of_eleven(tokens, j, now, following, language)
        now_joined = joined or (glued and j > i)
        if now_joined and _counts_parts(tokens, now, language):
            break  # "two million and three fifths"
        if not found.take(now, now_joined, j == i, next_scale):
            break
        j, end, joined = now.end, now.end, False
        if joiner(tokens, j, language) > j:
            j, joined = j + 1, True
        elif j < len(tokens) and tokens[j].text in HYPHENS and _hyphenated(tokens, j, language):
            j += 1
    return Cardinal(found.value, end, first.digits, found.scale, found.last, found.last_joined)


def _and_one_of_eleven(
    tokens: Sequence[Token], j: int, now: Numeral, following: Numeral | None, language: Language
) -> bool:
    """«وأحد عشر» is spelt like «واحد»: before a ten it begins with an "and"."""
    if not language.units_before_tens or now.value != 1 or now.clitic or following is None or following.value != 10:
        return False
    return not following.clitic and any(clitic in language.additive for clitic, _ in language.split(tokens[j].norm))


def _is_counted_once(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether a unit or a singular noun stands at token j, so that the scale before it is a dual: «ألفا جندي», «مليارا دولار»."""
    if j >= len(tokens):
        return False
    noun = language.nouns.get(tokens[j].norm)
    return (noun is not None and noun.form == "singular") or language.units.starting_at(tokens, j) is not None


def _counts_parts(tokens: Sequence[Token], found: Numeral, language: Language) -> bool:
    """Whether a denominator in the plural follows a small numeral."""
    word = tokens[found.end].norm if found.end < len(tokens) else ""
    return word in language.mapping("plural_fractions") and not found.is_scale and bool(found.value)


def adds(clitic: str, language: Language) -> bool:
    """Whether a clitic means "and"."""
    return bool(clitic) and clitic in language.additive


def _adds_definite(first: str, clitic: str, language: Language) -> bool:
    """Whether a clitic means "and the" in a number that begins with "the": «المئتين والثمانين»."""
    definite = language.words("definite_clitics")
    return first in definite and clitic in definite and any(clitic.startswith(head) for head in language.additive)


def joiner(tokens: Sequence[Token], j: int, language: Language) -> int:
    """The index after an "and" at token j; j itself where there is none."""
    return j + 1 if j < len(tokens) and tokens[j].norm in language.words("joiners") else j


def _hyphenated(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """A hyphen inside a number: "twenty-three", "1.5-million"."""
    before, after = numeral(tokens, j - 1, language), numeral(tokens, j + 1, language)
    if before is None or after is None or tokens[j + 1].kind is not Kind.WORD:
        return False
    glued = tokens[j].start == tokens[j - 1].end and tokens[j + 1].start == tokens[j].end
    if before.digits:
        return glued and after.is_scale
    return glued or (before.value in range(20, 100, 10) and 0 < after.value < 10)
