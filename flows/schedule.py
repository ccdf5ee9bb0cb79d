"""The nightly deployment, served by this process: one run at a time."""

from __future__ import annotations

from pathlib import Path

from flows.nightly import nightly  # sets Prefect's environment before its import

from prefect.schedules import Cron  # isort: skip


def serve(cron: str, timezone: str, sources_file: Path, data: Path, reports: Path) -> None:
    """Starts runs by the clock until it is interrupted.

    Raises:
        ValueError: the cron fields are not valid.
    """
    nightly.serve(
        name="nightly",
        schedules=[Cron(cron, timezone=timezone)],
        parameters={
            "sources_file": str(sources_file.resolve()),
            "data": str(data.resolve()),
            "reports": str(reports.resolve()),
        },
        limit=1,
        tags=["claims"],
    )
