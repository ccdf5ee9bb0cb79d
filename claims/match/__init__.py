"""Claim → Cluster: which claims, of any outlet and language, speak of one quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def match_new(con: duckdb.DuckDBPyConnection) -> int:
    """Gives new claims their clusters; see `claims.match.match`. Returns how many there were."""
    from claims.match.match import match_new as run  # duckdb is not imported where two texts are compared

    return run(con)


def group_origins(con: duckdb.DuckDBPyConnection) -> int:
    """Finds which articles are one text; see `claims.match.origins`. Returns how many were set."""
    from claims.match.origins import group_origins as run

    return run(con)


__all__ = ["group_origins", "match_new"]
