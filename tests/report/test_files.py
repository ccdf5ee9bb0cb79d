"""findings.json, findings.csv and report.md say what the database says."""

from __future__ import annotations

import csv
import doctest
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.report import (
    ReportPaths,
    bidi,
    copies,
    data,
    gather_report,
    html,
    sentences,
    to_markdown,
    words,
    write_report,
)
from claims.report.data import to_csv
from claims.report.facts import KINDS, TITLES
from claims.store.store import Store
from tests.report.build import EVIL, LONG, MARKS, SCENE, Told, night, source, toll


def test_json_and_csv_hold_every_finding(report: ReportPaths, con: duckdb.DuckDBPyConnection) -> None:
    stored = con.execute(
        """SELECT f.finding_id, f.kind, f.rule, a.outlet, a.quote, a.low, b.outlet, b.quote, b.low, a.url, b.url
        FROM findings f JOIN claims a ON a.claim_id = claim_a JOIN claims b ON b.claim_id = claim_b ORDER BY severity DESC, finding_id"""
    ).fetchall()
    value = json.loads(report.json.read_text(encoding="utf-8"))
    both = [(f, f["a"], f["b"]) for f in value["findings"]]
    assert [
        (
            f["finding_id"],
            f["kind"],
            f["rule"],
            a["outlet"],
            a["quote"],
            a["low"],
            b["outlet"],
            b["quote"],
            b["low"],
            a["url"],
            b["url"],
        )
        for f, a, b in both
    ] == stored
    names = ("articles", "claims", "clusters", "findings")
    assert value["totals"] == {n: con.execute(f"SELECT count(*) FROM {n}").fetchall()[0][0] for n in names}
    with report.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [
        "finding_id",
        "kind",
        "rule",
        "outlet_a",
        "quote_a",
        "low_a",
        "outlet_b",
        "quote_b",
        "low_b",
        "url_a",
        "url_b",
    ]
    assert [[row[name] for name in columns] for row in rows] == [[str(cell) for cell in row] for row in stored]
    assert {r["is_new"] for r in rows} == {"true", "false"}


def test_markdown_counts_what_the_database_counts(report: ReportPaths, con: duckdb.DuckDBPyConnection) -> None:
    text = report.markdown.read_text(encoding="utf-8")
    counts = dict(con.execute("SELECT kind, count(*) FROM findings GROUP BY ALL").fetchall())
    assert dict(re.findall(r"^## (.+) \((\d+)\)$", text, re.M)) == {
        TITLES[kind]: str(counts[kind]) for kind in KINDS if kind in counts
    }
    assert len(re.findall("^### ", text, re.M)) == sum(counts.values())
    assert "- Silent Bulletin: " in text


def test_markdown_isolates_what_runs_from_right_to_left(report: ReportPaths) -> None:
    text = report.markdown.read_text(encoding="utf-8")
    assert ", \u2067صدى الشرق\u2069 says **5,200**" in text
    assert "- [\u2067صدى الشرق\u2069](<https://" in text
    assert re.search("UTC: \u2067يوجد \\*\\*5200 جندي\\*\\* .*\u2069\n", text)
    for line in text.splitlines():
        assert len(re.findall("[\u2066-\u2068]", line)) == line.count("\u2069")
        assert not re.search(f"[{bidi.RIGHT}]", re.sub("[\u2067\u2068][^\u2069]*\u2069", "", line)), line


