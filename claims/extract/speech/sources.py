"""Whose name it is: the noun phrase before or after a word of speech, and what of it names a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.extract.reading import Reading
from claims.extract.speech.names import quoted, trimmed
from claims.extract.text.sentences import Sentence
from claims.languages import Kind, Language, Token
from claims.values import dataclass

MAX_NAME = 12
"""Tokens of a speaker's name and office; a longer run is no name."""
QUOTED_NAME = 2
"""Words of a name in quotation marks; more of them are what is said."""
OPENING, CLOSING = frozenset("“«„"), frozenset("”»")
MAX_PERSON = 4
"""Words of a person's name."""


def is_acronym(token: Token) -> bool:
    """The WHO is no "who"."""
    return len(token.text) > 2 and token.text.isupper()


def _is_thing(word: Token, language: Language) -> bool:
    """Whether a word with a capital, since a sentence begins with it, names a thing or an event: "Avalanches have claimed ten lives"."""
    noun = language.nouns.get(word.norm)
    return noun is not None and noun.concept.cls in ("thing", "event", "measure", "money", "harm")


@dataclass(frozen=True, slots=True)
class Sources:
    """The names of one sentence, asked for by where they begin or end."""

    reading: Reading
    sentence: Sentence

    def name(self, begin: int, end: int, *, sure: bool = False) -> str | None:
        """The name in tokens begin to end as written, or None where they name no source; `sure` where the verb alone tells."""
        tokens, language = self.reading.tokens, self.reading.language
        while begin < end and (
            tokens[begin].norm in language.words("name_fillers") or tokens[begin].kind is Kind.SYMBOL
        ):
            begin += 1
        if begin < end and tokens[end - 1].text in CLOSING and all(t.text not in OPENING for t in tokens[begin:end]):
            end -= 1
        trailing = language.words("of_whole", "passive_auxiliaries")
        trailing |= language.words("name_fillers", "speech_adverbs")
        while end - begin > 1 and tokens[end - 1].norm in trailing:
            end -= 1  # "a poll of 2,037 adults", "according to the UN has"
        if begin >= end or (tokens[begin].norm in language.words("speaker_not") and not is_acronym(tokens[begin])):
            return None
        words = [token for token in tokens[begin:end] if token.kind is Kind.WORD]
        if not words or (not sure and language.data.get("capitals") and not self._looks_like_a_source(words)):
            return None
        first, last = trimmed(tokens, begin, end, language)
        if self._is_no_speaker(tokens[first]):
            return None
        return self.reading.text[tokens[first].start : tokens[last - 1].end]

    def _looks_like_a_source(self, words: Sequence[Token]) -> bool:
        language = self.reading.language
        sources, first = language.words("source_nouns"), self.reading.tokens[self.sentence.i].start
        return any(
            word.norm in sources
            or (word.text[:1].isupper() and not (word.start == first and _is_thing(word, language)))
            for word in words
        )

    def _is_no_speaker(self, head: Token) -> bool:
        """Whether a name that no capital marks is headed by what never speaks: «قروض», «ميزانيتها», «فيها»."""
        language = self.reading.language
        if language.data.get("capitals") or head.kind is not Kind.WORD:
            return False
        forms = set(language.forms(head.norm))
        if forms & (language.words("source_nouns", "titles")):
            return False
        if forms & language.words("speaker_not") or head.norm.endswith(
            tuple(language.words("speaker_not_endings")) or "\0"
        ):
            return True
        noun = language.noun_at_word(head.norm)
        return noun is not None and noun.concept.cls not in ("person", "group")

    def after(self, k: int) -> tuple[int, int]:
        """The tokens of the noun phrase that begins at token k, behind whoever is told: «أكد لـ«الأفق» الوزير»."""
        tokens, fillers = self.reading.tokens, self.reading.language.words("name_fillers")
        begin = k
        while k < self.sentence.j and tokens[k].norm in fillers:
            k += 1
        if begin < k < self.sentence.j and tokens[k - 1].norm in self.reading.language.mapping("link_clitics"):
            closing = quoted(tokens, k, self.sentence.j)
            k = closing + 1 if closing is not None else k
        end = k
        while end < self.sentence.j and end - k < MAX_NAME:
            closing = self.quoted(end)
            if closing is None and (self.stops(end) or self.begins_what_is_said(end)):
                break
            if end > k and (self._is_predicate(end) or self.begins_amount(end)):
                break
            end = (closing or end) + 1
        return k, end

    def quoted(self, k: int) -> int | None:
        """The mark that closes a name in quotation marks, opened at token k: «وكالة «فيتش»»."""
        tokens = self.reading.tokens
        if tokens[k].text not in OPENING or not self.reading.language.data.get("verb_first"):
            return None
        return quoted(tokens, k, self.sentence.j, QUOTED_NAME)

    def _is_predicate(self, k: int) -> bool:
        """Whether the clause goes on at token k, behind a name: with a number or a verb, «وبحسب وزارة الصحة قتل»."""
        language, tokens = self.reading.language, self.reading.tokens
        if not language.data.get("verb_first"):
            return False
        if self.counts(k, k + 1):
            return True
        definite = language.words("definite_clitics")
        before, here = (any(c in definite for c, _ in language.split(tokens[at].norm)) for at in (k - 1, k))
        return before and not here and bool(self.reading.events_in(k, k + 1))

    def begins_amount(self, k: int) -> bool:
        """Whether a quantity begins at token k that the name before it is not of: "according to Reuters over a dozen airstrikes"."""
        mentions = self.reading.mentions
        at = mentions.first_from(k)
        whole = self.reading.tokens[k - 1].norm in self._inner
        return not whole and at < len(mentions) and mentions[at].i == k

    def counts(self, i: int, j: int) -> bool:
        """Whether a quantity stands between two tokens."""
        mentions = self.reading.mentions
        at = mentions.first_from(i)
        return at < len(mentions) and mentions[at].i < j

    def before(self, k: int) -> tuple[int, int]:
        """The tokens of the noun phrase that ends before token k."""
        tokens, language = self.reading.tokens, self.reading.language
        begin, fillers = k, language.words("name_fillers")
        while begin > self.sentence.i and k - begin < MAX_NAME:
            if tokens[begin - 1].norm in language.words("people_words") and tokens[begin].text[:1].isupper():
                break  # "20 others wounded Al-Manar TV said"
            if begin < k and self._is_apart(begin):
                break  # "36 people activists said"
            if self.stops(begin - 1):
                source = self._source_before(begin - 1) or self._named_before(begin - 1, k)
                if source is None:
                    break
                begin = source
            begin -= 1
            article = tokens[begin].norm in fillers and tokens[begin].norm not in self._inner
            if article and self._opens_name(begin - 1):
                continue  # "Save the Children said"
            if article and begin > self.sentence.i and language.data.get("capitals") and not self._goes_on(begin - 1):
                break  # "In Washington the Pentagon said"
        return begin, k

    def _opens_name(self, k: int) -> bool:
        """Whether a name of several words begins at token k, before "the": "Save the Children"."""
        tokens = self.reading.tokens
        if k < self.sentence.i or not tokens[k].text[:1].isupper() or not tokens[k + 2].text[:1].isupper():
            return False
        language = self.reading.language
        adverb = tokens[k].norm.endswith(tuple(language.words("adverb_endings")) or "\0")
        if adverb or tokens[k].norm in language.words("speech_adverbs", "stop_words"):
            return False  # "Later the Pentagon said"
        opens = k == self.sentence.i or tokens[k - 1].kind is not Kind.WORD
        return opens and not self.is_time(k) and not self.reading.places_between(k, k + 1)

    def _is_apart(self, k: int) -> bool:
        """Whether something counted ends right before a name that begins at token k."""
        mentions = self.reading.mentions
        at = mentions.first_from(k) - 1
        if at < 0 or mentions[at].j != k or mentions[at].noun is None:
            return False
        return self.reading.tokens[k].norm not in self._inner | self.reading.language.words("of_whole")

    def _goes_on(self, k: int) -> bool:
        """Whether an article behind token k is inside a name: "the head of the army", "the mayor and the governor"."""
        return self.reading.tokens[k].kind is not Kind.WORD or self.reading.tokens[k].norm in self._inner

    @property
    def _inner(self) -> frozenset[str]:
        language = self.reading.language
        return language.words("speech_inner", "joiners", "of_whole")

    def before_relative(self, begin: int, end: int) -> tuple[int, int]:
        """The noun phrase at tokens begin to end, or the one whose relative clause it only ends: "a diplomat who asked not to be named"."""
        tokens, language = self.reading.tokens, self.reading.language
        words = [token for token in tokens[begin:end] if token.kind is Kind.WORD]
        if not language.words("speech_relatives") or not words or self._looks_like_a_source(words):
            return begin, end
        for k in range(begin - 1, max(begin - MAX_NAME, self.sentence.i), -1):
            if tokens[k].kind is not Kind.WORD:
                break
            if tokens[k].norm in language.words("speech_relatives"):
                return self.before(k)
        return begin, end

    def _source_before(self, k: int) -> int | None:
        """Where "officials" stands before the "in" at token k: "officials in the north of Gaza said"."""
        tokens, language = self.reading.tokens, self.reading.language
        if tokens[k].kind is Kind.NUMBER and k > self.sentence.i:
            k -= 1  # "a survey of 1,500 parents found"
        if tokens[k].norm not in language.words("speech_inner"):
            return None
        for at in range(k - 1, max(k - MAX_NAME, self.sentence.i) - 1, -1):
            if tokens[at].norm in language.words("source_nouns"):
                return at
            if tokens[at].kind not in (Kind.WORD, Kind.NUMBER) or self.is_time(at):
                return None
        return None

    def _named_before(self, k: int, end: int) -> int | None:
        """Where a name or somebody's trade ends before the "in" at token k, behind which a place ends at token `end`."""
        tokens, language = self.reading.tokens, self.reading.language
        if (
            not language.data.get("capitals")
            or k <= self.sentence.i
            or tokens[k].norm not in language.words("speech_inner")
        ):
            return None
        if not any(span.j == end for span in self.reading.places_between(k + 1, k + 3)):
            return None
        word = tokens[k - 1]
        noun = language.nouns.get(word.norm)
        person = noun is not None and noun.concept.cls in ("person", "group")
        named = word.kind is Kind.WORD and word.text[:1].isupper() and k - 1 > self.sentence.i
        named = named or (k - 2 >= self.sentence.i and tokens[k - 2].norm in language.words("articles"))
        return k - 1 if (named or person) and not self.is_time(k - 1) and not self.counts(k - 2, k) else None

    def before_apposition(self, comma: int) -> int:
        """ "John Kirby, the spokesman, said" and "the mayor, Camila Rojas, said": the end of whichever of the two is a name."""
        for k in range(comma - 1, max(comma - MAX_NAME, self.sentence.i), -1):
            if self.reading.tokens[k].text == ",":
                return comma if self.is_a_person(k + 1, comma) and not self._is_a(k + 1) else k
        return comma + 1

    def _is_a(self, k: int) -> bool:
        """Whether an article at token k makes what follows tell what the one before is: "the Centre for Policy Research, an NGO, said"."""
        return self.reading.tokens[k].norm in self.reading.language.words("articles")

    def with_apposition(self, first: int, last: int) -> tuple[int, int]:
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
            if self.is_a_person(last + 1, stop):
                return last + 1, stop
        return first, last

    def is_a_person(self, i: int, j: int) -> bool:
        """Whether tokens i to j are written as a person's name is, where the script has capitals."""
        words = self.reading.tokens[i:j]
        particles = self.reading.language.words("name_particles")
        return 0 < len(words) <= MAX_PERSON and all(w.text[:1].isupper() or w.norm in particles for w in words)

    def stops(self, k: int) -> bool:
        """Whether no name goes on over token k."""
        token, language = self.reading.tokens[k], self.reading.language
        if token.text == "-" and k and self.reading.tokens[k - 1].end == token.start:
            return False  # "the Britain-based group"
        if token.kind in (Kind.NUMBER, Kind.NEWLINE) or (token.kind is Kind.SYMBOL and token.text not in "-'’"):
            return not (token.text == "." and k and self.reading.tokens[k - 1].norm in language.words("abbreviations"))
        if self.is_time(k) or (
            token.norm in language.words("speech_stop") and not is_acronym(token) and not self._is_written_name(k)
        ):
            return True
        if language.data.get("capitals") and k and self.reading.tokens[k - 1].norm in language.words("name_fillers"):
            return False  # "the report says"
        return language.speech_cues.starting_at(self.reading.tokens, k) is not None

    def _is_written_name(self, k: int) -> bool:
        """Whether a word is a name for how it is written, and no preposition: «علي بن محمد»."""
        tokens, language = self.reading.tokens, self.reading.language
        if tokens[k].text not in language.words("names_as_written") or k + 1 >= len(tokens):
            return False
        following, definite = tokens[k + 1], language.words("definite_clitics")
        return language.noun_at_word(following.norm) is None and (
            following.norm in language.words("name_particles")
            or not any(clitic in definite for clitic, _ in language.split(following.norm))
        )

    def begins_what_is_said(self, k: int) -> bool:
        """Whether what is said begins at token k without a "that": «أعلنت الوزارة مقتل 12 شخصا»."""
        if not self.reading.language.data.get("verb_first"):
            return False
        language, word = self.reading.language, self.reading.tokens[k].norm
        objects, clitics = language.words("speech_objects"), language.words("object_clitics")
        if word in objects or any(clitic in clitics and rest in objects for clitic, rest in language.split(word)):
            return True
        shapes = "|".join(language.data.get("speech_object_shapes", ()))
        return bool(shapes and re.fullmatch(shapes, word)) and not self.is_one_of(k, "source_nouns")

    def is_time(self, k: int) -> bool:
        """Whether token k belongs to a time."""
        times = self.reading.times
        at = times.first_from(k + 1) - 1
        return at >= 0 and k < times[at].j

    def is_one_of(self, k: int, key: str) -> bool:
        """Whether token k, with or without its clitics, is in the language's list of that name."""
        words = self.reading.language.words(key)
        return self.reading.language.is_among(self.reading.tokens[k].norm, words)
