"""The writer's side: what is there already stays as it is, and a batch is all or nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from claims.errors import BusyError
from claims.extract import extract
from claims.store.publish import open_published, publish, published_path
from claims.store.rows import Capture
from claims.store.store import Store
from tests.store.build import article, batch

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
TABLES = ("articles", "claims", "captures", "clusters", "findings", "runs", "sources", "keys", "meta")
TEXTS = ("At least 12 people were killed in Aden.", "About 2,500 US troops are in Iraq.", "Nothing is counted here.")


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {name: store.con.execute(f"SELECT * FROM store.{name} ORDER BY ALL").fetchall() for name in TABLES}


def capture(number: int, moment: datetime = NOW, article_id: str | None = None) -> Capture:
    return Capture(f"https://post.example/{number}", f"sha1:{number}", article_id, "article", moment)


def test_the_same_batch_twice_changes_no_row(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        first = store.load(batch(*TEXTS), [capture(0)], seen_at=NOW)
        before = everything(store)
        again = store.load(batch(*TEXTS), [capture(0)], seen_at=NOW)
        assert (first.articles, first.claims > 1) == (3, True)
        assert (again.articles, again.claims) == (0, 0)
        assert everything(store) == before


def test_the_order_and_size_of_batches_do_not_matter(tmp_path: Path) -> None:
    with Store(tmp_path / "a") as one, Store(tmp_path / "b") as other:
        one.load(batch(*TEXTS), seen_at=NOW)
        for pair in reversed(batch(*TEXTS)):
            other.load([pair], seen_at=NOW)
        assert everything(one) == everything(other)


def test_an_article_twice_in_one_batch_is_one_row(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        loaded = store.load(batch(TEXTS[0]) * 2, [capture(0), capture(0)], seen_at=NOW)
        assert loaded.articles == 1
        assert store.con.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]


def test_seen_again_later_moves_only_last_seen_at(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.load(batch(TEXTS[0]), seen_at=NOW)
        store.load(batch(TEXTS[0]), seen_at=NOW + timedelta(days=1))
        store.load(batch(TEXTS[0]), seen_at=NOW - timedelta(days=1))
        rows = store.con.execute("SELECT first_seen_at, last_seen_at, version FROM articles").fetchall()
    day = NOW.replace(tzinfo=None)
    assert rows == [(day - timedelta(days=1), day + timedelta(days=1), 1)]


def test_an_unchanged_payload_seen_again_keeps_its_article_alive(tmp_path: Path) -> None:
    [(one, claims)] = batch(TEXTS[0])
    with Store(tmp_path) as store:
        store.load([(one, claims)], [capture(0, NOW, one.article_id)], seen_at=NOW)
        assert store.seen_payloads([("https://post.example/0", "sha1:0"), ("https://post.example/0", "sha1:1")]) == {
            ("https://post.example/0", "sha1:0")
        }
        store.load([], [capture(0, NOW + timedelta(days=1))], seen_at=NOW + timedelta(days=1))
        assert store.con.execute("SELECT last_seen_at FROM articles").fetchall() == [
            ((NOW + timedelta(days=1)).replace(tzinfo=None),)
        ]
        assert store.con.execute("SELECT article_id FROM store.captures").fetchall() == [(one.article_id,)]


def test_versions_count_the_contents_of_an_address(tmp_path: Path) -> None:
    texts = ("First 1 person was killed.", "Now 2 people were killed.", "Now 3 people were killed.")
    with Store(tmp_path) as store:
        for day in (2, 0, 1):  # loaded out of order
            one = article(texts[day], fetched_at=NOW + timedelta(days=day))
            store.load([(one, extract(one.text, lang="en"))], seen_at=NOW)
        rows = store.con.execute("SELECT text, version FROM articles ORDER BY version").fetchall()
    assert rows == [(texts[0], 1), (texts[1], 2), (texts[2], 3)]


def test_a_failure_in_the_middle_leaves_nothing_half_written(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.load(batch(TEXTS[0]), seen_at=NOW)
        before = everything(store)
        broken = Capture("https://post.example/1", "sha1:1", None, None, NOW)  # type: ignore[arg-type]
        with pytest.raises(duckdb.ConstraintException):
            store.load(batch(*TEXTS), [broken], seen_at=NOW)  # the articles and claims were inserted by then
        assert everything(store) == before
        assert store.load(batch(*TEXTS), [capture(1)], seen_at=NOW).articles == 2, "and the store still works"


def test_a_process_killed_while_writing_leaves_whole_batches(tmp_path: Path) -> None:
    script = f"""
