"""What outlets say of the quantities that findings are on: their values side by side, in time, and where they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from claims.figures import Interval
from claims.judge.timelines import Report as Told
from claims.judge.timelines import Series, timelines
from claims.judge.tolerance import Tolerances, interval
from claims.model import Quantity, Relation
from claims.report.facts import Agreement, Dot, Finding, Support


def rows_of(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """A query's rows by their columns' names."""
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_LATEST = """SELECT c.* FROM claims c JOIN (SELECT url, max(version) AS version FROM articles GROUP BY url) v USING (url, version)"""
"""Claims of articles as they read now: an old version speaks no more."""


NEAR = timedelta(days=7)
"""Values of one quantity that lie farther apart do not confirm each other."""

Value = tuple[float | None, float | None, date | None]
"""Low, high, and the day of a deadline."""


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Who gives a value, and the text that it goes back to."""

    told: Support
    origin: str


def agreeing(con: duckdb.DuckDBPyConnection, clusters: Sequence[str]) -> dict[tuple[str, Value], list[Agreeing]]:
    """Per cluster and value: the outlets that give it, one row an independent origin."""
    found: dict[tuple[str, Value], list[Agreeing]] = {}
    for cluster, *values in con.execute(
        f"""SELECT DISTINCT ON (cluster_id, origin_id, low, high, day) cluster_id, outlet, url, origin_id, low, high,
            CASE WHEN dimension = 'date' THEN time_start END AS day, coalesce(published_at, first_seen_at) AS told_at
        FROM ({_LATEST}) WHERE cluster_id IN (SELECT unnest(?::VARCHAR[])) AND modality <> 'denied'
        ORDER BY cluster_id, origin_id, low, high, day, told_at, outlet""",  # noqa: S608
        [list(clusters)],
    ).fetchall():
        outlet, url, origin, low, high, day, at = values
        found.setdefault((cluster, (low, high, day)), []).append(Agreeing(Support(outlet, url, at), origin))
    return found


_DOT = "cluster_id, outlet, lang, low, high, quote, published_at, unit, dimension, time_start, relation, claim_id"
_TOLD_AT = "CASE WHEN c.version > 1 THEN c.first_seen_at ELSE coalesce(c.published_at, c.first_seen_at) END"
"""A version that changed was told when it was seen, whatever day its page names."""


def some_dots(
    con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], tolerances: Tolerances
) -> dict[str, tuple[Dot, ...]]:
    """Per cluster of a finding: each outlet's last value, and every value that a finding speaks of."""
    found: dict[str, list[Dot]] = {}
    for row in rows_of(
        con.execute(
            f"""SELECT * FROM (
                SELECT {_DOT}, claim_id IN (SELECT unnest(?::VARCHAR[])) AS judged,
                row_number() OVER (PARTITION BY cluster_id, outlet ORDER BY coalesce(published_at, first_seen_at) DESC, version DESC, position) AS age
                FROM claims WHERE cluster_id IN (SELECT unnest(?::VARCHAR[]))
            ) WHERE judged OR age = 1
            QUALIFY row_number() OVER (PARTITION BY cluster_id, outlet, low, high, time_start ORDER BY NOT judged, age) = 1
            ORDER BY cluster_id, coalesce(low, high), time_start, outlet, claim_id""",  # noqa: S608 - columns of ours
            [_judged(findings), _clusters(findings)],
        )
    ):
        found.setdefault(row["cluster_id"], []).append(_dot(row, row["published_at"], tolerances))
    return {cluster: tuple(dots) for cluster, dots in found.items()}


def _clusters(findings: Sequence[Finding]) -> list[str]:
    return sorted({finding.cluster_id for finding in findings if finding.cluster_id})


def _judged(findings: Sequence[Finding]) -> list[str]:
    return sorted({side.claim_id for finding in findings for side in (finding.a, finding.b)})


def _dot(row: dict[str, Any], at: datetime | None, tolerances: Tolerances) -> Dot:
    return Dot(
        outlet=row["outlet"],
        lang=row["lang"],
        low=row["low"],
        high=row["high"],
        quote=row["quote"],
        published_at=at,
        unit=row["unit"],
        dimension=row["dimension"],
        claim_id=row["claim_id"],
        interval=_interval(row, tolerances),
        day=row["time_start"] if row["dimension"] == "date" else None,
    )


