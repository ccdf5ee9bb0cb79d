"""`claims doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from claims.cli.options import data_option, sources_option
from claims.errors import ClaimsError
from claims.settings import settings

LOW_DISK = 1_000_000_000
"""Bytes; a night's archive and snapshot need about a tenth of that."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `fix` says what to do where it is not well."""

    name: str
    ok: bool
    found: str
    fix: str = ""


@click.command()
@sources_option
@data_option
@click.pass_context
def command(ctx: click.Context, sources_file: Path, data: Path) -> None:
    """Check settings, disk, database, archive and sources, and say what to do. Exit status 1 where something is broken.

    Example: claims doctor
    """
    checks = [
        *_settings(),
        *_prefect(),
        *_folder(data),
        *_database(data),
        *_decisions(data),
        *_runs(data),
        *_archive(data),
        *_sources(sources_file),
    ]
    for check in checks:
        mark = click.style("ok    ", fg="green") if check.ok else click.style("broken", fg="red")
        click.echo(
            f"{mark} {check.name}: {check.found}" + (f"\n       → {check.fix}" if check.fix and not check.ok else "")
        )
    if not all(check.ok for check in checks):
        ctx.exit(1)


def _settings() -> Iterator[Check]:
    try:
        yield Check(
            "settings",
            True,
            f"data in {settings().data}, reports in {settings().reports}, {settings().workers} groups of sources at a time",
        )
    except ClaimsError as error:
        yield Check("settings", False, str(error), "unset or mend the variable")


def _prefect() -> Iterator[Check]:
    from flows.environment import home

    try:
        yield Check("Prefect", True, f"its own database in {home()}")
    except ClaimsError as error:
        yield Check("Prefect", False, str(error), "name a folder that can be written in PREFECT_HOME")


def _folder(data: Path) -> Iterator[Check]:
    import os
    import shutil

    place = next((folder for folder in (data, *data.absolute().parents) if folder.exists()), Path("/"))
    yield Check(
        "data folder",
        os.access(place, os.W_OK),
        f"{data} can be written" if os.access(place, os.W_OK) else f"{place} can't be written",
        "choose another with --data or give this user the right",
    )
    free = shutil.disk_usage(place).free
    yield Check("disk", free > LOW_DISK, f"{free / 1e9:.1f} GB free", "make room, or move the data folder")


def _database(data: Path) -> Iterator[Check]:
    from claims.store.publish import published_path
    from claims.store.query import connect

    path = published_path(data)
    if not path.exists():
        yield Check("database", True, "none yet; `claims run` or `claims demo` makes one")
        return
    try:
        with connect(data) as con:
            articles = con.execute("SELECT count(*) FROM articles").fetchall()[0][0]
            orphans = con.execute(
                "SELECT count(*) FROM store.claims ANTI JOIN store.articles USING (article_id)"
            ).fetchall()[0][0]
            unfinished = con.execute("SELECT count(*) FROM runs WHERE status = 'running'").fetchall()[0][0]
    except Exception as error:  # whatever a damaged file makes DuckDB raise
        yield Check(
            "database",
            False,
            f"{path}: {' '.join(str(error).split())[:200]}",
            "delete the file; the next run publishes it anew",
        )
        return
    yield Check("database", True, f"{articles} articles published")
    yield Check("claims without article", orphans == 0, str(orphans), "restore a backup, or import the articles again")
    yield Check("runs left unfinished", unfinished == 0, str(unfinished), "run again: it takes up what is missing")


def _decisions(data: Path) -> Iterator[Check]:
    """What people decided, and the weights that were fitted on it."""
    from claims.match.weights import happening_weights
    from claims.store.verdicts import decisions, verdicts_file

    path = verdicts_file(data)
    if path.is_file():
        lines = sum(1 for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip())
        broken = lines - len(decisions(data))
        yield Check(
            "verdicts", broken == 0, f"{lines} lines, {broken} broken", f"look at {path}; broken lines are passed over"
        )
    try:
        happening_weights(data)
    except ClaimsError as error:
        yield Check("weights", False, str(error), "mend the file or remove it")


def _runs(data: Path) -> Iterator[Check]:
    """How the nights went: the last one, how long ago, and whether anything waits to be taken up."""
    from datetime import UTC, datetime

    from claims.run import spool_path
    from claims.store.query import connect
    from claims.store.spool import left

    waiting = sum(1 for _ in left(spool_path(data)))
    yield Check(
        "batches waiting", waiting == 0, f"{waiting} read and not stored", "run again: it takes up what is waiting"
    )
    try:
        with connect(data) as con:
            rows = con.execute(
                "SELECT status, started_at, sources_ok, sources_failed FROM runs ORDER BY started_at DESC LIMIT 1"
            ).fetchall()
    except Exception:  # the database's own check tells of it
        return
    for status, started, fine, failed in rows:
        days = (datetime.now(UTC).replace(tzinfo=None) - started).days
        yield Check(
            "last run",
            status == "done" and fine > 0,
            f"{status}, {days} days ago, {fine} sources read, {failed} failed",
            "`claims sources check` probes each source; data/logs/runs.jsonl says what a run did",
        )


def _archive(data: Path) -> Iterator[Check]:
    from claims.collect.archive import read_archive

    files = sorted((data / "archive").glob("*/*.warc.gz"))
    if not files:
        yield Check("archive", True, "no evidence of live runs yet")
        return
    try:
        pages = sum(1 for _ in read_archive(files[-1]))
        yield Check("archive", True, f"{len(files)} files; the last holds {pages} responses")
    except ClaimsError as error:
        yield Check("archive", False, str(error), "set the file aside; its articles are in the database")


def _sources(path: Path) -> Iterator[Check]:
    from claims.collect.sources import load_sources

    try:
        yield Check("sources", True, f"{len(load_sources(path))} in {path}")
    except ClaimsError as error:
        yield Check("sources", False, str(error), "mend the line; docs/add-a-source.md explains each field")
