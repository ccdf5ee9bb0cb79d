"""The title as a reader sees it: without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from claims.read.metadata import Meta
from claims.read.tree import squeeze, visible_text
from claims.urls import host

_PARTS = re.compile(r"\s+[|–—\-:•»·]\s+|\s*\|\s*|\s*[»]\s*|:\s+")
_ALIKE = 88
_SURE = 15
"""Letters from which a heading is told by what it says."""
_MOST_HEADINGS = 30
_MOST_BOLD = 60
_TELLING = 5
"""Words of a heading that is not the name of a site or of a section."""
_MAX = 400


def title_of(tree: HtmlElement, meta: Meta, url: str, names: Sequence[str] = (), listed: str = "") -> str:
    """The headline: an <h1> that the head of the page confirms, else the head's, the only <h1>, the feed's."""
    declared = [
        text
        for text in (meta.first("og:title"), meta.ld("headline"), meta.first("twitter:title"), meta.head_title)
        if text
    ]
    heads = [text for node in list(tree.iter("h1"))[:10] if 2 < len(text := visible_text(node)) <= _MAX]
    known = [name for name in (*names, meta.first("og:site_name"), meta.first("application-name"), host(url)) if name]
    stripped = [strip_site(text, known) for text in declared]
    for head in heads:
        if any(_same(head, text) for text in (*declared, *stripped)):
            return head
    if len(heads) == 1 and stripped and stripped[0].casefold() in heads[0].casefold():
        return heads[0]
    if not heads and (found := _lower_heading(tree, stripped)):
        return found
    # A <title> alone may name the department; the one heading of many words is what the reader sees.
    if len(heads) == 1 and len(declared) == 1 and declared[0] == meta.head_title and _tells(heads[0], known):
        return heads[0]
    if stripped:
        return stripped[0][:_MAX]
    if len(heads) == 1:
        return heads[0]
    return squeeze(listed)[:_MAX] or (heads[0] if heads else "")


def _lower_heading(tree: HtmlElement, declared: Sequence[str]) -> str:
    """Where no <h1> is: the <h2> or <h3> that ends or begins what the head of the page says, beside the name of the site."""
    heads = islice(tree.iter("h2", "h3"), _MOST_HEADINGS)
    bold = (node for node in islice(tree.iter("b", "strong", "font", "big"), _MOST_BOLD))
    for node in chain(heads, bold):
        text = visible_text(node)
        for title in declared:
            part = len(text) >= _SURE and len(text) >= len(title) / 2 and text.casefold() in title.casefold()
            if part and title.casefold().startswith(text.casefold()) | title.casefold().endswith(text.casefold()):
                return text
    return ""


def _tells(head: str, names: Sequence[str]) -> bool:
    """Whether a heading says something of its own, more than a name or a slogan does."""
    return len(head.split()) >= _TELLING and not _names_site(head, names)


def strip_site(title: str, names: Sequence[str]) -> str:
    """The title without the site's name at either end, where a separator parts them."""
    title = squeeze(title)
    for _ in range(3):
        marks = list(_PARTS.finditer(title))
        if not marks:
            return title
        tail, head = title[marks[-1].end() :], title[: marks[0].start()]
        if _names_site(tail, names) and marks[-1].start() > 0:
            title = title[: marks[-1].start()].strip()
        elif _names_site(head, names) and marks[0].end() < len(title):
            title = title[marks[0].end() :].strip()
        else:
            return title
    return title


def _names_site(part: str, names: Sequence[str]) -> bool:
    plain = re.sub(r"\W+", "", part.casefold())
    if not plain:
        return True
    for name in names:
        other = re.sub(r"\W+", "", name.casefold().removesuffix(".com"))
        if plain == other or (
            len(plain) > 3 and (other.startswith(plain) or plain.startswith(other)) and len(part) < 40
        ):
            return True
    return False


def _same(head: str, text: str) -> bool:
    a, b = squeeze(head).casefold(), squeeze(text).casefold()
    if a == b:
        return True
    # "Headline - Site", a headline cut at 110 letters, or the same with other quotation marks.
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 15 and longer.startswith(shorter.rstrip(" .…")):
        return True
    return len(shorter) >= 15 and fuzz.ratio(a, b) >= _ALIKE
