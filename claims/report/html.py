"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claims.report import bidi, sentences, words
from claims.report.charts import MAX_DOTS, dot_chart
from claims.report.facts import GRAVE, KINDS, SET_ASIDE, TITLES, Finding, Report

PAGE_BYTES = 2_400_000
"""Findings take no more of the page; the rest stands in findings.csv."""
MAX_PER_KIND = 150
MAX_AGREEMENTS = 100
MAX_ERRORS = 200
MAX_SOURCES = 500
COLLAPSED = ("update", "undetermined")
CHARTED = (*GRAVE, "undetermined")


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one quantity, under one heading and with one picture."""

    key: str
    what: str
    place: str
    chart: Markup
    elsewhere: str
    """Where the picture stands, if this is not the first group of the quantity."""
    cards: tuple[Markup, ...]
    moves: tuple[Markup, ...]
    """What a running total did, once for each quantity."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of finding."""

    kind: str
    title: str
    count: int
    shown: int
    groups: tuple[Group, ...]

    @property
    def collapsed(self) -> bool:
        return self.kind in COLLAPSED


def to_html(report: Report) -> str:
    """The page; everything that came from the web is escaped."""
    page = _environment().get_template("report.html.jinja")
    sections = _sections(report)
    return page.render(
        report=report,
        sections=sections,
        top=sentences.top(report),
        brought=sentences.brought(report),
        shown=sum(section.shown for section in sections),
        most_agreements=MAX_AGREEMENTS,
        most_errors=MAX_ERRORS,
        most_sources=MAX_SOURCES,
        style=stylesheet(),
        script=_script(),
        script_hash=base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode(),
    )


def _sections(report: Report) -> list[Section]:
    """Each kind may take a fair share of the room that is left, the graver a larger one, so that none pushes the others out."""
    card = _environment().get_template("finding.html.jinja").module.__dict__["card"]
    left, pictured, sections = PAGE_BYTES, set[str](), []
    kinds = [(kind, found) for kind in KINDS if (found := report.of_kind(kind))]
    for number, (kind, found) in enumerate(kinds):
        share = 2 / (len(kinds) - number + 1)
        groups, used = _groups(report, found, card, int(left * share), pictured)
        left -= used
        shown = sum(len(group.cards) for group in groups)
        sections.append(Section(kind, TITLES[kind], len(found), shown, tuple(groups)))
    return sections


def _groups(
    report: Report, found: list[Finding], card: Callable[..., Markup], room: int, pictured: set[str]
) -> tuple[list[Group], int]:
    """The gravest findings that fit, by quantity; each quantity stands where its gravest finding does."""
    chosen: dict[str, list[tuple[Finding, Markup]]] = {}
    used = count = 0
    for finding in found[:MAX_PER_KIND]:
        html = card(finding, 4)
        heading = 600 + 400 * len(report.dots.get(finding.group, ())[:MAX_DOTS])
        size = len(html.encode()) + (0 if finding.group in chosen else heading)
        if used + size > room and count:
            break
        chosen.setdefault(finding.group, []).append((finding, html))
        used, count = used + size, count + 1
    groups = []
    for key, cards in chosen.items():
        first = cards[0][0]
        chart, elsewhere = Markup(), ""
        if first.kind in CHARTED and first.cluster_id:
            if key in pictured:
                elsewhere = f"c-{key}"
            elif chart := dot_chart(report.dots.get(key, ()), [finding for finding, _ in cards]):
                pictured.add(key)
        what = bidi.clip(bidi.flat(first.what), 200)
        moves = () if elsewhere else tuple(map(bidi.html, sentences.movements(report.timelines.get(key, ()))))
        groups.append(Group(key, what, first.place, chart, elsewhere, tuple(html for _, html in cards), moves))
    return groups, used


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
        "marked": bidi.html,
        "reasons": lambda finding: bidi.html(", ".join(sentences.reasons(finding))),
    }
    environment.globals |= {"span": words.span, "SET_ASIDE": SET_ASIDE}
    environment.finalize = lambda value: (
        bidi.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
    return environment
