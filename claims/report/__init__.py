"""Findings → a report: self-contained HTML pages, Markdown, JSON, CSV, a feed, and ClaimReview of what was confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from claims.report.claimreview import to_claimreview
from claims.report.copies import gather_copies
from claims.report.data import to_csv, to_json
from claims.report.facts import Report
from claims.report.feed import to_feed
from claims.report.gather import gather
from claims.report.html import is_further, pages, to_html
from claims.report.markdown import to_markdown
from claims.store.meta import kept_tolerances

__all__ = [
    "Publisher", "Report", "ReportPaths", "gather_report", "to_claimreview", "to_csv", "to_feed", "to_html", "to_json", "to_markdown",
    "write_report",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the reports, and where; empty where they stay on this machine."""

    name: str = ""
    address: str = ""
    """Of the folder of all reports on the web."""

    def base(self, folder: str = "") -> str:
        """What the addresses of a folder's files begin with: relative where nothing is published."""
        parts = [part for part in (self.address.rstrip("/"), folder) if part]
        return "/".join(parts) + "/" if parts else ""


HERE = Publisher()


@dataclass(frozen=True, slots=True)
class ReportPaths:
    """The files of one report."""

    html: Path
    markdown: Path
    json: Path
    csv: Path
    feed: Path
    claimreview: Path


DAYS = 30
"""Findings that were first seen longer before a night are counted in its report, and stand in the database."""


def gather_report(con: duckdb.DuckDBPyConnection, run_id: str | None = None, days: int | None = DAYS) -> Report:
    """The facts of a run's report; of the last run where none is named. With no number of days, all that was ever found."""
    return gather(con, run_id, kept_tolerances(con), days)


def write_report(
    con: duckdb.DuckDBPyConnection, folder: Path, run_id: str | None = None, publisher: Publisher = HERE
) -> ReportPaths:
    """Writes the report of a run into a folder, each file by an atomic rename.

    That of the last run writes `feed.xml` beside its folder too, which is the address to subscribe to. Further pages that an earlier writing
    left and this one has no more are removed.
    """
    report = gather_report(con, run_id)
    folder.mkdir(parents=True, exist_ok=True)
    paths = ReportPaths(
        html=folder / "index.html",
        markdown=folder / "report.md",
        json=folder / "findings.json",
        csv=folder / "findings.csv",
        feed=folder / "feed.xml",
        claimreview=folder / "claimreview.json",
    )
    base = publisher.base(folder.name) if publisher.address else ""
    nights = frozenset(page.parent.name for page in folder.parent.glob("*/index.html"))
    site = pages(report, gather_copies(con, report.findings), nights)
    written = {folder / name: text for name, text in site.items()} | {
        paths.markdown: to_markdown(report),
        paths.json: to_json(report),
        paths.csv: to_csv(report),
        paths.feed: to_feed(report, base, base and f"{base}feed.xml"),
        paths.claimreview: to_claimreview(report, publisher.name, base),
    }
    if report.is_last:
        written[folder.parent / "feed.xml"] = to_feed(
            report, publisher.base(folder.name), publisher.address and f"{publisher.base()}feed.xml"
        )
    for path, text in written.items():
        draft = path.with_name(path.name + ".tmp")
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    for page in folder.glob("*.html"):
        if page not in written and is_further(page.name):
            page.unlink()
    return paths
