"""Pair of claims → verdict and finding, by ordered rules of which each says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.judge.context import PairContext, Side
from claims.judge.judge import judge
from claims.judge.rules import RULES
from claims.judge.tolerance import Tolerances

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import duckdb


def judge_new(
    con: duckdb.DuckDBPyConnection,
    now: datetime | None = None,
    tolerances: Tolerances | None = None,
    weigh: Mapping[str, float] | None = None,
) -> int:
    """Judges what is new in the store; see `claims.judge.findings`. Returns the number of new findings."""
    from claims.judge.findings import judge_new as run  # duckdb is not imported where two texts are compared

    return run(con, now, tolerances, weigh)


__all__ = ["RULES", "PairContext", "Side", "Tolerances", "judge", "judge_new"]
