"""What people decided of findings: lines that are only ever added, so that nothing is lost while a run writes the database."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.judge.memory import Disagreement, Value

STATUSES = ("open", "confirmed", "dismissed", "not_same")
MAX_NOTE = 2000
MAX_LABELS, MAX_LABEL = 12, 40
_EARLIER_UNDO = "undone:"
"""The note of a line that takes another back, in files of earlier releases."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of DATA/verdicts.jsonl: the whole state of a finding from then on."""

    finding_id: str
    status: str
    note: str
    at: str
    """UTC, ISO 8601."""
    about: Disagreement | None = None
    """What it was on, so that it is found again where other texts say the same; None in lines of earlier releases."""
    labels: tuple[str, ...] = ()
    by: str = ""
    """Who decided."""
    undoes: str | None = None
    """When the decision was made that this line takes back."""


def verdicts_file(data: Path) -> Path:
    return data / "verdicts.jsonl"


def decide(
    data: Path,
    finding_id: str,
    status: str,
    note: str = "",
    about: Disagreement | None = None,
    labels: Iterable[str] = (),
    by: str = "",
) -> Decision:
    """Adds a decision, in one write.

    Raises:
        ValueError: there is no such status.
    """
    if status not in STATUSES:
        raise ValueError(f"unknown status {status!r}: one of {', '.join(STATUSES)}")
    kept = dict.fromkeys(word for label in labels if (word := " ".join(label.split())[:MAX_LABEL]))
    return _add(
        data, Decision(finding_id, status, note.strip()[:MAX_NOTE], "", about, tuple(kept)[:MAX_LABELS], by[:80])
    )


def _add(data: Path, made: Decision) -> Decision:
    made = replace(made, at=datetime.now(UTC).isoformat(timespec="microseconds"))
    path = verdicts_file(data)
    line = as_line(made).encode("utf-8", "replace")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":  # a line that was broken off must not take this one with it
            line = b"\n" + line
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
    return made


def as_line(made: Decision) -> str:
    """As it is kept. Signs that some readers take for the end of a line are escaped."""
    line = json.dumps(asdict(made), ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029]", lambda found: f"\\u{ord(found.group()):04x}", line) + "\n"


def decisions(data: Path) -> list[Decision]:
    """All of them, oldest first; a broken line (a disk that was full) is left out."""
    path = verdicts_file(data)
    if not path.is_file():
        return []
    found: list[Decision] = []
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            made = _decision(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if made.status in STATUSES:
            found.append(made)
    return _undone(found)


def _decision(row: dict[str, Any]) -> Decision:
    at = datetime.fromisoformat(str(row["at"]))
    return Decision(
        finding_id=str(row["finding_id"]),
        status=str(row["status"]),
        note=str(row["note"]),
        at=(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(),
        about=_about(row.get("about")),
        labels=tuple(str(label) for label in row.get("labels") or ()),
        by=str(row.get("by") or ""),
        undoes=str(row["undoes"]) if row.get("undoes") else None,
    )


def _about(row: Any) -> Disagreement | None:
    try:
        return Disagreement(str(row["kind"]), Value(**row["a"]), Value(**row["b"])) if row else None
    except (KeyError, TypeError):
        return None  # of another release: the verdict holds for its own finding


def _undone(found: list[Decision]) -> list[Decision]:
    """The same, with what lines of earlier releases take back written as today."""
    told: list[Decision] = []
    for made in found:
        if made.undoes is None and made.note.startswith(_EARLIER_UNDO):
            last = _last_standing(told)
            before = _before(told, last) if last else None
            made = replace(made, note=before.note if before else "", undoes=last.at if last else made.at)
        told.append(made)
    return told


def current(made: Iterable[Decision]) -> dict[str, Decision]:
    """finding id → the last decision."""
    return {one.finding_id: one for one in made}


def undo(data: Path, by: str = "") -> Decision | None:
    """Takes the last decision back by adding what held before it; None where nothing is left to undo."""
    history = decisions(data)
    last = _last_standing(history)
    if last is None:
        return None
    before = _before(history, last) or Decision(last.finding_id, "open", "", "")
    return _add(data, replace(before, about=last.about, by=by[:80], undoes=last.at))


def _last_standing(history: list[Decision]) -> Decision | None:
    """The last decision that nobody took back."""
    undone = {one.undoes for one in history}
    return next((one for one in reversed(history) if one.undoes is None and one.at not in undone), None)


def _before(history: list[Decision], last: Decision) -> Decision | None:
    """What held of a finding before its last standing decision."""
    undone = {one.undoes for one in history}
    earlier = [one for one in history[: history.index(last)] if one.finding_id == last.finding_id]
    return next((one for one in reversed(earlier) if one.undoes is None and one.at not in undone), None)
