"""What the pages beside the queue show, read from the snapshot: a quantity, an article, an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from claims.report.words import amount, day
from claims.review.timeline import Point
from claims.store.query import named

MAX_ROWS = 500
"""Rows of a table; what is left out is counted."""
DAYS = 30


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a row of a table."""

    claim_id: str
    article_id: str
    cluster_id: str | None
    outlet: str
    url: str
    lang: str
    title: str
    version: int
    at: datetime
    start: int
    end: int
    quote: str
    sentence: str
    low: float | None
    high: float | None
    unit: str | None
    dimension: str
    subject: str | None
    event: str | None
    place: str | None
    time_start: date | None
    time_end: date | None
    attributed_to: str | None
    modality: str
    origin_id: str

    @property
    def said(self) -> str:
        """Its value, or the day of a deadline."""
        if self.dimension == "date":
            return day(self.time_end or self.time_start)
        return amount(self.low, self.high, self.unit, self.dimension)

    @property
    def time(self) -> str:
        start, end = self.time_start, self.time_end
        if not start and not end:
            return ""
        return day(start) if start == end else f"{day(start) if start else '…'} to {day(end) if end else '…'}"

    @property
    def point(self) -> float | None:
        if self.dimension == "date":
            due = self.time_end or self.time_start
            return float(due.toordinal()) if due else None
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


