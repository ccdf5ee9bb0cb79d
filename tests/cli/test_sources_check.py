"""`claims sources check`: a table of what each source gives, and an exit status that says whether one is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from tests.collect.faults import PAGE
from tests.servers import Reply, Site, serve


def check(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setenv("COLUMNS", "200")
    file = folder / "sources.yaml"
    file.write_text(
        f"""sources:
  - name: well
    outlet: Well
    lang: en
    delay: 0
    allow_private: true
    feeds: ["{site.url}/rss"]
""",
        encoding="utf-8",
    )
    result = CliRunner().invoke(cli, ["sources", "--sources", str(file), "check"])
    return result.exit_code, result.output


STORY = PAGE.replace("<title>", '<meta property="article:published_time" content="2026-03-01T10:00:00Z"><title>')
STORY = STORY.replace("<p>", "<p>A flood killed 14 people in Basra on Monday, the ministry of health said.</p><p>", 1)
FEED = Reply(b'<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>')


def test_a_source_that_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({"/rss": FEED, "/a": Reply(STORY.encode())}) as site:
        status, table = check(site, tmp_path, monkeypatch)
    assert status == 0
    for told in ("well", "ok", "allows", "2026-03-01 10:00", "1/1", "14 people"):
        assert told in table


def test_a_source_that_is_broken_or_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Reply(b"User-agent: *\nDisallow: /a", "text/plain")
    with serve({"/rss": FEED, "/a": Reply(STORY.encode()), "/robots.txt": rules}) as site:
        status, table = check(site, tmp_path, monkeypatch)
        assert status == 1
        assert "broken" in table
        assert "forbids" in table
        site.replies.clear()
        assert check(site, tmp_path, monkeypatch)[0] == 1
