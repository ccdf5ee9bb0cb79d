"""Scores a run over the bundled archive against its written ground truth.

python -m tests.quality.demo_truth DATA
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import yaml

from claims.demo.build import articles
from claims.store.publish import open_published

Value = float | date
SHOWN = ("contradiction", "revision", "stealth_edit", "correction")
"""Kinds of findings that a must-not pair may not get."""


@dataclass(frozen=True, slots=True)
class Side:
    """One article and the number that it gives."""

    slug: str
    value: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of the ground truth."""

    kind: str
    story: str
    a: Side
    b: Side
    why: str
    flag: bool
    shown_as: frozenset[Value]
    """The values of the finding that the report shows it as: its own, or those of the plainer pair in the same dispute."""

    @property
    def values(self) -> frozenset[Value]:
        return frozenset((self.a.value, self.b.value))

    @property
    def sides(self) -> frozenset[Side]:
        return frozenset((self.a, self.b))

    def __str__(self) -> str:
        return f"{self.kind} {self.story}: {self.a.slug} {self.a.value} / {self.b.slug} {self.b.value} ({self.why})"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the run, as far as scoring needs it."""

    side: Side
    story: str
    cluster: str | None
    origin: str
    position: int
    part_of: int | None
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """A finding of the run."""

    kind: str
    rule: str
    a: Told
    b: Told

    @property
    def values(self) -> frozenset[Value]:
        return frozenset((self.a.side.value, self.b.side.value))

    @property
    def sides(self) -> frozenset[Side]:
        return frozenset((self.a.side, self.b.side))

    def __str__(self) -> str:
        shown = (f"{told.side.slug} {told.side.value}: {told.sentence}" for told in (self.a, self.b))
        return f"{self.kind} by {self.rule}: " + " / ".join(shown)


@dataclass(slots=True)
class Score:
    """Precision and recall of contradictions, and the share of each kind's entries that came out as written."""

    precision: float
    recall: float
    kinds: dict[str, float]
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"contradictions: precision {self.precision:.3f}, recall {self.recall:.3f}"]
        lines += [f"{kind}: {share:.3f}" for kind, share in self.kinds.items()]
        lines += ["", "misses:", *self.misses, "", "false:", *self.false]
        return "\n".join(lines)


@cache
def entries() -> tuple[Entry, ...]:
    rows = yaml.safe_load(resources.files("claims.demo").joinpath("ground_truth.yaml").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            row["kind"], row["story"], _side(row["a"]), _side(row["b"]), row["why"], row["must"] == "flag", _shown(row)
        )
        for row in rows
    )


def score(con: duckdb.DuckDBPyConnection) -> Score:
    """The findings and claims of a published run against the ground truth."""
    told, flagged = _read(con)
    hits: dict[str, list[bool]] = defaultdict(list)
    misses = []
    for entry in entries():
        reason = _missed(entry, told, flagged)
        hits[entry.kind].append(not reason)
        if reason:
            misses.append(f"{entry}: {reason}")
    shown = [one for one in flagged if one.kind == "contradiction"]
    false = [one for one in shown if not _right(one)]
    kinds = {kind: sum(found) / len(found) for kind, found in hits.items()}
    precision = 1 - len(false) / len(shown) if shown else 0.0
    return Score(precision, kinds["contradiction"], kinds, misses, [str(one) for one in false])


def _right(one: Flagged) -> bool:
    """Do the two sides give the values of a written contradiction, in whatever outlets, and are they no must-not pair?"""
    if one.a.story != one.b.story or any(not entry.flag and entry.sides == one.sides for entry in entries()):
        return False
    return any(
        entry.kind == "contradiction" and entry.story == one.a.story and entry.values == one.values
        for entry in entries()
    )


def _missed(entry: Entry, told: dict[Side, list[Told]], flagged: list[Flagged]) -> str:
    """Why the entry did not come out as written; empty where it did."""
    if entry.flag and any(one.kind == entry.kind and _is(entry, one) for one in flagged):
        return ""
    wrong = next((one for one in flagged if one.kind in SHOWN and one.sides == entry.sides), None)
    if wrong is not None:
        return f"shown as {wrong.kind} by {wrong.rule}"
    if entry.kind == "unrelated":
        return ""
    absent = [side for side in (entry.a, entry.b) if side not in told]
    if absent:
        return "no claim: " + ", ".join(f"{side.slug} {side.value}" for side in absent)
    pairs = [(a, b) for a in told[entry.a] for b in told[entry.b]]
    if entry.kind == "wire_copy":
        return "" if any(a.origin == b.origin for a, b in pairs) else "counted as two origins"
    if entry.kind == "subset":
        inside = [(a, b) for a, b in pairs if a.article == b.article]
        return "" if not inside or any(b.part_of == a.position for a, b in inside) else "no part_of"
    if not any(a.cluster == b.cluster for a, b in pairs):
        return "two clusters"
    other = next((one for one in flagged if _is(entry, one)), None)
    return (f"shown as {other.kind} by {other.rule}" if other else "nothing shown") if entry.flag else ""


def _is(entry: Entry, one: Flagged) -> bool:
    """The same values in the same story; an edit is of one article."""
    if entry.a.slug == entry.b.slug and one.sides != entry.sides:
        return False
    return one.a.story == one.b.story == entry.story and one.values in (entry.values, entry.shown_as)


def _read(con: duckdb.DuckDBPyConnection) -> tuple[dict[Side, list[Told]], list[Flagged]]:
    stories = {row["slug"]: row["story"] for row in articles()}
    rows = con.execute(
        """SELECT claim_id, regexp_extract(url, '[^/]+$'), coalesce(low, high), time_end, cluster_id, origin_id,
                  position, part_of, article_id, sentence
        FROM claims ORDER BY ALL"""
    ).fetchall()
    by_id = {}
    told = defaultdict(list)
    for claim_id, slug, number, end, cluster, origin, position, part_of, article, sentence in rows:
        side = Side(slug, end if number is None else number)
        one = Told(side, stories.get(slug, ""), cluster, origin, position, part_of, article, sentence)
        by_id[claim_id] = one
        told[side].append(one)
    findings = con.execute("SELECT kind, rule, claim_a, claim_b FROM findings ORDER BY ALL").fetchall()
    return dict(told), [Flagged(kind, rule, by_id[a], by_id[b]) for kind, rule, a, b in findings]


def _shown(row: dict[str, Any]) -> frozenset[Value]:
    values = row.get("shown_as") or (row["a"]["number"], row["b"]["number"])
    return frozenset(value if isinstance(value, date) else float(value) for value in values)


def _side(row: dict[str, Any]) -> Side:
    number = row["number"]
    return Side(row["slug"], number if isinstance(number, date) else float(number))


def main() -> None:
    with open_published(Path(sys.argv[1])) as con:
        print(score(con))


if __name__ == "__main__":
    main()
