"""What kind of page it is: article, live, stub, index or other; and what stands before the text of a stub."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import yaml
from lxml import etree
from lxml.html import HtmlElement

from claims.read.metadata import ARTICLE_TYPES, VIDEO_TYPES, Meta

PAYWALL = "paywall"
_PROOF = "proof of being human"
"""Asks for cookies and scripts too."""
_BRIEF = 30
"""Letters below which there is no sentence to read."""
_SHORT = 250
"""Letters below which a page may as well be a video, a gallery or a list."""
_TEASER = 1500
"""Letters below which a page that asks for a subscription is its teaser."""
_WALL = 1200
_REST = 200
"""Letters below which a page says hardly anything itself."""
_UNSEEN = frozenset({"script", "style", "head", "template"})
_FURNITURE = frozenset({"nav", "header", "footer"})
_LISTED = 12
_STORY = 100
"""Letters from which a <p> is running text."""
_FEW = 3
_MOST_HEADLINES = 300
"""Headlines that link elsewhere; an article's page has fewer beside a text."""
_GIF_PNG_JPEG_PDF_ZIP = (
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"OggS",
    b"ID3",
    b"wOFF",
    b"wOF2",
    b"\x7fELF",
    b"MZ\x90",
)


_CONTROLS = bytes([*range(9), *range(14, 32)])


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases of which a text may hold one, as whole words."""

    plain: tuple[str, ...]
    pattern: re.Pattern[str]

    def stand_in(self, text: str) -> bool:
        """Looking for each as it is takes a tenth of the pattern's time, and few pages hold one."""
        return any(phrase in text for phrase in self.plain) and bool(self.pattern.search(text))


@dataclass(frozen=True, slots=True)
class _Signals:
    live_url: tuple[str, ...]
    live_title: _Phrases
    paywall: _Phrases
    walls: Mapping[str, _Phrases]
    """What stands before a text → the words that show it."""
    video_url: tuple[str, ...]
    video_og: frozenset[str]


def is_binary(body: bytes) -> bool:
    """Whether a body with an HTML type is no text at all; UTF-16 is text."""
    head = body[:4096]
    if head.startswith(_GIF_PNG_JPEG_PDF_ZIP):
        return True
    if not head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if head[:160:2].count(0) > 48 or head[1:160:2].count(0) > 48:
        return head[:160].count(0) > 100  # UTF-16 leaves every other byte zero
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > len(head) * 0.1


def wall_of(tree: HtmlElement, meta: Meta, title: str, text: str) -> str:
    """What stands before the text of a page: a paywall, a cookie wall, a proof of being human, scripts; "" for nothing."""
    signals = _load()
    shown = " ".join(text.split())
    if "LiveBlogPosting" in meta.types:
        return ""
    if len(shown) < _WALL and not _says_article(meta) and (wall := _wall(tree, title, shown, signals)):
        return wall
    return PAYWALL if _locked(meta, shown, tree, signals) else ""


def kind_of(tree: HtmlElement, meta: Meta, url: str, title: str, text: str, wall: str) -> str:
    """One of article, live, stub, index, other."""
    signals = _load()
    path = urlsplit(url).path.lower()
    says_article = _says_article(meta)
    shown = " ".join(text.split())
    if "LiveBlogPosting" in meta.types:
        return "live"
    if len(shown) < _REST and "url=" in meta.first("refresh").lower():
        return "other"  # it has moved
    if wall:
        return "stub" if shown or wall == PAYWALL else "other"
    if len(shown) >= _BRIEF and signals.live_title.stand_in(title.casefold()):
        return "live"
    if len(shown) < _SHORT:
        if (
            meta.first("og:type").lower() in signals.video_og
            or meta.types & VIDEO_TYPES
            or any(part in path for part in signals.video_url)
        ):
            return "other"
        if not says_article and _is_index(tree, url, meta, shown):
            return "index"
        # News in brief is an article; a line or two without a headline is what is left of one.
        if len(shown) >= _BRIEF and (says_article or title):
            return "article"
        return "stub" if says_article or shown else "other"
    if any(part in path for part in signals.live_url) and len(shown) > _TEASER:
        return "live"
    if not says_article and _is_index(tree, url, meta, shown):
        return "index"
    if any(part in path for part in signals.video_url) and len(shown) < _TEASER // 2 and not meta.types & ARTICLE_TYPES:
        return "other"
    return "article"


def _says_article(meta: Meta) -> bool:
    return (
        bool(meta.types & ARTICLE_TYPES)
        or meta.first("og:type").lower() == "article"
        or bool(meta.first("article:published_time"))
    )


