"""`claims run`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from claims.cli.night import run_night
from claims.cli.options import data_option, reports_option, sources_option

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@sources_option
@click.option("--only", multiple=True, metavar="NAME", help="Only this source; may be given more than once.")
@click.option(
    "--replay", type=click.Path(path_type=Path), help="Take the pages from a WARC file, not from the network."
)
@click.option("--from", "since", type=DAY, metavar="DATE", help="Only articles of this day and later.")
@click.option("--until", type=DAY, metavar="DATE", help="Only articles of this day and earlier.")
@data_option
@reports_option
def command(
    sources_file: Path,
    only: tuple[str, ...],
    replay: Path | None,
    since: datetime | None,
    until: datetime | None,
    data: Path,
    reports: Path,
) -> None:
    """One nightly run: collect, read, extract, match, judge, report.

    Example: claims run --only bbc-ar --from 2026-03-01 --until 2026-03-07
    """
    from claims.collect import load_sources, read_archive
    from claims.run import run_lock

    if since and until and since > until:
        raise click.BadParameter("--from is after --until")
    # what would stop the run is looked at before Prefect starts, since that takes seconds
    load_sources(sources_file, only)
    if replay is not None:
        next(read_archive(replay), None)
    with run_lock(data):
        pass
    window = (since.date() if since else None, until.date() if until else None)
    run_night(sources_file, data, reports, only=only, replay=replay, window=window)
