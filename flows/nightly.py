"""The nightly run: collect → read and extract → load → match → judge → report → publish.

A task is a group of sources, whose hosts are asked in one event loop, or a batch of articles. What each step does stands in claims/run/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from flows.environment import prepare

prepare()

from prefect import flow, task  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402

from claims import run  # noqa: E402
from claims.collect import Collected, Failure, Source, by_host, load_sources  # noqa: E402
from claims.collect.source import Visits  # noqa: E402
from claims.metrics import FILE, Stages, log, logged, write_prometheus  # noqa: E402
from claims.model import Page  # noqa: E402
from claims.progress import Progress, silent  # noqa: E402
from claims.report import Publisher, write_report  # noqa: E402
from claims.settings import settings  # noqa: E402
from claims.store.publish import publish  # noqa: E402
from claims.store.rows import Capture, naive  # noqa: E402
from claims.store.store import Loaded, Store  # noqa: E402
from claims.store.visits import visits  # noqa: E402
from claims.workers import Workers  # noqa: E402
from flows.events import tell_severe  # noqa: E402
from flows.notify import notify  # noqa: E402
from flows.runners import readers, task_runner  # noqa: E402
from flows.watching import Watched, show  # noqa: E402

LONGEST_NIGHT = 6 * 3600
"""Seconds after which a run is ended: the next one takes up what it had."""


@task(retries=2, retry_delay_seconds=[5, 30], cache_policy=NO_CACHE, tags=["claims-collect"])
def collect_group(
    sources: list[Source],
    night: run.Night,
    data: Path,
    known: Mapping[str, Visits],
    read: Callable[[], object] = lambda: None,
) -> list[Collected]:
    return run.collect(sources, night, data, known, read)


def named(group: list[Source]) -> Any:
    """The collecting task of a group, called by the sources in it."""
    return collect_group.with_options(task_run_name=f"collect {', '.join(source.name for source in group)}"[:200])


@task(retries=1, retry_delay_seconds=1, task_run_name="read and extract", cache_policy=NO_CACHE, tags=["claims-read"])
def read_batch(pages: list[tuple[Source, Page]], night: run.Night, data: Path, workers: Workers) -> list[run.Spooled]:
    return run.read_by(workers, pages, run.spool_path(data), night.clock)


def warm_up(sources_file: Path) -> Stages:
    """Loads what reading needs, for a process that waits for Prefect's server; the time counts as reading."""
    stage = Stages()
    with stage("read"):
        run.warm_up({source.lang for source in load_sources(sources_file) if source.lang})
    return stage


def run_name() -> str:
    """Called by when the run was to start: "nightly 2026-03-01 03:00"."""
    return f"nightly {flow_run.scheduled_start_time:%Y-%m-%d %H:%M}"


@flow(
    name="nightly",
    flow_run_name=run_name,
    validate_parameters=False,
    task_runner=task_runner(settings()),
    timeout_seconds=LONGEST_NIGHT,
)
def nightly(
    sources_file: Path,
    data: Path,
    reports: Path,
    only: tuple[str, ...] = (),
    replay: Path | None = None,
    since: date | None = None,
    until: date | None = None,
    progress: Callable[..., None] | None = None,  # a protocol is no type to Prefect
    begun: Stages | None = None,
) -> run.Summary:
    """Runs this night from the network, or every night of an archive; all articles, or those of the days from `since` to `until`.

    One failed source fails nothing else. `begun` are stages that began before the flow (`warm_up`).
    """
    sources_file, data, reports = Path(sources_file), Path(data), Path(reports)  # a schedule passes text
    progress = progress or silent
    sources = [source.within(since, until) for source in load_sources(sources_file, only)]
    summary = run.Summary(0, 0, 0, 0, None)
    with run.run_lock(data), logged(data), Store(data) as store:
        tally = run.Tally(articles=run.take_up(store))
        if not only and replay is None and since is None and until is None:
            for night in run.interrupted(store):
                progress(f"{night.night}: taking up what was broken off")
                try:
                    summary = one_night(store, night, sources, data, reports, tally, progress, Stages())
                except Exception as error:  # a night that fails twice must not cost this one
                    run.close(store, night.night, night.clock)
                    tally.failures.append(Failure("", "", f"night {night.night} could not be taken up: {error}"))
                else:
                    tally = run.Tally()
        stage = begun or Stages()
        with stage("collect"):  # going through an archive is collecting from it
            planned = run.plan(replay)
        for night in planned:
            summary = one_night(store, night, sources, data, reports, tally, progress, stage)
            tally, stage = run.Tally(), Stages()
    return summary


