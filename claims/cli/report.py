"""`claims report`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from claims.cli.options import data_option, reports_option
from claims.cli.progress import bars
from claims.errors import ClaimsError

FORMATS = ["html", "md", "json", "csv", "feed", "claimreview"]


@click.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The night; by default the last one.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="html", show_default=True)
@data_option
@reports_option
def command(day: datetime | None, form: str, data: Path, reports: Path) -> None:
    """Write a report again from the published database: html writes all files, the other formats print to standard output.

    `feed` is Atom of new contradictions, `claimreview` is schema.org's of the findings that people confirmed.

    Example: claims report --format md
    """
    from claims.report import (
        Publisher,
        gather_report,
        to_claimreview,
        to_csv,
        to_feed,
        to_json,
        to_markdown,
        write_report,
    )  # fmt: skip
    from claims.settings import settings
    from claims.store.query import connect

    with connect(data) as con:
        rows = con.execute("SELECT run_id, night FROM runs ORDER BY started_at DESC").fetchall()
        if day is not None:
            rows = [row for row in rows if row[1] == day.date()]
            if not rows:
                raise ClaimsError(f"no run on {day.date()}; `claims sql nights` lists them")
        run_id, night = rows[0] if rows else (None, "latest")
        publisher = Publisher(settings().publisher, settings().public_url)
        if form == "html":
            with bars() as progress:
                progress("writing the report")
                written = write_report(con, reports / str(night), run_id, publisher)
            click.echo(written.html)
            return
        report = gather_report(con, run_id)
        base = publisher.base(str(night)) if publisher.address else ""
        match form:
            case "md":
                text = to_markdown(report)
            case "json":
                text = to_json(report)
            case "csv":
                text = to_csv(report)
            case "feed":
                text = to_feed(report, base, base and f"{base}feed.xml")
            case _:
                text = to_claimreview(report, publisher.name, base)
        click.echo(text, nl=False)
