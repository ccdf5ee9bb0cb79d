"""What is to be judged, laid out by SQL: pairs of claims, and a batch at a time all that judging needs of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

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
LAID_OUT = 10 * BATCH
"""Pairs whose claims are looked up at once: what is stored is gone through once for all of them."""
READING = pa.schema(
    [("low", pa.float64()), ("high", pa.float64())]
    + [(name, pa.string()) for name in ("relation", "dimension", "quote")]
    + [("least", pa.float64()), ("most", pa.float64())]
)
"""What words say, and what they allow after tolerance."""
PAIRS = pa.schema([("x", pa.string()), ("y", pa.string())])


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pairs by their claims' ids, with those claims and with what their articles count."""

    pairs: Sequence[tuple[str, str]]
    sides: dict[str, Stored]
    counts: Counts


def query(name: str) -> str:
    """The text of `queries/NAME.sql`."""
    return resources.files("claims.judge").joinpath(f"queries/{name}.sql").read_text(encoding="utf-8")


def lay_pairs(con: duckdb.DuckDBPyConnection, tolerances: Tolerances) -> None:
    """Makes the table `pairs` (x, y, cluster_id): what is new against its cluster, without what plainly agrees."""
    _excluding(con)
    con.execute(f"CREATE OR REPLACE TEMP TABLE pairs AS {query('pairs')}", {"days": NEAR_DAYS, "cap": PARTNERS})
    _settle(con, tolerances)


def batches(con: duckdb.DuckDBPyConnection, source: str, order: str = "x, y") -> Iterator[Batch]:
    """The pairs (x, y) of a table in their order. The tables `line`, `asked`, `sides` and `counted` are used up."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE line AS SELECT x, y, row_number() OVER (ORDER BY {order}) - 1 AS number FROM {source}"  # noqa: S608
    )
    total = int(con.execute("SELECT count(*) FROM line").fetchall()[0][0])
    for start in range(0, total, LAID_OUT):
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE asked AS
            SELECT DISTINCT number // {BATCH} AS batch, unnest([x, y]) AS claim_id FROM line WHERE number >= ? AND number < ?""",  # noqa: S608
            [start, start + LAID_OUT],
        )
        con.execute(f"CREATE OR REPLACE TEMP TABLE sides AS {query('sides')}")
        con.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {query('counts')}")
        for first in range(start, min(total, start + LAID_OUT), BATCH):
            yield _batch(con, first)


def sides_of(con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> dict[str, Stored]:
    """Stored claims by their ids."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE asked AS SELECT 0 AS batch, unnest($1::VARCHAR[]) AS claim_id", [claim_ids]
    )
    return _sides(con.execute(query("sides")))


def pairs_table(con: duckdb.DuckDBPyConnection, name: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Makes a table of pairs (x, y), each once."""
    con.register("given", pa.Table.from_pylist([{"x": x, "y": y} for x, y in pairs], schema=PAIRS))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT DISTINCT x, y FROM given")  # noqa: S608
    con.unregister("given")


def _batch(con: duckdb.DuckDBPyConnection, first: int) -> Batch:
    number = first // BATCH
    pairs = con.execute(
        "SELECT x, y FROM line WHERE number >= ? AND number < ? ORDER BY number", [first, first + BATCH]
    ).fetchall()
    sides = _sides(con.execute("SELECT * FROM sides WHERE batch = ?", [number]))
    counts = Counts.of(con.execute("SELECT * EXCLUDE (batch) FROM counted WHERE batch = ?", [number]).fetchall())
    return Batch(pairs, sides, counts)


def _sides(reader: duckdb.DuckDBPyConnection) -> dict[str, Stored]:
    names = [column[0] for column in reader.description or ()]
    found = (stored(dict(zip(names, row, strict=True))) for row in reader.fetchall())
    return {side.claim_id: side for side in found}


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
    pairs = {(one.id, one.opposite) for one in events().values() if one.opposite}
    pairs |= {(b, a) for a, b in pairs}
    con.execute("CREATE OR REPLACE TEMP TABLE opposites (event VARCHAR, opposite VARCHAR)")
    con.executemany("INSERT INTO opposites VALUES (?, ?)", sorted(pairs))
    con.execute("CREATE OR REPLACE TEMP TABLE harms (thing VARCHAR)")
    con.executemany(
        "INSERT INTO harms VALUES (?)",
        [(thing,) for thing in sorted({t for row in weights().covers.values() for t in row})],
    )