def test_hostile_markdown_renders_as_text(hostile_report: ReportPaths) -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(hostile_report.markdown.read_text(encoding="utf-8"))
    )
    flat = [inner for token in tokens for inner in (token.children or [token])]
    kinds = {token.type for token in flat}
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "s_open",
        "table_open",
    }
    assert not kinds & {"blockquote_open", "hr"}
    links = [str(token.attrs["href"]) for token in flat if token.type == "link_open"]
    assert links
    assert all(re.match(r"https://(outlet\d+|w|m)\.example/", link) for link in links)
    assert "https://m.example/a%3Eb)c%3Cd" in links
    headings = [str(tokens[at + 1].content) for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert "Heading" not in headings
    said = "\n".join(_text(token) for token in tokens if token.type == "inline")
    assert EVIL in said
    assert MARKS.replace("@", "@\u2060") in said
    assert LONG not in said
    assert not re.search("[\u202a-\u202e]", said)
    raw = hostile_report.markdown.read_text(encoding="utf-8")
    assert not re.search(r"(?<!<)https?://evil|www\.evil|@someone", raw)  # what chats would make links and mentions of


def _text(token: Token) -> str:
    return "".join(
        child.content if child.type == "text" else "\n" * (child.type == "softbreak") for child in token.children or []
    )


def test_a_spreadsheet_runs_no_cell(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(
            store, [Told('=HYPERLINK("http://evil.example")', 2500, quote="+2500"), Told("@cmd", 3900, quote="-3900")]
        )
        text = to_csv(gather_report(store.con))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert '\'=HYPERLINK("http://evil.example")' in cells
    assert "'-3900" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_report_of_an_earlier_night_knows_nothing_of_the_later(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        first = night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        before = [f.finding_id for f in gather_report(store.con).findings]
        night(store, [Told("صدى الشرق", 5200, lang="ar", hours=2)], number=2)
        then, now = gather_report(store.con, first), gather_report(store.con)
    assert [f.finding_id for f in then.findings] == before
    assert all(f.is_new for f in then.findings)
    assert len(now.findings) == 3
    assert [f.is_new for f in now.findings if f.finding_id in before] == [False]
    assert to_markdown(then).startswith("# Claims report, 2021-07-26\n")


def test_what_a_person_set_aside_leads_nothing(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900), toll("A", 12), toll("B", 31)])
        first, second = (f.finding_id for f in sentences.top(gather_report(store.con)))
        store.con.execute("UPDATE store.findings SET status = 'dismissed' WHERE finding_id = ?", [first])
        report = gather_report(store.con)
    assert [f.finding_id for f in sentences.top(report)] == [second]
    assert [f.finding_id for f in report.of_kind("contradiction")] == [second, first]


def test_copies_of_one_text_are_one_source(tmp_path: Path) -> None:
    words_ = " ".join(f"Word{n} of the agency report" for n in range(60))
    wire: dict[str, Any] = {"article": {"wire": "AFP"}, "after": f" {SCENE}. {words_}."}
    with Store(tmp_path) as store:
        night(
            store, [Told("A", 2500, **wire), Told("B", 2500, **wire), Told("C", 3900), Told("D", 3900, before="Some ")]
        )
        [finding] = gather_report(store.con).findings
    assert sorted(side.sources for side in (finding.a, finding.b)) == [1, 2]
    assert "2 independent sources against 1" in sentences.reasons(finding)


def test_sentences(tmp_path: Path) -> None:
    turnout = {"concept": "turnout", "event": "voted", "unit": "percent", "dimension": "percent"}
    cases = [
        ([toll("A", 0), toll("B", 4, hours=0.1)], "A says none, B says 4 people were killed in Basra"),
        ([Told("A", 2500), Told("B", 3900, hours=0.1)], "A says 2,500, B says 3,900 troops are in Iraq"),
        ([toll("A", 9), toll("B", 1, hours=0.1)], "B says 1, A says 9 people were killed in Basra"),
        ([toll("A", 0), toll("B", 1, hours=0.1)], "A says none, B says 1: people killed in Basra"),
        (
            [Told("A", 23, claim=turnout), Told("B", 30.2, hours=0.1, claim=turnout)],
            "A says 23\u00a0%, B says 30.2\u00a0%: turnout in Iraq",
        ),
    ]
    for number, (told, sentence) in enumerate(cases):
        with Store(tmp_path / str(number)) as store:
            night(store, told)
            [finding] = gather_report(store.con).findings
        assert bidi.plain(sentences.headline(finding)) == sentence


def test_a_dispute_leads_as_a_contradiction_and_not_as_a_fall(tmp_path: Path) -> None:
    """Whoever repeats the lower of two disputed values last does not make the total fall."""
    with Store(tmp_path) as store:
        night(store, [toll("A", 12), toll("B", 31, hours=0.1)])
        report = gather_report(store.con)
    [dispute] = report.findings
    assert dispute.kind == "contradiction"
    fall = replace(dispute, finding_id="x", kind="revision", rule="revision", severity=dispute.severity + 0.1)
    assert [f.kind for f in sentences.top(replace(report, findings=(fall, dispute)))] == ["contradiction"]
    lower = replace(fall, b=replace(fall.b, low=9.0, high=9.0))
    assert [f.kind for f in sentences.top(replace(report, findings=(lower, dispute)))] == ["revision"]


def test_what_is_opposite_is_said(tmp_path: Path) -> None:
    """Two reports may give one value, and one tells that it rose and the other that it fell."""
    with Store(tmp_path) as store:
        night(store, [Told("A", 2500), Told("B", 3900)])
        [finding] = gather_report(store.con).findings
    a = replace(finding.a, outlet="A", event="raised", subject="daily output raised in Iraq", low=5.0, high=5.0)
    b = replace(finding.b, outlet="B", event="cut", low=5.0, high=5.0)
    opposite = replace(finding, rule="opposite_predicates", a=a, b=b)
    assert bidi.plain(sentences.headline(opposite)) == "A says raised, B says cut: daily output in Iraq, 5"
    other = replace(opposite, b=replace(b, low=9.0, high=9.0))
    assert bidi.plain(sentences.headline(other)) == "A says 5 raised, B says 9 cut: daily output in Iraq"


def test_failed_sources_come_first(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [], collected=[source("a", "A"), source("z", "Z", "HTTP status 500")])
        report = gather_report(store.con)
        paths = write_report(store.con, tmp_path / "report")
    assert [s.outlet for s in report.sources] == ["Z", "A"]
    assert "HTTP status 500" in paths.html.read_text(encoding="utf-8")
    assert "HTTP status 500" in paths.markdown.read_text(encoding="utf-8")


def test_the_examples_in_the_code_hold() -> None:
    for module in (bidi, copies, data, html, words):
        tried = doctest.testmod(module)
        assert tried.attempted > 0
        assert tried.failed == 0


def test_old_findings_are_counted_and_not_shown(tmp_path: Path) -> None:
    with Store(tmp_path / "data") as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        night(store, [toll("A", 12, hours=24 * 40), toll("B", 31, hours=24 * 40)], number=41)
        folder = tmp_path / "reports"
        (folder / "2021-07-26").mkdir(parents=True)
        (folder / "2021-07-26" / "index.html").write_text("the first night", encoding="utf-8")
        report = gather_report(store.con)
        paths = write_report(store.con, folder / "2021-09-04")
        everything = gather_report(store.con, days=None)
    assert [finding.label for finding in report.findings] == ["people killed in Basra"]
    assert report.older == 1
    assert len(everything.findings) == 2
    assert everything.older == 0
    page = paths.html.read_text(encoding="utf-8")
    assert "1 older one (" in page
    assert 'href="../2021-07-26/index.html"' in page  # the report of a night that has one
    assert [(n.night, n.findings) for n in report.nights] == [("2021-09-04", 1), ("2021-07-26", 1)]


def test_a_finding_without_evidence_is_counted_and_not_shown(tmp_path: Path) -> None:
    with Store(tmp_path / "data") as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900), toll("A", 12), toll("B", 31)])
        store.con.execute("DELETE FROM store.claims WHERE low = 3900")
        paths = write_report(store.con, tmp_path / "report")
        report = gather_report(store.con)
    assert len(report.findings) == 1
    assert report.without_evidence == 1
    assert "1 finding whose evidence is no longer kept" in paths.html.read_text(encoding="utf-8")


