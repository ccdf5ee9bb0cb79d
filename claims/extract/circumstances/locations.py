"""Where: the place that a claim speaks of, from its sentence, else from its neighbours, else from headline and dateline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from claims.extract.circumstances.actors import acts, has_forces, is_located, is_of_the_press, only_narrows, sends
from claims.extract.places import PlaceSpan
from claims.extract.quantities.mentions import Mention
from claims.extract.reading import Reading
from claims.extract.text.sentences import Sentence
from claims.extract.text.spans import Spans
from claims.extract.text.triage import Triage
from claims.languages import Kind, Language, Token
from claims.values import dataclass

SPECIFIC_WITHIN = 8
"""A city or base this many tokens from its country's name is meant rather than the country."""
NOT_LOCATED = 10.0
"""Tokens that a place without "in" or the like counts as farther away."""
OTHER_CLAUSE = 6.0
"""Tokens that a place behind "while" or a semicolon counts as farther away."""
REACH = 60
"""Tokens to either side of a quantity among which its place is named."""
SENDER = 6.0
"""Tokens that a country from which something goes elsewhere counts as farther away."""
LANDMARK = 12
"""Tokens between a place and the one by which it is found."""
RELATIVE = 12
"""Tokens between a relative pronoun and a place of its clause."""
BRACKETS = 8
"""Tokens between a place and the bracket that opens or closes beside it."""
ORIGIN = 5
"""Tokens around those counted among which something may take them from a place."""
LEAVING = frozenset(
    {"displaced", "evacuated", "deported", "expelled", "withdrawn", "departed", "rescued", "escaped"}
    | {"released", "returned", "kidnapped", "recruited", "arrived"}
)
"""Events that take those counted from a place."""
ASKED = 5
"""Tokens between a share and the verb of those asked."""
SHARES = frozenset({"percent", "ratio"})
DATELINE = 9
"""Tokens between a dateline's place and its dash."""
MAX_NAME = 3
"""Words of a place's name that no list knows."""
NEIGHBOURS = 2
"""Sentences before that lend their place."""


@dataclass(frozen=True, slots=True)
class Where:
    """English name and id, empty for a place that no list knows; two places joined by "and" are one, their ids joined by a comma."""

    name: str
    id: str


