"""Fits the models of claims/judge on labelled pairs, and shows what would change.

    python scripts/fit.py side_by_side [--write]              # on the fitting half of tests/quality/pairs, scored on the other
    python scripts/fit.py headlines PAIRS.jsonl [--write]     # {"s1" or "a", "s2" or "b", "stance" or "label", "lang"?} a line
    python scripts/fit.py thresholds                          # what other tolerances would do to the labelled pairs, both halves

Prints cross-validated precision and recall, and each weight as it was and as it would be; only --write changes the YAML file of the model.
Tolerances are settings that people know by their meaning: for them it shows what would change, and leaves the choice.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from claims.judge import compare, headlines, side_by_side
from claims.judge.context import Measured
from claims.judge.judge import judge
from claims.judge.logistic import Evidence, weights
from claims.judge.predicates import read_headline
from claims.judge.tolerance import Tolerances
from claims.match.fitting import Array, held_out, logistic
from claims.model import Verdict
from claims.records import TextIn
from tests.quality.pairs import FITTING, HALVES, pairs
from tests.quality.pairs_score import figures, judged

FOLDER = Path(__file__).parent.parent / "claims" / "judge"
THRESHOLDS = {
    "text_story": (0.4, 0.45, 0.5, 0.55, 0.6),
    "same_words": (0.7, 0.75, 0.8, 0.85, 0.9),
    "about": (0.05, 0.1, 0.15),
    "round_share": (0.05, 0.1, 0.2),
}
KEYS = ("contradiction precision", "contradiction recall", "verdict")
STRANGERS = range(37, 337, 50)
"""How far behind in the list stand the passages that are held against one as strangers."""
SIDES = (("a", "s1"), ("b", "s2"))


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a pair, and whether it is what the model should tell."""

    evidence: Evidence
    positive: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A model, what it tells, where its examples come from, and how surely it has to be right."""

    name: str
    tells: str
    examples: Callable[[str | None], Iterable[Example]]
    precision: float
    decay: float


def headline_examples(path: str | None) -> Iterable[Example]:
    """Pairs of short texts, contradictions against all else."""
    if path is None:
        raise SystemExit("headlines: name a file of labelled pairs")
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        heads = (read_headline(row.get(name) or row[other], row.get("lang", "ar")) for name, other in SIDES)
        yield Example(
            headlines.evidence(*heads), (row.get("label") or row.get("stance")) in ("disagree", "contradiction")
        )


def passage_examples(_: str | None) -> Iterable[Example]:
    """Labelled pairs in whose verdict it matters whether both tell of one happening, and strangers in whose it would."""
    fitting = [pair for pair in pairs() if pair.half == FITTING]
    for pair in fitting:
        for evidence, apart, together in _deciding(pair.a, pair.b):
            if pair.verdict in (apart, together, Verdict.UNRELATED):
                yield Example(evidence, pair.verdict is together)
    for k, pair in enumerate(fitting):
        for other in (fitting[(k + step) % len(fitting)] for step in STRANGERS):
            if other.a.text != pair.a.text:
                yield from (Example(evidence, False) for evidence, *_ in _deciding(pair.a, other.b))


def _deciding(a: TextIn, b: TextIn) -> Iterator[tuple[Evidence, Verdict, Verdict]]:
    """(evidence, verdict if of two happenings, verdict if of one) of the claims of two passages for which it matters."""
    tolerances = Tolerances()
    for held in compare.side_by_side(compare.read(a), compare.read(b)):
        apart, together = (
            judge(
                held.a.claim,
                held.b.claim,
                replace(held.context, ties=Measured(story, held.context.same_words)),
                tolerances,
            ).verdict
            for story in (0.0, 1.0)
        )
        if apart is not together:
            yield side_by_side.evidence(held.a, held.b, (a.published, b.published)), apart, together


PARTS = (
    Part(headlines.MODEL, "two headlines exclude each other", headline_examples, precision=0.903, decay=0.001),
    Part(side_by_side.MODEL, "two passages tell of one happening", passage_examples, precision=0.95, decay=0.01),
)


def thresholds() -> None:
    """The figures of both halves with the values around each threshold of texts side by side."""
    before = Tolerances()
    for name, values in THRESHOLDS.items():
        for value in values:
            found = (figures(judged(half, replace(before, **{name: value}))) for half in HALVES)
            shown = "   ".join(
                f"{half} {' / '.join(f'{one[key]:.1f}' for key in KEYS)}"
                for half, one in zip(HALVES, found, strict=True)
            )
            print(f"{name} {value:<5} {'(now)' if value == getattr(before, name) else '     '}  {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=[*(part.name for part in PARTS), "thresholds"])
    parser.add_argument("pairs", nargs="?", help="labelled pairs of headlines, as JSON lines")
    parser.add_argument("--write", action="store_true", help="write the model's YAML file")
    options = parser.parse_args()
    if options.model == "thresholds":
        thresholds()
        return
    part = next(part for part in PARTS if part.name == options.model)
    examples = list(part.examples(options.pairs))
    names = list(dict.fromkeys(name for one in examples for name in one.evidence))
    x = np.array([[one.evidence.get(name, 0.0) for name in names] for one in examples])
    y = np.array([float(one.positive) for one in examples])
    print(f"{len(examples)} examples, {int(y.sum())} of them: {part.tells}")

    def fit(some: Array, labels: Array) -> Array:
        return logistic(some, labels, decay=part.decay)

    threshold = _threshold(held_out(x, y, fit), y, part.precision)
    before = weights(part.name)
    made = {name: round(float(weight), 2) for name, weight in zip(names, fit(x, y), strict=True)}
    made["bias"] = round(made["bias"] - math.log(threshold / (1 - threshold)), 2)  # so that it decides from 0.5 on
    for name in sorted(made, key=made.__getitem__, reverse=True):
        print(f"{before.get(name, 0.0):7.2f} → {made[name]:6.2f}  {name}")
    if options.write:
        head = f"# Weights of the evidence that {part.tells}; written by scripts/fit.py.\n"
        (FOLDER / f"{part.name}.yaml").write_text(head + yaml.safe_dump(made, sort_keys=False), encoding="utf-8")


def _threshold(scores: Array, y: Array, precision: float) -> float:
    """The least probability from which so many of the accused are rightly so, by weights fitted without them."""
    ranked = np.argsort(-scores)
    hits = np.cumsum(y[ranked])
    reached = hits / np.arange(1, len(y) + 1)
    for least in sorted({0.98, 0.95, 0.92, 0.9, precision}, reverse=True):
        k = int(np.max(np.nonzero(reached >= least)[0], initial=0))
        print(f"precision {least:.3f}: recall {hits[k] / y.sum():.3f} from {scores[ranked[k]]:.2f} on")
    k = int(np.max(np.nonzero(reached >= precision)[0], initial=0))
    return round(float(scores[ranked[k]]), 3)


if __name__ == "__main__":
    main()
