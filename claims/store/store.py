"""The working database of a data folder, open for writing by one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from claims.errors import BusyError
from claims.model import Article, Extraction
from claims.store.migrations import create

FILE = "claims.duckdb"
STORAGE_VERSION = "v1.5.0"
"""Files stay readable by DuckDB 1.5, the newest line that carries every extension."""

ARTICLES = pa.schema(
    [(name, pa.string()) for name in ("article_id", "outlet", "source", "url", "lang", "title", "text")]
    + [(name, pa.timestamp("us")) for name in ("published_at", "seen_at")]
    + [(name, pa.string()) for name in ("wire", "kind", "correction", "archive")]
)
CLAIMS = pa.schema(
    [("claim_id", pa.string()), ("article_id", pa.string())]
    + [(name, pa.int32()) for name in ("position", "start_at", "end_at")]
    + [("quote", pa.string()), ("low", pa.float64()), ("high", pa.float64())]
    + [
        (name, pa.string())
        for name in ("relation", "change", "unit", "dimension", "sentence", "subject", "concept", "event")
    ]
    + [("place", pa.string()), ("place_id", pa.string()), ("time_start", pa.date32()), ("time_end", pa.date32())]
    + [("attributed_to", pa.string()), ("modality", pa.string()), ("part_of", pa.int32())]
    + [("qualifiers", pa.list_(pa.string()))]
)
CAPTURES = pa.schema(
    [(name, pa.string()) for name in ("url", "digest", "article_id", "outcome", "source", "etag", "last_modified")]
    + [(name, pa.timestamp("us")) for name in ("fetched_at", "listed_at")]
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a batch added."""

    articles: int
    claims: int


@dataclass(frozen=True, slots=True)
class Capture:
    """What became of one payload at one URL; `article_id` is None where it held no article."""

    url: str
    digest: str
    article_id: str | None
    outcome: str
    fetched_at: datetime
    source: str = ""
    etag: str = ""
    last_modified: str = ""
    listed_at: datetime | None = None
    """The time that the listing gave with it."""


def naive(moment: datetime | None) -> datetime | None:
    """UTC without a zone, as the tables hold times."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


class Store:
    """One writer's hold on `DATA/claims.duckdb`; use it as a context manager.

    Raises:
        BusyError: another process is writing the file.
    """

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.path = data / FILE
        self.con = duckdb.connect()
        try:
            self._attach()
            self.con.execute("SET TimeZone = 'UTC'")
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
        """Stores a batch in one transaction; what is there already only moves its `last_seen_at`.

        `seen_at` stands in for articles that don't know when they were fetched.
        """
        articles = pa.Table.from_pylist([_article_row(article, seen_at) for article, _ in batch], schema=ARTICLES)
        claims = pa.Table.from_pylist(
            [row for article, extraction in batch for row in _claim_rows(article, extraction)], schema=CLAIMS
        )
        seen = pa.Table.from_pylist([_capture_row(capture) for capture in captures], schema=CAPTURES)
        self.con.begin()
        try:
            new_articles = self._load_articles(articles)
            new_claims = self._insert_new("claims", "claim_id", claims)
            self._load_captures(seen)
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


def _article_row(article: Article, seen_at: datetime) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "source": article.source,
        "url": article.url,
        "lang": article.lang,
        "title": article.title,
        "text": article.text,
        "published_at": naive(article.published_at),
        "seen_at": naive(article.fetched_at or seen_at),
        "wire": article.wire,
        "kind": article.kind,
        "correction": article.correction,
        "archive": article.archive,
    }


def _claim_rows(article: Article, extraction: Extraction) -> Iterable[dict[str, object]]:
    article_id = article.article_id
    for position, claim in enumerate(extraction.claims):
        yield {
            "claim_id": claim.claim_id(article_id),
            "article_id": article_id,
            "position": position,
            "start_at": claim.start,
            "end_at": claim.end,
            "quote": claim.quote,
            "low": claim.low,
            "high": claim.high,
            "relation": str(claim.relation),
            "change": claim.change,
            "unit": claim.unit,
            "dimension": claim.dimension,
            "sentence": claim.sentence,
            "subject": claim.subject,
            "concept": claim.concept,
            "event": claim.event,
            "place": claim.place,
            "place_id": claim.place_id,
            "time_start": claim.time_start,
            "time_end": claim.time_end,
            "attributed_to": claim.attributed_to,
            "modality": str(claim.modality),
            "part_of": claim.part_of,
            "qualifiers": list(claim.qualifiers),
        }


def _capture_row(capture: Capture) -> dict[str, object]:
    return {
        "url": capture.url,
        "digest": capture.digest,
        "article_id": capture.article_id,
        "outcome": capture.outcome,
        "source": capture.source,
        "etag": capture.etag,
        "last_modified": capture.last_modified,
        "listed_at": naive(capture.listed_at),
        "fetched_at": naive(capture.fetched_at),
    }
