"""When a page was published. A wrong time is worse than none: what is ambiguous is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime

from lxml.html import HtmlElement

from claims.read.language import code_of
from claims.read.metadata import Meta
from claims.read.shown_times import shown_time
from claims.read.stamps import shown_in
from claims.read.surroundings import elsewhere, headline_of

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_FUTURE = timedelta(days=1)
"""How far past the fetch a time may lie: clocks and zones differ by less."""
_FEED_NEAR = timedelta(hours=36)
_META_NAMES = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "ptime",
    "pdate",
    "date",
    "bt:pubdate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "mediator_published_time",
    "originalpublicationdate",
)
_MODIFIED_ONLY = re.compile(r"modif|updat|revis", re.I)
_ADDRESS_NEAR = timedelta(hours=48)
_MOST_TIMES = 300
_MAX_DECLARED = 100
_TIMED = (
    "datetime",
    "data-timestamp",
    "data-datetime",
    "data-published",
    "data-publish-date",
    "data-epoch",
    "data-utc",
)
"""Attributes that hold a time for machines; the title of an <abbr> is one too."""
_MACHINE = f"(//h1)[1] | //abbr[@title] | //*[{' or '.join(f'@{name}' for name in _TIMED)}]"
_MARKED = "//*[@itemprop='datePublished' or @pubdate]"
_RDFA = "//*[@property and @content and not(self::meta)]"
_CREATED = re.compile(
    r"(?:^|\s)(?:dc:date|dc:created|dc:issued|dcterms:created|dcterms:issued|schema:datePublished)(?:\s|$)"
)
_ISO = re.compile(
    r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\s*$",
    re.I,
)
_SLASHED = re.compile(r"^\s*(\d{4})/(\d{1,2})/(\d{1,2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*$")
_COMPACT = re.compile(r"^\s*(20\d{2}|19\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?\s*$")
_EPOCH = re.compile(r"^\s*(1[0-9]{9})(\d{3})?\s*$")
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)|/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_.-]|$)"
)
_URL_NAMED = re.compile(r"/((?:19|20)\d{2})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(\d{1,2})(?=/|$)", re.I)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(
    r"^(?:\w{3,9},?\s+)?(?:(\d{1,2})\s+([a-z]{3,9})\.?,?|([a-z]{3,9})\.?\s+(\d{1,2}),?)\s+(\d{4})"
    r"(?:,?\s*(?:at\s+)?(\d{1,2}):(\d{2})\s*([ap])?\.?m?\.?)?\s*(?:gmt|utc)?$",
    re.I,
)


def published(
    tree: HtmlElement,
    meta: Meta,
    url: str,
    *,
    zone: tzinfo | None = None,
    fetched_at: datetime | None = None,
    listed_at: datetime | None = None,
    own: str = "",
    date_format: str = "",
    title: str = "",
    lang: str = "",
) -> datetime | None:
    """UTC time of publication, or None.

    `own` is what the source's own selector found (read with `date_format`, a strptime pattern, if given); `zone` is
    what times without an offset are in (UTC if None); `title` says which heading the time
    stands by, `lang` in which language the article is. A day without an hour gives midnight there, unless another sign
    on the page or the feed has the hour. Times more than a day after `fetched_at` count as not given.
    """
    latest = (fetched_at or datetime.now(UTC)) + _FUTURE

    def sane(moment: datetime | None) -> bool:
        return moment is not None and _EARLIEST <= moment <= latest

    listed = _utc(listed_at, zone) if listed_at else None
    if not sane(listed):
        listed = None
    day: datetime | None = None
    headline = headline_of(tree, title)
    # A lang attribute that is not the article's says nothing of how dates are written.
    written = meta.html_lang if not lang or code_of(meta.html_lang) == lang else lang
    in_url = url_date(url)
    address = _utc(datetime.combine(in_url, time()), zone) if in_url else None
    address = address if sane(address) else None
    for text, declared in _candidates(tree, meta, own, headline):
        moment, has_time = parse_time(text, zone, date_format if text == own else "")
        if moment is None and declared and text and not date_format:  # written for people: "Sun, 07/12/2026 - 12:15"
            moment, has_time = shown_in(text[:_MAX_DECLARED], written, zone)
        if moment is None or not sane(moment):
            continue
        if not declared and address is not None and abs(moment - address) > _ADDRESS_NEAR:
            continue  # a time somewhere on the page, on another day than the address says
        if has_time and not (moment.hour == moment.minute == moment.second == 0):
            if day is None or abs(moment - day) <= _FEED_NEAR:
                return moment
        elif day is None:
            day = moment
    day = day or address
    if not listed:
        shown, has_time = shown_time(headline, zone, written)
        # A day in the address outweighs a shown one, which may be of what the article speaks of.
        if shown and sane(shown) and (day is None or (has_time and abs(shown - day) <= _FEED_NEAR)):
            return shown
    # A day alone: the feed knows the hour.
    return listed if listed and (day is None or abs(listed - day) <= _FEED_NEAR) else day


def _candidates(tree: HtmlElement, meta: Meta, own: str, headline: HtmlElement | None) -> Iterator[tuple[str, bool]]:
    """What may be the time, the surest first, and whether the page declares it to be the publication's."""
    if own:
        yield own, True
    for name in ("datePublished", "dateCreated", "uploadDate"):
        yield meta.ld(name), True
    for name in _META_NAMES:
        yield meta.tags.get(name, ""), True
    for node in tree.xpath(_MARKED)[:5]:
        if not elsewhere(node, headline):
            yield _value(node), True
    for node in tree.xpath(_RDFA)[:10]:
        if _CREATED.search(node.get("property")) and not elsewhere(node, headline):
            yield node.get("content"), True
    times: list[str] = []
    inside: list[str] = []
    passed = False
    for node in tree.xpath(_MACHINE)[:_MOST_TIMES]:
        passed = passed or node.tag == "h1"
        value = _machine(node)
        if not value or _MODIFIED_ONLY.search(_label(node)) or elsewhere(node, headline):
            continue
        times.append(value)
        if passed or next(node.iterancestors("article", "main", "header"), None) is not None:
            inside.append(value)
    # The only time on the page, or the first by the headline: lists of other stories carry times too.
    yield from ((value, False) for value in (times[:1] if len(set(times)) == 1 else inside[:1]))


