"""`claims sql`."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.cli.options import data_option
from claims.errors import ClaimsError

if TYPE_CHECKING:
    import duckdb

MAX_TABLE_ROWS = 1000


@click.command()
@click.argument("query", required=False)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]), default="table", show_default=True
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file; parquet needs one."
)
@data_option
def command(query: str | None, form: str, output: Path | None, data: Path) -> None:
    """Ask the published database: a named query or one SELECT. Without a query, lists the names.

    Reads only; works while a nightly run is writing.

    Example: claims sql "SELECT outlet, count(*) FROM claims GROUP BY ALL"
    """
    from claims.store.query import ask, connect, named_queries

    if query is None:
        for named in named_queries():
            click.echo(f"{named.name:18} {named.about}")
        return
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output FILE")
    with connect(data) as con:
        answer = ask(con, query)
        try:
            _write(answer, form, output)
        except OSError as error:
            raise ClaimsError(f"{output}: {error.strerror}") from None


def _write(answer: duckdb.DuckDBPyRelation, form: str, output: Path | None) -> None:
    if form == "parquet":
        import pyarrow.parquet as pq

        pq.write_table(answer.to_arrow_table(), output)
        return
    names = list(answer.columns)
    if form == "table" and output is None:
        _table(names, answer.limit(MAX_TABLE_ROWS + 1).fetchall())
        return
    target = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
    try:
        if form == "json":
            json.dump(
                [dict(zip(names, row, strict=True)) for row in answer.fetchall()],
                target,
                default=_plain,
                ensure_ascii=False,
                indent=1,
            )
            target.write("\n")
        else:
            writer = csv.writer(target)
            writer.writerow(names)
            writer.writerows(answer.fetchall())
    finally:
        if output:
            target.close()


def _table(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows[:MAX_TABLE_ROWS]:
        table.add_row(*(Text(_shown(value)) for value in row))
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(table)
    more = f", the first {MAX_TABLE_ROWS} shown" if len(rows) > MAX_TABLE_ROWS else ""
    click.echo(f"{len(rows)} row{'s' if len(rows) != 1 else ''}{more}")


def _shown(value: object) -> str:
    """A cell without control characters: they would steer the terminal."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return "".join(c if c.isprintable() or c == " " else " " for c in str(value))


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)
