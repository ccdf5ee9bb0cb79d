"""Two texts: do they state the same quantity, and do they agree?"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from rapidfuzz import fuzz

from claims.extract import extract
from claims.judge.alignment import align
from claims.judge.context import PairContext, Side
from claims.judge.evidence import wording
from claims.judge.headlines import opposed
from claims.judge.judge import judge
from claims.judge.predicates import read_headline
from claims.judge.rivals import Passage, rivals
from claims.judge.side_by_side import one_happening
from claims.judge.tolerance import Tolerances
from claims.match.story import alike, features
from claims.model import Claim, Extraction, Judgement, Quantity, Verdict
from claims.records import TextIn, moment

MAX_CLAIMS = 200
"""Of a text that are aligned; the rest of a longer one is left out."""
AROUND = 200
"""Letters on each side of a bare quantity that stand for its sentence."""
_QUANTITY = tuple(field.name for field in fields(Quantity))
ORDER = (Verdict.CONTRADICTION, Verdict.UPDATE, Verdict.SUBSET, Verdict.SAME, Verdict.UNDETERMINED, Verdict.UNRELATED)
"""The gravest first."""


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
    claims_a, claims_b = _claims(a, found_a), _claims(b, found_b)
    judged: list[Comparison] = []
    for pair in align(claims_a, claims_b, one_language, story):
        x, y = _same_day(pair.a, pair.b, a.published, b.published)
        passages = Passage(x, _whole(a), found_a.lang), Passage(y, _whole(b), found_b.lang)
        known = replace(
            context,
            story=one_happening(*passages, (a.published, b.published)),
            same_words=wording(x, y) if one_language else None,
            rivals=rivals(*passages),
            tied=pair.tied,
        )
        judged.append(Comparison(judge(x, y, known, tolerances), x, y, known))
    judged.sort(key=_weight)
    if judged and judged[0].judgement.verdict is Verdict.CONTRADICTION:
        return judged[0]
    heads = read_headline(a.text, found_a.lang), read_headline(b.text, found_b.lang)
    fits = bool(judged) and judged[0].judgement.verdict is not Verdict.UNRELATED
    turned = opposed(*heads, one_language=one_language, numbers_agree=fits, counted=bool(claims_a and claims_b))
    if turned is not None:
        return Comparison(turned, None, None, context)
    if judged:
        return judged[0]
    return Comparison(
        Judgement(Verdict.UNRELATED, "not_comparable", "The texts state no quantity of one thing."), None, None, context
    )


def _weight(found: Comparison) -> tuple[bool, int]:
    """What two texts are to each other is the gravest of what their claims are; amounts that say nothing decide where no claims meet."""
    says_nothing = any(claim is not None and claim.subject is None for claim in (found.a, found.b))
    verdict = found.judgement.verdict
    return says_nothing and verdict is not Verdict.UNRELATED, ORDER.index(verdict)


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


def _whole(text: TextIn) -> str:
    return f"{text.title}\n{text.text}" if text.title else text.text


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
