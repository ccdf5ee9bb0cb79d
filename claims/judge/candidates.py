"""What is to be judged, laid out by SQL: pairs of claims, and a batch at a time all that judging needs of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa

from claims.judge.counts import Counts
from claims.judge.evidence import Stored, stored
from claims.judge.tolerance import Tolerances, interval
from claims.languages.lexicon import events
from claims.match.weights import weights
from claims.model import Quantity, Relation

NEAR_DAYS = 3
"""Claims of one cluster within so many days are compared; beyond them only a value with the one before it."""
PARTNERS = 40
"""Most partners of one new value."""
BATCH = 4000
"""Pairs judged at a time, so that memory stays flat."""
LAID_OUT = 10
"""Batches whose claims are looked up at once: what is stored is gone through once for all of them."""
READING = pa.schema(
    [("low", pa.float64()), ("high", pa.float64())]
    + [(name, pa.string()) for name in ("relation", "dimension", "quote")]
    + [("least", pa.float64()), ("most", pa.float64())]
)
"""What words say, and what they allow after tolerance."""
PAIRS = pa.schema([("x", pa.string()), ("y", pa.string())])


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pairs with all that judging needs of them, as columns: they become objects where they are judged."""

    lines: pa.Table
    """(x, y) by the claims' ids."""
    sides: pa.Table
    counts: pa.Table
    sources: pa.Table
    """(cluster, independent sources)."""

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        return _rows(self.lines)

    def stored(self) -> dict[str, Stored]:
        """The claims of the pairs by their ids."""
        return _stored(self.sides)

    def counted(self) -> Counts:
        """What the articles of those claims count."""
        return Counts.of(_rows(self.counts))

    def sourced(self) -> dict[str | None, int]:
        """Independent sources by cluster."""
        return dict(_rows(self.sources))


def _stored(table: pa.Table) -> dict[str, Stored]:
    names = table.column_names
    found = (stored(dict(zip(names, row, strict=True))) for row in _rows(table))
    return {side.claim_id: side for side in found}


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def query(name: str) -> str:
    """The text of `queries/NAME.sql`."""
    return resources.files("claims.judge").joinpath(f"queries/{name}.sql").read_text(encoding="utf-8")


def lay_pairs(con: duckdb.DuckDBPyConnection, tolerances: Tolerances) -> None:
    """Makes the table `pairs` (x, y, cluster_id): what is new against its cluster, without what plainly agrees."""
    _excluding(con)
    con.execute(f"CREATE OR REPLACE TEMP TABLE pairs AS {query('pairs')}", {"days": NEAR_DAYS, "cap": PARTNERS})
    _settle(con, tolerances)


def batches(con: duckdb.DuckDBPyConnection, source: str, order: str = "x, y") -> Iterator[Batch]:
    """The pairs (x, y) of a table in their order. The tables `line`, `asked`, `sides`, `counted` and `voices` are used up."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE line AS SELECT x, y, (row_number() OVER (ORDER BY {order}) - 1) // {BATCH} AS batch FROM {source}"  # noqa: S608
    )
    [(count,)] = con.execute("SELECT coalesce(max(batch) + 1, 0) FROM line").fetchall()
    for start in range(0, count, LAID_OUT):
        con.execute(
            """CREATE OR REPLACE TEMP TABLE asked AS
            SELECT DISTINCT batch, unnest([x, y]) AS claim_id FROM line WHERE batch >= ? AND batch < ?""",
            [start, start + LAID_OUT],
        )
        for table, text in (("sides", "sides"), ("counted", "counts"), ("voices", "voices")):
            con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {query(text)}")
        for number in range(start, min(count, start + LAID_OUT)):
            yield Batch(*(_of_batch(con, table, number) for table in ("line", "sides", "counted", "voices")))


def sides_of(con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> dict[str, Stored]:
    """Stored claims by their ids."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE asked AS SELECT 0 AS batch, unnest($1::VARCHAR[]) AS claim_id", [claim_ids]
    )
    return _stored(con.sql(query("sides")).to_arrow_table())


def pairs_table(con: duckdb.DuckDBPyConnection, name: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Makes a table of pairs (x, y), each once."""
    con.register("given", pa.Table.from_pylist([{"x": x, "y": y} for x, y in pairs], schema=PAIRS))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT DISTINCT x, y FROM given")  # noqa: S608
    con.unregister("given")


def _of_batch(con: duckdb.DuckDBPyConnection, table: str, number: int) -> pa.Table:
    return con.sql(f"SELECT * EXCLUDE (batch) FROM {table} WHERE batch = {number}").to_arrow_table()  # noqa: S608


def _settle(con: duckdb.DuckDBPyConnection, tolerances: Tolerances) -> None:
    """Takes the pairs that plainly agree out of the table `pairs`: they are most of them, and no finding."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE said AS
        SELECT claim_id, cluster_id, low, high, relation, dimension, quote, modality, event, change FROM store.claims
        SEMI JOIN (SELECT x AS claim_id FROM pairs UNION SELECT y FROM pairs) USING (claim_id)"""
    )
    reader = con.execute("SELECT DISTINCT low, high, relation, dimension, quote FROM said")
    rows = []
    while batch := reader.fetchmany(BATCH):
        for low, high, relation, dimension, quote in batch:
            words = Quantity(0, len(quote), quote, low, high, Relation(relation), dimension=dimension)
            rows.append((low, high, relation, dimension, quote, *interval(words, tolerances)))
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in READING]
    con.register("read", pa.table(columns, schema=READING))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE reading AS SELECT s.*, r.least, r.most FROM said s JOIN read r
        ON s.low IS NOT DISTINCT FROM r.low AND s.high IS NOT DISTINCT FROM r.high AND s.relation = r.relation
        AND s.dimension = r.dimension AND s.quote = r.quote"""
    )
    con.unregister("read")
    con.execute(query("settled"))


def _excluding(con: duckdb.DuckDBPyConnection) -> None:
    """Tables of what excludes what: opposite events, and the harms of which one may be zero."""
    known, harms = events(), {thing for row in weights().covers.values() for thing in row}
    pairs = {(one.id, one.opposite) for one in known.values() if one.opposite}
    pairs |= {(b, a) for a, b in pairs}
    # those arrested and those released are counted as two things; of a crash some die and some live
    things = [(known[a].concept or "", known[b].concept or "") for a, b in sorted(pairs)]
    told = [(*pair, *two) for pair, two in zip(sorted(pairs), things, strict=True) if not harms & set(two)]
    con.execute(
        "CREATE OR REPLACE TEMP TABLE opposites (event VARCHAR, opposite VARCHAR, thing VARCHAR, other VARCHAR)"
    )
    con.executemany("INSERT INTO opposites VALUES (?, ?, ?, ?)", told)
    con.execute("CREATE OR REPLACE TEMP TABLE harms (thing VARCHAR)")
    con.executemany("INSERT INTO harms VALUES (?)", [(thing,) for thing in sorted(harms)])
