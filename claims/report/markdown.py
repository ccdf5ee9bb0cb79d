"""The report as Markdown, for chats, tickets and Prefect's artifacts."""

from __future__ import annotations

import re

from claims.report.facts import KINDS, TITLES, Finding, Report, Side
from claims.report.words import moment, rule_name, web_link

MAX_PER_KIND = 200


def to_markdown(report: Report) -> str:
    """Figures first, then the findings by kind."""
    lines = [
        f"# Claims report, {report.night}",
        "",
        f"{report.sources_ok} sources read, {report.sources_failed} failed. {report.articles_new} new articles, {report.claims_new} new claims. "
        f"{len(report.of_kind('contradiction'))} contradictions.",
    ]
    for kind in KINDS:
        found = report.of_kind(kind)
        if not found:
            continue
        lines += ["", f"## {TITLES[kind]} ({len(found)})"]
        for finding in found[:MAX_PER_KIND]:
            lines += _finding(finding)
        if len(found) > MAX_PER_KIND:
            lines += ["", f"… and {len(found) - MAX_PER_KIND} more in findings.csv"]
    failed = [source for source in report.sources if source.last_error]
    if failed:
        lines += ["", "## Sources that failed", ""]
        lines += [f"- {_text(source.outlet)}: {_text(source.last_error or '')}" for source in failed]
    if report.skipped:
        lines += ["", "## Skipped", ""]
        lines += [f"- {_text(reason)}: {count}" for reason, count in report.skipped.items()]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> list[str]:
    return [
        "",
        f"### {_text(finding.label or finding.a.subject or 'A quantity')}",
        "",
        f"{_text(finding.explanation)} *Rule: {rule_name(finding.rule)}, severity {finding.severity:.2f}.*",
        "",
        _side(finding.a),
        _side(finding.b),
    ]


def _side(side: Side) -> str:
    link = web_link(side.url)
    name = f"[{_text(side.outlet)}](<{link.replace('>', '%3E').replace('<', '%3C')}>)" if link else _text(side.outlet)
    return f"- {name}, {moment(side.published_at)}: {_text(side.before)}**{_text(side.quote)}**{_text(side.after)}"


def _text(value: str) -> str:
    """Text from the web, on one line and with Markdown's and HTML's signs made harmless."""
    flat = " ".join(value.split()) if value.strip() == value else f"{value}".replace("\n", " ")
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", flat)
