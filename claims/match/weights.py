"""The weights and thresholds of matching, read from weights.yaml; a data folder may have points of its own for `happening`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from claims.errors import ConfigError

FILE = "weights.yaml"
"""In the data folder: what `claims refit --write` made of people's verdicts."""
LIMITS = ("against", "full", "roundup_values")
"""What of `happening` is no weight of evidence."""


@dataclass(frozen=True, slots=True)
class Weights:
    """See weights.yaml for what each means."""

    same_event: tuple[tuple[str, ...], ...]
    general: frozenset[str]
    covers: dict[str, list[str]]
    company: frozenset[str]
    kinds: dict[str, list[str]]
    one_word: tuple[tuple[str, ...], ...]
    plain_currencies: dict[str, list[str]]
    one_off_days: int
    running_total_gap_days: int
    period_days: int
    name_alike: float
    story: dict[str, float]
    happening: dict[str, float]
    common_causes: frozenset[str]
    repeated_causes: frozenset[str]
    rare_causes: frozenset[str]
    lasting_causes: frozenset[str]
    care: frozenset[str]
    shingle: int
    permutations: int
    near_identical: float
    contained: float
    candidate: float
    same_agency: float
    copy_days: int
    short_text: int


@cache
def weights() -> Weights:
    text = resources.files("claims.match").joinpath("weights.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    data["same_event"] = tuple(tuple(group) for group in data["same_event"])
    data["one_word"] = tuple(tuple(group) for group in data["one_word"])
    data["company"] = frozenset(data["company"])
    data["general"] = frozenset(data["general"])
    data["common_causes"] = frozenset(data["common_causes"])
    data["repeated_causes"] = frozenset(data["repeated_causes"])
    data["rare_causes"] = frozenset(data["rare_causes"])
    data["lasting_causes"] = frozenset(data["lasting_causes"])
    data["care"] = frozenset(data["care"])
    return Weights(**data)


def happening_weights(data: Path | None) -> dict[str, float]:
    """The points of each piece of evidence that two claims are of one happening: those of the data folder, else those that come with it.

    Raises:
        ConfigError: the folder's file can't be read, or names what there is not.
    """
    known = weights().happening
    file = data / FILE if data else None
    if file is None or not file.is_file():
        return dict(known)
    mend = "mend it, or remove the file to go back to the weights that come with the program"
    try:
        own = yaml.safe_load(file.read_text(encoding="utf-8"))["happening"]
        made = {str(name): float(points) for name, points in own.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, yaml.YAMLError):
        raise ConfigError(file, None, "no list of points named `happening`", mend) from None
    for name, points in made.items():
        if name not in known or not math.isfinite(points):
            raise ConfigError(file, None, f"{name}: {'not finite' if name in known else 'no such evidence'}", mend)
    return known | made


def write_happening(data: Path, made: Mapping[str, float], why: str) -> Path:
    """Writes the data folder's own points, with a line that says where they come from, by an atomic rename."""
    text = yaml.safe_dump({"happening": dict(made)}, sort_keys=False, allow_unicode=True)
    draft = data / f"{FILE}.tmp"
    draft.write_text(f"# {why}\n{text}", encoding="utf-8")
    return draft.replace(data / FILE)