class Locations:
    """The places of a text; asked of a quantity, it answers which of them it speaks of."""

    def __init__(self, reading: Reading, title: Reading | None = None) -> None:
        self._reading = reading
        self._title = Locations(title) if title is not None else None
        named = [
            span
            for span in reading.places
            if not (only_narrows(reading, span) or acts(reading, span) or is_of_the_press(reading, span.i))
        ]
        self._forces = Spans(span for span in named if has_forces(reading, span))
        self._spans = Spans(span for span in named if not (has_forces(reading, span) or self._is_landmark(span)))
        self._senders = {span.i for span in self._spans if sends(reading, span)}
        self._origins, listed = self._all_origins()
        listed |= self._examples()
        self._spans = Spans(span for span in self._spans if span.i not in listed)
        opening = reading.sentences[0] if reading.sentences else None
        self._dateline = after_dateline(reading, opening) if opening is not None else 0

    @cached_property
    def _unlisted(self) -> Spans[_Told]:
        """Asked for where no listed place is near."""
        return Spans(_unlisted(self._reading))

    @cached_property
    def _homes(self) -> Spans[_Told]:
        return Spans(_homes(self._reading))

    def _is_origin(self, span: PlaceSpan) -> bool:
        """Whether people are only said to be from there, and nothing takes them from it: "migrants from Guinea"."""
        reading, k = self._reading, span.i - 1
        if k < 1 or reading.tokens[k].norm not in reading.language.words("origin_prepositions"):
            return False
        noun = reading.language.nouns.get(reading.tokens[k - 1].norm)
        if noun is None or noun.concept.cls != "person" or not (noun.form == "plural" or self._is_counted(k)):
            return False
        return not any(told.event in LEAVING for told in reading.events_in(max(0, k - ORIGIN), span.j + 1))

    def _is_counted(self, k: int) -> bool:
        """Whether a number and what it counts end before token k: «150 مهاجرا من السودان»."""
        mentions = self._reading.mentions
        at = bisect_left(mentions, k, key=lambda one: one.i) - 1
        return at >= 0 and mentions[at].j == k

    def _all_origins(self) -> tuple[set[int], set[int]]:
        """Where places stand from which people are, and those in a list: "40 players from Kuwait and Qatar" are in neither."""
        origins: set[int] = set()
        listed: set[int] = set()
        before: PlaceSpan | None = None
        for span in self._spans:
            if before is not None and before.i in origins and _joined(self._reading, before, span):
                origins.add(span.i)
                listed |= {before.i, span.i}
            elif self._is_origin(span):
                origins.add(span.i)
            before = span
        return origins, listed

    def _examples(self) -> set[int]:
        """Where places stand that are named for more: "in 35 towns, among them Istanbul and Ankara"."""
        tokens, cues = self._reading.tokens, self._reading.language.table("part_of")
        found: set[int] = set()
        before: PlaceSpan | None = None
        for span in self._spans:
            listed = before is not None and before.i in found and _joined(self._reading, before, span)
            if listed or cues.ending_at(tokens, span.i - 1) is not None:
                found.add(span.i)
            before = span
        return found

    def _is_bracketed(self, span: PlaceSpan, mention: Mention) -> bool:
        """Whether a place stands in brackets that open and close beside the mention."""
        tokens = self._reading.tokens
        opened = next((k for k in range(span.i - 1, max(span.i - BRACKETS, -1), -1) if tokens[k].text in "()"), None)
        if opened is None or tokens[opened].text == ")" or opened < mention.i < span.i:
            return False
        closed = next((k for k in range(span.j, min(span.j + BRACKETS, len(tokens))) if tokens[k].text in "()"), None)
        return closed is not None and tokens[closed].text == ")" and not span.j <= mention.i < closed

    def _is_landmark(self, span: PlaceSpan) -> bool:
        """Whether a place only tells where another one is that is named before it: "in Pokrovsk, 60 km northwest of Donetsk"."""
        reading, k = self._reading, span.i - 2
        if k < 0 or reading.tokens[k].norm not in reading.language.words("bearings"):
            return False
        floor = max(k - LANDMARK, reading.sentences[reading.sentence_index(span.i)].i)
        listed = any(floor <= other.i < k for other in reading.places_between(floor, k))
        return listed or bool(self._unlisted.between(floor, k))

    def of(self, mention: Mention, *, alone: bool = False) -> Where | None:
        """The nearest place, from its sentence `alone` or from others; a dateline tells where a report was written and is the last resort."""
        index = self._reading.sentence_index(mention.i)
        if alone:
            return self._in_sentence(index, mention)
        for k in range(index, max(index - NEIGHBOURS - 1, -1), -1):
            found = self._in_sentence(k, mention if k == index else None)
            if found is not None:
                return found
        heading = self._title._in_sentence(0, None) if self._title is not None else None
        thought = not index and self._is_thought(mention, len(self._reading.tokens))
        return (
            heading
            or (None if thought else self._in_sentence(0, None))
            or self._whose_forces(index)
            or self._written_at()
        )

    def _whose_forces(self, index: int) -> Where | None:
        """The country whose forces are told of, where nothing says where they are."""
        sentence = self._reading.sentences[index]
        return next((Where(one.place.name, one.place.id) for one in self._forces.between(sentence.i, sentence.j)), None)

    def _written_at(self) -> Where | None:
        """The town of the dateline, unless reporters only have their seat there."""
        tokens, language = self._reading.tokens, self._reading.language
        first = self._spans[0] if self._spans else None
        if first is None or first.i >= self._dateline or tokens[first.i].norm in language.words("seats"):
            return None
        return Where(first.place.name, first.place.id)

    def _in_sentence(self, index: int, mention: Mention | None) -> Where | None:
        if index >= len(self._reading.sentences):
            return None
        sentence = self._reading.sentences[index]
        begin, end = max(sentence.i, self._dateline), sentence.j
        if mention is not None:
            begin, end = max(begin, mention.i - REACH), min(end, mention.j + REACH)
        else:
            end = min(end, begin + REACH)
        inside = self._spans.between(begin, end)
        spans = [
            span
            for span in inside
            if (span.i not in self._senders if mention is None else self._may_be_of(span, mention))
        ]
        if spans and not (mention is not None and all(span.i in self._senders for span in spans)):
            return self._nearest(spans, mention)
        for others in (self._unlisted, self._homes):
            found = others.between(begin, end)
            if found:
                return self._capital(found[0]) or found[0].where
        return self._nearest(spans, mention) if spans else None

    def _may_be_of(self, span: PlaceSpan, mention: Mention) -> bool:
        """Whether a place stands outside the mention, and opens no later clause: "; in Lisbon it is 44 percent"."""
        if mention.number_i <= span.i < mention.j:
            return False
        tokens = self._reading.tokens
        if span.i < mention.j + 2:
            return True
        if self._is_thought(mention, span.i):
            return False
        if tokens[span.i - 1].norm in self._reading.language.words("motion_prepositions") and self._in_relative(
            span, mention
        ):
            return False  # "28 people from the vessel, which had set off from Libya"
        return tokens[span.i - 2].text not in ";؛" or tokens[span.i - 1].kind is not Kind.WORD

    def _is_thought(self, mention: Mention, k: int) -> bool:
        """Whether a place at token k is of what people asked think: "70 percent of Americans say the talks with Iran"."""
        opinions = self._reading.language.words("opinion_verbs")
        if mention.quantity.dimension not in SHARES or not opinions:
            return False
        return any(token.norm in opinions for token in self._reading.tokens[mention.j : min(mention.j + ASKED, k)])

    def _in_relative(self, span: PlaceSpan, mention: Mention) -> bool:
        """Whether a comma and a relative pronoun stand between those counted and the place."""
        tokens, relatives = self._reading.tokens, self._reading.language.words("relative_pronouns")
        between = range(max(mention.j, span.i - RELATIVE) + 1, span.i)
        return any(tokens[k].norm in relatives and tokens[k - 1].text in ",،" for k in between)

    def _capital(self, told: _Told) -> Where | None:
        """The town of the dateline, where the text goes on with "the Afghan capital"."""
        reading, first = self._reading, self._reading.places[0] if self._reading.places else None
        if first is None or first.i >= self._dateline or first.place.country != told.where.id:
            return None
        around = reading.tokens[max(told.i - 1, 0) : told.i + 2]
        named = any(token.norm in reading.language.words("capital_words") for token in around)
        return Where(first.place.name, first.place.id) if named else None

    def _nearest(self, spans: Sequence[PlaceSpan], mention: Mention | None) -> Where:
        best = spans[-1] if mention is None else min(spans, key=lambda span: self._remoteness(span, mention))
        k = list(spans).index(best)
        if best.place.kind == "country":
            for span in spans:
                near = abs(span.i - best.i) <= SPECIFIC_WITHIN
                if near and span.place.country == best.place.id and span.place.id != best.place.id:
                    return Where(span.place.name, span.place.id)
        together = [best]
        for step in (1, -1):
            neighbour = k + step
            while 0 <= neighbour < len(spans) and _joined(
                self._reading, spans[neighbour], together[-1 if step > 0 else 0]
            ):
                together = [*together, spans[neighbour]] if step > 0 else [spans[neighbour], *together]
                neighbour += step
        if len({span.place.id for span in together}) == 1:
            return Where(best.place.name, best.place.id)
        return Where(
            " and ".join(span.place.name for span in together), ",".join(sorted({span.place.id for span in together}))
        )

    def _remoteness(self, span: PlaceSpan, mention: Mention) -> float:
        """Tokens between, more for a place before, for one in another clause, and for one that nothing locates ("pro-Iran")."""
        tokens, language = self._reading.tokens, self._reading.language
        behind, end = span.i >= mention.j, mention.j
        if behind and end < span.i and tokens[end].norm in language.words("additions"):
            end += 1  # "2,500 more in neighbouring Iraq"
        gap = float(span.i - end) if behind else (mention.i - span.j) * 1.5
        if behind and end < len(tokens) and tokens[end].norm in language.words("place_prepositions"):
            gap /= 2  # "900 in eastern Syria"
        first, last = (mention.j, span.i) if behind else (span.j, mention.i)
        breaks = self._reading.clause_breaks
        at = bisect_left(breaks, first)
        if at < len(breaks) and breaks[at] < last:
            gap += OTHER_CLAUSE
        if span.i in self._senders and not behind:
            gap += SENDER
        if span.i in self._origins:
            gap += SENDER  # "killing 45 pilgrims from Botswana"
        if self._is_bracketed(span, mention):
            gap += OTHER_CLAUSE  # "militants (outlawed in Russia)"
        return gap if is_located(self._reading, span) else gap + NOT_LOCATED


