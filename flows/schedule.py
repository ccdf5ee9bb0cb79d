"""The nightly deployment, served by this process: one run at a time."""

from __future__ import annotations

from pathlib import Path

from flows.nightly import nightly  # sets Prefect's environment before its import

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # isort: skip
from prefect.schedules import Cron  # isort: skip


def serve(cron: str, timezone: str, sources_file: Path, data: Path, reports: Path) -> None:
    """Starts runs by the clock until it is interrupted.

    Two runs never overlap: this process starts one at a time, the server holds a limit over all who serve the
    deployment, and the data folder's lock holds where there is no server.

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
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        tags=["claims"],
    )
