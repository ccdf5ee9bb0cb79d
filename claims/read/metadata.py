"""What a page says of itself in its head: meta tags, links and JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from claims.read.tree import line_of, squeeze

ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BackgroundNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "AskPublicNewsArticle",
        "ReviewNewsArticle",
        "AdvertiserContentArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    }
)
"""https://schema.org/Article and its kinds."""
PAGE_TYPES = frozenset({"WebPage", "ItemPage"})
VIDEO_TYPES = frozenset(
    {"VideoObject", "ImageGallery", "MediaGallery", "VideoGallery", "Movie", "Episode", "PodcastEpisode", "AudioObject"}
)
_MAX_LD_CHARS = 1_000_000
_MAX_LD_NODES = 2_000
_CONTROL = re.compile(r"[\x00-\x1f]")
_DECODER = json.JSONDecoder(strict=False)
_PLAIN_PAIR = re.compile(r'"(@type|datePublished|inLanguage)"\s*:\s*"([^"\\]{1,80})"\s*[,}]')
_LAST_COMMA = re.compile(r",\s*([}\]])")


@dataclass(frozen=True, slots=True)
class Meta:
    """The head of a page; names of meta tags in lower case, their first value wins."""

    tags: Mapping[str, str] = field(default_factory=dict)
    canonical: str = ""
    html_lang: str = ""
    head_title: str = ""
    article: Mapping[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the article, or empty."""
    types: frozenset[str] = frozenset()
    """All JSON-LD types on the page."""

    def first(self, *names: str) -> str:
        """The first of these meta tags that has a value."""
        return next((self.tags[name] for name in names if self.tags.get(name)), "")

    def ld(self, name: str) -> str:
        """A field of the article's JSON-LD as text: a string as it is, of an object its name, of a list the first."""
        return _text(self.article.get(name))


def read_meta(tree: HtmlElement) -> Meta:
    """Never raises; broken JSON-LD is passed over."""
    tags: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
        value = squeeze(node.get("content"))
        if name and value:
            tags.setdefault(name.strip().lower(), value)
    canonical = next(
        (
            node.get("href", "").strip()
            for node in tree.iter("link")
            if "canonical" in (node.get("rel") or "").lower().split()
        ),
        "",
    )
    title = next(
        (line_of(node) for node in tree.iter("title") if node.getparent() is None or node.getparent().tag != "svg"),
        "",
    )
    nodes = list(_ld_nodes(tree))
    addresses = {_bare(value) for value in (canonical, tags.get("og:url", "")) if value}
    article = _own(nodes, addresses, f"{title} {tags.get('og:title', '')}".casefold())
    return Meta(
        tags=tags,
        canonical=canonical,
        html_lang=(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
        ).strip(),
        head_title=title,
        article=article,
        types=frozenset().union(*(_types(node) for node in nodes)),
    )


def _own(nodes: Sequence[Mapping[str, Any]], addresses: Set[str], titles: str) -> Mapping[str, Any]:
    """The article that the page is: related stories carry JSON-LD too. What it does not say of its time, the page's own node may."""

    def mine(node: Mapping[str, Any]) -> bool:
        said = (_text(node.get("url")), _identity(node.get("mainEntityOfPage")), _identity(node))
        headline = _text(node.get("headline")).casefold()
        return any(value and _bare(value) in addresses for value in said) or bool(headline and headline in titles)

    def worth(node: Mapping[str, Any]) -> tuple[int, ...]:
        return mine(node), bool(node.get("datePublished")) + bool(node.get("headline")), len(node)

    article = max((node for node in nodes if _types(node) & ARTICLE_TYPES), key=worth, default={})
    if article.get("datePublished"):
        return article
    page = max((n for n in nodes if _types(n) & PAGE_TYPES and n.get("datePublished")), key=worth, default={})
    return {name: page[name] for name in ("datePublished", "inLanguage") if name in page} | dict(article)


def _identity(value: object) -> str:
    return _text(value.get("@id")) if isinstance(value, dict) else _text(value)


def _bare(address: str) -> str:
    """An address without what says nothing of the page."""
    return address.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _ld_nodes(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    left = _MAX_LD_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        stack: list[object] = [_json(script.text or "")]
        while stack and left:
            left -= 1
            item = stack.pop(0)
            if isinstance(item, list):
                stack.extend(item[:500])
            elif isinstance(item, dict):
                yield item
                stack.extend(
                    item[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                    if isinstance(item.get(key), dict | list)
                )


def _json(text: str) -> object:
    if len(text) > _MAX_LD_CHARS:
        return None
    text = (
        text.strip()
        .removeprefix("<!--")
        .removeprefix("//<![CDATA[")
        .removesuffix("-->")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )
    for mend in (str, _without_controls, _without_commas, html.unescape):
        text = mend(text)
        try:
            found: object = _DECODER.decode(text)
            return found
        except (ValueError, RecursionError):
            continue
    return _salvaged(text)


def _salvaged(text: str) -> object:
    """What JSON that is none still says for sure, such as the time in one with quotation marks in its texts; nothing of several articles."""
    said = dict(_PLAIN_PAIR.findall(text))
    times = set(re.findall(r'"datePublished"\s*:\s*"([^"]*)"', text))
    return said if len(times) == 1 and said.get("@type") in ARTICLE_TYPES else None


def _without_controls(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _without_commas(text: str) -> str:
    """Without commas behind the last of a list, which templates leave there."""
    return _LAST_COMMA.sub(r"\1", text)


def _types(node: Mapping[str, Any]) -> frozenset[str]:
    kind = node.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return frozenset(str(name).rpartition("/")[2] for name in names if isinstance(name, str))


def _text(value: object) -> str:
    if isinstance(value, str):
        return squeeze(html.unescape(value))
    if isinstance(value, list):
        return next((found for item in value[:5] if (found := _text(item))), "")
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value") or value.get("@id"))
    return ""
