"""Quantitative claims of news outlets, compared. `claims.open()` and `claims.ask()` are for notebooks; docs/queries.md shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

__all__ = ["ask", "open"]


def open(data: str | Path | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published database of a data folder, by default that of the settings.

    What was decided in `claims review` since it was published is seen in it. `.sql(…)` gives a relation with `.df()` for pandas, `.pl()` for
    Polars, `.to_arrow_table()` for Arrow.

    Raises:
        ClaimsError: nothing was published yet, or by a release of another layout.
    """
    from claims.settings import settings
    from claims.store.query import connect

    return connect(Path(data) if data is not None else settings().data, confined=False)


def ask(con: duckdb.DuckDBPyConnection, query: str, **values: str) -> duckdb.DuckDBPyRelation:
    """The answer to a named question (`claims sql` lists them) or to one SELECT; `values` narrow it.

    Raises:
        ClaimsError: unknown name or parameter, wrong SQL, or a statement that does more than read.
    """
    from claims.store.query import ask as put

    return put(con, query, values)
