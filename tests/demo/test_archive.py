"""The bundled archive: built from its readable sources, and read back as a reader would see it."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.demo.build import articles, build, outlets
from claims.store.publish import open_published
from tests.conftest import DemoRun

ARCHIVE = Path(str(resources.files("claims.demo").joinpath("archive.warc.gz")))


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "archive.warc.gz")
    assert (tmp_path / "archive.warc.gz").read_bytes() == ARCHIVE.read_bytes(), "run make archive"


def test_the_archive_is_as_varied_as_the_web() -> None:
    known = {outlet.name: outlet for outlet in outlets()}
    rows = articles()
    assert len(known) >= 14
    assert len(rows) >= 90
    assert len({row["story"] for row in rows}) >= 8
    assert {row["night"] for row in rows} == {1, 2, 3}
    arabic = sum(outlet.lang == "ar" for outlet in known.values())
    assert 0.4 <= arabic / len(known) <= 0.6
    assert {outlet.template for outlet in known.values()} >= {"jsonld", "opengraph", "plain"}
    assert {outlet.listing for outlet in known.values()} >= {"rss", "atom", "sitemap", "index"}
    assert "windows-1256" in {outlet.charset for outlet in known.values()}
    assert "arabic-indic" in {outlet.digits for outlet in known.values()}
    assert all(outlet.host.endswith(".example") for outlet in known.values())
    assert len({row["slug"] for row in rows}) == len(rows)
    edits = [edit for row in rows for edit in row.get("edits", ())]
    assert any(edit.get("note") for edit in edits)
    assert any(not edit.get("note") for edit in edits)
    assert max(Counter(row["wire"] for row in rows if row.get("wire")).values()) >= 3


def test_every_record_is_a_response_of_an_example_host() -> None:
    with ARCHIVE.open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) for record in ArchiveIterator(stream)
        ]
    assert {kind for kind, _ in records} >= {"response"}
    assert all(".example/" in url for kind, url in records if kind == "response")


@pytest.fixture(scope="module")
def stored(demo: DemoRun) -> dict[str, list[tuple[str, str, str, str]]]:
    """slug → (kind, title, text, language) of each stored version."""
    with open_published(demo.data) as con:
        rows = con.execute(
            "SELECT regexp_extract(url, '[^/]+$'), kind, title, text, lang FROM articles ORDER BY url, version"
        ).fetchall()
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for slug, *rest in rows:
        found.setdefault(slug, []).append(tuple(rest))
    return found


@pytest.mark.parametrize("row", articles(), ids=lambda row: row["slug"])
def test_every_page_is_read_back_whole(row: dict[str, str], stored: dict[str, list[tuple[str, str, str, str]]]) -> None:
    kind, title, text, lang = stored[row["slug"]][0]
    outlet = next(outlet for outlet in outlets() if outlet.name == row["outlet"])
    assert kind == "article"
    assert lang == outlet.lang
    wanted = row["text"].strip()
    if outlet.digits == "arabic-indic":
        digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
        wanted, row_title = wanted.translate(digits), row["title"].translate(digits)
    else:
        row_title = row["title"]
    assert title == row_title
    # nothing is lost and nothing of the page around it is added, but for the agency that a copy names
    paragraphs = [line for line in wanted.split("\n") if line.strip()]
    lines = [line for line in text.split("\n") if line.strip()]
    assert [line for line in lines if line in paragraphs] == paragraphs
    assert len(lines) <= len(paragraphs) + bool(row.get("wire"))
