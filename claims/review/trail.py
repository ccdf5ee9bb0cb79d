"""The audit trail for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from claims.report.data import safe_cell
from claims.store.verdicts import Decision, as_line

COLUMNS = ["decided_at", "decided_by", "finding_id", "status", "labels", "note", "undoes", "kind"] + [
    f"{name}_{side}" for side in ("a", "b") for name in ("outlet", "said", "url")
]


def about(made: Decision) -> str:
    """What a decision was on, from what was kept beside it."""
    if made.about is None:
        return made.finding_id
    a, b = made.about.a, made.about.b
    return f"{a.outlet} {a.said}, {b.outlet} {b.said}"


def to_csv(made: Sequence[Decision]) -> str:
    """A row a decision; cells that a spreadsheet would take for a formula begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in made:
        sides = [one.about.a, one.about.b] if one.about else []
        row = [one.at, one.by, one.finding_id, one.status, ", ".join(one.labels), one.note, one.undoes or ""]
        row += [
            one.about.kind if one.about else "",
            *(cell for side in sides for cell in (side.outlet, side.said, side.url)),
        ]
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def to_lines(made: Sequence[Decision]) -> str:
    """The lines as they are kept, without those that are broken."""
    return "".join(map(as_line, made))
