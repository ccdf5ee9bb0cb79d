"""Pages that only say where the story has gone: the address of a `<meta http-equiv=refresh>`."""

from __future__ import annotations

import html
import re
from urllib.parse import urldefrag, urljoin

from claims.model import Page

MAX_MOVES = 3
"""Such pages behind each other that are followed."""
_LONGEST = 10
"""Seconds after which a page goes elsewhere; with more it is news that reloads itself."""
_HEAD_BYTES = 100_000
_FEW_LETTERS = 400
"""Visible letters of a page that says nothing itself."""
_META = re.compile(
    rb"""<meta\b[^<>]{0,300}?\bhttp-equiv\s*=\s*["']?\s*refresh\b[^<>]{0,2500}>""",
    re.I,
)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+(?:\s+url[^>]*)?))""", re.I)
_TARGET = re.compile(r"""^\s*(\d{1,4})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?["']?\s*([^"']*?)\s*["']?\s*$""", re.I)
_UNSEEN = re.compile(rb"<(script|style|head|svg)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.I | re.S)


def moved_to(page: Page) -> str:
    """The address that a page sends its reader to at once; "" for one that has a text of its own, or that reloads itself."""
    tag = _META.search(page.body, 0, _HEAD_BYTES)
    if not tag or len(b" ".join(_UNSEEN.sub(b" ", page.body[:_HEAD_BYTES]).split())) > _FEW_LETTERS:
        return ""
    content = _CONTENT.search(tag[0].decode("utf-8", "replace"))
    target = _TARGET.match(html.unescape(content[1] or content[2] or content[3] or "")) if content else None
    if not target or int(target[1]) > _LONGEST or not target[2]:
        return ""
    try:
        found = urldefrag(urljoin(page.final_url, target[2])).url
    except ValueError:
        return ""
    return found if found != page.final_url else ""
