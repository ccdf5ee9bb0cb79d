"""Verdicts over several nights of imports: what was decided comes back only where a value changes, in any database made of the same articles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from claims.importing import import_files
from claims.store import verdicts
from claims.store.memory import disagreement
from claims.store.publish import open_published

FIRE = (
    "A fire at the Noor textile factory in Basra killed {} people on Monday, rescuers said. "
    "The blaze began in a store of cotton beside the Shatt al-Arab and spread to the sewing hall on the second floor."
)
FIRE_AGAIN = (
    "{} people were killed on Monday when a fire swept through the Noor textile factory in Basra, rescuers said. "
    "Cotton in a store beside the Shatt al-Arab caught fire first, then the sewing hall on the second floor."
)
FIRE_HEARD = (
    "Rescuers in Basra said on Monday that {} people were killed in the fire at the Noor textile factory. "
    "Flames rose from the cotton store towards the Shatt al-Arab, witnesses on the second floor told this paper, and the sewing hall is gone."
)


@dataclass(frozen=True)
class Told:
    """One article of the fire."""

    outlet: str
    value: str
    at: str = "2026-03-02T08:00:00"
    words: str = FIRE
    lang: str = "en"
    slug: str = "fire"

    @property
    def row(self) -> dict[str, str]:
        name = self.outlet.lower().replace(" ", "-")
        return {
            "url": f"https://{name}.example/{self.slug}",
            "outlet": self.outlet,
            "lang": self.lang,
            "published": self.at,
            "title": "Fire at the Noor textile factory in Basra",
            "text": self.words.format(self.value),
        }


HARBOUR, LEDGER = Told("Harbour Post", "5"), Told("Capital Ledger", "9", "2026-03-02T08:20:00", FIRE_AGAIN)


@dataclass(frozen=True)
class Finding:
    finding_id: str
    kind: str
    status: str
    note: str | None
    remembered: str | None
    values: tuple[float, float]


def night(data: Path, *told: Told) -> list[Finding]:
    """Imports articles and gives all findings that are not mere updates."""
    data.mkdir(exist_ok=True)
    file = data / "night.jsonl"
    file.write_text("".join(json.dumps(one.row) + "\n" for one in told), encoding="utf-8")
    result = import_files([file], data)
    assert not result.problems
    return findings(data)


def findings(data: Path) -> list[Finding]:
    with open_published(data) as con:
        rows = con.execute(
            """SELECT finding_id, kind, status, note, remembered, a.low, b.low FROM findings f JOIN claims a ON a.claim_id = claim_a
            JOIN claims b ON b.claim_id = claim_b WHERE kind <> 'update' ORDER BY a.low, b.low, finding_id"""
        ).fetchall()
    return [Finding(row[0], row[1], row[2], row[3], row[4], (min(row[5:]), max(row[5:]))) for row in rows]


def say(data: Path, finding_id: str, status: str, note: str = "") -> None:
    """A verdict as the review page gives it."""
    with open_published(data) as con:
        about = disagreement(con, finding_id)
    assert about is not None
    verdicts.decide(data, finding_id, status, note, about)


def only(found: Sequence[Finding]) -> Finding:
    assert len(found) == 1, found
    return found[0]


def states(found: Sequence[Finding]) -> set[tuple[tuple[float, float], str]]:
    return {(one.values, one.status) for one in found}


EARLY = Told("Dawn Courier", "5", "2026-03-02T07:40:00", FIRE_AGAIN)
WIRE = Told("Evening Wire", "9", "2026-03-02T08:30:00", FIRE.replace("rescuers said", "the civil defence said"))


def test_the_same_disagreement_never_comes_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    found = only(night(data, HARBOUR, LEDGER))
    assert found.status == "open"
    say(data, found.finding_id, "dismissed", "two shifts")
    decided = replace(found, status="dismissed", note="two shifts")
    assert night(data, HARBOUR, LEDGER) == [decided]
    assert night(data, EARLY, WIRE) == [decided]
    assert night(data, replace(LEDGER, words=FIRE_AGAIN + " More follows.")) == [
        decided
    ]  # a new version, the same values


def test_it_holds_in_a_database_made_from_scratch_of_other_texts(tmp_path: Path) -> None:
    data, anew = tmp_path / "data", tmp_path / "anew"
    found = only(night(data, HARBOUR, LEDGER))
    say(data, found.finding_id, "dismissed", "two shifts")
    anew.mkdir()
    shutil.copy(verdicts.verdicts_file(data), anew)
    again = only(night(anew, EARLY, WIRE, HARBOUR, LEDGER))
    assert again.finding_id != found.finding_id
    assert (again.status, again.note) == ("dismissed", "two shifts")
    assert "You dismissed 5 against 9 on " in (again.remembered or "")
    assert "with the same values" in (again.remembered or "")


def test_it_holds_where_no_text_is_left_of_those_it_was_made_on(tmp_path: Path) -> None:
    data, anew = tmp_path / "data", tmp_path / "anew"
    say(data, only(night(data, HARBOUR, LEDGER)).finding_id, "dismissed")
    anew.mkdir()
    shutil.copy(verdicts.verdicts_file(data), anew)
    assert only(night(anew, EARLY, WIRE)).status == "dismissed"
    months_later = [replace(one, at=one.at.replace("-03-", "-06-")) for one in (EARLY, WIRE)]
    later = tmp_path / "later"
    later.mkdir()
    shutil.copy(verdicts.verdicts_file(data), later)
    assert only(night(later, *months_later)).status == "open"  # another fire


def test_a_changed_value_is_open_and_says_what_was_decided(tmp_path: Path) -> None:
    data = tmp_path / "data"
    say(data, only(night(data, HARBOUR, LEDGER)).finding_id, "dismissed", "two shifts")
    found = night(data, Told("Evening Wire", "12", "2026-03-02T08:40:00", FIRE_HEARD))
    assert states(found) == {((5, 9), "dismissed"), ((5, 12), "open"), ((9, 12), "open")}
    told = {one.values: one.remembered or "" for one in found}
    assert told[5, 12].startswith("You dismissed 5 against 9 on ")
    assert told[5, 12].endswith("; now 12. Your note: two shifts")
    assert told[9, 12].endswith("; now 12. Your note: two shifts")
    assert night(data) == found


def test_a_bound_that_was_decided_does_not_cover_a_number(tmp_path: Path) -> None:
    data = tmp_path / "data"
    bound = Told("Capital Ledger", "at least 9", "2026-03-02T08:20:00", FIRE_AGAIN)
    say(data, only(night(data, HARBOUR, bound)).finding_id, "dismissed")
    found = night(data, Told("Evening Wire", "12", "2026-03-02T08:40:00", FIRE_HEARD))
    assert ((5, 12), "open") in states(found)
    assert any("You dismissed 5 against 9 or more on " in (one.remembered or "") for one in found)


def test_two_things_stay_apart_while_the_same_two_reports_go_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    say(data, only(night(data, HARBOUR, LEDGER)).finding_id, "not_same", "two fires")
    found = night(data, replace(LEDGER, value="11"))
    pair = [one for one in found if one.kind == "contradiction"]
    assert states(pair) == {((5, 9), "not_same"), ((5, 11), "not_same")}
    told = next(one.remembered or "" for one in pair if one.values == (5, 11))
    assert told.startswith("You held 5 and 9 to be of two things on ")
    assert told.endswith("; this is from the same two reports, now 11. Your note: two fires")
    wire = night(data, Told("Evening Wire", "14", "2026-03-02T08:40:00", FIRE_HEARD))
    assert {one.status for one in wire if 14 in one.values and one.kind == "contradiction"} == {"open"}


def test_a_verdict_taken_back_opens_what_it_covered(tmp_path: Path) -> None:
    data, anew = tmp_path / "data", tmp_path / "anew"
    say(data, only(night(data, HARBOUR, LEDGER)).finding_id, "confirmed")
    anew.mkdir()
    shutil.copy(verdicts.verdicts_file(data), anew)
    assert only(night(anew, EARLY, WIRE)).status == "confirmed"
    verdicts.undo(anew)
    found = only(night(anew))
    assert (found.status, found.note, found.remembered) == ("open", None, None)


def test_a_verdict_on_the_finding_itself_outweighs_one_on_its_values(tmp_path: Path) -> None:
    data, anew = tmp_path / "data", tmp_path / "anew"
    say(data, only(night(data, HARBOUR, LEDGER)).finding_id, "dismissed")
    anew.mkdir()
    shutil.copy(verdicts.verdicts_file(data), anew)
    found = only(night(anew, EARLY, WIRE))
    say(anew, found.finding_id, "open")
    assert only(night(anew)).status == "open"


def test_lines_of_earlier_releases_hold_for_their_finding_and_its_values(tmp_path: Path) -> None:
    data = tmp_path / "data"
    found = only(night(data, HARBOUR, LEDGER))
    line = {"finding_id": found.finding_id, "status": "dismissed", "note": "", "at": "2026-03-03T09:00:00.000+00:00"}
    verdicts.verdicts_file(data).write_text(json.dumps(line) + "\n" + json.dumps(line | {"about": {"kind": 1}}) + "\n")
    after = night(data, Told("Evening Wire", "12", "2026-03-02T08:40:00", FIRE_HEARD))
    assert states(after) == {((5, 9), "dismissed"), ((5, 12), "open"), ((9, 12), "open")}
    assert (
        next(one.remembered for one in after if one.values == (5, 12))
        == "You dismissed 5 against 9 on 3 March 2026; now 12."
    )


def test_an_update_that_was_waved_through_covers_no_contradiction(tmp_path: Path) -> None:
    data = tmp_path / "data"
    night(data, HARBOUR, replace(LEDGER, at="2026-03-02T16:00:00"))
    with open_published(data) as con:
        (update,) = con.execute("SELECT finding_id FROM findings WHERE kind = 'update'").fetchall()[0]
    say(data, update, "confirmed")
    found = only(night(data, WIRE))
    assert (found.kind, found.status) == ("contradiction", "open")


def test_a_silent_change_that_was_decided_stays_so_at_its_address(tmp_path: Path) -> None:
    data, anew = tmp_path / "data", tmp_path / "anew"
    night(data, HARBOUR)
    edit = only(night(data, replace(HARBOUR, value="7")))
    assert edit.kind == "stealth_edit"
    say(data, edit.finding_id, "dismissed", "a typing error")
    third = night(data, replace(HARBOUR, value="8"))
    assert states(third) == {((5, 7), "dismissed"), ((7, 8), "open")}
    assert "You dismissed 5 against 7 on " in (next(one.remembered for one in third if one.values == (7, 8)) or "")
    anew.mkdir()
    shutil.copy(verdicts.verdicts_file(data), anew)
    other = replace(HARBOUR, slug="other-fire")
    night(anew, other)
    assert only(night(anew, replace(other, value="7"))).status == "open"


def test_without_verdicts_nothing_is_touched(tmp_path: Path) -> None:
    data = tmp_path / "data"
    found = only(night(data, HARBOUR, LEDGER))
    assert (found.status, found.note, found.remembered) == ("open", None, None)
    with duckdb.connect(str(data / "claims.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM store.findings WHERE remembered IS NOT NULL").fetchall() == [(0,)]
