"""The slots of a claim: event, place, time and qualifiers, each from the sentence around the quantity, else from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.quantities.mentions import Mention
from claims.extract.reading import EventSpan, Reading
from claims.extract.subject.governing import governing_event
from claims.extract.subject.passives import ends_clause, is_age, passive_after, without_nouns
from claims.extract.text.sentences import Sentence
from claims.languages import Kind, concept, event

STRIKES = frozenset({"attacked", "fell"})
"""Events of nouns that have a target."""
BODY = 14
"""Tokens between a body and the number of its members."""
SICK = 2
"""Sentences before and after cases in which their disease may be named."""
NAMED = 14
"""How many tokens before and after what is counted a disease may be named that brings it about."""
THOUGHT = 2
"""Tokens between those counted and the verb by which they think something."""
ASKED = 4
"""Tokens between a share and the verb of those asked."""
BEFORE, AFTER = 9, 7
"""How many tokens before and after a quantity its event may stand."""


def own_event(reading: Reading, index: int) -> str | None:
    """The event that the words around mention `index` tell of it.

    An event right after what is counted wins where the one before stands apart ("Child killed 20 people injured"), then one right before
    the number; then one after it that no further number follows; then one further before it.
    """
    if reading.language.data.get("verb_first"):
        return governing_event(reading, index)
    mention = reading.mentions[index]
    if is_asked(reading, mention):
        return None
    previous = reading.mentions[index - 1].j if index else 0
    named = _behind_noun(reading, mention, previous)
    if named is not None:
        return named
    sentence = reading.sentences[reading.sentence_index(mention.i)]
    following = _next(reading, index)
    floor = max(sentence.i, previous, mention.i - BEFORE)
    ceiling = min(sentence.j, following, mention.j + AFTER)
    floor, ceiling = _between_breaks(reading, floor, ceiling, mention)
    opens = reading.language.words("clause_of_time")
    floor = next((k + 1 for k in range(mention.i - 1, floor - 1, -1) if reading.tokens[k].norm in opens), floor)
    before = _without_trend(_of_verbs(reading, reading.events_in(floor, mention.i), mention))
    passive = passive_after(reading, mention, sentence.j)
    if passive is not None:
        return passive
    after = without_nouns(reading, reading.events_in(mention.j, _end_of_clause(reading, mention.j, ceiling)))
    if _is_where(reading, mention):
        return None
    beside = after[0] if after and after[0].i == mention.j else None
    if _begins_clause(reading, mention):
        before = ()
    if before and mention.i - before[-1].j <= 2:
        known = event(before[-1].event)
        apart = reading.tokens[before[-1].j : mention.i]
        listed = any(token.text == "," or token.norm in reading.language.words("joiners") for token in apart)
        own = reading.events_in(mention.noun.i, mention.noun.j) if mention.noun is not None and listed else ()
        if own:
            return own[-1].event  # "6,000 people were killed and 3 million displaced"
        if beside is not None and _is_active(reading, beside):
            return before[-1].event
        harms = beside is not None and (told := event(beside.event)) is not None and told.concept is not None
        sure = known is not None and (known.concept is None or listed)
        ends = beside is not None and ends_clause(reading, beside.j)
        if beside is not None and known is not None and ((harms and (sure or ends)) or (listed and ends)):
            return beside.event
        return before[-1].event
    if beside is not None and (ends_clause(reading, beside.j) or _joins(reading, beside.j)):
        return beside.event  # "18 people died and more than 40 were injured"
    if beside is not None and beside.j == following and _has_own_event(reading, index + 1):
        return beside.event  # "Three people killed five injured"
    for span in after:
        if span.i > mention.j and _joins(reading, span.i - 1) and not ends_clause(reading, span.j):
            continue  # "killing two customers and damaging the post office"
        finite = _is_finite(reading, mention, span) and ends_clause(reading, span.j)
        if finite or following - span.j >= 3 or following >= sentence.j:
            return span.event
    return _by_noun(reading, mention) or (before[-1].event if before else _in_phrase(reading, mention))


def is_asked(reading: Reading, mention: Mention) -> bool:
    """Whether a share is of people asked, so that what follows is what they think: "two in three Greeks expect their income to shrink"."""
    opinions = reading.language.words("opinion_verbs")
    if mention.quantity.dimension == "count" and opinions:
        return _thinks(reading, mention)
    if mention.quantity.dimension not in ("percent", "ratio") or not opinions:
        return False
    return any(token.norm in opinions for token in reading.tokens[mention.j : mention.j + ASKED])


def _thinks(reading: Reading, mention: Mention) -> bool:
    """Whether those counted think something: "31 analysts polled expected a cut", not "5,000 people expected to attend"."""
    tokens, language = reading.tokens, reading.language
    known = concept(mention.concept)
    if known is None or known.cls != "person":
        return False
    verbs, objects = language.words("thinking_verbs"), language.words("determiners", "speech_that")
    near = range(mention.j, min(mention.j + THOUGHT, len(tokens) - 1))
    return any(tokens[k].norm in verbs and tokens[k + 1].norm in objects for k in near)


def _is_finite(reading: Reading, mention: Mention, span: EventSpan) -> bool:
    """Whether an auxiliary makes an event the verb of those counted: "28 schools in the district have closed, six for"."""
    auxiliaries = reading.language.words("passive_auxiliaries")
    if any(token.kind is not Kind.WORD for token in reading.tokens[mention.j : span.i]):
        return False
    return any(reading.tokens[k].norm in auxiliaries for k in (span.i - 1, span.i) if k >= mention.j)


def _is_active(reading: Reading, span: EventSpan) -> bool:
    """Whether a participle tells what is done to others: "killing four citizens injuring many others"."""
    endings = tuple(reading.language.words("present_participles")) or "\0"
    return span.event != "missing" and reading.tokens[span.i].norm.endswith(endings)


def _by_noun(reading: Reading, mention: Mention) -> str | None:
    """What a noun tells that is a participle as well: "have been killed in the war and millions more displaced"."""
    known, noun = concept(mention.concept), mention.noun
    own = reading.events_in(noun.i, noun.j) if noun is not None else ()
    told = event(own[-1].event) if own else None
    if told is None or known is None or (known.event is None and told.concept is None):
        return None
    return told.id if known.event in (None, told.id) and known.cls in ("person", "harm") else None


def _in_phrase(reading: Reading, mention: Mention) -> str | None:
    """What the adjective of what is counted tells: "and 115 wounded persons", "112 damaged houses"."""
    if mention.noun is None:
        return None
    inside = reading.events_in(mention.number_i + 1, mention.noun.i)
    told = event(inside[-1].event) if inside else None
    if told is None:
        return None
    if is_of_people(mention.concept):
        return told.id if told.concept is not None else None
    participle = reading.tokens[inside[-1].j - 1].norm.endswith(
        tuple(reading.language.words("participle_endings")) or "\0"
    )
    return told.id if told.of_things and participle else None


def _begins_clause(reading: Reading, mention: Mention) -> bool:
    """Whether those counted begin a clause with a verb of its own: "people are trapped and 28 have starved"."""
    language, tokens = reading.language, reading.tokens
    if not mention.i or mention.j >= len(tokens):
        return False
    head, verb = tokens[mention.i - 1], tokens[mention.j].norm
    told = mention.i > 1 and any(span.j == mention.i - 1 for span in reading.events_in(mention.i - 3, mention.i))
    acts = told and (
        verb in language.words("clause_verbs") or verb.endswith(tuple(language.words("past_endings")) or "\0")
    )
    acts = acts and not reading.events_in(mention.j, mention.j + 1)  # "five died and eight others experienced"
    if verb not in language.words("passive_auxiliaries") and not acts:
        return False
    return head.text in ",;" or head.norm in language.words("joiners")


def _has_own_event(reading: Reading, index: int) -> bool:
    """Whether what happens to a quantity is told by its noun or right behind it."""
    if index >= len(reading.mentions):
        return False
    mention = reading.mentions[index]
    return bool(reading.events_in(mention.number_i, mention.j + 1))


def _next(reading: Reading, index: int) -> int:
    """Where the next quantity begins that is no age said in passing: "eight students between 7 and 12 years old were killed"."""
    for other in reading.mentions[index + 1 : index + 3]:
        if other.quantity.dimension != "age" and not (
            other.quantity.dimension == "duration" and is_age(reading, other)
        ):
            return other.i
    return len(reading.tokens)


def _behind_noun(reading: Reading, mention: Mention, floor: int) -> str | None:
    """The event right behind a noun that stands before its number's verb: "the number of people killed since the war began fell to 30"."""
    noun = mention.noun
    if noun is None or noun.j >= mention.i or noun.i < floor:
        return None
    found = [span for span in reading.events_in(noun.j, noun.j + 1) if span.i == noun.j]
    known = event(found[0].event) if found else None
    return found[0].event if found and known is not None and not known.trend else None


