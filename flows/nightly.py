"""The nightly run: collect → read and extract → load → match → judge → report → publish.

A task is a group of sources, whose hosts are asked in one event loop, or a batch of articles. What each step does stands in claims/run.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.environment import prepare

prepare()

from prefect import flow, task  # noqa: E402
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from claims import run  # noqa: E402
from claims.collect import Collected, Source, by_host, load_sources  # noqa: E402
from claims.collect.source import Visits  # noqa: E402
from claims.model import Page  # noqa: E402
from claims.report import write_report  # noqa: E402
from claims.settings import settings  # noqa: E402
from claims.store.publish import publish  # noqa: E402
from claims.store.store import Store  # noqa: E402
from claims.store.visits import visits  # noqa: E402


@task(retries=2, retry_delay_seconds=[5, 30])
def collect_group(sources: list[Source], night: run.Night, data: Path, known: Mapping[str, Visits]) -> list[Collected]:
    return run.collect(sources, night, data, known)


def named(group: list[Source]) -> Any:
    """The collecting task of a group, called by the sources in it."""
    return collect_group.with_options(task_run_name=f"collect {', '.join(source.name for source in group)}"[:200])


@task(retries=1, retry_delay_seconds=1, task_run_name="read and extract")
def read_batch(pages: list[tuple[Source, Page]]) -> run.Batch:
    return run.read_and_extract(pages)


RUNNER: Any = ThreadPoolTaskRunner(max_workers=settings().workers)  # its declared type is no TaskRunner to mypy


@flow(name="nightly", flow_run_name="nightly", validate_parameters=False, task_runner=RUNNER)
def nightly(
    sources_file: Path,
    data: Path,
    reports: Path,
    only: tuple[str, ...] = (),
    replay: Path | None = None,
    progress: run.Progress | None = None,
) -> run.Summary:
    """Runs this night from the network, or every night of an archive. One failed source fails nothing else."""
    sources_file, data, reports = Path(sources_file), Path(data), Path(reports)  # a schedule passes text
    progress = progress or run.silent
    sources = load_sources(sources_file, only)
    summary = run.Summary(0, 0, 0, 0, None)
    with run.run_lock(data), Store(data) as store:
        for night in run.plan(replay):
            with run.recorded(store, night):
                progress(f"{night.night}: collecting {len(sources)} sources")
                known = visits(store.con, [source.name for source in sources], night.clock)
                waiting = [
                    (group, named(group).submit(group, night, data, known))
                    for group in by_host(sources, settings().workers)
                ]
                collected = []
                for group, future in waiting:
                    found = future.result(raise_on_failure=False)
                    if isinstance(found, BaseException):
                        found = [run.failed(source, found) for source in group]
                    collected += found
                tally = run.Tally()
                progress(f"{night.night}: reading {sum(len(found.pages) for found in collected)} pages")
                planned = [
                    (read_batch.submit(pages) if pages else None, seen)
                    for pages, seen in run.batches(store, collected, settings().batch_size)
                ]
                for reading, seen in planned:
                    batch = reading.result() if reading else run.already_seen(seen)
                    tally.add(batch, store.load(batch.articles, batch.captures, seen_at=night.clock))
                progress(f"{night.night}: matching and judging")
                tally.findings = run.match_and_judge(store, night.clock)
                run.note_visits(store, collected)
                run.note_sources(store, night, collected)
                run.end(store, night, collected, tally, night.clock)
                written = write_report(store.con, reports / night.night.isoformat(), night.run_id)
                publish(store)
                summary = run.summary(store, written.html)
                create_table_artifact(
                    key="nightly-summary",
                    table=[
                        {
                            "night": str(night.night),
                            "articles": tally.articles,
                            "claims": tally.claims,
                            "findings": tally.findings,
                        }
                    ],
                )
                create_markdown_artifact(
                    key="nightly-report", markdown=written.markdown.read_text(encoding="utf-8")[:100_000]
                )
    return summary
