"""Named pieces of evidence, weighed: the models whose weights scripts/fit.py writes into the YAML files beside this one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

Evidence = Mapping[str, float]
"""Pieces by name, each 0 to about 1."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a logistic model and the probability from which it decides."""

    weights: dict[str, float]
    threshold: float

    def probability(self, evidence: Evidence) -> float:
        """0 to 1: how likely it is, with this evidence."""
        points = sum(self.weights.get(name, 0.0) * value for name, value in evidence.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, points))))


@cache
def model(name: str) -> Model:
    """The fitted model of `claims/judge/NAME.yaml`."""
    data = yaml.safe_load(resources.files("claims.judge").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    return Model({str(key): float(weight) for key, weight in data["weights"].items()}, float(data["threshold"]))
