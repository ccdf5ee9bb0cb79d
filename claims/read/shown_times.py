"""The publication time as a page shows it to readers, where it says nothing to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import islice

from lxml.html import HtmlElement

from claims.read.stamps import Stamp, around, moment, plain, stamps
from claims.read.surroundings import elsewhere
from claims.read.tree import found_in_label, label_of, squeeze

_dates = found_in_label(
    r"date|time|publi|posted|byline|dateline|info|meta|submitted|created|stamp|fecha|firma|hora|heure|datum|data|tarih|تاريخ"
)
_CARRIERS = (
    *("span", "div", "p", "li", "time", "small", "em", "i", "b", "a", "td", "h2", "h3", "h4", "h5", "h6"),
    *("dd", "strong", "abbr", "ul", "header", "section", "address", "font", "center"),
)
_is_other = found_in_label(
    r"modif|updat|related|comment|sidebar|copyright|archive|(?<!fa-)(?<!icon-)(?<!icon_)calendar|latest|popular|trending"
    r"|today|current|weather|clock(?!-)|actualiz|(?<!post-)(?<!entry-)(?<!article-)footer"
)
_MAX_SHOWN = 160
_MOST_WORDS = 4
"""Words beside a date in a text whose box is not labelled as one."""
_BAR = re.compile(r"\s*[|·•]\s*")
_NEXT = 3
_NEAR_LEVELS = 4
"""How many boxes around the headline count as its surroundings."""
_HAS_NUMBERS = re.compile(r"\d{2}")


def shown_time(
    headline: HtmlElement | None, zone: tzinfo | None = None, lang: str = ""
) -> tuple[datetime | None, bool]:
    """(UTC time, whether an hour was shown) of the date that stands by the headline; (None, False) if none is clear.

    A date that the page calls an update is not one, and of two others neither.
    """
    if headline is None:
        return None, False
    for text in _texts_near(headline, lang):
        found = stamps(text, lang)
        usable = [stamp for stamp in found if stamp.label == "published"] or [s for s in found if not s.label]
        if not usable:
            continue
        if len({stamp.day for stamp in usable}) > 1:
            return None, False
        return moment(text, found, usable[0], zone)
    return None, False


def _texts_near(headline: HtmlElement, lang: str) -> Iterator[str]:
    """Short texts with dates in the boxes around the headline, nearest box first, in it what stands behind the headline first."""
    box, seen = headline, set()
    in_cell = False
    for _ in range(_NEAR_LEVELS):
        parent = box.getparent()
        if parent is None or parent.tag == "html":
            return
        in_cell = in_cell or box.tag in ("td", "th")
        box = parent
        before: list[str] = []
        behind: list[str] = []
        passed = False
        # In the whole page only what follows the headline at once: the page's header shows today's date.
        outer = list(islice(headline.itersiblings(), _NEXT)) if box.tag == "body" else [box]
        passed = box.tag == "body"
        for node in (inner for one in outer for inner in one.iter(*_CARRIERS, headline.tag)):
            passed = passed or node is headline
            if node in seen or not isinstance(node.tag, str):
                continue
            seen.add(node)
            if (text := _dated(node, lang)) and not elsewhere(node, headline):
                (behind if passed else before).append(text)
        if in_cell:
            before = []  # what stands over the cell of a page laid out as a table is the page's header, with today's date
        if behind or before:
            yield from (*behind, *before)
            return


def _dated(node: HtmlElement, lang: str) -> str:
    """The text of a box that shows a date; "" for any other."""
    label = f"{label_of(node)} {node.get('itemprop', '')}"
    if _is_other(label):
        return ""
    raw = squeeze(" ".join(islice(node.itertext(), 40))[: _MAX_SHOWN * 4])
    if not 6 <= len(raw) <= _MAX_SHOWN or not _HAS_NUMBERS.search(raw):
        return ""
    text = plain(raw)
    found = stamps(text, lang)
    if not found:
        return ""
    labelled = node.tag in ("time", "abbr") or _dates(label)
    return text if labelled or _beside(text, found, lang) <= _MOST_WORDS else ""


def _beside(text: str, found: list[Stamp], lang: str) -> int:
    """Words beside the dates of a text, in those of its parts that hold one: a byline stands before a bar."""
    parts = [part for part in _BAR.split(text) if stamps(part, lang)]
    return max(
        (len(around(part, stamps(part, lang)).split()) for part in parts), default=len(around(text, found).split())
    )
