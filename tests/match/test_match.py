"""Clusters in a real store: the same for any order of arrival, and none too wide."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.match import match_new
from claims.match.match import leaders
from claims.model import Article, Extraction
from claims.store.store import Store
from tests.match.build import START, article, count, day, extraction

Batch = list[tuple[Article, Extraction]]


def clusters(store: Store) -> dict[str, str]:
    """claim → cluster, of all claims."""
    return dict(store.con.execute("SELECT claim_id, cluster_id FROM store.claims ORDER BY claim_id").fetchall())


def loaded(path: Path, batches: list[Batch]) -> dict[str, str]:
    with Store(path) as store:
        for batch in batches:
            store.load(batch, seen_at=START)
            match_new(store.con)
        return clusters(store)


def one(number: int, **fields: object) -> tuple[Article, Extraction]:
    hours = fields.pop("hours", number)
    return article(number, hours=float(str(hours))), extraction(count(100 + number, **fields))


MIXED: Batch = [
    one(1),
    one(2, qualifiers=("nationality:US",)),
    one(3, concept="attack", event="attacked", unit="attack"),
    one(4, concept="attack", event="attacked", unit="attack", hours=60),
    one(5, concept="attack", event="attacked", unit="attack", hours=130),
    one(6, concept="attack", event="fell", unit="attack", hours=40),
    one(7, concept="person", event="killed", hours=20),
    one(8, concept="death", event="killed", hours=100),
    one(9, concept="civilian", event="killed", hours=100),
    one(10, place="Deir ez-Zour", place_id=None),
    one(11, place="Deir Ezzor", place_id=None),
    one(12, place=None, place_id=None, subject="soldiers of the Quds brigade"),
    one(13, place=None, place_id=None, subject="soldiers of the Kuds brigade"),
    one(14, modality="planned"),
    one(15, concept="person", event="killed", time_start=day(-900), time_end=None),
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(order=st.permutations(range(len(MIXED))), cuts=st.lists(st.integers(1, len(MIXED) - 1), max_size=3))
def test_clusters_do_not_depend_on_the_order_of_arrival(tmp_path: Path, order: list[int], cuts: list[int]) -> None:
    expected = loaded(tmp_path / f"all{random.random()}", [MIXED])
    shuffled = [MIXED[i] for i in order]
    edges = [0, *sorted(set(cuts)), len(MIXED)]
    batches = [shuffled[a:b] for a, b in pairwise(edges)]
    assert loaded(tmp_path / f"cut{random.random()}", batches) == expected


def test_one_quantity_is_one_cluster_in_both_languages(tmp_path: Path) -> None:
    arabic = article(2, lang="ar", title="القوات في العراق"), extraction(count(2500), lang="ar")
    found = loaded(tmp_path, [[(article(1), extraction(count(2500))), arabic]])
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Syria", "place_id": "SY"},
        {"event": "withdrawn"},
        {"qualifiers": ("nationality:US",)},
        {"concept": "police"},
        {"modality": "planned"},
        {"unit": "percent", "dimension": "percent"},
    ],
)
def test_what_can_not_be_the_same_quantity_is_not_in_one_cluster(tmp_path: Path, other: dict[str, str]) -> None:
    found = loaded(tmp_path, [[(article(1), extraction(count(5))), (article(2), extraction(count(5, **other)))]])
    assert len(set(found.values())) == 2


def test_names_do_not_chain() -> None:
    near = leaders(["kfr nbl", "kfr nb", "kfr n", "kfr"])
    assert near["kfr nb"] == "kfr nbl"
    assert near["kfr"] != "kfr nbl"


def test_every_claim_has_a_cluster_and_every_cluster_a_claim(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.load(MIXED, seen_at=START)
        assert match_new(store.con) == len(MIXED)
        assert match_new(store.con) == 0
        orphans = "SELECT count(*) FROM store.claims LEFT JOIN store.clusters USING (cluster_id) WHERE key IS NULL"
        assert store.con.execute(orphans).fetchall() == [(0,)]
        assert all(label for (label,) in store.con.execute("SELECT label FROM clusters").fetchall())


def test_a_cluster_is_named_in_english(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.load([one(2, qualifiers=("nationality:US",))], seen_at=START)
        match_new(store.con)
        assert store.con.execute("SELECT label, low, high FROM clusters").fetchall() == [
            ("US troops in Iraq", 102, 102)
        ]
