"""Reads what a report shows from the store's views."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from claims.figures import Interval
from claims.judge.timelines import Report as Told
from claims.judge.timelines import Series, timelines
from claims.judge.tolerance import Tolerances, interval
from claims.model import Quantity, Relation
from claims.report.doubts import source_warnings
from claims.report.facts import Agreement, Dot, Finding, Report, Side, SourceHealth

NEAR = timedelta(days=7)
"""Values of one quantity that lie farther apart do not confirm each other."""

Value = tuple[float | None, float | None, date | None]
"""Low, high, and the day of a deadline."""
Agreeing = tuple[str, str, Value, datetime]
"""An outlet, the text that it goes back to, the value, and when."""


def gather(con: duckdb.DuckDBPyConnection, run_id: str | None, tolerances: Tolerances) -> Report:
    """The report's facts as of the run, or as of the last one."""
    run = _run(con, run_id)
    findings = _findings(con, run)
    totals = {
        name: _count(con, f"SELECT count(*) FROM {name}")  # noqa: S608 - names of our own
        for name in ("articles", "claims", "clusters", "findings")
    }
    return Report(
        night=str(run.get("night") or ""),
        run_id=run.get("run_id"),
        sources_ok=run.get("sources_ok") or 0,
        sources_failed=run.get("sources_failed") or 0,
        articles_new=run.get("articles_new") or 0,
        claims_new=run.get("claims_new") or 0,
        totals=totals,
        findings=findings,
        sources=_sources(con),
        skipped=json.loads(run.get("skipped") or "{}"),
        errors=tuple(json.loads(run.get("errors") or "[]")),
        tolerances=tuple(tolerances.as_table()),
        dots=_dots(con, findings, tolerances),
        agreements=_agreements(con, run),
        timelines=_timelines(con, findings, tolerances),
    )


def _run(con: duckdb.DuckDBPyConnection, run_id: str | None) -> dict[str, Any]:
    """The run's row, with `next_at`, when the one after it began, and `after`, when the one before it ended."""
    where, values = ("WHERE run_id = ?", [run_id]) if run_id else ("", [])
    cursor = con.execute(
        f"""SELECT * FROM (SELECT *, lead(started_at) OVER (ORDER BY started_at) AS next_at,
            lag(coalesce(finished_at, started_at)) OVER (ORDER BY started_at) AS after FROM runs) {where} ORDER BY started_at DESC LIMIT 1""",  # noqa: S608
        values,
    )
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else {}


_SIDE = """c.claim_id, c.outlet, c.url, c.lang, c.title, c.published_at, c.first_seen_at, c.quote, c.sentence, c.attributed_to, c.low, c.high,
    c.unit, c.dimension, c.event, c.subject, c.place, c.time_start, c.time_end, c.modality, a.wire, a.archive, c."start" AS start_at, a.text,
    c.origin_id"""


def _rows(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one_finding(con: duckdb.DuckDBPyConnection, finding_id: str) -> Finding | None:
    """One finding with its evidence."""
    found = some_findings(con, [finding_id])
    return found[0] if found else None


def some_findings(con: duckdb.DuckDBPyConnection, finding_ids: Sequence[str]) -> tuple[Finding, ...]:
    """Some findings with their evidence, the gravest first; what is new is so as of the last run."""
    return _findings(con, {"started_at": _run(con, None).get("started_at")}, finding_ids)


def some_dots(
    con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], tolerances: Tolerances
) -> dict[str, tuple[Dot, ...]]:
    """Per quantity of the findings: the values to be drawn."""
    return _dots(con, findings, tolerances)


