"""Read-only questions to the published snapshot."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    """A question of `store/queries/NAME.sql`; the file's first comments say what it answers and what it may be narrowed to."""

    name: str
    about: str
    sql: str

    @property
    def parameters(self) -> dict[str, str]:
        """Name → what it is, from lines `-- $place: …`; one that is not given is NULL."""
        return dict(re.findall(r"^-- \$(\w+): (.*)$", self.sql, re.M))


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


def connect(data: Path, *, confined: bool = True) -> duckdb.DuckDBPyConnection:
    """A connection that can read the snapshot. Where it is confined it can read nothing else: no files, no extensions, no settings.

    Raises:
        ClaimsError: nothing was published yet, or by a release of another layout.
    """
    path = published_path(data)
    if not path.exists():
        raise ClaimsError(f"{path}: no database yet; `claims run` or `claims demo` makes one")
    con = _confined(path) if confined else duckdb.connect(str(path), read_only=True)
    try:
        if layout(con) != latest():
            raise ClaimsError(f"{path}: another release published it; `claims upgrade` (or the next run) makes it anew")
        lay_over(con, decisions(data))
    except BaseException:
        con.close()
        raise
    return con


def _confined(path: Path) -> duckdb.DuckDBPyConnection:
    with _opening:
        con = duckdb.connect(str(path), read_only=True, config=_READS_ONLY)
        if not con.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0]:
            con.execute("SET GLOBAL TimeZone = 'UTC'")
            con.execute("SET lock_configuration = true")  # for every connection to this file, which share one instance
    return con


_opening = Lock()
_READS_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "python_enable_replacements": False,  # a name that no table has is no Python variable either
}


def ask(con: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, str] | None = None) -> duckdb.DuckDBPyRelation:
    """The answer to a named question, or to one SELECT, as a relation; `values` stand for `$name` in it.

    Raises:
        ClaimsError: unknown name or parameter, wrong SQL, or a statement that does more than read.
    """
    sql, given = _reading(con, query, values or {})
    try:
        return con.sql(sql, params=given) if given else con.sql(sql)
    except duckdb.Error as error:
        raise ClaimsError(one_line(error)) from None


def stream(
    con: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, str] | None = None
) -> duckdb.DuckDBPyConnection:
    """The same as a cursor that is read once, piece by piece.

    Raises:
        ClaimsError: as `ask`.
    """
    sql, given = _reading(con, query, values or {})
    try:
        return con.execute(sql, given) if given else con.execute(sql)
    except duckdb.Error as error:
        raise ClaimsError(one_line(error)) from None


def _reading(
    con: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, str]
) -> tuple[str, dict[str, str | None]]:
    """The SQL of a question that only reads, and what its parameters stand for."""
    given: dict[str, str | None] = dict(values)
    if re.fullmatch(r"[\w-]+", query):
        question = named(query)
        if unknown := sorted(given.keys() - question.parameters.keys()):
            may = ", ".join(question.parameters) or "nothing"
            raise ClaimsError(f"{query} has no parameter {unknown[0]!r}; it takes {may}")
        query, given = question.sql, dict.fromkeys(question.parameters) | given
    try:
        statements = con.extract_statements(query)
    except duckdb.Error as error:
        raise ClaimsError(one_line(error)) from None
    if len(statements) != 1:
        raise ClaimsError("one statement at a time, please")
    kind = statements[0].type.name
    if kind not in ("SELECT", "EXPLAIN"):
        raise ClaimsError(f"only SELECT is allowed here, not {kind}")
    return query, given


def one_line(error: Exception) -> str:
    """What DuckDB says, without its drawing of the place."""
    text = re.sub(r"\s*LINE \d+:.*", "", str(error), flags=re.S)
    return " ".join(text.split())[:600]
