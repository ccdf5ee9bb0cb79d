"""Findings → a report: one self-contained HTML page, Markdown, JSON and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from claims.report.data import to_csv, to_json
from claims.report.facts import Report
from claims.report.gather import gather
from claims.report.html import to_html
from claims.report.markdown import to_markdown
from claims.store.meta import kept_tolerances

__all__ = ["Report", "ReportPaths", "gather_report", "to_csv", "to_html", "to_json", "to_markdown", "write_report"]


@dataclass(frozen=True, slots=True)
class ReportPaths:
    """The files of one report."""

    html: Path
    markdown: Path
    json: Path
    csv: Path


def gather_report(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> Report:
    """The facts of a run's report; of the last run where none is named."""
    return gather(con, run_id, kept_tolerances(con))


def write_report(con: duckdb.DuckDBPyConnection, folder: Path, run_id: str | None = None) -> ReportPaths:
    """Writes the report of a run into a folder, each file by an atomic rename."""
    report = gather_report(con, run_id)
    folder.mkdir(parents=True, exist_ok=True)
    paths = ReportPaths(folder / "index.html", folder / "report.md", folder / "findings.json", folder / "findings.csv")
    for path, text in (
        (paths.html, to_html(report)),
        (paths.markdown, to_markdown(report)),
        (paths.json, to_json(report)),
        (paths.csv, to_csv(report)),
    ):
        draft = path.with_name(path.name + ".tmp")
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    return paths
