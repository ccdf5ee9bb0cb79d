"""The steps of a nightly run, as plain functions: flows/nightly.py puts them in order, tests and scripts can call them alone."""

from __future__ import annotations

import asyncio
import fcntl
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from claims.collect import (
    ArchiveWriter,
    Collected,
    Failure,
    HttpFetcher,
    ReplayFetcher,
    RobotsCache,
    Source,
    Web,
    collect_source,
    digest,
    file_digest,
    nights,
    whole_night,
)
from claims.collect.source import Visits
from claims.errors import BusyError, ClaimsError, ReadError
from claims.extract import extract
from claims.metrics import log
from claims.model import Article, Extraction, Page, content_id
from claims.read import read_articles
from claims.store.rows import Capture, naive, tables
from claims.store.spool import done, left, put, take
from claims.store.store import Loaded, Store
from claims.store.visits import still_there

READABLE = frozenset({"article", "live"})
SET_ASIDE = "set aside"
"""The outcome of a page that brought out a fault of this program: it is kept in the archive and not read again as it stands."""
Progress = Callable[[str], None]


def silent(message: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Night:
    """One run's clock and where its pages come from: the network, or one night of an archive."""

    run_id: str
    night: date
    clock: datetime
    replay: ReplayFetcher | None = None
    resumed: bool = False
    """It was broken off, and is taken up from what it had archived."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch of pages became."""

    articles: list[tuple[Article, Extraction]]
    captures: list[Capture]
    skipped: Counter[str]
    failures: list[Failure]


@dataclass(frozen=True, slots=True)
class Spooled:
    """A batch that was read, on its way to the database: where its rows wait, and what is to be told of it."""

    folder: Path
    skipped: Counter[str]
    failures: list[Failure]


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


def plan(replay: Path | None, now: datetime | None = None) -> list[Night]:
    """The nights to run: this one from the network, or each one that an archive holds."""
    if replay is None:
        clock = now or datetime.now(UTC).replace(microsecond=0)
        return [Night(content_id("run", clock.isoformat()), clock.date(), clock)]
    found = nights(replay)
    if not found:
        raise ClaimsError(f"{replay}: the archive holds no responses")
    name = file_digest(replay)
    return [Night(content_id("run", name, one.night), one.night, one.clock, one) for one in found]


def interrupted(store: Store) -> Iterator[Night]:
    """Nights from the network that were broken off, with what their archives hold: it may be gone from the network by now."""
    rows = store.con.execute(
        """SELECT max_by(run_id, started_at), night FROM store.runs
        WHERE status IN ('running', 'failed') AND finished_at IS NULL GROUP BY night ORDER BY night"""
    ).fetchall()
    for run_id, night in rows:
        try:
            held = whole_night(night, sorted(archive_folder(store.data, night).glob("*.warc.gz")))
        except ClaimsError as error:
            log.warning("night not taken up", extra={"night": str(night), "reason": str(error)})
            held = None
        if held is None:
            close(store, night, naive(datetime.now(UTC)))
        else:
            yield Night(run_id, night, held.clock, held, resumed=True)


def forget_archives(store: Store, night: Night) -> None:
    """Removes the responses of nights that are older than the settings keep them, but for those that are yet to be taken up."""
    from claims.collect.retention import forget
    from claims.settings import settings

    if night.replay is None:
        rows = store.con.execute("SELECT DISTINCT night FROM store.runs WHERE finished_at IS NULL").fetchall()
        gone = forget(store.data / "archive", night.night, settings().archive_days, [held for (held,) in rows])
        if gone:
            log.info("archives removed", extra={"nights": [str(old) for old in gone]})


def close(store: Store, night: date, moment: datetime | None) -> None:
    """Broken-off runs of a night are not tried again."""
    store.con.execute(
        "UPDATE store.runs SET status = CASE status WHEN 'running' THEN 'failed' ELSE status END, finished_at = ?"
        " WHERE night = ? AND finished_at IS NULL",
        [moment, night],
    )


@contextmanager
def run_lock(data: Path) -> Iterator[None]:
    """Holds the data folder for one run; the system frees it when the process ends, however it ends.

    Raises:
        BusyError: another run holds it.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"another run is working in {data}; wait for it to end, or name another folder with --data"
            ) from None
        yield


# -- collect ---------------------------------------------------------------------------------------------------------------


def collect(sources: Sequence[Source], night: Night, data: Path, known: Mapping[str, Visits]) -> list[Collected]:
    """The sources' pages of the night, all at once; those of the network go into the night's archive.

    `known` is what earlier nights saw, by source. A source that breaks down altogether fails none of the others.
    """

    async def run() -> list[Collected | BaseException]:
        async with Web(robots=RobotsCache(data / "robots")) as web:
            work = (_collect(source, night, data, known.get(source.name, {}), web) for source in sources)
            return await asyncio.gather(*work, return_exceptions=True)

    return [
        failed(source, found) if isinstance(found, BaseException) else found
        for source, found in zip(sources, asyncio.run(run()), strict=True)
    ]


async def _collect(source: Source, night: Night, data: Path, visits: Visits, web: Web) -> Collected:
    if night.replay is not None:  # the archive holds what was asked for that night, and nothing else
        return await collect_source(source, night.replay, clock=night.clock)
    seen = {url: (visit.digest, visit.at) for url, visit in visits.items() if is_held(visit.first_at, night)}
    with ArchiveWriter(archive_path(data, night, source.name), seen) as archive:
        fetcher = HttpFetcher(
            web, source.delay, source.headers, source.hosts, source.allow_private, keep_robots=archive.write
        )
        return await collect_source(source, fetcher, visits=visits, clock=night.clock, keep=archive.write)


def is_held(first_at: datetime, night: Night) -> bool:
    """Whether what was fetched then is surely archived still: only then may a record refer to it."""
    from claims.settings import settings

    days = settings().archive_days
    return not days or (night.clock - first_at).days < days


def archive_path(data: Path, night: Night, source: str) -> Path:
    """A file a source, so that sources can be collected side by side; a WARC file may be many joined together."""
    return archive_folder(data, night.night) / f"{source}.warc.gz"


def archive_folder(data: Path, night: date) -> Path:
    """Where the responses of a night are kept."""
    return data / "archive" / night.isoformat()


def failed(source: Source, error: BaseException) -> Collected:
    """What stands for a source whose collection broke down altogether."""
    reason = " ".join(str(error).split())[:300] or type(error).__name__
    return Collected(source, failures=[Failure(source.name, "", reason)])


# -- read and extract ------------------------------------------------------------------------------------------------------


def batches(
    store: Store, collected: Sequence[Collected], size: int
) -> Iterator[tuple[list[tuple[Source, Page]], list[Capture]]]:
    """New pages in batches, and the captures of pages whose payload was seen before: those are not read again."""
    pages = [(found.source, page) for found in collected for page in found.pages]
    keys = [(page.url, digest(page.body)) for _, page in pages]
    seen = store.seen_payloads(keys)
    again = [_capture(page, "seen") for key, (_, page) in zip(keys, pages, strict=True) if key in seen]
    if again:
        yield [], again
    new = [pair for key, pair in zip(keys, pages, strict=True) if key not in seen]
    for start in range(0, len(new), size):
        yield new[start : start + size], []


def already_seen(captures: list[Capture]) -> Batch:
    """The batch of pages that need no reading."""
    return Batch([], captures, Counter(), [])


def read_and_extract(pages: Sequence[tuple[Source | None, Page]]) -> Batch:
    """Pages → articles with their claims. A page that can't be read is counted and named, and stops nothing."""
    batch = Batch([], [], Counter(), [])
    for source, page in pages:
        name = source.name if source else page.source
        try:
            read = read_articles(page, source)
            told = [
                (article, extract_article(article)) for article in read if article.kind in READABLE and article.text
            ]
        except ReadError as error:
            reason = str(error).removeprefix(f"{page.final_url}: ")
            batch.failures.append(Failure(name, page.url, reason))
            batch.captures.append(_capture(page, "unreadable"))
        except (OSError, MemoryError):  # the machine's, not the page's: it is read again when there is room
            raise
        except Exception as error:  # a fault of ours that one page brings out must not cost the night
            reason = f"set aside: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            batch.failures.append(Failure(name, page.url, reason))
            batch.captures.append(_capture(page, SET_ASIDE))
        else:
            if not told:
                kind = read[0].kind if read[0].kind not in READABLE else "without text"
                batch.skipped[kind] += 1
                batch.captures.append(_capture(page, kind))
                continue
            batch.articles.extend(told)
            batch.captures.append(_capture(page, "article", told[0][0].article_id))
    return batch


def note_unread(collected: Sequence[Collected], pages: Sequence[tuple[Source, Page]], error: BaseException) -> None:
    """Pages of a batch whose task broke down altogether: with a failure their listings are asked in full the next night."""
    reason = f"not read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    by_name = {found.source.name: found for found in collected}
    for source, page in pages:
        by_name[source.name].failures.append(Failure(source.name, page.url, reason))


def spool(batch: Batch, folder: Path, seen_at: datetime) -> Spooled:
    """Writes a batch where the loader finds it, also after this process is gone."""
    rows = tables(batch.articles, batch.captures, seen_at=seen_at)
    return Spooled(put(folder, rows), batch.skipped, batch.failures)


def load(store: Store, spooled: Spooled) -> Loaded:
    """Stores a batch and removes its files."""
    loaded = store.load_tables(take(spooled.folder))
    done(spooled.folder)
    return loaded


def spool_path(data: Path) -> Path:
    """Where batches wait for the loader."""
    return data / "spool"


def take_up(store: Store) -> int:
    """Stores what an earlier run had read when it was killed; the number of articles that were new."""
    return sum(load(store, Spooled(folder, Counter(), [])).articles for folder in left(spool_path(store.data)))


def _capture(page: Page, outcome: str, article_id: str | None = None, *, complete: bool = True) -> Capture:
    """What became of a page; of a listing that is not `complete` the next night wants all, whether or not it changed."""
    return Capture(
        page.url,
        digest(page.body),
        article_id,
        outcome,
        page.fetched_at,
        page.source,
        page.headers.get("etag", "") if complete else "",
        page.headers.get("last-modified", "") if complete else "",
        page.listed_at,
    )


def extract_article(article: Article) -> Extraction:
    """The claims of an article."""
    published = article.published_at.date() if article.published_at else None
    return extract(article.text, lang=article.lang, published=published, title=article.title, outlet=article.outlet)


# -- the run's row and the sources' health -----------------------------------------------------------------------------------


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
    listings = [_capture(page, "listing", complete=found.complete) for found in collected for page in found.listings]
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


# -- match, judge, report ----------------------------------------------------------------------------------------------------


def match_and_judge(store: Store, clock: datetime) -> int:
    """Clusters and findings for what is new, by the tolerances of the settings; the number of new findings."""
    from claims.judge import judge_new
    from claims.match import match_new
    from claims.match.origins import group_origins
    from claims.match.weights import happening_weights
    from claims.settings import settings
    from claims.store import memory
    from claims.store.meta import keep_tolerances

    before = _count(store, "SELECT count(*) FROM store.findings")
    group_origins(store.con)
    match_new(store.con)
    tolerances, weigh = settings().tolerances, happening_weights(store.data)
    memory.apply(
        store.con, store.data, tolerances, weigh
    )  # what was decided by day, before tonight's values are held against it
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
