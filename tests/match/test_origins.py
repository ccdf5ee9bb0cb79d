"""Wire copy and near-identical text count as one source."""

from __future__ import annotations

from pathlib import Path

from claims.match import group_origins
from claims.store.store import Store
from tests.match.build import START, article, extraction

WIRE = " ".join(
    f"Sentence {word} of the agency's report on the flood in the river valley tells what the {word} rescuers saw."
    for word in ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
)
OTHER = " ".join(
    f"Our own reporter walked along the {word} street and spoke with shopkeepers about water and mud there."
    for word in ["main", "old", "new", "upper", "lower", "narrow", "broad", "market", "harbour", "station"]
)


def origins(tmp_path: Path, *batches: list[object]) -> dict[str, str]:
    with Store(tmp_path) as store:
        for batch in batches:
            store.load([(a, extraction()) for a in batch], seen_at=START)  # type: ignore[misc]
            group_origins(store.con)
        rows = store.con.execute(
            "SELECT a.outlet, o.outlet FROM articles a JOIN articles o ON o.article_id = a.origin_id"
        )
        return dict(rows.fetchall())


def test_a_copy_has_the_origin_of_the_earliest(tmp_path: Path) -> None:
    late = article(1, hours=5, text=WIRE, outlet="Late")
    early = article(2, hours=1, text=WIRE.replace("tells", "says"), outlet="Early")
    own = article(3, hours=2, text=OTHER, outlet="Own")
    assert origins(tmp_path, [late, early, own]) == {"Late": "Early", "Early": "Early", "Own": "Own"}


def test_a_copy_that_arrives_later_joins(tmp_path: Path) -> None:
    first = article(1, hours=1, text=WIRE, outlet="First")
    second = article(2, hours=30, text=WIRE + " More to follow.", outlet="Second")
    assert origins(tmp_path, [first], [second]) == {"First": "First", "Second": "First"}


def test_one_agency_needs_less_likeness_than_two_strangers(tmp_path: Path) -> None:
    half = " ".join(WIRE.split()[: len(WIRE.split()) * 6 // 10]) + " " + " ".join(OTHER.split()[:20])
    credited = origins(
        tmp_path / "a",
        [article(1, text=WIRE, wire="AFP", outlet="A"), article(2, hours=1, text=half, wire="AFP", outlet="B")],
    )
    strangers = origins(tmp_path / "b", [article(1, text=WIRE, outlet="A"), article(2, hours=1, text=half, outlet="B")])
    assert credited["B"] == "A"
    assert strangers["B"] == "B"


def test_the_same_text_weeks_later_is_not_a_copy(tmp_path: Path) -> None:
    found = origins(tmp_path, [article(1, text=WIRE, outlet="A"), article(2, hours=24 * 20, text=WIRE, outlet="B")])
    assert found == {"A": "A", "B": "B"}


def test_empty_and_short_texts_stand_alone_unless_equal(tmp_path: Path) -> None:
    found = origins(
        tmp_path,
        [article(1, text="Five hurt.", outlet="A"), article(2, text="Six hurt.", outlet="B")],
        [article(3, hours=1, text="Five hurt.", outlet="C")],
    )
    assert found["A"] == "A"
    assert found["B"] == "B"
    assert found["C"] == "A"


def test_a_text_cut_from_another_is_a_copy_unless_its_numbers_are_its_own(tmp_path: Path) -> None:
    rest = " ".join(
        a + b + c
        for a in ("ka", "lo", "mi", "nu", "se")
        for b in ("ra", "to", "vi")
        for c in ("na", "po", "du", "le", "si", "go")
    )
    long = f"{WIRE} The water took 31 bridges. {rest}"
    cut = WIRE + " The water took 31 bridges."
    found = origins(
        tmp_path,
        [
            article(1, text=long, outlet="Long"),
            article(2, hours=1, text=cut, outlet="Cut"),
            article(3, hours=2, text=cut.replace("31", "35"), outlet="Own"),
        ],
    )
    assert found["Cut"] == "Long"
    assert found["Own"] == "Own"


def test_the_bulletin_of_the_next_day_is_no_copy(tmp_path: Path) -> None:
    text = WIRE + " So far {} people are dead."
    found = origins(
        tmp_path,
        [
            article(1, text=text.format(412), outlet="Monday"),
            article(2, hours=2, text=text.format(415), outlet="Copy"),
            article(3, hours=24, text=text.format(431), outlet="Tuesday"),
        ],
    )
    assert found == {"Monday": "Monday", "Copy": "Monday", "Tuesday": "Tuesday"}
