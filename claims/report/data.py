"""Findings as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from datetime import datetime

from claims.report.facts import Report, Side

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins so."""


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
        "findings": [asdict(finding) for finding in report.findings],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n"


def to_csv(report: Report) -> str:
    """A row a finding; cells that a spreadsheet would take for a formula begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["finding_id", "kind", "rule", "severity", "label", "explanation", "status"]
        + ["is_new", "place", "cluster_id"]
        + [
            f"{name}_{side}"
            for side in ("a", "b")
            for name in ("outlet", "quote", "low", "high", "url", "published", "lang")
        ]
    )
    for finding in report.findings:
        row = [
            finding.finding_id,
            finding.kind,
            finding.rule,
            f"{finding.severity:.3f}",
            finding.label,
            finding.explanation,
            finding.status,
            "true" if finding.is_new else "false",
            finding.place,
            finding.cluster_id,
        ]
        writer.writerow([_safe(cell) for cell in [*row, *_cells(finding.a), *_cells(finding.b)]])
    return out.getvalue()


def _cells(side: Side) -> list[object]:
    return [
        side.outlet,
        side.quote,
        side.low,
        side.high,
        side.url,
        side.published_at.isoformat() if side.published_at else "",
        side.lang,
    ]


def _safe(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
