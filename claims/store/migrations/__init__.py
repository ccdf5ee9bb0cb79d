"""The layout of a database: schema.sql is the one of today, the numbered files beside this one lead to it from earlier ones.

A layout that changes gets a new file `NNNN_what.sql` and the same change in schema.sql; a test upgrades a kept database of every
earlier layout and compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import duckdb

from claims.errors import ClaimsError

FIRST = 1
"""The layout of databases that do not say which one they have."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The step to one layout from the one before."""

    number: int
    name: str
    sql: str


def migrations() -> list[Migration]:
    """All steps in order."""
    files = sorted(
        (file for file in resources.files(__name__).iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return [
        Migration(int(file.name[:4]), file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for file in files
    ]


def latest() -> int:
    """The layout that this release writes."""
    return max([FIRST, *(step.number for step in migrations())])


def layout(con: duckdb.DuckDBPyConnection) -> int | None:
    """The layout of the database in use; None where it is empty."""
    tables = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'store'"
    ).fetchall()
    if not tables:
        return None
    rows = con.execute("SELECT value FROM store.meta WHERE key = 'layout'").fetchall()
    return int(rows[0][0]) if rows else FIRST


def create(con: duckdb.DuckDBPyConnection, name: str = "the database") -> int | None:
    """Makes or upgrades the tables of the database in use, and its views; the layout that it had before, None where it was empty.

    All or nothing: a step that fails leaves the database as it was.

    Raises:
        ClaimsError: a newer release made the database.
    """
    before, newest = layout(con), latest()
    if before is not None and before > newest:
        raise ClaimsError(
            f"{name}: a newer release of claims made it (layout {before}, this one knows {newest}); upgrade the program"
        )
    store = resources.files("claims.store")
    con.begin()
    try:
        if before is not None:
            for step in migrations():
                if step.number > before:
                    con.execute(step.sql)
        con.execute(store.joinpath("schema.sql").read_text(encoding="utf-8"))
        con.execute("INSERT OR REPLACE INTO store.meta VALUES ('layout', ?)", [str(newest)])
        con.execute(store.joinpath("views.sql").read_text(encoding="utf-8"))
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return before
