"""`claims run` as a user runs it: a process of its own, against servers on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from claims.run import run_lock
from claims.store.publish import open_published
from claims.store.store import Store
from tests.servers import Reply, Site, serve

PUBLISHED = (datetime.now(UTC) - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
FUTURE = (datetime.now(UTC) + timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%SZ")
FILLER = "The ministry said that it would publish a further statement once the work of its teams was over. " * 3


def english(title: str, text: str, published: str = "") -> Reply:
    time = f'<meta property="article:published_time" content="{published}">' if published else ""
    page = f"""<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article">{time}
    <meta property="og:title" content="{title}"></head><body><article><h1>{title}</h1><p>{text}</p><p>{FILLER}</p></article></body></html>"""
    return Reply(page.encode())


def rss(*paths: str) -> Reply:
    items = "".join(f"<item><title>Story {path}</title><link>{path}</link></item>" for path in paths)
    return Reply(
        f'<rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'.encode(), "application/rss+xml"
    )


ARABIC = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="windows-1256"><title>حريق في مستشفى البصرة</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="%s"></head><body><article>
<h1>حريق في مستشفى البصرة</h1><p>قتل 61 شخصا في حريق اندلع في مستشفى في البصرة يوم الاثنين، بحسب وزارة الصحة العراقية.</p>
<p>وقالت الوزارة في بيان إن فرق الدفاع المدني سيطرت على الحريق وإن التحقيق في أسبابه مستمر، وأضافت أن الجرحى نقلوا إلى مستشفيات أخرى.</p>
</article></body></html>"""