def _findings(
    con: duckdb.DuckDBPyConnection, run: dict[str, Any], only: Sequence[str] | None = None
) -> tuple[Finding, ...]:
    """Those that were known when the next run began, or some alone."""
    only = list(only) if only is not None else None
    sides = {
        row["claim_id"]: row
        for row in _rows(
            con.execute(
                f"""SELECT {_SIDE} FROM claims c JOIN articles a USING (article_id)
            WHERE c.claim_id IN (SELECT claim_a FROM findings WHERE $1::VARCHAR[] IS NULL OR list_contains($1, finding_id)
                UNION SELECT claim_b FROM findings WHERE $1::VARCHAR[] IS NULL OR list_contains($1, finding_id))""",  # noqa: S608
                [only],
            )
        )
    }
    agreeing = _agreeing(con, only)
    started, until = run.get("started_at"), run.get("next_at")
    found = []
    for row in _rows(
        con.execute(
            """SELECT f.*, coalesce(k.label, '') AS label
            FROM findings f LEFT JOIN clusters k USING (cluster_id)
            WHERE ($2::VARCHAR[] IS NULL OR list_contains($2, f.finding_id)) AND ($1::TIMESTAMP IS NULL OR f.first_seen_at < $1)
            ORDER BY f.severity DESC, f.finding_id""",
            [until, only],
        )
    ):
        if row["claim_a"] not in sides or row["claim_b"] not in sides:
            continue  # no finding is shown without its evidence
        near = agreeing.get(row["cluster_id"], ())
        found.append(
            Finding(
                finding_id=row["finding_id"],
                kind=row["kind"],
                rule=row["rule"],
                severity=row["severity"],
                explanation=row["explanation"],
                label=row["label"],
                cluster_id=row["cluster_id"],
                slots=tuple(
                    (name, str(v[0]), str(v[1]), str(v[2])) for name, v in json.loads(row["slots"] or "{}").items()
                ),
                first_seen_at=row["first_seen_at"],
                status=row["status"],
                note=row["note"],
                remembered=row["remembered"],
                a=_side(sides[row["claim_a"]], row["interval_a"], near),
                b=_side(sides[row["claim_b"]], row["interval_b"], near),
                is_new=started is not None and row["first_seen_at"] >= started,
            )
        )
    return tuple(found)


def _side(row: dict[str, Any], bounds: list[float | None] | None, agreeing: Sequence[Agreeing]) -> Side:
    before, after = _around(row["text"], row["sentence"], row["start_at"], row["quote"])
    low, high = row["low"], row["high"]
    value: Value = low, high, row["time_start"] if row["dimension"] == "date" else None
    same = {
        origin: outlet
        for outlet, origin, other, at in agreeing
        if other == value
        and value != (None, None, None)
        and outlet != row["outlet"]
        and origin != row["origin_id"]
        and abs(at - (row["published_at"] or row["first_seen_at"])) <= NEAR
    }
    kept = (
        "claim_id outlet url lang title published_at first_seen_at quote attributed_to unit dimension event subject place "
        "time_start time_end modality wire"
    )
    return Side(
        **{name: row[name] for name in kept.split()},
        before=before,
        after=after,
        low=low,
        high=high,
        archive=row["archive"] or "",
        interval=(bounds[0], bounds[1]) if bounds and len(bounds) == 2 else (low, high),
        others=tuple(sorted(set(same.values()))),
    )


def _around(text: str, sentence: str, start: int, quote: str) -> tuple[str, str]:
    """The sentence before and after the quote, which may hold the same number a second time."""
    at = text.rfind(sentence, 0, start + len(sentence))
    offset = start - at if at >= 0 else sentence.find(quote)
    if not 0 <= offset <= len(sentence):
        return "", ""
    return sentence[:offset], sentence[offset + len(quote) :]


_LATEST = """SELECT c.* FROM claims c JOIN (SELECT url, max(version) AS version FROM articles GROUP BY url) v USING (url, version)"""
"""Claims of articles as they read now: an old version speaks no more."""


def _agreeing(con: duckdb.DuckDBPyConnection, only: list[str] | None) -> dict[str, list[Agreeing]]:
    """Per cluster of a finding: the outlets with their values, one row an independent origin."""
    found: dict[str, list[Agreeing]] = {}
    for cluster, *values in con.execute(
        f"""SELECT DISTINCT ON (cluster_id, origin_id, low, high, day) cluster_id, outlet, origin_id, low, high,
            CASE WHEN dimension = 'date' THEN time_start END AS day, coalesce(published_at, first_seen_at)
        FROM ({_LATEST}) WHERE cluster_id IN (SELECT cluster_id FROM findings WHERE $1::VARCHAR[] IS NULL OR list_contains($1, finding_id))
            AND modality <> 'denied'
        ORDER BY cluster_id, origin_id, low, high, day, outlet""",  # noqa: S608
        [only],
    ).fetchall():
        outlet, origin, low, high, day, at = values
        found.setdefault(cluster, []).append((outlet, origin, (low, high, day), at))
    return found


