"""What was compared of the two sides of a finding, field by field, in the words of a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.report.facts import Finding
from claims.report.words import moment, span

OF_THE_PAIR = {
    "story": "likely one happening",
    "wording": "likeness of the sentences",
    "one happening": "what ties them",
}
"""Fields that say one thing of both sides: of the first two a number from 0 to 1, then a sentence."""
MAX_ROWS = 40


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A row of the table: the two sides, or one text of both."""

    name: str
    cells: tuple[str, ...]
    how: str


def field_rows(finding: Finding) -> Sequence[FieldRow]:
    """The rows in their order; of a deadline neither unit nor value."""
    dated = finding.a.dimension == "date"
    hidden = {"unit", "value", "read as"} if dated else set()
    return [_row(finding, *slot) for slot in finding.slots[:MAX_ROWS] if slot[0] not in hidden]


def _row(finding: Finding, name: str, a: str, b: str, how: str) -> FieldRow:
    if name in OF_THE_PAIR:
        return FieldRow(OF_THE_PAIR[name], (a,), {"equal": "enough", "differs": "too little"}.get(how, ""))
    if name == "read as":
        sides = (finding.a.interval, finding.b.interval)
        return FieldRow("read as", tuple(span(*bounds) for bounds in sides), _fit(*sides))
    if name == "published":
        return FieldRow(name, (_moment(a), _moment(b)), how)
    return FieldRow(name, (a, b), how)


Interval = tuple[float | None, float | None]


def _fit(a: Interval, b: Interval) -> str:
    """Whether a value lies in both."""
    (low_a, high_a), (low_b, high_b) = a, b
    apart = (high_a is not None and low_b is not None and high_a < low_b) or (
        high_b is not None and low_a is not None and high_b < low_a
    )
    return "no value fits both" if apart else "a value fits both"


def _moment(text: str) -> str:
    """A time as a report writes it; what is none stays as it is."""
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text
