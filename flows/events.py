"""What Prefect's automations may wait for: an event for each new contradiction that is severe."""

from __future__ import annotations

from datetime import datetime

import duckdb

from flows.environment import prepare

prepare()

from prefect.events import emit_event  # noqa: E402

SEVERE_CONTRADICTION = "claims.contradiction.severe"
MOST = 50
"""Events of one night; the report has them all."""
_SEVERE = """SELECT finding_id FROM findings WHERE kind = 'contradiction' AND status = 'open' AND first_seen_at = ? AND severity >= ?
ORDER BY severity DESC, finding_id"""
_TOLD = """SELECT f.finding_id, f.rule, f.severity, f.explanation, a.outlet, a.url, b.outlet, b.url
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
WHERE list_contains(?, f.finding_id) ORDER BY f.severity DESC, f.finding_id"""


def new_severe(con: duckdb.DuckDBPyConnection, clock: datetime, severe: float) -> list[str]:
    """The open contradictions that are new in the night whose clock this is and at least so severe, gravest first."""
    return [finding_id for (finding_id,) in con.execute(_SEVERE, [clock, severe]).fetchall()]


def tell_severe(con: duckdb.DuckDBPyConnection, clock: datetime, severe: float, report: str) -> int:
    """Emits them for the night whose clock this is; the number of events."""
    rows = con.execute(_TOLD, [new_severe(con, clock, severe)[:MOST]]).fetchall()
    for finding_id, rule, severity, explanation, outlet_a, url_a, outlet_b, url_b in rows:
        emit_event(
            SEVERE_CONTRADICTION,
            {"prefect.resource.id": f"claims.finding.{finding_id}", "prefect.resource.name": explanation[:200]},
            payload={
                "finding_id": finding_id,
                "explanation": explanation,
                "rule": rule,
                "severity": round(severity, 2),
                "outlets": [outlet_a, outlet_b],
                "urls": [url_a, url_b],
                "report": report,
            },
        )
    return len(rows)
