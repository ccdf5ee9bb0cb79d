"""`claims upgrade`."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.options import data_option
from claims.cli.progress import bars
from claims.errors import ClaimsError


@click.command()
@data_option
def command(data: Path) -> None:
    """Bring a database of an earlier release to the layout of this one, and publish it; the next run does the same by itself.

    Example: claims upgrade
    """
    from claims.run import run_lock
    from claims.store.migrations import latest
    from claims.store.publish import publish
    from claims.store.store import FILE, Store

    if not (data / FILE).is_file():
        raise ClaimsError(f"{data / FILE}: no database yet; `claims run` or `claims demo` makes one")
    with run_lock(data), bars() as progress:
        progress("bringing the layout up to date")
        with Store(data) as store:
            publish(store)
            before = store.layout_before
    click.echo(f"{data / FILE}: layout {latest()}" + (f", was {before}" if before != latest() else ", as before"))
