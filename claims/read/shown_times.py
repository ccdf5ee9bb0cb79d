"""The publication time as a page shows it to readers, where it says nothing to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from itertools import islice

import yaml
from lxml.html import HtmlElement

from claims.read.tree import squeeze
from claims.read.wire import fold

_LABEL = re.compile(r"date|time|publish|posted|byline|dateline|info|meta|تاريخ", re.I)
_CARRIERS = ("span", "div", "p", "li", "time", "small", "em", "i", "b", "a", "td", "h2", "h3", "h4", "dd", "strong")
_UNWANTED = re.compile(
    r"modif|updat|related|comment|footer|sidebar|widget|copyright|archive|calendar|latest|popular|trending", re.I
)
_MAX_SHOWN = 160
_NEXT = 3
_MAX_DATELINE = 60
_NEAR_LEVELS = 4
"""How many boxes around the headline count as its surroundings."""
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d{2})(?::\d{2})?(?!\d|[.:]\d)\s*(?:([ap])\.?\s?m\b\.?|([صم])(?![^\W\d_]))?\s*\b([a-z]{2,4})?\b"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
# RFC 5322 section 4.3 names the American ones; the others mean one thing each. Ambiguous ones (IST, CST) are left out.
_ZONES = {
    "utc": 0,
    "gmt": 0,
    "est": -5,
    "edt": -4,
    "et": -5,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
}


def shown_time(tree: HtmlElement, zone: tzinfo | None = None) -> tuple[datetime | None, bool]:
    """(UTC time, whether an hour was shown) of the date that stands by the headline; (None, False) if none is clear."""
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return None, False
    found = []
    for text in _texts_near(headline):
        days = set(_days(text))
        if len(days) == 1:
            found.append((days.pop(), text))
        elif days:
            return None, False
    if not found:
        return None, False
    day, text = found[0]
    return _with_clock(day, text, zone)


def is_dateline(line: str) -> bool:
    """Whether a line is nothing but a date: furniture of the headline, not text."""
    return len(line) <= _MAX_DATELINE and not line.endswith((".", "!", "؟", "?")) and any(True for _ in _days(line))


def _texts_near(headline: HtmlElement) -> Iterator[str]:
    """Short labelled texts in the boxes around the headline, nearest box first."""
    box, seen = headline, set()
    for _ in range(_NEAR_LEVELS):
        parent = box.getparent()
        if parent is None or parent.tag == "html":
            return
        box = parent
        hits = []
        # In the whole page only what follows the headline at once: the page's header shows today's date.
        nodes = islice(headline.itersiblings(), _NEXT) if box.tag == "body" else (box,)
        for node in (inner for outer in nodes for inner in outer.iter(*_CARRIERS)):
            if node in seen:
                continue
            seen.add(node)
            label = f"{node.get('class', '')} {node.get('id', '')} {node.get('itemprop', '')}"
            if (node.tag == "time" or _LABEL.search(label)) and not _UNWANTED.search(label):
                text = squeeze(node.text_content()[: _MAX_SHOWN * 4])
                if 6 <= len(text) <= _MAX_SHOWN:
                    hits.append(text)
        if any(True for text in hits for _ in _days(text)):
            yield from [text for text in hits if any(True for _ in _days(text))][:1]
            return


def _days(text: str) -> Iterator[tuple[int, int, int]]:
    """The days named in a text, as year, month, day. 03/04/2021 is ambiguous and left out."""
    plain = fold("".join(str(int(char)) if char.isdecimal() else char for char in text))
    for match in _ISO_DAY.finditer(plain):
        if day := _valid(int(match[1]), int(match[2]), int(match[3])):
            yield day
    for match in _NUMBERS.finditer(plain):
        first, second = int(match[1]), int(match[2])
        # 26/07/2021 and 07/26/2021 mean one day, 03/04/2021 may mean two.
        if (first > 12) != (second > 12) and (day := _valid(int(match[3]), min(first, second), max(first, second))):
            yield day
    pattern, numbers = _months()
    for match in pattern.finditer(plain):
        name = match[2] or match[4]
        if day := _valid(int(match[3] or match[6]), numbers[name], int(match[1] or match[5])):
            yield day


def _with_clock(day: tuple[int, int, int], text: str, zone: tzinfo | None) -> tuple[datetime | None, bool]:
    plain = fold("".join(str(int(char)) if char.isdecimal() else char for char in text))
    clocks = {
        match.groups()
        for match in _CLOCK.finditer(_NUMBERS.sub(" ", _ISO_DAY.sub(" ", plain)))
        if int(match[1]) < 24 and int(match[2]) < 60
    }
    moment = datetime(*day, tzinfo=zone or UTC)
    if len(clocks) != 1:
        return moment.astimezone(UTC), False
    hour, minute, half, arabic_half, name = clocks.pop()
    hours = int(hour)
    if half or arabic_half:
        hours = hours % 12 + (12 if half == "p" or arabic_half == "م" else 0)
    if name in _ZONES:
        moment = moment.replace(tzinfo=timezone(timedelta(hours=_ZONES[name])))
    return moment.replace(hour=hours, minute=int(minute)).astimezone(UTC), True


def _valid(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return (year, month, day)


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    table = yaml.safe_load(files("claims.read").joinpath("months.yaml").read_text(encoding="utf-8"))
    numbers = {fold(name): number for number, names in enumerate(table, 1) for name in names}
    either = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
    # "26 July 2021", "26 تموز/يوليو 2021", "July 26, 2021".
    return (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s.,/-]+(?:de\s)?({either})\.?"
            rf"(?:\s?/\s?\w+|\s?\(\s?\w+\s?\))?[\s.,/-]+(?:de\s)?(\d{{4}})(?!\d)"
            rf"|(?<![^\W\d_])({either})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"
        ),
        numbers,
    )
