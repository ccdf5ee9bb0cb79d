"""What two passages name that shows that they count two things: other places, other names, or another kind of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from claims.judge.naming import TOTAL, Named, named
from claims.languages.gazetteer import lies_in
from claims.match.keys import is_kind_of, key_of
from claims.match.skeleton import name_skeleton
from claims.model import Claim

MAX_LETTERS = 4000
RATES = ("percent", "rate", "ratio")
"""Dimensions of what is told of a group."""
LEFT = ("state", "left")
"""The kind of count that goes down as time goes on."""
NARROWING = ("sex", "age")
"""Kinds of people of whom a rate is not that of all."""
VICTIM = "victim"
LIKE_NAMES, LONG_NAME = 80.0, 5
"""From this ratio on two words of so many letters are spellings of one name."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One claim in the text that it stands in."""

    claim: Claim
    text: str
    lang: str


def remaining(a: Passage, b: Passage) -> bool:
    """Whether the one alone tells of those who are left."""
    left = [LEFT in named(p.claim.sentence[:MAX_LETTERS], p.lang).kinds for p in (a, b)]
    return left[0] != left[1]


def part_among(a: Passage, b: Passage) -> str:
    """`a` where its sentence tells who was among those whom b counts, `b` the other way round; else nothing."""
    of_b, of_a = _among(a, b), _among(b, a)
    return "" if of_a == of_b else "a" if of_b else "b"


def _among(part: Passage, whole: Passage) -> bool:
    """Whether the one counts a kind of people among the other's: "among the dead were three children"."""
    key, other = key_of(part.claim), key_of(whole.claim)
    kinds = {other.thing, other.category, VICTIM}
    narrower = key.category and key.category != other.category and not is_kind_of(other.category, key.category)
    told = named(part.claim.sentence[:MAX_LETTERS], part.lang).among
    return bool(key.thing == other.thing and narrower and kinds & told)


def rivals(a: Passage, b: Passage) -> str:
    """What the two name in each other's stead, for a reader; empty where the one names nothing that the other lacks.

    A name of the one's sentence that stands anywhere in the other's text is of both.
    """
    said_a, said_b = (named(p.claim.sentence[:MAX_LETTERS], p.lang) for p in (a, b))
    text_a, text_b = (named(p.text[:MAX_LETTERS], p.lang) for p in (a, b))
    kinds = (
        _other_kinds(said_a, said_b, a.claim.dimension in RATES)
        or ("" if a.claim.dimension == b.claim.dimension == "date" else _other_days(text_a, text_b))
        or _other_weekdays(a.claim, b.claim, said_a, said_b)
    )
    if kinds:
        return kinds
    across = a.lang != b.lang
    one, other = _lacking(said_a, text_b, across), _lacking(said_b, text_a, across)
    if a.lang == b.lang:
        one = one or _unnamed(said_a, text_b, a.claim.attributed_to or "")
        other = other or _unnamed(said_b, text_a, b.claim.attributed_to or "")
    return f"{one}, and {other}" if one and other else ""


def _other_kinds(a: Named, b: Named, measured: bool) -> str:
    """Two kinds of one thing, each named by one alone: cholera and dengue fever; of a rate, a kind of people against all."""
    for what in dict(a.kinds).keys() & dict(b.kinds).keys():
        first, second = ({kind for name, kind in named.kinds if name == what} for named in (a, b))
        if not first & second:
            return f"{', '.join(sorted(first))}, and {', '.join(sorted(second))}".replace("_", " ")
    for what in NARROWING if measured else ():
        first, second = ({kind for name, kind in named.kinds if name == what} for named in (a, b))
        if bool(first) != bool(second):
            return f"{', '.join(sorted(first or second))}, and all".replace("_", " ")
    return ""


def _other_days(a: Named, b: Named) -> str:
    """Two days of the calendar, each named by one alone."""
    if not a.days or not b.days or a.days & b.days:
        return ""
    first, second = (min(named.days) for named in (a, b))
    return f"{first[1]}/{first[0]}, and {second[1]}/{second[0]}"


def _other_weekdays(a: Claim, b: Claim, said_a: Named, said_b: Named) -> str:
    """Two days of the week, each told of by one, and no total that rose until then."""
    single = all(claim.time_start is not None and claim.time_start == claim.time_end for claim in (a, b))
    total = any(claim.change for claim in (a, b)) or TOTAL in said_a.kinds or TOTAL in said_b.kinds
    named = bool(said_a.weekdays and said_b.weekdays) and not said_a.weekdays & said_b.weekdays
    if not single or total or not named or a.time_start == b.time_start:
        return ""
    return f"{a.time_start}, and {b.time_start}"


def _lacking(said: Named, other: Named, across: bool) -> str:
    """A place of the one that is none of the other's, and neither holds nor lies in one of them."""
    return next(
        (
            name
            for place, name in said.places
            if not any(_touch(place, one) or (across and _alike(name, named)) for one, named in other.places)
        ),
        "",
    )


def _alike(a: str, b: str) -> bool:
    """Whether one script may write two names alike: «عمان» is Amman and Oman."""
    return name_skeleton(a) == name_skeleton(b)


def _touch(a: str, b: str) -> bool:
    return lies_in(a, (b,)) or lies_in(b, (a,))


def _one_name(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= LONG_NAME and fuzz.ratio(a, b) >= LIKE_NAMES)


def _unnamed(said: Named, other: Named, speaker: str) -> str:
    """A name of the one that is no word of the other; a speaker is no party to what is told."""
    spoken = speaker.casefold()
    return next(
        (
            name
            for name in said.names
            if (name.casefold() not in spoken or name in said.reporting)
            and not any(_one_name(name.casefold(), word) for word in other.words)
        ),
        "",
    )
