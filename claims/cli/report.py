"""`claims report`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from claims.cli.options import data_option, reports_option
from claims.errors import ClaimsError


@click.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The night; by default the last one.")
@click.option("--format", "form", type=click.Choice(["html", "md", "json", "csv"]), default="html", show_default=True)
@data_option
@reports_option
def command(day: datetime | None, form: str, data: Path, reports: Path) -> None:
    """Write a report again from the published database: html writes all files, the other formats print to standard output.

    Example: claims report --format md
    """
    from claims.report import gather_report, to_csv, to_json, to_markdown, write_report
    from claims.store.query import connect

    with connect(data) as con:
        rows = con.execute("SELECT run_id, night FROM runs ORDER BY started_at DESC").fetchall()
        if day is not None:
            rows = [row for row in rows if row[1] == day.date()]
            if not rows:
                raise ClaimsError(f"no run on {day.date()}; `claims sql nights` lists them")
        run_id, night = rows[0] if rows else (None, "latest")
        if form == "html":
            click.echo(write_report(con, reports / str(night), run_id).html)
        else:
            write = {"md": to_markdown, "json": to_json, "csv": to_csv}[form]
            click.echo(write(gather_report(con, run_id)), nl=False)