def _locked(meta: Meta, shown: str, tree: HtmlElement, signals: _Signals) -> bool:
    if len(shown) >= _TEASER:
        return False
    free = meta.article.get("isAccessibleForFree")
    if (
        free is False
        or str(free).lower() == "false"
        or meta.first("article:content_tier").lower() in {"locked", "metered-locked"}
    ):
        return True
    return signals.paywall.stand_in(_around(tree, 20_000, bare=True).casefold())


def _wall(tree: HtmlElement, title: str, shown: str, signals: _Signals) -> str:
    """What a page asks for that says nothing else: consent, scripts or a proof of being human; the last where it asks for several."""
    said = f"{title} {shown}" if len(shown) >= _REST else f"{title} {shown} {_around(tree, 4000)}"
    said = said.casefold()
    found = [name for name, words in signals.walls.items() if words.stand_in(said)]
    return _PROOF if _PROOF in found else next(iter(found), "")


def _around(tree: HtmlElement, limit: int, *, bare: bool = False) -> str:
    """The first letters of the page's visible text; `bare` leaves out menus, head and foot, where every page asks to subscribe."""
    parts: list[str] = []
    left = limit
    skip: HtmlElement | None = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if left <= 0:
            break
        if event == "end":
            if node is skip:
                skip = None
        elif skip is None:
            if node.tag in _UNSEEN or (bare and node.tag in _FURNITURE and next(node.iter("h1"), None) is None):
                skip = node
            elif node.text and not node.text.isspace():
                parts.append(node.text[:left])
                left -= len(node.text)
        if event == "end" and skip is None and node.tail and not node.tail.isspace():
            parts.append(node.tail[:left])
            left -= len(node.tail)
    return " ".join(" ".join(parts).split())


def _is_index(tree: HtmlElement, url: str, meta: Meta, shown: str) -> bool:
    """A front or section page: many linked headlines, little running text."""
    path = urlsplit(url).path.lower()
    headlines = sum(1 for node in islice(tree.iter("h1", "h2", "h3", "h4"), _MOST_HEADLINES) if _linked(node))
    stories = sum(1 for _ in tree.iter("article"))
    named = not re.search(r"\d{4,}|\.s?html?$|-.*-.*-", path)  # a section has a word for a name, a story has many
    depth = path.strip("/").count("/")
    shallow = named and (depth == 0 or (depth == 1 and _own_paragraphs(tree) < _FEW))
    front = bool(url) and path.strip("/") in {"", "index.html", "index.htm", "index.php", "home"}
    if front and meta.first("og:type").lower() != "article":
        return headlines >= 3 or stories >= 3 or len(shown) < _TEASER
    longest = max((len(part) for part in shown.split(". ")), default=0)
    enough = _LISTED if len(shown) >= _SHORT else _FEW
    return bool((headlines >= enough or stories >= enough) and shallow and (len(shown) < _TEASER * 2 or longest < 80))


def _own_paragraphs(tree: HtmlElement) -> int:
    """Paragraphs of running text that are no teaser below a linked headline."""
    long = (node for node in islice(tree.iter("p"), _MOST_HEADLINES) if len(node.text_content()) >= _STORY)
    return sum(
        1 for node in long if not any(_linked(near) for near in node.itersiblings("h2", "h3", "h4", preceding=True))
    )


def _linked(headline: HtmlElement) -> bool:
    return any(link.get("href") for link in (*headline.iter("a"), *headline.iterancestors("a")))


def _pattern(word: str) -> str:
    """Whole words; "^" before them binds them to the beginning."""
    bare = word.removeprefix("^")
    start = "^" if bare != word else r"(?<!\w)" if bare[0].isalnum() else ""
    return start + re.escape(bare) + (r"(?!\w)" if bare[-1].isalnum() else "")


@cache
def _load() -> _Signals:
    data: dict[str, Any] = yaml.safe_load(files("claims.read").joinpath("signals.yaml").read_text(encoding="utf-8"))

    def phrases(words: list[str]) -> _Phrases:
        folded = [word.casefold() for word in words]
        return _Phrases(tuple(word.removeprefix("^") for word in folded), re.compile("|".join(map(_pattern, folded))))

    return _Signals(
        live_url=tuple(data["live"]["url"]),
        live_title=phrases(data["live"]["title"]),
        paywall=phrases(data["paywall"]),
        walls={name: phrases(words) for name, words in data["walls"].items()},
        video_url=tuple(data["video"]["url"]),
        video_og=frozenset(data["video"]["og_type"]),
    )
