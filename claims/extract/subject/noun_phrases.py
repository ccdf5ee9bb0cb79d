"""Where does a noun phrase beside a measure begin and end, and with which one does its clause begin?"""

from __future__ import annotations

from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.subject.things import MAX_WORDS, Thing, belongs, is_verb, thing_at
from claims.languages import Kind, concept

CLAUSE = 24
"""Tokens before a measure among which its subject is looked for."""


def subject_of_clause(reading: Reading, mention: Mention) -> Thing | None:
    """The noun phrase before the verb of the clause, or of one before it: "shares in the chipmaker fell, losing 14 %"."""
    tokens, language = reading.tokens, reading.language
    floor = max(reading.sentences[reading.sentence_index(mention.i)].i, mention.i - CLAUSE)
    opens = language.words("clause_openers")
    end = mention.number_i
    while end > floor:
        begin = end
        while begin > floor and tokens[begin - 1].norm not in opens and tokens[begin - 1].text not in ',;:“"”()–—':
            begin -= 1
        found = _before_verb(reading, begin, end) or _over_aside(reading, begin, floor)
        if found is not None:
            return found
        end = begin - 1
    return None


def _over_aside(reading: Reading, begin: int, floor: int) -> Thing | None:
    """The subject before an aside between commas: "the euro, which bought $1.12 in July, slipped"."""
    tokens, language = reading.tokens, reading.language
    if begin <= floor + 1 or tokens[begin - 1].text != "," or not _is_finite(reading, begin):
        return None
    opening = next((k for k in range(begin - 2, floor, -1) if tokens[k].text == ","), floor)
    if opening == floor or not (
        tokens[opening + 1].norm in language.words("clause_openers") or is_participle(reading, opening + 1)
    ):
        return None
    start = opening
    while start > floor and tokens[start - 1].norm not in language.words("clause_openers") | {","}:
        start -= 1
    while start < opening and tokens[start].norm in language.words("determiners"):
        start += 1
    return _first_phrase(reading, start, opening)


def _is_finite(reading: Reading, k: int) -> bool:
    tokens, language = reading.tokens, reading.language
    return (
        tokens[k].norm in language.words("clause_verbs")
        or language.table("change_before").starting_at(tokens, k) is not None
    )


def _before_verb(reading: Reading, begin: int, end: int) -> Thing | None:
    """The first noun phrase of a clause that is none behind a preposition, up to the clause's verb."""
    tokens, language = reading.tokens, reading.language
    verbs, rises = language.words("clause_verbs"), language.table("change_before")
    while begin < end and (tokens[begin].kind is not Kind.WORD or tokens[begin].norm in language.words("determiners")):
        begin += 1
    for k in range(begin + 1, end):
        cue = language.speech_cues.starting_at(tokens, k)
        if cue is not None and cue[0] == "verb" and k + 1 < end and tokens[k + 1].norm in language.words("determiners"):
            return _before_verb(reading, k + 1, end)  # "the report claims the display will"
        if tokens[k].norm not in verbs and rises.starting_at(tokens, k) is None:
            continue
        named = language.nouns.starting_at(tokens, begin)
        if named is not None and named[1] > k:
            continue  # "power cuts"
        found = _first_phrase(reading, begin, k)
        known = concept(found.concept) if found is not None else None
        counted = found is not None and found.phrase.split()[-1] in language.words("number_heads")
        return found if counted or known is None or known.cls not in ("person", "group") else None
    return None


def _first_phrase(reading: Reading, begin: int, end: int) -> Thing | None:
    """The first noun phrase among tokens begin to end: a place or a time before it says when and where."""
    tokens, language = reading.tokens, reading.language
    i = begin
    while i < end:
        numbered = _name_with_number(reading, i)
        if numbered is not None:
            return numbered
        j = i
        while j < end and (belongs(reading, j) or (j > i and _is_article_of(reading, j))):
            polled = j > i and tokens[j].norm not in language.event_words and _is_participle(reading, j)
            if polled:
                break  # "economists polled by"
            j += 1
        if j > i:
            number, when = is_number(reading, i), reading.times_between(i, i + 1)
            i = min(when[0].j, j) if when else i  # "the September crude contract"
            found = thing_at(reading, i, j) if not number and i < j else None
            if found is None and not number:
                found = next((one for k in range(i, j) if (one := _currency(reading, k)) is not None), None)
            if found is not None or number:
                return found
        i = max(j, i) + 1
        while i < end and tokens[i].norm in language.words("determiners"):
            i += 1
    return None