def test_a_changed_page_says_so_since_it_was_seen(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number, value in ((1, 2500), (2, 3900)):
            night(store, [Told("Harbour Post", value, url="https://a.example/1", hours=24 * (number - 1))], number)
        store.con.execute(
            "UPDATE store.articles SET published_at = '2021-07-20'"
        )  # the day that the page goes on naming
        [finding] = gather_report(store.con).findings
    assert finding.kind == "stealth_edit"
    assert str(finding.a.since) == "2021-07-20 00:00:00"
    assert finding.b.since == finding.b.first_seen_at > finding.a.first_seen_at


def test_one_outlet_is_named_once(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [toll("A", 12, url="https://a.example/1"), toll("A", 31, hours=9, url="https://a.example/2")])
        [finding] = gather_report(store.con).findings
    assert bidi.plain(sentences.headline(finding)) == "A gave 12, later 31: people killed in Basra"
    assert bidi.plain(sentences.gloss(finding.a)) == "12 people; killed; Basra"


def test_a_long_article_is_copied_around_its_number(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        store.con.execute(
            """UPDATE store.articles SET text = repeat('Word. ', 4000) || text WHERE outlet = 'Harbour Post';
            UPDATE store.claims SET start_at = start_at + 24000, end_at = end_at + 24000 WHERE low = 2500"""
        )
        report = gather_report(store.con)
        [long, short] = sorted(copies.gather_copies(store.con, report.findings), key=lambda copy: -copy.left_out)
    assert [text for text, marked in long.pieces if marked] == ["2,500 soldiers"]
    assert sum(len(text) for text, _ in long.pieces) == copies.MAX_TEXT
    assert long.left_out > 10_000
    assert short.left_out == 0
    assert "".join(text for text, _ in short.pieces) == f"There are 3,900 soldiers {SCENE}."
