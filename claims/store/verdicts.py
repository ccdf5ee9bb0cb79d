"""What a person decided of findings: lines that are only ever added, so that nothing is lost while a run writes the database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.judge.memory import Disagreement, Value

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
    about: Disagreement | None = None
    """What it was on, so that it is found again where other texts say the same; None in lines of earlier releases."""


def verdicts_file(data: Path) -> Path:
    return data / "verdicts.jsonl"


def decide(data: Path, finding_id: str, status: str, note: str = "", about: Disagreement | None = None) -> Decision:
    """Adds a decision, in one write.

    Raises:
        ValueError: there is no such status.
    """
    if status not in STATUSES:
        raise ValueError(f"unknown status {status!r}: one of {', '.join(STATUSES)}")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    made = Decision(finding_id, status, note.strip()[:MAX_NOTE], at, about)
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
            about = _about(row.get("about"))
            made = Decision(str(row["finding_id"]), str(row["status"]), str(row["note"]), str(row["at"]), about)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if made.status in STATUSES:
            found.append(made)
    return found


def _about(row: Any) -> Disagreement | None:
    try:
        return Disagreement(str(row["kind"]), Value(**row["a"]), Value(**row["b"])) if row else None
    except (KeyError, TypeError):
        return None  # of another release: the verdict holds for its own finding


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
        return decide(data, last.finding_id, status, f"{UNDONE} {last.status}", last.about)
    return None


UNDONE = "undone:"
