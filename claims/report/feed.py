"""New contradictions as an Atom feed (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from claims.report import bidi, sentences
from claims.report.facts import GRAVE, TITLES, Finding, Report, Side
from claims.report.words import language, moment, rule_name, web_link

MAX_ENTRIES = 200
NAMESPACE = "http://www.w3.org/2005/Atom"


def to_feed(report: Report, base: str = "", own: str = "") -> str:
    """The gravest kinds, the newest first.

    `base` is where the report's folder stands, as an address that ends in a slash; `own` is the feed's own address, where it is published.
    """
    Xml.register_namespace("", NAMESPACE)
    entries = [f for f in report.findings if f.kind in GRAVE and not f.set_aside]
    entries.sort(key=lambda f: (f.first_seen_at, f.severity, f.finding_id), reverse=True)
    updated = max([f.first_seen_at for f in entries], default=report.written_at) or datetime(1970, 1, 1)
    feed = Xml.Element(_name("feed"))
    _add(feed, "id", _identity("feed"))
    _add(feed, "title", "Where the news disagrees")
    _add(feed, "subtitle", "Contradictions, numbers changed without a note, and totals that fell")
    _add(feed, "updated", _time(updated))
    _add(_add(feed, "author"), "name", "claims")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    if own:
        _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    for finding in entries[:MAX_ENTRIES]:
        _entry(feed, finding, base)
    Xml.indent(feed, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: Xml.Element, finding: Finding, base: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _identity(finding.finding_id))
    _add(entry, "title", bidi.plain(sentences.headline(finding)), type="text")
    _add(entry, "published", _time(finding.first_seen_at))
    _add(entry, "updated", _time(finding.first_seen_at))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{base}index.html#f-{finding.finding_id}")
    links = {web_link(side.url): bidi.flat(side.outlet) for side in (finding.a, finding.b)}
    for address, outlet in links.items():
        if address:
            _add(entry, "link", rel="related", href=address, title=outlet or address)
    _add(entry, "category", term=finding.kind, label=TITLES[finding.kind])
    if finding.place:
        _add(entry, "category", term=bidi.flat(finding.place))
    why = f"{bidi.plain(finding.explanation)} Rule: {rule_name(finding.rule)}; severity {finding.severity:.2f}."
    _add(entry, "summary", "\n".join([why, _quote(finding.a), _quote(finding.b)]), type="text")


def _quote(side: Side) -> str:
    words = bidi.flat(
        f"{bidi.clip(side.before, 300, tail=True)}{bidi.clip(side.quote, 300)}{bidi.clip(side.after, 300)}"
    )
    return f"{bidi.flat(side.outlet)} ({language(side.lang)}, {moment(side.told_at)}): {words}"


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, _name(name), attributes)
    made.text = text
    return made


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _identity(of: str) -> str:
    """An entry keeps its identity over nights and machines."""
    return uuid5(NAMESPACE_URL, f"claims:{of}").urn


def _time(moment_: datetime) -> str:
    return moment_.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
