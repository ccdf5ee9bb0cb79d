"""What a person should see of judged pairs: one of each disagreement, not one for each pair of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.figures import Interval
from claims.judge.context import PairContext
from claims.judge.evidence import Stored
from claims.judge.tolerance import Tolerances, overlap
from claims.judge.totals import Suspect, suspect
from claims.match.keys import key_of
from claims.model import FindingKind, Judgement, Verdict, content_id

UNDETERMINED_STORY = 0.5
"""Likeness from which an open question is worth a person's look."""

EDITS = (FindingKind.STEALTH_EDIT, FindingKind.CORRECTION)
Subject = tuple[str, str]
"""What a disagreement is about: the kind, and the cluster, or the address of an article that was changed."""
Sides = tuple[Interval, Interval]


@dataclass(frozen=True, slots=True)
class Found:
    """A judged pair as it is held against the others of its night: a million claims have a hundred thousand, so no text is kept here."""

    kind: FindingKind
    rule: str
    pair: tuple[str, str]
    """The claims, the earlier first."""
    subject: Subject
    sides: Sides
    severity: float
    story: float
    once: tuple[str, ...]
    """Of what two articles say of one kind of thing one finding is enough; empty where it is of two versions of one article."""
    suspect: Suspect | None
    """Where it may only be that one report of a total lags behind."""

    @classmethod
    def of(
        cls, kind: FindingKind, a: Stored, b: Stored, judgement: Judgement, context: PairContext, tolerances: Tolerances
    ) -> Found:
        key, edited = key_of(a.claim), a.side.url == b.side.url
        return cls(
            kind,
            judgement.rule,
            (a.claim_id, b.claim_id),
            (str(kind), (b.side.url if kind in EDITS else a.cluster_id) or ""),
            (judgement.interval_a, judgement.interval_b),
            judgement.severity,
            context.story or 0.0,
            () if edited else (kind, *sorted((a.side.article_id, b.side.article_id)), key.thing, key.event),
            suspect(a, b, judgement, tolerances),
        )

    @property
    def finding_id(self) -> str:
        return finding_id(self.kind, self.pair)

    @property
    def rank(self) -> tuple[bool, float, tuple[str, str]]:
        """The lowest represents its disagreement: plain values before bounds, the gravest, then the first by id."""
        return any(None in side for side in self.sides), -self.severity, self.pair


def kind_of(judgement: Judgement, context: PairContext) -> FindingKind | None:
    """What a verdict is shown as; None where there is nothing to look at.

    >>> kind_of(Judgement(Verdict.CONTRADICTION, "revision", ""), PairContext()).value
    'revision'
    """
    if judgement.rule in ("stealth_edit", "correction", "revision"):
        return FindingKind(judgement.rule)
    if judgement.verdict is Verdict.CONTRADICTION:
        return FindingKind.CONTRADICTION
    if judgement.verdict is Verdict.UPDATE:
        return FindingKind.UPDATE
    if (
        judgement.verdict is Verdict.UNDETERMINED
        and judgement.rule != "one_origin"
        and (context.story or 0) >= UNDETERMINED_STORY
    ):
        return FindingKind.UNDETERMINED
    return None


def finding_id(kind: FindingKind, pair: tuple[str, str]) -> str:
    """The same whichever claim comes first."""
    return content_id("finding", kind, *sorted(pair))


def once_for_two(found: Iterable[Found]) -> list[Found]:
    """Of what two articles say differently of one kind of thing, the pair that is most surely of one happening.

    A text that counts 12 injured in a city, and 9 of them in one quarter, differs from another text once, not twice.
    """
    kept: list[Found] = []
    taken: set[tuple[str, ...]] = set()
    for one in sorted(found, key=lambda f: (-f.story, f.rank)):
        if not one.once or one.once not in taken:
            kept.append(one)
            taken.add(one.once)
    return kept


def distinct(found: Iterable[Found], known: Mapping[Subject, Sequence[Sides]]) -> list[Found]:
    """One of each disagreement: where 2,500 and "under 3,000" both stand against 3,900, that is one, not two."""
    held: dict[Subject, list[Sides]] = {subject: list(sides) for subject, sides in known.items()}
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: f.rank):
        others = held.setdefault(one.subject, [])
        if not any(_same_sides(one.sides, other) for other in others):
            others.append(one.sides)
            kept.append(one)
    return kept


def _same_sides(one: Sides, other: Sides) -> bool:
    (a, b), (c, d) = one, other
    return (overlap(a, c) and overlap(b, d)) or (overlap(a, d) and overlap(b, c))