def _between_breaks(reading: Reading, floor: int, ceiling: int, mention: Mention) -> tuple[int, int]:
    """From where to where the words around a mention are of its own main clause: a semicolon ends it."""
    for k in range(mention.i - 1, floor - 1, -1):
        if reading.tokens[k].text in ";؛" or reading.tokens[k].norm in reading.language.words("where_words"):
            floor = k + 1  # "turned out for the vigil, where 27 candles were lit"
            break
    ends = (k for k in range(mention.j, ceiling) if reading.tokens[k].text in ";؛")
    return floor, next(ends, ceiling)


def _end_of_clause(reading: Reading, i: int, j: int) -> int:
    """Where a clause of its own begins behind those counted: "35 people were treated after shells had hit"."""
    opens = reading.language.words("subclause_openers")
    return next((k for k in range(i + 1, j) if reading.tokens[k].norm in opens), j)


def _is_where(reading: Reading, mention: Mention) -> bool:
    """Whether a preposition makes what is counted the place or the means, and nothing happens to it: "vote at 59,000 polling stations"."""
    known, tokens, language = concept(mention.concept), reading.tokens, reading.language
    if mention.noun is None or mention.quantity.dimension != "count" or not mention.i:
        return False
    if known is not None and known.cls not in ("thing", "group"):
        return False
    at = mention.i
    while at > 1 and tokens[at - 1].norm in language.words("determiners"):
        at -= 1
    return tokens[at - 1].norm in language.words("where_prepositions")


