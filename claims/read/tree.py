"""Text → element tree: parsed once, whatever the page does."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.errors import ReadError

MAX_CHARS = 12_000_000
"""A longer page is cut: news pages are a hundredth of it."""
_NOTICE = 300
"""Letters of a <noscript> that asks for scripts; a longer one may hold the story."""
_BOXES = re.compile(
    r"</?(?:div|span|font|center|section|b|i|em|strong|small|big|ul|ol|table|tbody|tr|td)(?:\s[^<>]{0,2000})?/?>", re.I
)
_HIDDEN = {"script", "style", "noscript", "template", "svg", "iframe", "object"}
_UNREAD = (
    *("script", "style", "template", "svg", "link", "iframe", "object", "embed", "canvas"),
    *("audio", "video", "source", "track", "map", "area"),
)
_LABEL = 500
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html asks a function of its own about each element, to give forms and inputs their classes; nothing here needs those."""


class EmptyPageError(ReadError):
    """There is nothing in the page."""


def parse(text: str) -> HtmlElement:
    """The page's tree.

    A page nested deeper than the parser goes (2,048: tags never closed) loses its boxes, not its text.

    Raises:
        EmptyPageError: nothing in it is markup or text.
        ReadError: it is nested too deep even without its boxes.
    """
    text = text[:MAX_CHARS]
    tree, too_deep = _parse(text)
    if too_deep:
        tree, too_deep = _parse(_BOXES.sub("\n", text))
        if too_deep:
            raise ReadError("nested too deep to be a page")
    if tree is None:
        raise EmptyPageError("no markup in it")
    for node in list(tree.iter("noscript")):
        if len(node.text_content()) < _NOTICE:
            node.drop_tree()
    return tree


def _parse(text: str) -> tuple[HtmlElement | None, bool]:
    # Bytes, because a text with an XML encoding declaration is refused; same settings as trafilatura's own parser.
    parser = HTMLParser(  # type: ignore[call-arg]  # the stubs lag behind lxml 6
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    deep = any("Excessive depth" in entry.message for entry in parser.error_log)
    return tree, deep


def drop_unread(tree: HtmlElement) -> None:
    """Takes out of a page what no reader reads (half of its elements), once the head is read: all that follows walks through the rest."""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)


def squeeze(text: str | None) -> str:
    """White space runs to one space."""
    return " ".join((text or "").split())


def line_of(element: HtmlElement) -> str:
    """All text in it, on one line. Most elements have no other in them and are read without asking the parser."""
    return squeeze(element.text_content() if len(element) else element.text)


def label_of(element: HtmlElement) -> str:
    """How a page's author calls it: class and id."""
    return f"{element.get('class', '')} {element.get('id', '')}"[:_LABEL]


def found_in_label(pattern: str) -> Callable[[str], bool]:
    """Whether a label holds what the pattern says; remembers, since the boxes of a site have the same ones again and again."""
    search = re.compile(pattern, re.I).search
    return lru_cache(4096)(lambda label: search(label) is not None)


def visible_text(element: HtmlElement) -> str:
    """What a reader sees of it, on one line."""
    if not len(element):
        return squeeze(element.text)
    parts: list[str] = []
    skip: HtmlElement | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            if skip is None and node.tag in _HIDDEN:
                skip = node
            if skip is None and node.text:
                parts.append(node.text)
        else:
            if skip is node:
                skip = None
            if skip is None and node is not element and node.tail:
                parts.append(" " + node.tail if node.tag in {"br", "p", "div", "li"} else node.tail)
    return squeeze("".join(parts))
