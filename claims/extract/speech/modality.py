"""How surely a claim is said: cues in the clause around it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.text.asides import behind_apposition
from claims.extract.text.sentences import Sentence
from claims.extract.text.triage import Triage
from claims.languages import Kind, Language, Token
from claims.model import Modality

WINDOW = 8
"""Tokens before a quantity whose cues reach it."""
AFTER = 3
"""Tokens after it."""
PAUSES = frozenset(",،;؛(—–")
REPORT = 30
"""Tokens before and after "would" among which it is told."""
SUBJECT = 10
"""Tokens between a quantity and the verb whose subject it is."""
RELATIVE = 8
"""Tokens between "which" and a quantity of its clause."""
PLANNED_MIN = 4
"""Letters of a word that may be a verb with the mark of the future."""


def modality(tokens: Sequence[Token], sentence: Sentence, i: int, j: int, language: Language) -> Modality:
    """The modality of what tokens i to j say: the nearest cue before them in their clause; planned where a future verb governs them."""
    if _is_known(tokens, i, j, language):
        return Modality.ASSERTED
    window = int(language.data.get("modality_window", WINDOW))
    start = _clause_start(tokens, max(sentence.i, i - window), i, language)
    if start == i - window:
        start = _reach(tokens, max(sentence.i, i - int(language.data.get("modality_reach", window))), start, language)
    if i > sentence.i + 1 and tokens[i - 1].norm in language.words("denied_numbers") and tokens[i - 2].text in PAUSES:
        return Modality.DENIED  # "ten, not 19 as first reported"
    read, negated = start, False
    found, excepted = Modality.ASSERTED, language.words("exceptive_words")
    behind = behind_apposition(tokens, j, sentence.j, language)
    aside = _is_aside(tokens, i, j, language)
    stop = j if aside else min(behind + int(language.data.get("modality_after", AFTER)), sentence.j)
    cues = _STARTS.likely(tokens, start, stop, language)
    for k in range(start, stop) if cues else ():
        if k < read or j <= k < behind:
            continue
        if k >= j and _ends_clause(tokens, k, language):
            break  # "has risen to 5,300 and is expected to double"
        if tokens[k].norm in excepted and found is Modality.DENIED:
            found = Modality.ASSERTED  # «لم ينج إلا ثلاثة»
        hit = _cue(tokens, k, language) if k in cues else None
        if hit is None:
            if negated and found is Modality.DENIED and language.speech_cues.starting_at(tokens, k) is not None:
                found = (
                    Modality.ASSERTED
                )  # "the claim, which did not mention a wedding, said 40 people had been killed"
            continue
        cue, read = hit
        if cue is None:
            continue
        if tokens[k].norm in language.words("reported_future") and _is_told(tokens, sentence, k, language):
            cue = Modality.PLANNED
        if cue is Modality.DENIED and not i - window <= k < i:
            continue
        doubts = language.words("modal_verbs", "guesses")
        modal = cue is Modality.HYPOTHETICAL and tokens[k].norm in doubts
        if i <= k < j and not modal and not (cue is Modality.PLANNED and language.data.get("verb_first")):
            continue  # a hedge of the number, unless its verb stands in the quotation: «لن تبقي أكثر من 650»
        if cue is not Modality.PLANNED or found is not Modality.DENIED:
            found = cue
            negated = tokens[read - 1].norm in language.words("headline_negations")
    if found is Modality.ASSERTED and not aside:
        found = _of_verb(tokens, behind, sentence.j, language)
    sure = found in (Modality.PLANNED, Modality.HYPOTHETICAL) and _is_origin(tokens, start, i, j, language)
    return Modality.ASSERTED if sure else found


def _is_aside(tokens: Sequence[Token], i: int, j: int, language: Language) -> bool:
    """Whether it is all of an aside that tells what is so: "VAT on rice, now at 16 %, will be zero"."""
    if j >= len(tokens) or tokens[j].text != ",":
        return False
    relatives = language.words("relative_pronouns")
    for k in range(i - 1, max(i - RELATIVE, 0), -1):
        if tokens[k].text in PAUSES:
            break
        if tokens[k].norm in relatives and tokens[k - 1].text == ",":
            return True  # "the company, which employs 9,400 people, will cut"
    k, links = i - 1, language.words("apposition_links")
    while k > 0 and tokens[k].norm in links:
        k -= 1
    return 0 < k < i - 1 and tokens[k].text == ","


def _is_known(tokens: Sequence[Token], i: int, j: int, language: Language) -> bool:
    """Whether what is counted is known, and something is told of it that is so: "to join the 5 million refugees who have left"."""
    if not i or j + 1 >= len(tokens) or tokens[i - 1].norm not in language.words("definite_articles"):
        return False
    told = language.words("perfect_auxiliaries") | language.words("past_auxiliaries")
    return tokens[j].norm in language.words("relative_pronouns") and tokens[j + 1].norm in told


def _of_verb(tokens: Sequence[Token], j: int, end: int, language: Language) -> Modality:
    """The modality of the verb whose subject ends farther on: "half the seats in the new theatre will be sold"."""
    verbs = language.words("clause_verbs")
    opens = language.words("clause_openers", "joiners", "relative_pronouns", "subclause_openers")
    for k in range(j, min(j + SUBJECT, end) if verbs else j):
        token = tokens[k]
        if (
            token.kind not in (Kind.WORD, Kind.NUMBER)
            or token.norm in opens
            or language.event_words.starting_at(tokens, k) is not None
        ):
            break
        if token.norm in verbs:
            hit = _cue(tokens, k, language)
            return hit[0] or Modality.ASSERTED if hit is not None else Modality.ASSERTED
    return Modality.ASSERTED


def _is_told(tokens: Sequence[Token], sentence: Sentence, k: int, language: Language) -> bool:
    """Whether "would" at token k is the future of a past report, "said 14,000 would be called up", rather than of a condition."""
    conditions, tellers = language.words("conditions"), language.words("plan_tellers")
    told = False
    for at in range(max(sentence.i, k - REPORT), min(sentence.j, k + REPORT)):
        if tokens[at].norm in conditions:
            return False
        told = told or tokens[at].norm in tellers
    return told and (k + 1 >= len(tokens) or tokens[k + 1].norm not in language.words("perfect_auxiliaries"))


def _is_origin(tokens: Sequence[Token], start: int, i: int, j: int, language: Language) -> bool:
    """Whether the number at token i is where something comes from that is to move: "raise output to 142 million from 77 million now"."""
    origins, goals = language.words("origins"), language.words("range_to")
    if i > start and tokens[i - 1].norm in language.words("since_after") - origins and j < len(tokens):
        return tokens[j].norm in language.words(
            "past_month_links"
        )  # "to grow 2 percent this year, after 1.1 percent in 2023"
    k = i - 1
    while k > start and tokens[k].norm in language.words("determiners"):
        k -= 1
    return k > start and tokens[k].norm in origins and any(token.norm in goals for token in tokens[start:k])


def _cue(tokens: Sequence[Token], k: int, language: Language) -> tuple[Modality | None, int] | None:
    """What the words at token k make of the clause, and where they end: "said it would" is planned, "would" alone is not.

    Words that only look like a cue, such as "had to be", make nothing of it.
    """
    looks = language.table("no_cues", clitics=False).starting_at(tokens, k)
    if looks is not None:
        return None, looks[1]
    if tokens[k].text[:1].isupper() and tokens[k].norm in language.words("ambiguous_months"):
        return None  # the month of May
    for key, kind in (
        ("hypothetical", Modality.HYPOTHETICAL),
        ("denied", Modality.DENIED),
        ("planned", Modality.PLANNED),
    ):
        hit = language.table(key, clitics=True).starting_at(tokens, k)
        if hit is not None and (kind is not Modality.HYPOTHETICAL or _is_doubt(tokens, k, language)):
            return kind, hit[1]
    future = tokens[k].kind is Kind.WORD and any(_is_future(word, language) for word in language.forms(tokens[k].norm))
    return (Modality.PLANNED, k + 1) if future else None


_STARTS = Triage(_cue)


def _is_future(word: str, language: Language) -> bool:
    """Whether a verb's beginning or ending says that it will be."""
    starts, ends = language.words("planned_prefixes"), language.words("planned_endings")
    if word.endswith(tuple(ends)) and word not in language.words("planned_endings_not"):
        return True
    return (
        len(word) >= PLANNED_MIN
        and word.startswith(tuple(starts))
        and not word.startswith(tuple(language.words("planned_prefixes_not")))
    )