def _dots(
    con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], tolerances: Tolerances
) -> dict[str, tuple[Dot, ...]]:
    """Per cluster of a finding: each outlet's last value, and every value that a finding speaks of."""
    clusters = {finding.cluster_id for finding in findings if finding.cluster_id}
    judged = {side.claim_id for finding in findings for side in (finding.a, finding.b)}
    found: dict[str, list[Dot]] = {}
    for row in _rows(
        con.execute(
            """SELECT * FROM (
                SELECT cluster_id, outlet, lang, low, high, quote, published_at, unit, dimension, time_start, relation, claim_id, position,
                claim_id IN (SELECT unnest(?::VARCHAR[])) AS judged,
                row_number() OVER (PARTITION BY cluster_id, outlet ORDER BY coalesce(published_at, first_seen_at) DESC, version DESC, position) AS age
                FROM claims WHERE cluster_id IN (SELECT unnest(?::VARCHAR[]))
            ) WHERE judged OR age = 1
            QUALIFY row_number() OVER (PARTITION BY cluster_id, outlet, low, high, time_start ORDER BY NOT judged, age) = 1
            ORDER BY cluster_id, coalesce(low, high), time_start, outlet, claim_id""",
            [sorted(judged), sorted(clusters)],
        )
    ):
        found.setdefault(row["cluster_id"], []).append(
            Dot(
                **{
                    name: row[name]
                    for name in [
                        "outlet",
                        "lang",
                        "low",
                        "high",
                        "quote",
                        "published_at",
                        "unit",
                        "dimension",
                        "claim_id",
                    ]
                },
                interval=_interval(row, tolerances),
                day=row["time_start"] if row["dimension"] == "date" else None,
            )
        )
    return {cluster: tuple(dots) for cluster, dots in found.items()}


def _timelines(
    con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], tolerances: Tolerances
) -> dict[str, tuple[Series, ...]]:
    """Per cluster of a finding whose value only grows: what each outlet gave when."""
    told: dict[str, list[Told]] = {}
    for row in _rows(
        con.execute(
            """SELECT DISTINCT ON (c.cluster_id, c.article_id) c.cluster_id, c.outlet, c.origin_id,
            CASE WHEN c.version > 1 THEN c.first_seen_at ELSE coalesce(c.published_at, c.first_seen_at) END AS told_at,
            c.low, c.high, c.relation, c.quote,
            c.unit, c.dimension FROM claims c JOIN store.keys k USING (claim_id)
            WHERE k.moves = 'running_total' AND c.modality = 'asserted' AND coalesce(c.low, c.high) IS NOT NULL
            AND c.cluster_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY c.cluster_id, c.article_id, c.position""",
            [sorted({finding.cluster_id for finding in findings if finding.cluster_id})],
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


def _agreements(con: duckdb.DuckDBPyConnection, run: dict[str, Any]) -> tuple[Agreement, ...]:
    """Values that two or more independent texts give, of which this night brought one."""
    if not run:
        return ()
    until = run["finished_at"] if run["next_at"] else None
    rows = con.execute(
        f"""SELECT c.cluster_id, k.label, c.low, c.high, any_value(c.unit), any_value(c.dimension), list_sort(list(DISTINCT c.outlet)),
            count(DISTINCT c.origin_id) AS sources
        FROM ({_LATEST}) c JOIN clusters k USING (cluster_id)
        WHERE c.modality = 'asserted' AND c.low IS NOT NULL AND c.high IS NOT NULL AND (?::TIMESTAMP IS NULL OR c.first_seen_at <= ?)
        GROUP BY c.cluster_id, k.label, c.low, c.high
        HAVING count(DISTINCT c.outlet) > 1 AND sources > 1 AND (?::TIMESTAMP IS NULL OR max(c.first_seen_at) > ?)
        ORDER BY sources DESC, k.label, c.low, c.cluster_id""",  # noqa: S608
        [until, until, run["after"], run["after"]],
    ).fetchall()
    return tuple(
        Agreement(cluster, label, low, high, unit, dimension, tuple(outlets), sources)
        for cluster, label, low, high, unit, dimension, outlets, sources in rows
    )


def _sources(con: duckdb.DuckDBPyConnection) -> tuple[SourceHealth, ...]:
    rows = con.execute(
        """SELECT name, outlet, lang, country, articles, last_ok_at, CASE WHEN last_error_at >= coalesce(last_ok_at, last_error_at)
        THEN last_error END AS problem FROM sources ORDER BY problem IS NULL, outlet"""
    ).fetchall()
    doubts = source_warnings(con)
    return tuple(replace(SourceHealth(*row), warning=doubts.get(row[0], "")) for row in rows)


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
