"""One language: the tables of its data files, made ready for look-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, NamedTuple, TypeVar

from claims.languages.gazetteer import PlaceName, marked_names, people_names, place_names
from claims.languages.lexicon import Concept, concepts, events, plural
from claims.languages.phrases import Phrase, PhraseTable, read_yaml
from claims.languages.tokens import PLAIN, Spelling, fold

T = TypeVar("T")
_FOLDER = resources.files("claims.languages")
_RULES = ("language", "quantities", "context")
"""Files whose keys are those of the language."""
_LEXICON = ("concepts", "events", "causes", "nouns", "places", "opposites", "rivals")
"""Files of words by id, each a key of the language."""


MAX_WORDS = 32_768
"""Different words of which is remembered what they are made of."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun as a text writes it."""

    concept: Concept
    form: str
    """singular, dual or plural."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A standard unit and the dimension that it measures."""

    name: str
    dimension: str


class Language:
    """What code knows of a language; every table comes from its folder."""

    def __init__(self, code: str, data: dict[str, Any]) -> None:
        self.code = code
        self.data = data
        self.name = str(data.get("name", code))
        self.clitics: tuple[str, ...] = tuple(sorted(map(fold, data.get("clitics", ())), key=len, reverse=True))
        self._clitics_by_size = {size: {c for c in self.clitics if len(c) == size} for size in map(len, self.clitics)}
        self.additive = frozenset(map(fold, data.get("additive", ())))
        self.units_before_tens = bool(data.get("units_before_tens"))
        self.spelling = Spelling(
            frozenset(map(fold, data.get("elisions", ()))),
            tuple(map(fold, data.get("possessives", PLAIN.possessives))),
            "".join(data.get("grouping", PLAIN.grouping)),
        )
        self.and_between = str(data.get("and_between", ""))
        # Asked for at every number of every text: remembered.
        self.split = lru_cache(maxsize=MAX_WORDS)(self._split)
        self.forms = lru_cache(maxsize=MAX_WORDS)(self._forms)
        self.noun_at_word = lru_cache(maxsize=MAX_WORDS)(self._noun_at_word)
        self.words, self.mapping, self.table = cache(self._words), cache(self._mapping), cache(self._table)

    # -- words -----------------------------------------------------------------------------------------------------

    def _split(self, word: str) -> tuple[tuple[str, str], ...]:
        """(clitics, rest) of a word: as it stands first, then with each prefix cut off."""
        ways = [("", word)]
        for size, clitics in self._clitics_by_size.items():  # the longest first
            if len(word) > size + 1 and word[:size] in clitics:
                ways.append((word[:size], word[size:]))
        return tuple(ways)

    def _forms(self, word: str) -> tuple[str, ...]:
        """A word without each of the prefixes that it may carry."""
        return tuple(rest for _, rest in self.split(word))

    def is_among(self, word: str, words: AbstractSet[str]) -> bool:
        """Whether a word, perhaps with a prefix, is one of some words."""
        return not words.isdisjoint(self.forms(word))

    def _words(self, *keys: str, but: str = "") -> frozenset[str]:
        """The single words of one list of the data or of several, without those of another one."""
        listed = (fold(str(word)) for key in keys for word in self.data.get(key, ()))
        return frozenset(listed).difference(self.words(but) if but else ())

    def _mapping(self, key: str) -> dict[str, Any]:
        """A map of folded words of the data."""
        return {fold(str(word)): value for word, value in (self.data.get(key) or {}).items()}

    def _table(self, key: str, *, clitics: bool = True) -> PhraseTable[str]:
        """A map of meaning → phrases of the data, as a phrase table; a plain list maps each phrase to itself."""
        value = self.data.get(key) or {}
        pairs: Iterable[tuple[str, str]]
        if isinstance(value, dict):
            pairs = ((text, str(meaning)) for meaning, texts in value.items() for text in texts)
        else:
            pairs = ((text, str(text)) for text in value)
        return self._phrases(pairs, self.forms if clitics else None)

    def _phrases(
        self, entries: Iterable[tuple[str, T]], forms: Callable[[str], Iterable[str]] | None = None
    ) -> PhraseTable[T]:
        """A table in the language's spelling; `forms` matter only where words carry prefixes."""
        return PhraseTable(entries, forms if self.clitics else None, self.spelling)

    @cached_property
    def ratio_links(self) -> dict[str, list[tuple[Phrase, bool]]]:
        """The words between the two numbers of a ratio, by the first of them, and whether they join much else as well."""
        found: dict[str, list[tuple[Phrase, bool]]] = {}
        for key, loose in (("ratio_joiners", False), ("loose_ratios", True)):
            for words in self.data.get(key, ()):
                found.setdefault(words[0], []).append((tuple(words), loose))
        return found

    @cached_property
    def ratio_ends(self) -> frozenset[str]:
        """The last words between the two numbers of a ratio."""
        return frozenset(words[-1] for words in self.data.get("ratio_joiners", ()))

    @cached_property
    def composed_heads(self) -> frozenset[str]:
        """The words that composed numerals begin with."""
        return frozenset(words[0] for words in self.composed_numerals.meaning)

    @cached_property
    def composed_numerals(self) -> PhraseTable[float]:
        """Numerals below a hundred of more than one word that no rule of addition makes: "quatre-vingt-dix"."""
        return self._phrases((text, float(value)) for text, value in (self.data.get("composed_numerals") or {}).items())

    # -- units -----------------------------------------------------------------------------------------------------

    @cached_property
    def units(self) -> PhraseTable[Unit]:
        """Measures, percent and currencies."""
        pairs: list[tuple[str, Unit]] = []
        for name, dimension, words in self.data.get("units", ()):
            pairs += [(word, Unit(name, dimension)) for word in words]
        for word, name in (self.data.get("percent") or {}).items():
            pairs.append((word, Unit(name, "percent")))
        for code, words in (self.data.get("currencies") or {}).items():
            pairs += [(word, Unit(code, "money")) for word in words]
        return self._phrases(pairs)

    @cached_property
    def currencies(self) -> PhraseTable[Unit]:
        """Currency signs and words that may stand before a number."""
        return self._phrases(
            (word, Unit(code, "money")) for code, words in (self.data.get("currencies") or {}).items() for word in words
        )

    # -- counted nouns -----------------------------------------------------------------------------------------------

    @cached_property
    def nouns(self) -> PhraseTable[Noun]:
        """The words of all concepts, in every form."""
        pairs: list[tuple[str, Noun]] = []
        for concept in concepts().values():
            for word in self._lexicon("concepts", concept.id):
                pairs += [(form, Noun(concept, number)) for form, number in self._inflect(word)]
        known = {form: noun.concept for form, noun in reversed(pairs)}
        things: list[tuple[str, Noun]] = []
        for unit, words in (self.data.get("nouns") or {}).items():
            thing = Concept(unit, "thing", unit, plural(unit), "one_off", None)
            for form, number in (inflected for word in words for inflected in self._inflect(str(word))):
                wider = known.get(form)  # a concept's word may have a nearer name: a minister is an official
                things.append((form, Noun(replace(wider, unit=unit) if wider is not None else thing, number)))
        return self._phrases([*things, *pairs])

    def _lexicon(self, kind: str, entry: str) -> list[str]:
        """The words of a concept or event."""
        return [str(word) for word in self.data.get(kind, {}).get(entry, ())]

    def _inflect(self, word: str) -> Iterator[tuple[str, str]]:
        """The forms of a listed noun: `word` or `singular/plural`, with the endings that the language adds by rule."""
        singular, _, plural = word.partition("/")
        yield singular, "plural" if singular in self._plural_only else "singular"
        if plural:
            yield plural, "plural"
        for of_plural, unless_plural, rule in self._noun_endings["listed" if plural else "regular"]:
            if plural and plural.endswith(unless_plural):
                continue
            form = rule.applied_to(plural if of_plural else singular)
            if form is not None:
                yield form, rule.number

    @cached_property
    def _noun_endings(self) -> dict[str, list[tuple[bool, tuple[str, ...], _Ending]]]:
        """By whether a noun's plural is listed: (whether it is of the plural, the plurals that it spares, the ending)."""
        rules = self.data.get("noun_endings", ())
        return {
            kind: [
                (rule.get("of") == "plural", tuple(rule.get("unless_plural", ())), _Ending.of(rule))
                for rule in rules
                if rule.get("when", kind) == kind
            ]
            for kind in ("listed", "regular")
        }

    @cached_property
    def _plural_only(self) -> frozenset[str]:
        return frozenset(map(str, self.data.get("plural_only", ())))

    def _noun_at_word(self, word: str) -> Noun | None:
        for rest in self.forms(word):
            noun = self.nouns.get(rest)
            if noun is not None:
                return noun
        return None

    # -- places ------------------------------------------------------------------------------------------------------

    @cached_property
    def places(self) -> PhraseTable[PlaceName]:
        """Names of places."""
        latin = self.data.get("script") == "latin"
        names = place_names(self.code, self.data.get("places", {}), self.words("not_places"), latin=latin)
        return self._phrases(names, self._place_forms)

    @cached_property
    def marked_places(self) -> dict[str, PlaceName]:
        """Names, as written, that only their vowel marks tell from those of other places."""
        heads = ("", *self.data.get("place_clitics", ()))
        return {head + name: place for name, place in marked_names(self.data.get("places", {})) for head in heads}

    @cached_property
    def peoples(self) -> PhraseTable[PlaceName]:
        """Names and adjectives of peoples, with the endings that the language adds by rule."""
        listed = people_names(self.data.get("places", {}).get("peoples", {}))
        rules = [_Ending.of(rule) for rule in self.data.get("demonym_endings", ())]
        return self._phrases(
            ((form, people) for name, people in listed for form in _with_endings(name, rules)), self.forms
        )

    def _place_forms(self, word: str) -> tuple[str, ...]:
        """A name carries few prefixes, and never an article that is not its own: «الأم» is not «أم»."""
        allowed, definite = self.words("place_clitics"), self.words("definite_clitics")
        found = [word]
        if word in self.words("not_places"):
            return (word,)
        for clitic, rest in self.split(word):
            if clitic in allowed:
                found.append(rest)
            elif clitic in definite and clitic.endswith("لل"):  # ل + ال
                found.append("ال" + rest)
        return tuple(found)

    # -- events ------------------------------------------------------------------------------------------------------

    @cached_property
    def cause_words(self) -> PhraseTable[str]:
        """The words that name what brought harm about."""
        return self._phrases(
            ((str(word), cause) for cause, words in self.data.get("causes", {}).items() for word in words),
            self.forms,
        )

    @cached_property
    def speech_cues(self) -> PhraseTable[str]:
        """The words that tell who speaks: `verb`, `after` ("according to") or `again` ("adding that")."""
        kinds = (("after", "speech_after"), ("again", "speech_again"), ("verb", "speech_verbs"))
        return self._phrases(((str(word), kind) for kind, key in kinds for word in self.data.get(key, ())), self.forms)

    @cached_property
    def event_words(self) -> PhraseTable[str]:
        """The words that tell of an event."""
        return self._phrases(
            ((word, event_id) for event_id in events() for word in self._lexicon("events", event_id)),
            self.forms,
        )


