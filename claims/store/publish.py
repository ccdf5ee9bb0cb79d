"""Replaces the readers' snapshot whole."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from claims.store.store import FILE, STORAGE_VERSION, Store, create


def published_path(data: Path) -> Path:
    return data / "published" / FILE


def publish(store: Store) -> Path:
    """Copies the database into a new file and renames it over the old one: who has the old one open keeps it.

    A plain file copy would lose what is still in the write-ahead log.
    """
    target = published_path(store.data)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    name = str(draft).replace("'", "''")
    store.con.execute(f"ATTACH '{name}' AS snapshot (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        store.con.execute("USE snapshot")
        create(store.con)
        store.con.execute("USE claims")
        tables = store.con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'claims' AND schema_name = 'store'"
        ).fetchall()
        for (table,) in tables:
            store.con.execute(f'INSERT INTO snapshot.store."{table}" BY NAME SELECT * FROM claims.store."{table}"')  # noqa: S608
    finally:
        store.con.execute("USE claims")
        store.con.execute("DETACH snapshot")
    _sync(draft)
    draft.replace(target)
    _sync(target.parent)
    return target


def open_published(data: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the snapshot.

    Raises:
        FileNotFoundError: nothing was published in this data folder yet.
    """
    path = published_path(data)
    if not path.exists():
        raise FileNotFoundError(path)
    return duckdb.connect(str(path), read_only=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
