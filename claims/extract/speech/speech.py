"""Where speech is told: "X said …", "…, said X", "according to X", «قال X إن», "Ministry: …", and "he added" of nobody yet."""

from __future__ import annotations

from claims.extract.reading import Reading
from claims.extract.speech.sources import MAX_NAME, MAX_PERSON, Sources, is_acronym
from claims.extract.text.sentences import Sentence
from claims.languages import Kind, Token
from claims.values import dataclass

MAX_TAIL = 9
"""Tokens that may follow "X said" at the end of a sentence: "in a statement on Monday"."""
SHORT_FORM = 4
"""Tokens of a short form with its brackets."""
PAUSES = frozenset(",،;؛:.–—-\"“”«»()'’")


@dataclass(frozen=True, slots=True)
class Speech:
    """The words at token k name who speaks; `onward` where they govern what follows them rather than what stands before."""

    k: int
    name: str | None
    onward: bool


def find_speech(reading: Reading, sentence: Sentence) -> list[Speech]:
    """All of a sentence, in text order."""
    return _Finder(reading, sentence, Sources(reading, sentence)).all()


@dataclass(frozen=True, slots=True)
class _Finder:
    reading: Reading
    sentence: Sentence
    names: Sources

    def all(self) -> list[Speech]:
        reading, cues = self.reading, self.reading.language.speech_cues
        found = self._colons()
        free = self.sentence.i
        for k, kind, end in cues.all_in(reading.tokens, self.sentence.i, self.sentence.j):
            nothing = reading.language.table("no_speech").starting_at(reading.tokens, k)
            if nothing is not None and nothing[1] > end:
                free = nothing[1]
                continue
            if k < free or reading.tokens[k].kind is not Kind.WORD or self._in_name_of_place(k):
                continue
            speech = self._speech(kind, k, end)
            if speech is not None:
                found.append(speech)
            free = end
        return sorted(found, key=lambda speech: speech.k)

    def _in_name_of_place(self, k: int) -> bool:
        """The "States" of "the United States" states nothing."""
        return any(span.i < k < span.j for span in self.reading.places_between(k - MAX_PERSON, k))

    def _speech(self, kind: str, k: int, end: int) -> Speech | None:
        if kind == "again":
            return Speech(k, None, True)
        if kind == "after":
            return self._according_to(k, end)
        return self._verb_first(k, end) if self.reading.language.data.get("verb_first") else self._verb_last(k, end)

    def _according_to(self, k: int, end: int) -> Speech | None:
        """ "According to X": what follows where the sentence begins with it, else what stands before."""
        tokens = self.reading.tokens
        fillers = self.reading.language.words("name_fillers", "speech_indirect")
        begin = end
        while end < self.sentence.j and (tokens[end].norm in fillers or self.names.is_one_of(end, "speech_documents")):
            end += 1  # "according to a first toll of the civil defence"
        indirect = any(tokens[at].norm in self.reading.language.words("speech_indirect") for at in range(begin, end))
        documented = bool(self.reading.language.data.get("verb_first")) and end > begin
        verb = self.reading.language.table("speech_verbs").starting_at(tokens, end) or self._with_object(end)
        if verb is None and indirect:
            return None  # «حسب ما نشر في وسائل إعلام»
        if verb is None and end < self.sentence.j and self.names.stops(end) and self.names.quoted(end) is None:
            end = begin
        if verb is None and self.names.is_one_of(k, "speech_after_verb"):
            return None
        first, last = self.names.after(verb[1] if verb is not None else end)
        linked = self.names.is_one_of(k, "speech_after_linked")
        for at in range(first, last if linked or (documented and verb is None) else first):
            if any(
                clitic in self.reading.language.mapping("link_clitics")
                for clitic, _ in self.reading.language.split(tokens[at].norm)
            ):
                first, linked = at, True
                break
        name = self.names.name(first, last)
        if name is not None and linked:
            name = self._without_link(name, tokens[first])
        return Speech(k, name, k <= self.sentence.i + 1) if name is not None else None

    def _with_object(self, k: int) -> tuple[str, int] | None:
        """A verb of speech that carries its object: «ما نقلته الوكالة»."""
        language, word = self.reading.language, self.reading.tokens[k].norm if k < self.sentence.j else ""
        verbs = language.words("speech_verbs")
        cut = any(word.endswith(owner) and word[: -len(owner)] in verbs for owner in language.words("verb_objects"))
        return (word, k + 1) if cut else None

    def _without_link(self, name: str, first: Token) -> str:
        """The name without the preposition that is written together with its first word: «وفقا للسلطات»."""
        links = self.reading.language.mapping("link_clitics")
        for clitic, rest in self.reading.language.split(first.norm):
            if clitic in links and rest and name.startswith(first.text):
                return str(links[clitic]) + name[len(clitic) :]
        return name

    def _colons(self) -> list[Speech]:
        """ "Ministry: 12 killed", "12 killed: ministry": a source on one side of a colon or dash at an edge of the sentence."""
        tokens, begin, end = self.reading.tokens, self.sentence.i, self.sentence.j
        found = []
        for k in range(begin + 1, min(begin + MAX_NAME, end - 1)):
            if tokens[k].text == ":":
                found += self._source(begin, k, Speech(k, None, True))
                break
        for k in range(end - 2, max(end - MAX_NAME, begin), -1):
            if (
                tokens[k].text in ":-–—" and tokens[k + 1].start > tokens[k].end
            ):  # "the 230-seat parliament" is no source
                found += self._source(k + 1, end, Speech(k, None, False))
                break
        return found

    def _source(self, begin: int, end: int, speech: Speech) -> list[Speech]:
        """The speech by the source that tokens begin to end name, if they do nothing else."""
        sources, tokens = self.reading.language.words("source_nouns"), self.reading.tokens
        if tokens[end - 1].text == ".":
            end -= 1
        if any(self.names.stops(at) for at in range(begin, end)):
            return []
        edge = tokens[begin] if self.reading.language.data.get("noun_first") else tokens[end - 1]
        named = self.reading.language.is_among(edge.norm, sources)
        return [Speech(speech.k, self.names.name(begin, end), speech.onward)] if named else []

    # -- the speaker before the verb ---------------------------------------------------------------------------------

    def _verb_last(self, k: int, end: int) -> Speech | None:
        """ "X said …", "…, X said on Monday", "…, said X"."""
        language, tokens = self.reading.language, self.reading.tokens
        begin = k
        while begin > self.sentence.i and tokens[begin - 1].norm in language.words("speech_adverbs"):
            begin -= 1
        begin = self._before_short_form(begin)
        if begin == self.sentence.i:
            return None
        previous = tokens[begin - 1]
        if begin == k and previous.norm in language.words("before_nouns"):
            return None  # "police gave no estimate"
        if previous.norm in language.words("passive_auxiliaries", but="perfect_auxiliaries"):
            return None  # "no casualties were reported" names nobody
        if previous.norm in language.words("speech_pronouns"):
            return Speech(k, None, not self._closes(begin - 1, end))
        if previous.norm in language.words("speech_relatives") and not is_acronym(previous):
            begin -= 1
            previous = tokens[begin - 1] if begin > self.sentence.i else previous
            if previous.text == "," and begin - 1 > self.sentence.i:
                begin -= 1  # "the general, who had said on Friday"
                previous = tokens[begin - 1]
        if previous.norm in language.words("joiners", "clause_breaks"):
            name = self._subject(begin - 1) if self.names.is_one_of(k, "speech_sure") else None
            return Speech(k, name, True) if name is not None else None  # "the IMF cut its forecast and said"
        if (
            self.names.is_one_of(k, "speech_not_of_numbers")
            and end < self.sentence.j
            and tokens[end].kind is Kind.NUMBER
        ):
            return None  # "Netflix added 13 million subscribers"
        if previous.text in PAUSES and not self.names.is_one_of(k, "speech_to_hearers"):
            named = self.names.name(*self.names.with_apposition(*self.names.after(end)))
            if named is not None and previous.text in ",”\"»–—'’" and self._stands_alone(end):
                return Speech(k, named, False)
        if self._is_inverted(k, begin, end):
            named = self.names.name(*self.names.after(end))
            return Speech(k, named, False) if named is not None else None
        begin = self.names.before_apposition(begin - 1) if previous.text == "," else begin
        first, last = self.names.before_relative(*self.names.before(begin))
        sure = self.names.is_one_of(k, "speech_sure") and last - first <= MAX_PERSON
        name = self.names.name(first, last, sure=sure) if self._may_speak(k, first, last) else None
        if first > self.sentence.i + 1 and tokens[first - 1].norm in self._that and self._ends_mention(first - 1):
            return None  # "below the 449,000 that analysts had forecast"
        puts = tokens[k].norm in language.words("level_setters")  # "Israel puts the number at over 300"
        return Speech(k, name, puts or not self._closes(first, end)) if name is not None else None

    def _ends_mention(self, k: int) -> bool:
        """Whether a quantity ends right before token k."""
        at = self.reading.mentions.first_from(k) - 1
        return at >= 0 and self.reading.mentions[at].j == k

    def _before_short_form(self, k: int) -> int:
        """Where the short form in brackets begins that ends before token k: "the World Health Organization (WHO) said"; else k."""
        tokens = self.reading.tokens
        if k - self.sentence.i < SHORT_FORM or tokens[k - 1].text != ")":
            return k
        return next((at for at in range(k - 2, k - 1 - SHORT_FORM, -1) if tokens[at].text == "("), k)

    def _is_inverted(self, k: int, begin: int, end: int) -> bool:
        """Whether the speaker follows though no comma says so: "killed 1,102 people said the Observatory"."""
        language, tokens = self.reading.language, self.reading.tokens
        if begin < k or end >= self.sentence.j or not self.names.is_one_of(k, "speech_sure"):
            return False
        before = tokens[max(begin - 2, self.sentence.i) : begin]
        if any(token.text[:1].isupper() or token.norm in language.words("source_nouns") for token in before):
            return False
        opens = tokens[end].text[:1].isupper() or tokens[end].norm in language.words("articles", "definite_articles")
        return opens and bool(self.reading.events_in(self.sentence.i, begin)) and self._stands_alone(end)

    def _subject(self, end: int) -> str | None:
        """The source that the sentence begins with, up to its first verb before token `end`."""
        language, tokens, begin = self.reading.language, self.reading.tokens, self.sentence.i
        verbs, endings = language.words("clause_verbs", "object_verbs"), tuple(language.words("verb_endings"))
        for k in range(begin, min(end, begin + MAX_NAME)):
            if tokens[k].kind is not Kind.WORD:
                return None
            if k > begin and tokens[k].text.islower() and (tokens[k].norm in verbs or tokens[k].norm.endswith(endings)):
                return self.names.name(begin, k)
        return None

    def _stands_alone(self, end: int) -> bool:
        """Whether a name after the verb is its subject rather than what is said: "said John Kirby", not ", said Syria was"."""
        stop = self.names.after(end)[1]
        return stop >= self.sentence.j or self.reading.tokens[stop].kind is not Kind.WORD or self._is_aside(stop)

    def _is_aside(self, k: int) -> bool:
        word = self.reading.tokens[k].norm
        asides = self.reading.language.words("speech_asides")
        return word in asides or self.names.is_time(k)

    def _closes(self, first: int, end: int) -> bool:
        """Whether "X said" ends its clause, so that it speaks of what stands before it."""
        tokens = self.reading.tokens
        if first <= self.sentence.i:
            return False
        if tokens[first - 1].text not in ',”"»–—-:;،؛':
            return self._ends(self._behind_hearers(end)) or self._breaks_off(first, end)
        stop = end
        while stop < self.sentence.j and stop - end <= MAX_TAIL and tokens[stop].text not in ",،;.":
            stop += 1
        if stop == end:
            return True
        if stop - end > MAX_TAIL or any(tokens[k].norm in self._that for k in range(end, stop)):
            return False
        return self._is_aside(end) or not (self.names.counts(end, stop) or self.reading.events_in(end, stop))

    def _behind_hearers(self, k: int) -> int:
        """Where the clause goes on behind those who are told: "a source told Reuters on Tuesday"."""
        language, tokens = self.reading.language, self.reading.tokens
        if not language.data.get("capitals") or not self.names.is_one_of(k - 1, "speech_to_hearers"):
            return k
        passed = language.words("press_words", "definite_articles")
        while (
            k < self.sentence.j
            and (tokens[k].text[:1].isupper() or tokens[k].norm in passed)
            and not self.names.is_time(k)
        ):
            k += 1
        return k

    def _breaks_off(self, first: int, end: int) -> bool:
        """Whether what follows "X said" tells of something else: "killed 36 people activists said as violence went on"."""
        language, tokens = self.reading.language, self.reading.tokens
        if end >= self.sentence.j or tokens[end].norm not in language.words("speech_closers"):
            return False
        hedged = language.table("hedges_before").starting_at(tokens, end) is not None
        return not hedged and bool(self.reading.events_in(self.sentence.i, first))

    def _ends(self, k: int) -> bool:
        """Whether the sentence ends at token k, but for a time: "were hurt the ministry said on Friday"."""
        tokens, j = self.reading.tokens, self.sentence.j
        while k < j and (self.names.is_time(k) or tokens[k].norm in self.reading.language.words("speech_tail")):
            k += 1
        return k >= j or tokens[k].text in ".\n"

    @property
    def _that(self) -> frozenset[str]:
        return self.reading.language.words("speech_that")

    # -- the verb before the speaker ---------------------------------------------------------------------------------

    def _verb_first(self, k: int, end: int) -> Speech | None:
        """«قال X إن …», «…، قال X», «X قال إن», «وأضاف أن»."""
        language, tokens = self.reading.language, self.reading.tokens
        if k > self.sentence.i and tokens[k - 1].norm in language.words("speech_not_after"):
            return None  # «لم تؤكد بغداد»
        if self._relays_the_last(k, end):
            return Speech(k, None, True)
        relayed = self._relayed(k, end)
        first, last = relayed if relayed is not None else self._behind_figures(*self.names.after(end))
        name = self.names.name(first, last)
        strict = self.names.is_one_of(k, "speech_needs_that")
        that = self._says_that(last, strict=strict or self.names.is_one_of(k, "speech_needs_source"))
        if name is not None:
            if that or (not strict and self._may_speak(k, first, last)):
                pause = "" if k == self.sentence.i else tokens[k - 1].text
                quoted = pause in ",،" and k - 2 > self.sentence.i and tokens[k - 2].text in '»"”'
                goes_on = (
                    tokens[k].norm not in language.words("speech_verbs") and tokens[k].norm[:1] in language.additive
                )
                opens = (that and not quoted) or goes_on or pause not in {*',،»"”'}  # «…، وقدر المنظمون عددهم»
                return Speech(k, name, opens)
            return None
        if not (that or (end < self.sentence.j and self._governs(end))):
            return None
        if k == self.sentence.i or tokens[k - 1].kind is not Kind.WORD or tokens[k].norm[:1] in language.additive:
            return Speech(k, None, True)
        begin, stop = self.names.before(k)
        while stop > begin and tokens[stop - 1].norm in language.words("speech_adverbs"):
            stop -= 1  # «كانت الوزارة قد أعلنت أن»
        known = any(self.names.is_one_of(at, "source_nouns") for at in range(begin, min(begin + 2, stop)))
        if not known and not self._is_place(begin, stop):
            return None
        return Speech(k, self.names.name(begin, stop), True)

    def _governs(self, k: int) -> bool:
        """Whether what is said begins at token k, right behind the verb: «الحكومة تتحدث عن 12 قتيلا»."""
        token = self.reading.tokens[k]
        return (
            self.names.begins_what_is_said(k)
            or token.text in ':"«“'
            or token.norm in self.reading.language.words("speech_links")
        )

    def _behind_figures(self, first: int, last: int) -> tuple[int, int]:
        """Whose the figures are that show something: «أظهرت بيانات البنك المركزي»."""
        begin, figures = first, self.reading.language.words("speech_figures")
        while begin < last and self.reading.tokens[begin].norm in figures:
            begin += 1
        return (begin if begin < last else first), last

    def _may_speak(self, k: int, first: int, last: int) -> bool:
        """Verbs that say other things too, and plurals that are nouns too, need somebody before or after them who is known to speak."""
        if not self.names.is_one_of(k, "speech_needs_source"):
            return True
        if self.names.is_one_of(k, "speech_with_that") and not self._is_inquiry(k, first, last):
            return False  # "rescuers have found no survivors", "Peru declared an emergency"
        return any(self.names.is_one_of(at, "source_nouns") for at in self._heads(first, last)) or (
            not self.names.is_one_of(k, "speech_not_of_places")
            if self._is_place(first, last)
            else self._is_named(first, last)
        )

    def _is_inquiry(self, k: int, first: int, last: int) -> bool:
        behind = self.reading.tokens[k + 1] if k + 1 < self.sentence.j else None
        that = behind is not None and (behind.norm in self._that or behind.text in PAUSES)
        return that or any(self.names.is_one_of(at, "inquiries") for at in range(first, last))

    def _is_named(self, first: int, last: int) -> bool:
        return bool(self.reading.language.data.get("capitals")) and self.names.is_a_person(first, last)

    def _is_place(self, first: int, last: int) -> bool:
        place = self.reading.language.places.starting_at(self.reading.tokens, first) if last > first else None
        return place is not None and place[1] >= last

    def _heads(self, first: int, last: int) -> range:
        """Where the head of a noun phrase may stand: first where adjectives follow their noun."""
        return range(first, min(first + 1, last) if self.reading.language.data.get("verb_first") else last)

    def _relays_the_last(self, k: int, end: int) -> bool:
        """«نقل التلفزيون عنه قوله»: whoever spoke before speaks on."""
        pronouns, tokens = self.reading.language.words("relay_pronouns"), self.reading.tokens
        return self.names.is_one_of(k, "relay_verbs") and any(
            token.norm in pronouns for token in tokens[end : min(end + MAX_PERSON, self.sentence.j)]
        )

    def _relayed(self, k: int, end: int) -> tuple[int, int] | None:
        """«نقلت وكالة X عن Y قوله»: Y speaks."""
        language, tokens = self.reading.language, self.reading.tokens
        if not self.names.is_one_of(k, "relay_verbs"):
            return None
        for at in range(end, min(end + MAX_NAME, self.sentence.j)):
            if tokens[at].norm in language.words("relay_from"):
                return self.names.after(at + 1)
        return None

    def _says_that(self, k: int, *, strict: bool) -> bool:
        """Whether "that", or what does its work, follows within the aside after a name."""
        language, tokens = self.reading.language, self.reading.tokens
        that = language.words("speech_that") if strict else language.words("speech_that", "speech_links")
        for at in range(k, min(k + MAX_NAME, self.sentence.j)):
            if at > k and language.speech_cues.starting_at(tokens, at) is not None:
                return False  # «بين قتيل وجريح، مشيرا إلى أن»
            if tokens[at].norm in that or (not strict and tokens[at].text in (":", '"', "«", "“")):
                return True
        return False