def one_night(
    store: Store,
    night: run.Night,
    sources: Sequence[Source],
    data: Path,
    reports: Path,
    tally: run.Tally,
    progress: Progress,
    stage: Stages,
) -> run.Summary:
    """All stages of one night, in their order."""
    with run.recorded(store, night):
        log.info("night", extra={"night": str(night.night), "run_id": night.run_id, "resumed": night.resumed})
        watched = Watched(str(night.night), progress)
        with stage("collect"):
            collected = collect(store, night, sources, data, watched.within("collect"))
        with stage("read"):
            for batch, loaded in read(store, night, collected, data, watched.within("read")):
                tally.add(batch, loaded)
        watched.at("match and judge")
        with stage("match and judge"):
            tally.findings = run.match_and_judge(store, night.clock, progress)
        run.note_night(store, night, collected)
        run.end(store, night, collected, tally, stage.as_metrics())
        watched.at("report")
        with stage("report"):
            progress("writing the report")
            publisher = Publisher(settings().publisher, settings().public_url)
            written = write_report(store.con, reports / night.night.isoformat(), night.run_id, publisher)
        with stage("publish"):
            progress("publishing")
            publish(store)
            run.forget_archives(store, night)
        run.note_metrics(store, night, stage.as_metrics())
        write_prometheus(store.con, data / FILE, stage.as_metrics())
        clock, report = naive(night.clock) or night.clock, str(written.html.resolve())
        tell_severe(store.con, clock, settings().severe, report)
        addresses = settings().notify.get_secret_value()
        for failure in notify(store.con, night.night, clock, settings().severe, report, addresses):
            log.warning("message not sent", extra={"night": str(night.night), "reason": failure})
            progress(f"CLAIMS_NOTIFY: {failure}")
        failures = tally.failures + [failure for found in collected for failure in found.failures]
        address = publisher.address and f"{publisher.base(night.night.isoformat())}index.html"
        show(str(night.night), tally, failures, written.html, written.markdown, address)
        watched.end()
    return run.summary(store, written.html)


def collect(
    store: Store, night: run.Night, sources: Sequence[Source], data: Path, progress: Progress
) -> list[Collected]:
    """A task a group of sources; a replay needs no network, so nothing to wait for side by side."""
    step, done = f"{night.night}: collecting sources", count(1)
    progress(step, 0, len(sources))

    def told() -> None:
        progress(step, next(done), len(sources))

    if night.replay is not None:
        return run.collect(sources, night, data, {}, told)
    here = settings().task_runner != "dask"  # elsewhere a group is told of when it comes back
    known = visits(store.con, [source.name for source in sources], night.clock)
    waiting = [
        (
            group,
            named(group).submit(
                group,
                night,
                data,
                {source.name: known.get(source.name, {}) for source in group},
                **({"read": told} if here else {}),
            ),
        )
        for group in by_host(sources, settings().workers)
    ]
    collected: list[Collected] = []
    for group, future in waiting:
        found = future.result(raise_on_failure=False)
        collected += [run.failed(source, found) for source in group] if isinstance(found, BaseException) else found
        if not here:
            for _ in group:
                told()
    return collected


def read(
    store: Store, night: run.Night, collected: Sequence[Collected], data: Path, progress: Progress
) -> Iterator[tuple[run.Batch | run.Spooled, Loaded]]:
    """A task a batch of new pages; what it wrote is loaded here, in the order of the batches."""
    bare = run.Night(night.run_id, night.night, night.clock)  # a task needs no archive
    with readers(settings()) as workers:
        planned: list[tuple[list[tuple[Source, Page]], list[Capture], PrefectFuture[Any] | None]] = [
            (pages, seen, read_batch.submit(pages, bare, data, workers) if pages else None)
            for pages, seen in run.batches(store, collected, settings().batch_size)
        ]
        step, total = f"{night.night}: reading pages", sum(len(pages) + len(seen) for pages, seen, _ in planned)
        done = 0
        for pages, seen, future in planned:
            progress(step, done, total)
            done += len(pages) + len(seen)
            if future is None:
                batch = run.already_seen(seen)
                yield batch, store.load(batch.articles, batch.captures, seen_at=night.clock)
                continue
            written = future.result(raise_on_failure=False)
            if isinstance(written, BaseException):
                run.note_unread(collected, pages, written)
                continue
            for spooled in written:
                yield spooled, run.load(store, spooled)
        progress(step, done, total)
