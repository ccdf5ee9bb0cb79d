"""Totals that chain from report to report: the last is never held against the first where they can't be one quantity."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from claims.model import Article, Claim, Extraction
from claims.store.store import Store
from tests.judge.test_findings import night
from tests.match.build import article, count, day, extraction

FIRE = "The fire in a hotel near Ain al-Asad base in Anbar province killed {} guests, rescuers said."
CRASH = "The crash of two buses on the road to Rutba in Anbar province killed {} people, police said."
CHAIN = ((40, 0, FIRE), (45, 4, FIRE), (12, 8, CRASH), (19, 12, CRASH))
"""Value, day and sentence of each report; no two neighbours lie further apart than reports of one total may."""


def toll(value: int, days: int, sentence: str) -> tuple[Article, Extraction]:
    said = sentence.format(value)
    killed: Claim = count(
        value,
        concept="person",
        event="killed",
        unit="person",
        place="Anbar",
        place_id="anbar",
        sentence=said,
        time_start=day(days),
        time_end=day(days),
    )
    told = article(days, hours=24 * days, title=said.format(value), text=said)
    return told, extraction(killed)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_a_chain_of_totals_ties_no_strangers(tmp_path: Path, order: tuple[int, ...]) -> None:
    with Store(tmp_path) as store:
        for k in order:
            night(store, [toll(*CHAIN[k])], days=CHAIN[k][1])
        rows = store.con.execute(
            """SELECT a.low, b.low FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
            WHERE f.kind <> 'undetermined'"""
        ).fetchall()
        clusters = store.con.execute("SELECT count(DISTINCT cluster_id) FROM store.claims").fetchone()
    assert clusters == (1,), "the chain is one cluster: what ties two of it is their own evidence"
    tied = {frozenset(row) for row in rows}
    strangers = [frozenset((a[0], b[0])) for a, b in permutations(CHAIN, 2) if a[2] != b[2]]
    assert not tied & set(strangers)
    assert tied, "totals of one happening are still tied"
