"""When: the time that a claim speaks of, among those of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from claims.extract.circumstances.locations import after_dateline
from claims.extract.circumstances.rankings import COMMAS, follows, goes_on, is_how_often, is_record, own_days, ranks
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.speech.speakers import Speakers
from claims.extract.subject.noun_phrases import is_participle
from claims.extract.text.sentences import Sentence
from claims.extract.text.spans import Spans, positions
from claims.extract.times.timespans import TimeSpan
from claims.languages import Kind

Interval = tuple[date | None, date | None]
NEAR = 6
"""Times before and after a quantity that are weighed."""
VERSUS = 5
"""Tokens between "against" and the number that another is held against."""
STATE = 4
"""Tokens between a quantity and "still"."""
RESPECTIVE = 5
"""Tokens between a value and "respectively"."""
THAT = 10
"""Tokens between "that" and a time of its clause."""
OTHER_CLAUSE = 20
"""Tokens that a time of another clause counts as farther away."""
OWN_PLAN = 5
"""Tokens behind a quantity among which a plan governs it."""
PLAN = 9
"""Tokens before a quantity among which a plan governs it."""
UNDATED: Interval = (None, None)
SEMICOLONS = frozenset(";؛")
PAUSES = SEMICOLONS | frozenset(",،.\n")


class Dating:
    """Asked of a quantity, it answers from when to when what it says holds."""

    def __init__(self, reading: Reading, speakers: Speakers) -> None:
        self._reading = reading
        body = after_dateline(reading, reading.sentences[0]) if reading.sentences else 0
        dated = [span for span in reading.times if span.start or span.end]
        ranking = {span.i for span in dated if ranks(reading, span)}
        told = [
            own_days(span) if span.i in ranking else span
            for span in dated
            if span.i not in ranking or goes_on(reading, span)
        ]
        self._ranking = {span.i for span in told if span.i in ranking}
        self._told = Spans(span for span in told if span.i >= body)  # a dateline tells when it was written
        self._speakers = speakers
        self._found: dict[int, Spans[TimeSpan]] = {}
        """The times of the sentences that were asked for."""

    def _in(self, sentence: Sentence) -> Spans[TimeSpan]:
        """The times of a sentence that tell when something was so."""
        found = self._found.get(sentence.i)
        if found is None:
            told = self._told.between(sentence.i, sentence.j)
            found = self._found[sentence.i] = Spans(span for span in told if self._tells(span))
        return found

    def _tells(self, span: TimeSpan) -> bool:
        """Whether a time is of what is told, rather than of the saying, of a record or of how often something comes."""
        reading, tokens, language = self._reading, self._reading.tokens, self._reading.language
        if not span.since and language.table("as_of").ending_at(tokens, span.i - 1) is None:
            published = language.words("published_words")
            if self._speakers.dates_speech(span.i) or follows(reading, span, published):
                return False
        if (span.since and is_record(reading, span)) or is_how_often(reading, span):
            return False
        return language.table("comparisons").ending_at(tokens, span.i - 1) is None

    # Where clauses begin and end is looked up when a time stands near a quantity.

    @cached_property
    def _commas(self) -> list[int]:
        return positions(self._reading.norms, PAUSES)

    @cached_property
    def _relatives(self) -> list[int]:
        return positions(self._reading.norms, self._reading.language.words("relative_pronouns", "where_words"))

    @cached_property
    def _results(self) -> list[int]:
        reading, tokens = self._reading, self._reading.tokens
        setters = positions(reading.norms, reading.language.words("level_setters"))
        return [k for k in setters if k and tokens[k - 1].text in COMMAS]

    @cached_property
    def _semicolons(self) -> list[int]:
        return [k for k in self._commas if self._reading.tokens[k].text in SEMICOLONS]

    @cached_property
    def _opens(self) -> list[int]:
        reading, tokens = self._reading, self._reading.tokens
        found = reading.language.table("subordinators").all_in(tokens, 0, len(tokens))
        return sorted({*self._semicolons, *(k for k, _, end in found if not _is_participle(reading, k, end))})

    @cached_property
    def _compares(self) -> list[int]:
        reading, tokens = self._reading, self._reading.tokens
        timed = {k for span in reading.times for k in range(span.i, span.j)}  # "fewer than four years ago"
        counted = {k for one in reading.mentions if one.number_i not in timed for k in range(one.i, one.j)}
        versus = reading.language.words("versus_words")
        compared = {
            k
            for k, _, _ in reading.language.table("comparisons").all_in(tokens, 0, len(tokens))
            if tokens[k].norm not in versus or any(at in counted for at in range(k + 1, k + VERSUS))
            if not _is_bound(reading, k)
        } - counted  # "more than 220" compares nothing, and "violations against children" neither
        return sorted({*self._semicolons, *compared})

    def of(self, mention: Mention) -> Interval:
        """The time nearest to the quantity that no clause of its own keeps from it."""
        if self._reading.language.table("made_for").ending_at(self._reading.tokens, mention.i - 1):
            return UNDATED  # "a camp meant for 3,000 burned down on Friday": it was meant for them at all times
        if self._is_from_now(mention):
            return UNDATED
        sentence = self._sentence(mention)
        spans = self._in(sentence)
        at = spans.first_from(mention.i)
        near = spans[max(0, at - NEAR) : at + NEAR]
        if self._is_respective(mention):
            return UNDATED  # "May and June saw 21 and 34 arrests respectively"
        reachable = [span for span in near if not self._apart(span, mention)]
        if not reachable:
            return UNDATED
        return self._interval(
            min(reachable, key=lambda span: (_distance(span, mention) + self._in_other_clause(span, mention), span.i))
        )

    def told_before(self, mention: Mention) -> Interval:
        """The day of the sentence before, where its own names no time: "The boat sank on Friday. Two people drowned." """
        index = self._reading.sentence_index(mention.i)
        sentence = self._reading.sentences[index]
        if not index or self._reading.times_between(sentence.i, sentence.j):
            return UNDATED
        before = self._reading.sentences[index - 1]
        spans = self._in(before)
        days = {(span.start, span.end) for span in spans}
        single = len(days) == 1 and all(span.grain == "day" and not (span.since or span.until) for span in spans)
        return days.pop() if single else UNDATED

    def _in_other_clause(self, span: TimeSpan, mention: Mention) -> int:
        """How much farther a time counts before "after" or the like: "rose 18 percent this year, after losing a quarter in 2023"."""
        opens, tokens = self._reading.language.words("subclause_openers"), self._reading.tokens
        before = span.j <= mention.i and any(tokens[k].norm in opens for k in range(span.j, mention.i))
        return OTHER_CLAUSE if before else self._in_that_clause(span, mention)

    def _in_that_clause(self, span: TimeSpan, mention: Mention) -> int:
        """How much farther a time counts in a clause of another thing: "a bombing that left four dead in December, in a clash on Thursday"."""
        if span.i < mention.j:
            return 0
        tokens, language = self._reading.tokens, self._reading.language
        for k in range(span.i - 1, max(mention.j, span.i - THAT), -1):
            if tokens[k].text in COMMAS:
                break
            if tokens[k].norm in language.words("speech_that") and tokens[k + 1].norm in language.words(
                "clause_verbs", "object_verbs"
            ):
                return OTHER_CLAUSE
        return 0

    def _is_respective(self, mention: Mention) -> bool:
        """Whether it is one of several values that each have a time of their own."""
        words = self._reading.language.words("respective")
        return any(token.norm in words for token in self._reading.tokens[mention.j : mention.j + RESPECTIVE])

    def _is_from_now(self, mention: Mention) -> bool:
        """Whether it is a state from which something is to move: "to 72,500 by 2025 from 82,000 now"."""
        tokens, language = self._reading.tokens, self._reading.language
        if not mention.i or tokens[mention.i - 1].norm not in language.words("origins"):
            return False
        return language.table("state_words").starting_at(tokens, mention.j) is not None

    def is_length_of(self, mention: Mention) -> bool:
        """Whether the quantity is part of a time: the "three years" of "the past three years"."""
        spans = self._reading.times
        at = spans.first_from(mention.number_i + 1) - 1
        return at >= 0 and mention.number_i < spans[at].j and spans[at].counted

    def is_state(self, mention: Mention) -> bool:
        """Whether words such as "still" and "now" beside the quantity tell of a state that holds."""
        states, tokens = self._reading.language.table("state_words"), self._reading.tokens
        sentence = self._sentence(mention)
        if mention.j + 1 < sentence.j and tokens[mention.j].norm in self._reading.language.words("present_be"):
            where = self._reading.language.words("state_prepositions")
            goes_on = tokens[mention.j + 1].norm.endswith(
                tuple(self._reading.language.words("present_endings")) or "\0"
            )
            if goes_on or tokens[mention.j + 1].norm in where:
                return True  # "8,000 prisoners are on death row", "9,000 are living in schools"
        first, last = max(sentence.i, mention.i - STATE), min(sentence.j, mention.j + STATE)
        if self._reading.language.data.get("verb_first"):  # «أتلفت 700 هكتار، وما زال خمسة مفقودين»
            first = next((k + 1 for k in range(mention.i - 1, first - 1, -1) if tokens[k].text in COMMAS), first)
            last = next((k for k in range(mention.j, last) if tokens[k].text in COMMAS), last)
        around = [*range(first, mention.i), *range(mention.j, last)]
        return any(states.starting_at(tokens, k) is not None for k in around)

    def is_over(self, mention: Mention) -> bool:
        """Whether a past auxiliary before the quantity puts its state in the past: «كان على متنه 72 شخصا»."""
        sentence = self._sentence(mention)
        past = self._reading.language.words("past_auxiliaries", but="speech_sure")
        before = self._reading.tokens[max(sentence.i, mention.i - STATE) : mention.i]
        behind = self._reading.tokens[mention.j : min(mention.j + 1, sentence.j)]
        if any(token.norm in self._reading.language.words("past_states") for token in behind):
            return True  # "32,000 people lived there"
        return any(token.norm in past for token in before)

    def _interval(self, span: TimeSpan) -> Interval:
        """A deadline leaves the beginning open, unless it is past: what was so by then was so that day."""
        published = self._reading.published
        if not span.until:
            return span.start, span.end
        past = span.end is not None and published is not None and span.end <= published
        return (span.end if past else None), span.end

    def _apart(self, span: TimeSpan, mention: Mention) -> bool:
        """Whether a time stands in another clause: behind "before" or "where", or on the other side of a comparison."""
        first, last = (mention.j, span.i) if span.i >= mention.j else (span.j, mention.i)
        if span.i > mention.j and _any(self._relatives, mention.j, mention.j + 2):
            first += 2  # "half of whom arrived in the past eleven months"
        if span.j <= mention.i:
            comma = bisect_left(self._commas, mention.i)  # a comma ends what is compared before it
            first = max(first, self._commas[comma - 1]) if comma else first
        if _any(self._compares, first, last) or (span.i >= mention.j and self._opened(first, last)):
            return True
        if self._is_of_origin(span, mention) or self._is_planned(span, mention) or self._is_of_result(span, mention):
            return True
        if span.i in self._ranking and mention.i < span.j:
            return True
        if span.i > mention.j and self._is_of_next_clause(mention, span):
            return True
        if span.j <= mention.i and self._is_of_aside(span, mention):
            return True
        clause = self._relative_clause(mention.i, mention.j)
        if clause is not None:
            tokens, opened = self._reading.tokens, clause[0] - (self._reading.tokens[clause[0] - 1].text == ")")
            beside = span.j == opened and tokens[clause[0]].kind is Kind.WORD  # «كارثة عام 1999 التي راح ضحيتها»
            return not (beside or clause[0] < span.i < clause[1])
        theirs = self._relative_clause(span.i, span.j) if span.j <= mention.i else None
        return theirs is not None and theirs[1] <= mention.i  # "which was above $1tn in 2021, has shrunk to"

    def _is_of_origin(self, span: TimeSpan, mention: Mention) -> bool:
        """Whether a time right behind another value is of where that came from: "narrowed to 4.6 % from 5.4 % a year ago"."""
        mentions = self._reading.mentions
        at = bisect_left(mentions, span.i, key=lambda other: other.i) - 1
        if at < 0 or mentions[at].i <= mention.i or not span.i - 1 <= mentions[at].j <= span.i:
            return False
        before = self._reading.tokens[mentions[at].i - 1].norm
        return before in self._reading.language.words("origins")

    def _is_planned(self, span: TimeSpan, mention: Mention) -> bool:
        """Whether a time to come is of a plan told behind what is counted: "cut 12 % of its flights and said it would cut jobs by May"."""
        tokens, language, published = self._reading.tokens, self._reading.language, self._reading.published
        if span.end is None or published is None or span.end <= published:
            return False
        planned, future = language.table("planned"), language.words("reported_future", "modal_verbs")
        joiners, apart = language.words("joiners"), False
        if span.j <= mention.i:  # "could be under water by 2050, and 40 % of it already lies below sea level"
            joint = next((k for k in range(mention.i - 1, span.j - 1, -1) if tokens[k].norm in joiners), None)
            near = range(joint or 0, min(mention.j + OWN_PLAN, len(tokens)))
            mentions = self._reading.mentions
            at = bisect_left(mentions, mention.i, key=lambda other: other.i) - 1
            listed = at >= 0 and mentions[at].i >= span.j and mentions[at].j == joint
            return (
                joint is not None
                and not listed
                and not any(tokens[k].norm in future or planned.starting_at(tokens, k) is not None for k in near)
            )
        for k in range(mention.j, span.i):
            if tokens[k].norm in joiners or tokens[k].text in COMMAS:
                apart = True
            elif tokens[k].norm in future or planned.starting_at(tokens, k) is not None:
                before = range(max(self._sentence(mention).i, mention.i - PLAN), mention.i)
                own = any(tokens[at].norm in future or planned.starting_at(tokens, at) is not None for at in before)
                return apart and not own
        return False

    def _is_of_next_clause(self, mention: Mention, span: TimeSpan) -> bool:
        """Whether a comma and "and" open a clause with a subject of its own before the time, or one that says: ", and rations were cut in May"."""
        tokens, language = self._reading.tokens, self._reading.language
        verbs = language.words("clause_verbs")
        if not verbs:
            return False
        for comma in self._commas[bisect_left(self._commas, mention.j) : bisect_left(self._commas, span.i)]:
            k = comma + 2
            if k >= span.i or tokens[comma + 1].norm not in language.words("joiners"):
                continue
            if language.speech_cues.starting_at(tokens, k) is not None:
                return True
            if language.event_words.starting_at(tokens, k) is not None or tokens[k].kind is not Kind.WORD:
                return False
            own = any(at.i > k for at in self._reading.mentions.between(k, span.i))
            return not own and any(tokens[at].norm in verbs for at in range(k + 1, span.i))
        return False

    def _is_of_aside(self, span: TimeSpan, mention: Mention) -> bool:
        """Whether a time is of an aside that a participle opens, and what goes on behind it is so now: "the plant, hit on Monday, makes"."""
        tokens, language = self._reading.tokens, self._reading.language
        close = bisect_left(self._commas, span.j)
        opened = bisect_left(self._commas, span.i) - 1
        if opened < 0 or close >= len(self._commas) or self._commas[close] >= mention.i:
            return False
        first, behind = self._commas[opened] + 1, self._commas[close] + 1
        if not is_participle(self._reading, first):
            return False
        verb = tokens[behind].norm
        return verb in language.words("present_verbs") or (
            verb in language.words("clause_verbs") and verb.endswith("s")
        )

    def _is_of_result(self, span: TimeSpan, mention: Mention) -> bool:
        """Whether a time is of what comes of it all, and the quantity is not: "14 deaths, taking the total this year to 102"."""
        at = bisect_left(self._results, span.i) - 1
        if at < 0 or self._results[at] < self._sentence(mention).i:
            return False
        end = bisect_left(self._commas, span.j)
        close = self._commas[end] if end < len(self._commas) else len(self._reading.tokens)
        return not _any(self._commas, self._results[at], span.i) and not self._results[at] < mention.i < close

    def _sentence(self, mention: Mention) -> Sentence:
        return self._reading.sentences[self._reading.sentence_index(mention.i)]

    def _opened(self, i: int, j: int) -> bool:
        """Whether a clause opens among tokens i to j that no comma closes again: "police, 250 of whom were women, since 2020"."""
        tokens, relatives = self._reading.tokens, self._reading.language.words("relative_pronouns")
        opens = self._opens[bisect_left(self._opens, i) : bisect_left(self._opens, j - 1)]  # "until May" opens none
        return any(tokens[k].norm not in relatives or not _any(self._commas, k, j) for k in opens)

    def _relative_clause(self, i: int, j: int) -> tuple[int, int] | None:
        """The relative clause that tokens i to j stand in, up to the next comma."""
        at = bisect_left(self._relatives, i) - 1
        comma = bisect_left(self._commas, i)
        begin = self._commas[comma - 1] if comma else -1
        if i and begin == i - 1 and _any(self._relatives, j, j + 2):
            end = bisect_left(self._commas, j)  # ", 7,000 of whom have been let go"
            return begin, self._commas[end] if end < len(self._commas) else len(self._reading.tokens)
        if at < 0 or self._relatives[at] < begin:
            return None
        end = bisect_left(self._commas, j)
        return self._relatives[at], self._commas[end] if end < len(self._commas) else len(self._reading.tokens)


def _is_bound(reading: Reading, k: int) -> bool:
    """Whether a comparison at token k only bounds one of a unit: "for less than an hour on Wednesday"."""
    tokens, language = reading.tokens, reading.language
    one = k + 3 < len(tokens) and tokens[k + 1].norm in language.words("articles")
    then = one and tokens[k + 3].norm in language.words("not_after_per")  # "more than a year ago"
    return one and not then and language.units.starting_at(tokens, k + 2) is not None


def _is_participle(reading: Reading, k: int, end: int) -> bool:
    """Whether a participle goes on with the clause behind "while" at token k: "killed while waiting for food on Saturday"."""
    language, tokens = reading.language, reading.tokens
    endings = tuple(language.words("verb_endings"))
    relative = tokens[k].norm in language.words("relative_pronouns")
    return bool(endings) and not relative and end < len(tokens) and tokens[end].norm.endswith(endings)


def _any(marks: Sequence[int], i: int, j: int) -> bool:
    at = bisect_left(marks, i)
    return at < len(marks) and marks[at] < j


def _distance(span: TimeSpan, mention: Mention) -> float:
    """Tokens between, more for a time before the quantity and for a loose one."""
    gap = float(span.i - mention.j) if span.i >= mention.j else (mention.i - span.j) * 1.5
    return gap if span.grain in ("day", "week") or span.since or span.counted else gap + 2
