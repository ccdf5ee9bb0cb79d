"""Where the tasks of a run are carried out: threads, processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from typing import Any

from flows.environment import prepare

prepare()

from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner  # noqa: E402

from claims.errors import ConfigError  # noqa: E402
from claims.settings import Settings  # noqa: E402


def task_runner(chosen: Settings) -> Any:  # the declared types of these runners are no TaskRunner to mypy
    """The runner of the settings.

    Raises:
        ConfigError: it needs a package that is not installed.
    """
    match chosen.task_runner:
        case "threads":
            return ThreadPoolTaskRunner(max_workers=chosen.workers)
        case "processes":
            return ProcessPoolTaskRunner(max_workers=chosen.workers)
        case "dask":
            return _dask(chosen)


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
