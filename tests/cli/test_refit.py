"""Weights fitted on people's verdicts, on request: shown first, written only when asked for."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims import run
from claims.cli.main import cli
from claims.match.weights import FILE, happening_weights, weights
from claims.store import verdicts
from claims.store.memory import disagreement
from claims.store.publish import open_published, publish
from claims.store.store import Store
from tests.match.build import START, article, count, extraction

TOWNS = ("99532", "170063", "98182", "99072", "172955", "245336")
EACH = 22


def refit(data: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["refit", "--data", str(data), *options])


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Findings of many happenings: those told in like headlines are one, those with a headline of their own are two."""
    data = tmp_path_factory.mktemp("judged")
    batch = []
    for number in range(2 * EACH):
        alike = number % 2 == 0
        for side, value in enumerate((5, 9)):
            where = {"place": f"Town {number}", "place_id": TOWNS[number % len(TOWNS)]}
            what = {"concept": "person", "event": "killed", "unit": "person", "qualifiers": (f"kind{number}",)}
            title = (
                f"Bridge over river Wadi{number} falls"
                if alike
                else f"{('Harvest', 'Lantern')[side]} {number} remembered"
            )
            sentence = (
                f"The bridge of road {number} fell near the mill and {value} people died when it went down.",
                f"Near the mill {value} people were killed on road {number} at the time that its old bridge gave way.",
            )[side]
            made = count(value, sentence=sentence, **where, **what)
            story = f"{title}. {sentence} Lorries waited for hours beside the old mill."
            batch.append((article(2 * number + side, text=story, title=title, hours=side / 4), extraction(made)))
    with Store(data) as store:
        store.load(batch, seen_at=START)
        run.match_and_judge(store, START + timedelta(hours=6))
        publish(store)
    return data


@pytest.fixture
def data(judged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(judged, tmp_path / "data"))


def decide_all(data: Path, apart: str = "not_same") -> int:
    """A person decides by the headline."""
    with open_published(data) as con:
        rows = con.execute(
            "SELECT finding_id, a.title FROM findings JOIN claims a ON a.claim_id = claim_a WHERE kind <> 'update' ORDER BY finding_id"
        ).fetchall()
        for finding_id, title in rows:
            status = "confirmed" if title.startswith("Bridge") else apart
            verdicts.decide(data, finding_id, status, "", disagreement(con, finding_id))
    return len(rows)


def test_too_few_verdicts_are_one_line_and_change_nothing(data: Path) -> None:
    found = refit(data)
    assert found.exit_code == 0
    assert found.output.count("\n") == 1
    assert "0 findings are confirmed" in found.output
    assert refit(data, "--write").exit_code == 1
    assert not (data / FILE).exists()


def test_it_shows_what_would_change_and_writes_nothing(data: Path) -> None:
    assert decide_all(data) == 2 * EACH
    shown = refit(data)
    assert shown.exit_code == 0, shown.output
    assert f"{EACH} findings confirmed, {EACH} not the same thing." in shown.output
    assert "Nothing is changed" in shown.output
    assert not (data / FILE).exists()
    told = json.loads(refit(data, "--format", "json").output)
    assert told["right_after"] >= told["right_before"]
    assert told["after"]["title"] > told["before"]["title"]  # what told them apart weighs more now
    assert told["shifts"]
    for shift in told["shifts"]:
        assert shift["before"] != shift["after"]
    assert {shift["status"] for shift in told["shifts"]} == {"not_same"}


def test_written_weights_are_those_that_later_runs_judge_by(data: Path) -> None:
    decide_all(data)
    fitted = json.loads(refit(data, "--format", "json").output)["after"]
    written = refit(data, "--write")
    assert written.exit_code == 0, written.output
    assert str(data / FILE) in written.output
    assert happening_weights(data) == fitted != weights().happening
    assert weights().happening == happening_weights(None)
    again = json.loads(refit(data, "--format", "json").output)
    assert again["before"] == fitted
    with Store(data) as store:
        title = "Harvest 99 remembered"
        pair = [
            (
                article(900 + n, text=f"{title} {n}.", title=title, hours=n / 4),
                extraction(count(v, concept="person", event="killed", unit="person")),
            )
            for n, v in enumerate((5, 9))
        ]
        store.load(pair, seen_at=START)
        run.match_and_judge(store, START + timedelta(hours=9))
        points = store.con.execute(
            "SELECT DISTINCT points / share FROM evidence WHERE piece = 'title' AND share = 1 AND finding_id IN "
            "(SELECT finding_id FROM findings WHERE first_seen_at = ?)",
            [(START + timedelta(hours=9)).replace(tzinfo=None)],
        ).fetchall()
    assert points == [(pytest.approx(fitted["title"]),)]


def test_dismissed_findings_teach_nothing_unless_asked_to(data: Path) -> None:
    decide_all(data, apart="dismissed")
    shown = refit(data)
    assert (
        f"{EACH} findings are confirmed and 0 not the same thing ({EACH} dismissed say nothing of matching)"
        in shown.output
    )
    assert f"{EACH} not the same thing." in refit(data, "--with-dismissed").output


def test_a_broken_weights_file_is_told_with_the_fix(data: Path) -> None:
    (data / FILE).write_text("happening: {bogus: 1}", encoding="utf-8")
    found = refit(data)
    assert found.exit_code != 0
    assert "bogus: no such evidence" in str(found.exception)
