"""Claims → clusters, incrementally: equi-joins on canonical keys inside DuckDB, rapidfuzz on names that have no id.

A cluster is a function of the set of claims alone, so that the order of their arrival does not matter. It never grows by chains of pairs:
a claim joins by its own key, and names by being near the block's representative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, islice
from typing import Any

import duckdb
import pyarrow as pa
from rapidfuzz import fuzz, process

from claims.languages import concept
from claims.match.keys import Key, label, make_key
from claims.match.skeleton import name_skeleton
from claims.match.weights import weights
from claims.model import content_id

FIELDS = "concept, event, qualifiers, unit, dimension, place, place_id, time_start, time_end, modality, part_of"  # as make_key takes them
KEYS = pa.schema(
    [
        (name, pa.string())
        for name in ("signature", "base", "family", "thing", "category", "place_key", "scope", "moves", "block", "name")
    ]
)
CHUNK = 50_000
"""Rows that are Python objects at a time."""
MAX_NAMES = 4000
"""Distinct names of one block that are compared with each other; the rest stand alone."""


def match_new(con: duckdb.DuckDBPyConnection) -> int:
    """Gives every claim without a cluster its cluster, and moves those whose cluster the new ones change.

    Returns the number of claims that had none.
    """
    row = con.execute(
        "SELECT count(*) FROM store.claims ANTI JOIN store.keys USING (claim_id) WHERE cluster_id IS NULL"
    ).fetchall()
    new = int(row[0][0]) if row else 0
    if not new:
        return 0
    con.begin()
    try:
        _key_new(con)
        _name_blocks(con)
        _episodes(con)
        _clusters(con)
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return new


def _key_new(con: duckdb.DuckDBPyConnection) -> None:
    """Keys of the new claims: made once for each distinct combination of fields."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE fresh AS
        SELECT c.claim_id, c.article_id, c.subject, md5(concat_ws('\x1f', {_signature()})) AS signature,
               coalesce(c.time_end, c.time_start, a.published_at::DATE, a.first_seen_at::DATE) AS day,
               {", ".join("c." + name for name in FIELDS.split(", "))}
        FROM store.claims c JOIN store.articles a USING (article_id) ANTI JOIN store.keys k USING (claim_id)"""  # noqa: S608
    )
    reader = con.sql(
        f"SELECT signature, any_value(subject), {FIELDS} FROM fresh GROUP BY ALL"  # noqa: S608
    )
    con.register("made", _table((_key_row(fields) for fields in _stream(reader)), KEYS))
    con.execute(
        """INSERT INTO store.keys BY NAME
        SELECT f.claim_id, m.base, m.family, m.thing, m.category, m.place_key, m.scope, m.moves, m.block, m.name,
               f.day, NULL AS episode, false AS judged
        FROM fresh f JOIN made m USING (signature)"""
    )
    con.unregister("made")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT base FROM store.keys SEMI JOIN fresh USING (claim_id)"
    )


def _signature() -> str:
    parts = [f"coalesce(c.{name}::VARCHAR, '')" for name in FIELDS.split(", ")]
    return ", ".join(
        [
            *parts,
            "CASE WHEN c.concept IS NULL OR c.place IS NULL AND c.place_id IS NULL THEN coalesce(c.subject, '') ELSE '' END",
        ]
    )


def _key_row(fields: Sequence[Any]) -> dict[str, str]:
    signature, subject, *rest = fields
    rest[2], rest[-1] = tuple(rest[2] or ()), rest[-1] is not None
    key = make_key(*rest)
    name, block = _residue(key, str(subject or ""))
    return {
        "signature": str(signature),
        "base": key.text,
        "family": key.family,
        "thing": key.thing,
        "category": ",".join((key.category, *key.qualifiers)),
        "place_key": key.place,
        "scope": key.scope,
        "moves": key.moves,
        "block": block,
        "name": name,
    }


def _residue(key: Key, subject: str) -> tuple[str, str]:
    """(name to compare, block in which) for what no id names; empty where the key says all."""
    if key.place.startswith("~"):
        return key.place[1:], "place|" + "|".join((key.thing, key.event, key.category, key.measure, key.scope))
    if not key.thing or (not key.place and not _says_enough(key.thing)):
        return name_skeleton(subject), f"subject|{key.text}"
    return "", ""


def _says_enough(thing: str) -> bool:
    """Whether a concept names one value of the world by itself, whatever words a text has for it: the oil price."""
    known = concept(thing)
    return known is not None and known.cls in ("measure", "money") and "_" in known.id


def _name_blocks(con: duckdb.DuckDBPyConnection) -> None:
    """Names that are spelt alike take the name of their representative; every touched block is done anew from all its names."""
    reader = con.sql(
        """SELECT block, name FROM store.keys WHERE block <> ''
        AND block IN (SELECT DISTINCT block FROM store.keys SEMI JOIN fresh USING (claim_id) WHERE block <> '')
        GROUP BY ALL ORDER BY block, count(*) DESC, name"""
    )
    rows = (
        {"block": block, "name": name, "leader": leader}
        for block, group in groupby(_stream(reader), key=lambda row: str(row[0]))
        for name, leader in leaders([str(name) for _, name in group]).items()
    )
    schema = pa.schema([("block", pa.string()), ("name", pa.string()), ("leader", pa.string())])
    con.register("led", _table(rows, schema))
    con.execute(
        """UPDATE store.keys k SET base = l.block || '|' || l.leader FROM led l
        WHERE k.block = l.block AND k.name = l.name AND k.base <> l.block || '|' || l.leader"""
    )
    con.execute("INSERT INTO touched SELECT DISTINCT block || '|' || leader FROM led")
    con.unregister("led")


def leaders(names: Sequence[str]) -> dict[str, str]:
    """Each name's representative: the first of the sequence that it resembles. Only likeness to a representative counts, so nothing chains.

    >>> leaders(["dr zr", "dr sr", "rk"])
    {'dr zr': 'dr zr', 'dr sr': 'dr sr', 'rk': 'rk'}
    """
    floor = weights().name_alike * 100
    found: dict[str, str] = {}
    heads: list[str] = []
    for name in names[:MAX_NAMES]:
        best = (
            process.extractOne(name, heads, scorer=fuzz.token_sort_ratio, score_cutoff=floor)
            if heads and name
            else None
        )
        if best is None:
            heads.append(name)
        found[name] = best[0] if best else name
    return found | {name: name for name in names[MAX_NAMES:]}


def _episodes(con: duckdb.DuckDBPyConnection) -> None:
    """Cuts what happens into episodes: a level has one for ever, a running total one as long as reports go on, all else a few days."""
    reader = con.sql(
        """SELECT base, any_value(moves), any_value(scope), day FROM store.keys SEMI JOIN touched USING (base)
        GROUP BY base, day ORDER BY base, day"""
    )
    rows = (
        {"base": base, "day": day, "episode": episode}
        for base, group in groupby(_stream(reader), key=lambda row: str(row[0]))
        for day, episode in _cut(list(group))
    )
    schema = pa.schema([("base", pa.string()), ("day", pa.date32()), ("episode", pa.string())])
    con.register("cut", _table(rows, schema))
    con.execute(
        """UPDATE store.keys k SET episode = c.episode FROM cut c
        WHERE k.base = c.base AND k.day = c.day AND k.episode IS DISTINCT FROM c.episode"""
    )
    con.unregister("cut")


def _cut(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[date, str]]:
    """The episodes of one base, from its rows (base, moves, scope, day)."""
    return episodes([row[3] for row in rows], str(rows[0][1]), str(rows[0][2]))


def episodes(days: Sequence[date], moves: str, scope: str) -> Iterator[tuple[date, str]]:
    """(day, episode that it belongs to) of sorted days.

    >>> from datetime import date
    >>> [e for _, e in episodes([date(2020, 1, 1), date(2020, 1, 3), date(2020, 1, 9)], "one_off", "")]
    ['2020-01-01', '2020-01-01', '2020-01-09']
    """
    limits = weights()
    first = previous = None
    for day in days:
        if moves == "level" or scope:
            yield day, ""
            continue
        if moves == "running_total":
            fresh = previous is None or day - previous > timedelta(days=limits.running_total_gap_days)
        else:
            fresh = first is None or day - first > timedelta(days=limits.one_off_days)
        if fresh or first is None:
            first = day
        previous = day
        yield day, first.isoformat()


def _clusters(con: duckdb.DuckDBPyConnection) -> None:
    """Writes cluster ids and the rows of clusters that changed; findings follow their claims."""
    con.create_function("cluster_name", _cluster_id, ["VARCHAR", "VARCHAR"], "VARCHAR")
    try:
        con.execute(
            """CREATE OR REPLACE TEMP TABLE named AS
            SELECT base, episode, cluster_name(base, episode) AS cluster_id
            FROM (SELECT DISTINCT base, episode FROM store.keys SEMI JOIN touched USING (base))"""
        )
    finally:
        con.remove_function("cluster_name")
    con.execute(
        """UPDATE store.claims c SET cluster_id = n.cluster_id
        FROM store.keys k JOIN named n ON k.base = n.base AND k.episode IS NOT DISTINCT FROM n.episode
        WHERE c.claim_id = k.claim_id AND c.cluster_id IS DISTINCT FROM n.cluster_id"""
    )
    con.execute(
        "UPDATE store.findings f SET cluster_id = c.cluster_id FROM store.claims c "
        "WHERE c.claim_id = f.claim_a AND f.cluster_id IS DISTINCT FROM c.cluster_id"
    )
    con.execute("DELETE FROM store.clusters k WHERE NOT EXISTS (FROM store.claims c WHERE c.cluster_id = k.cluster_id)")
    reader = con.sql(
        f"""SELECT n.cluster_id, n.base, c.subject, {", ".join("c." + name for name in FIELDS.split(", "))}
        FROM named n JOIN store.keys k ON k.base = n.base AND k.episode IS NOT DISTINCT FROM n.episode
        JOIN store.claims c ON c.claim_id = k.claim_id
        WHERE n.cluster_id NOT IN (SELECT cluster_id FROM store.clusters)
        QUALIFY row_number() OVER (PARTITION BY n.cluster_id ORDER BY length(coalesce(c.subject, '')) , c.subject, c.claim_id) = 1"""  # noqa: S608
    )
    con.register("opened", _table((_cluster_row(row) for row in _stream(reader)), CLUSTERS))
    con.execute("INSERT INTO store.clusters BY NAME SELECT * FROM opened")
    con.unregister("opened")


CLUSTERS = pa.schema(
    [
        (name, pa.string())
        for name in ("cluster_id", "label", "key", "concept", "event", "unit", "dimension", "place", "place_id")
    ]
)


def _cluster_id(base: str, episode: str | None) -> str:
    return content_id("cluster", base, episode)


def _cluster_row(row: Sequence[Any]) -> dict[str, object]:
    cluster_id, base, subject, *rest = row
    rest[2], rest[-1] = tuple(rest[2] or ()), rest[-1] is not None
    key = make_key(*rest)
    unit, place = rest[3], rest[5]
    return {
        "cluster_id": cluster_id,
        "label": label(
            key, str(unit) if unit else None, str(place) if place else None, str(subject) if subject else None
        )
        or "quantity",
        "key": base,
        "concept": key.thing or None,
        "event": key.event or None,
        "unit": unit,
        "dimension": rest[4],
        "place": place,
        "place_id": rest[6],
    }


def _stream(reader: duckdb.DuckDBPyRelation) -> Iterator[Sequence[Any]]:
    """The rows of a query, held as columns until they are taken: the connection is free for its next work."""
    for batch in reader.to_arrow_table().to_batches(CHUNK):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _table(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """The rows as columns, a chunk at a time: as dictionaries they would take ten times the memory."""
    rest = iter(rows)
    chunks = iter(lambda: list(islice(rest, CHUNK)), [])
    return pa.Table.from_batches([pa.RecordBatch.from_pylist(chunk, schema=schema) for chunk in chunks], schema=schema)