def _of_verbs(reading: Reading, spans: Sequence[EventSpan], mention: Mention) -> Sequence[EventSpan]:
    """The events before those counted, none where a verb only brings them into a state: "leaving 2.8 million people out of work"."""
    results = reading.language.words("result_verbs")
    if mention.i and reading.tokens[mention.i - 1].norm in results:
        return ()
    return without_nouns(reading, spans)


def _without_trend(spans: Sequence[EventSpan]) -> Sequence[EventSpan]:
    """The events up to the last that happens to people, where only a trend follows it: "the number of people killed has risen to 61"."""
    for k in range(len(spans) - 1, -1, -1):
        known = event(spans[k].event)
        if known is not None and known.concept is not None:
            return spans[: k + 1]
        if known is None or not known.trend:
            break
    return spans


def _joins(reading: Reading, j: int) -> bool:
    return j < len(reading.tokens) and reading.tokens[j].norm in reading.language.words("joiners")


def qualifiers(reading: Reading, i: int, j: int) -> set[str]:
    """What narrows the noun phrase of tokens i to j: nationality, and the kinds that the language's data lists."""
    found = {
        f"nationality:{span.place.id}"
        for span in reading.places_between(i, j)
        if span.demonym and span.place.kind == "country"
    }
    table, j = reading.language.table("qualifier_words", clitics=True), min(j, len(reading.tokens))
    hits = {k: (word, end) for k, word, end in table.all_in(reading.tokens, i, j)}
    joiners = reading.language.words("modifier_joiners")
    for k, (word, end) in hits.items():
        joined = {end: end + 1, k - 1: k - 2}
        if not any(
            reading.tokens[mark].norm in joiners and other in hits for mark, other in joined.items() if i <= mark < j
        ):
            found.add(word)  # one kind narrows, "rocket and drone attacks" are attacks of any kind
    return found


