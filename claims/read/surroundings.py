"""Where a thing stands on its page: by the headline, or in the box of another story."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from claims.read.tree import found_in_label, label_of, line_of, squeeze, visible_text

_is_elsewhere = found_in_label(
    r"related|comment|sidebar|widget[_-]area|widget_|latest|popular|trending|most-?read|teaser|recommend|promo|tweet|ticker"
    r"|breaking|archive|(?<!post-)(?<!entry-)(?<!article-)footer|relacionad|read-?more|also-?read|similar"
)
_ITEM = 600
"""Letters that a box of another story holds at most."""
_LINK = 25
"""Letters of a link from which it is a headline."""
_QUOTING = frozenset({"blockquote", "figure", "nav", "select"})


def headline_of(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The element that is the headline: an <h1>, the one that says the title where there are several, else another heading that does."""
    wanted = squeeze(title).casefold()
    first = list(islice(tree.iter("h1"), 10))
    if wanted:
        bold = () if first else islice(tree.iter("b", "strong", "font", "big"), 60)
        for node in (*first, *islice(tree.iter("h2", "h3"), 30), *bold):
            if visible_text(node).casefold() == wanted:
                return node
    return first[0] if first else None


def elsewhere(node: HtmlElement, headline: HtmlElement | None) -> bool:
    """Whether something belongs to another story, a comment or a quotation on the page."""
    own = set(headline.iterancestors()) if headline is not None else set()
    if headline is not None:
        own.add(headline)
    boxes = [node, *node.iterancestors()]
    inside = set(boxes)
    small = True
    for box in boxes:
        if box in own or box.tag in ("body", "html", "main"):
            return False
        if box.tag in _QUOTING or (box is not node and _is_elsewhere(label_of(box))):
            return True
        if small and box is not node:
            small = len(squeeze(box.text_content()[: _ITEM * 4])) <= _ITEM
            if small and _has_headline(box, inside):
                return True
    return False


def _has_headline(box: HtmlElement, around: set[HtmlElement]) -> bool:
    return any(
        link not in around
        and link.get("href")
        and (len(line_of(link)) >= _LINK or any(True for _ in link.iterancestors("h2", "h3", "h4", "h5")))
        for link in islice(box.iter("a"), 20)
    )