OUTLETS: dict[str, Reply | list[Reply]] = {
    "/en.xml": rss("/fire", "/undated", "/future", "/empty", "/calm", "/gone"),
    "/fire": english(
        "Hospital fire in Basra",
        "At least 92 people were killed in a fire at a hospital in Basra on Monday.",
        PUBLISHED,
    ),
    "/undated": english("Flood in Kerala", "The flood killed 14 people in Kerala and displaced 3,000 others."),
    "/future": english("Port of Aden", "The port of Aden handled 250 ships in the year, officials said.", FUTURE),
    "/empty": Reply(b""),
    "/calm": english("A quiet evening", "People walked along the river and talked of the weather.", PUBLISHED),
    "/ar.xml": rss("/ar-fire"),
    "/ar-fire": Reply((ARABIC % PUBLISHED).encode("cp1256"), "text/html"),
    "/broken.xml": Reply(b"<rss><channel><item", "application/rss+xml"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """An operator's folder."""

    root: Path
    site: Site

    def run(self, *arguments: str, data: str = "data") -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "CLAIMS_"))}
        words = ["run", "--sources", "sources.yaml", "--data", data, "--reports", "reports-" + data, *arguments]
        return subprocess.run(
            [sys.executable, "-m", "claims", *words],
            cwd=self.root,
            env=env | {"PREFECT_HOME": str(self.root / "prefect"), "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )

    def rows(self, query: str, data: str = "data") -> list[tuple[object, ...]]:
        with open_published(self.root / data) as con:
            return con.execute(query).fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    root = tmp_path_factory.mktemp("home")
    with serve(OUTLETS) as site:
        entries = [
            ("english", "The English Post", "en"),
            ("arabic", "Al Arabiya Post", "ar"),
            ("broken", "Broken", "en"),
        ]
        lines = ["sources:"]
        for name, outlet, lang in entries:
            feed = {"english": "en", "arabic": "ar", "broken": "broken"}[name]
            lines += [f"  - name: {name}", f"    outlet: {outlet}", f"    lang: {lang}", "    delay: 0"]
            lines += ["    allow_private: true", "    feeds:", f"      - {site.url}/{feed}.xml"]
        (root / "sources.yaml").write_text("\n".join(lines), encoding="utf-8")
        yield Home(root, site)


@pytest.fixture(scope="module")
def first(home: Home) -> subprocess.CompletedProcess[str]:
    return home.run()


CLAIMS = "SELECT * EXCLUDE (first_seen_at, last_seen_at) FROM claims ORDER BY claim_id"


def test_the_run_ends_well_and_quietly(first: subprocess.CompletedProcess[str]) -> None:
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert "articles" in first.stdout
    assert "report: " in first.stdout


def test_what_it_stored(home: Home, first: subprocess.CompletedProcess[str]) -> None:
    articles = {
        str(url).rpartition("/")[2]: published for url, published in home.rows("SELECT url, published_at FROM articles")
    }
    assert set(articles) == {"fire", "undated", "future", "calm", "ar-fire"}
    assert articles["fire"] == datetime.fromisoformat(PUBLISHED).replace(tzinfo=None)
    assert articles["undated"] is None
    assert articles["future"] is None, "a date in the future is none"
    quotes = home.rows("SELECT url, string_agg(quote, '|') FROM claims GROUP BY url")
    by_page = {str(url).rpartition("/")[2]: str(quoted) for url, quoted in quotes}
    assert "92" in by_page["fire"]
    assert "61" in by_page["ar-fire"], "windows-1256, named by the page alone"
    assert "calm" not in by_page


def test_one_failing_source_fails_nothing_else_and_is_named(
    home: Home, first: subprocess.CompletedProcess[str]
) -> None:
    [(status, ok, failed, errors)] = home.rows("SELECT status, sources_ok, sources_failed, errors FROM runs")
    assert (status, ok, failed) == ("done", 2, 1)
    assert '"broken"' in str(errors)
    assert "/gone" in str(errors), "a page that is not there is named too"
    assert "/empty" in str(errors) or home.rows("SELECT skipped FROM runs") != [("{}",)]
    [(problem,)] = home.rows("SELECT last_error FROM sources WHERE name = 'broken'")
    assert "not a feed" in str(problem)
    [report] = (home.root / "reports-data").glob("*/report.md")
    assert "broken" in report.read_text(encoding="utf-8").lower()


def test_the_same_night_again_adds_nothing(home: Home, first: subprocess.CompletedProcess[str]) -> None:
    before = home.rows(CLAIMS)
    findings = home.rows("SELECT finding_id FROM findings ORDER BY ALL")
    again = home.run()
    assert again.returncode == 0, again.stderr
    assert home.rows(CLAIMS) == before
    assert home.rows("SELECT finding_id FROM findings ORDER BY ALL") == findings
    last = "SELECT articles_new, claims_new, findings_new FROM runs ORDER BY started_at DESC LIMIT 1"
    assert home.rows(last) == [(0, 0, 0)]


def test_replay_of_what_it_archived_gives_the_same_rows(home: Home, first: subprocess.CompletedProcess[str]) -> None:
    parts = sorted((home.root / "data" / "archive").glob("*/*.warc.gz"))
    (home.root / "night.warc.gz").write_bytes(b"".join(part.read_bytes() for part in parts))
    replayed = home.run("--replay", "night.warc.gz", data="replayed")
    assert replayed.returncode == 0, replayed.stderr
    assert home.rows(CLAIMS, "replayed") == home.rows(CLAIMS)
    assert home.rows("SELECT sources_ok, sources_failed FROM runs", "replayed") == [(2, 1)]


VIEWS = ("articles", "claims", "clusters", "findings", "sources", "runs")


def written(home: Home, data: str, *left_out: str) -> bytes:
    """Every row of every view as lines of JSON, but for some columns."""
    columns = f"COLUMNS(lambda c: c NOT IN {left_out or ('',)!r})".replace(",)", ")")
    return "\n".join(
        json.dumps([view, *row], ensure_ascii=False, default=str)
        for view in VIEWS
        for row in home.rows(f"SELECT {columns} FROM {view} ORDER BY ALL", data)
    ).encode()


def test_a_replayed_night_is_the_same_byte_for_byte(home: Home, first: subprocess.CompletedProcess[str]) -> None:
    parts = sorted((home.root / "data" / "archive").glob("*/*.warc.gz"))
    (home.root / "whole.warc.gz").write_bytes(b"".join(part.read_bytes() for part in parts))
    for data in ("once", "twice"):
        replayed = home.run("--replay", "whole.warc.gz", data=data)
        assert replayed.returncode == 0, replayed.stderr
    assert written(home, "once", "metrics") == written(home, "twice", "metrics"), "all but the seconds that it took"
    night = "SELECT * EXCLUDE (first_seen_at, last_seen_at, archive) FROM articles ORDER BY ALL"
    assert home.rows(night, "once") == home.rows(night), "and what the network gave, but for the name of the file"
    claims = [home.rows(CLAIMS, data) for data in ("once", "data")]
    assert json.dumps(claims[0], default=str).encode() == json.dumps(claims[1], default=str).encode()


def test_days_that_are_none_are_an_error_of_the_command_line(home: Home) -> None:
    for days in (["--from", "yesterday"], ["--from", "2026-03-02", "--until", "2026-03-01"]):
        stopped = home.run(*days, data="other")
        assert stopped.returncode == 2, stopped.stderr


def test_a_run_of_some_days_alone(home: Home, first: subprocess.CompletedProcess[str]) -> None:
    parts = sorted((home.root / "data" / "archive").glob("*/*.warc.gz"))
    (home.root / "days.warc.gz").write_bytes(b"".join(part.read_bytes() for part in parts))
    replayed = home.run("--replay", "days.warc.gz", "--until", "2000-01-01", data="days")
    assert replayed.returncode == 0, replayed.stderr
    pages = {str(url).rpartition("/")[2] for (url,) in home.rows("SELECT url FROM articles", "days")}
    assert pages == {"undated", "future"}, "those whose day is not known are taken"
    assert "outside the days asked for" in str(home.rows("SELECT skipped FROM runs", "days"))


def test_a_second_run_at_the_same_time_is_refused(home: Home) -> None:
    with run_lock(home.root / "busy"):
        refused = home.run(data="busy")
    assert refused.returncode == 1
    assert "another run is working in busy" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--only", "nobody"], 2, "no source is named nobody"),
        (["--replay", "nothing.warc.gz"], 1, "nothing.warc.gz: no such archive"),
        (["--replay", "sources.yaml"], 1, "sources.yaml: not a WARC file"),
    ],
)
def test_what_stops_a_run(home: Home, arguments: list[str], status: int, said: str) -> None:
    stopped = home.run(*arguments, data="other")
    assert stopped.returncode == status, stopped.stderr
    assert said in stopped.stderr
    assert len(stopped.stderr.strip().splitlines()) == 1, stopped.stderr


def test_readers_open_the_snapshot_while_the_working_file_is_held(
    home: Home, first: subprocess.CompletedProcess[str]
) -> None:
    with run_lock(home.root / "data"), duckdb.connect(str(home.root / "data" / "claims.duckdb")):
        assert home.rows("SELECT count(*) FROM articles") == [(5,)]


def test_a_failure_inside_the_flow_is_one_line_and_the_run_is_marked(home: Home) -> None:
    for day in (0, 1):  # the report's folder can't be made
        night = (datetime.now(UTC) + timedelta(days=day)).date().isoformat()
        (home.root / "reports-failing").mkdir(exist_ok=True)
        (home.root / "reports-failing" / night).write_text("in the way")
    stopped = home.run("--only", "english", data="failing")
    assert stopped.returncode == 1
    assert len(stopped.stderr.strip().splitlines()) == 1, stopped.stderr
    assert stopped.stdout == ""
    with Store(home.root / "failing") as store:
        assert store.con.execute("SELECT status FROM runs").fetchall() == [("failed",)]
