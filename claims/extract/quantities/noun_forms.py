"""What form of a noun a word is: its plural, with a pronoun, with an ending of people."""

from __future__ import annotations

from functools import lru_cache

from claims.languages import Language, Noun

MIN_STEM = 3
"""Letters of a noun without its pronoun."""


def possessed_noun(word: str, language: Language, *, singular: bool = False) -> Noun | None:
    """The plural or dual that a word is with a pronoun, or in front of what owns it: «أطفالها», «مستشاريها», «مسلحي التنظيم»."""
    restored = language.mapping("possessed_forms")
    for ending in ("", *map(str, language.data.get("owner_endings", ()))):
        stem = word.removesuffix(ending)
        if len(stem) < MIN_STEM or (ending and stem == word):
            continue
        for cut, added in (("", ""), *restored.items()):
            noun = language.nouns.get(stem.removesuffix(cut) + str(added)) if stem.endswith(cut) else None
            if noun is not None and (singular or noun.form != "singular"):
                return noun
    return None


def noun_alone(word: str, language: Language) -> Noun | None:
    """The noun that a word is as it stands or with its article; behind a number no other prefix is part of what is counted."""
    articles = language.words("definite_prefixes")
    for clitic, rest in language.split(word):
        noun = language.nouns.get(rest) if not clitic or clitic in articles else None
        if noun is not None:
            return noun
    return None


def is_adjective_of_people(word: str, language: Language) -> bool:
    """Whether an ending tells that a word describes people."""
    return not any(word.startswith(p) for p in language.words("definite_prefixes")) and word.endswith(
        tuple(language.words("adjective_endings"))
    )


def is_group_of_people(word: str, language: Language) -> bool:
    """Whether a word that the lexicon lacks is a definite plural of people: «من المنكوبين»."""
    definite = any(word.startswith(prefix) for prefix in language.words("definite_prefixes"))
    return definite and word.endswith(tuple(language.words("people_endings")))


def is_plural_of_people(word: str, language: Language) -> bool:
    """Whether an ending tells that a word that the lexicon lacks is a plural of people: «ناجون», «ناجين»."""
    endings = tuple(language.words("people_plurals"))
    return bool(endings) and word.endswith(endings) and not word.endswith(tuple(language.words("not_people_endings")))


def may_be_noun(word: str, language: Language) -> bool:
    """Whether nothing in its form speaks against a word that the lexicon lacks being a noun."""
    if len(word) <= 2 or word.endswith(tuple(language.words("not_noun_endings"))):
        return False
    return not any(word.startswith(p) for p in language.words("verb_prefixes"))


def singular_of(word: str, language: Language) -> str | None:
    """The singular of a regular or listed plural; None for other words."""
    return _singular(word, language)


@lru_cache(maxsize=16384)
def _singular(word: str, language: Language) -> str | None:
    irregular = language.mapping("irregular_plurals")
    if word in irregular:
        return str(irregular[word])
    suffix = str(language.data.get("plural_suffix") or "")
    if not suffix or len(word) < 4 or not word.endswith(suffix):
        return None
    if word.endswith(tuple(language.words("not_plural_endings"))):
        return None
    for ending, singular in (language.data.get("singular_endings") or {}).items():
        if word.endswith(ending):
            return word[: -len(ending)] + str(singular)
    return word[: -len(suffix)]
