"""The main text of a page, as plain paragraphs."""

from __future__ import annotations

import re
from copy import deepcopy

import trafilatura
from bs4 import BeautifulSoup, Tag
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from claims.read.metadata import Meta
from claims.read.repair import complete, plain_paragraphs, without_promotion
from claims.read.tree import line_of, squeeze

_BLOCKS = ("p", "li", "h2", "h3", "h4", "blockquote", "pre", "td", "figcaption")
MOST_ELEMENTS = 50_000
"""A news page has a tenth of it; density extraction takes minutes on pages made to be slow."""
_MIN_LD = 400
_SHORT = 250
_LONG = 800
"""Letters from which density extraction is trusted."""
_MOST_OF_IT = 0.5
# Fast, without comments: measured best on news pages, and twice as quick as with the fallback extractors.
_OPTIONS = Extractor(fast=True, comments=False)
_FURNITURE = (
    ".//*[self::nav or self::aside or self::footer or self::time or self::select or self::button or self::input"
    " or contains(@data-component, 'byline') or contains(@data-testid, 'byline')]"
)
"""What trafilatura itself takes out at last: without it from the first, each of its steps goes through half as much;
and bylines, which it knows by class alone."""
_TAG = re.compile(r"<[^<>]{1,300}>")
_RULER = re.compile(r"[|\s:-]+")
_BREAK = re.compile(r"\s*\n\s*")


def main_text(tree: HtmlElement, meta: Meta) -> str:
    """Paragraphs parted by newlines, "" if there is no running text. The tree is left as it was."""
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        return tidy("\n".join(line_of(node) for node in tree.iter("p")) or line_of(tree))
    found = trafilatura.extract(tree, options=_OPTIONS, prune_xpath=_FURNITURE)
    text = tidy(found or "")
    if len(text) >= _LONG:
        return without_promotion(complete(text, tree), tree)
    plain = plain_paragraphs(tree)
    if len(plain) >= len(text) * _MOST_OF_IT:
        text = plain
    if len(text) >= _SHORT:
        return without_promotion(text, tree)
    # Pages drawn by scripts often still carry the whole text for search engines.
    in_ld = tidy(_TAG.sub("\n", meta.ld("articleBody"))) if len(meta.ld("articleBody")) >= _MIN_LD else ""
    return in_ld if len(in_ld) > len(text) else text


def selected_text(soup: BeautifulSoup, selector: str, remove: str = "") -> str:
    """The paragraphs of what a source's selector names, "" if it names nothing on this page or is not a selector."""
    nodes = _select(soup, selector)
    unwanted = _select(soup, remove) if remove else []
    dropped = {id(inner) for node in unwanted for inner in (node, *node.find_all(True))}
    paragraphs: list[str] = []
    seen: set[int] = set()
    for node in nodes:
        if id(node) in dropped or id(node) in seen:
            continue
        blocks = [block for block in node.find_all(_BLOCKS) if id(block) not in dropped]
        seen.update(id(inner) for inner in node.find_all(True))
        leaves = [block for block in blocks if block.find(_BLOCKS) is None]
        for block in leaves or [node]:
            skip = [
                inner for inner in block.find_all(True) if id(inner) in dropped or inner.name in {"script", "style"}
            ]
            for inner in skip:
                inner.extract()
            paragraphs.append(squeeze(block.get_text(" " if block is node else "")))
    return tidy("\n".join(paragraphs))


def selected(soup: BeautifulSoup, selector: str) -> str:
    """The text of the first match, or its `datetime` or `content`."""
    for node in _select(soup, selector)[:1]:
        for name in ("datetime", "content"):
            if value := node.get(name):
                return str(value)
        return squeeze(node.get_text(" "))
    return ""


def soup_of(tree: HtmlElement) -> BeautifulSoup:
    """For CSS selectors of a source: from the tree that is parsed already, so that charset and repairs are the same."""
    return BeautifulSoup(etree.tostring(deepcopy(tree), encoding="unicode", method="html"), "lxml")


def tidy(text: str) -> str:
    """One paragraph a line, without empty ones and white space around."""
    lines = (squeeze(_cells(line)) for line in _BREAK.split(text))
    return "\n".join(line for line in lines if line and line not in {"-", "*"})


def _cells(line: str) -> str:
    """A row of a table as its cells: trafilatura writes "| a | b |" and rulers "|---|---|"."""
    if not line.lstrip().startswith("|"):
        return line
    return "" if _RULER.fullmatch(line.strip()) else line.replace("|", " ")


def _select(soup: BeautifulSoup, selector: str) -> list[Tag]:
    try:
        return list(soup.select(selector))
    except Exception:  # soupsieve raises its own and NotImplementedError for what is no selector
        return []
