"""What people's verdicts would make of the weights of one happening, and what that would change. It only computes; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from claims.judge.context import PairContext, measured
from claims.judge.evidence import Stored
from claims.judge.found import kind_of
from claims.judge.happening import AGAINST, score
from claims.judge.judge import judge
from claims.judge.rules.grounds import threshold_of
from claims.judge.tolerance import Tolerances
from claims.match.fitting import Example, fit_points, right, right_unseen
from claims.match.weights import LIMITS, weights

ENOUGH = 20
"""Verdicts of each kind from which weights are fitted."""
NOTHING = "nothing"
"""What a pair is that nobody needs to look at."""
Pairs = Iterable[tuple[str, Stored, Stored, PairContext]]


@dataclass(frozen=True, slots=True)
class Shift:
    """A stored finding that other weights would judge otherwise."""

    finding_id: str
    before: str
    after: str
    explanation: str
    """Of what it is now."""
    status: str


@dataclass(frozen=True, slots=True)
class Refit:
    """The outcome; `after` is None where the verdicts are too few."""

    same: int
    apart: int
    left_out: Counter[str]
    """Verdicts that teach nothing of matching, by reason."""
    before: Mapping[str, float]
    after: Mapping[str, float] | None = None
    threshold: float = 0.0
    right_before: int = 0
    right_after: int = 0
    right_unseen: int = 0
    findings: int = 0
    shifts: tuple[Shift, ...] = ()

    @property
    def verdicts(self) -> int:
        return self.same + self.apart


def refit(
    pairs: Pairs,
    statuses: Mapping[str, str],
    weigh: Mapping[str, float],
    tolerances: Tolerances,
    *,
    enough: int = ENOUGH,
    dismissed_apart: bool = False,
) -> Refit:
    """Fits the points of the evidence on findings that were confirmed (one happening) or held to be of two things."""
    known = list(pairs)
    examples: list[Example] = []
    left_out: Counter[str] = Counter()
    for finding_id, a, b, context in known:
        status = statuses.get(finding_id, "open")
        if status == "open":
            continue
        if status == "dismissed" and not dismissed_apart:
            left_out["dismissed"] += 1
        elif any(piece.name in AGAINST for piece in context.evidence):
            left_out["another day or cause"] += 1
        else:
            needed = getattr(tolerances, threshold_of(a.claim, judge(a.claim, b.claim, context, tolerances).fired))
            evidence = {piece.name: piece.share for piece in context.evidence}
            examples.append(Example(evidence, status == "confirmed", needed / tolerances.story))
    same = sum(one.positive for one in examples)
    found = Refit(same, len(examples) - same, left_out, weigh)
    if min(found.same, found.apart) < enough:
        return found
    threshold = tolerances.story * weigh["full"]
    points = {name: value for name, value in weigh.items() if name not in LIMITS}
    fitted = fit_points(examples, points, threshold, weights().happening)
    after = {name: fitted.get(name, value) for name, value in weigh.items()}
    return replace(
        found,
        after=after,
        threshold=threshold,
        right_before=right(examples, points, threshold),
        right_after=right(examples, fitted, threshold),
        right_unseen=right_unseen(examples, points, threshold, weights().happening),
        findings=len(known),
        shifts=tuple(_shifts(known, statuses, weigh, after, tolerances)),
    )


def _shifts(
    pairs: Pairs,
    statuses: Mapping[str, str],
    before: Mapping[str, float],
    after: Mapping[str, float],
    tolerances: Tolerances,
) -> Iterable[Shift]:
    for finding_id, a, b, context in pairs:
        judged = []
        for weigh in (before, after):
            seen = replace(context, ties=replace(measured(context.ties), story=score(context.evidence, weigh)))
            judgement = judge(a.claim, b.claim, seen, tolerances)
            judged.append((str(kind_of(judgement, seen) or NOTHING), judgement.explanation))
        (kind, explanation), (then, _) = judged
        if kind != then:
            yield Shift(finding_id, kind, then, explanation, statuses.get(finding_id, "open"))
