"""Which articles are one text: wire copy under several mastheads, near-identical republication."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb
import pyarrow as pa
from datasketch import MinHash, MinHashLSH

from claims.languages import Kind, tokenise
from claims.match.weights import weights

MAX_WORDS = 600
"""Of a text that are compared: copies are cut at the end, seldom at the beginning."""
NEXT_REPORT = timedelta(hours=12)
"""A text that comes so much later with other numbers is no copy but the next report: a daily bulletin is worded alike every day."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Text:
    """What grouping needs of an article."""

    article_id: str
    url: str
    lang: str
    wire: str | None
    text: str
    at: datetime


def group_origins(con: duckdb.DuckDBPyConnection) -> int:
    """Sets `articles.origin_id` to the earliest article of the same text; new articles against all of their days. Returns how many were set.

    A group never chains: an article joins the earliest article that it copies itself.
    """
    rows = con.execute(
        """WITH fresh AS (SELECT article_id, coalesce(published_at, first_seen_at) AS moment FROM store.articles WHERE origin_id IS NULL),
        span AS (SELECT min(moment) - to_days($days::INTEGER) AS low, max(moment) + to_days($days::INTEGER) AS high FROM fresh)
        SELECT article_id, url, lang, wire, text, coalesce(published_at, first_seen_at) AS moment FROM store.articles, span
        WHERE coalesce(published_at, first_seen_at) BETWEEN span.low AND span.high
        AND EXISTS (SELECT 1 FROM fresh f WHERE abs(date_diff('day', f.moment, coalesce(published_at, first_seen_at))) <= $days)
        ORDER BY moment, article_id""",
        {"days": weights().copy_days},
    ).fetchall()
    if not rows:
        return 0
    found = origins([Text(*row) for row in rows])
    schema = pa.schema([("article_id", pa.string()), ("origin_id", pa.string())])
    table = pa.Table.from_pylist([{"article_id": a, "origin_id": o} for a, o in found.items()], schema=schema)
    con.register("grouped", table)
    changed = con.execute(
        """SELECT count(*) FROM store.articles a JOIN grouped g USING (article_id) WHERE a.origin_id IS DISTINCT FROM g.origin_id
        AND (a.origin_id IS NULL OR a.origin_id IN (SELECT article_id FROM grouped))"""
    ).fetchall()[0][0]
    # An origin outside the window of the new articles stands as it was found.
    con.execute(
        """UPDATE store.articles a SET origin_id = g.origin_id FROM grouped g WHERE a.article_id = g.article_id
        AND a.origin_id IS DISTINCT FROM g.origin_id
        AND (a.origin_id IS NULL OR a.origin_id IN (SELECT article_id FROM grouped))"""
    )
    con.unregister("grouped")
    return int(changed)


def origins(texts: Iterable[Text]) -> dict[str, str]:
    """Article → the earliest article of the same text, itself where there is none. Versions of one URL never are copies of each other."""
    limits = weights()
    index = MinHashLSH(threshold=limits.candidate, num_perm=limits.permutations)
    leaders: dict[str, tuple[Text, MinHash]] = {}
    found: dict[str, str] = {}
    exact: dict[str, str] = {}
    for text in sorted(texts, key=lambda t: (t.at, t.article_id)):
        words = _words(text.text)
        if len(words) < limits.short_text:
            found[text.article_id] = exact.setdefault(" ".join(text.text.split()), text.article_id)
            continue
        sketch = _sketch(words)
        best, score = None, 0.0
        for candidate in index.query(sketch):
            other, other_sketch = leaders[candidate]
            if other.lang != text.lang or text.at - other.at > timedelta(days=limits.copy_days):
                continue
            share = float(sketch.jaccard(other_sketch))
            floor = limits.same_agency if text.wire and text.wire == other.wire else limits.near_identical
            alike = share >= floor or (share >= limits.candidate and _is_cut(text, other))
            if alike and share > score and not _is_next_report(text, other):
                best, score = other, share
        if best is not None:
            found[text.article_id] = best.article_id
            continue
        found[text.article_id] = text.article_id
        leaders[text.article_id] = (text, sketch)
        index.insert(text.article_id, sketch)
    return found


def _is_next_report(text: Text, other: Text) -> bool:
    """Whether a later text of the same words has numbers of its own."""
    return text.at - other.at >= NEXT_REPORT and not _share_numbers(text, other)


def _share_numbers(text: Text, other: Text) -> bool:
    """Whether one of two texts has no number that the other lacks; the end of a copy may be missing."""
    numbers, others = (set(map(int, _NUMBER.findall(one.text[: MAX_WORDS * 12]))) for one in (text, other))
    return numbers <= others or others <= numbers


def _is_cut(text: Text, other: Text) -> bool:
    """Whether nearly all of the shorter text stands in the longer, with its numbers: a paper cuts what an agency sends."""
    first, second = (_shingles(_words(one.text)) for one in (text, other))
    enough = weights().contained * min(len(first), len(second))
    return _share_numbers(text, other) and len(first & second) >= enough


def _words(text: str) -> list[str]:
    return [token.norm for token in tokenise(text[: MAX_WORDS * 12]) if token.kind is Kind.WORD][:MAX_WORDS]


def _shingles(words: Sequence[str]) -> set[str]:
    size = weights().shingle
    return {" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


def _sketch(words: Sequence[str]) -> MinHash:
    sketch = MinHash(num_perm=weights().permutations, hashfunc=_hash)
    sketch.update_batch(sorted(shingle.encode() for shingle in _shingles(words)))
    return sketch


def _hash(data: bytes) -> int:
    return zlib.crc32(data)
