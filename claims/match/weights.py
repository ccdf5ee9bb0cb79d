"""The weights and thresholds of matching, read from weights.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """See weights.yaml for what each means."""

    same_event: tuple[tuple[str, ...], ...]
    general: frozenset[str]
    covers: dict[str, list[str]]
    one_off_days: int
    running_total_gap_days: int
    period_days: int
    name_alike: float
    story: dict[str, float]
    happening: dict[str, float]
    common_causes: frozenset[str]
    lasting_causes: frozenset[str]
    shingle: int
    permutations: int
    near_identical: float
    same_agency: float
    copy_days: int
    short_text: int


@cache
def weights() -> Weights:
    text = resources.files("claims.match").joinpath("weights.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    data["same_event"] = tuple(tuple(group) for group in data["same_event"])
    data["general"] = frozenset(data["general"])
    data["common_causes"] = frozenset(data["common_causes"])
    data["lasting_causes"] = frozenset(data["lasting_causes"])
    return Weights(**data)
