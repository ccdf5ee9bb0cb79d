"""One batch of pairs judged: columns in, columns out, so that it runs the same in this process and in another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from claims.judge.account import account
from claims.judge.candidates import Batch
from claims.judge.context import PairContext
from claims.judge.counts import aside, bounded, other_count
from claims.judge.evidence import Stored, context_of
from claims.judge.found import Found, finding_id, kind_of
from claims.judge.judge import judge, slots
from claims.judge.tolerance import Tolerances
from claims.judge.totals import rose
from claims.model import FindingKind, Judgement

FINDINGS = pa.schema(
    [(name, pa.string()) for name in ("finding_id", "kind", "rule")]
    + [("severity", pa.float64())]
    + [(name, pa.string()) for name in ("cluster_id", "claim_a", "claim_b", "explanation", "slots", "evidence")]
    + [("interval_a", pa.list_(pa.float64())), ("interval_b", pa.list_(pa.float64()))]
)
Pair = tuple[Stored, Stored, PairContext]


@dataclass(frozen=True, slots=True)
class Measure:
    """What all pairs of a night are judged with."""

    tolerances: Tolerances
    moment: datetime
    """The night's clock."""
    weigh: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Job:
    """A batch and what it is judged with."""

    batch: Batch
    measure: Measure
    told_before: bool = False
    """Whether it is known of each pair that the lower of two totals, or less, was told well before the higher."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person should see of a batch, and the rows of the same, in the same order."""

    found: list[Found]
    rows: pa.Table


def judge_batch(job: Job) -> Judged:
    """The findings of a batch."""
    return judged(pairs_of(job.batch, job.measure, told_before=job.told_before), job.measure)


def judged(pairs: Iterable[Pair], measure: Measure) -> Judged:
    """The findings of some pairs."""
    found, rows = [], []
    for a, b, context in pairs:
        judgement = judge(a.claim, b.claim, context, measure.tolerances)
        kind = kind_of(judgement, context)
        if kind is not None:
            found.append(Found.of(kind, a, b, judgement, context, measure.tolerances))
            rows.append(_row(kind, a, b, judgement, context, measure))
    return Judged(found, pa.Table.from_pylist(rows, schema=FINDINGS))


def risen(job: Job) -> set[frozenset[str]]:
    """The pairs of a batch in which the later claim is an update of the earlier one, by their claims' ids."""
    tolerances = job.measure.tolerances
    return {
        frozenset((a.claim_id, b.claim_id))
        for a, b, context in pairs_of(job.batch, job.measure)
        if rose(a.claim, b.claim, context, tolerances)
    }


def pairs_of(batch: Batch, measure: Measure, *, told_before: bool = False) -> Iterator[Pair]:
    """The pairs of a batch, the earlier side first, with what ties them together."""
    sides, counts, sources = batch.stored(), batch.counted(), batch.sourced()
    for x, y in batch.pairs:
        a, b = (bounded(side, counts) for side in ordered(sides[x], sides[y]))
        yield (
            a,
            b,
            context_of(
                a,
                b,
                sources=sources.get(a.cluster_id, 2),
                day=measure.moment.date(),
                other_count=other_count(a, b, counts, measure.tolerances),
                values=(len(counts.such(a)), len(counts.such(b))),
                beside=(counts.beside(a), counts.beside(b)),
                aside=aside(a, counts, measure.tolerances) or aside(b, counts, measure.tolerances),
                told_before=told_before,
                weigh=measure.weigh,
            ),
        )


def ordered(x: Stored, y: Stored) -> tuple[Stored, Stored]:
    """The earlier first."""
    keys = [(s.side.published or datetime.max.replace(tzinfo=UTC), s.claim_id) for s in (x, y)]
    return (x, y) if keys[0] <= keys[1] else (y, x)


def _row(
    kind: FindingKind, a: Stored, b: Stored, judgement: Judgement, context: PairContext, measure: Measure
) -> dict[str, object]:
    compared = slots(a.claim, b.claim, context, measure.tolerances)
    weighed = account(a.claim, b.claim, judgement, context, measure.tolerances, measure.weigh)
    return {
        "finding_id": finding_id(kind, (a.claim_id, b.claim_id)),
        "kind": str(kind),
        "rule": judgement.rule,
        "severity": judgement.severity,
        "cluster_id": a.cluster_id,
        "claim_a": a.claim_id,
        "claim_b": b.claim_id,
        "explanation": judgement.explanation,
        "slots": json.dumps(compared, ensure_ascii=False),
        "evidence": weighed.as_json(),
        "interval_a": list(judgement.interval_a),
        "interval_b": list(judgement.interval_b),
    }
