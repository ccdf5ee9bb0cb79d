"""What led to a verdict, kept beside it: the evidence with its points, the threshold, and the rule that fired."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

from claims.judge.context import PairContext
from claims.judge.happening import AGAINST, Piece
from claims.judge.rules import RULES
from claims.judge.rules.grounds import linked, same_words, threshold_of
from claims.judge.tolerance import Tolerances
from claims.model import Claim, Judgement


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence and what it was worth."""

    name: str
    share: float
    """How much of it there was, 0 to 1."""
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """All that was weighed; scores are from 0 to 1, where `full` points are 1."""

    weighed: tuple[Weighed, ...]
    full: float
    most: float
    """The score can be no greater: something speaks against one happening."""
    score: float
    setting: str
    """The tolerance that is the threshold."""
    threshold: float
    fired: str
    tie: str = ""
    """What made them one happening: `evidence`, `wording`, `place`, or nothing."""

    @property
    def points(self) -> float:
        """All that was added and taken."""
        return round(sum(one.points for one in self.weighed), 3)

    @property
    def evidence(self) -> tuple[Piece, ...]:
        return tuple(Piece(one.name, one.share, one.text) for one in self.weighed)

    @property
    def held_down(self) -> bool:
        """Whether something speaks against one happening that the points alone would show."""
        return self.points > self.most * self.full

    def as_json(self) -> str:
        return json.dumps(_values(self) | {"weighed": [_values(one) for one in self.weighed]}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str | None) -> Account | None:
        """None where a finding was judged before such things were kept."""
        if not text:
            return None
        row = json.loads(text)
        return cls(**row | {"weighed": tuple(Weighed(**one) for one in row["weighed"])})


def _values(row: Account | Weighed) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(row)}  # `asdict` copies deeply, value by value


def account(
    a: Claim,
    b: Claim,
    judgement: Judgement,
    context: PairContext,
    tolerances: Tolerances,
    weigh: Mapping[str, float],
) -> Account:
    """The account of a judged pair."""
    weighed = tuple(
        Weighed(p.name, round(p.share, 4), round(weigh[p.name] * p.share, 3), p.text) for p in context.evidence
    )
    most = weigh["against"] if any(piece.name in AGAINST for piece in context.evidence) else 1.0
    setting = threshold_of(a, judgement.fired)
    least: float = getattr(tolerances, setting)
    score = context.story or 0.0
    tie = ""
    if same_words(context, tolerances):
        tie = "wording"
    elif score >= least:
        tie = "evidence"
    elif linked(a, b, context, tolerances):
        tie = "place"
    return Account(weighed, weigh["full"], most, score, setting, least, judgement.fired, tie)


def rules_asked(fired: str) -> list[tuple[str, str]]:
    """The rules up to the one that fired, in their order, each with what it looks for.

    >>> rules_asked("not_comparable")[-1]
    ('not_comparable', 'Different kinds of thing, units or happenings.')
    """
    asked = []
    for rule in RULES:
        asked.append((rule.__name__, (rule.__doc__ or "").strip().split("\n", 1)[0].strip()))
        if rule.__name__ == fired:
            return asked
    return []  # a rule of another release
