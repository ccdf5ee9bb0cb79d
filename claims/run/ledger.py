"""What a run wrote down of itself: its row, the sources' health, what the next night asks with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claims.collect import (
    Collected,
    Failure,
)
from claims.run.night import Night, close
from claims.run.reading import Batch, Spooled, capture
from claims.store.rows import naive
from claims.store.store import Loaded, Store
from claims.store.visits import still_there


@dataclass(slots=True)
class Tally:
    """What a night brought, counted as it goes."""

    articles: int = 0
    claims: int = 0
    findings: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, batch: Batch | Spooled, loaded: Loaded) -> None:
        self.articles += loaded.articles
        self.claims += loaded.claims
        self.skipped.update(batch.skipped)
        self.failures.extend(batch.failures)


@contextmanager
def recorded(store: Store, night: Night) -> Iterator[None]:
    """Keeps the run's row true: running until `end`, failed where anything raises."""
    begin(store, night)
    try:
        yield
    except BaseException:
        store.con.execute("UPDATE store.runs SET status = 'failed' WHERE run_id = ?", [night.run_id])
        raise


def begin(store: Store, night: Night) -> bool:
    """Writes the run's row; False where this night was done before."""
    # this run holds the lock, so a run that still says "running" was broken off
    store.con.execute(
        "UPDATE store.runs SET status = 'failed' WHERE status = 'running' AND run_id <> ?", [night.run_id]
    )
    rows = store.con.execute("SELECT status FROM store.runs WHERE run_id = ?", [night.run_id]).fetchall()
    if rows:
        return bool(rows[0][0] != "done")
    store.con.execute(
        "INSERT INTO store.runs (run_id, night, started_at, status) VALUES (?, ?, ?, 'running')",
        [night.run_id, night.night, naive(night.clock)],
    )
    return True


def end(
    store: Store,
    night: Night,
    collected: Sequence[Collected],
    tally: Tally,
    metrics: Mapping[str, object],
) -> None:
    """Completes the run's row. A night that was done before and brought nothing new keeps the row that it has."""
    replayed = night.replay is not None and not night.resumed
    finished = naive(night.clock if replayed else datetime.now(UTC))  # the same archive gives the same rows
    failures = [failure for found in collected for failure in found.failures] + tally.failures
    skipped = sum((found.skipped for found in collected), Counter()) + tally.skipped
    store.con.execute(
        """UPDATE store.runs SET finished_at = ?, status = 'done', sources_ok = ?, sources_failed = ?,
        articles_new = articles_new + ?, claims_new = claims_new + ?, findings_new = findings_new + ?, skipped = ?, errors = ?,
        metrics = ? WHERE run_id = ? AND (status <> 'done' OR ? > 0)""",
        [
            finished,
            sum(found.ok for found in collected),
            sum(not found.ok for found in collected),
            tally.articles,
            tally.claims,
            tally.findings,
            json.dumps(dict(sorted(skipped.items()))),
            json.dumps([{"source": f.source, "url": f.url, "reason": f.reason} for f in failures]),
            json.dumps(metrics),
            night.run_id,
            tally.articles + tally.claims + tally.findings,
        ],
    )
    if night.resumed:
        close(store, night.night, finished)


def note_metrics(store: Store, night: Night, metrics: Mapping[str, object]) -> None:
    """What the run cost, the stages after `end` included."""
    store.con.execute("UPDATE store.runs SET metrics = ? WHERE run_id = ?", [json.dumps(metrics), night.run_id])


def note_night(store: Store, night: Night, collected: Sequence[Collected]) -> None:
    """What the next night wants to know of this one. One that was broken off can't say whether a source is well."""
    if not night.resumed:
        note_visits(store, collected)
        note_sources(store, night, collected)


def note_visits(store: Store, collected: Sequence[Collected]) -> None:
    """Keeps what the next night asks the listings with, once all that they named is stored; a night that was broken off can't say."""
    listings = [capture(page, "listing", complete=found.complete) for found in collected for page in found.listings]
    store.load([], listings, seen_at=datetime.now(UTC))
    still_there(store.con, [(page.url, page.fetched_at) for found in collected for page in found.unchanged])


def note_sources(store: Store, night: Night, collected: Sequence[Collected]) -> None:
    """Each source's health after the night."""
    for found in collected:
        source, clock = found.source, naive(night.clock)
        error = None if found.ok else "; ".join(f"{f.url} {f.reason}".strip() for f in found.failures[:3])
        store.con.execute(
            """INSERT INTO store.sources (name, outlet, lang, country, last_ok_at, last_error, last_error_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET outlet = excluded.outlet, lang = excluded.lang, country = excluded.country,
            last_ok_at = greatest(last_ok_at, excluded.last_ok_at),
            last_error = coalesce(excluded.last_error, last_error), last_error_at = coalesce(excluded.last_error_at, last_error_at)""",
            [
                source.name,
                source.outlet,
                source.lang,
                source.country,
                clock if found.ok else None,
                error,
                None if found.ok else clock,
            ],
        )
