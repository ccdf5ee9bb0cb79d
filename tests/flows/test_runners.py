"""The same night in threads, in processes, and on a Dask cluster with a scheduler and two worker processes: the same rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from claims.errors import ConfigError
from claims.settings import Settings
from claims.store.publish import open_published
from flows.runners import task_runner
from tests.flows.corpus import outlets, rows, sources_file
from tests.flows.server import prefect_server
from tests.servers import free_port, serve

Ran = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """A folder with sources of a running site, and the environment of a Prefect server."""
    root = tmp_path_factory.mktemp("runners")
    with serve(outlets()) as site, prefect_server(root / "prefect") as env:
        sources_file(site, root)
        yield root, env


def run(night: Ran, name: str, **settings: str) -> dict[str, list[tuple[object, ...]]]:
    root, env = night
    done = subprocess.run(
        [sys.executable, "-m", "claims", "run", "--data", name, "--reports", f"{name}-reports"],
        cwd=root,
        env=env | {"CLAIMS_BATCH_SIZE": "8", "CLAIMS_WORKERS": "2"} | settings,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return rows(root / name)


@pytest.fixture(scope="module")
def in_threads(night: Ran) -> dict[str, list[tuple[object, ...]]]:
    found = run(night, "threads")
    assert len(found["articles"]) == 32
    assert found["findings"]
    return found


def test_processes_leave_the_same_rows(night: Ran, in_threads: dict[str, list[tuple[object, ...]]]) -> None:
    assert run(night, "processes", CLAIMS_TASK_RUNNER="processes") == in_threads


DEADLY = "/2/Sfax"
FAULT = f"""
import os, signal
import claims.read

whole = claims.read.read_articles

def read_articles(page, source=None):
    if page.url.endswith({DEADLY!r}):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(page, source)

claims.read.read_articles = read_articles
"""
"""Python runs it at the start of each process that finds it on its path: a fault below Python that one page brings out."""


def test_a_page_that_kills_its_reader_is_set_aside_and_the_night_is_whole(
    night: Ran, in_threads: dict[str, list[tuple[object, ...]]], tmp_path: Path
) -> None:
    root, env = night
    (tmp_path / "sitecustomize.py").write_text(FAULT, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), env["PYTHONPATH"]])
    found = run(night, "deadly", CLAIMS_TASK_RUNNER="processes", PYTHONPATH=path)
    url = next(str(row[0]) for row in in_threads["captures"] if str(row[0]).endswith(DEADLY))
    [lost] = [row[0] for row in in_threads["articles"] if row[1] == url]

    def others(name: str, column: int) -> list[tuple[object, ...]]:
        return [row for row in in_threads[name] if row[column] != lost]

    assert found["articles"] == others("articles", 0)
    assert {row[0]: row[3] for row in found["captures"]} == {
        row[0]: "set aside" if row[0] == url else row[3] for row in in_threads["captures"]
    }
    gone = {row[0] for row in in_threads["claims"] if row[1] == lost}
    assert gone
    assert [row[0] for row in found["claims"]] == [row[0] for row in in_threads["claims"] if row[0] not in gone]
    assert {row[0] for row in found["findings"]} >= {
        row[0] for row in in_threads["findings"] if row[1] == "contradiction" and not gone & {row[3], row[4]}
    }
    with open_published(root / "deadly") as con:
        [(status, articles, errors)] = con.execute("SELECT status, articles_new, errors FROM runs").fetchall()
    assert (status, articles) == ("done", 31)
    [told] = json.loads(errors)
    assert told == {"source": "outlet2", "url": url, "reason": "set aside: it ended the process that read it"}


@contextmanager
def cluster(env: dict[str, str], folder: Path) -> Iterator[str]:
    """A scheduler and two worker processes, as an operator starts them; gives the scheduler's address."""
    address = f"tcp://127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    local = ["--host", "127.0.0.1"]
    commands = [
        ["scheduler", *local, "--port", port, "--no-dashboard"],
        *[["worker", address, *local, "--nthreads", "1", "--no-dashboard", "--name", f"w{n}"] for n in (1, 2)],
    ]
    log = (folder / "dask.log").open("w")
    running = [
        subprocess.Popen([sys.executable, "-m", "dask", *words], cwd=folder, env=env, stdout=log, stderr=log)
        for words in commands
    ]
    try:
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(timeout=30)


def test_a_dask_cluster_leaves_the_same_rows(night: Ran, in_threads: dict[str, list[tuple[object, ...]]]) -> None:
    root, env = night
    with cluster(env, root) as address:
        assert run(night, "dask", CLAIMS_TASK_RUNNER="dask", CLAIMS_DASK_ADDRESS=address) == in_threads
    told = (root / "dask.log").read_text(encoding="utf-8")
    assert told.count("Registered to") == 2, told[-2000:]


def test_dask_without_its_package_is_one_line_with_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(
        ConfigError, match=r"CLAIMS_TASK_RUNNER: dask needs prefect-dask; install the extra: claims\[dask\]"
    ):
        task_runner(Settings(task_runner="dask"))