_TOLD = """SELECT claim_id, article_id, cluster_id, outlet, url, lang, title, version,
    CASE WHEN version > 1 THEN first_seen_at ELSE coalesce(published_at, first_seen_at) END AS "at", "start", "end", quote, sentence, low, high, unit,
    dimension, subject, event, place, time_start, time_end, attributed_to, modality, origin_id FROM claims"""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A cluster with its claims, oldest first, and the findings on it."""

    cluster_id: str
    label: str
    place: str | None
    unit: str | None
    dimension: str | None
    outlets: int
    independent: int
    count: int
    claims: tuple[Told, ...]
    finding_ids: tuple[str, ...]

    @property
    def points(self) -> list[Point]:
        """For the picture; what is denied or only planned is not drawn as said."""
        return [
            Point(told.outlet, told.at, told.point, told.said)
            for told in self.claims
            if told.point is not None and told.modality in ("asserted", "planned")
        ]

    @property
    def sources(self) -> list[tuple[str, str, Told, int]]:
        """(outlet, language, its last claim, independent texts) of each outlet."""
        last: dict[str, Told] = {}
        texts: dict[str, set[str]] = {}
        for told in self.claims:
            last[told.outlet] = told
            texts.setdefault(told.outlet, set()).add(told.origin_id)
        return [(name, told.lang, told, len(texts[name])) for name, told in sorted(last.items())]


def quantity(con: duckdb.DuckDBPyConnection, cluster_id: str) -> Quantity | None:
    """A cluster; None where there is none of this id."""
    rows = _rows(con, "SELECT * FROM clusters WHERE cluster_id = ?", [cluster_id])
    if not rows:
        return None
    row = rows[0]
    told = _rows(
        con, f'{_TOLD} WHERE cluster_id = ? ORDER BY "at" DESC, outlet, claim_id LIMIT {MAX_ROWS}', [cluster_id]
    )
    return Quantity(
        cluster_id=cluster_id,
        label=row["label"],
        place=row["place"],
        unit=row["unit"],
        dimension=row["dimension"],
        outlets=row["outlets"],
        independent=row["independent_sources"],
        count=row["claims"],
        claims=tuple(Told(**one) for one in reversed(told)),
        finding_ids=_ids(con, "f.cluster_id = ?", [cluster_id]),
    )


@dataclass(frozen=True, slots=True)
class Version:
    """One content of an article's address."""

    article_id: str
    version: int
    title: str
    first_seen_at: datetime
    last_seen_at: datetime
    correction: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An article version with its claims and its sisters."""

    article_id: str
    outlet: str
    url: str
    lang: str
    title: str
    text: str
    published_at: datetime | None
    first_seen_at: datetime
    wire: str | None
    correction: str | None
    archive: str | None
    version: int
    claims: tuple[Told, ...]
    versions: tuple[Version, ...]
    copies: tuple[tuple[str, str], ...]
    """(article id, outlet) of other addresses whose text goes back to the same origin."""
    finding_ids: tuple[str, ...]
    in_dispute: frozenset[str]
    """Ids of the claims that a finding speaks of."""


def article(con: duckdb.DuckDBPyConnection, article_id: str) -> Shown | None:
    """An article version; None where there is none of this id."""
    rows = _rows(con, "SELECT * FROM articles WHERE article_id = ?", [article_id])
    if not rows:
        return None
    row = rows[0]
    told = _rows(
        con, f'{_TOLD} WHERE article_id = ? ORDER BY "start", "end" DESC, claim_id LIMIT {MAX_ROWS}', [article_id]
    )
    versions = _rows(
        con,
        f"""SELECT article_id, version, title, first_seen_at, last_seen_at, correction FROM articles
        WHERE url = ? ORDER BY version LIMIT {MAX_ROWS}""",  # noqa: S608
        [row["url"]],
    )
    copies = con.execute(
        "SELECT article_id, outlet FROM articles WHERE origin_id = ? AND url <> ? ORDER BY outlet, article_id LIMIT 50",
        [row["origin_id"], row["url"]],
    ).fetchall()
    ids = [one["claim_id"] for one in told]
    disputed = con.execute(
        "SELECT claim_a, claim_b FROM findings WHERE list_contains($1, claim_a) OR list_contains($1, claim_b)", [ids]
    ).fetchall()
    kept = {field.name for field in fields(Shown)} & row.keys()
    return Shown(
        **{name: row[name] for name in kept},
        claims=tuple(Told(**one) for one in told),
        versions=tuple(Version(**one) for one in versions),
        copies=tuple(copies),
        finding_ids=_ids(con, "list_contains($1, f.claim_a) OR list_contains($1, f.claim_b)", [ids]),
        in_dispute=frozenset(ids) & {claim for pair in disputed for claim in pair},
    )


def text_of(con: duckdb.DuckDBPyConnection, article_id: str, url: str) -> tuple[int, str, str] | None:
    """(version, title, text) of a version of an address."""
    rows = con.execute(
        "SELECT version, title, text FROM articles WHERE article_id = ? AND url = ?", [article_id, url]
    ).fetchall()
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class Standing:
    """An outlet in one row: its health, and how it stands among the others."""

    outlet: str
    lang: str
    country: str
    articles: int
    claims: int
    last_ok_at: datetime | None
    last_error: str | None
    """Where its last night went wrong."""
    disputes: int
    alone: int


_STANDING = """SELECT a.outlet, mode(a.lang) AS lang, coalesce(any_value(s.country), '') AS country, count(a.article_id) AS articles,
    coalesce(any_value(c.claims), 0) AS claims, any_value(s.last_ok_at) AS last_ok_at, any_value(s.problem) AS last_error,
    coalesce(any_value(o.contradictions), 0) AS disputes, coalesce(any_value(o.alone), 0) AS alone
FROM (SELECT outlet, lang, article_id FROM articles UNION ALL SELECT outlet, lang, NULL FROM sources WHERE articles = 0) a
LEFT JOIN (SELECT outlet, any_value(country) AS country, max(last_ok_at) AS last_ok_at,
    string_agg(CASE WHEN last_error_at >= coalesce(last_ok_at, last_error_at) THEN name || ': ' || last_error END, '; ' ORDER BY name) AS problem
    FROM sources GROUP BY outlet) s USING (outlet)