@dataclass(frozen=True, slots=True)
class _Told:
    """A place that token i tells of without the name of a listed one."""

    i: int
    where: Where


def after_dateline(reading: Reading, sentence: Sentence) -> int:
    """Where the sentence begins behind "BAGHDAD (Agency) -"."""
    tokens = reading.tokens
    first = next(iter(reading.places_between(sentence.i, sentence.i + 1)), None)
    if first is None or first.demonym:
        return sentence.i
    for k in range(first.j, min(first.j + DATELINE, sentence.j - 1)):
        token = tokens[k]
        if token.text in "-–—ـ" or (token.text == ":" and k == first.j):
            return k + 1
        if token.kind is Kind.WORD and token.text[:1].islower():
            return sentence.i
    return sentence.i


def _unlisted(reading: Reading) -> list[_Told]:
    """Names behind "in" or "near" that no list knows: "near Tillabery", "in the town of Merawi"."""
    tokens, language = reading.tokens, reading.language
    if not language.data.get("capitals"):
        return []
    found: list[_Told] = []
    for k in _NAMING.candidates(tokens, language):
        begin = _naming(tokens, k, language)
        if begin is None or begin >= len(tokens) or not tokens[begin].text[0].isupper():
            continue
        listed = reading.places_between(begin, begin + 1)
        if is_of_the_press(reading, begin) or (listed and not listed[0].demonym and only_narrows(reading, listed[0])):
            continue
        end = begin
        while end < len(tokens) and end - begin < MAX_NAME and _is_name(reading, end, end > begin):
            end += 1
        while end > begin and not tokens[end - 1].text[:1].isupper():
            end -= 1
        compound = end < len(tokens) and tokens[end].text == "-"  # "in Hamas-run Gaza"
        if end > begin and not compound and not any(span.j > begin for span in reading.times_between(begin - 1, end)):
            found.append(_Told(begin, Where(reading.text[tokens[begin].start : tokens[end - 1].end], "")))
    return found


