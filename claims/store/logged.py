"""The lines of DATA/verdicts.jsonl within a database: kept by every run, and laid over a snapshot that is older than they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from claims.store.verdicts import Decision

_MOMENT = pa.timestamp("us")
_LINES = pa.schema(
    [
        ("line", pa.int32()),
        ("finding_id", pa.string()),
        ("status", pa.string()),
        ("note", pa.string()),
        ("labels", pa.list_(pa.string())),
        ("decided_at", _MOMENT),
        ("decided_by", pa.string()),
        ("undoes", _MOMENT),
    ]
)


def keep(con: duckdb.DuckDBPyConnection, made: Sequence[Decision]) -> None:
    """Puts all decisions into store.verdicts, in place of those that were there."""
    con.register("lines", _lines(made))
    con.execute("DELETE FROM store.verdicts")
    con.execute("INSERT INTO store.verdicts FROM lines")
    con.unregister("lines")


def lay_over(con: duckdb.DuckDBPyConnection, made: Sequence[Decision]) -> None:
    """Lets the views `verdicts` and `findings` of a read-only snapshot show what was decided since it was published.

    A verdict that holds for further findings by its values is carried over to them by the next run.
    """
    if not made:
        return
    name = con.execute("SELECT current_database()").fetchall()[0][0].replace('"', '""')
    con.register("lines", _lines(made))
    con.execute("CREATE TEMP TABLE decided AS FROM lines")
    con.unregister("lines")
    con.execute(
        """CREATE TEMP VIEW verdicts AS SELECT line, decided_at, decided_by, finding_id, status, note, labels, undoes,
        line = max(line) OVER (PARTITION BY finding_id) AS holds FROM decided"""
    )
    con.execute(
        f"""CREATE TEMP VIEW findings AS SELECT f.* REPLACE (coalesce(v.status, f.status) AS status,
        CASE WHEN v.finding_id IS NULL THEN f.note ELSE nullif(v.note, '') END AS note, coalesce(v.labels, f.labels) AS labels)
        FROM "{name}".main.findings f LEFT JOIN temp.main.verdicts v ON v.finding_id = f.finding_id AND v.holds"""  # noqa: S608
    )


def _lines(made: Sequence[Decision]) -> pa.Table:
    rows = [
        {
            "line": number,
            "finding_id": one.finding_id,
            "status": one.status,
            "note": one.note,
            "labels": list(one.labels),
            "decided_at": _moment(one.at),
            "decided_by": one.by,
            "undoes": _moment(one.undoes) if one.undoes else None,
        }
        for number, one in enumerate(made, 1)
    ]
    return pa.Table.from_pylist(rows, schema=_LINES)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
