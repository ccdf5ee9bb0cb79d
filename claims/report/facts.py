"""What a report shows, read from the store's tables into plain values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

KINDS = ("contradiction", "stealth_edit", "correction", "revision", "update", "undetermined")
"""In the order in which a report shows them."""
TITLES = {
    "contradiction": "Contradictions",
    "stealth_edit": "Changed without a note",
    "correction": "Corrected with a note",
    "revision": "Totals that fell",
    "update": "Updates",
    "undetermined": "Could not be judged",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims of a finding."""

    claim_id: str
    outlet: str
    url: str
    lang: str
    title: str
    published_at: datetime | None
    first_seen_at: datetime
    quote: str
    before: str
    """The sentence up to the quote, and from it on."""
    after: str
    attributed_to: str | None
    low: float | None
    high: float | None
    subject: str | None
    place: str | None
    time: str
    modality: str
    wire: str | None
    archive: str
    interval: tuple[float | None, float | None]
    others: tuple[str, ...]
    """Further independent outlets that give the same value in the cluster."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its evidence."""

    finding_id: str
    kind: str
    rule: str
    severity: float
    explanation: str
    label: str
    cluster_id: str | None
    slots: tuple[tuple[str, str, str, str], ...]
    first_seen_at: datetime
    status: str
    note: str | None
    a: Side
    b: Side
    is_new: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One outlet's value in a cluster."""

    outlet: str
    lang: str
    low: float | None
    high: float | None
    quote: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    name: str
    outlet: str
    lang: str | None
    country: str | None
    articles: int
    last_ok_at: datetime | None
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one night's report says."""

    night: str
    run_id: str | None
    sources_ok: int
    sources_failed: int
    articles_new: int
    claims_new: int
    totals: dict[str, int]
    findings: tuple[Finding, ...]
    sources: tuple[SourceHealth, ...]
    skipped: dict[str, int]
    errors: tuple[dict[str, str], ...]
    tolerances: tuple[tuple[str, float], ...]
    dots: dict[str, tuple[Dot, ...]]

    def of_kind(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == kind]


def gather(con: duckdb.DuckDBPyConnection, run_id: str | None, tolerances: Sequence[tuple[str, float]]) -> Report:
    """The report's facts as of the run, or as of the last one."""
    run = _run(con, run_id)
    findings = _findings(con, run)
    wanted = {finding.cluster_id for finding in findings if finding.kind == "contradiction" and finding.cluster_id}
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
        tolerances=tuple(tolerances),
        dots=_dots(con, wanted),
    )


def _run(con: duckdb.DuckDBPyConnection, run_id: str | None) -> dict[str, Any]:
    where, values = ("WHERE run_id = ?", [run_id]) if run_id else ("", [])
    cursor = con.execute(f"SELECT * FROM runs {where} ORDER BY started_at DESC LIMIT 1", values)  # noqa: S608
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else {}


_SIDE = """c.claim_id, c.outlet, c.url, c.lang, c.title, c.published_at, c.first_seen_at, c.quote, c.sentence, c.attributed_to, c.low, c.high,
    c.subject, c.place, c.time_start, c.time_end, c.modality, a.wire, a.archive, c."start", a.text"""


def _findings(con: duckdb.DuckDBPyConnection, run: dict[str, Any]) -> tuple[Finding, ...]:
    sides = {
        row[0]: row
        for row in con.execute(
            f"""SELECT {_SIDE} FROM claims c JOIN articles a USING (article_id)
            WHERE c.claim_id IN (SELECT claim_a FROM findings UNION SELECT claim_b FROM findings)"""  # noqa: S608
        ).fetchall()
    }
    agreeing = _agreeing(con)
    found = []
    for row in con.execute(
        """SELECT f.finding_id, f.kind, f.rule, f.severity, f.explanation, coalesce(k.label, ''), f.cluster_id, f.slots, f.first_seen_at,
        f.status, f.note, f.claim_a, f.claim_b, f.interval_a, f.interval_b
        FROM findings f LEFT JOIN clusters k USING (cluster_id) ORDER BY f.severity DESC, f.finding_id"""
    ).fetchall():
        if row[11] not in sides or row[12] not in sides:
            continue  # no finding is shown without its evidence
        slots = tuple((name, str(v[0]), str(v[1]), str(v[2])) for name, v in json.loads(row[7] or "{}").items())
        a, b = (
            _side(sides[claim], interval, agreeing.get(row[6], ()))
            for claim, interval in ((row[11], row[13]), (row[12], row[14]))
        )
        found.append(
            Finding(
                finding_id=row[0],
                kind=row[1],
                rule=row[2],
                severity=row[3],
                explanation=row[4],
                label=row[5],
                cluster_id=row[6],
                slots=slots,
                first_seen_at=row[8],
                status=row[9],
                note=row[10],
                a=a,
                b=b,
                is_new=run.get("started_at") is not None and row[8] >= run["started_at"],
            )
        )
    return tuple(found)


