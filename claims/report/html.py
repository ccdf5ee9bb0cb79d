"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claims.report import words
from claims.report.charts import dot_chart
from claims.report.facts import KINDS, TITLES, Finding, Report

MAX_CHARTS = 40
"""Pictures are drawn for the gravest contradictions; the rest show their values as text."""
MAX_PER_KIND = 500
TOP = 3


def to_html(report: Report) -> str:
    """The page; everything that came from the web is escaped."""
    contradictions = report.of_kind("contradiction")
    charts = {finding.finding_id: Markup(_chart(report, finding)) for finding in contradictions[:MAX_CHARTS]}  # noqa: S704 - drawn by us, its texts escaped
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            kinds=[(kind, TITLES[kind], report.of_kind(kind)) for kind in KINDS],
            top=contradictions[:TOP],
            charts=charts,
            most=MAX_PER_KIND,
            style=stylesheet(),
        )
    )


def _chart(report: Report, finding: Finding) -> str:
    dots = report.dots.get(finding.cluster_id or "", ())
    return dot_chart(dots, finding.label, (finding.a.outlet, finding.b.outlet))


def stylesheet() -> Markup:
    """The style of the report, shared by the review page."""
    style = resources.files("claims.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    return Markup(style)  # noqa: S704 - a packaged file


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
    """Adds the filters that the templates of a finding use."""
    for name in ("number", "span", "direction", "language", "moment", "web_link", "rule_name"):
        environment.filters[name] = getattr(words, name)
    environment.globals["span"] = words.span
    return environment
