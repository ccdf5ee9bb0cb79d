"""The event of what is counted where the verb stands first: it governs the number that follows it in its clause."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.numbers.numerals import numeral
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import EventSpan, Reading
from claims.languages import Kind, Language, concept, event

REACH = 14
"""Tokens between a verb and the number that it governs: its subject may stand between."""
BEHIND = 7
"""Tokens after what is counted among which its event may stand."""
BESIDE = 3
"""Tokens after what is counted among which a participle is its own: "are still missing"."""
NAMED = 4
"""Tokens that name more closely what is counted in a list."""
MOVES = frozenset({"raised", "cut"})
"""What somebody does to a level."""
PERSONAL = frozenset(
    {"killed", "displaced", "injured", "infected", "arrested", "poisoned", "recovered", "hospitalised"}
)
"""What happens to nothing but living beings."""
SIZES = frozenset({"length", "temperature", "magnitude", "power"})
"""Dimensions to which nothing happens but that they grow or shrink."""
LENGTHS = frozenset({"duration", "age", "date"})
"""Dimensions said in passing between a verb and what it governs."""
SUMS = frozenset({"money", "rate", "volume", "energy"})
"""Dimensions of sums and flows."""


def governing_event(reading: Reading, index: int) -> str | None:
    """The event of the verb before what is counted, in its clause; else of a word behind it."""
    mention = reading.mentions[index]
    sentence = reading.sentences[reading.sentence_index(mention.i)]
    end = mention.noun.i if mention.noun is not None and mention.noun.i > mention.i else mention.number_i
    if mention.noun is None and mention.quantity.high == 0:
        end = mention.j  # «لم يصب أحد» has its verb inside
    within = [span for span in reading.events_in(mention.i, end) if span.event != "present"]
    if within:
        return within[-1].event  # «لم يعتقل أي مشتبه»
    floor = max(sentence.i, mention.i - REACH, _end_before(reading, index))
    inside = True
    for k in range(mention.i - 1, floor - 1, -1):
        word = reading.tokens[k]
        relative = inside and word.norm in reading.language.words("relative_pronouns")
        if relative or word.norm in _clause_words(reading.language) or verb_follows(reading, k):
            floor = k + 1
            break
        inside = inside and word.text not in "،,"
    following = reading.mentions[index + 1].i if index + 1 < len(reading.mentions) else len(reading.tokens)
    bare = mention.noun is None and mention.quantity.unit is None
    before = _governing(reading, reading.events_in(floor, mention.i), mention)
    if bare and before is not None and _has_subject(reading, before, mention):
        before = None
    after = _behind(reading, mention, min(sentence.j, following, mention.j + BEHIND))
    if (
        bare
        and after is not None
        and any(
            word.norm in reading.language.words("relative_pronouns") for word in reading.tokens[mention.j : after.i]
        )
    ):
        after = None  # «باب الحارة 7 الذي فقد توهجه»
    if before is not None and after is not None and after.i == mention.j and _comma_between(reading, before, mention):
        return after.event  # «لقي 1500 شخص حتفهم، و2300 فقدوا»
    if before is not None and (before.event != "present" or mention.i - before.j <= 1):
        participle = before.event == "present" and after is not None and after.i - mention.j < BESIDE
        return after.event if after is not None and participle else before.event
    if after is not None and after.i > mention.j and before is None and _goes_on(reading, index):
        return None  # it shares what is told of the one before
    if after is not None and (following - after.j >= BESIDE or following >= sentence.j or after.i == mention.j):
        return after.event
    return before.event if before is not None else None


def _has_subject(reading: Reading, span: EventSpan, mention: Mention) -> bool:
    """Whether harm is told of a noun right behind its verb, so that no bare number counts those harmed: «اختفت طائرة … رحلتها 370»."""
    told, language = event(span.event), reading.language
    if told is None or told.concept is None or span.j >= mention.i or reading.tokens[span.j].kind is not Kind.WORD:
        return False
    word = reading.tokens[span.j].norm
    hit = language.nouns.starting_at(reading.tokens, span.j)
    noun = hit[0] if hit is not None else language.noun_at_word(word)
    if noun is None or noun.concept.cls in ("person", "harm") or word in language.words("stop_words"):
        return False
    joined = any(clitic not in language.words("definite_prefixes") for clitic, _ in language.split(word) if clitic)
    return not joined


def _comma_between(reading: Reading, span: EventSpan, mention: Mention) -> bool:
    return any(token.text in "،," for token in reading.tokens[span.j : mention.i])


def may_happen(event_id: str, mention: Mention) -> bool:
    """Whether an event may be told of a sum or a flow, where one is, and of a size: it can only grow or shrink."""
    told, dimension = event(event_id), mention.quantity.dimension
    if told is not None and told.only_sums and dimension == "count":
        return False
    known = concept(mention.concept)
    lifeless = known is not None and known.cls in ("thing", "event", "measure", "money") and not known.animate
    if lifeless and event_id in PERSONAL:
        return False
    if told is not None and mention.quantity.unit == "point":
        return told.trend or told.sums or told.of_measure is not None
    if told is None or dimension not in SIZES | SUMS:
        return True
    return told.trend if dimension in SIZES else told.sums or told.of_money is not None


def _clause_words(language: Language) -> frozenset[str]:
    return language.words("clause_breaks", "clause_openers", "load_verbs")


def verb_follows(reading: Reading, k: int) -> bool:
    """Whether a comma ends a clause: "and" is glued to the word behind it, which is no number and no noun of a list."""
    tokens, language = reading.tokens, reading.language
    if tokens[k].text not in "،," or k + 1 >= len(tokens) or tokens[k + 1].kind is not Kind.WORD:
        return False
    if numeral(tokens, k + 1, language) is not None:
        return False
    word = tokens[k + 1].norm
    return any(clitic in language.additive for clitic, _ in language.split(word) if clitic) and (
        language.noun_at_word(word) is None and word not in language.words("stop_words")
    )


def _end_before(reading: Reading, index: int) -> int:
    """Where the mention before ends that is more than a length of time."""
    for other in reversed(reading.mentions[max(index - 3, 0) : index]):
        if other.quantity.dimension not in LENGTHS and not other.weak:
            return other.j
    return 0


def _governing(reading: Reading, spans: Sequence[EventSpan], mention: Mention) -> EventSpan | None:
    """The last one before the number; circumstances, definite nouns and trends only where there is no other."""
    kept = [
        span
        for span in _outside_asides(reading, spans, mention)
        if may_happen(span.event, mention) and not (_is_named(reading, span) or _is_of_others(reading, span, mention))
    ]
    if mention.moved or mention.quantity.dimension == "percent" or mention.quantity.unit == "point":
        trends = [span for span in kept if (told := event(span.event)) is not None and (told.trend or told.id in MOVES)]
        kept = trends or kept  # «تراجع سعر الذهب تسليم أغسطس 0.3 بالمئة», «تراجع عدد النساء من 11 إلى 8»
    if kept and kept[-1].event == "executed" and any(span.event == "sentenced" for span in kept):
        return next(span for span in kept if span.event == "sentenced")  # who is sentenced to death is not yet dead
    while len(kept) > 1:
        last, known = kept[-1], event(kept[-1].event)
        others = [span for span in kept[:-1] if span.event != "present"]
        harms = known is not None and known.concept is not None
        beside = mention.i == last.j
        trend = known is not None and known.trend and any((e := event(s.event)) and e.concept for s in others)
        aside = bool(others) and not beside and _is_circumstance(reading, last)
        definite = bool(others) and not harms and _is_definite(reading, last)
        subject = not harms and others[-1:] == [kept[-2]] and kept[-2].j == last.i and _names_a_place(reading, last)
        if not (trend or aside or definite or subject or (others and _tells_whose_number(reading, last, mention))):
            break
        kept.pop()
    return kept[-1] if kept else None


def _outside_asides(reading: Reading, spans: Sequence[EventSpan], mention: Mention) -> Sequence[EventSpan]:
    """Those outside a relative clause that a comma before the number closes: «قتلت الجماعة، التي تسعى لتأسيس دولة، 14 ألف شخص»."""
    tokens, relatives = reading.tokens, reading.language.words("relative_pronouns")
    if not spans or mention.i == 0 or tokens[mention.i - 1].text not in "،,":
        return spans
    opened = [k for k in range(spans[0].i, mention.i) if tokens[k].norm in relatives]
    outside = [span for span in spans if opened and span.i < opened[-1]]
    return outside or spans


def _is_of_others(reading: Reading, span: EventSpan, mention: Mention) -> bool:
    """Whether what the verb is told of stands right behind it: «وصلت الأوضاع», «استهدفت الدراسة»."""
    language, tokens = reading.language, reading.tokens
    own = mention.noun is not None and mention.noun.i <= span.j
    relative = span.i > 1 and tokens[span.i - 1].norm in language.words("relative_pronouns")
    head = tokens[span.i - 1 - relative].norm if span.i else ""
    aims = span.event == "attacked" and language.words("aiming_subjects")
    if aims and language.is_among(head, aims):
        return True  # «البرنامج يستهدف», «الحملة التي تستهدف»
    if span.j >= mention.i or own or span.j - span.i > 1 or tokens[span.j].kind is not Kind.WORD:
        return False
    word, verb = tokens[span.j].norm, tokens[span.i].norm
    if aims and language.is_among(word, aims):
        return True  # «استهدفت الدراسة»
    subjectless = language.is_among(verb, language.words("intransitive_verbs"))
    definite = any(clitic in language.words("definite_prefixes") for clitic, _ in language.split(word))
    return subjectless and definite and word not in language.words("stop_words", "relative_pronouns")


def _is_named(reading: Reading, span: EventSpan) -> bool:
    """Whether the word is part of a longer noun: «جرائم القتل», «ارتفاع الأمواج»."""
    for k in (span.i - 1, span.i):
        noun = reading.language.nouns.starting_at(reading.tokens, k) if k >= 0 else None
        if noun is not None and noun[1] >= span.j and noun[1] - k > span.j - span.i:
            return True
    return False


def _tells_whose_number(reading: Reading, span: EventSpan, mention: Mention) -> bool:
    """Whether a word only tells whose number it is: «قتل جميع من كانوا على متنها وعددهم ثمانية»."""
    theirs = reading.language.mapping("number_of_them")
    between = reading.tokens[span.j : mention.number_i]
    return span.event == "present" and any(
        rest in theirs for token in between for rest in reading.language.forms(token.norm)
    )


def _names_a_place(reading: Reading, span: EventSpan) -> bool:
    """Whether a noun of action is told of a place, so that the verb before it governs: «يعطل إغلاق قناة السويس بضائع»."""
    return any(not place.demonym and place.i == span.j for place in reading.places_between(span.j, span.j + 1))


def _is_purpose(reading: Reading, span: EventSpan) -> bool:
    """ "In a network to smuggle people": what something is for does not happen to those counted before."""
    word, language = reading.tokens[span.i].norm, reading.language
    purposes = language.words("purpose_clitics")
    if tuple(token.norm for token in reading.tokens[span.i : span.j]) in language.event_words.meaning:
        return False
    return any(clitic in purposes for clitic, _ in language.split(word) if clitic)


def _is_of_noun(reading: Reading, span: EventSpan, mention: Mention) -> bool:
    """Whether the word names what a share is of: «60 بالمئة من الأسر»."""
    tokens, language = reading.tokens, reading.language
    of = span.i == mention.j + 1 and tokens[mention.j].norm in language.words("of_whole")
    return of and language.noun_at_word(tokens[span.i].norm) is not None


def _is_circumstance(reading: Reading, span: EventSpan) -> bool:
    """ "Since the beginning of", "after an attack": when and why, not what."""
    return span.i > 0 and reading.tokens[span.i - 1].norm in reading.language.words("circumstance_words")


def _is_definite(reading: Reading, span: EventSpan) -> bool:
    """A noun with its article is the subject of the verb before it: «دمر القصف»."""
    word, language = reading.tokens[span.i].norm, reading.language
    if language.event_words.get(word) is not None:
        return False
    return any(clitic in language.words("definite_clitics") for clitic, _ in language.split(word))


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether "and" is glued to the number and the number before it stands in the same list."""
    tokens, language, mention = reading.tokens, reading.language, reading.mentions[index]
    head = tokens[mention.i].norm
    glued = any(clitic in language.additive for clitic, _ in language.split(head) if clitic)
    if not index or not (glued or tokens[mention.i - 1].norm in language.additive):
        return False
    gap = tokens[reading.mentions[index - 1].j : mention.i]
    return len(gap) <= NAMED and all(word.kind is Kind.WORD for word in gap)


def _is_coordinate(reading: Reading, span: EventSpan) -> bool:
    """A word with "and" glued to it begins a clause of its own."""
    word, language = reading.tokens[span.i].norm, reading.language
    if language.event_words.get(word) is not None:
        return False
    return any(clitic[:1] in language.additive for clitic, _ in language.split(word) if clitic)


def _behind(reading: Reading, mention: Mention, end: int) -> EventSpan | None:
    """The first event behind what is counted, in its clause and no circumstance."""
    for span in reading.events_in(mention.j, end):
        between = reading.tokens[mention.j : span.i]
        if any(word.text in "،؛,;:" or word.norm in _clause_words(reading.language) for word in between):
            return None
        if _is_coordinate(reading, span):
            return None
        if _is_purpose(reading, span) or _is_of_noun(reading, span, mention):
            continue
        if not _is_circumstance(reading, span) and not _is_named(reading, span):
            return span if may_happen(span.event, mention) else None
    return None
