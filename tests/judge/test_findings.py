"""Findings in a real store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from claims.judge import judge_new
from claims.match import group_origins, match_new
from claims.model import Article, Claim, Extraction
from claims.store.store import Store
from tests.match.build import START, article, count, day, extraction

Batch = list[tuple[Article, Extraction]]


def night(store: Store, batch: Batch, days: int = 0) -> int:
    store.load(batch, seen_at=START + timedelta(days=days))
    group_origins(store.con)
    match_new(store.con)
    return judge_new(store.con, START + timedelta(days=days))


def kinds(store: Store) -> list[tuple[str, str]]:
    return store.con.execute("SELECT kind, rule FROM findings ORDER BY ALL").fetchall()


def told(number: int, claim: Claim, **fields: object) -> tuple[Article, Extraction]:
    return article(number, **fields), extraction(claim)  # type: ignore[arg-type]


def toll(value: float, **fields: object) -> Claim:
    fields.setdefault("sentence", "The earthquake near Ain al-Asad base in Anbar province killed many, rescuers said.")
    return count(value, concept="person", event="killed", unit="person", **fields)


def test_one_finding_for_one_disagreement(tmp_path: Path) -> None:
    batch = [told(1, count(2500)), told(2, count(2500)), told(3, count(3900)), told(4, count(3900))]
    with Store(tmp_path) as store:
        assert night(store, batch) == 1
        assert kinds(store) == [("contradiction", "contradiction")]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    batch = [told(1, count(2500)), told(2, count(3900))]
    with Store(tmp_path) as store:
        night(store, batch)
        before = store.con.execute("SELECT * FROM store.findings").fetchall()
        assert night(store, batch, days=1) == 0
        assert store.con.execute("SELECT * FROM store.findings").fetchall() == before


def test_a_later_copy_of_a_known_disagreement_is_no_news(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [told(1, count(2500)), told(2, count(3900))])
        assert night(store, [told(3, count(3900), hours=20)], days=1) == 0
        assert night(store, [told(4, count(5200), hours=21)], days=1) == 2  # against each of the two others


def test_a_persons_verdict_stays(tmp_path: Path) -> None:
    batch = [told(1, count(2500)), told(2, count(3900))]
    with Store(tmp_path) as store:
        night(store, batch)
        store.con.execute("UPDATE store.findings SET status = 'dismissed', note = 'other base'")
        night(store, [*batch, told(3, count(3900))], days=1)
        assert store.con.execute("SELECT status, note FROM findings").fetchall() == [("dismissed", "other base")]


def test_a_silent_change_and_a_corrected_one(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [told(1, count(14), text="First text."), told(2, count(30), text="Second text.")])
        silent = told(1, count(19), text="First text, changed.", hours=24)
        noted = told(2, count(33), text="Second text, changed.", hours=24, correction="An earlier version said 30.")
        night(store, [silent, noted], days=1)
        assert ("stealth_edit", "stealth_edit") in kinds(store)
        assert ("correction", "correction") in kinds(store)


def test_an_old_version_speaks_no_more(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [told(1, count(2500), text="First.")])
        night(store, [told(1, count(3900), text="Second.", hours=24)], days=1)
        night(store, [told(2, count(3900), hours=25)], days=1)
        assert kinds(store) == [("stealth_edit", "stealth_edit")]


def test_a_text_that_gives_both_values_is_against_nobody(tmp_path: Path) -> None:
    both = article(2), extraction(toll(12), toll(30))
    with Store(tmp_path) as store:
        night(store, [told(1, toll(12)), both])
        assert [kind for kind, _ in kinds(store) if kind != "undetermined"] == []


def test_wire_copies_are_one_source(tmp_path: Path) -> None:
    text = " ".join(f"Word{number} of the agency report" for number in range(60))
    batch = [told(1, count(2500), text=text, wire="AFP"), told(2, count(3900), text=text + " late", wire="AFP")]
    with Store(tmp_path) as store:
        night(store, batch)
        assert kinds(store) == []
        assert store.con.execute("SELECT DISTINCT independent_sources FROM clusters").fetchall() == [(1,)]


def test_a_part_that_exceeds_its_whole(tmp_path: Path) -> None:
    batch = [told(1, count(4500, qualifiers=("nationality:US",))), told(2, count(3500, qualifiers=("foreign",)))]
    with Store(tmp_path) as store:
        night(store, batch)
        assert kinds(store) == [("contradiction", "part_exceeds_whole")]


def test_other_places_people_and_plans_are_no_contradiction(tmp_path: Path) -> None:
    batch = [
        told(1, count(2500)),
        told(2, count(900, place="Syria", place_id="SY")),
        told(3, count(900, qualifiers=("nationality:US",))),
        told(4, count(5000, modality="planned")),
        told(5, count(70, event="withdrawn")),
    ]
    with Store(tmp_path) as store:
        night(store, batch)
        assert kinds(store) == []


@pytest.mark.parametrize("together", [True, False])
def test_daily_totals_over_two_years_are_updates_alone(tmp_path: Path, together: bool) -> None:
    days = 730 if together else 10
    series = [
        told(
            outlet,
            toll(100 + 7 * n, time_start=day(n), time_end=day(n)),
            hours=24 * n + outlet,
            url=f"https://outlet{outlet}.example/{n}",
            text=f"Day {n} of outlet {outlet}.",
        )
        for n in range(days)
        for outlet in (1, 2)
    ]
    with Store(tmp_path) as store:
        if together:
            night(store, series, days=days)
        else:
            for n in range(days):
                night(store, series[2 * n : 2 * n + 2], days=n)
        found = kinds(store)
        assert {kind for kind, _ in found} == {"update"}
        assert len(found) >= days - 1


def test_arrested_by_one_report_and_released_by_the_other(tmp_path: Path) -> None:
    held = {"unit": "journalist", "qualifiers": ("journalist",), "time_start": day(0), "time_end": day(0)}
    rest = "journalists who had covered the sit-in of the dockers at the harbour gate of Umm Qasr on Monday."
    title = "Seven journalists and the sit-in of the dockers of Umm Qasr"
    arrested = count(7, concept="arrest", event="arrested", sentence=f"Police arrested 7 {rest}", **held)
    released = count(7, concept="released_people", event="released", sentence=f"Police released 7 {rest}", **held)
    with Store(tmp_path) as store:
        batch = [told(k, one, title=title, text=one.sentence) for k, one in enumerate((arrested, released), 1)]
        assert night(store, batch) == 1
        assert kinds(store) == [("contradiction", "opposite_predicates")]


def test_a_total_that_falls_is_to_be_looked_at(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [told(1, toll(90)), told(2, toll(60), hours=40)], days=2)
        assert kinds(store) == [("revision", "revision")]


def test_nothing_at_all(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert night(store, []) == 0
        assert night(store, [(article(1), extraction())]) == 0