def _is_doubt(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """A particle that means "may" before a present verb, and "already" before a past one."""
    particles = language.words("hypothetical_before_present")
    if not language.is_among(tokens[k].norm, particles):
        return True
    return k + 1 < len(tokens) and tokens[k + 1].norm[:1] in language.words("present_prefixes")


def _ends_clause(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether "and" or "which" opens another clause at token k."""
    word = tokens[k].norm
    return word in language.words("joiners", "relative_pronouns") or any(
        clitic in language.additive for clitic, _ in language.split(word) if clitic
    )


def _reach(tokens: Sequence[Token], floor: int, start: int, language: Language) -> int:
    """How far before `start` the same clause goes on, up to a comma."""
    begin = _clause_start(tokens, floor, start, language)
    return next((k + 1 for k in range(start - 1, begin - 1, -1) if tokens[k].text in ",،"), begin)


def _clause_start(tokens: Sequence[Token], floor: int, i: int, language: Language) -> int:
    breaks = language.words("clause_breaks", "modality_breaks")
    relatives = language.words("relative_pronouns")
    for k in range(i - 1, floor - 1, -1):
        if tokens[k].text in (";", "؛", ":") or tokens[k].norm in breaks:
            return k + 1
        if k > floor and tokens[k].norm in relatives and tokens[k - 1].text in PAUSES:
            return k + 1  # "which caused no casualties" is another clause
    return floor
