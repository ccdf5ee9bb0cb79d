"""What a report shows, as plain values. They are read from the store in `gather.py`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from claims.judge.timelines import Series

KINDS = ("contradiction", "stealth_edit", "correction", "revision", "update", "undetermined")
"""In the order in which a report shows them."""
TITLES = {
    "contradiction": "Contradictions",
    "stealth_edit": "Changed without a note",
    "correction": "Corrected with a note",
    "revision": "Totals that fell",
    "update": "Updates",
    "undetermined": "Could not be judged",
}
GRAVE = ("contradiction", "stealth_edit", "revision")
"""Kinds that may stand at the top of the page."""
SET_ASIDE = ("dismissed", "not_same")
"""A person looked, and found nothing in it."""


@dataclass(frozen=True, slots=True)
class Support:
    """A further outlet that gives a side's value, in a text of its own."""

    outlet: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims of a finding."""

    claim_id: str
    outlet: str
    url: str
    lang: str
    title: str
    published_at: datetime | None
    first_seen_at: datetime
    quote: str
    before: str
    """The sentence up to the quote, and from it on."""
    after: str
    attributed_to: str | None
    low: float | None
    high: float | None
    unit: str | None
    dimension: str
    event: str | None
    subject: str | None
    place: str | None
    time_start: date | None
    time_end: date | None
    modality: str
    wire: str | None
    archive: str
    interval: tuple[float | None, float | None]
    others: tuple[Support, ...]
    """Further outlets that give the same value in the cluster within a few days, one for each independent text."""
    article_id: str = ""
    concept: str | None = None
    version: int = 1

    @property
    def time(self) -> str:
        start, end = self.time_start, self.time_end
        return "" if not start and not end else str(start) if start == end else f"{start or '…'} to {end or '…'}"

    @property
    def sources(self) -> int:
        """Independent sources of this value."""
        return 1 + len(self.others)

    @property
    def told_at(self) -> datetime:
        """When this was published; of a version that changed, when it was first seen so, whatever day the page names."""
        return self.first_seen_at if self.version > 1 else self.published_at or self.first_seen_at

    @property
    def since(self) -> datetime:
        """When the first of its sources gave this value."""
        return min([self.told_at, *(other.at for other in self.others)])


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its evidence."""

    finding_id: str
    kind: str
    rule: str
    severity: float
    explanation: str
    label: str
    cluster_id: str | None
    slots: tuple[tuple[str, str, str, str], ...]
    first_seen_at: datetime
    status: str
    note: str | None
    remembered: str | None
    """What a person decided before of this quantity."""
    a: Side
    b: Side
    is_new: bool

    @property
    def what(self) -> str:
        """What is counted."""
        return self.label or self.a.subject or self.b.subject or "a quantity"

    @property
    def place(self) -> str:
        return self.a.place or self.b.place or ""

    @property
    def topic(self) -> str:
        """What is counted, wherever that is."""
        topic, place = self.what, self.place
        for tail in (f" in {place}", f" ({place})"):
            topic = topic.removesuffix(tail) if place else topic
        return topic

    @property
    def set_aside(self) -> bool:
        return self.status in SET_ASIDE

    @property
    def group(self) -> str:
        """Findings of one quantity stand together."""
        return self.cluster_id or self.finding_id


@dataclass(frozen=True, slots=True)
class Dot:
    """One outlet's value in a cluster."""

    outlet: str
    lang: str
    low: float | None
    high: float | None
    quote: str
    published_at: datetime | None
    unit: str | None = None
    dimension: str = "count"
    interval: tuple[float | None, float | None] = (None, None)
    """After tolerance."""
    day: date | None = None
    """For a deadline."""
    claim_id: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One value that independent sources give alike."""

    cluster_id: str
    label: str
    low: float
    high: float
    unit: str | None
    dimension: str
    outlets: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class NightFigures:
    """What one run brought."""

    night: str
    sources_ok: int
    sources_failed: int
    articles: int
    claims: int
    findings: int
    contradictions: int
    undetermined: int = 0

    @property
    def undetermined_share(self) -> float | None:
        """How much of what was found could not be judged; None where nothing was found."""
        return self.undetermined / self.findings if self.findings else None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    name: str
    outlet: str
    lang: str | None
    country: str | None
    articles: int
    last_ok_at: datetime | None
    last_error: str | None
    warning: str = ""
    """What is odd about one that can be read."""
    imported: bool = False
    """No source of ours: its articles were collected elsewhere."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that one night's report says."""

    night: str
    run_id: str | None
    sources_ok: int
    sources_failed: int
    articles_new: int
    claims_new: int
    totals: dict[str, int]
    findings: tuple[Finding, ...]
    sources: tuple[SourceHealth, ...]
    skipped: dict[str, int]
    errors: tuple[dict[str, str], ...]
    tolerances: tuple[tuple[str, float], ...]
    dots: dict[str, tuple[Dot, ...]]
    agreements: tuple[Agreement, ...]
    timelines: dict[str, tuple[Series, ...]]
    """Per cluster of a finding on a running total: its outlets in time."""
    histories: dict[str, tuple[Dot, ...]] = field(default_factory=dict)
    """Per cluster of a finding: what was told when, the earliest first."""
    nights: tuple[NightFigures, ...] = ()
    """The last nights up to this one, the latest first."""
    without_evidence: int = 0
    """Findings whose claims are no longer in the database: they are counted and not shown."""
    older: int = 0
    """Findings that were first seen before the days of which the report speaks."""
    written_at: datetime | None = None
    """When the run ended, on its own clock."""
    is_last: bool = True
    """No run came after it."""

    def of_kind(self, kind: str) -> list[Finding]:
        """The gravest first; those that a person set aside come last."""
        found = [finding for finding in self.findings if finding.kind == kind]
        return sorted(found, key=lambda finding: finding.status in SET_ASIDE)

    @property
    def new(self) -> list[Finding]:
        """What this night brought."""
        return [finding for finding in self.findings if finding.is_new]

    @property
    def alone(self) -> Counter[str]:
        """Outlet → findings in which it stands with fewer sources than the other side."""
        found: Counter[str] = Counter()
        for finding in self.findings:
            a, b = finding.a, finding.b
            if finding.kind in GRAVE and not finding.set_aside and a.outlet != b.outlet and a.sources != b.sources:
                found[min(a, b, key=lambda side: side.sources).outlet] += 1
        return found

    @property
    def doubtful(self) -> list[SourceHealth]:
        return [source for source in self.sources if source.warning]

    @property
    def failed(self) -> list[SourceHealth]:
        return [source for source in self.sources if source.last_error]