def _machine(node: HtmlElement) -> str:
    """The time that an element holds for machines."""
    held = node.get("title") if node.tag == "abbr" else next(filter(None, map(node.get, _TIMED)), "")
    return held or ""


def _value(node: HtmlElement) -> str:
    title = node.get("title") if node.tag == "abbr" else ""
    return node.get("datetime") or node.get("content") or title or node.text_content()[:60]


def _label(node: HtmlElement) -> str:
    parent = node.getparent()
    return " ".join(
        filter(
            None,
            [
                node.get("class"),
                node.get("itemprop"),
                parent.get("class") if parent is not None else "",
                (parent.text or "")[:40] if parent is not None else "",
            ],
        )
    )


def parse_time(text: str, zone: tzinfo | None = None, date_format: str = "") -> tuple[datetime | None, bool]:
    """(UTC time, whether an hour was given); (None, False) for what is not clearly one day, such as 03/04/2021."""
    text = text.strip()[:80]
    if not text:
        return None, False
    if date_format:
        try:
            found = datetime.strptime(_ascii_digits(text), date_format)  # the zone is set next
        except ValueError:
            return None, False
        return _utc(found, zone), any(mark in date_format for mark in ("%H", "%I", "%c", "%X", "%T"))
    text = _ascii_digits(text)
    for pattern in (_ISO, _SLASHED, _COMPACT):
        if match := pattern.match(text):
            return _from_groups(match.groups(), zone)
    if match := _EPOCH.match(text):
        return datetime.fromtimestamp(int(match[1]), UTC), True
    if match := _NAMED.match(text):
        return _from_named(match, zone)
    try:
        return _utc(parsedate_to_datetime(text), zone), True
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, False


def url_date(url: str) -> date | None:
    """The day that stands in the path of a URL, such as /2021/07/26/ or /20210726/."""
    path = url.partition("?")[0]
    if match := _URL_NAMED.search(path):
        return _date(int(match[1]), _MONTHS.index(match[2].lower()) + 1, int(match[3]))
    for match in _URL_DATE.finditer(path):
        year, month, day = (int(group) for group in match.groups() if group)
        if found := _date(year, month, day):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_groups(groups: tuple[str | None, ...], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    year, month, day, hour, minute, second, offset = (*groups, None)[:7]
    stamp = f"{year}-{int(month or 0):02}-{int(day or 0):02}T{int(hour or 0):02}:{minute or '00'}:{second or '00'}"
    if offset:
        digits = offset.upper().replace("UTC", "Z").replace("GMT", "Z")
        stamp += "+00:00" if digits == "Z" else digits[:3] + ":" + (digits[3:].lstrip(":") or "00")
    try:
        return _utc(datetime.fromisoformat(stamp), zone), hour is not None
    except ValueError:
        return None, False


def _from_named(match: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    day, name = (match[1], match[2]) if match[1] else (match[4], match[3])
    month = name[:3].lower()
    if month not in _MONTHS:
        return None, False
    hour = int(match[6] or 0)
    if match[8]:
        hour = hour % 12 + (12 if match[8].lower() == "p" else 0)
    try:
        return _utc(datetime(int(match[5]), _MONTHS.index(month) + 1, int(day), hour, int(match[7] or 0)), zone), bool(
            match[6]
        )
    except ValueError:
        return None, False


def _utc(moment: datetime, zone: tzinfo | None) -> datetime | None:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone or UTC)
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _ascii_digits(text: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)
