"""Replaces the readers' snapshot whole."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from claims.files import sync
from claims.store.snapshot import copy_verified
from claims.store.store import FILE, Store


def published_path(data: Path) -> Path:
    return data / "published" / FILE


def publish(store: Store) -> Path:
    """Copies the database into a new file, verifies the copy and renames it over the old one: who has the old one open keeps it.

    Raises:
        ClaimsError: the copy is not what was copied; the old snapshot stays.
    """
    target = published_path(store.data)
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{target.stem}.*.tmp"):  # of a run that was killed here: this run holds the lock
        left.unlink()
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        copy_verified(store, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync(target.parent)
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
