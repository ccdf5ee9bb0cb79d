"""`claims import`."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.options import data_option
from claims.cli.progress import bars


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_option
def command(files: tuple[Path, ...], data: Path) -> None:
    """Load articles that were collected elsewhere (.jsonl, .jsonl.gz, .parquet), then extract, match and judge them.

    A line holds url, outlet, text and, where known, lang, published and title. Lines that can't be read are counted and named.

    Example: claims import articles.jsonl --data /tmp/mine
    """
    from claims.importing import import_files

    with bars() as progress:
        result = import_files(files, data, progress)
    for problem in result.problems[:10]:
        click.echo(f"claims: {problem}", err=True)
    if len(result.problems) > 10:
        click.echo(f"claims: {len(result.problems) - 10} more lines could not be read", err=True)
    click.echo(f"{result.read} articles read, {result.new_articles} new, {len(result.problems)} lines skipped")
    click.echo(result.summary.lines())