def histories(
    con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], tolerances: Tolerances
) -> dict[str, tuple[Dot, ...]]:
    """Per cluster of a finding: one value of each article version in the order of time, that of a finding before others."""
    found: dict[str, list[Dot]] = {}
    for row in rows_of(
        con.execute(
            f"""SELECT * FROM (SELECT DISTINCT ON (cluster_id, article_id) {_DOT}, {_TOLD_AT} AS told_at
                FROM claims c WHERE modality <> 'denied' AND cluster_id IN (SELECT unnest(?::VARCHAR[]))
                ORDER BY cluster_id, article_id, claim_id NOT IN (SELECT unnest(?::VARCHAR[])), position)
            ORDER BY cluster_id, told_at, outlet, claim_id""",  # noqa: S608 - columns of ours
            [_clusters(findings), _judged(findings)],
        )
    ):
        found.setdefault(row["cluster_id"], []).append(_dot(row, row["told_at"], tolerances))
    return {cluster: tuple(dots) for cluster, dots in found.items()}


def series(
    con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], tolerances: Tolerances
) -> dict[str, tuple[Series, ...]]:
    """Per cluster of a finding whose value only grows: what each outlet gave when."""
    told: dict[str, list[Told]] = {}
    for row in rows_of(
        con.execute(
            f"""SELECT DISTINCT ON (c.cluster_id, c.article_id) c.cluster_id, c.outlet, c.origin_id, {_TOLD_AT} AS told_at,
            c.low, c.high, c.relation, c.quote,
            c.unit, c.dimension FROM claims c JOIN store.keys k USING (claim_id)
            WHERE k.moves = 'running_total' AND c.modality = 'asserted' AND coalesce(c.low, c.high) IS NOT NULL
            AND c.cluster_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY c.cluster_id, c.article_id, c.position""",  # noqa: S608 - columns of ours
            [_clusters(findings)],
        )
    ):
        low, high = row["low"], row["high"]
        said = (low + high) / 2 if low is not None and high is not None else low if low is not None else high
        report = Told(row["outlet"], row["told_at"], _interval(row, tolerances), row["origin_id"], said)
        told.setdefault(row["cluster_id"], []).append(report)
    return {cluster: timelines(reports) for cluster, reports in told.items()}


def _interval(row: dict[str, Any], tolerances: Tolerances) -> Interval:
    relation = Relation(row["relation"])
    quote = row["quote"]
    return interval(
        Quantity(0, len(quote), quote, row["low"], row["high"], relation, None, row["unit"], row["dimension"]),
        tolerances,
    )


def agreements(con: duckdb.DuckDBPyConnection, run: dict[str, Any]) -> tuple[Agreement, ...]:
    """Values that two or more independent texts give, of which this night brought one."""
    if not run:
        return ()
    until = run["finished_at"] if run["next_at"] else None
    rows = con.execute(
        f"""SELECT c.cluster_id, k.label, c.low, c.high, any_value(c.unit), any_value(c.dimension), list_sort(list(DISTINCT c.outlet)),
            count(DISTINCT c.origin_id) AS sources
        FROM ({_LATEST}) c JOIN store.clusters k USING (cluster_id)
        WHERE c.cluster_id IN (SELECT cluster_id FROM claims WHERE $2::TIMESTAMP IS NULL OR first_seen_at > $2)
            AND c.modality = 'asserted' AND c.low IS NOT NULL AND c.high IS NOT NULL AND ($1::TIMESTAMP IS NULL OR c.first_seen_at <= $1)
        GROUP BY c.cluster_id, k.label, c.low, c.high
        HAVING count(DISTINCT c.outlet) > 1 AND sources > 1 AND ($2::TIMESTAMP IS NULL OR max(c.first_seen_at) > $2)
        ORDER BY sources DESC, k.label, c.low, c.cluster_id""",  # noqa: S608
        [until, run["after"]],
    ).fetchall()
    return tuple(
        Agreement(cluster, label, low, high, unit, dimension, tuple(outlets), sources)
        for cluster, label, low, high, unit, dimension, outlets, sources in rows
    )
