"""A run that is killed or stopped at any moment, or whose disk is full: the next one leaves the database that an undisturbed run leaves."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claims.store.publish import open_published
from claims.store.store import Store
from tests.flows.corpus import outlets, rows, sources_file
from tests.flows.server import prefect_server
from tests.servers import Site, serve

KILLS = 25


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serve(outlets()) as running:
        yield running


Run = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def run(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs the flow in a child process; see killing.py."""
    root = tmp_path_factory.mktemp("killed")
    sources = sources_file(site, root)
    with prefect_server(root / "prefect") as env:
        driver = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.killing", str(sources)],
            cwd=Path(__file__).parents[2],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(root / "driver.log").open("w"),
            text=True,
        )
        assert driver.stdin is not None
        assert driver.stdout is not None

        def order(data: Path, **more: Any) -> dict[str, Any]:
            print(json.dumps({"data": str(data), **more}), file=driver.stdin, flush=True)
            told: dict[str, Any] = json.loads(driver.stdout.readline())  # type: ignore[union-attr]
            return told | {"log": (root / "driver.log").read_text(encoding="utf-8")}

        yield order
        driver.stdin.close()
        driver.wait(timeout=30)


@pytest.fixture(scope="module")
def undisturbed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], float]:
    data = tmp_path_factory.mktemp("calm") / "data"
    run(tmp_path_factory.mktemp("warm") / "data")  # the first run of all loads what the later ones find loaded
    told = run(data)
    assert told["status"] == 0, told["log"]
    found = rows(data)
    assert len(found["articles"]) == 32
    assert any(row[1] == "contradiction" for row in found["findings"])
    return found, told["seconds"]


@pytest.mark.parametrize("first", range(0, KILLS, 5))
def test_killed_at_any_moment_the_next_run_makes_it_whole(
    first: int, run: Run, undisturbed: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    wanted, seconds = undisturbed
    moments = random.Random(first)
    killed = 0
    for _ in range(5):  # kills upon kills: each run takes up what the one before had
        told = run(tmp_path / "data", kill_after=moments.uniform(0, seconds))
        killed += told["status"] == -9
    assert killed, "a run that is killed before its usual end was never ended?"
    told = run(tmp_path / "data")
    assert told["status"] == 0, told["log"]
    assert rows(tmp_path / "data") == wanted
    with Store(tmp_path / "data") as store:
        left = store.con.execute("SELECT count(*) FROM runs WHERE status = 'running'").fetchall()
        assert left == [(0,)]
    assert not list((tmp_path / "data" / "spool").glob("*"))
    assert [file.name for file in (tmp_path / "data" / "published").iterdir()] == ["claims.duckdb"]


def test_a_machine_that_sleeps_in_the_middle_loses_nothing(
    run: Run, undisturbed: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    wanted, seconds = undisturbed
    told = run(tmp_path / "data", stops=[(seconds / 4, 3.0), (seconds / 4, 3.0)])
    assert told["stopped"] == 2, "the run was over before it was stopped"
    assert told["status"] == 0, told["log"]
    assert rows(tmp_path / "data") == wanted
    with open_published(tmp_path / "data") as con:
        runs = con.execute("SELECT status, articles_new, sources_failed, errors FROM runs").fetchall()
    assert runs == [("done", 32, 0, "[]")]


@pytest.mark.parametrize("limit", [20_000, 300_000, 800_000, 1_500_000])
def test_a_full_disk_loses_nothing(
    limit: int, run: Run, undisturbed: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    wanted, _ = undisturbed
    told = run(tmp_path / "data", limit=limit)
    assert told["status"] != 0, "the limit was never met"
    told = run(tmp_path / "data")
    assert told["status"] == 0, told["log"]
    assert rows(tmp_path / "data") == wanted


def test_what_was_fetched_is_stored_though_the_network_has_it_no_more(
    run: Run, site: Site, undisturbed: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    wanted, _ = undisturbed
    data = tmp_path / "data"
    told = run(data)
    assert told["status"] == 0, told["log"]
    with duckdb.connect(
        str(data / "claims.duckdb")
    ) as con:  # as a run leaves it that was killed behind its last request
        con.execute("UPDATE store.runs SET status = 'running', finished_at = NULL")
        for table in ("articles", "claims", "clusters", "findings", "captures", "keys"):
            con.execute(f"DELETE FROM store.{table}")
    kept = dict(site.replies)
    site.replies.clear()
    try:
        told = run(data)
    finally:
        site.replies.update(kept)
    assert told["status"] == 0, told["log"]
    assert rows(data) == wanted
    with open_published(data) as con:
        runs = con.execute("SELECT status, articles_new, sources_failed FROM runs ORDER BY started_at").fetchall()
    assert runs == [("done", 64, 0), ("done", 0, 4)], "the broken-off night is whole, and tonight's sources failed"
