"""Read-only questions to the published snapshot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from threading import Lock

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


def named(name: str) -> NamedQuery:
    """One of them.

    Raises:
        ClaimsError: there is none of this name.
    """
    found = next((one for one in named_queries() if one.name == name), None)
    if found is None:
        raise ClaimsError(f"no query is named {name!r}; `claims sql` lists them")
    return found


def connect(data: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read the snapshot and nothing else: no files, no extensions, no settings.

    Raises:
        ClaimsError: nothing was published yet, or by a release of another layout.
    """
    path = published_path(data)
    if not path.exists():
        raise ClaimsError(f"{path}: no database yet; `claims run` or `claims demo` makes one")
    with _opening:
        con = duckdb.connect(str(path), read_only=True, config=_READS_ONLY)
        if not con.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0]:
            con.execute("SET GLOBAL TimeZone = 'UTC'")
            con.execute("SET lock_configuration = true")  # for every connection to this file, which share one instance
    try:
        if layout(con) != latest():
            raise ClaimsError(f"{path}: another release published it; `claims upgrade` (or the next run) makes it anew")
        lay_over(con, decisions(data))
    except BaseException:
        con.close()
        raise
    return con


_opening = Lock()
_READS_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "python_enable_replacements": False,  # a name that no table has is no Python variable either
}


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
