"""What a run cost and brought, for the row of the run, a log of JSON lines, and a text file that Prometheus' node exporter reads."""

from __future__ import annotations

import logging
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from prometheus_client import CollectorRegistry, Gauge, write_to_textfile
from pythonjsonlogger.json import JsonFormatter

FILE = "claims.prom"
LOG = "runs.jsonl"
LOG_BYTES = 20_000_000
"""A log that is longer is renamed to runs.jsonl.1 when a run begins."""

log = logging.getLogger("claims.run")
log.propagate = False  # Prefect logs to the terminal; these lines are for machines
log.setLevel(logging.INFO)


@dataclass(slots=True)
class Stages:
    """Seconds of each stage of a night: by the clock, and of processors, those of its processes that have ended included."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cpu_seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start, cpu = time.perf_counter(), _cpu_seconds()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - start
            self.cpu_seconds[name] += _cpu_seconds() - cpu
            spent = {"seconds": round(self.seconds[name], 3), "cpu_seconds": round(self.cpu_seconds[name], 3)}
            log.info("stage", extra={"stage": name, **spent})

    def as_metrics(self) -> dict[str, object]:
        """Seconds and processor seconds a stage, and the peak memory of this process in bytes."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
            "cpu_seconds": {name: round(value, 3) for name, value in self.cpu_seconds.items()},
            "peak_memory_bytes": peak if sys.platform == "darwin" else peak * 1024,
        }


def _cpu_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


@contextmanager
def logged(data: Path) -> Iterator[None]:
    """Lines of JSON go to DATA/logs/runs.jsonl as long as the context lasts."""
    path = data / "logs" / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".jsonl.1"))
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(
        JsonFormatter(
            "{asctime}{levelname}{message}",
            style="{",
            rename_fields={"asctime": "at", "levelname": "level", "message": "event"},
            json_ensure_ascii=False,
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )
    )
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()


_LAST = """SELECT epoch(finished_at), status = 'done', sources_ok, sources_failed, articles_new, claims_new, findings_new
FROM runs WHERE finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1"""
_LAST_NAMES = {
    "claims_run_finished_timestamp_seconds": "When the last run ended",
    "claims_run_success": "1 where the last run was done, else 0",
    "claims_run_sources_ok": "Sources that could be read",
    "claims_run_sources_failed": "Sources that could not be read",
    "claims_run_articles_new": "New articles of the last run",
    "claims_run_claims_new": "New claims of the last run",
    "claims_run_findings_new": "New findings of the last run",
}


def write_prometheus(con: duckdb.DuckDBPyConnection, path: Path, measured: Mapping[str, object]) -> Path:
    """Writes the state of the database and of its last run, whole or not at all."""
    registry = CollectorRegistry()
    rows = con.execute(_LAST).fetchall()
    for (name, about), value in zip(_LAST_NAMES.items(), rows[0] if rows else (), strict=False):
        Gauge(name, about, registry=registry).set(float(value or 0))
    for table in ("articles", "claims", "clusters"):
        total = con.execute(f"SELECT count(*) FROM store.{table}").fetchall()[0][0]  # noqa: S608
        Gauge(f"claims_{table}", f"Rows of {table}", registry=registry).set(total)
    findings = Gauge("claims_findings", "Findings by kind and status", ["kind", "status"], registry=registry)
    for kind, status, number in con.execute(
        "SELECT kind, status, count(*) FROM store.findings GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        findings.labels(kind, status).set(number)
    stages = Gauge("claims_stage_seconds", "Seconds of each stage of the last run", ["stage"], registry=registry)
    seconds = measured.get("seconds")
    for stage, value in seconds.items() if isinstance(seconds, dict) else ():
        stages.labels(stage).set(value)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_to_textfile(str(path), registry)
    return path
