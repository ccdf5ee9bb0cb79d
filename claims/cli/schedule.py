"""`claims schedule`."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.options import data_option, reports_option, sources_option
from claims.settings import settings


@click.command()
@click.option("--cron", default=lambda: settings().cron, show_default="0 3 * * *", help="When, as five cron fields.")
@click.option(
    "--timezone", default=lambda: settings().timezone, show_default="UTC", help="The zone of the cron fields."
)
@sources_option
@data_option
@reports_option
def command(cron: str, timezone: str, sources_file: Path, data: Path, reports: Path) -> None:
    """Serve the nightly deployment: stays in the foreground and starts the run by the clock. Stop it with Ctrl-C.

    Without a Prefect server (PREFECT_API_URL) it starts one of its own, whose pages it names.

    Example: claims schedule --cron "30 2 * * *" --timezone Asia/Baghdad
    """
    from zoneinfo import ZoneInfo

    from claims.collect.sources import load_sources
    from claims.errors import ConfigError

    load_sources(sources_file)
    try:
        ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        raise ConfigError(
            "--timezone", None, f"{timezone!r} is no time zone", "use an IANA name such as Asia/Baghdad"
        ) from None
    from flows import own_server
    from flows.environment import home, prepare

    home()
    prepare()
    server = own_server.start(scheduler=True)
    from flows.schedule import serve  # in the time that the server takes to start

    if server is not None:
        server.wait()
        click.echo(f"Prefect's pages: {server.address}")
    try:
        serve(cron, timezone, sources_file, data, reports)
    except ValueError as error:
        raise ConfigError(
            "--cron", None, f"{cron!r}: {' '.join(str(error).split())[:200]}", "use five fields such as 0 3 * * *"
        ) from None
