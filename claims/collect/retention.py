"""How long the evidence is kept: whole nights are removed, nothing else in the folder is touched."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path


def forget(folder: Path, night: date, days: int, keep: Collection[date] = ()) -> list[date]:
    """Removes the archives of nights that are more than `days` before this one, and names them; 0 keeps all for ever.

    Nights in `keep` stay, such as those that a later run takes up.
    """
    if not days or not folder.is_dir():
        return []
    oldest = night - timedelta(days=days)
    gone = sorted(found for found in map(_night, folder.iterdir()) if found and found < oldest and found not in keep)
    for old in gone:
        shutil.rmtree(folder / old.isoformat())
    return gone


def _night(folder: Path) -> date | None:
    """The night of a folder; None for what is none, or only looks like one."""
    if folder.is_symlink() or not folder.is_dir():
        return None
    try:
        found = date.fromisoformat(folder.name)
    except ValueError:
        return None
    return found if found.isoformat() == folder.name else None