def _side(
    row: tuple[Any, ...],
    interval: list[float | None] | None,
    agreeing: Sequence[tuple[str, float | None, float | None]],
) -> Side:
    (
        claim_id,
        outlet,
        url,
        lang,
        title,
        published_at,
        first_seen_at,
        quote,
        sentence,
        attributed_to,
        low,
        high,
        *rest,
    ) = row
    (subject, place, start, end, modality, wire, archive, position, text) = rest
    before, after = _around(text, sentence, position, quote)
    same = {name for name, a_low, a_high in agreeing if (a_low, a_high) == (low, high) and name != outlet}
    return Side(
        claim_id=claim_id,
        outlet=outlet,
        url=url,
        lang=lang,
        title=title,
        published_at=published_at,
        first_seen_at=first_seen_at,
        quote=quote,
        before=before,
        after=after,
        attributed_to=attributed_to,
        low=low,
        high=high,
        subject=subject,
        place=place,
        time="" if not start and not end else str(start) if start == end else f"{start or '…'} to {end or '…'}",
        modality=modality,
        wire=wire,
        archive=archive or "",
        interval=(interval[0], interval[1]) if interval and len(interval) == 2 else (low, high),
        others=tuple(sorted(same)),
    )


def _around(text: str, sentence: str, start: int, quote: str) -> tuple[str, str]:
    """The sentence before and after the quote, which may hold the same number a second time."""
    at = text.rfind(sentence, 0, start + len(sentence))
    offset = start - at if at >= 0 else sentence.find(quote)
    if not 0 <= offset <= len(sentence):
        return "", ""
    return sentence[:offset], sentence[offset + len(quote) :]


def _agreeing(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, float | None, float | None]]]:
    """Per cluster of a finding: the outlets with their values, one row an independent origin."""
    found: dict[str, list[tuple[str, float | None, float | None]]] = {}
    for cluster, outlet, low, high in con.execute(
        """SELECT DISTINCT ON (cluster_id, origin_id, low, high) cluster_id, outlet, low, high FROM claims
        WHERE cluster_id IN (SELECT cluster_id FROM findings) ORDER BY cluster_id, origin_id, low, high, outlet"""
    ).fetchall():
        found.setdefault(cluster, []).append((outlet, low, high))
    return found


def _dots(con: duckdb.DuckDBPyConnection, clusters: set[str]) -> dict[str, tuple[Dot, ...]]:
    found: dict[str, list[Dot]] = {}
    rows = con.execute(
        """SELECT cluster_id, outlet, lang, low, high, quote, published_at FROM claims
        WHERE cluster_id IN (SELECT unnest(?::VARCHAR[]))
        QUALIFY row_number() OVER (PARTITION BY cluster_id, outlet ORDER BY coalesce(published_at, first_seen_at) DESC, version DESC, position) = 1
        ORDER BY cluster_id, coalesce(low, high), outlet""",
        [sorted(clusters)],
    ).fetchall()
    for cluster, *values in rows:
        found.setdefault(cluster, []).append(Dot(*values))
    return {cluster: tuple(dots) for cluster, dots in found.items()}


def _sources(con: duckdb.DuckDBPyConnection) -> tuple[SourceHealth, ...]:
    rows = con.execute(
        """SELECT name, outlet, lang, country, articles, last_ok_at, CASE WHEN last_error_at >= coalesce(last_ok_at, last_error_at)
        THEN last_error END FROM sources ORDER BY 7 IS NULL, outlet"""
    ).fetchall()
    return tuple(SourceHealth(*row) for row in rows)


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
