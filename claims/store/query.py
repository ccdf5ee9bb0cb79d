"""Read-only questions to the published snapshot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from claims.errors import ClaimsError
from claims.store.logged import lay_over
from claims.store.migrations import latest, layout
from claims.store.publish import published_path
from claims.store.verdicts import decisions


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question of `store/queries/NAME.sql`; the file's first comment says what it answers."""

    name: str
    about: str
    sql: str


def named_queries() -> list[NamedQuery]:
    """The questions that come with the program, by name."""
    folder = resources.files("claims.store").joinpath("queries")
    found = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".sql"):
            sql = file.read_text(encoding="utf-8")
            found.append(NamedQuery(file.name.removesuffix(".sql"), sql.partition("\n")[0].removeprefix("-- "), sql))
    return found


def connect(data: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read the snapshot and nothing else: no files, no extensions, no settings.

    Raises:
        ClaimsError: nothing was published yet, or by a release of another layout.
    """
    path = published_path(data)
    if not path.exists():
        raise ClaimsError(f"{path}: no database yet; `claims run` or `claims demo` makes one")
    con = duckdb.connect(
        str(path), read_only=True, config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    if layout(con) != latest():
        con.close()
        raise ClaimsError(f"{path}: another release published it; `claims upgrade` (or the next run) makes it anew")
    con.execute("SET TimeZone = 'UTC'")
    lay_over(con, decisions(data))
    con.execute("SET python_enable_replacements = false")  # a name that no table has is no Python variable either
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
    return con


def ask(con: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    """The answer to a named question, or to one SELECT.

    Raises:
        ClaimsError: unknown name, wrong SQL, or a statement that does more than read.
    """
    known = {named.name: named.sql for named in named_queries()}
    if re.fullmatch(r"[\w-]+", query):
        if query not in known:
            raise ClaimsError(f"no query is named {query!r}; `claims sql` lists them")
        query = known[query]
    try:
        statements = con.extract_statements(query)
        if len(statements) != 1:
            raise ClaimsError("one statement at a time, please")
        kind = statements[0].type.name
        if kind not in ("SELECT", "EXPLAIN"):
            raise ClaimsError(f"only SELECT is allowed here, not {kind}")
        return con.sql(query)
    except duckdb.Error as error:
        raise ClaimsError(" ".join(str(error).split())[:600]) from None
