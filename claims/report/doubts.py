"""Sources that answer and yet give nothing, or give articles that lost their text: what a redesign does to a source."""

from __future__ import annotations

import duckdb

QUIET_DAYS = 7
"""A source that was read and brought nothing new for so long is named."""
RECENT_DAYS = 3
BEFORE_DAYS = 60
"""The articles of so many days, against those of the days before them."""
ENOUGH = 5
"""Articles on either side from which their lengths say something."""
SHRUNK = 0.35
"""Share of its usual length below which a source's articles have lost text."""

_QUERY = """
WITH clock AS (SELECT max(last_ok_at) AS moment FROM store.sources),
recent AS (
    SELECT source, first_seen_at, length(text) AS letters, first_seen_at > moment - to_days($recent::INTEGER) AS fresh
    FROM store.articles, clock WHERE source <> '' AND first_seen_at > moment - to_days($before::INTEGER)
),
lengths AS (
    SELECT source, median(letters) FILTER (fresh) AS now, median(letters) FILTER (NOT fresh) AS before,
           count(*) FILTER (fresh) AS news, count(*) FILTER (NOT fresh) AS olds
    FROM recent GROUP BY source
)
SELECT s.name, date_diff('day', (SELECT max(first_seen_at) FROM store.articles a WHERE a.source = s.name), s.last_ok_at) AS quiet,
       CASE WHEN news >= $enough AND olds >= $enough AND now < before * $shrunk THEN now END AS shrunk, before
FROM store.sources s LEFT JOIN lengths l ON l.source = s.name
"""


def source_warnings(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Source → what is odd about it."""
    limits = {"recent": RECENT_DAYS, "before": BEFORE_DAYS, "enough": ENOUGH, "shrunk": SHRUNK}
    found: dict[str, str] = {}
    for name, quiet, shrunk, before in con.execute(_QUERY, limits).fetchall():
        if shrunk is not None:
            found[name] = f"its articles have {shrunk:.0f} letters, {before:.0f} before: was the site redesigned?"
        elif quiet is not None and quiet >= QUIET_DAYS:
            found[name] = f"nothing new for {quiet} days, though it can be read"
    return found