def _naming(tokens: Sequence[Token], k: int, language: Language) -> int | None:
    """Where a name may stand behind words at token k that announce one."""
    kind = language.table("named_kinds").starting_at(tokens, k)
    if kind is not None:
        return kind[1]
    return k + 1 if tokens[k].norm in language.words("naming_prepositions") else None


_NAMING = Triage(_naming)


def _is_name(reading: Reading, k: int, inside: bool) -> bool:
    token, language = reading.tokens[k], reading.language
    if inside and token.norm in language.words("name_particles"):
        return True
    return (
        token.kind is Kind.WORD
        and token.text[:1].isupper()
        and not token.text.isupper()
        and token.norm not in language.words("not_named")
        and language.noun_at_word(token.norm) is None
        and language.peoples.starting_at(reading.tokens, k) is None
    )


def _homes(reading: Reading) -> list[_Told]:
    """The countries of institutions that act at home, of what is measured there and of "the Afghan capital": «وزارة الصحة العراقية»."""
    language, tokens = reading.language, reading.tokens
    homes, found = language.table("home_words"), []
    for span in reading.places:
        if not span.demonym:
            continue
        near = (span.i - 1, span.i - 2) if language.data.get("noun_first") else (span.j,)
        home = any(0 <= k < len(tokens) and (homes.starting_at(tokens, k) or homes.ending_at(tokens, k)) for k in near)
        if home or (not language.data.get("noun_first") and _is_measure(reading, span.j)):
            found.append(_Told(span.i, Where(span.place.name, span.place.id)))
    return found


def _is_measure(reading: Reading, k: int) -> bool:
    """Whether a level that a country has is named at token k: "Turkish inflation"."""
    noun = reading.language.nouns.starting_at(reading.tokens, k)
    return noun is not None and noun[0].concept.cls == "measure" and noun[0].concept.moves == "level"


def _joined(reading: Reading, a: PlaceSpan, b: PlaceSpan) -> bool:
    """Whether "and" alone stands between two places."""
    first, second = (a, b) if a.i < b.i else (b, a)
    between = reading.tokens[first.j : second.i]
    if not between:
        head = reading.tokens[second.i].norm
        return any(clitic in reading.language.additive for clitic, _ in reading.language.split(head) if clitic)
    return len(between) == 1 and between[0].norm in reading.language.words("joiners")