LEFT JOIN (SELECT outlet, count(*) AS claims FROM claims GROUP BY outlet) c USING (outlet)
LEFT JOIN ({outliers}) o USING (outlet)
WHERE ($outlet IS NULL OR a.outlet = $outlet) GROUP BY a.outlet ORDER BY last_error IS NULL, alone DESC, disputes DESC, a.outlet LIMIT {most}"""


def standings(con: duckdb.DuckDBPyConnection, outlet: str | None = None) -> list[Standing]:
    """All outlets, those with trouble first; or one alone."""
    sql = _STANDING.format(outliers=named("outliers").sql.strip().rstrip(";"), most=2000)
    return [Standing(**row) for row in _rows(con, sql, {"outlet": outlet})]


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's page."""

    standing: Standing
    entries: tuple[dict[str, Any], ...]
    """Its rows in sources.yaml, with their health."""
    per_day: tuple[tuple[date, int], ...]
    """(day, articles first seen on it), without gaps, the last day of the database last."""
    articles: tuple[dict[str, Any], ...]
    """The latest."""
    wires: tuple[tuple[str, int], ...]
    finding_ids: tuple[str, ...]


def outlet(con: duckdb.DuckDBPyConnection, name: str) -> Outlet | None:
    """An outlet by its name; None where no article and no source has it."""
    found = standings(con, name)
    if not found:
        return None
    entries = _rows(con, "SELECT * FROM sources WHERE outlet = ? ORDER BY name", [name])
    counted = con.execute(
        """SELECT CAST(first_seen_at AS DATE) AS day, count(*) FROM articles WHERE outlet = $1
        AND first_seen_at > (SELECT max(first_seen_at) FROM articles) - to_days($2) GROUP BY ALL""",
        [name, DAYS],
    ).fetchall()
    counts: dict[date, int] = dict(counted)
    last: date = con.execute("SELECT CAST(max(first_seen_at) AS DATE) FROM articles").fetchall()[0][0]
    days = [last - timedelta(days=n) for n in range(DAYS - 1, -1, -1)] if counts else []
    latest = _rows(
        con,
        """SELECT a.article_id, a.title, a.lang, a.version, a.published_at, a.first_seen_at, a.wire, count(c.claim_id) AS claims
        FROM articles a LEFT JOIN store.claims c USING (article_id) WHERE a.outlet = ?
        GROUP BY ALL ORDER BY a.first_seen_at DESC, a.article_id LIMIT 50""",
        [name],
    )
    wires = con.execute(
        "SELECT wire, count(*) FROM articles WHERE outlet = ? AND wire IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 10",
        [name],
    ).fetchall()
    return Outlet(
        standing=found[0],
        entries=tuple(entries),
        per_day=tuple((one, counts.get(one, 0)) for one in days),
        articles=tuple(latest),
        wires=tuple(wires),
        finding_ids=_ids(con, "a.outlet = $1 OR b.outlet = $1", [name]),
    )


def quantities(con: duckdb.DuckDBPyConnection, words: str) -> list[dict[str, Any]]:
    """Clusters whose label or place holds all the words; those that most outlets report first."""
    parts = words.casefold().split()[:8]
    where = " AND ".join(["contains(lower(concat_ws(' ', label, place)), ?)"] * len(parts)) or "true"
    return _rows(
        con,
        f"""SELECT k.*, count(f.finding_id) FILTER (f.status = 'open') AS open FROM clusters k LEFT JOIN findings f USING (cluster_id)
        WHERE {where} GROUP BY ALL ORDER BY independent_sources DESC, claims DESC, label LIMIT 200""",  # noqa: S608
        parts,
    )


def _ids(con: duckdb.DuckDBPyConnection, where: str, values: Sequence[object]) -> tuple[str, ...]:
    """Findings that are shown beside something else, the gravest first."""
    rows = con.execute(
        f"""SELECT f.finding_id FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
        WHERE {where} ORDER BY f.kind = 'contradiction' DESC, f.severity DESC, f.finding_id LIMIT 50""",  # noqa: S608
        list(values),
    ).fetchall()
    return tuple(row[0] for row in rows)


def _rows(con: duckdb.DuckDBPyConnection, sql: str, values: Any = None) -> list[dict[str, Any]]:
    cursor = con.execute(sql, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
