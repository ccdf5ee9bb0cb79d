"""`claims backup`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from claims.cli.options import data_option
from claims.cli.progress import bars


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--archives", is_flag=True, help="The archived pages too: they are the evidence, and most of the size.")
@data_option
def command(file: Path | None, archives: bool, data: Path) -> None:
    """Put the database and what people decided into one tar file, by default backups/claims-TIME.tar; refused while a run is working.

    Example: claims backup monday.tar --archives
    """
    from claims.run import run_lock
    from claims.store.backup import back_up

    target = file or Path("backups") / f"claims-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
    with run_lock(data), bars() as progress:
        progress("putting it into the file")
        made = back_up(data, target, archives=archives)
    click.echo(f"{target}: {len(made.files)} files, {target.stat().st_size / 1e6:.1f} MB")
