"""The types that flow through the pipeline, one way: Source → Page → Article → Claim → Cluster → Finding.

All are frozen. A claim never loses its evidence: outlet, URL, article version and exact offsets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum


def content_id(*parts: object) -> str:
    """A 16-digit hex id made of the content alone, so that it is the same on every run and machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Relation(StrEnum):
    """How the words bind the value."""

    EQUAL = "="
    ABOUT = "~"
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    RANGE = "range"


class Modality(StrEnum):
    """How surely the text says it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Verdict(StrEnum):
    """What two claims are to each other."""

    SAME = "same"
    CONTRADICTION = "contradiction"
    UPDATE = "update"
    SUBSET = "subset"
    UNRELATED = "unrelated"
    UNDETERMINED = "undetermined"


class FindingKind(StrEnum):
    """What a person is shown a finding as."""

    CONTRADICTION = "contradiction"
    REVISION = "revision"
    STEALTH_EDIT = "stealth_edit"
    CORRECTION = "correction"
    UPDATE = "update"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Page:
    """One response as it came over the wire; `body` is decompressed, its charset still unknown."""

    url: str
    final_url: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime
    """UTC, aware."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    archive: str = ""
    """Where the evidence lies: `FILE.warc.gz#RECORD-ID`."""
    source: str = ""
    """Name of the source in sources.yaml."""
    listed_title: str = ""
    """Title, time and so on that the feed or sitemap gave, if any."""
    listed_at: datetime | None = None
    further: tuple[Page, ...] = ()
    """The pages that go on with an article over several."""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article. `text` is plain paragraphs parted by newlines."""

    url: str
    """Canonical."""
    outlet: str
    lang: str
    title: str
    text: str
    published_at: datetime | None = None
    fetched_at: datetime | None = None
    wire: str | None = None
    """The agency it credits, canonical name such as `Reuters`, `AFP`."""
    kind: str = "article"
    """article, live, stub, index or other."""
    correction: str | None = None
    """The correction note, where the article carries one."""
    source: str = ""
    archive: str = ""
    wall: str = ""
    """What stands before the text of a page that is none: a paywall, a cookie wall, a proof of being human, scripts."""

    @property
    def article_id(self) -> str:
        """Changes when title or text change: it names a version."""
        return content_id("article", self.url, self.title, self.text)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number-like amount in a text; offsets count code points, `quote == text[start:end]`."""

    start: int
    end: int
    quote: str
    low: float | None
    """The interval that the words assert, in base multiples; None = open; a point has low == high."""
    high: float | None
    relation: Relation = Relation.EQUAL
    change: str | None = None
    """up, down or None."""
    unit: str | None = None
    """Singular English noun or standard code: attack, person, USD, percent, km, day."""
    dimension: str = "count"


@dataclass(frozen=True, slots=True)
class Claim(Quantity):
    """A quantity with what it says of the world."""

    sentence: str = ""
    subject: str | None = None
    concept: str | None = None
    event: str | None = None
    place: str | None = None
    place_id: str | None = None
    time_start: date | None = None
    time_end: date | None = None
    attributed_to: str | None = None
    modality: Modality = Modality.ASSERTED
    part_of: int | None = None
    """Index, in the article's list, of the claim of which it counts a part."""
    qualifiers: tuple[str, ...] = ()
    """Ids of what narrows the counted thing: `nationality:US`, `combat`, `children`; sorted."""

    def claim_id(self, article_id: str) -> str:
        """Stable while the article version and the claim's place and reading in it stay."""
        return content_id("claim", article_id, self.start, self.end, self.low, self.high, self.concept, self.event)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text yields. Quantities without any claim are still listed."""

    lang: str
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on two claims, by which rule, and why."""

    verdict: Verdict
    rule: str
    explanation: str
    interval_a: tuple[float | None, float | None] = (None, None)
    """After tolerance."""
    interval_b: tuple[float | None, float | None] = (None, None)
    severity: float = 0.0
    """0 to 1; 0 unless a person should look."""
    fired: str = ""
    """The function among `claims.judge.rules.RULES` that decided; those before it were passed over."""


__all__ = [
    "Article",
    "Claim",
    "Extraction",
    "FindingKind",
    "Judgement",
    "Modality",
    "Page",
    "Quantity",
    "Relation",
    "Verdict",
    "content_id",
    "replace",
]
