"""What a person decided of findings: lines that are only ever added, so that nothing is lost while a run writes the database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

STATUSES = ("open", "confirmed", "dismissed", "not_same")
MAX_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of DATA/verdicts.jsonl."""

    finding_id: str
    status: str
    note: str
    at: str
    """UTC, ISO 8601."""


def verdicts_file(data: Path) -> Path:
    return data / "verdicts.jsonl"


def decide(data: Path, finding_id: str, status: str, note: str = "") -> Decision:
    """Adds a decision, in one write.

    Raises:
        ValueError: there is no such status.
    """
    if status not in STATUSES:
        raise ValueError(f"unknown status {status!r}: one of {', '.join(STATUSES)}")
    made = Decision(finding_id, status, note.strip()[:MAX_NOTE], datetime.now(UTC).isoformat(timespec="milliseconds"))
    line = (json.dumps(asdict(made), ensure_ascii=False) + "\n").encode()
    handle = os.open(verdicts_file(data), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
    return made


def decisions(data: Path) -> list[Decision]:
    """All of them, oldest first; a broken line (a disk that was full) is left out."""
    path = verdicts_file(data)
    if not path.is_file():
        return []
    found: list[Decision] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            made = Decision(str(row["finding_id"]), str(row["status"]), str(row["note"]), str(row["at"]))
        except (ValueError, KeyError, TypeError):
            continue
        if made.status in STATUSES:
            found.append(made)
    return found


def current(made: Iterable[Decision]) -> dict[str, Decision]:
    """finding id → the last decision."""
    return {one.finding_id: one for one in made}


def undo(data: Path) -> Decision | None:
    """Takes the last decision back by adding the one that held before; None where nothing is left to undo."""
    history = decisions(data)
    undone = 0
    for index in range(len(history) - 1, -1, -1):
        last = history[index]
        if last.note.startswith(UNDONE):
            undone += 1
            continue
        if undone:
            undone -= 1
            continue
        before = next((one for one in reversed(history[:index]) if one.finding_id == last.finding_id), None)
        status = before.status if before else "open"
        return decide(data, last.finding_id, status, f"{UNDONE} {last.status}")
    return None


UNDONE = "undone:"


def apply(con: duckdb.DuckDBPyConnection, data: Path) -> int:
    """Writes the decisions into store.findings; the number of findings that they are about."""
    rows = [(one.status, one.note or None, one.finding_id) for one in current(decisions(data)).values()]
    if rows:
        con.executemany("UPDATE store.findings SET status = ?, note = ? WHERE finding_id = ?", rows)
    return len(rows)