def kinds_of_harmed(reading: Reading, mention: Mention) -> set[str]:
    """Of whom the dead or hurt are: «عشرة آلاف قتيل من المدنيين»."""
    known, language, k = concept(mention.concept), reading.language, mention.j
    harmed = known is not None and known.cls == "harm" and mention.noun is not None
    if not harmed or k + 1 >= len(reading.tokens) or reading.tokens[k].norm not in language.words("of_whole"):
        return set()
    hit = language.nouns.starting_at(reading.tokens, k + 1)
    noun = hit[0] if hit is not None else language.noun_at_word(reading.tokens[k + 1].norm)
    person = noun is not None and noun.form != "singular" and noun.concept.cls == "person"
    return {noun.concept.id} if person and noun is not None else set()


def is_plural(reading: Reading, mention: Mention) -> bool:
    """Whether the counted noun is a plural: a third of the cities is no part of a city."""
    noun = mention.noun
    hit = reading.language.nouns.starting_at(reading.tokens, noun.i) if noun is not None else None
    return hit is not None and hit[0].form == "plural"


def body_of(reading: Reading, mention: Mention) -> str | None:
    """The concept of whom members are by the body that is named beside them: «القوات الفرنسية، البالغ عددها 1500 عنصر» are troops."""
    language, tokens, noun = reading.language, reading.tokens, mention.noun
    if noun is None or noun.i != noun.j - 1 or tokens[noun.i].norm not in language.words("generic_members"):
        return None
    bodies, groups = language.table("bodies"), language.table("groups")
    begin = max(sentence_of(reading, mention).i, mention.i - BODY)
    theirs = tokens[noun.i].norm.endswith(tuple(map(str, language.data.get("owner_endings", ())))) or any(
        token.norm in language.words("numbers_of_it") for token in tokens[begin : mention.i]
    )
    for k in (noun.j, noun.j + 1, *(range(mention.i - 1, begin - 1, -1) if theirs else ())):
        hit = bodies.starting_at(tokens, k) if k < len(tokens) else None
        if hit is not None:
            near = (groups.starting_at(tokens, at) for at in range(max(k - 1, 0), min(k + 2, len(tokens))))
            return None if any(near) else hit[0]
    return None


def is_of_disease(reading: Reading, mention: Mention) -> bool:
    """Whether a disease is named beside what is counted."""
    sentence = sentence_of(reading, mention)
    return _names_disease(reading, max(sentence.i, mention.i - NAMED), min(sentence.j, mention.j + NAMED))


def is_any_case(reading: Reading, mention: Mention) -> bool:
    """Whether a word that may count cases of anything counts those of no disease: «7 حالات زيادة»."""
    general, noun = reading.language.words("general_cases"), mention.noun
    if not general or noun is None or noun.j - noun.i > 1:
        return False
    if not reading.language.is_among(reading.tokens[noun.i].norm, general):
        return False
    here = reading.sentence_index(mention.i)
    around = reading.sentences[max(here - SICK, 0) : here + SICK + 1]
    begin, end = around[0].i, around[-1].j
    told = any(span.event == "infected" for span in reading.events_in(begin, end))
    return not told and not _names_disease(reading, begin, end)


def _names_disease(reading: Reading, i: int, j: int) -> bool:
    table = reading.language.cause_words
    near = range(i, j)
    hits = (table.starting_at(reading.tokens, k) for k in near)
    return any(hit is not None and hit[0] == "disease" for hit in hits)


def is_of_people(concept_id: str | None) -> bool:
    known = concept(concept_id)
    return concept_id is None or (known is not None and known.cls in ("person", "harm", "group"))


def sentence_of(reading: Reading, mention: Mention) -> Sentence:
    return reading.sentences[reading.sentence_index(mention.i)]
