"""`claims demo`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from claims.cli.night import run_night
from claims.cli.options import data_option, reports_option


@click.command()
@data_option
@reports_option
def command(data: Path, reports: Path) -> None:
    """The nightly run over the bundled archive: three nights of invented outlets, no network needed.

    Example: claims demo --data /tmp/demo
    """
    with (
        resources.as_file(resources.files("claims.demo").joinpath("archive.warc.gz")) as archive,
        resources.as_file(resources.files("claims.demo").joinpath("sources.yaml")) as sources_file,
    ):
        run_night(sources_file, data, reports, replay=archive)
