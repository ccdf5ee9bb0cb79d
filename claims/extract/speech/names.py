"""A person's name without titles and offices: "President Joe Biden" → "Joe Biden", «الرئيس الأميركي بايدن» → «بايدن»."""

from __future__ import annotations

from collections.abc import Sequence

from claims.languages import Kind, Language, Token

MAX_QUOTED = 4
"""Words of a name in quotation marks."""
MARKS = {"“": "”", "«": "»", "„": "“", '"': '"'}


def quoted(tokens: Sequence[Token], k: int, end: int, longest: int = MAX_QUOTED) -> int | None:
    """The mark that closes a name in quotation marks, opened at token k: «وكالة «فيتش»»."""
    closing = MARKS.get(tokens[k].text)
    for at in range(k + 2, min(k + longest + 2, end)) if closing is not None else ():
        if tokens[at].text == closing:
            return at
    return None


def trimmed(tokens: Sequence[Token], i: int, j: int, language: Language) -> tuple[int, int]:
    """Tokens i to j without the titles before the name; all of them where no name follows."""
    begin = (
        _name_by_capitals(tokens, i, j, language)
        if language.data.get("capitals")
        else _after_office(tokens, i, j, language)
    )
    begin = begin if i < begin < j else i
    ending = _before_explained if language.data.get("capitals") else _before_office
    return begin, ending(tokens, begin, j, language)


def _before_office(tokens: Sequence[Token], i: int, j: int, language: Language) -> int:
    """Where a person's name ends before the office that explains it: a name of two words and «المتحدث باسم الجيش»."""
    if _is_office(tokens[i], language) or _is_any(tokens[i].norm, language.words("source_nouns"), language):
        return j
    for k in range(i + 2, j):
        if _is_any(tokens[k].norm, language.words("titles"), language):
            return k
        if _is_definite(tokens[k - 1], language) and k - 1 > i + 1:
            break
    return j


def _name_by_capitals(tokens: Sequence[Token], i: int, j: int, language: Language) -> int:
    """The first token after the last title, where nothing but capitalised words and the particles of names follow."""
    titles, particles = language.words("titles"), language.words("name_particles")
    begin = max((k + 1 for k in range(i, j) if tokens[k].norm in titles), default=i)
    while begin < j and tokens[begin].kind is Kind.SYMBOL:
        begin += 1
    rest = [token for token in tokens[begin:j] if token.kind is Kind.WORD]
    named = rest and rest[0].text[:1].isupper() and rest[0].norm not in language.words("office_words")
    whole = all(token.text[:1].isupper() or token.norm in particles for token in rest)
    return begin if named and whole else i


def _before_explained(tokens: Sequence[Token], i: int, j: int, language: Language) -> int:
    """Where a person's name of two words or more ends before a title in small letters: "Jowan Ibrahim, commander of"."""
    for k in range(i, j):
        article = tokens[k].norm in language.words("name_fillers")
        at = k + 1 if article else k
        particle = tokens[k].norm in language.words("name_particles") and (at >= j or tokens[at].text[:1].isupper())
        if not tokens[k].text[:1].isupper() and not particle:
            explains = k - i > 1 and at < j and tokens[at].norm in language.words("titles")
            return k if explains and tokens[at].text.islower() else j
    return j


def _after_office(tokens: Sequence[Token], i: int, j: int, language: Language) -> int:
    """An office is a construct that ends in a definite noun or a place, with the adjectives behind it; the name is what is left.

    «المتحدث باسم الجيش الإسرائيلي» + name, «وزير الصحة العراقي» + name, «الرئيس الأميركي» + name.
    """
    if not _is_any(tokens[i].norm, language.words("titles"), language):
        return i
    k, is_open = i, True
    while k < j:
        token = tokens[k]
        place = language.places.starting_at(tokens, k)
        closing = quoted(tokens, k, j)
        if closing is not None:
            k, is_open = closing + 1, False  # «نائب رئيس «ياهو»»
        elif is_open:
            ends = place is not None or _is_definite(token, language)
            leads_on = k + 1 < j and _is_definite(tokens[k + 1], language)
            if not (ends or _is_office(token, language) or leads_on):
                break
            k, is_open = (place[1] if place is not None else k + 1), not ends
        elif place is not None or _is_office(token, language) or _is_linked(token, language):
            k, is_open = (place[1] if place is not None else k + 1), place is None and not _is_definite(token, language)
        elif _goes_on(token, language):
            k += 1
        else:
            break
    return k


def _goes_on(token: Token, language: Language) -> bool:
    """An adjective of what an office is of, or what is joined to it: «التخطيط والتطوير»."""
    if not _is_definite(token, language):
        return False
    adjective = token.norm.endswith(tuple(language.words("office_endings"))) or token.text.endswith(
        tuple(language.words("office_endings_as_written"))
    )
    return adjective or token.norm.startswith(tuple(language.additive))


def _is_definite(token: Token, language: Language) -> bool:
    definite = language.words("definite_clitics")
    return any(clitic in definite for clitic, _ in language.split(token.norm)) or (
        language.peoples.starting_at((token,), 0) is not None
    )


def _is_linked(token: Token, language: Language) -> bool:
    """What an office is of, behind a preposition: «الأمين العام للأمم المتحدة», «مدير التعليم بمنطقة الرياض», but not «بايدن»."""
    known = language.words("office_words", "source_nouns", "titles")
    return any(
        clitic in language.words("office_links") and (clitic in language.words("definite_clitics") or rest in known)
        for clitic, rest in language.split(token.norm)
    )


def _is_office(token: Token, language: Language) -> bool:
    """Titles, and the words of which offices are made: «باسم», «وزارة», «مجلس», «العام»."""
    return _is_any(token.norm, language.words("titles", "office_words"), language) or (
        language.peoples.starting_at((token,), 0) is not None
    )


def _is_any(word: str, words: frozenset[str], language: Language) -> bool:
    return language.is_among(word, words)
