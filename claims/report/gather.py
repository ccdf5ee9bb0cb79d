"""Reads what a report shows from the store's views."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import duckdb

from claims.judge.tolerance import Tolerances
from claims.report import clusters
from claims.report.clusters import rows_of, some_dots
from claims.report.doubts import source_warnings
from claims.report.facts import Finding, NightFigures, Report, Side, SourceHealth, Support

__all__ = ["gather", "one_finding", "some_dots", "some_findings"]

NIGHTS = 30
"""So many nights stand beside this one."""


def gather(
    con: duckdb.DuckDBPyConnection, run_id: str | None, tolerances: Tolerances, days: int | None = None
) -> Report:
    """The report's facts as of the run, or as of the last one; findings of so many days before it, or all."""
    run = _run(con, run_id)
    if days is not None and run:
        run["not_before"] = run["started_at"] - timedelta(days=days)
    findings, without_evidence = _findings(con, run)
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
        dots=some_dots(con, findings, tolerances),
        agreements=clusters.agreements(con, run),
        timelines=clusters.series(con, findings, tolerances),
        histories=clusters.histories(con, findings, tolerances),
        nights=_nights(con, run),
        without_evidence=without_evidence,
        older=_older(con, run),
        is_last=run.get("next_at") is None,
        written_at=run.get("finished_at") or run.get("started_at"),
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
    c.origin_id, c.article_id, c.concept, c.version"""


def one_finding(con: duckdb.DuckDBPyConnection, finding_id: str) -> Finding | None:
    """One finding with its evidence."""
    found = some_findings(con, [finding_id])
    return found[0] if found else None


def some_findings(con: duckdb.DuckDBPyConnection, finding_ids: Collection[str]) -> tuple[Finding, ...]:
    """Some findings with their evidence, the gravest first; what is new is so as of the last run."""
    found, _ = _findings(con, {"started_at": _run(con, None).get("started_at")}, finding_ids)
    return found


def _findings(
    con: duckdb.DuckDBPyConnection, run: dict[str, Any], only: Collection[str] | None = None
) -> tuple[tuple[Finding, ...], int]:
    """Those that were known when the next run began and not too old, or some alone; and how many have lost their evidence."""
    started, until = run.get("started_at"), run.get("next_at")
    rows = rows_of(
        con.execute(
            """SELECT f.*, coalesce(k.label, '') AS label FROM findings f LEFT JOIN store.clusters k USING (cluster_id)
            WHERE ($1::VARCHAR[] IS NULL OR f.finding_id IN (SELECT unnest($1))) AND ($2::TIMESTAMP IS NULL OR f.first_seen_at < $2)
                AND ($3::TIMESTAMP IS NULL OR f.first_seen_at >= $3)
            ORDER BY f.severity DESC, f.finding_id""",
            [list(only) if only is not None else None, until, run.get("not_before")],
        )
    )
    sides = {
        row["claim_id"]: row
        for row in rows_of(
            con.execute(
                f"""SELECT {_SIDE} FROM claims c JOIN articles a USING (article_id)
                WHERE c.claim_id IN (SELECT unnest(?::VARCHAR[]))""",  # noqa: S608
                [sorted({row[side] for row in rows for side in ("claim_a", "claim_b")})],
            )
        )
    }
    agreeing = clusters.agreeing(con, sorted({row["cluster_id"] for row in rows if row["cluster_id"]}))
    found, without_evidence = [], 0
    for row in rows:
        if row["claim_a"] not in sides or row["claim_b"] not in sides:
            without_evidence += 1  # no finding is shown without its evidence
            continue
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
                a=_side(sides[row["claim_a"]], row["interval_a"], row["cluster_id"], agreeing),
                b=_side(sides[row["claim_b"]], row["interval_b"], row["cluster_id"], agreeing),
                is_new=started is not None and row["first_seen_at"] >= started,
            )
        )
    return tuple(found), without_evidence


def _side(
    row: dict[str, Any],
    bounds: list[float | None] | None,
    cluster: str | None,
    agreeing: Mapping[tuple[str, clusters.Value], Sequence[clusters.Agreeing]],
) -> Side:
    before, after = _around(row["text"], row["sentence"], row["start_at"], row["quote"])
    low, high = row["low"], row["high"]
    value: clusters.Value = low, high, row["time_start"] if row["dimension"] == "date" else None
    at = row["published_at"] or row["first_seen_at"]
    same: dict[str, Support] = {}
    for one in agreeing.get((cluster or "", value), ()) if value != (None, None, None) else ():
        told = one.told
        own = told.outlet == row["outlet"] or one.origin == row["origin_id"]
        if abs(told.at - at) <= clusters.NEAR and not own:
            same[told.outlet] = min(same.get(told.outlet, told), told, key=lambda support: support.at)
    kept = (
        "claim_id outlet url lang title published_at first_seen_at quote attributed_to unit dimension event subject place "
        "time_start time_end modality wire article_id concept version"
    )
    return Side(
        **{name: row[name] for name in kept.split()},
        before=before,
        after=after,
        low=low,
        high=high,
        archive=row["archive"] or "",
        interval=(bounds[0], bounds[1]) if bounds and len(bounds) == 2 else (low, high),
        others=tuple(sorted(same.values(), key=lambda support: (support.at, support.outlet))),
    )


def _around(text: str, sentence: str, start: int, quote: str) -> tuple[str, str]:
    """The sentence before and after the quote, which may hold the same number a second time."""
    at = text.rfind(sentence, 0, start + len(sentence))
    offset = start - at if at >= 0 else sentence.find(quote)
    if not 0 <= offset <= len(sentence):
        return "", ""
    return sentence[:offset], sentence[offset + len(quote) :]


def _sources(con: duckdb.DuckDBPyConnection) -> tuple[SourceHealth, ...]:
    rows = con.execute(
        """SELECT name, outlet, lang, country, articles, last_ok_at, CASE WHEN last_error_at >= coalesce(last_ok_at, last_error_at)
        THEN last_error END AS problem FROM sources ORDER BY problem IS NULL, outlet"""
    ).fetchall()
    imported = con.execute(
        """SELECT outlet, outlet, mode(lang), NULL, count(*), max(first_seen_at), NULL FROM articles
        WHERE source = '' AND outlet NOT IN (SELECT outlet FROM sources) GROUP BY outlet ORDER BY outlet"""
    ).fetchall()
    doubts = source_warnings(con)
    return (
        *(replace(SourceHealth(*row), warning=doubts.get(row[0], "")) for row in rows),
        *(replace(SourceHealth(*row), imported=True) for row in imported),
    )


def _older(con: duckdb.DuckDBPyConnection, run: dict[str, Any]) -> int:
    """How many findings are too old to be shown."""
    if "not_before" not in run:
        return 0
    return int(
        con.execute("SELECT count(*) FROM findings WHERE first_seen_at < ?", [run["not_before"]]).fetchall()[0][0]
    )


def _nights(con: duckdb.DuckDBPyConnection, run: dict[str, Any]) -> tuple[NightFigures, ...]:
    """The last runs up to this one. What a run found is what was first seen from its start to the start of the next."""
    if not run:
        return ()
    rows = con.execute(
        """SELECT CAST(r.night AS VARCHAR), sources_ok, sources_failed, articles_new, claims_new, findings_new,
            count(f.finding_id) FILTER (f.kind = 'contradiction'), count(f.finding_id) FILTER (f.kind = 'undetermined')
        FROM (SELECT *, lead(started_at) OVER (ORDER BY started_at) AS next_at FROM runs) r
        LEFT JOIN findings f ON f.first_seen_at >= r.started_at AND (r.next_at IS NULL OR f.first_seen_at < r.next_at)
        WHERE r.started_at <= ? GROUP BY r.started_at, 1, 2, 3, 4, 5, 6 ORDER BY r.started_at DESC LIMIT ?""",
        [run["started_at"], NIGHTS],
    ).fetchall()
    return tuple(NightFigures(str(night or ""), *(value or 0 for value in rest)) for night, *rest in rows)


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
