"""How well clusters agree with the truth. Runs under either side's interpreter."""

from __future__ import annotations

import duckdb


def agreement(con: duckdb.DuckDBPyConnection, query: str) -> float:
    """Pairwise F1 of the `cluster_id` that a query gives against its `quantity`."""
    row = con.execute(
        f"""WITH told AS ({query}),
        cells AS (SELECT cluster_id, quantity, count(*) AS n FROM told GROUP BY ALL),
        found AS (SELECT sum(n * (n - 1) / 2) AS pairs FROM (SELECT sum(n) AS n FROM cells GROUP BY cluster_id)),
        truth AS (SELECT sum(n * (n - 1) / 2) AS pairs FROM (SELECT sum(n) AS n FROM cells GROUP BY quantity)),
        shared AS (SELECT sum(n * (n - 1) / 2) AS pairs FROM cells)
        SELECT 2 * shared.pairs / (found.pairs + truth.pairs) FROM found, truth, shared"""
    ).fetchall()[0]
    return float(row[0] or 0.0)
