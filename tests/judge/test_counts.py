"""What else two articles count. The texts were written for this test; outlets and people are invented."""

from __future__ import annotations

import json
from pathlib import Path

from claims.importing import import_files
from claims.store.publish import open_published

DAY = "2026-03-02"
Article = tuple[str, str, str]
"""(outlet, headline, text)."""


def kinds(data: Path, *articles: Article, published: str = DAY) -> list[tuple[str, str]]:
    """(kind, rule) of the findings of one imported night."""
    rows = [
        {
            "url": f"https://{outlet}.example/{n}",
            "outlet": outlet,
            "lang": "en",
            "published": published,
            "title": title,
            "text": text,
        }
        for n, (outlet, title, text) in enumerate(articles)
    ]
    file = data / "night.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert not import_files([file], data).problems
    with open_published(data) as con:
        return con.execute("SELECT kind, rule FROM findings WHERE kind <> 'undetermined' ORDER BY ALL").fetchall()


BLAST = (
    "ledger",
    "Blast in Tal Abyad market",
    "A bomb in the grain market of Tal Abyad killed 6 people and injured 31 on Monday, the mayor said.",
)


def test_two_reports_of_one_blast(tmp_path: Path) -> None:
    other = (
        "wire",
        "Market bombing in Tal Abyad",
        "Rescuers in Tal Abyad said that the bomb in the grain market killed 6 people and injured 22.",
    )
    assert [kind for kind, _ in kinds(tmp_path, BLAST, other)] == ["contradiction"]


def test_a_headline_has_the_bound_of_its_text(tmp_path: Path) -> None:
    text = "A bomb in the grain market of Tal Abyad injured at least 22 people on Monday, rescuers said. It killed 6."
    assert (
        kinds(
            tmp_path,
            BLAST,
            ("wire", "Bomb in Tal Abyad market injures 22", f"Bomb in Tal Abyad market injures 22. {text}"),
        )
        == []
    )


def test_a_rivals_number_given_aside_accuses_nobody(tmp_path: Path) -> None:
    lead = "A bomb in the grain market of Tal Abyad killed 6 people and injured at least 20 on Monday."
    filler = "Stalls burned until the evening, and traders carried sacks of lentils out of the smoke. " * 5
    claim = "In a statement the group that planted it said that it had injured 55 people in Tal Abyad."
    assert kinds(tmp_path, BLAST, ("wire", "Bomb in Tal Abyad market", f"{lead} {filler}{claim}")) == []


CRASH = (
    "ledger",
    "Crash in Riyadh",
    "Four people were injured when two cars collided in Riyadh on Monday, the Red Crescent said.",
)


def test_crashes_of_a_big_town_are_of_two(tmp_path: Path) -> None:
    text = "Nine people were injured in a collision east of Riyadh, and the Red Crescent took the worst hurt to hospital on Monday."
    assert kinds(tmp_path, CRASH, ("wire", "Road crash in Riyadh", text)) == []


def test_an_equal_number_beside_ties_two_reports_of_a_crash(tmp_path: Path) -> None:
    first = (*CRASH[:2], CRASH[2] + " The pile-up near the bridge involved 13 vehicles.")
    text = "Nine people were injured when cars collided in Riyadh on Monday. The pile-up near the bridge involved 13 vehicles."
    assert [kind for kind, _ in kinds(tmp_path, first, ("wire", "Crash in Riyadh", text))] == ["contradiction"]


def test_an_index_in_the_morning_and_at_the_close(tmp_path: Path) -> None:
    morning = (
        "ledger",
        "Athens stocks plunge",
        "The main stock index in Greece fell 23 percent on Monday as the exchange opened after five weeks.",
    )
    close = (
        "wire",
        "Athens stocks plunge",
        "The main stock index in Greece fell 16.2 percent on Monday as the exchange opened after five weeks.",
    )
    assert (
        kinds(
            tmp_path, morning, (close[0], close[1], close[2].replace("fell 16.2 percent", "ended 16.2 percent lower"))
        )
        == []
    )


def test_those_flown_out_are_not_all_who_were_injured(tmp_path: Path) -> None:
    flown = (
        "wire",
        "Bomb in Tal Abyad market",
        "Two helicopters evacuated 12 injured people from Tal Abyad after the bomb in the grain market.",
    )
    assert kinds(tmp_path, BLAST, flown) == []


def test_a_toll_that_is_told_to_have_risen_is_an_update(tmp_path: Path) -> None:
    risen = (
        "wire",
        "Market bombing in Tal Abyad",
        "The death toll from the bomb in the grain market of Tal Abyad has risen to 9, rescuers said.",
    )
    assert kinds(tmp_path, BLAST, risen) == [("update", "update")]