def _name_with_number(reading: Reading, i: int) -> Thing | None:
    """A known name that a number is part of: "the S&P 500"."""
    tokens = reading.tokens
    found = reading.language.nouns.starting_at(tokens, i)
    if found is None or all(token.kind is Kind.WORD for token in tokens[i : found[1]]):
        return None
    return Thing(reading.text[tokens[i].start : tokens[found[1] - 1].end], found[0].concept.id)


def _is_article_of(reading: Reading, k: int) -> bool:
    """Whether "of" goes on over an article: "the price of a barrel of Brent"."""
    return _follows_of(reading, k) and reading.tokens[k].norm in reading.language.words("determiners")


def _currency(reading: Reading, k: int) -> Thing | None:
    """ "The euro slipped to $1.09": a currency that is no sum has a rate."""
    unit = reading.language.currencies.starting_at(reading.tokens, k)
    word = reading.tokens[k]
    named = unit is not None and word.kind is Kind.WORD and len(word.text) > 2
    return Thing(f"exchange rate of {word.text}", "exchange_rate") if named else None


def phrase_from(reading: Reading, k: int) -> Thing | None:
    tokens, determiners = reading.tokens, reading.language.words("determiners")
    while k < len(tokens) and tokens[k].norm in determiners:
        k += 1
    end = k
    while end < len(tokens) and end - k < MAX_WORDS and belongs(reading, end):
        if end > k and (_is_participle(reading, end) or tokens[end].norm in reading.language.words("opinion_verbs")):
            break  # "cocaine hidden in", "adults report"
        end += 1
    return thing_at(reading, k, end)


def is_participle(reading: Reading, k: int) -> bool:
    """Whether a participle opens an aside: ", shut for 14 months,"."""
    word, language = reading.tokens[k].norm, reading.language
    ends = word.endswith(tuple(language.words("verb_endings")) or "\0") or word in language.words("participles")
    return (ends or language.event_words.starting_at(reading.tokens, k) is not None) and language.nouns.get(
        word
    ) is None


def _is_participle(reading: Reading, k: int) -> bool:
    """Whether a participle behind a noun tells what happens to it."""
    tokens, language = reading.tokens, reading.language
    if language.nouns.get(tokens[k - 1].norm) is None or language.nouns.get(tokens[k].norm) is not None:
        return False
    word, behind = tokens[k].norm, tokens[k + 1].norm if k + 1 < len(tokens) else ""
    ends = word.endswith(tuple(language.words("verb_endings"))) or word in language.words("participles")
    ends = ends or language.event_words.starting_at(tokens, k) is not None
    return ends and (behind in language.words("stop_words") or not behind.isalpha())


def phrase_before(reading: Reading, k: int) -> Thing | None:
    """The noun phrase that ends before token k, with what "of" adds to it: "the price of a litre of petrol"."""
    tokens, language = reading.tokens, reading.language
    begin = k
    while begin > 0 and k - begin < MAX_WORDS + 2:
        article = tokens[begin - 1].norm in language.words("determiners")
        if not (belongs(reading, begin - 1) or (article and begin < k and _follows_of(reading, begin - 1))):
            break
        cue = language.speech_cues.starting_at(tokens, begin - 1) if begin < k else None
        sets = begin < k and tokens[begin - 1].norm in language.words("setting_verbs")
        if (
            sets
            or is_number(reading, begin - 1)
            or (cue is not None and language.nouns.get(tokens[begin - 1].norm) is None)
        ):
            break  # "the World Bank expects growth of"
        begin -= 1
    if begin and begin + 1 < k and tokens[begin - 1].norm in language.words("clause_verbs", "range_to"):
        begin += language.nouns.get(tokens[begin].norm) is None or is_verb(reading, begin)  # "will cap rents at"
    if begin and tokens[begin - 1].text == "," and tokens[begin].norm.endswith(tuple(language.words("verb_endings"))):
        begin += 1  # ", beating forecasts of"
    bare = begin < k and tokens[k - 1].norm in language.words("determiners")  # "a regional average of 1.2"
    return thing_at(reading, begin, k) if not bare else None


def _follows_of(reading: Reading, k: int) -> bool:
    return k > 0 and reading.tokens[k - 1].norm in reading.language.words("of_whole")


def is_number(reading: Reading, k: int) -> bool:
    """Whether token k is the number of a quantity."""
    at = reading.mentions.first_from(k + 1) - 1
    if at < 0 or k >= reading.mentions[at].j:
        return False
    noun = reading.mentions[at].noun
    return noun is None or k < min((noun.i, *noun.modifiers))
