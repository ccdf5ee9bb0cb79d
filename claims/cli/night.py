"""Starts the flow from the command line, for `claims run` and `claims demo`."""

from __future__ import annotations

import sys
import traceback
from datetime import date
from pathlib import Path

import click

from claims.cli.progress import bars


def run_night(
    sources_file: Path,
    data: Path,
    reports: Path,
    *,
    only: tuple[str, ...] = (),
    replay: Path | None = None,
    window: tuple[date | None, date | None] = (None, None),
) -> None:
    """Runs the flow and prints its summary. An error comes out as it is: Prefect and DuckDB say nothing of their own."""
    debug = "--debug" in sys.argv
    with bars() as progress:
        progress("starting Prefect")
        from flows.environment import home, prepare

        home()
        prepare(quiet=not debug)
        from flows import own_server

        server = own_server.start()
        from flows.nightly import nightly, warm_up  # in the time that the server takes to start

        begun = warm_up(sources_file)
        if server is not None:
            server.wait()
        try:
            summary = nightly(sources_file, data, reports, only, replay, *window, progress=progress, begun=begun)
        except Exception as error:
            if not debug:  # Prefect keeps the error; what its frames hold of DuckDB would be complained of at exit
                traceback.clear_frames(error.__traceback__)
            raise
    click.echo(summary.lines())
