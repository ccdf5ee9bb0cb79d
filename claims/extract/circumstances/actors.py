"""Which places only say who acts, who sends or where something was said, rather than where it happened?"""

from __future__ import annotations

from claims.extract.places import PlaceSpan
from claims.extract.quantities.identifiers import CLOSING_QUOTES, OPENING_QUOTES
from claims.extract.reading import Reading
from claims.languages import Kind
from claims.languages.gazetteer import WIDE

PRESS = 3
"""Tokens from "reporters" to the place where they were told."""
NEAR = 3
"""Words from a preposition to its place."""
AGENT = 10
"""Tokens between "by" and the country that acts."""
OUTWARD = 4
"""Tokens between a country and what it does."""


def only_narrows(reading: Reading, span: PlaceSpan) -> bool:
    """Whether a name says who rather than where: a people's, whose side it is, or the first half of a compound such as "UK-based"."""
    halves, tokens = reading.language.words("compound_halves"), reading.tokens
    if span.demonym or (span.i and reading.language.table("allied").ending_at(tokens, span.i - 1) is not None):
        return True
    if is_of_a_title(reading, span):
        return True
    if reading.language.table("names_with_places", clitics=False).starting_at(tokens, span.i) is not None:
        return True  # «قوات سوريا الديمقراطية»
    if span.i and reading.language.table("outlawed").ending_at(tokens, span.i - 1) is not None:
        return True
    if _is_name_of(reading, span):
        return True
    return span.j + 1 < len(tokens) and tokens[span.j].text in "-–" and tokens[span.j + 1].norm in halves


def _is_name_of(reading: Reading, span: PlaceSpan) -> bool:
    """Whether a name of somebody goes on behind a place: "the Qatar Red Crescent", "China Daily"."""
    tokens, j = reading.tokens, span.j
    if j < len(tokens) and tokens[j].norm in reading.language.words("treaties_after_places"):
        return True
    named = reading.language.table("named_after_places", clitics=False).starting_at(tokens, j)
    return named is not None and tokens[j].text[:1].isupper()


def _is_agent(reading: Reading, span: PlaceSpan) -> bool:
    """Whether "by" stands before a country, perhaps over what tells more of it: "sponsored by rebel backer Turkey"."""
    tokens, language = reading.tokens, reading.language
    agents = language.words("agent_prepositions")
    if not agents or span.place.kind != "country":
        return False
    stops = language.words("stop_words", but="joiners")
    for k in range(span.i - 1, max(span.i - 1 - AGENT, -1), -1):
        if tokens[k].norm in agents:
            return True
        if tokens[k].kind is not Kind.WORD or tokens[k].norm in stops:
            return False
    return False


def _is_rival(reading: Reading, span: PlaceSpan) -> bool:
    """Whether it only has so much of what another had before: "Britain offered £100 million and the United States $154 million"."""
    tokens, language, k = reading.tokens, reading.language, span.i - 1
    while k > 0 and tokens[k].norm in language.words("definite_articles"):
        k -= 1
    if k < 1 or tokens[k].norm not in language.words("joiners") or not language.data.get("capitals"):
        return False
    at = reading.mentions.first_from(span.j)
    if not 0 < at < len(reading.mentions) or reading.mentions[at].i != span.j:
        return False
    here, before = reading.mentions[at], reading.mentions[at - 1]
    alike = here.quantity.dimension == before.quantity.dimension != "count"
    return alike and reading.sentence_index(before.i) == reading.sentence_index(here.i)


def is_of_a_title(reading: Reading, span: PlaceSpan) -> bool:
    """Whether it is all of a name in quotation marks that no town has, or of a newspaper: «قال لـ«الشرق الأوسط»», «صحيفة القدس»."""
    tokens, i = reading.tokens, span.i
    quoted = i > 0 and span.j < len(tokens) and tokens[i - 1].text in OPENING_QUOTES
    whole = quoted and tokens[span.j].text in CLOSING_QUOTES and span.place.kind in WIDE
    if whole and reading.language.data.get("quoted_countries_are_names"):
        return True
    k = i - 2 if quoted else i - 1
    return k >= 0 and tokens[k].norm in reading.language.words("press_titles")


def has_forces(reading: Reading, span: PlaceSpan) -> bool:
    """Whether a country's forces are told of, which act wherever they are: "Israel's military said"."""
    tokens = reading.tokens
    owned = tokens[span.j - 1].text.endswith(("'s", "’s")) and span.j < len(tokens)
    return owned and tokens[span.j].norm in reading.language.words("forces")


