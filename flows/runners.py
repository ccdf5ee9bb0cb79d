"""Where the tasks of a run are carried out: threads, processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flows.environment import prepare

prepare()

from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from claims.errors import ConfigError  # noqa: E402
from claims.settings import Settings  # noqa: E402
from claims.workers import Here, InTurn, Processes, Workers  # noqa: E402


def task_runner(chosen: Settings) -> Any:  # the declared types of these runners are no TaskRunner to mypy
    """The runner of the settings.

    Raises:
        ConfigError: it needs a package that is not installed.
    """
    match chosen.task_runner:
        case "threads" | "processes":  # Prefect's own runner of processes takes ten times as long to hand over a task
            return ThreadPoolTaskRunner(max_workers=chosen.workers)
        case "dask":
            return _dask(chosen)


def readers(chosen: Settings) -> AbstractContextManager[Workers]:
    """Who reads pages within the tasks of a run: a worker of Dask has its own processor, threads share one, processes have one each."""
    match chosen.task_runner:
        case "threads":
            return nullcontext(InTurn())
        case "processes":
            return Processes()
        case "dask":
            return nullcontext(Here())


def _dask(chosen: Settings) -> Any:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise ConfigError(
            "environment", None, "CLAIMS_TASK_RUNNER: dask needs prefect-dask", "install the extra: claims[dask]"
        ) from None
    if chosen.dask_address:
        return DaskTaskRunner(address=chosen.dask_address)
    return DaskTaskRunner(
        cluster_kwargs={"n_workers": chosen.workers, "threads_per_worker": 1, "dashboard_address": None}
    )
