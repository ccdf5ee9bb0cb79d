"""The generated world is the same for a seed, and its truth is no copy of a key."""

from __future__ import annotations

from random import Random

import duckdb
import pytest

from benchmarks.agreement import agreement
from benchmarks.spelling import made_up, spelt
from benchmarks.world import LANGUAGES, tables
from claims.match.skeleton import name_skeleton


def test_a_seed_gives_one_world() -> None:
    worlds = [list(tables(500, seed)) for seed in (1, 1, 2)]
    assert worlds[0] == worlds[1]
    assert worlds[0] != worlds[2]
    assert sum(claims.num_rows for _, claims in worlds[0]) == 500


def test_one_quantity_is_told_in_many_ways() -> None:
    con = duckdb.connect()
    con.register("told", next(tables(3000))[1])
    found = con.execute(
        "SELECT count(DISTINCT place) > 1, count(DISTINCT subject) > 1, count(DISTINCT low) > 1 FROM told WHERE place_id IS NULL GROUP BY quantity"
    ).fetchall()
    assert all(any(row[slot] for row in found) for slot in range(3))


def test_a_name_has_many_spellings_and_some_are_no_equal_skeletons() -> None:
    random = Random(3)
    name = made_up(random)
    spellings = {spelt(name, lang, random) for lang in LANGUAGES for _ in range(20)}
    assert len(spellings) > 10
    assert len({name_skeleton(one) for one in spellings} | {name_skeleton(spelt(name, "en", random, True))}) > 1


@pytest.mark.parametrize(("clusters", "f1"), [("aabb", 1.0), ("abcd", 0.0), ("aaaa", 0.5)])
def test_agreement_counts_pairs(clusters: str, f1: float) -> None:
    rows = ", ".join(f"('{cluster}', {quantity})" for cluster, quantity in zip(clusters, (1, 1, 2, 2), strict=True))
    assert agreement(duckdb.connect(), f"SELECT * FROM (VALUES {rows}) t(cluster_id, quantity)") == pytest.approx(f1)
