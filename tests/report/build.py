"""Small nights, made through the project's own store, matching and judging."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from claims import run
from claims.collect.source import Collected, Failure
from claims.collect.sources import Source
from claims.model import Article, Claim, Extraction
from claims.report import ReportPaths, write_report
from claims.store.store import Store
from tests.match.build import START, count

SCENE = "at the Ain al-Asad base in Anbar province"
TANKS = {"concept": "tank", "unit": "tank"}
AR_SCENE = "في قاعدة عين الأسد في الأنبار"


@dataclass(frozen=True, slots=True)
class Told:
    """One article with one number in it."""

    outlet: str
    value: float
    lang: str = "en"
    hours: float = 0
    """After the start of the first night."""
    quote: str = ""
    before: str = ""
    after: str = ""
    title: str = "Forces leave Ain al-Asad base in Anbar province"
    url: str = ""
    claim: dict[str, Any] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)

    def made(self) -> tuple[Article, Extraction]:
        arabic = self.lang == "ar"
        killed = self.claim.get("event") == "killed"
        quote = self.quote or (
            f"{self.value:g} {'قتيلا' if killed else 'جندي'}"
            if arabic
            else f"{self.value:,g} {'dead' if killed else 'soldiers'}"
        )
        before = self.before or ("يوجد " if arabic else "There are ")
        sentence = f"{before}{quote}{self.after or f' {AR_SCENE if arabic else SCENE}.'}"
        fields = self.claim | {"sentence": sentence}
        plain = count(self.value, **fields)
        claim = Claim(
            **{name: getattr(plain, name) for name in Claim.__dataclass_fields__}
            | {"start": len(before), "end": len(before) + len(quote), "quote": quote}
        )
        at = START + timedelta(hours=self.hours)
        url = self.url or f"https://outlet{crc32(self.outlet.encode())}.example/story"
        article = Article(
            url=url, outlet=self.outlet, lang=self.lang, title=self.title, text=sentence, published_at=at, fetched_at=at,
            **self.article,
        )  # fmt: skip
        return article, Extraction(self.lang, (claim,), (claim,))


def toll(outlet: str, value: float, **fields: Any) -> Told:
    """People killed in Basra."""
    harm = {"concept": "person", "event": "killed", "unit": "person", "place": "Basra", "place_id": "99532"}
    return Told(outlet, value, claim=harm | fields.pop("claim", {}), **fields)


def night(store: Store, told: Sequence[Told], number: int = 1, collected: Sequence[Collected] = ()) -> str:
    """One nightly run over these articles; gives its id."""
    clock = START + timedelta(days=number - 1, hours=12)
    this = run.Night(f"run-{number}", clock.date(), clock)
    with run.recorded(store, this):
        tally = run.Tally()
        batch = run.Batch([one.made() for one in told], [], Counter(), [])
        tally.add(batch, store.load(batch.articles, batch.captures, seen_at=clock))
        tally.findings = run.match_and_judge(store, clock)
        run.note_sources(store, this, collected)
        run.end(store, this, collected, tally, {})
    return this.run_id


def source(name: str, outlet: str, problem: str = "") -> Collected:
    """A source that was read, or one that failed."""
    found = Collected(Source(name=name, outlet=outlet, lang="en", feeds=(f"https://{name}.example/rss",)), listed=1)
    if problem:
        found.listed = 0
        found.failures.append(Failure(name, f"https://{name}.example/rss", problem))
    return found


def ordinary(folder: Path) -> ReportPaths:
    """Two nights with findings of several kinds in both languages, and a source that failed."""
    with Store(folder / "data") as store:
        night(
            store,
            [
                Told("Harbour Post", 2500),
                Told("Open Dispatch", 2500, before="As many as ", title="Base in Anbar"),
                Told("الميناء", 2500, lang="ar"),
                Told("Coastline Daily", 3900),
                Told("Valley Courier", 14, url="https://valley.example/fire", claim=TANKS),
                toll("Capital Ledger", 12),
                Told("Evening Wire", 30, claim=TANKS | {"modality": "denied"}),
                toll("دجلة نت", 31, lang="ar", title="حريق في البصرة"),
            ],
        )
        night(
            store,
            [
                Told(
                    "Valley Courier",
                    19,
                    hours=24,
                    url="https://valley.example/fire",
                    claim=TANKS,
                ),
                toll("Northgate Herald", 40, hours=25),
                Told("صدى الشرق", 5200, lang="ar", hours=2),
            ],
            number=2,
            collected=[source("harbour", "Harbour Post"), source("silent", "Silent Bulletin", "timed out")],
        )
        return write_report(store.con, folder / "report")


EVIL = '<script>window.pwned = 1</script><img src=x onerror="window.pwned=1">]]></style></title>'
TURNED = "\u202eexe.gpj\u202c \u2066\u2067 tail"
LONG = "W" * 4000
MARKS = (
    "a|b `c` *d* _e_ [f](//evil.example) <https:a> # <b>g</b> &lt; ~~h~~ www.evil.example http://evil.example @someone"
)


def hostile(folder: Path) -> ReportPaths:
    """What a page of the web may try: in names, titles, quotes, addresses and errors."""
    us: dict[str, Any] = {"claim": {"qualifiers": ("nationality:US",)}}
    scripted: dict[str, Any] = us | {"url": "javascript:window.pwned=1"}
    odd = {"concept": None, "subject": EVIL + MARKS, "unit": EVIL}
    with Store(folder / "data") as store:
        night(
            store,
            [
                Told(f"Post {EVIL}", 2500, title=EVIL + LONG, after=f" {SCENE}. {EVIL} {MARKS}", **scripted),
                Told(f"صحيفة {TURNED}", 3900, lang="ar", title=TURNED + MARKS, **us, after=f" {AR_SCENE} {TURNED} {EVIL}"),
                Told(LONG, 5200, before=LONG + " ", quote=LONG, url="https://w.example/" + LONG, **us),
                Told(MARKS, 6800, quote=MARKS, title=MARKS, url="https://m.example/a>b)c<d", **us),
                Told("1. Outlet\n\n# Heading", 8100, after=f"\n\n- list\n> quote\r\u2028| {SCENE}", title='" onclick="window.pwned=1', **us),
                Told("Subject", 7, url="https://w.example/s", claim=odd | {"attributed_to": TURNED}),
            ],
            collected=[source("evil", EVIL, f"{EVIL} {MARKS}"), source("long", LONG[:200], LONG)],
        )  # fmt: skip
        later = Told("Subject", 9, hours=24, url="https://w.example/s", claim=odd | {"attributed_to": EVIL})
        night(store, [later], number=2, collected=[source("evil", EVIL, f"{EVIL} {MARKS}")])
        return write_report(store.con, folder / "report")
