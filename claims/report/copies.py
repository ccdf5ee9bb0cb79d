"""The articles behind findings as they were read, for when a page has changed or is gone: plain text, the numbers marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from claims.report.clusters import rows_of
from claims.report.facts import Finding

MAX_TEXT = 10_000
"""Characters of an article that are shown, around its first number that a finding is on; how many are left out is said."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article version as it was read, cut into pieces: (words, whether a finding is on them)."""

    article_id: str
    outlet: str
    url: str
    lang: str
    title: str
    published_at: datetime | None
    first_seen_at: datetime
    version: int
    archive: str
    pieces: tuple[tuple[str, bool], ...]
    left_out: int
    """Characters."""

    @property
    def size(self) -> int:
        """About how many bytes it takes on a page."""
        return 800 + sum(len(text.encode()) for text, _ in self.pieces) + 3 * len(self.title)


def gather_copies(con: duckdb.DuckDBPyConnection, findings: Sequence[Finding]) -> tuple[Copy, ...]:
    """The articles of these findings, in the order in which the findings name them."""
    claims = {side.claim_id: side.article_id for finding in findings for side in (finding.a, finding.b)}
    marks: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in con.execute(
        """SELECT article_id, "start", "end" FROM claims WHERE claim_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY ALL""",
        [sorted(claims)],
    ).fetchall():
        marks.setdefault(article_id, []).append((start, end))
    rows = rows_of(
        con.execute(
            """SELECT article_id, outlet, url, lang, title, published_at, first_seen_at, version, coalesce(archive, '') AS archive, text
            FROM articles WHERE article_id IN (SELECT unnest(?::VARCHAR[]))""",
            [sorted(set(claims.values()))],
        )
    )
    place = {article_id: number for number, article_id in enumerate(dict.fromkeys(claims.values()))}
    return tuple(_copy(row, marks) for row in sorted(rows, key=lambda row: place[row["article_id"]]))


def _copy(row: Mapping[str, object], marks: Mapping[str, list[tuple[int, int]]]) -> Copy:
    text, own = str(row["text"]), sorted(marks.get(str(row["article_id"]), ()))
    fields = {name: value for name, value in row.items() if name != "text"}
    start = max(0, min((own[0][0] if own else 0) - MAX_TEXT // 2, len(text) - MAX_TEXT))
    pieces = tuple(cut(text[start : start + MAX_TEXT], [(low - start, high - start) for low, high in own]))
    return Copy(**fields, pieces=pieces, left_out=max(0, len(text) - MAX_TEXT))  # type: ignore[arg-type]


def cut(text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, marked and not.

    >>> cut("About 2,500 troops", [(6, 11)])
    [('About ', False), ('2,500', True), (' troops', False)]
    """
    found, at = [], 0
    for start, end in sorted(marks):
        if at <= start < end <= len(text):
            found += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in [*found, (text[at:], False)] if piece[0]]


def shelved(copies: Sequence[Copy], room: int) -> list[list[Copy]]:
    """The copies in their order, on pages of so many bytes."""
    pages: list[list[Copy]] = []
    left = 0
    for copy in copies:
        if copy.size > left:
            pages.append([])
            left = room
        pages[-1].append(copy)
        left -= copy.size
    return pages
