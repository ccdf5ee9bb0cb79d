"""Named pieces of evidence, weighed: a logistic model is a YAML file beside this one, whose weights scripts/fit.py writes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

Evidence = Mapping[str, float]
"""Pieces by name, each 0 to about 1."""
LIKELY = 0.5
"""A model's bias is fitted so that from this probability on it is right often enough."""


@cache
def weights(model: str) -> dict[str, float]:
    """The weight of each piece of evidence."""
    text = resources.files("claims.judge").joinpath(f"{model}.yaml").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in yaml.safe_load(text).items()}


def probability(model: str, evidence: Evidence) -> float:
    """0 to 1: how likely what the model tells of is, with this evidence."""
    known = weights(model)
    points = sum(known.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, points))))
