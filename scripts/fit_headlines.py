"""Fits the weights of claims/judge/headlines.yaml on labelled pairs of short texts.

    python scripts/fit_headlines.py PAIRS.jsonl [--write]

A line is {"s1" or "a", "s2" or "b", "stance" or "label", "lang"?}; disagree or contradiction against all else. Prints cross-validated precision and
recall and the weights; --write also writes them, with the threshold at which five-fold cross-validation holds PRECISION.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import yaml

from claims.judge.headlines import evidence
from claims.judge.predicates import read_headline
from claims.match.fitting import held_out, logistic

PRECISION = 0.903
DECAY = 0.001
SIDES = (("a", "s1"), ("b", "s2"))
TARGET = Path(__file__).parent.parent / "claims" / "judge" / "headlines.yaml"


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return logistic(x, y, decay=DECAY)


def main(path: str, write: bool) -> None:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    pieces = [
        evidence(*(read_headline(row.get(name) or row[other], row.get("lang", "ar")) for name, other in SIDES))
        for row in rows
    ]
    names = list(pieces[0])
    x = np.array([[piece[name] for name in names] for piece in pieces])
    y = np.array([(row.get("label") or row.get("stance")) in ("disagree", "contradiction") for row in rows], float)
    scores = held_out(x, y, fit)
    ranked = np.argsort(-scores)
    hits = np.cumsum(y[ranked])
    precision = hits / np.arange(1, len(rows) + 1)
    for least in (0.95, 0.92, 0.9, 0.85):
        k = int(np.max(np.nonzero(precision >= least)[0], initial=0))
        print(f"precision {least:.2f}: recall {hits[k] / y.sum():.3f} at {scores[ranked[k]]:.2f}")
    k = int(np.max(np.nonzero(precision >= PRECISION)[0], initial=0))
    weights = {name: round(float(weight), 2) for name, weight in zip(names, fit(x, y), strict=True)}
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight:6.2f}  {name}")
    if write:
        head = "# Weights of the evidence that two headlines exclude each other; written by scripts/fit_headlines.py.\n"
        data = {"threshold": round(float(scores[ranked[k]]), 3), "weights": weights}
        TARGET.write_text(head + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], "--write" in sys.argv[2:])
