"""Articles over several pages: the address of the page that goes on with one."""

from __future__ import annotations

import html
import re
from urllib.parse import urldefrag, urljoin

MAX_PARTS = 10
"""Pages of one article that are read."""
_LINK = re.compile(rb"""<(?:link|a)\b[^<>]{0,600}\b(?:rel|class)\s*=\s*["']?[^"'<>]{0,80}\bnext\b[^<>]{0,600}>""", re.I)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'<>]{1,2000}))""", re.I)
_NUMBER = re.compile(r"(?:/page/|/p/|[?&](?:page|p|pg|pagina|seite)=|[/_-])(\d{1,2})(?=/?$|\.s?html?$)")
_MOST_LINKS = 20


def next_part(body: bytes, first: str, url: str, part: int) -> str:
    """The address of part number `part` of the article that begins at `first`, as its page at `url` links to it; "" without one.

    Only an address that is the first one with the number behind it counts: what else "next" leads to is another story.
    """
    for number, link in enumerate(_LINK.finditer(body)):
        if number >= _MOST_LINKS:
            break
        if not (href := _HREF.search(link[0])):
            continue
        address = html.unescape((href[1] or href[2] or href[3]).decode("utf-8", "replace")).strip()
        try:
            found = urldefrag(urljoin(url, address)).url
        except ValueError:
            continue
        marks = list(_NUMBER.finditer(found))
        if not marks or int(marks[-1][1]) != part:
            continue
        without = found[: marks[-1].start()] + found[marks[-1].end() :]
        if without.rstrip("/") == first.rstrip("/"):
            return found
    return ""
