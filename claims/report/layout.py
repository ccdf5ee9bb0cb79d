"""Which findings stand on which page: the gravest of each kind on the first, the rest of a kind on pages of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from claims.report import bidi, charts, sentences
from claims.report.facts import GRAVE, KINDS, TITLES, Finding, Report

FIRST = "index.html"
FIRST_BYTES = 600_000
"""Findings take no more of the first page."""
PAGE_BYTES = 900_000
"""Nor of each further one."""
MAX_FINDINGS = 5_000
"""More are counted on the page, and stand in findings.csv."""
FOLDED = ("update", "undetermined")
"""Kinds that accuse nobody: on the first page they open on a click."""
TIMED = ("stealth_edit", "correction", "revision", "update")
"""Kinds in which it matters who said what when."""

Card = Callable[[Finding], Markup]
"""Sets one finding."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one quantity, under one heading and with its pictures."""

    key: str
    what: str
    pictures: tuple[Markup, ...]
    elsewhere: bool
    """Its pictures stand above on the same page."""
    moves: tuple[Markup, ...]
    """What a running total did."""
    cards: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Findings of one kind on one page."""

    kind: str
    page: str
    """The name of its file."""
    groups: tuple[Group, ...]
    ids: tuple[str, ...]
    """Of its findings."""
    size: int

    @property
    def title(self) -> str:
        return TITLES[self.kind]


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of every page, and where each finding stands."""

    lead: Finding | None
    """The gravest, which opens the first page."""
    first: tuple[Part, ...]
    further: tuple[Part, ...]
    address: dict[str, str]
    """Finding → page and anchor."""
    left_out: int

    def pages_of(self, kind: str) -> list[Part]:
        return [part for part in self.further if part.kind == kind]


def arranged(report: Report, card: Card, first_room: int = FIRST_BYTES, page_room: int = PAGE_BYTES) -> Layout:
    """Each kind may take a fair share of the first page, the graver a larger one, so that none pushes the others out."""
    lead = next(iter(sentences.top(report)), None)
    parts: list[Part] = []
    kinds = [(kind, found) for kind in KINDS if (found := report.of_kind(kind))]
    left, budget, pictured = first_room, MAX_FINDINGS, set[str]()
    if lead:
        pictured.add(lead.group)
    for number, (kind, found) in enumerate(kinds):
        waiting = deque(finding for finding in found if finding is not lead)
        while len(waiting) > budget:
            waiting.pop()
        budget -= len(waiting)
        setter = _Setter(report, kind, waiting, card)
        parts.append(setter.part(FIRST, int(left * 2 / (len(kinds) - number + 1)), pictured))
        left -= parts[-1].size
        for page in count(2):
            if not waiting:
                break
            parts.append(setter.part(f"{kind}-{page}.html", page_room, set()))
    first = tuple(part for part in parts if part.page == FIRST)
    further = tuple(part for part in parts if part.page != FIRST)
    address = {lead.finding_id: f"{FIRST}#f-{lead.finding_id}"} if lead else {}
    address |= {finding_id: f"{part.page}#f-{finding_id}" for part in parts for finding_id in part.ids}
    return Layout(lead, first, further, address, len(report.findings) - len(address))


class _Setter:
    """Sets the findings of one kind, page by page."""

    def __init__(self, report: Report, kind: str, waiting: deque[Finding], card: Card) -> None:
        self.report, self.kind, self.waiting, self.card = report, kind, waiting, card
        self._next: Markup | None = None
        """The first of those that wait, where it is set and did not fit."""

    def part(self, page: str, room: int, pictured: set[str]) -> Part:
        """Those that fit, by quantity; each quantity stands where its gravest finding does."""
        chosen: dict[str, list[tuple[Finding, Markup]]] = {}
        used = 0
        while self.waiting:
            finding = self.waiting[0]
            html = self._next or self.card(finding)
            size = len(html.encode()) + (0 if finding.group in chosen else self._heading(finding))
            if used + size > room and chosen:
                self._next = html
                break
            self._next = None
            chosen.setdefault(finding.group, []).append((self.waiting.popleft(), html))
            used += size
        groups = tuple(self._group(key, cards, pictured) for key, cards in chosen.items())
        ids = tuple(finding.finding_id for cards in chosen.values() for finding, _ in cards)
        return Part(self.kind, page, groups, ids, used)

    def _heading(self, finding: Finding) -> int:
        """About how many bytes a quantity takes besides its findings."""
        dots = len(self.report.dots.get(finding.group, ())[: charts.MAX_DOTS])
        return 900 + 300 * dots + 350 * min(charts.MAX_OUTLETS, dots)

    def _group(self, key: str, cards: Sequence[tuple[Finding, Markup]], pictured: set[str]) -> Group:
        findings = [finding for finding, _ in cards]
        drawn = key in pictured
        pictured.add(key)
        return Group(
            key,
            bidi.clip(bidi.flat(findings[0].what), 200),
            () if drawn else pictures(self.report, findings),
            drawn,
            () if drawn else tuple(map(bidi.html, sentences.movements(self.report.timelines.get(key, ())))),
            tuple(html for _, html in cards),
        )


def pictures(report: Report, findings: Sequence[Finding]) -> tuple[Markup, ...]:
    """Of one quantity: the values side by side where they disagree, and in time where that tells them apart."""
    first = findings[0]
    if not first.cluster_id:
        return ()
    dots = report.dots.get(first.group, ())
    values = first.kind in (*GRAVE, "undetermined") and len({dot.outlet for dot in dots}) > 1
    timed = first.kind in TIMED or first.group in report.timelines
    return tuple(
        filter(
            None,
            (
                charts.dot_chart(dots, findings) if values else None,
                charts.timeline(report.histories.get(first.group, ()), findings) if timed else None,
            ),
        )
    )
