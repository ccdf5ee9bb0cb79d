"""A finding drawn: every piece of evidence is named, and no text of an outlet becomes markup."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from claims.report.explained import Explained, explain
from claims.report.picture import to_page, to_svg
from claims.report.words import rule_name
from claims.store.store import Store
from tests.report import build

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {SVG + name for name in ("svg", "title", "desc", "style", "rect", "text", "tspan", "line", "circle")}


def explained(folder: Path) -> list[Explained]:
    with Store(folder / "data") as store:
        ids = store.con.execute("SELECT finding_id FROM findings ORDER BY finding_id").fetchall()
        return [explain(store.con, one) for (one,) in ids]


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> list[Explained]:
    folder = tmp_path_factory.mktemp("ordinary")
    build.ordinary(folder)
    return explained(folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Explained]:
    folder = tmp_path_factory.mktemp("hostile")
    build.hostile(folder)
    return explained(folder)


def drawn(picture: str) -> str:
    """What a reader of the picture reads."""
    root = ET.fromstring(picture)
    return "\n".join("".join(text.itertext()) for text in root.iter(SVG + "text"))


def test_every_piece_of_evidence_stands_with_its_points_in_picture_and_words(ordinary: list[Explained]) -> None:
    weighed = [one for one in ordinary if one.tie and one.account and one.account.weighed]
    assert weighed
    for one in weighed:
        assert one.account
        text = drawn(to_svg(one))
        for piece in one.account.weighed:
            assert rule_name(piece.name) in text.splitlines()
            assert f"{piece.points:+.2f}" in text.splitlines()
            assert f"{rule_name(piece.name)} {piece.points:+.2f}" in one.text
        assert f"asked for: {one.account.threshold * one.account.full:g}" in text


def test_both_values_their_outlets_and_the_rule_that_fired_are_in_the_picture(ordinary: list[Explained]) -> None:
    one = next(one for one in ordinary if {one.finding.a.low, one.finding.b.low} == {2500, 3900})
    text = drawn(to_svg(one))
    for needed in (
        "2,500",
        "3,900",
        one.finding.a.outlet,
        one.finding.b.outlet,
        one.rules[-1][1],
        "no value fits both",
    ):
        assert needed in text


def test_the_axis_keeps_the_order_of_the_values(ordinary: list[Explained]) -> None:
    one = next(one for one in ordinary if {one.finding.a.low, one.finding.b.low} == {2500, 3900})
    root = ET.fromstring(to_svg(one))
    at = {dot.get("class"): float(dot.get("cx", "")) for dot in root.iter(SVG + "circle")}
    low, high = ("a", "b") if one.finding.a.low == 2500 else ("b", "a")
    assert at[low] < at[high]


def test_the_bars_of_a_waterfall_meet(ordinary: list[Explained]) -> None:
    one = next(one for one in ordinary if one.tie and one.account and len(one.account.weighed) > 2)
    bars = re.findall(r'<rect class="plus" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', to_svg(one))
    assert len(bars) > 2
    for (left, wide), (following, _) in itertools.pairwise(bars):
        assert float(left) + float(wide) == pytest.approx(float(following), abs=2.1)


def test_no_text_of_an_outlet_becomes_markup(hostile: list[Explained]) -> None:
    first = hostile[0].finding
    quoted = replace(first, a=replace(first.a, quote=build.EVIL + build.TURNED + "\x00\ufffe"))
    for one in [*hostile, replace(hostile[0], finding=quoted)]:
        root = ET.fromstring(to_svg(one))
        assert {part.tag for part in root.iter()} <= ALLOWED
        assert not [name for part in root.iter() for name in part.attrib if name.startswith("on") or "href" in name]
        assert len(list(root.iter(SVG + "style"))) == 1
        page = to_page(one)
        assert "<script" not in page
        assert "<img" not in page
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_a_picture_needs_nothing_else(ordinary: list[Explained]) -> None:
    page = to_page(ordinary[0])
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert "prefers-color-scheme: dark" in page
    root = ET.fromstring(to_svg(ordinary[0]))
    assert root.get("role") == "img"
    assert [root.find(SVG + name).get("id") for name in ("title", "desc")] == root.get("aria-labelledby", "").split()  # type: ignore[union-attr]
