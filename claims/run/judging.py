"""Match, judge, and the state of the database after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claims.progress import Progress, silent
from claims.store.rows import naive
from claims.store.store import Store


@dataclass(frozen=True, slots=True)
class Summary:
    """The database after a run."""

    articles: int
    claims: int
    clusters: int
    contradictions: int
    report: Path | None

    def lines(self) -> str:
        """What a run prints at its end."""
        return (
            f"{self.articles} articles, {self.claims} claims, {self.clusters} clusters, {self.contradictions} contradictions"
            + (f"\nreport: {self.report}" if self.report else "")
        )


def match_and_judge(store: Store, clock: datetime, progress: Progress = silent) -> int:
    """Clusters and findings for what is new, by the tolerances of the settings; the number of new findings."""
    from claims.judge import judge_new
    from claims.match import match_new
    from claims.match.origins import group_origins
    from claims.match.weights import happening_weights
    from claims.settings import settings
    from claims.store import memory
    from claims.store.meta import keep_tolerances

    before = _count(store, "SELECT count(*) FROM store.findings")
    progress("matching")
    group_origins(store.con)
    match_new(store.con)
    tolerances, weigh = settings().tolerances, happening_weights(store.data)
    memory.apply(
        store.con, store.data, tolerances, weigh
    )  # what was decided by day, before tonight's values are held against it
    progress("judging")
    judge_new(store.con, naive(clock) or clock, tolerances, weigh)
    keep_tolerances(store.con, tolerances)
    memory.apply(store.con, store.data, tolerances, weigh)
    return _count(store, "SELECT count(*) FROM store.findings") - before


def summary(store: Store, report: Path | None) -> Summary:
    """The state of the database."""
    return Summary(
        _count(store, "SELECT count(*) FROM articles"),
        _count(store, "SELECT count(*) FROM claims"),
        _count(store, "SELECT count(*) FROM clusters"),
        _count(store, "SELECT count(*) FROM findings WHERE kind = 'contradiction'"),
        report,
    )


def _count(store: Store, query: str) -> int:
    # fetchall, not fetchone: a result that is not read to its end keeps the connection from its next work
    return int(store.con.execute(query).fetchall()[0][0])
