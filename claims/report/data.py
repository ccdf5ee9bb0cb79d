"""Findings as JSON and CSV."""

from __future__ import annotations

import csv
import io
import re

from pydantic_core import to_json as to_json_bytes

from claims.report.bidi import plain
from claims.report.facts import Finding, Report, Side
from claims.report.sentences import gloss, headline

_FORMULA = re.compile(r"((?:^|[;\t\r\n])[\s\u200b\ufeff]*)(?=[=+\-@＝＋－＠\t\r\n])")
"""Where a spreadsheet would see a formula or a command begin: at the start of a cell, or behind a sign that parts cells in some countries."""

COLUMNS = [
    "finding_id", "kind", "rule", "severity", "label", "explanation", "status", "is_new", "place", "cluster_id", "first_seen_at", "note",
    "headline", "report",
]  # fmt: skip
SIDE_COLUMNS = [
    "outlet", "quote", "low", "high", "url", "published", "lang", "sentence", "unit", "speaker", "time_start", "time_end", "allows_low",
    "allows_high", "sources", "since", "archive",
]  # fmt: skip


def to_json(report: Report) -> str:
    """An object with the run's figures and all findings."""
    value = {
        "night": report.night,
        "run_id": report.run_id,
        "sources_ok": report.sources_ok,
        "sources_failed": report.sources_failed,
        "articles_new": report.articles_new,
        "claims_new": report.claims_new,
        "totals": report.totals,
        "tolerances": dict(report.tolerances),
        "skipped": report.skipped,
        "without_evidence": report.without_evidence,
        "nights": report.nights,
        "findings": [_finding(finding) for finding in report.findings],
    }
    return to_json_bytes(value, indent=1, inf_nan_mode="null").decode() + "\n"


def to_csv(report: Report) -> str:
    """A row a finding; before what a spreadsheet would take for a formula stands an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([*COLUMNS, *(f"{name}_{side}" for side in ("a", "b") for name in SIDE_COLUMNS)])
    for finding in report.findings:
        row = [
            finding.finding_id,
            finding.kind,
            finding.rule,
            round(finding.severity, 3),
            finding.label,
            finding.explanation,
            finding.status,
            "true" if finding.is_new else "false",
            finding.place,
            finding.cluster_id,
            finding.first_seen_at.isoformat(),
            finding.note or "",
            plain(headline(finding)),
            f"index.html#f-{finding.finding_id}",
        ]
        writer.writerow([safe_cell(cell) for cell in [*row, *_cells(finding.a), *_cells(finding.b)]])
    return out.getvalue()


def _finding(finding: Finding) -> dict[str, object]:
    """Its fields, and what the report makes of them."""
    made = {"headline": plain(headline(finding)), "report": f"index.html#f-{finding.finding_id}"}
    more = {"place": finding.place, "topic": finding.topic, "a": _side(finding.a), "b": _side(finding.b)}
    return _fields(finding) | made | more


def _side(side: Side) -> dict[str, object]:
    return _fields(side) | {"sources": side.sources, "since": side.since, "gloss": plain(gloss(side))}


def _fields(one: Finding | Side) -> dict[str, object]:
    return {name: getattr(one, name) for name in type(one).__dataclass_fields__}


def _cells(side: Side) -> list[object]:
    return [
        side.outlet,
        side.quote,
        side.low,
        side.high,
        side.url,
        side.published_at.isoformat() if side.published_at else "",
        side.lang,
        f"{side.before}{side.quote}{side.after}",
        side.unit or "",
        side.attributed_to or "",
        str(side.time_start or ""),
        str(side.time_end or ""),
        *side.interval,
        side.sources,
        side.since.isoformat(),
        side.archive,
    ]


def safe_cell(cell: object) -> object:
    """A text in which no formula begins.

    >>> safe_cell("=1+1"), safe_cell("a;=1+1"), safe_cell("2 - 1 = 1"), safe_cell(-1.0)
    ("'=1+1", "a;'=1+1", '2 - 1 = 1', -1.0)
    """
    return _FORMULA.sub(r"\1'", cell.replace("\0", "").strip("\t\r\n")) if isinstance(cell, str) else cell
