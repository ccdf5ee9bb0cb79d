"""One text held against the published database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import groupby

import duckdb
import pyarrow as pa

from claims.extract import extract
from claims.judge.context import Side
from claims.judge.counts import Counts, aside, bounded, other_count
from claims.judge.evidence import Stored, context_of, stored
from claims.judge.judge import judge
from claims.judge.tolerance import Tolerances
from claims.match.keys import key_of
from claims.model import Claim, Judgement, Verdict
from claims.records import TextIn, moment

CANDIDATES = 120
"""Stored claims, the nearest in time, that one claim is compared with."""
MAX_CLAIMS = 400
ASKED = pa.schema([("number", pa.int32()), ("thing", pa.string()), ("place_key", pa.string()), ("day", pa.date32())])


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stored claim and what it is to the one that was checked."""

    other: Stored
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim of the text with everything that bears on it, one piece for each outlet and verdict."""

    claim: Claim
    evidence: tuple[Evidence, ...]

    def of(self, verdict: Verdict) -> tuple[Evidence, ...]:
        return tuple(found for found in self.evidence if found.judgement.verdict is verdict)


def check(
    con: duckdb.DuckDBPyConnection,
    text: TextIn,
    tolerances: Tolerances | None = None,
    weigh: Mapping[str, float] | None = None,
) -> Iterator[Checked]:
    """Each claim of a text with what the database says of the same quantity."""
    tolerances = tolerances or Tolerances()
    found = extract(text.text, lang=text.lang, published=text.published, title=text.title, outlet=text.outlet)
    claims = found.claims[:MAX_CLAIMS]
    side = Side(moment(text.published), text.outlet or "this text", text.url, "")
    near = _near(con, claims, text.published)
    counts = _own_counts(claims)
    for position, claim in enumerate(claims):
        here = Stored("", None, position, claim, side, found.lang, text.title, text.text[:900])
        yield Checked(claim, tuple(_evidence(here, near.get(position, ()), counts, tolerances, weigh)))


def _own_counts(claims: Sequence[Claim]) -> Counts:
    """What the text itself counts, as an article without an id: a text that gives both values accuses nobody."""
    keyed = [(claim, key_of(claim)) for claim in claims if claim.low is not None or claim.high is not None]
    return Counts.of(
        ("", key.thing, claim.dimension, claim.low, claim.high, key.scope, claim.place_id, claim.start)
        for claim, key in keyed
    )


def _near(con: duckdb.DuckDBPyConnection, claims: Sequence[Claim], published: date | None) -> dict[int, list[Stored]]:
    """The stored claims that may be of one quantity with each claim, by its position; one query for all."""
    asked = [
        {
            "number": number,
            "thing": key.thing,
            "place_key": key.place,
            "day": claim.time_end or claim.time_start or published,
        }
        for number, claim in enumerate(claims)
        if (key := key_of(claim)).thing and key.place
    ]
    query = resources.files("claims.judge").joinpath("queries/alike.sql").read_text(encoding="utf-8")
    con.register("asked", pa.Table.from_pylist(asked, schema=ASKED))
    try:
        reader = con.execute(query, {"cap": CANDIDATES})
        names = [column[0] for column in reader.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in reader.fetchall()]
    finally:
        con.unregister("asked")
    return {
        number: [stored(row) for row in group] for number, group in groupby(rows, key=lambda row: int(row["number"]))
    }


def _evidence(
    own: Stored, near: Sequence[Stored], counts: Counts, tolerances: Tolerances, weigh: Mapping[str, float] | None
) -> list[Evidence]:
    seen: set[tuple[str, Verdict]] = set()
    kept: list[Evidence] = []
    here = bounded(own, counts)
    for other in near:
        context = context_of(
            here,
            other,
            other_count=other_count(here, other, counts, tolerances),
            values=(max(1, len(counts.such(here))), 1),
            beside=(counts.beside(here), frozenset()),
            aside=aside(here, counts, tolerances),
            weigh=weigh,
        )
        judgement = judge(here.claim, other.claim, context, tolerances)
        mark = (other.side.origin, judgement.verdict)
        if judgement.verdict is Verdict.UNRELATED or mark in seen:
            continue
        seen.add(mark)
        kept.append(Evidence(other, judgement))
    order = (Verdict.CONTRADICTION, Verdict.SAME, Verdict.UPDATE, Verdict.SUBSET, Verdict.UNDETERMINED)
    return sorted(kept, key=lambda found: order.index(found.judgement.verdict))
