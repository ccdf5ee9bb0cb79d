"""How well findings of real nights hold against those that were read by hand.

    python scripts/score_nights.py DATA [LABELS]

DATA is a data folder into which the nights were imported with `claims import`; LABELS is tests/quality/nights/labels.jsonl unless given.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

LABELS = Path(__file__).parents[1] / "tests/quality/nights/labels.jsonl"
Pair = frozenset[tuple[str, float]]
"""What a finding is about, whoever judged it: the hashed address and the value of each side."""
SHOULD = {"contradiction": "contradiction", "revision": "contradiction", "update": "update"}
"""What a pair must really be for a finding of the kind to be right; an open question is right where nothing can be asserted."""


@dataclass(frozen=True, slots=True)
class Label:
    """A pair of claims that was read."""

    pair: Pair
    truth: str
    """contradiction, update, same, other (two things), misread (by the extraction) or unclear."""
    misnamed: bool
    """Right, but of what it is is told wrongly."""


def url_key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def read_labels(path: Path) -> dict[Pair, Label]:
    """The labels by pair; the first line is the file's head."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    labels = (
        Label(
            frozenset(zip((row["a"], row["b"]), map(_value, row["values"]), strict=True)),
            row["truth"],
            row.get("misnamed", False),
        )
        for row in rows
    )
    return {label.pair: label for label in labels}


def findings(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, Pair]]:
    """(id, kind, pair) of all findings."""
    rows = con.execute(
        """SELECT f.finding_id, f.kind, a.url, coalesce(a.low, a.high, -1), b.url, coalesce(b.low, b.high, -1)
        FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b ORDER BY 1"""
    ).fetchall()
    return [
        (one, kind, frozenset([(url_key(a), _value(x)), (url_key(b), _value(y))])) for one, kind, a, x, b, y in rows
    ]


def _value(value: float) -> float:
    return float(f"{value:.6g}")


def verdict(kind: str, label: Label) -> str:
    """`right`, `doubtful` or `wrong`; of an open question `right` or `missed`.

    >>> verdict("contradiction", Label(frozenset(), "other", False))
    'wrong'
    """
    should = SHOULD.get(kind)
    if should is None:
        return "missed" if label.truth in SHOULD.values() else "right"
    if label.truth == should:
        return "doubtful" if label.misnamed else "right"
    return "doubtful" if label.truth in ("unclear", "contradiction") else "wrong"


def score(
    found: Iterable[tuple[str, str, Pair]], labels: dict[Pair, Label]
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """(kind, verdict) → how many, `unread` for those without a label; and the ids of the contradictions that nobody has read."""
    counts: Counter[tuple[str, str]] = Counter()
    unread = []
    for one, kind, pair in found:
        label = labels.get(pair)
        counts[kind, verdict(kind, label) if label else "unread"] += 1
        if label is None and SHOULD.get(kind) == "contradiction":
            unread.append(one)
    return counts, unread


def main() -> None:
    data = Path(sys.argv[1])
    labels = read_labels(Path(sys.argv[2]) if len(sys.argv) > 2 else LABELS)
    with duckdb.connect(str(data / "published" / "claims.duckdb"), read_only=True) as con:
        found = findings(con)
    counts, unread = score(found, labels)
    still = {pair for _, _, pair in found} & labels.keys()
    print(f"{len(labels)} labels, {len(still)} of them still come as findings")
    for kind in sorted({kind for kind, _ in counts}):
        told = {name: n for (of, name), n in sorted(counts.items()) if of == kind}
        read = sum(n for name, n in told.items() if name != "unread")
        share = f"{told.get('right', 0) / read:.0%} of {read} right" if read else "none read"
        print(f"{kind:14} {share:18} {', '.join(f'{n} {name}' for name, n in told.items())}")
    if unread:
        print("not read yet:", " ".join(unread))


if __name__ == "__main__":
    main()
