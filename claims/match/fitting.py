"""Fits weights of evidence on examples that people labelled: logistic regression, pure, on arrays or on named points.

What is fitted stays readable: a piece of evidence that speaks for something never turns against it, and what few examples show moves little.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]
STRENGTH = 1.0
"""How firmly weights are held where they were, as a Gaussian prior on log odds: two or three plain examples move one by about one."""
NOTHING_SHOWN = 4.0
"""Log odds against, where there is no evidence at all, as long as examples don't say otherwise."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of one pair, piece by piece, and whether it is what the weights should tell."""

    evidence: Mapping[str, float]
    """Piece of evidence → its share, 0 to 1."""
    positive: bool
    bar: float = 1.0
    """Where its own threshold lies, as a share of the common one."""

    def points(self, weigh: Mapping[str, float]) -> float:
        return sum(weigh.get(name, 0.0) * share for name, share in self.evidence.items())


def logistic(
    x: Array,
    y: Array,
    *,
    start: Array | None = None,
    decay: float = 0.001,
    bounds: Sequence[tuple[float | None, float | None]] | None = None,
) -> Array:
    """Weights of a logistic model that are pulled to `start` (else to nothing) by `decay`, against the mean loss of an example.

    >>> logistic(np.array([[1.0, 1.0], [1.0, 0.0]]), np.array([1.0, 0.0]), decay=0.1).round(1).tolist()
    [-0.5, 1.4]
    """
    centre = np.zeros(x.shape[1]) if start is None else start

    def loss(weights: Array) -> tuple[float, Array]:
        odds = x @ weights
        pull = weights - centre
        value = float(np.mean(np.logaddexp(0.0, odds) - y * odds) + decay / 2 * pull @ pull)
        return value, x.T @ (_chance(odds) - y) / len(y) + decay * pull

    found: Array = minimize(loss, centre, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def fit_points(
    examples: Sequence[Example],
    points: Mapping[str, float],
    threshold: float,
    signs: Mapping[str, float] | None = None,
    strength: float = STRENGTH,
) -> dict[str, float]:
    """New points for pieces of evidence, in the old ones' measure: as before, `threshold` points are even odds.

    Pieces that no example has stay as they are. Each keeps the sign of `signs`, by default its own; those of none are no evidence.
    """
    signs = signs or points
    names = [name for name in points if signs.get(name) and any(one.evidence.get(name) for one in examples)]
    if not names or len({one.positive for one in examples}) < 2:
        return dict(points)
    old = np.array([points[name] for name in names])
    x = np.array([[one.evidence.get(name, 0.0) for name in names] for one in examples])
    y = np.array([float(one.positive) for one in examples])
    # what the rest leaves to be shown
    left = np.array([one.points(points) - threshold * one.bar for one in examples]) - x @ old
    usual = NOTHING_SHOWN / threshold

    def loss(found: Array) -> tuple[float, Array]:
        """Of points and, last, the log of how many times the usual steepness the odds have."""
        steepness, pull = usual * float(np.exp(found[-1])), usual * (found[:-1] - old)
        odds = steepness * (x @ found[:-1] + left)
        missed = _chance(odds) - y
        value = float(np.sum(np.logaddexp(0.0, odds) - y * odds) + strength / 2 * pull @ pull + found[-1] ** 2)
        return value, np.append(steepness * x.T @ missed + strength * usual * pull, missed @ odds + 2 * found[-1])

    bounds = [(0.0, None) if signs[name] > 0 else (None, 0.0) for name in names]
    fitted = minimize(loss, np.append(old, 0.0), jac=True, method="L-BFGS-B", bounds=[*bounds, (-2.0, 2.0)]).x
    made = {name: round(float(value), 2) + 0.0 for name, value in zip(names, fitted[:-1], strict=True)}
    return {name: made.get(name, value) for name, value in points.items()}


def right(examples: Sequence[Example], points: Mapping[str, float], threshold: float) -> int:
    """How many examples the points tell rightly.

    >>> right([Example({"town": 1.0}, True), Example({"title": 0.5}, True)], {"town": 5.0, "title": 2.0}, 3.0)
    1
    """
    return sum((one.points(points) >= threshold * one.bar) == one.positive for one in examples)


def right_unseen(
    examples: Sequence[Example],
    points: Mapping[str, float],
    threshold: float,
    signs: Mapping[str, float] | None = None,
    folds: int = FOLDS,
    seed: int = 1,
) -> int:
    """The same, each example told by points that were fitted without it."""
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)  # noqa: S311 - the same folds each time
    told = 0
    for fold in range(folds):
        held = set(order[fold::folds])
        kept = [examples[i] for i in order if i not in held]
        told += right([examples[i] for i in sorted(held)], fit_points(kept, points, threshold, signs), threshold)
    return told


def _chance(odds: Array) -> Array:
    """Log odds → probability."""
    found: Array = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    return found


def held_out(x: Array, y: Array, fit: Callable[[Array, Array], Array], folds: int = FOLDS, seed: int = 1) -> Array:
    """Each example's probability by weights that were fitted without it."""
    order = list(range(len(y)))
    random.Random(seed).shuffle(order)  # noqa: S311 - the same folds each time
    found = np.zeros(len(y))
    for fold in range(folds):
        held = order[fold::folds]
        kept = sorted(set(order) - set(held))
        found[held] = _chance(x[held] @ fit(x[kept], y[kept]))
    return found
