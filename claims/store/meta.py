"""What a database says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

import duckdb

from claims.judge.tolerance import Tolerances


def keep_tolerances(con: duckdb.DuckDBPyConnection, tolerances: Tolerances) -> None:
    """Notes beside the findings what they were judged with."""
    con.execute("INSERT OR REPLACE INTO store.meta VALUES ('tolerances', ?)", [json.dumps(asdict(tolerances))])


def kept_tolerances(con: duckdb.DuckDBPyConnection) -> Tolerances:
    """What the findings of a database were last judged with; the defaults where none were."""
    rows = con.execute("SELECT value FROM store.meta WHERE key = 'tolerances'").fetchall()
    kept = json.loads(rows[0][0]) if rows else {}
    known = {f.name for f in fields(Tolerances)}  # another release may have kept settings that are gone
    return Tolerances(**{name: value for name, value in kept.items() if name in known})
