"""`claims sql`."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from claims.cli.options import data_option
from claims.errors import ClaimsError

if TYPE_CHECKING:
    import duckdb

MAX_TABLE_ROWS = 1000
FETCH = 10_000


def _complete_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    from claims.store.query import named_queries

    return [CompletionItem(one.name, help=one.about) for one in named_queries() if one.name.startswith(incomplete)]


def _complete_value(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    from claims.store.query import named_queries

    known = {one.name: one.parameters for one in named_queries()}
    return [
        CompletionItem(f"{name}=", help=what)
        for name, what in known.get(ctx.params.get("query") or "", {}).items()
        if name.startswith(incomplete)
    ]


@click.command(epilog='Examples: claims sql contradictions place=Iraq · claims sql "FROM claims LIMIT 5" --format csv')
@click.argument("query", required=False, shell_complete=_complete_query)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...", shell_complete=_complete_value)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]), default="table", show_default=True
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file; parquet needs one. Nothing else is ever written.",
)
@data_option
def command(query: str | None, values: tuple[str, ...], form: str, output: Path | None, data: Path) -> None:
    """Ask the published database: a named query, narrowed by NAME=VALUE, or one SELECT. Without a query, lists the names.

    Reads only; works while a nightly run is writing. What was decided in `claims review` is seen at once.
    """
    from claims.store.query import ask, connect, stream

    if query is None:
        _list()
        return
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output FILE")
    with connect(data) as con, _told(output):
        if form == "parquet":
            _parquet(ask(con, query, _values(values)), output or Path())
            return
        answer = stream(con, query, _values(values))
        if form == "table" and output is None:
            _table(answer)
        else:
            with _target(output) as target:
                _rows(answer, "csv" if form == "table" else form, target)


def _values(pairs: tuple[str, ...]) -> dict[str, str]:
    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"{pair!r}: give a value as NAME=VALUE, and a query of several words in quotes")
        given[name] = value
    return given


@contextmanager
def _told(output: Path | None) -> Iterator[None]:
    """What DuckDB finds only while it answers is one line too."""
    import duckdb

    from claims.store.query import one_line

    try:
        yield
    except duckdb.Error as error:
        raise ClaimsError(one_line(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ClaimsError(f"{output}: {error.strerror or error}") from None


def _list() -> None:
    from claims.store.query import named_queries

    room = max(len(one.name) for one in named_queries()) + 2
    for one in named_queries():
        takes = f"  [{' '.join(f'{name}=' for name in one.parameters)}]" if one.parameters else ""
        click.echo(f"{one.name:{room}}{one.about}" + click.style(takes, dim=True))


def _parquet(answer: duckdb.DuckDBPyRelation, output: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(answer.to_arrow_table(), output)


@contextmanager
def _target(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file


def _rows(answer: duckdb.DuckDBPyConnection, form: str, target: IO[str]) -> None:
    """CSV or JSON, piece by piece: an answer may be longer than the memory."""
    names = _names(answer)
    if form == "csv":
        writer = csv.writer(target)
        writer.writerow(names)
        while rows := answer.fetchmany(FETCH):
            writer.writerows(
                [json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for v in row] for row in rows
            )
        return
    before = "[\n "
    while rows := answer.fetchmany(FETCH):
        for row in rows:
            target.write(before + json.dumps(dict(zip(names, row, strict=True)), default=_plain, ensure_ascii=False))
            before = ",\n "
    target.write("\n]\n" if before.startswith(",") else "[]\n")


def _table(answer: duckdb.DuckDBPyConnection) -> None:
    from claims.cli.table import draw

    rows = answer.fetchmany(MAX_TABLE_ROWS + 1)
    draw(_names(answer), rows[:MAX_TABLE_ROWS])
    more = f"the first {MAX_TABLE_ROWS:,} rows; --format csv gives all" if len(rows) > MAX_TABLE_ROWS else ""
    click.echo(more or f"{len(rows)} row{'s' if len(rows) != 1 else ''}")


def _names(answer: duckdb.DuckDBPyConnection) -> list[str]:
    return [column[0] for column in answer.description or ()]


def _plain(value: Any) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)
