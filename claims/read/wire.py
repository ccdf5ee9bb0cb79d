"""Which news agency an article credits: in its dateline, byline or last line, not where it merely quotes one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_EDGE_LINES = 3
_MAX_CREDIT = 120
"""Letters of a line that is nothing but a credit."""
_HEAD = 250
"""Letters in which a headline, a credit and a date may be run together."""
_DATELINE_REACH = 110
_LETTERS_APART = re.compile(r"[.\s](?<=\b\w[.\s])[.\s]*(?=\w\b)")
"""Points and spaces between single letters. The class stands before the look behind, since the engine skips to what a pattern begins with."""
_PLAIN = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "\u0640": None, "–": "-", "—": "-", "−": "-", "\u00a0": " "}
)
_MARKS_OF_HARAKAT = re.compile("[\u064b-\u065f\u0670\u200e\u200f\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class _Agencies:
    names: Mapping[str, str]
    """folded form → canonical name"""
    weak: frozenset[str]
    form: re.Pattern[str]
    introduced: re.Pattern[str]
    dateline: re.Pattern[str]
    dated: re.Pattern[str]
    filler: re.Pattern[str]


def agency(text: str, title: str = "", byline: str = "") -> str | None:
    """Canonical name of the agency that the article credits (`Reuters`, …, `agencies` for unnamed ones), or None.

    >>> agency("BAGHDAD, July 7 (Reuters) - Rockets hit a base.\\nMore text.")
    'Reuters'
    >>> agency("A minister told Reuters that rockets hit a base.") is None
    True
    """
    known = _load()
    if byline and (found := _only_credit(fold(byline[:_MAX_CREDIT]), known, strong=True)):
        return found
    lines = [line for line in (part.strip() for part in text.splitlines()) if line]
    for line in lines[:_EDGE_LINES]:
        if found := _dateline(fold(line[: _DATELINE_REACH * 2])[:_DATELINE_REACH], known):
            return found
    for line in [*reversed(lines[-_EDGE_LINES:]), *lines[:_EDGE_LINES]]:
        if len(line) <= _MAX_CREDIT and (found := _only_credit(fold(line), known)):
            return found
    if match := known.dated.search(fold(text[:_HEAD])):
        return known.names[match[1]]
    if lines and (found := _closing(fold(lines[-1][-60:]), known)):
        return found
    return _dateline(fold(title), known) if title else None


def fold(text: str) -> str:
    """Lower case, without points and spaces between single letters, one form of alef."""
    if not text.isascii():
        text = _MARKS_OF_HARAKAT.sub("", text).translate(_PLAIN)
    return " ".join(_LETTERS_APART.sub("", text.casefold()).split())


def _dateline(line: str, known: _Agencies) -> str | None:
    match = known.dateline.match(line)
    return known.names[match[1] or match[2] or match[3]] if match else None


def _closing(tail: str, known: _Agencies) -> str | None:
    """(Reuters) at the very end of the last paragraph."""
    match = re.search(r"\(([^()]{2,50})\)\W*$", tail)
    return _only_credit(match[1], known, strong=True) if match else None


def _only_credit(line: str, known: _Agencies, strong: bool = False) -> str | None:
    """A line of agencies and words of credit alone."""
    found = [match[0] for match in known.form.finditer(line)]
    if not found:
        return None
    introduced = strong or bool(known.introduced.match(line)) or bool(re.fullmatch(r"\W*\(.*\)\W*", line))
    rest = known.filler.sub(" ", known.form.sub(" ", line))
    rest = re.sub(r"[\W\d_]+", " ", rest).strip()
    # Beside its own reporting a paper may name itself: "Source: Al Jazeera and news agencies".
    if rest and not (introduced and len(rest.split()) <= 5):
        return None
    usable = [known.names[form] for form in found if introduced or form not in known.weak]
    return usable[0] if usable else None


@cache
def _load() -> _Agencies:
    data = yaml.safe_load(files("claims.read").joinpath("agencies.yaml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    weak: set[str] = set()
    for entry in data["agencies"]:
        for form in [*entry["forms"], *entry.get("weak", ())]:
            names[fold(form)] = entry["name"]
        weak.update(fold(form) for form in entry.get("weak", ()))
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    words = "|".join(re.escape(fold(word)) for word in sorted(data["introductions"], key=len, reverse=True))
    marks = "|".join(re.escape(fold(word)) for word in sorted(data["marks"], key=len, reverse=True))
    return _Agencies(
        names=names,
        weak=frozenset(weak),
        form=re.compile(rf"(?<!\w)(?:و)?({forms})(?!\w)".replace("(?:و)?(", "(?:")),
        introduced=re.compile(rf"\W*(?:{words})\b"),
        # "CITY, July 7 (Reuters) -", "بغداد (رويترز) -", "(AP) -", "بغداد - ا ف ب:", "ا ف ب - بغداد:"
        dateline=re.compile(
            rf"^[^()\n]{{0,70}}\(({forms})(?:[/,+&\s-][^()]{{0,30}})?\)|^[^().:\n-]{{2,40}}-\s*({forms})\s*(?:[-:.|]|$)"
            rf"|^({forms})\s*-\s*[^().:\n-]{{2,40}}[-:]"
        ),
        # "Rockets hit a base AFP Thursday 5 Feb 2015 ...", as archives run headline, credit and date together
        dated=re.compile(rf"(?<!\w)({forms})\s+(?:[^\W\d]{{3,}},?\s+)?\d{{1,2}}\s+[^\W\d]+\s+(?:19|20)\d\d(?!\d)"),
        filler=re.compile(rf"(?<!\w)(?:{words}|{marks})(?!\w)"),
    )
