"""The report as HTML pages that need nothing else: the first, further ones where one does not hold all, and the articles as read."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claims.judge.rules import RULES
from claims.report import bars, bidi, sentences, words
from claims.report.copies import Copy, shelved
from claims.report.facts import KINDS, SET_ASIDE, Finding, Report
from claims.report.fields import field_rows
from claims.report.layout import FIRST, MAX_FINDINGS, PAGE_BYTES, Layout, arranged, pictures

MAX_AGREEMENTS = 100
MAX_ERRORS = 100
MAX_SOURCES = 300
LIST = "findings.html"


def to_html(report: Report) -> str:
    """The first page."""
    return pages(report)[FIRST]


def pages(report: Report, copies: Sequence[Copy] = (), nights: Collection[str] = ()) -> dict[str, str]:
    """File name → page, the first one first; everything that came from the web is escaped.

    `nights` names the folders beside this one that hold a report too.
    """
    shelves = {f"articles-{number}.html": shelf for number, shelf in enumerate(shelved(copies, PAGE_BYTES), 1)}
    copy_at = {copy.article_id: f"{name}#a-{copy.article_id}" for name, shelf in shelves.items() for copy in shelf}
    set_card = _environment().get_template("finding.html.jinja").module.__dict__["card"]
    layout = arranged(report, lambda finding: set_card(finding, 4, copy_at))
    shared = {
        "report": report,
        "layout": layout,
        "style": stylesheet(),
        "script": _script(),
        "script_hash": base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode(),
        "list_page": LIST if layout.further else "",
    }
    found = {FIRST: _render("first", **shared, **_first(report, layout, copy_at), other_nights=nights)}
    for part in layout.further:
        found[part.page] = _render("further", **shared, part=part)
    if layout.further:
        found[LIST] = _render("list", **shared, findings=_listed(report, layout))
    for name, shelf in shelves.items():
        found[name] = _render("articles", **shared, copies=shelf, page=name)
    return found


def is_further(name: str) -> bool:
    """Whether a file is one of ours beside the first page."""
    return bool(re.fullmatch(rf"(articles|{'|'.join(KINDS)})-\d+\.html|{re.escape(LIST)}", name))


def _first(report: Report, layout: Layout, copy_at: dict[str, str]) -> dict[str, object]:
    set_card = _environment().get_template("finding.html.jinja").module.__dict__["card"]
    return {
        "lead": set_card(layout.lead, 3, copy_at) if layout.lead else Markup(),
        "lead_pictures": pictures(report, [layout.lead]) if layout.lead else (),
        "lead_moves": sentences.movements(report.timelines.get(layout.lead.group, ())) if layout.lead else (),
        "next": sentences.top(report)[1:],
        "new_bonus": sentences.NEW_BONUS,
        "brought": sentences.brought(report),
        "alone": report.alone,
        "trends": bars.trends(report.nights),
        "most_agreements": MAX_AGREEMENTS,
        "most_errors": MAX_ERRORS,
        "most_sources": MAX_SOURCES,
        "most_findings": MAX_FINDINGS,
    }


def _listed(report: Report, layout: Layout) -> list[Finding]:
    return [finding for finding in report.findings if finding.finding_id in layout.address]


def _render(name: str, **values: object) -> str:
    return _environment().get_template(f"{name}.html.jinja").render(**values)


def stylesheet() -> Markup:
    """The style of the report, shared by the review page."""
    return Markup(_packaged("report.css"))  # noqa: S704 - a packaged file


@cache
def _script() -> Markup:
    return Markup("\n" + _packaged("filter.js"))  # noqa: S704 - a packaged file


def _packaged(name: str) -> str:
    return resources.files("claims.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return prepare(
        Environment(
            loader=PackageLoader("claims.report"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )


def prepare(environment: Environment) -> Environment:
    """Adds what the templates of a finding use. Every text loses its control characters on the way out."""
    for name in ("number", "span", "amount", "direction", "language", "moment", "day", "web_link", "rule_name"):
        environment.filters[name] = getattr(words, name)
    environment.filters |= {
        "clip": bidi.clip,
        "flat": bidi.flat,
        "isolated": lambda text, names=(): bidi.html(bidi.isolated(text, names)),
        "headline": lambda finding: bidi.html(sentences.headline(finding)),
        "gloss": lambda side: bidi.html(sentences.gloss(side)),
        "marked": bidi.html,
        "rank": lambda finding: bidi.html(", ".join(sentences.rank(finding))),
        "reasons": lambda finding: bidi.html(", ".join(sentences.reasons(finding))),
        "fields": field_rows,
        "host": host,
        "meaning": lambda rule: _meanings().get(rule, ""),
        "gap": sentences.gap,
    }
    environment.globals |= {"span": words.span, "SET_ASIDE": SET_ASIDE}
    environment.finalize = lambda value: (
        bidi.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
    return environment


def host(url: str) -> str:
    """The site of an address, for people who want to know where a link goes.

    >>> host("https://www.harbour.example/a?b")
    'harbour.example'
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@cache
def _meanings() -> dict[str, str]:
    """Rule → what it looks for, in its own words."""
    last = {"undetermined": "Something that would tie the two is missing; it is shown, and nobody is accused."}
    return {rule.__name__: (rule.__doc__ or "").strip().split("\n", 1)[0].strip() for rule in RULES} | last
