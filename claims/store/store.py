"""The working database of a data folder, open for writing by one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from claims.errors import BusyError
from claims.model import Article, Extraction
from claims.settings import settings
from claims.store.migrations import create
from claims.store.rows import Capture, Tables, tables

FILE = "claims.duckdb"
SPILL = "spill"
"""Where DuckDB puts what is beyond its memory; it removes what it put there."""
STORAGE_VERSION = "v1.5.0"
"""Files stay readable by DuckDB 1.5, the newest line that carries every extension."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a batch added."""

    articles: int
    claims: int


class Store:
    """One writer's hold on `DATA/claims.duckdb`; use it as a context manager.

    Raises:
        BusyError: another process is writing the file.
    """

    def __init__(self, data: Path, memory: str | None = None) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.path = data / FILE
        self.con = duckdb.connect()
        try:
            self._attach()
            self.con.execute("SET TimeZone = 'UTC'")
            self.con.execute(f"SET memory_limit = '{memory or settings().memory}'")
            self.con.execute(f"SET temp_directory = '{_quoted(data / SPILL)}'")
            self.layout_before = create(self.con, str(self.path))
        except BaseException:
            self.con.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.con.close()

    def _attach(self) -> None:
        try:
            self.con.execute(f"ATTACH '{_quoted(self.path)}' AS claims (STORAGE_VERSION '{STORAGE_VERSION}')")
        except duckdb.IOException as error:
            if "lock" in str(error):
                raise BusyError(f"{self.path} is being written by another run; wait for it to end") from None
            raise
        self.con.execute("USE claims")

    @contextmanager
    def set_down(self) -> Iterator[Path]:
        """Everything in the file, and nobody writing it, as long as the context lasts.

        Opening the file ourselves while DuckDB has it would free DuckDB's lock on it, as locks of a process go.
        """
        self.con.execute("CHECKPOINT claims")
        self.con.execute("USE memory")
        self.con.execute("DETACH claims")
        try:
            yield self.path
        finally:
            self._attach()

    def load(
        self, batch: Sequence[tuple[Article, Extraction]], captures: Sequence[Capture] = (), *, seen_at: datetime
    ) -> Loaded:
        """Stores a batch; `seen_at` stands in for articles that don't know when they were fetched."""
        return self.load_tables(tables(batch, captures, seen_at=seen_at))

    def load_tables(self, rows: Tables) -> Loaded:
        """Stores a batch in one transaction; what is there already only moves its `last_seen_at`."""
        self.con.begin()
        try:
            new_articles = self._load_articles(rows.articles)
            new_claims = self._insert_new("claims", "claim_id", rows.claims)
            self._load_captures(rows.captures)
            self.con.commit()
        except BaseException:
            self.con.rollback()
            raise
        return Loaded(new_articles, new_claims)

    def seen_payloads(self, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Which of these (url, digest) were captured before."""
        wanted = pa.Table.from_pylist(
            [{"url": url, "digest": digest} for url, digest in keys],
            schema=pa.schema([("url", pa.string()), ("digest", pa.string())]),
        )
        self.con.register("wanted", wanted)
        rows = self.con.execute(
            "SELECT url, digest FROM wanted SEMI JOIN store.captures USING (url, digest)"
        ).fetchall()
        self.con.unregister("wanted")
        return {(url, digest) for url, digest in rows}

    def _load_articles(self, rows: pa.Table) -> int:
        self.con.register("incoming", rows)
        self.con.execute(
            """CREATE OR REPLACE TEMP TABLE batch AS
            SELECT * EXCLUDE (seen_at), min(seen_at) OVER w AS first_seen_at, max(seen_at) OVER w AS last_seen_at
            FROM incoming WINDOW w AS (PARTITION BY article_id)
            QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seen_at) = 1"""
        )
        self.con.unregister("incoming")
        added = self.con.execute("SELECT count(*) FROM batch ANTI JOIN store.articles USING (article_id)").fetchall()[
            0
        ][0]
        self.con.execute(
            """UPDATE store.articles a
            SET first_seen_at = least(a.first_seen_at, b.first_seen_at), last_seen_at = greatest(a.last_seen_at, b.last_seen_at)
            FROM batch b WHERE a.article_id = b.article_id
            AND (b.first_seen_at < a.first_seen_at OR b.last_seen_at > a.last_seen_at)"""
        )
        self.con.execute(
            """INSERT INTO store.articles BY NAME
            SELECT *, 0 AS version, NULL AS origin_id FROM batch ANTI JOIN store.articles USING (article_id)"""
        )
        # Versions count the distinct contents of a URL in the order in which they were first seen.
        self.con.execute(
            """UPDATE store.articles a SET version = v.number
            FROM (SELECT article_id, row_number() OVER (PARTITION BY url ORDER BY first_seen_at, article_id) AS number
                  FROM store.articles WHERE url IN (SELECT url FROM batch)) v
            WHERE a.article_id = v.article_id AND a.version <> v.number"""
        )
        return int(added)

    def _insert_new(self, table: str, key: str, rows: pa.Table) -> int:
        self.con.register("incoming", rows)
        query = f"SELECT DISTINCT ON ({key}) * FROM incoming ANTI JOIN store.{table} USING ({key})"  # noqa: S608
        added = self.con.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0]  # noqa: S608
        self.con.execute(f"INSERT INTO store.{table} BY NAME {query}")
        self.con.unregister("incoming")
        return int(added)

    def _load_captures(self, rows: pa.Table) -> None:
        self.con.register("incoming", rows)
        self.con.execute(
            """INSERT INTO store.captures BY NAME
            SELECT DISTINCT ON (url, digest) *, fetched_at AS first_at FROM incoming
            ON CONFLICT DO UPDATE SET fetched_at = greatest(fetched_at, excluded.fetched_at), etag = excluded.etag,
            last_modified = excluded.last_modified, listed_at = greatest(listed_at, excluded.listed_at)"""
        )
        # An unchanged page was seen again: its article lives on.
        self.con.execute(
            """UPDATE store.articles a SET last_seen_at = c.fetched_at
            FROM (SELECT k.article_id, max(i.fetched_at) AS fetched_at
                  FROM incoming i JOIN store.captures k USING (url, digest) GROUP BY ALL) c
            WHERE a.article_id = c.article_id AND c.fetched_at > a.last_seen_at"""
        )
        self.con.unregister("incoming")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
