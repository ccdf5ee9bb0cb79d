"""The lexicon of concepts and events: one meaning a word, and words for each meaning in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import resources

import pytest

from claims.languages import available, event, load
from claims.languages.lexicon import concepts, events
from claims.languages.phrases import read_yaml
from claims.languages.tokens import fold

CLASSES = {"person", "harm", "group", "event", "thing", "money", "measure"}
MOVES = {"running_total", "level", "one_off"}
LANGUAGES = [
    code for code in available() if resources.files("claims.languages").joinpath(code, "concepts.yaml").is_file()
]
KINDS = ("concepts", "events")


def rows(kind: str) -> list[dict[str, str]]:
    return list(read_yaml(f"{kind}.yaml"))


def words(lang: str, kind: str) -> Iterator[tuple[str, str]]:
    """(id, word) of every listed word, singular and plural apart."""
    for entry, listed in read_yaml(f"{lang}/{kind}.yaml").items():
        for word in listed:
            yield from ((entry, part) for part in str(word).split("/"))


def test_lexicon_is_as_large_as_news_needs() -> None:
    assert len(concepts()) >= 600
    assert len(events()) >= 90
    assert set(LANGUAGES) >= {"ar", "en"}


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique(kind: str) -> None:
    assert [entry for entry, count in Counter(row["id"] for row in rows(kind)).items() if count > 1] == []


def test_classes_and_moves_are_known() -> None:
    assert {row["class"] for row in rows("concepts")} == CLASSES
    assert {row["moves"] for row in rows("concepts")} == MOVES
    assert {row.get("moves") for row in rows("events")} <= MOVES


def test_events_and_concepts_that_are_named_exist() -> None:
    assert [row["id"] for row in rows("concepts") if row.get("event", "killed") not in events()] == []
    assert [row["id"] for row in rows("events") if row.get("concept", "death") not in concepts()] == []
    assert [row["id"] for row in rows("events") if row.get("of_people", "killed") not in events()] == []


def test_opposites_exist_and_are_not_themselves() -> None:
    assert [row["id"] for row in rows("events") if row.get("opposite", "killed") not in events()] == []
    assert [row["id"] for row in rows("events") if row.get("opposite") == row["id"]] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_has_words(lang: str, kind: str) -> None:
    known, listed = {row["id"] for row in rows(kind)}, read_yaml(f"{lang}/{kind}.yaml")
    assert sorted(set(listed) - known) == []
    assert sorted(entry for entry in known if not listed.get(entry)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_means_one_thing(lang: str, kind: str) -> None:
    meanings: dict[str, set[str]] = {}
    for entry, word in words(lang, kind):
        meanings.setdefault(fold(word), set()).add(entry)
    assert {word: entries for word, entries in meanings.items() if len(entries) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_words_are_in_folded_form(kind: str) -> None:
    assert [word for _, word in words("ar", kind) if word != fold(word)] == []


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "of"), ("en", "was"), ("ar", "امام"), ("ar", "اثر"), ("ar", "ام"), ("ar", "عام")]
)
def test_a_function_word_is_no_noun(lang: str, word: str) -> None:
    """It would be counted behind every number: «أمام» is no imam."""
    assert load(lang).nouns.get(word) is None


@pytest.mark.parametrize(
    ("lang", "word", "concept_id"),
    [
        ("en", "buses", "bus"),
        ("en", "cars", "car"),
        ("en", "nurses", "nurse"),
        ("en", "bridges", "bridge"),
        ("en", "servicemen", "troops"),
        ("en", "volcanoes", "volcano"),
        ("ar", "حافلتين", "bus"),
        ("ar", "سيارات", "car"),
        ("ar", "ممرضين", "nurse"),
        ("ar", "جسرين", "bridge"),
        ("ar", "براكين", "volcano"),
        ("ar", "صحافيين", "journalist"),
        ("ar", "طالبان", "militia"),
    ],
)
def test_words_in_their_forms(lang: str, word: str, concept_id: str) -> None:
    noun = load(lang).nouns.get(word)
    assert noun is not None
    assert noun.concept.id == concept_id


@pytest.mark.parametrize(
    ("lang", "word", "event_id"),
    [
        ("en", "impounded", "seized"),
        ("ar", "استوردت", "imported"),
        ("ar", "يستوردون", "imported"),
        ("ar", "ضبطت", "seized"),
    ],
)
def test_words_of_events(lang: str, word: str, event_id: str) -> None:
    assert load(lang).event_words.get(word) == event_id
    assert event(event_id) is not None