def is_of_the_press(reading: Reading, i: int) -> bool:
    """Whether a place at token i only tells where something was said: "told reporters in Geneva", «مؤتمر صحفي في جنيف»."""
    tokens, language = reading.tokens, reading.language
    press = language.words("press_words")
    before = tokens[max(0, i - PRESS) : i]
    return any(token.kind is Kind.WORD and language.is_among(token.norm, press) for token in before)


def acts(reading: Reading, span: PlaceSpan) -> bool:
    """Whether a capital stands for its government: "Washington plans to send", «رصدت تايبيه»; and whether the name is a person's."""
    tokens, language = reading.tokens, reading.language
    if span.i == 0 and span.place.kind != "country" and _is_said(reading, span.j):
        return True  # "Kyiv said"
    if span.i and tokens[span.i - 1].norm in language.words("object_senders"):
        return True  # «40 صاروخا أطلقتها روسيا»
    if _is_agent(reading, span) or _is_rival(reading, span):
        return True
    behind = span.j + (span.j < len(tokens) and tokens[span.j].norm in language.words("perfect_auxiliaries"))
    if behind < len(tokens) and tokens[behind].norm in language.words("verbs_upon_others"):
        return True  # "the United States has accused Damascus"
    if is_located(reading, span):
        return False
    before, after = tokens[span.i - 1] if span.i else None, tokens[span.j] if span.j < len(tokens) else None
    if language.data.get("capitals") and span.place.kind != "country":
        beside = [
            token for token in (before if span.i > 1 else None, after) if token is not None and token.kind is Kind.WORD
        ]
        if any(token.text[:1].isupper() and token.norm not in language.words("after_places") for token in beside):
            return True  # "Fatih Yilmaz" is nobody's town
    seat = span.place.kind != "country" or tokens[span.i].norm in language.words("metonyms")
    if not seat:
        return False
    if language.data.get("verb_first"):
        if before is None or before.kind is not Kind.WORD or reading.events_in(span.i - 1, span.i):
            return False
        if before.norm in language.words("verbs_upon_places"):
            return False  # «ضربت درنة»
        ends = (
            before.norm.endswith(tuple(language.words("verb_endings"))) and language.noun_at_word(before.norm) is None
        )
        return ends or _is_actors(reading, span.i - 1)
    return after is not None and (after.norm in language.words("clause_verbs") or _is_actors(reading, span.j))


def sends(reading: Reading, span: PlaceSpan) -> bool:
    """Whether what follows goes out from a place: "Germany will send", "Russia launched 38 drones at Ukraine"."""
    tokens, outward = reading.tokens, reading.language.words("outward_verbs")
    if not outward or (span.i and tokens[span.i - 1].norm in reading.language.words("place_prepositions")):
        return False
    for k in range(span.j, min(span.j + OUTWARD, len(tokens))):
        if tokens[k].kind is not Kind.WORD:
            return False
        if tokens[k].norm in outward:
            return True
    return False


def is_located(reading: Reading, span: PlaceSpan) -> bool:
    """Whether a preposition or a verb of giving makes it the place where something is, or the sentence begins with it."""
    tokens, language = reading.tokens, reading.language
    locating = language.words("place_prepositions")
    for clitic, rest in language.split(tokens[span.i].norm):
        if clitic and rest and clitic in locating:
            return True
    k, left = span.i - 1, NEAR
    while k >= 0 and left:
        if language.is_among(tokens[k].norm, locating):
            return True
        if tokens[k].text != "-":  # "in Hamas-run Gaza"
            left -= 1
            if tokens[k].kind is not Kind.WORD:
                break
        k -= 1
    given = span.i > 0 and tokens[span.i - 1].norm in language.words("outward_verbs")
    return span.i == 0 or given  # "will send Ukraine two tanks"


def _is_said(reading: Reading, k: int) -> bool:
    language = reading.language
    return k < len(reading.tokens) and language.speech_cues.starting_at(reading.tokens, k) is not None


def _is_actors(reading: Reading, k: int) -> bool:
    """Whether the word is a verb of speech, intent or government."""
    language, tokens = reading.language, reading.tokens
    tables = (language.speech_cues, language.table("planned"), language.table("actor_verbs"))
    return any(table.starting_at(tokens, k) is not None for table in tables)
