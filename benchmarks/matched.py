"""Our side of the matching benchmark: `python -m benchmarks.matched FOLDER CLAIMS` prints seconds, pairwise F1 and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import duckdb

from benchmarks.agreement import agreement
from claims.garbage import collect_seldom
from claims.judge import judge_new
from claims.match import match_new
from claims.store.store import Store

NOW = datetime(2024, 6, 1)


def main() -> None:
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    collect_seldom()  # as the command line does
    with tempfile.TemporaryDirectory() as data, Store(Path(data)) as store:
        con = store.con
        con.execute(
            f"""CREATE TEMP TABLE told AS SELECT *, row_number() OVER (ORDER BY published_day, article_id, position) AS place_in_line
            FROM read_parquet('{folder}/claims.parquet')"""
        )
        con.execute(
            f"""INSERT INTO store.articles BY NAME SELECT * EXCLUDE (seen_at), seen_at AS first_seen_at, seen_at AS last_seen_at, 1 AS version
            FROM read_parquet('{folder}/articles.parquet')"""
        )
        _load(con, 0, size)
        begin = time.perf_counter()
        match_new(con)
        matched = time.perf_counter()
        judge_new(con, NOW)
        judged = time.perf_counter()
        peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        f1 = agreement(
            con,
            "SELECT claim_id, cluster_id, quantity FROM store.claims JOIN told USING (claim_id) WHERE cluster_id IS NOT NULL",
        )
        _load(con, size, sys.maxsize)
        night = time.perf_counter()
        match_new(con)
        judge_new(con, NOW)
        done = time.perf_counter()
    found = {
        "seconds": judged - begin,
        "match": matched - begin,
        "judge": judged - matched,
        "night": done - night,
        "f1": f1,
        "megabytes": peak / (1024**2 if sys.platform == "darwin" else 1024),
    }
    print(json.dumps(found))


def _load(con: duckdb.DuckDBPyConnection, after: int, up_to: int) -> None:
    con.execute(
        """INSERT INTO store.claims BY NAME SELECT * EXCLUDE (outlet_number, quantity, published_day, place_in_line) FROM told
        WHERE place_in_line > $after AND place_in_line <= $up_to""",
        {"after": after, "up_to": up_to},
    )
    con.execute("CHECKPOINT")


if __name__ == "__main__":
    main()