import os
from pathlib import Path
from datetime import UTC, datetime
from claims.store.store import Store
from tests.store.build import batch
store = Store(Path({str(tmp_path)!r}))
store.load(batch({TEXTS[0]!r}), seen_at=datetime(2026, 3, 1, 3, tzinfo=UTC))
store.con.begin()
store.con.execute("DELETE FROM store.claims")
os._exit(9)
"""
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False, timeout=60).returncode == 9
    with Store(tmp_path) as store:
        assert store.con.execute("SELECT count(*) > 0 FROM claims").fetchall() == [(True,)]


def test_a_second_writer_in_another_process_is_refused(tmp_path: Path) -> None:
    script = f"from pathlib import Path\nfrom claims.store.store import Store\nStore(Path({str(tmp_path)!r}))"
    with Store(tmp_path):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60
        )
    assert BusyError.__name__ in done.stderr
    assert "being written by another run" in done.stderr


def test_a_reader_of_the_old_snapshot_finishes_and_the_next_one_sees_the_new(tmp_path: Path) -> None:
    count = "SELECT count(*) FROM articles"
    with Store(tmp_path) as store:
        store.load(batch(TEXTS[0]), seen_at=NOW)
        publish(store)
        with open_published(tmp_path) as old:
            assert old.execute(count).fetchall() == [(1,)]
            store.load(batch(*TEXTS), seen_at=NOW)
            publish(store)
            assert old.execute(count).fetchall() == [(1,)]
            assert old.execute("SELECT text FROM articles").fetchall() == [(TEXTS[0],)]
        with open_published(tmp_path) as new:
            assert new.execute(count).fetchall() == [(3,)]
    assert [file.name for file in published_path(tmp_path).parent.iterdir()] == ["claims.duckdb"], "no draft is left"


def test_readers_never_fail_while_a_run_writes_and_publishes(tmp_path: Path) -> None:
    problems: list[BaseException] = []
    done = threading.Event()
    counts: list[int] = []

    def read() -> None:
        script = f"""
import sys, time
from pathlib import Path
from claims.store.query import ask, connect
for _ in range(25):
    with connect(Path({str(tmp_path)!r})) as con:
        print(ask(con, "SELECT count(*) FROM articles").fetchall()[0][0], flush=True)
"""
        try:
            out = subprocess.run(
                [sys.executable, "-c", script],
                cwd=Path(__file__).parents[2],
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            )
            counts.extend(int(line) for line in out.stdout.split())
        except BaseException as error:
            problems.append(error)
        finally:
            done.set()

    with Store(tmp_path) as store:
        publish(store)
        reader = threading.Thread(target=read)
        reader.start()
        number = 0
        while not done.is_set() and number < 200:
            store.load([(article(f"{number} people.", f"https://post.example/{number}"), extract(""))], seen_at=NOW)
            publish(store)
            number += 1
        reader.join()
    assert not problems, getattr(problems[0], "stderr", problems[0])
    assert len(counts) == 25
    assert counts == sorted(counts), "a snapshot never goes back"


def test_paths_with_quotes_and_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "it's a folder"
    with Store(folder) as store:
        store.load(batch(TEXTS[0]), seen_at=NOW)
        publish(store)
    with open_published(folder) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
