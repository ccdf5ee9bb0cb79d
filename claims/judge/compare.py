"""Two texts: do they state the same quantity, and do they agree?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from claims.extract import extract
from claims.judge.alignment import align
from claims.judge.context import Measured, PairContext, Side
from claims.judge.evidence import wording
from claims.judge.headlines import opposed
from claims.judge.judge import judge
from claims.judge.levelling import (
    named_by_both,
    one_company,
    one_word,
    own_people,
    same_day,
    same_measure,
    same_name,
    seat_of_government,
)
from claims.judge.one_wording import other_number
from claims.judge.predicates import read_headline
from claims.judge.rivals import Passage, part_among, remaining, rivals
from claims.judge.side_by_side import LEAD, one_happening
from claims.judge.tolerance import Tolerances
from claims.languages import available
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
DECIDED = (Verdict.CONTRADICTION, Verdict.UNRELATED)
"""Amounts that say nothing count as others where they contradict each other, which only one wording allows, or are nothing to each other."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two texts and the pair of claims that it rests on; no claims where words decide."""

    judgement: Judgement
    a: Claim | None
    b: Claim | None
    context: PairContext


@dataclass(frozen=True, slots=True)
class Held:
    """Two claims of two texts that may be of one quantity, and what is known of them."""

    a: Passage
    b: Passage
    context: PairContext


@dataclass(frozen=True, slots=True)
class Read:
    """A text and what was found in it."""

    text: TextIn
    lang: str
    claims: tuple[Claim, ...]


def compare(a: TextIn, b: TextIn, tolerances: Tolerances | None = None) -> Comparison:
    """The best aligned pair of claims of two texts, judged; opposite predicates where no number decides."""
    tolerances = tolerances or Tolerances()
    first, second = read(a), read(b)
    judged = [
        Comparison(
            judge(held.a.claim, held.b.claim, held.context, tolerances), held.a.claim, held.b.claim, held.context
        )
        for held in side_by_side(first, second)
    ]
    judged.sort(key=_weight)
    if judged and judged[0].judgement.verdict is Verdict.CONTRADICTION:
        return judged[0]
    context = PairContext(*_sides(a, b), alone=True)
    if first.lang == second.lang and first.lang in available() and context.a.published == context.b.published:
        changed = other_number(a.text, b.text, first.lang, tolerances)
        if changed is not None:
            return Comparison(changed, None, None, context)
    turned = opposed(
        read_headline(a.text, first.lang),
        read_headline(b.text, second.lang),
        one_language=first.lang == second.lang,
        numbers_agree=bool(judged) and judged[0].judgement.verdict is not Verdict.UNRELATED,
        counted=bool(first.claims and second.claims),
    )
    if turned is not None:
        return Comparison(turned, None, None, context)
    if judged:
        return judged[0]
    return Comparison(
        Judgement(Verdict.UNRELATED, "not_comparable", "The texts state no quantity of one thing."), None, None, context
    )


def side_by_side(a: Read, b: Read) -> list[Held]:
    """The pairs of claims that may be of one quantity, best first, each with what shows whether they are."""
    story = alike(features(a.text.text[:LEAD], a.lang), features(b.text.text[:LEAD], b.lang))
    one_language = a.lang == b.lang
    days = a.text.published, b.text.published
    found = []
    told = same_measure(a.claims, b.claims)
    if not one_language:
        told = one_word(told[0]), one_word(told[1])
    texts = (a.text.text, a.lang), (b.text.text, b.lang)
    for pair in align(*told, one_language, story):
        x, y = same_day(pair.a, pair.b, *days)
        y = y if one_language else same_name(x, y)
        y = seat_of_government(x, y)
        x, y = one_company(x, y), one_company(y, x)
        x, y = own_people(x, y), own_people(y, x)
        y = named_by_both(x, y, told, texts)
        passages = Passage(x, _whole(a.text), a.lang), Passage(y, _whole(b.text), b.lang)
        context = PairContext(
            *_sides(a.text, b.text),
            Measured(one_happening(*passages, days), wording(x, y) if one_language else None),
            alone=True,
            rivals=rivals(*passages),
            remaining=remaining(*passages),
            tied=pair.tied,
            part=part_among(*passages),
        )
        found.append(Held(*passages, context))
    return found


def read(text: TextIn) -> Read:
    """The claims of a text, as far as they are held against those of another."""
    found = extract(text.text, lang=text.lang, published=text.published, title=text.title, outlet=text.outlet)
    return Read(text, found.lang, tuple(_claims(text, found)))


def _weight(found: Comparison) -> tuple[bool, int]:
    """What two texts are to each other is the gravest of what their claims are; amounts that say nothing decide where no claims meet."""
    says_nothing = any(claim is not None and claim.subject is None for claim in (found.a, found.b))
    verdict = found.judgement.verdict
    return says_nothing and verdict not in DECIDED, ORDER.index(verdict)


def _claims(text: TextIn, found: Extraction) -> list[Claim]:
    """The claims of a text, and its quantities that say nothing more: in texts of one wording they still can be held side by side."""
    told = [_of_its_own(claim, found.claims) for claim in found.claims]
    known = {(claim.start, claim.end) for claim in told}
    bare = [
        Claim(
            **{field: getattr(quantity, field) for field in _QUANTITY},
            sentence=text.text[max(0, quantity.start - AROUND) : quantity.end + AROUND],
        )
        for quantity in found.quantities
        if (quantity.start, quantity.end) not in known
    ]
    return sorted([*told[:MAX_CLAIMS], *bare[:MAX_CLAIMS]], key=lambda claim: claim.start)


def _of_its_own(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Those rescued of the passengers are all who were rescued: a part only of those to whom something else happens."""
    if claim.part_of is None:
        return claim
    whole = claims[claim.part_of]
    return claim if claim.event is None or claim.event == whole.event else replace(claim, part_of=None)


def _whole(text: TextIn) -> str:
    return f"{text.title}\n{text.text}" if text.title else text.text


def _sides(a: TextIn, b: TextIn) -> tuple[Side, Side]:
    """Both, published at their hours where both give one, else on their days."""
    first, second = (a.hour, b.hour) if a.hour and b.hour else (moment(a.published), moment(b.published))
    return Side(first, a.outlet, a.url, "a"), Side(second, b.outlet, b.url, "b")
