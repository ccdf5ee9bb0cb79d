"""What extraction by density gets wrong: bodies in several boxes, and promotion between the paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from claims.read.tree import line_of, squeeze

_PARAGRAPH = 80
"""Letters from which a <p> is taken for running text."""
_ENOUGH = 400
"""Letters that must be found, and be missing, before boxes are joined."""
_SENTENCE = 20
"""Letters from which a <p> may be a sentence."""
_FURNITURE = ("nav", "header", "footer", "aside", "form", "figure", "blockquote")
_MOST_BOXES = 40
_MOST_PARAGRAPHS = 2_000
_MOST_LINKS = 5_000
_LINK_SHARE = 0.9
_MAX_PROMOTION = 200
_MAX_TEASER = 600
_BLOCKS = ("p", "li", "h2", "h3", "h4", "div", "strong", "blockquote")


def complete(text: str, tree: HtmlElement) -> str:
    """The text with the paragraphs of like boxes that extraction left out.

    A body that a page cuts into boxes (advertisements stand between them) is often found only up to the first cut.
    Where the found paragraphs stand in a box of some tag and class, and boxes of the same kind hold others, all count.
    """
    found_lines = set(text.split("\n"))
    boxes: Counter[tuple[str, str, HtmlElement]] = Counter()
    paragraphs: list[tuple[HtmlElement, str, bool]] = []
    for node in islice(tree.iter("p"), _MOST_PARAGRAPHS):
        line = line_of(node)
        if len(line) < _PARAGRAPH:
            continue
        found = line in found_lines or line in text
        paragraphs.append((node, line, found))
        box = node.getparent()
        around = box.getparent() if box is not None else None
        if found and around is not None and box.get("class"):
            boxes[(str(box.tag), box.get("class"), around)] += len(line)
    if not boxes:
        return text
    (tag, label, _), letters = boxes.most_common(1)[0]
    alike = [box for box in tree.iter(tag) if box.get("class") == label]
    if letters < _ENOUGH or not 1 < len(alike) <= _MOST_BOXES:
        return text
    chosen = set(alike)
    inside = [(line, found) for node, line, found in paragraphs if node.getparent() in chosen]
    missing = sum(len(line) for line, found in inside if not found)
    if missing < _ENOUGH or not _one_story(alike):
        return text
    lines = [line_of(node) for box in alike for node in box.iter("p", "h2", "h3", "li", "blockquote")]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _one_story(boxes: list[HtmlElement]) -> bool:
    """Boxes of one body share an ancestor and have no headlines of their own; teasers and comments do."""
    ancestors = [set(box.iterancestors("article", "main")) for box in boxes]
    if any(ancestors) and not set.intersection(*ancestors):
        return False
    return not any(True for box in boxes for _ in box.iter("h1", "time", "form"))


def without_promotion(text: str, tree: HtmlElement) -> str:
    """The text without lines that are a link and nothing else, such as "READ MORE: …" between two paragraphs."""
    links: set[str] = set()
    for node in islice(tree.iter("a"), _MOST_LINKS):
        label = line_of(node)
        if not 12 <= len(label) <= _MAX_PROMOTION or label not in text:
            continue
        block = node
        while block is not None and block.tag not in _BLOCKS:
            block = block.getparent()
        if block is None or (block.tag == "div" and len(block) > 3):
            continue
        whole = line_of(block)
        if len(whole) <= _MAX_PROMOTION * 1.5 and len(label) >= len(whole) * _LINK_SHARE:
            links.add(whole)
    lines = text.split("\n")
    if others := set(_teasers(tree)):
        lines = [line for line in lines if line.removeprefix("- ") not in others] or lines
    if not links:
        return "\n".join(lines)
    kept = [line for line in lines if line.removeprefix("- ") not in links]
    # Where links are the story (a list of records, a digest) they stay.
    return "\n".join(kept if len(kept) >= len(lines) * 0.6 else lines)


def _teasers(tree: HtmlElement) -> Iterator[str]:
    """The lines of short <article> boxes whose headline links to another page."""
    for box in islice(tree.iter("article"), _MOST_PARAGRAPHS):
        heading = next(box.iter("h1", "h2", "h3", "h4"), None)
        if heading is None or heading.tag == "h1" or len(whole := box.text_content()) > _MAX_TEASER * 4:
            continue
        if len(squeeze(whole)) <= _MAX_TEASER and any(a.get("href") for a in heading.iter("a")):
            yield from (line_of(node) for node in islice(box.iter(etree.Element), _MOST_BOXES))


def plain_paragraphs(tree: HtmlElement) -> str:
    """The paragraphs of the box that holds most of them, outside menus, margins and forms; "" if there are none.

    On briefs of a sentence or two density says nothing, and extraction takes the whole page, headline and menu in one.
    """
    boxes: dict[HtmlElement, list[str]] = {}
    for node in islice(tree.iter("p"), _MOST_PARAGRAPHS):
        line = line_of(node)
        box = node.getparent()
        if line and box is not None and not any(True for _ in node.iterancestors(*_FURNITURE)):
            boxes.setdefault(box, []).append(line)
    best = max(boxes.values(), key=lambda lines: sum(map(len, lines)), default=[])
    return "\n".join(best) if any(len(line) >= _SENTENCE for line in best) else ""
