"""Sources that answer and yet give nothing, or pages and articles that lost their text: what a redesign does to a source."""

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
UNREADABLE = 0.1
"""Share of its pages below which articles are hardly found on them any more,"""
READABLE = 0.5
"""where they were found on at least so many before."""

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
),
pages AS (
    SELECT source, outcome, first_at > moment - to_days($recent::INTEGER) AS fresh
    FROM store.captures, clock WHERE outcome NOT IN ('listing', 'seen') AND first_at > moment - to_days($before::INTEGER)
),
shares AS (
    SELECT source, count(*) FILTER (fresh) AS pages, avg((outcome = 'article')::INTEGER) FILTER (fresh) AS share,
           mode(outcome) FILTER (fresh AND outcome <> 'article') AS instead,
           count(*) FILTER (NOT fresh) AS earlier, avg((outcome = 'article')::INTEGER) FILTER (NOT fresh) AS usual
    FROM pages GROUP BY source
),
begun AS (SELECT source, min(first_at) AS first_at FROM store.captures GROUP BY source)
SELECT s.name,
       date_diff('day', coalesce((SELECT max(first_seen_at) FROM store.articles a WHERE a.source = s.name), b.first_at), s.last_ok_at) AS quiet,
       CASE WHEN news >= $enough AND olds >= $enough AND now < before * $shrunk THEN now END AS shrunk, before,
       CASE WHEN pages >= $enough AND earlier >= $enough AND share < $unreadable AND usual > $readable THEN pages END AS unread, instead
FROM store.sources s LEFT JOIN lengths l ON l.source = s.name LEFT JOIN shares h ON h.source = s.name LEFT JOIN begun b ON b.source = s.name
"""


def source_warnings(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Source → what is odd about it."""
    limits = {"recent": RECENT_DAYS, "before": BEFORE_DAYS, "enough": ENOUGH, "shrunk": SHRUNK}
    limits |= {"unreadable": UNREADABLE, "readable": READABLE}
    found: dict[str, str] = {}
    for name, quiet, shrunk, before, unread, instead in con.execute(_QUERY, limits).fetchall():
        if unread is not None:
            found[name] = f"hardly one of its last {unread} pages is an article ({instead}): was the site redesigned?"
        elif shrunk is not None:
            found[name] = f"its articles have {shrunk:.0f} letters, {before:.0f} before: was the site redesigned?"
        elif quiet is not None and quiet >= QUIET_DAYS:
            found[name] = f"nothing new for {quiet} days, though it can be read"
    return found
