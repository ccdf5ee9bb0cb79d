"""What is found does not hang on the order in which articles arrive, nor on the nights in which they do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.judge import judge_new
from claims.judge.candidates import NEAR_DAYS
from claims.match import group_origins, match_new
from claims.model import Article, Claim, Extraction
from claims.store.store import Store
from tests.judge.series import EPIDEMIC, QUAKE, WAR, Kind, series
from tests.judge.test_totals import imported
from tests.match.build import START, article, count, extraction

Batch = list[tuple[Article, Extraction]]
Finding = tuple[str, ...]

THINGS: Sequence[dict[str, str | None]] = (
    {},
    {"concept": "person", "event": "killed", "unit": "person"},
    {"concept": "person", "event": "killed", "unit": "person", "place": "Deir Ezzor", "place_id": None},
    {"concept": "civilian", "event": "killed", "unit": "person"},
    {"concept": "person", "event": "arrested", "unit": "person"},
    {"concept": "person", "event": "released", "unit": "person"},
)
VALUES = (0, 5, 12, 30, 58, 2500, 3900)
HOURS = (0, 1, 5, 26, 30, 50, 74, 120, 400)


def claim(thing: dict[str, str | None], value: int) -> Claim:
    if thing.get("event") != "killed":
        return count(value, **thing)
    sentence = f"The earthquake near Ain al-Asad base in Anbar province killed {value}, rescuers said."
    return count(value, sentence=sentence, **thing)


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[Batch, Batch, int]:
    """Articles, the same in another order, and where that is cut into two nights."""
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from(THINGS), st.sampled_from(VALUES), st.sampled_from(HOURS), st.integers(0, 3)),
            min_size=4,
            max_size=14,
        )
    )
    told = [
        (article(number, hours=hours, outlet=f"Outlet {outlet}"), extraction(claim(thing, value)))
        for number, (thing, value, hours, outlet) in enumerate(rows)
    ]
    return told, draw(st.permutations(told)), draw(st.integers(1, len(told) - 1))


def nights(*batches: Batch) -> tuple[dict[str, str], set[Finding], set[Finding], set[Finding]]:
    """(cluster of each claim, the findings, the disagreements behind them, those between reports of near days)."""
    with TemporaryDirectory() as data, Store(Path(data)) as store:
        for batch in batches:
            store.load(batch, seen_at=START)
            group_origins(store.con)
            match_new(store.con)
            judge_new(store.con, START)
        clusters = dict(store.con.execute("SELECT claim_id, cluster_id FROM store.claims").fetchall())
        rows = store.con.execute(
            """SELECT f.* EXCLUDE (first_seen_at, last_seen_at), f.kind AS kind, f.cluster_id AS about, list_sort([a.low, b.low])::VARCHAR AS both,
                      abs(date_diff('day', ka.day, kb.day)) AS apart
            FROM store.findings f JOIN store.claims a ON a.claim_id = f.claim_a JOIN store.claims b ON b.claim_id = f.claim_b
            JOIN store.keys ka ON ka.claim_id = f.claim_a JOIN store.keys kb ON kb.claim_id = f.claim_b"""
        ).fetchall()
    whole = {tuple(map(str, row)) for row in rows}
    near: set[Finding] = {(kind, about, both) for *_, kind, about, both, apart in rows if apart <= NEAR_DAYS}
    disagreements: set[Finding] = {(kind, about, both) for *_, kind, about, both, _ in rows}
    return clusters, whole, disagreements, near


@settings(max_examples=10, deadline=None, derandomize=True)
@given(arrivals())
def test_property_of_any_order_of_arrival(drawn: tuple[Batch, Batch, int]) -> None:
    told, shuffled, cut = drawn
    clusters, findings, disagreements, near = nights(told)
    assert nights(shuffled)[:2] == (clusters, findings), "in one night the order says nothing"
    clusters_after, _, after, near_after = nights(shuffled[:cut], shuffled[cut:])
    assert clusters_after == clusters
    assert after >= disagreements, "nothing is missed because it came in pieces"
    # A value that was the last before, until one between the two arrived, is an update or a fall all the same.
    assert {kind for kind, *_ in after - disagreements} <= {"update", "revision"}
    assert near_after == near, "what stands for near days is the same, whenever it came"


@pytest.mark.parametrize("order", ["reversed", "shuffled"])
@pytest.mark.parametrize(("kind", "seed"), [(WAR, 2), (EPIDEMIC, 1), (QUAKE, 1)], ids=["war", "epidemic", "arabic"])
def test_totals_accuse_nobody_though_they_arrive_in_pieces(tmp_path: Path, kind: Kind, seed: int, order: str) -> None:
    lines = [one for day in series(seed, kind, 365, step=3) for one in day]
    if order == "shuffled":
        random.Random(5).shuffle(lines)
    size = len(lines) // 4 + 1
    pieces = [lines[i : i + size] for i in range(0, len(lines), size)]
    found = imported(tmp_path / "data", *(reversed(pieces) if order == "reversed" else pieces))
    assert set(found) <= {"update", "undetermined"}
    assert found["update"] > len(lines) / 12, "the totals are compared, not passed over"


def toll(number: int, value: int, hours: float) -> tuple[Article, Extraction]:
    return article(number, hours=hours), extraction(claim(THINGS[1], value))


def test_an_earlier_report_that_arrives_late_withdraws_an_accusation(tmp_path: Path) -> None:
    """12, told the evening before as well, only lags behind 30."""
    kinds = "SELECT kind, status FROM store.findings ORDER BY ALL"
    for status, left in (
        ("open", [("update", "open")]),
        ("confirmed", [("contradiction", "confirmed"), ("update", "open")]),
    ):
        with Store(tmp_path / status) as store:
            for batch in ([toll(1, 30, 30), toll(2, 12, 30.5)], [toll(3, 12, 6)]):
                store.load(batch, seen_at=START + timedelta(days=2))
                group_origins(store.con)
                match_new(store.con)
                judge_new(store.con, START + timedelta(days=2))
                if len(batch) == 2:
                    assert store.con.execute(kinds).fetchall() == [("contradiction", "open")]
                    store.con.execute("UPDATE store.findings SET status = ?", [status])
            assert store.con.execute(kinds).fetchall() == left


@pytest.mark.parametrize("first", [0, 1])
def test_the_value_before_is_compared_with_all_of_the_next_day_when_it_comes_last(first: int) -> None:
    """Whichever of the next day's claims has the lower id, and whichever is there already."""
    next_day = [(article(n, hours=120 + n), extraction(claim({}, value))) for n, value in ((1, 30), (2, 12))]
    before = (article(3), extraction(claim({}, 58)))
    _, _, whole, _ = nights([*next_day, before])
    assert sum(kind == "update" for kind, *_ in whole) == 2
    _, _, pieces, _ = nights([next_day[first]], [next_day[1 - first], before])
    assert pieces == whole


@pytest.mark.parametrize("place", [{}, {"place": "Deir Ezzor", "place_id": None}], ids=["known", "spelt"])
def test_what_is_opposite_is_found_where_a_place_has_no_id_as_well(place: dict[str, str | None]) -> None:
    """The key of such a place begins with its block, not with what is counted."""
    told = [
        (
            article(n, hours=n),
            extraction(
                count(
                    700,
                    event=event,
                    sentence=f"Washington has {event} 700 soldiers near Ain al-Asad in Anbar.",
                    **place,
                )
            ),
        )
        for n, event in enumerate(("sent", "withdrawn"))
    ]
    _, found, _, _ = nights(told)
    assert any("opposite_predicates" in row for row in found)
