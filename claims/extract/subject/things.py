"""What is counted or measured: its noun phrase, from the words of the text where they may be quoted, else from the lexicon."""

from __future__ import annotations

from claims.extract.quantities.mentions import Mention
from claims.extract.quantities.noun_forms import singular_of
from claims.extract.reading import Reading
from claims.languages import Kind, concept
from claims.languages.gazetteer import people_adjective
from claims.values import dataclass

MAX_WORDS = 5
"""Words of a phrase; a longer one says more than what is counted."""
STRICT = frozenset({"measure", "money"})
"""Classes of concepts that are measured by nature."""
LOOSE = STRICT | {"thing", "event"}
"""Classes of concepts that may be measured."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An English noun phrase and the concept, or the singular of the head, that it is about."""

    phrase: str
    concept: str | None
    complete: bool = False
    """The phrase says all that there is to say."""

    told: bool = False
    """A verb beside the sum tells what it is."""


def counted_thing(reading: Reading, mention: Mention) -> Thing | None:
    """The noun behind a number as it is written, with what stands before it: "rocket or drone attacks"."""
    noun, language = mention.noun, reading.language
    if noun is None or not language.data.get("phrases_as_written"):
        return None
    first = min((noun.i, *noun.modifiers))
    words = [reading.tokens[k].norm for k in range(noun.i, noun.j)]
    if any(word in language.words("people_words") for word in words):
        return None
    skipped = language.words("skip_before_noun")
    while first < noun.j - 1 and reading.tokens[first].norm in skipped and not reading.places_between(first, first + 1):
        first += 1  # "14 new deaths"
    phrase = written(reading, first, noun.j)
    return Thing(phrase, noun.concept) if phrase else None


def is_measure(thing: Thing) -> bool:
    """Whether it is something that is measured by nature: a price, a rate, a height."""
    known = concept(thing.concept)
    return known is not None and known.cls in STRICT


def is_verb(reading: Reading, k: int) -> bool:
    """Whether a word that is a noun as well is a verb here: "to pay", "Households in Amman pay"."""
    language, tokens = reading.language, reading.tokens
    if not k or tokens[k].norm not in language.words("verb_nouns"):
        return False
    before = tokens[k - 1]
    nominal = language.words("determiners", "place_prepositions", "joiners")
    if before.norm in nominal - language.words("range_to") or before.text.endswith(("'s", "’s")):
        return False
    if k + 1 < len(tokens) and tokens[k + 1].norm in language.words("range_to"):
        return True  # "the company plans to cut"
    if k + 1 < len(tokens) and language.table("change_before").starting_at(tokens, k + 1) is not None:
        return False  # "unless pay rises"
    noun = language.nouns.get(before.norm)
    return noun is None or noun.form == "plural"


def belongs(reading: Reading, k: int) -> bool:
    """Whether a token may stand inside a noun phrase."""
    token, language = reading.tokens[k], reading.language
    if token.kind is Kind.SYMBOL:
        return token.text in ("-", "’", "'")
    stops = language.words("stop_words", but="of_whole")
    if token.norm in language.words("verb_nouns"):
        return not is_verb(reading, k)
    return token.kind is Kind.WORD and token.norm not in stops and token.norm not in language.words("clause_verbs")


def thing_at(reading: Reading, i: int, j: int) -> Thing | None:
    tokens, language = reading.tokens, reading.language
    while i < j and (tokens[i].norm in language.words("determiners") or tokens[i].norm in language.words("of_whole")):
        i += 1
    while j > i and tokens[j - 1].norm in language.words("of_whole"):
        j -= 1
    if i >= j:
        return None
    phrase = written(reading, i, j)
    if (last := phrase.rpartition(" "))[2] in language.words("of_whole"):
        phrase = last[0]  # "the economy of Angola", whose place is told by itself
    pronoun = tokens[i].norm.replace("’", "'").partition("'")[0]  # "you've"
    if len(phrase) < 2 or pronoun in language.words("speaker_not"):
        return None
    for k in range(i, j):
        unit = language.units.starting_at(tokens, k)
        if unit is None:
            continue
        if unit[1] < j and tokens[unit[1]].norm in language.words("of_whole"):
            return thing_at(reading, unit[1], j)  # "15 tonnes of cocaine"
        return None
    head = i
    while head + 1 < j and tokens[head + 1].norm not in language.words("of_whole"):
        head += 1
    if head > i and tokens[head].norm in language.words("number_heads"):
        counted = language.nouns.get(tokens[head - 1].norm)
        if counted is not None:
            return Thing(phrase, counted.concept.id)  # "passenger numbers"
    names = (language.nouns.starting_at(tokens, k) for k in range(i, head + 1))
    found = next((name for name in names if name is not None and name[1] > head), None)  # "annual inflation rate"
    word = tokens[head].norm
    if found is None and language.peoples.starting_at(tokens, head) is not None and singular_of(word, language):
        return Thing(phrase, str(language.data.get("people_unit")))  # "70 percent of Americans"
    return Thing(phrase, found[0].concept.id if found is not None else singular_of(word, language) or word)


def _goes_on(reading: Reading, k: int) -> bool:
    """Whether a token is not the first of a sentence or a quotation, so that its capital is that of a name."""
    return k > 0 and (reading.tokens[k - 1].kind in (Kind.WORD, Kind.NUMBER) or reading.tokens[k - 1].text == ",")


def written(reading: Reading, i: int, j: int) -> str:
    """The words of a phrase, peoples by their usual adjective, places and articles left out."""
    tokens, language = reading.tokens, reading.language
    peoples = {span.i: span for span in reading.places_between(i, j)}
    words: list[str] = []
    k = i
    while k < j:
        span = peoples.get(k)
        if span is not None:
            if span.demonym:
                people = span.j == j and singular_of(tokens[k].norm, language) is not None  # "Afghans"
                words.append(tokens[k].text if people else people_adjective(span.place.country))
            k = max(span.j, k + 1)
            continue
        token = tokens[k]
        if token.text in ("-", "–"):
            if words and k + 1 < j:
                words[-1] += "-" + tokens[k + 1].text
            k += 2
            continue
        if token.kind is Kind.WORD and token.norm not in language.words("determiners"):
            named = token.text[1:2].isupper() or (token.text[:1].isupper() and (k > i or _goes_on(reading, k)))
            words.append(token.text if named else token.norm)
        k += 1
    return " ".join(words[:MAX_WORDS])
