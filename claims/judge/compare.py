"""Two texts: do they state the same quantity, and do they agree?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from rapidfuzz import fuzz

from claims.extract import extract
from claims.judge.context import PairContext, Side
from claims.judge.evidence import masked, wording
from claims.judge.headlines import opposed
from claims.judge.judge import judge
from claims.judge.predicates import read_headline
from claims.judge.tolerance import Tolerances
from claims.match.keys import key_of, opposite, place_relation
from claims.match.story import alike, features
from claims.model import Claim, Extraction, Judgement, Quantity, Verdict
from claims.records import TextIn, moment

MAX_CLAIMS = 200
"""Of a text that are aligned; the rest of a longer one is left out."""
AROUND = 200
"""Letters on each side of a bare quantity that stand for its sentence."""
_QUANTITY = tuple(field.name for field in fields(Quantity))
DISTINCTIVE = 3
"""Significant digits from which an equal value alone ties two texts of different languages."""
ONE_STORY = 0.25
"""Likeness of two texts of different languages from which equal units may be of one thing."""
WORDED = 0.7
"""Likeness of two sentences of one language in which something unnamed is counted."""
ALIGNED = 0.5
"""Least score of two claims that may be of one quantity."""
ORDER = (Verdict.CONTRADICTION, Verdict.UPDATE, Verdict.SUBSET, Verdict.SAME, Verdict.UNDETERMINED, Verdict.UNRELATED)
"""What two texts are to each other is the gravest of what their pairs of claims are."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two texts and the pair of claims that it rests on; no claims where words decide."""

    judgement: Judgement
    a: Claim | None
    b: Claim | None
    context: PairContext


def compare(a: TextIn, b: TextIn, tolerances: Tolerances | None = None) -> Comparison:
    """The best aligned pair of claims of two texts, judged; opposite predicates where no number decides."""
    tolerances = tolerances or Tolerances()
    found_a, found_b = _extract(a), _extract(b)
    story = alike(features(a.text[:4000], found_a.lang), features(b.text[:4000], found_b.lang))
    one_language = found_a.lang == found_b.lang
    words = _text_likeness(a.text, b.text) if one_language else None
    context = PairContext(_side(a, "a"), _side(b, "b"), round(story, 3), words, alone=True)
    judged: list[Comparison] = []
    for x, y, score in _aligned(_claims(a, found_a), _claims(b, found_b), one_language, story):
        known = replace(context, same_words=wording(x, y) if one_language else None, part=_part(x, y))
        x, y = _same_day(x, y, a.published, b.published)
        judgement = judge(x, y, known, tolerances)
        if score >= ALIGNED:
            judged.append(Comparison(judgement, x, y, known))
    judged.sort(key=lambda c: ORDER.index(c.judgement.verdict))
    if judged and judged[0].judgement.verdict is Verdict.CONTRADICTION:
        return judged[0]
    heads = read_headline(a.text, found_a.lang), read_headline(b.text, found_b.lang)
    fits = bool(judged) and judged[0].judgement.verdict is not Verdict.UNRELATED
    turned = opposed(*heads, one_language=one_language, numbers_agree=fits)
    if turned is not None:
        return Comparison(turned, None, None, context)
    if judged:
        return judged[0]
    return Comparison(
        Judgement(Verdict.UNRELATED, "not_comparable", "The texts state no quantity of one thing."), None, None, context
    )


def _claims(text: TextIn, found: Extraction) -> list[Claim]:
    """The claims of a text, and its quantities that say nothing more: in texts of one wording they still can be held side by side."""
    known = {(claim.start, claim.end) for claim in found.claims}
    bare = [
        Claim(
            **{field: getattr(quantity, field) for field in _QUANTITY},
            sentence=text.text[max(0, quantity.start - AROUND) : quantity.end + AROUND],
        )
        for quantity in found.quantities
        if (quantity.start, quantity.end) not in known
    ]
    return sorted([*found.claims[:MAX_CLAIMS], *bare[:MAX_CLAIMS]], key=lambda claim: claim.start)


def _extract(text: TextIn) -> Extraction:
    return extract(text.text, lang=text.lang, published=text.published, title=text.title, outlet=text.outlet)


def _side(text: TextIn, name: str) -> Side:
    return Side(moment(text.published), text.outlet, text.url, name)


def _text_likeness(a: str, b: str) -> float:
    return round(fuzz.ratio(a[:2000].casefold(), b[:2000].casefold()) / 100, 3)


def _same_day(x: Claim, y: Claim, published_a: date | None, published_b: date | None) -> tuple[Claim, Claim]:
    """Without publication dates a relative time of one side says nothing of the other."""
    if published_a is None and published_b is None and (x.time_end is None) != (y.time_end is None):
        empty = {"time_start": None, "time_end": None}
        return replace(x, **empty), replace(y, **empty)  # type: ignore[arg-type]
    return x, y


def _part(x: Claim, y: Claim) -> str:
    del x, y  # parts are indexes into one text's list; across texts the kinds of people tell
    return ""


def _aligned(
    a: Sequence[Claim], b: Sequence[Claim], one_language: bool, story: float
) -> list[tuple[Claim, Claim, float]]:
    """Pairs that may be of one quantity, each claim in one pair, best first."""
    scored = sorted(
        (
            (-_score(x, y, one_language, story), abs(i / max(len(a), 1) - j / max(len(b), 1)), i, j)
            for i, x in enumerate(a)
            for j, y in enumerate(b)
        ),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[tuple[Claim, Claim, float]] = []
    for score, _, i, j in scored:
        if score == 0 or i in taken_a or j in taken_b:
            continue
        taken_a.add(i)
        taken_b.add(j)
        pairs.append((a[i], b[j], -score))
    return pairs


def _score(a: Claim, b: Claim, one_language: bool, story: float) -> float:
    """0 to 1: how well two claims' slots and wordings fit. Values count only where nothing else is known across languages."""
    if a.dimension != b.dimension:
        return 0.0
    key_a, key_b = key_of(a), key_of(b)
    likeness = fuzz.ratio(masked(a), masked(b)) / 100 if one_language else 0.0
    named = bool(key_a.thing and key_a.thing == key_b.thing)
    if not named and one_language and likeness < WORDED:
        return 0.0
    if not named and not one_language and not _tied(a, b, story):
        return 0.0
    place = place_relation(a.place_id, b.place_id)
    score = 0.35 if named else 0.0
    score += 0.15 if key_a.event == key_b.event or opposite(key_a.event, key_b.event) else 0.0
    score += {"equal": 0.15, "differs": 0.0}.get(place, 0.1)
    score += 0.1 if (key_a.category, key_a.qualifiers) == (key_b.category, key_b.qualifiers) else 0.0
    if one_language:
        return score + (0.25 if named else 0.6) * likeness
    return score + (0.15 if named else 0.3) + (0.05 if a.low == b.low and a.high == b.high else 0.0)


def _tied(a: Claim, b: Claim, story: float) -> bool:
    """Whether a unit and value, or the texts around, tie two quantities of different languages of which no thing is known."""
    if a.dimension == "count" or a.unit != b.unit or (a.concept and b.concept):
        return False
    equal = (a.low, a.high) == (b.low, b.high) and a.low is not None
    digits = len(f"{a.low:.10g}".strip("0.").replace(".", "")) if equal and a.low else 0
    return equal and (digits >= DISTINCTIVE or story >= ONE_STORY)
