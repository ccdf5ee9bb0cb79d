"""What earlier nights saw of each source, so that a night asks for no page twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import duckdb
import pyarrow as pa

from claims.collect.fetch import Validators
from claims.collect.source import Visit
from claims.store.rows import naive

REMEMBERED_DAYS = 120
"""Pages that no listing named for so long are forgotten."""


def visits(con: duckdb.DuckDBPyConnection, names: Sequence[str], clock: datetime) -> dict[str, dict[str, Visit]]:
    """Source → URL → the last visit."""
    rows = con.execute(
        """SELECT source, url, max_by(digest, fetched_at), max(fetched_at), min(first_at), max_by(etag, fetched_at),
                  max_by(last_modified, fetched_at), max(listed_at)
        FROM store.captures WHERE source IN (SELECT unnest($names)) AND fetched_at >= $since GROUP BY source, url""",
        {"names": list(names), "since": naive(clock - timedelta(days=REMEMBERED_DAYS))},
    ).fetchall()
    found: dict[str, dict[str, Visit]] = {name: {} for name in names}
    for source, url, digest, at, first_at, etag, last_modified, listed_at in rows:
        found[source][url] = Visit(
            digest,
            _aware(at),
            _aware(first_at),
            Validators(etag, last_modified),
            _aware(listed_at) if listed_at else None,
        )
    return found


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def still_there(con: duckdb.DuckDBPyConnection, pages: Iterable[tuple[str, datetime]]) -> None:
    """Moves the last sight of pages whose servers say that nothing changed: (URL, when)."""
    schema = pa.schema([("url", pa.string()), ("at", pa.timestamp("us"))])
    con.register("still", pa.Table.from_pylist([{"url": url, "at": naive(at)} for url, at in pages], schema=schema))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE unchanged AS
        SELECT url, max_by(digest, fetched_at) AS digest, max_by(article_id, fetched_at) AS article_id, max(still."at") AS seen
        FROM store.captures JOIN still USING (url) GROUP BY url"""
    )
    con.unregister("still")
    con.execute(
        """UPDATE store.captures c SET fetched_at = greatest(fetched_at, seen) FROM unchanged u
        WHERE c.url = u.url AND c.digest = u.digest"""
    )
    con.execute(
        """UPDATE store.articles a SET last_seen_at = greatest(last_seen_at, seen) FROM unchanged u
        WHERE a.article_id = u.article_id"""
    )
