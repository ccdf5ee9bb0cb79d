"""Text of two directions in one line: names are isolated, and signs that would turn a line round are taken out.

Within the program a name is wrapped in Unicode isolates (U+2067 or U+2068 … U+2069) and a value in U+2066 … U+2069. Markdown keeps the
former as they are, HTML turns them into <bdi>; so one sentence serves both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from markupsafe import Markup

LTR, RTL, FIRST, END = "\u2066", "\u2067", "\u2068", "\u2069"
"""LTR opens a value, RTL and FIRST (its first letter decides) open a name."""
RIGHT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Hebrew, Arabic and their neighbours, as the inside of a character class."""

_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]")
_RIGHT_RUN = re.compile(rf"[{RIGHT}]+(?: +[{RIGHT}]+)*")
_ISOLATE = re.compile(f"([{LTR}{RTL}{FIRST}])([^{LTR}{RTL}{FIRST}{END}]*){END}")


def clean(text: str) -> str:
    """Without control characters and without those that override or embed a direction.

    >>> clean("safe\\u202egpj.exe")
    'safegpj.exe'
    """
    return _UNWANTED.sub("", text)


def flat(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(re.sub(r"\s", " ", text)).split())


def clip(text: str, most: int, *, tail: bool = False) -> str:
    """At most so many characters, of the end where `tail` is set.

    >>> clip("a long sentence", 7), clip("a long sentence", 9, tail=True)
    ('a long…', '…sentence')
    """
    if len(text) <= most:
        return text
    return "…" + text[1 - most :].lstrip() if tail else text[: most - 1].rstrip() + "…"


def isolate(name: str) -> str:
    """A name that the line around it leaves alone; nothing is added to names written from left to right."""
    name = flat(name)
    if not re.search(f"[{RIGHT}]", name):
        return name
    first = next((kind for kind in map(unicodedata.bidirectional, name) if kind in ("L", "R", "AL")), "L")
    return f"{FIRST if first == 'L' else RTL}{name}{END}"


def isolated(text: str, names: Iterable[str] = ()) -> str:
    """A text of ours with the names in it isolated, and whatever else in it runs from right to left."""
    text = flat(text)
    known = sorted({flat(name) for name in names if re.search(f"[{RIGHT}]", name)} - {""}, key=len, reverse=True)
    pattern = "|".join([*map(re.escape, known), _RIGHT_RUN.pattern])
    return re.sub(pattern, lambda found: isolate(found.group()), text)


def value(text: str) -> str:
    """Marks a value."""
    return f"{LTR}{text}{END}"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A sentence in parts: what opened each ("" for text between isolates), and its clean inside."""
    at = 0
    for found in _ISOLATE.finditer(text):
        yield "", clean(text[at : found.start()])
        yield found.group(1), clean(found.group(2))
        at = found.end()
    yield "", clean(text[at:])


def html(text: str) -> Markup:
    """A sentence with its isolates as elements: names in <bdi>, values in <b>."""
    tags = {LTR: "<b>%s</b>", RTL: "<bdi>%s</bdi>", FIRST: "<bdi>%s</bdi>", "": "%s"}
    return Markup().join(Markup(tags[opened]) % inside for opened, inside in pieces(text))  # noqa: S704 - tags of ours


def plain(text: str) -> str:
    """A sentence without any marks."""
    return clean(text)
