"""Page → Article."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from claims.errors import ReadError
from claims.model import Article, Page
from claims.read.body import main_text, selected, selected_text, soup_of
from claims.read.corrections import correction_note, is_correction
from claims.read.decode import decode
from claims.read.headline import title_of
from claims.read.hints import Hints, hints_of
from claims.read.kinds import is_binary, kind_of, wall_of
from claims.read.language import code_of, language_of
from claims.read.live import as_article, entries_of
from claims.read.metadata import Meta, read_meta
from claims.read.stamps import is_dateline
from claims.read.times import published
from claims.read.tree import EmptyPageError, drop_unread, found_in_label, label_of, line_of, parse, squeeze
from claims.read.wire import agency
from claims.urls import canonical, host

if TYPE_CHECKING:
    from claims.collect.sources import Source

_HTML_TYPE = re.compile(r"html|xml|text/plain|^\s*$|octet-stream", re.I)
_names_note = found_in_label(r"correct|clarif|editor.{0,3}note|amend")


def read_page(page: Page, source: Source | None = None) -> Article:
    """The article on a page; `kind` says what it is. An empty or binary body gives kind `other` without text.

    Raises:
        ReadError: the response is an error or of another type than HTML, or its markup can't be parsed;
            the message names URL and reason.
    """
    return _read(page, hints_of(source))[0]


def read_articles(page: Page, source: Source | None = None) -> list[Article]:
    """The article on a page, or the entries of a live blog that tells the time of each.

    Raises:
        ReadError: as `read_page`.
    """
    hints = hints_of(source)
    article, tree, meta = _read(page, hints)
    if article.kind != "live" or tree is None:
        return [article]
    entries = entries_of(tree, meta, hints.zone, page.fetched_at, article.title)
    return [as_article(article, entry, agency(entry.text, entry.title)) for entry in entries] or [article]


def _read(page: Page, hints: Hints) -> tuple[Article, HtmlElement | None, Meta]:
    where = page.final_url or page.url or "page"
    if page.status >= 400:
        raise ReadError(f"{where}: HTTP status {page.status}, not a page")
    if not _HTML_TYPE.search(page.content_type):
        raise ReadError(f"{where}: {page.content_type.partition(';')[0]}, not HTML")
    if not page.body.strip() or is_binary(page.body):
        return _without_text(page, hints), None, Meta()
    try:
        tree = parse(decode(page.body, page.content_type))
    except EmptyPageError:
        return _without_text(page, hints), None, Meta()
    except ReadError as error:
        raise ReadError(f"{where}: {error}") from None
    meta = read_meta(tree)
    drop_unread(tree)
    article = _article(tree, meta, page, hints)
    for part in page.further:
        article = _joined(article, _read(part, hints)[0])
    return article, tree, meta


def _joined(article: Article, part: Article) -> Article:
    """An article with what one more of its pages adds."""
    known = set(article.text.split("\n"))
    lines = [line for line in part.text.split("\n") if line and line not in known]
    return replace(article, text="\n".join([article.text, *lines])) if lines else article


def _article(tree: HtmlElement, meta: Meta, page: Page, hints: Hints) -> Article:
    own_url = page.final_url or page.url
    url = canonical(own_url, (meta.canonical, meta.first("og:url")))
    soup = soup_of(tree) if hints.selectors else None

    def pick(name: str) -> str:
        return selected(soup, hints.selectors[name]) if soup is not None and name in hints.selectors else ""

    picked_title, picked_time = pick("title"), pick("published")
    body = ""
    if soup is not None and "text" in hints.selectors:
        body = selected_text(soup, hints.selectors["text"], hints.selectors.get("remove", ""))
    body = body or main_text(tree, meta)
    outlet = hints.outlet or _site_name(meta) or host(url)
    title = picked_title or title_of(tree, meta, url, (outlet,), page.listed_title)
    paragraphs = _without_head(body.split("\n") if body else [], title)
    note = correction_note(paragraphs) or correction_note(_notes(tree))
    # The note tells of the wrong number too: it is kept apart, so that it isn't read as the article's own claim.
    text = "\n".join(line for line in paragraphs if not (note and is_correction(line)))
    wall = wall_of(tree, meta, title, text)
    kind = kind_of(tree, meta, url, title, text, wall)
    lang = language_of(meta, text or title, hints.lang)
    moment = published(
        tree,
        meta,
        url,
        zone=hints.zone,
        fetched_at=page.fetched_at,
        listed_at=page.listed_at,
        own=picked_time,
        date_format=hints.date_format,
        title=title,
        lang=lang,
    )
    return Article(
        url=url,
        outlet=outlet,
        lang=lang,
        title=title,
        text=text,
        published_at=None if kind == "index" else moment,  # a list shows the times of what it lists
        fetched_at=page.fetched_at,
        wire=agency(text, title, meta.ld("author") or meta.first("author", "byl", "article:author", "dc.creator")),
        kind=kind,
        correction=note,
        source=page.source or hints.name,
        archive=page.archive,
        wall=wall,
    )


def _without_head(paragraphs: list[str], title: str) -> list[str]:
    """Without the headline and the bare date that pages set before the text."""
    start = 0
    for line in paragraphs[:3]:
        if line.casefold() == title.casefold() or is_dateline(line):
            start += 1
        else:
            break
    return paragraphs[start:] if start < len(paragraphs) else paragraphs


def _site_name(meta: Meta) -> str:
    """What the page calls its site, unless that is an address, an account or a slogan."""
    for name in (meta.first("og:site_name"), meta.ld("publisher"), meta.first("application-name")):
        name = re.split(r"\s+[|–—-]\s+|\s*\|\s*", name)[0].strip()
        if 2 < len(name) <= 60 and not re.match(r"@|https?:|www\.", name) and len(name.replace(".", "")) > 2:
            return name
    return ""


def _notes(tree: HtmlElement) -> list[str]:
    """Short blocks whose class calls them a correction: extraction drops them as furniture."""
    found = []
    for node in tree.iter("p", "div", "aside", "section", "span", "footer"):
        if _names_note(label_of(node)) and (text := line_of(node)):
            found.append(text)
    return found[:20]


def _without_text(page: Page, hints: Hints) -> Article:
    url = canonical(page.final_url or page.url, ())
    return Article(
        url=url,
        outlet=hints.outlet or host(url),
        lang=code_of(hints.lang),
        title=squeeze(page.listed_title),
        text="",
        published_at=page.listed_at,
        fetched_at=page.fetched_at,
        kind="other",
        source=page.source or hints.name,
        archive=page.archive,
    )


__all__ = ["read_articles", "read_page"]
