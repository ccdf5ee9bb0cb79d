"""An address becomes an entry of the sources file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.adding import add, propose
from claims.collect.sources import Source, load_sources
from claims.errors import ClaimsError, ConfigError
from tests.servers import Reply, serve

RSS = (
    b"<rss version='2.0'><channel><title>Harbour Post</title><language>en-gb</language>"
    b"<item><title>Five killed</title><link>/1</link></item></channel></rss>"
)
PAGE = (
    '<html lang="ar"><head><title>الصفحة الأولى</title><meta property="og:site_name" content="صحيفة المرفأ">'
    '<link rel="alternate" type="application/rss+xml" href="/broken"><link rel="alternate" type="application/rss+xml" href="/rss">'
    "</head><body>خبر</body></html>"
).encode()


def test_a_site_names_its_feeds() -> None:
    with serve({"/": Reply(PAGE), "/rss": Reply(RSS, "application/rss+xml"), "/broken": Reply(b"no feed")}) as site:
        found = propose(site.url + "/", allow_private=True)
        assert found.feeds == (site.url + "/rss",)
    assert (found.name, found.outlet, found.lang) == ("127-0-0-1", "صحيفة المرفأ", "ar")


def test_a_feed_is_taken_as_it_is() -> None:
    with serve({"/rss": Reply(RSS, "text/plain")}) as site:
        found = propose(site.url + "/rss", name="harbour", allow_private=True)
        assert (found.name, found.outlet, found.lang, found.feeds) == (
            "harbour",
            "Harbour Post",
            "en",
            (site.url + "/rss",),
        )


def test_without_a_feed_the_sitemaps_of_robots() -> None:
    with serve({"/": Reply(b"<html lang=en><title>Post</title></html>")}) as site:
        site.replies["/robots.txt"] = Reply(f"User-agent: *\nSitemap: {site.url}/news.xml".encode(), "text/plain")
        assert propose(site.url + "/", allow_private=True).sitemaps == (site.url + "/news.xml",)


@pytest.mark.parametrize(
    ("reply", "said"),
    [(Reply(b"<html></html>"), "names no feed"), (Reply(b"junk"), "neither"), (Reply(status=404), "404")],
)
def test_what_gives_no_entry(reply: Reply, said: str) -> None:
    with serve({"/": reply}) as site, pytest.raises(ClaimsError, match=said) as caught:
        propose(site.url + "/", allow_private=True)
    assert "\n" not in str(caught.value)


FILE = """# ours
sources:
  - name: first  # the first
    outlet: First
    lang: en
    feeds: [https://first.example/rss]
"""


def entry(name: str) -> Source:
    return Source(name=name, outlet='The "Post": no', lang="no", feeds=("https://post.example/rss",))


def test_an_entry_is_added_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(FILE, encoding="utf-8")
    added = add(path, entry("post"))
    assert path.read_text(encoding="utf-8") == FILE + added
    assert load_sources(path)[1] == entry("post")


def test_a_name_that_is_taken_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(ConfigError, match="taken"):
        add(path, entry("first"))
    assert path.read_text(encoding="utf-8") == FILE
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_is_begun(tmp_path: Path) -> None:
    add(tmp_path / "new.yaml", entry("post"))
    assert [source.name for source in load_sources(tmp_path / "new.yaml")] == ["post"]
