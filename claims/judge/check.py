"""One text held against the published database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources

import duckdb

from claims.extract import extract
from claims.judge.context import Side
from claims.judge.evidence import Stored, context_of, stored
from claims.judge.judge import judge
from claims.judge.tolerance import Tolerances
from claims.match.keys import key_of
from claims.model import Claim, Judgement, Verdict
from claims.records import TextIn, moment

CANDIDATES = 120
"""Stored claims, the nearest in time, that one claim is compared with."""
MAX_CLAIMS = 400


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
    for position, claim in enumerate(found.claims[:MAX_CLAIMS]):
        side = Side(moment(text.published), text.outlet or "this text", text.url, "")
        here = Stored("", None, position, claim, side, found.lang, text.title, text.text[:900])
        yield Checked(claim, tuple(_evidence(con, here, text.published, tolerances, weigh)))


def _evidence(
    con: duckdb.DuckDBPyConnection,
    here: Stored,
    published: date | None,
    tolerances: Tolerances,
    weigh: Mapping[str, float] | None,
) -> list[Evidence]:
    key = key_of(here.claim)
    if not key.thing or not key.place:
        return []
    query = resources.files("claims.judge").joinpath("queries/alike.sql").read_text(encoding="utf-8")
    day = here.claim.time_end or here.claim.time_start or published
    reader = con.execute(query, {"thing": key.thing, "place_key": key.place, "day": day, "cap": CANDIDATES})
    names = [column[0] for column in reader.description or ()]
    seen: set[tuple[str, Verdict]] = set()
    kept: list[Evidence] = []
    for row in reader.fetchall():
        other = stored(dict(zip(names, row, strict=True)))
        judgement = judge(here.claim, other.claim, context_of(here, other, weigh=weigh), tolerances)
        mark = (other.side.origin, judgement.verdict)
        if judgement.verdict is Verdict.UNRELATED or mark in seen:
            continue
        seen.add(mark)
        kept.append(Evidence(other, judgement))
    order = (Verdict.CONTRADICTION, Verdict.SAME, Verdict.UPDATE, Verdict.SUBSET, Verdict.UNDETERMINED)
    return sorted(kept, key=lambda found: order.index(found.judgement.verdict))