class _Ending(NamedTuple):
    """A rule that gives a word another ending."""

    cut: str
    """The one that it needs."""
    unless: tuple[str, ...]
    """Those that it must not have."""
    shape: str
    """The shape that it must not have, a dot for each letter that may be any: "..ا.." and what is longer."""
    add: str
    """The new one."""
    number: str

    @classmethod
    def of(cls, rule: Mapping[str, Any]) -> _Ending:
        shape = str(rule.get("unless_shape", ""))
        return cls(rule.get("cut", ""), tuple(rule.get("unless", ())), shape, str(rule["add"]), rule.get("number", ""))

    def applied_to(self, word: str) -> str | None:
        """The word with the new ending; None where the rule is not for it."""
        cut, unless, shape, add, _ = self
        if not word.endswith(cut) or word.endswith(unless):
            return None
        if shape and len(word) >= len(shape) and all(a in (".", b) for a, b in zip(shape, word, strict=False)):
            return None
        return word.removesuffix(cut) + add


def _with_endings(word: str, rules: Iterable[_Ending]) -> Iterator[str]:
    yield word
    yield from (form for rule in rules if (form := rule.applied_to(word)) is not None)


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder."""
    folders = (entry for entry in _FOLDER.iterdir() if entry.is_dir())
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("quantities.yaml").is_file()))


def profile(code: str) -> dict[str, Any]:
    """The name, script and commonest words of a language, which tell that a text is in it; its other files are not read."""
    found: dict[str, Any] = read_yaml(f"{code}/language.yaml")
    return found


@cache
def load(code: str) -> Language:
    """The language of an ISO 639-1 code.

    Raises:
        KeyError: there is no folder for it.
    """
    if code not in available():
        raise KeyError(code)
    data: dict[str, Any] = {}
    for section in _RULES + _LEXICON:
        if _FOLDER.joinpath(code, f"{section}.yaml").is_file():
            content = read_yaml(f"{code}/{section}.yaml") or {}
            data |= content if section in _RULES else {section: content}
    return Language(code, data)
