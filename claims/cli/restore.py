"""`claims restore`."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.options import data_option
from claims.cli.progress import bars


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def command(file: Path, data: Path) -> None:
    """Fill a data folder that has no database yet from a back-up, verified file by file, and publish it for readers.

    Example: claims restore monday.tar --data restored
    """
    from claims.run import run_lock
    from claims.store.backup import restore

    with run_lock(data), bars() as progress:
        progress("verifying and unpacking")
        made = restore(file, data)
    click.echo(f"{data}: {len(made.files)} files of {made.made_at} restored and published")
