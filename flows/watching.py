"""What a run shows in Prefect's pages: how far it is while it works, and what it brought when it is done."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from flows.environment import prepare

prepare()

from prefect.artifacts import (  # noqa: E402
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from claims.progress import Progress  # noqa: E402
from claims.run import Tally  # noqa: E402

STAGES = {"collect": (0, 30), "read": (30, 85), "match and judge": (85, 95), "report": (95, 99)}
"""From which to which of a hundred parts of a night a stage takes, about."""
PAUSE = 5.0
"""Seconds between two updates, which are requests each."""
MOST_TEXT = 100_000
"""Characters of a report that are kept with a run."""


class Watched:
    """The progress of one night."""

    def __init__(self, night: str, progress: Progress) -> None:
        self._progress = progress
        self._id = create_progress_artifact(0.0, key="nightly-progress", description=f"Night {night}: begins")
        self._night = night
        self._told_at = time.monotonic()

    def within(self, stage: str) -> Progress:
        """Progress of a stage for the terminal that is shown here too, by whichever thread brings it: this one alone asks the server."""
        here = threading.get_ident()
        self.at(stage)

        def told(step: str, done: int = 0, total: int = 0) -> None:
            self._progress(step, done, total)
            if threading.get_ident() == here:
                self.at(stage, done, total)

        return told

    def at(self, stage: str, done: int = 0, of: int = 0) -> None:
        """A stage begins, or so much of it is done; what comes soon after the last update waits for the next one."""
        if done and time.monotonic() - self._told_at < PAUSE:
            return
        first, last = STAGES[stage]
        self._tell(first + (last - first) * done / of if of else first, f"{stage}: {done} of {of}" if of else stage)

    def end(self) -> None:
        self._tell(100, "done")

    def _tell(self, part: float, what: str) -> None:
        self._told_at = time.monotonic()
        update_progress_artifact(self._id, progress=float(part), description=f"Night {self._night}: {what}")  # type: ignore[arg-type]


def show(night: str, tally: Tally, failures: Sequence[object], page: Path, markdown: Path, address: str) -> None:
    """The night as a table, its report as text, and a link to the report: on the web where `address` is one, else on this machine."""
    row = {
        "night": night,
        "articles": tally.articles,
        "claims": tally.claims,
        "findings": tally.findings,
        "failures": len(failures),
    }
    create_table_artifact(key="nightly-summary", table=[row])
    create_markdown_artifact(key="nightly-report", markdown=markdown.read_text(encoding="utf-8")[:MOST_TEXT])
    create_link_artifact(address or page.resolve().as_uri(), f"Report of {night}", key="nightly-report-link")
