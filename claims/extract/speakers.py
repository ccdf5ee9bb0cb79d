"""Who says what: "X said …", "…, said X", "according to X", «قال X إن», and "he added" for whoever spoke last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.names import trimmed
from claims.extract.reading import Reading
from claims.extract.sentences import Sentence
from claims.languages import Kind, Token

MAX_NAME = 12
"""Tokens of a speaker's name and office; a longer run is no name."""
MAX_TAIL = 9
"""Tokens that may follow "X said" at the end of a sentence: "in a statement on Monday"."""
MAX_PERSON = 4
"""Words of a person's name."""
MEMORY = 4
"""Sentences after which "he" is somebody else."""
OPENING, CLOSING, EITHER = frozenset("“«„"), frozenset("”»"), '"'
PAUSES = frozenset(',،;؛:.–—-"“”«»()')


@dataclass(frozen=True, slots=True)
class Speech:
    """The words at token k name who speaks; `onward` where they govern what follows them rather than what stands before."""

    k: int
    name: str | None
    onward: bool


class Speakers:
    """The speech of a text; asked of a token, it answers who says it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._quotations = _quotations(reading.tokens)
        breaks = reading.language.words("clause_breaks")
        self._breaks = [k for k, token in enumerate(reading.tokens) if token.text in ";؛" or token.norm in breaks]
        self._onward: list[Speech] = []
        self._backward: list[Speech] = []
        last: str | None = None
        silent = 0
        for sentence in reading.sentences:
            silent += 1
            for speech in _Finder(reading, sentence).all():
                last, silent = speech.name or (last if silent <= MEMORY else None), 0
                (self._onward if speech.onward else self._backward).append(Speech(speech.k, last, speech.onward))
        self._all = sorted([*self._onward, *self._backward], key=lambda speech: speech.k)

    def of(self, k: int) -> str | None:
        """The verb before token k governs it; else "X said" behind it; else one that stood behind an earlier clause."""
        sentence = self._reading.sentences[self._reading.sentence_index(k)]
        before = _last(self._onward, sentence.i, k)
        behind = _first(self._backward, k, sentence.j)
        if before is not None and not (behind is not None and self._broken(before.k, k)):
            return before.name
        found = behind or _last(self._backward, sentence.i, k)
        return found.name if found is not None else self._of_quotation(k)

    def dates_speech(self, k: int) -> bool:
        """Whether a time at token k is that of the saying: "the ministry said on Monday", «قال المتحدث الثلاثاء إن»."""
        sentence = self._reading.sentences[self._reading.sentence_index(k)]
        speech = _last(self._all, max(sentence.i, k - MAX_NAME), k)
        if speech is None:
            return False
        language, tokens = self._reading.language, self._reading.tokens
        between = tokens[speech.k + 1 : k]
        told = language.words("speech_that") | language.words("speech_objects")
        if any(token.kind is Kind.NUMBER or token.norm in told or token.text in ":;" for token in between):
            return False
        return not self._reading.events_in(speech.k + 1, k)

    def _of_quotation(self, k: int) -> str | None:
        """A quotation of several sentences has one speaker, named before it or after it."""
        at = bisect_left(self._quotations, k, key=lambda quotation: quotation[1])
        if at == len(self._quotations) or self._quotations[at][0] > k:
            return None
        opened, closed = self._quotations[at]
        sentences = self._reading.sentences
        begin = sentences[self._reading.sentence_index(opened)].i
        end = sentences[self._reading.sentence_index(closed)].j
        found = (
            _last(self._onward, begin, opened)
            or _first(self._backward, closed, end)
            or _last(self._backward, begin, opened)
        )
        return found.name if found is not None else None

    def _broken(self, i: int, j: int) -> bool:
        at = bisect_left(self._breaks, i)
        return at < len(self._breaks) and self._breaks[at] < j


def _last(speech: Sequence[Speech], i: int, j: int) -> Speech | None:
    """The last one from token i on before token j."""
    at = bisect_left(speech, j, key=lambda one: one.k) - 1
    return speech[at] if at >= 0 and speech[at].k >= i else None


def _first(speech: Sequence[Speech], i: int, j: int) -> Speech | None:
    """The first one from token i on before token j."""
    at = bisect_left(speech, i, key=lambda one: one.k)
    return speech[at] if at < len(speech) and speech[at].k < j else None


def _quotations(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens of the marks that open and close each quotation, in order."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for k, token in enumerate(tokens):
        if opened is None and (token.text in OPENING or token.text == EITHER):
            opened = k
        elif opened is not None and (token.text in CLOSING or token.text == EITHER):
            found.append((opened, k))
            opened = None
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    """The words of speech in one sentence."""

    reading: Reading
    sentence: Sentence

    def all(self) -> list[Speech]:
        reading, cues = self.reading, self.reading.language.speech_cues
        found = self._colons()
        free = self.sentence.i
        for k, kind, end in cues.all_in(reading.tokens, self.sentence.i, self.sentence.j):
            if k < free or reading.tokens[k].kind is not Kind.WORD:
                continue
            speech = self._speech(kind, k, end)
            if speech is not None:
                found.append(speech)
            free = end
        return sorted(found, key=lambda speech: speech.k)

    def _speech(self, kind: str, k: int, end: int) -> Speech | None:
        if kind == "again":
            return Speech(k, None, True)
        if kind == "after":
            return self._according_to(k, end)
        return self._verb_first(k, end) if self.reading.language.data.get("verb_first") else self._verb_last(k, end)

    def _according_to(self, k: int, end: int) -> Speech | None:
        """ "According to X": what follows where the sentence begins with it, else what stands before."""
        tokens, fillers = self.reading.tokens, self.reading.language.words("name_fillers")
        while end < self.sentence.j and tokens[end].norm in fillers:
            end += 1
        verb = self.reading.language.table("speech_verbs").starting_at(tokens, end)
        if verb is None and self._is(k, "speech_after_verb"):
            return None
        first, last = self._name_after(verb[1] if verb is not None else end)
        linked = self._is(k, "speech_after_linked")
        while first < last and self._is(first, "speech_documents"):
            first += 1  # "according to a first toll of the civil defence"
        for at in range(first, last if linked or first > end else first):
            if any(
                clitic in self.reading.language.mapping("link_clitics")
                for clitic, _ in self.reading.language.split(tokens[at].norm)
            ):
                first, linked = at, True
                break
        name = self._name(first, last)
        if name is not None and linked:
            name = self._without_link(name, tokens[first])
        return Speech(k, name, k <= self.sentence.i + 1) if name is not None else None

    def _without_link(self, name: str, first: Token) -> str:
        """The name without the preposition that is written together with its first word: «وفقا للسلطات»."""
        links = self.reading.language.mapping("link_clitics")
        for clitic, rest in self.reading.language.split(first.norm):
            if clitic in links and rest and name.startswith(first.text):
                return str(links[clitic]) + name[len(clitic) :]
        return name

    # -- the speaker before the verb ---------------------------------------------------------------------------------

    def _verb_last(self, k: int, end: int) -> Speech | None:
        """ "X said …", "…, X said on Monday", "…, said X"."""
        language, tokens = self.reading.language, self.reading.tokens
        begin = k
        while begin > self.sentence.i and tokens[begin - 1].norm in language.words("speech_adverbs"):
            begin -= 1
        if begin == self.sentence.i:
            return None
        previous = tokens[begin - 1]
        if previous.norm in language.words("passive_auxiliaries") - language.words("perfect_auxiliaries"):
            return None  # "no casualties were reported" names nobody
        if previous.norm in language.words("speech_pronouns"):
            return Speech(k, None, not self._closes(begin - 1, end))
        if previous.norm in language.words("speech_relatives"):
            begin -= 1
            previous = tokens[begin - 1] if begin > self.sentence.i else previous
        if previous.text in PAUSES:
            named = self._name(*self._with_apposition(*self._name_after(end)))
            if named is not None and previous.text in ',”"»–—' and self._stands_alone(end):
                return Speech(k, named, False)
            begin = self._before_apposition(begin - 1) if previous.text == "," else begin
        first, last = self._name_before(begin)
        sure = self._is(k, "speech_sure") and last - first <= MAX_PERSON
        name = self._name(first, last, sure=sure) if self._may_speak(k, first, last) else None
        return Speech(k, name, not self._closes(first, end)) if name is not None else None

    def _stands_alone(self, end: int) -> bool:
        """Whether a name after the verb is its subject rather than what is said: "said John Kirby", not ", said Syria was"."""
        stop = self._name_after(end)[1]
        return stop >= self.sentence.j or self.reading.tokens[stop].kind is not Kind.WORD or self._is_aside(stop)

    def _is_aside(self, k: int) -> bool:
        word = self.reading.tokens[k].norm
        asides = self.reading.language.words("speech_asides")
        return word in asides or self._is_time(k)

    def _before_apposition(self, comma: int) -> int:
        """ "John Kirby, the spokesman, said" and "the mayor, Camila Rojas, said": the end of whichever of the two is a name."""
        for k in range(comma - 1, max(comma - MAX_NAME, self.sentence.i), -1):
            if self.reading.tokens[k].text == ",":
                return comma if self._is_a_person(k + 1, comma) else k
        return comma + 1

    def _is_a_person(self, i: int, j: int) -> bool:
        words = self.reading.tokens[i:j]
        particles = self.reading.language.words("name_particles")
        return 0 < len(words) <= MAX_PERSON and all(w.text[:1].isupper() or w.norm in particles for w in words)

    def _with_apposition(self, first: int, last: int) -> tuple[int, int]:
        """ "said its operator, Aguas del Sur": the name that explains an office."""
        tokens = self.reading.tokens
        if (
            last + 1 < self.sentence.j
            and tokens[last].text == ","
            and not any(t.text[:1].isupper() for t in tokens[first:last])
        ):
            stop = last + 1
            while stop < self.sentence.j and tokens[stop].text not in ",.;":
                stop += 1
                if stop - last > MAX_PERSON + 1:
                    return first, last
            if self._is_a_person(last + 1, stop):
                return last + 1, stop
        return first, last

    def _closes(self, first: int, end: int) -> bool:
        """Whether "X said" ends its clause, so that it speaks of what stands before it."""
        tokens = self.reading.tokens
        if first <= self.sentence.i:
            return False
        if tokens[first - 1].text not in ',”"»–—-:;،؛':
            return self._ends(end)
        stop = end
        while stop < self.sentence.j and stop - end <= MAX_TAIL and tokens[stop].text not in ",،;.":
            stop += 1
        if stop == end:
            return True
        if stop - end > MAX_TAIL or any(tokens[k].norm in self._that for k in range(end, stop)):
            return False
        return self._is_aside(end) or not (self._counts(end, stop) or self.reading.events_in(end, stop))

    def _ends(self, k: int) -> bool:
        """Whether the sentence ends at token k, but for a time: "were hurt the ministry said on Friday"."""
        tokens, j = self.reading.tokens, self.sentence.j
        while k < j and (self._is_time(k) or tokens[k].norm in self.reading.language.words("speech_tail")):
            k += 1
        return k >= j or tokens[k].text in ".\n"

    def _counts(self, i: int, j: int) -> bool:
        """Whether a quantity stands between two tokens."""
        mentions = self.reading.mentions
        at = bisect_left(mentions, i, key=lambda mention: mention.i)
        return at < len(mentions) and mentions[at].i < j

    @property
    def _that(self) -> frozenset[str]:
        return self.reading.language.words("speech_that")

    def _name_before(self, k: int) -> tuple[int, int]:
        """The tokens of the noun phrase that ends before token k."""
        tokens, language = self.reading.tokens, self.reading.language
        begin, fillers = k, language.words("name_fillers")
        while begin > self.sentence.i and k - begin < MAX_NAME:
            if self._stops(begin - 1):
                source = self._source_before(begin - 1)
                if source is None:
                    break
                begin = source
            begin -= 1
            article = tokens[begin].norm in fillers and tokens[begin].norm not in self._inner
            if article and begin > self.sentence.i and language.data.get("capitals") and not self._goes_on(begin - 1):
                break  # "In Washington the Pentagon said"
        return begin, k

    def _goes_on(self, k: int) -> bool:
        """Whether an article behind token k is inside a name: "the head of the army", "the mayor and the governor"."""
        return self.reading.tokens[k].kind is not Kind.WORD or self.reading.tokens[k].norm in self._inner

    @property
    def _inner(self) -> frozenset[str]:
        language = self.reading.language
        return language.words("speech_inner") | language.words("joiners") | language.words("of_whole")

    def _source_before(self, k: int) -> int | None:
        """Where "officials" stands before the "in" at token k: "officials in the north of Gaza said"."""
        tokens, language = self.reading.tokens, self.reading.language
        if tokens[k].norm not in language.words("speech_inner"):
            return None
        for at in range(k - 1, max(k - MAX_NAME, self.sentence.i) - 1, -1):
            if tokens[at].norm in language.words("source_nouns"):
                return at
            if tokens[at].kind is not Kind.WORD or self._is_time(at):
                return None
        return None

    # -- the verb before the speaker ---------------------------------------------------------------------------------

    def _verb_first(self, k: int, end: int) -> Speech | None:
        """«قال X إن …», «…، قال X», «X قال إن», «وأضاف أن»."""
        language, tokens = self.reading.language, self.reading.tokens
        relayed = self._relayed(k, end)
        first, last = relayed if relayed is not None else self._name_after(end)
        name = self._name(first, last)
        strict = self._is(k, "speech_needs_that")
        that = self._says_that(last, strict=strict)
        if name is not None:
            if that or (not strict and self._may_speak(k, first, last)):
                opens = that or k == self.sentence.i or tokens[k - 1].text not in ',،»"”'
                return Speech(k, name, opens)
            return None
        if not (that or (end < self.sentence.j and (self._tells(end) or tokens[end].text in ':"«“'))):
            return None
        if k == self.sentence.i or tokens[k - 1].kind is not Kind.WORD or tokens[k].norm[:1] in language.additive:
            return Speech(k, None, True)
        begin, stop = self._name_before(k)
        if not any(self._is(at, "source_nouns") for at in range(begin, min(begin + 2, stop))):
            return None
        return Speech(k, self._name(begin, stop), True)

    def _is(self, k: int, key: str) -> bool:
        words = self.reading.language.words(key)
        return any(rest in words for rest in self.reading.language.forms(self.reading.tokens[k].norm))

    def _may_speak(self, k: int, first: int, last: int) -> bool:
        """Verbs that say other things too, and plurals that are nouns too, need somebody before or after them who is known to speak."""
        if not self._is(k, "speech_needs_source"):
            return True
        tokens, language = self.reading.tokens, self.reading.language
        return (
            any(self._is(at, "source_nouns") for at in self._heads(first, last))
            or (bool(language.data.get("capitals")) and self._is_a_person(first, last))
            or (last > first and language.places.starting_at(tokens, first) is not None)
        )

    def _heads(self, first: int, last: int) -> range:
        """Where the head of a noun phrase may stand: first where adjectives follow their noun."""
        return range(first, min(first + 1, last) if self.reading.language.data.get("verb_first") else last)

    def _relayed(self, k: int, end: int) -> tuple[int, int] | None:
        """«نقلت وكالة X عن Y قوله»: Y speaks."""
        language, tokens = self.reading.language, self.reading.tokens
        if not self._is(k, "relay_verbs"):
            return None
        for at in range(end, min(end + MAX_NAME, self.sentence.j)):
            if tokens[at].norm in language.words("relay_from"):
                return self._name_after(at + 1)
        return None

    def _says_that(self, k: int, *, strict: bool) -> bool:
        """Whether "that", or what does its work, follows within the aside after a name."""
        language, tokens = self.reading.language, self.reading.tokens
        that = (
            language.words("speech_that") if strict else language.words("speech_that") | language.words("speech_links")
        )
        for at in range(k, min(k + MAX_NAME, self.sentence.j)):
            if tokens[at].norm in that or (not strict and tokens[at].text in (":", '"', "«", "“")):
                return True
        return False

    # -- both --------------------------------------------------------------------------------------------------------

    def _colons(self) -> list[Speech]:
        """ "Ministry: 12 killed", "12 killed: ministry": a source on one side of a colon or dash at an edge of the sentence."""
        tokens, begin, end = self.reading.tokens, self.sentence.i, self.sentence.j
        found = []
        for k in range(begin + 1, min(begin + MAX_NAME, end - 1)):
            if tokens[k].text == ":":
                found += self._source(begin, k, Speech(k, None, True))
                break
        for k in range(end - 2, max(end - MAX_NAME, begin), -1):
            if tokens[k].text in ":-–—":
                found += self._source(k + 1, end, Speech(k, None, False))
                break
        return found

    def _source(self, begin: int, end: int, speech: Speech) -> list[Speech]:
        """The speech by the source that tokens begin to end name, if they do nothing else."""
        sources, tokens = self.reading.language.words("source_nouns"), self.reading.tokens
        if tokens[end - 1].text == ".":
            end -= 1
        if any(self._stops(at) for at in range(begin, end)):
            return []
        edge = tokens[begin] if self.reading.language.data.get("noun_first") else tokens[end - 1]
        named = any(rest in sources for rest in self.reading.language.forms(edge.norm))
        return [Speech(speech.k, self._name(begin, end), speech.onward)] if named else []

    def _name_after(self, k: int) -> tuple[int, int]:
        tokens, fillers = self.reading.tokens, self.reading.language.words("name_fillers")
        while k < self.sentence.j and tokens[k].norm in fillers:
            k += 1
        end = k
        while end < self.sentence.j and end - k < MAX_NAME and not self._stops(end):
            if self._tells(end):
                break
            end += 1
        return k, end

    def _tells(self, k: int) -> bool:
        """Whether what is said begins at token k without a "that": «أعلنت الوزارة مقتل 12 شخصا»."""
        if not self.reading.language.data.get("verb_first"):
            return False
        return self.reading.tokens[k].norm in self.reading.language.words("speech_objects")

    def _is_time(self, k: int) -> bool:
        times = self.reading.times
        at = bisect_left(times, k, key=lambda span: span.j - 1)
        return at < len(times) and times[at].i <= k

    def _stops(self, k: int) -> bool:
        token, language = self.reading.tokens[k], self.reading.language
        if token.text == "-" and k and self.reading.tokens[k - 1].end == token.start:
            return False  # "the Britain-based group"
        if token.kind in (Kind.NUMBER, Kind.NEWLINE) or (token.kind is Kind.SYMBOL and token.text not in "-'’"):
            return not (token.text == "." and k and self.reading.tokens[k - 1].norm in language.words("abbreviations"))
        if token.norm in language.words("speech_stop") or self._is_time(k):
            return True
        return language.speech_cues.starting_at(self.reading.tokens, k) is not None

    def _name(self, begin: int, end: int, *, sure: bool = False) -> str | None:
        tokens, language = self.reading.tokens, self.reading.language
        while begin < end and (
            tokens[begin].norm in language.words("name_fillers") or tokens[begin].kind is Kind.SYMBOL
        ):
            begin += 1
        if begin >= end or tokens[begin].norm in language.words("speaker_not"):
            return None
        words = [token for token in tokens[begin:end] if token.kind is Kind.WORD]
        if not words or (not sure and language.data.get("capitals") and not self._looks_like_a_source(words)):
            return None
        first, last = trimmed(tokens, begin, end, language)
        return self.reading.text[tokens[first].start : tokens[last - 1].end]

    def _looks_like_a_source(self, words: Sequence[Token]) -> bool:
        sources = self.reading.language.words("source_nouns")
        return any(word.text[:1].isupper() or word.norm in sources for word in words)
