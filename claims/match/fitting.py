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
        return value, x.T @ (1 / (1 + np.exp(-np.clip(odds, -500, 500))) - y) / len(y) + decay * pull

    found: Array = minimize(loss, centre, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def fit_points(
    examples: Sequence[Example], points: Mapping[str, float], threshold: float, strength: float = STRENGTH
) -> dict[str, float]:
    """New points for pieces of evidence, in the old ones' measure: as before, `threshold` points are even odds.

    Pieces without points, and those that no example has, stay as they are; no other changes its sign.
    """
    names = [name for name, old in points.items() if old and any(one.evidence.get(name) for one in examples)]
    if not names or len({one.positive for one in examples}) < 2:
        return dict(points)
    old = np.array([points[name] for name in names])
    x = np.array([[one.evidence.get(name, 0.0) for name in names] for one in examples])
    y = np.array([float(one.positive) for one in examples])
    rest = np.array([sum(points.get(n, 0.0) * s for n, s in e.evidence.items() if n not in names) for e in examples])
    steepness = _steepness(x @ old + rest - threshold, y, NOTHING_SHOWN / threshold)
    start = np.append(old, -threshold) * steepness
    low, high = (1e-6, None), (None, -1e-6)
    # an intercept that may come near nothing would blow the points up
    bounds = [*(low if value > 0 else high for value in old), (None, start[-1] / 4)]
    held = np.column_stack([x, np.ones(len(y))])
    fitted = logistic(held, y, start=start, decay=strength / len(y), bounds=bounds)
    scale = threshold / -fitted[-1]
    made = {name: round(float(value * scale), 2) for name, value in zip(names, fitted[:-1], strict=True)}
    return {name: made.get(name, value) for name, value in points.items()}


def _steepness(margins: Array, y: Array, usual: float) -> float:
    """The log odds of one point that fit the old points best; few examples leave it near the usual."""

    def loss(factor: Array) -> float:
        odds = usual * float(np.exp(factor[0])) * margins
        return float(np.sum(np.logaddexp(0.0, odds) - y * odds) + factor[0] ** 2)

    found = minimize(loss, np.zeros(1), method="L-BFGS-B", bounds=[(-1.5, 1.5)])
    return usual * float(np.exp(found.x[0]))


def held_out(x: Array, y: Array, fit: Callable[[Array, Array], Array], folds: int = FOLDS, seed: int = 1) -> Array:
    """Each example's probability by weights that were fitted without it."""
    order = list(range(len(y)))
    random.Random(seed).shuffle(order)  # noqa: S311 - the same folds each time
    found = np.zeros(len(y))
    for fold in range(folds):
        held = order[fold::folds]
        kept = sorted(set(order) - set(held))
        found[held] = 1 / (1 + np.exp(-np.clip(x[held] @ fit(x[kept], y[kept]), -500, 500)))
    return found
