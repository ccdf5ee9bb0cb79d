"""sources.yaml with mistakes: one line that names file, line and fix, exit status 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.collect.sources import load_sources
from claims.errors import ConfigError

GOOD = """sources:
  - name: good
    outlet: Good News
    lang: en
    feeds:
      - https://good.example/rss
"""
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)

WRONG = {
    "unknown key": (GOOD + "    feed: x\n", 7, "unknown key `feed`"),
    "unknown key below": (GOOD + "    selectors:\n      body: p\n", 8, "unknown key `selectors.body`"),
    "unknown key at the top": (GOOD + "outlets: []\n", 7, "unknown key `outlets`"),
    "doubled name": (GOOD + GOOD.removeprefix("sources:\n"), 7, "the name `good` is taken by line 2"),
    "doubled key": (GOOD + "    lang: ar\n", 7, "`lang` is given twice"),
    "bad URL": (GOOD.replace("https://good.example/rss", "good.example/rss"), 6, "is not a web address"),
    "URL of another kind": (GOOD.replace("https://good", "file://good"), 6, "feeds.0"),
    "wrong type": (GOOD + "    delay: often\n", 7, "`delay` is wrong ('often')"),
    "list for a text": (GOOD.replace("Good News", "[a, b]"), 3, "`outlet` is wrong"),
    "text for a list": (
        GOOD.replace("feeds:\n      - https://good.example/rss", "feeds: https://good.example/rss"),
        5,
        "feeds",
    ),
    "out of range": (GOOD + "    max_articles: 0\n", 7, "`max_articles` is wrong (0)"),
    "bad language": (GOOD.replace("lang: en", "lang: English"), 4, "ISO 639-1"),
    "bad country": (GOOD + "    country: Iraq\n", 7, "ISO 3166"),
    "no for Norway": (GOOD + "    country: NO\n", 7, "put it in quotes"),
    "bad zone": (GOOD + "    timezone: Mars/Base\n", 7, "IANA"),
    "zone outside the folder": (GOOD + "    timezone: ../../etc/passwd\n", 7, "IANA"),
    "missing field": (GOOD.replace("    outlet: Good News\n", ""), 2, "`outlet` is missing"),
    "nothing to read": ("sources:\n  - name: a\n    outlet: A\n    lang: en\n", 2, "has nothing to read"),
    "zero sources": ("sources: []\n", None, "no source is enabled"),
    "no list": ("sources:\n", None, "no source is enabled"),
    "empty file": ("", 1, "no list of sources"),
    "a list at the top": ("- a\n- b\n", 1, "no list of sources"),
    "an entry that is none": ("sources:\n  - just text\n", 2, "not an entry"),
    "not YAML": (GOOD + "   : [\n", 7, "not valid YAML"),
    "tab": ("sources:\n\t- name: a\n", 2, "not valid YAML"),
    "control character": (GOOD.replace("Good", "Go\x00od"), None, "not valid YAML"),
    "bomb": (BOMB, 2, "aliases are not allowed"),
    "alias": (GOOD.replace("Good News", "&o Good") + "    country: *o\n", 7, "aliases are not allowed"),
    "tag": (GOOD.replace("Good News", "!!python/object/apply:os.system [ls]"), 3, "could not determine a constructor"),
    "deep nesting": ("sources: " + "[" * 5000, None, "not valid YAML"),
    "a key that is a list": (GOOD + "    ? [a, b]\n    : c\n", 7, "a key that is no word"),
    "a day that is none": (GOOD + "    from: '2026-02-30'\n", 7, "`from` is wrong"),
    "days in the wrong order": (GOOD + "    from: 2026-03-01\n    until: 2026-02-01\n", 2, "`from` is after `until`"),
    "a feed alone without one": (
        GOOD.replace("feeds", "sitemaps") + "    feed_only: true\n",
        2,
        "`feed_only` needs `feeds`",
    ),
    "bad selector": (GOOD + "    index:\n      - url: https://good.example/\n        links: 'a[['\n", 9, "selector"),
}


def lines_of(text: str, folder: Path) -> str:
    file = folder / "sources.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_sources(file)
    assert caught.value.exit_status == 2
    return str(caught.value)


@pytest.mark.parametrize("kind", WRONG)
def test_one_line_with_the_place_and_the_fix(kind: str, tmp_path: Path) -> None:
    text, line, said = WRONG[kind]
    message = lines_of(text, tmp_path)
    assert message.startswith(f"{tmp_path}/sources.yaml:{line}: " if line else f"{tmp_path}/sources.yaml")
    assert said in message
    assert "\n" not in message
    assert "; " in message, "a fix follows"
    assert len(message) < 600


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_sources(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match="can't be read"):
        load_sources(tmp_path)
    (tmp_path / "latin.yaml").write_bytes(b"sources: \xe9")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_sources(tmp_path / "latin.yaml")


def test_a_good_file(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(GOOD + GOOD.removeprefix("sources:\n").replace("name: good", "name: idle") + "    enabled: false\n")
    assert [source.name for source in load_sources(file)] == ["good"]
    assert [source.name for source in load_sources(file, ["idle"])] == ["idle"], "asked for by name"
    with pytest.raises(ConfigError, match="no source is named what"):
        load_sources(file, ["what"])


def test_the_command_ends_with_status_2(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(GOOD + "    feed: x\n")
    error = CliRunner().invoke(cli, ["sources", "--sources", str(file)]).exception
    assert isinstance(error, ConfigError)
    assert error.exit_status == 2
