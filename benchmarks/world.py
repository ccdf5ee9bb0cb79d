"""A world whose quantities are known, as many outlets of two languages tell them: what is of one quantity is truth, never read off a key.

Pure and seeded: `tables(claims, seed)` gives Arrow batches of the rows of `store.articles` and `store.claims`; each claim carries its `quantity`.
Tellers round, hedge, correct their totals upwards, leave slots out, misspell names that no gazetteer holds and copy each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random

import pyarrow as pa

from benchmarks.spelling import Name, made_up, spelt
from claims.languages import load
from claims.languages.gazetteer import places
from claims.languages.lexicon import Concept, concepts
from claims.match.weights import weights
from claims.store.rows import ARTICLES, CLAIMS

CLAIMS_A_NIGHT = 20_000
FIRST = date(2024, 1, 1)
OUTLETS = 400
LANGUAGES = ("en", "ar")
"""Outlets take turns."""
BATCH = 20_000

HARMS = ("killed", "injured", "arrested", "displaced", "kidnapped", "evacuated")
KINDS = ("troops", "police", "civilian", "child", "woman", "journalist", "fighter", "worker", "student", "migrant")
NARROWED = ("nationality:US", "nationality:SY", "nationality:FR", "foreign", "private", "local")
NOT_LISTED = 0.18
"""Share of happenings at places that no gazetteer holds: told in many spellings and both scripts."""
UNNAMED = 0.06
"""Share of quantities of things that no lexicon holds: only a subject says what they are."""
DISPUTED = 0.05
"""Share of quantities of which one outlet gives another value."""
VILLAGES = 6000
"""Places that no gazetteer holds."""
COPIES = 0.15
"""Share of articles that repeat another's text."""
LOST = {"place": 0.008, "concept": 0.006, "event": 0.006, "kind": 0.006, "wrong": 0.004, "name": 0.04}
"""Share of tellings in which a slot is missing, wrong, or a name misspelt beyond its usual spellings."""

EXTRA = [("outlet_number", pa.int32()), ("quantity", pa.int64())]
TRUTH = pa.schema([*CLAIMS, *EXTRA, ("published_day", pa.date32())])
TEXTS = pa.schema([*ARTICLES, ("origin_id", pa.string())])


@dataclass(frozen=True, slots=True)
class Sort:
    """What is counted, and what happens to it."""

    concept: str
    event: str | None
    dimension: str
    unit: str
    moves: str
    largest: float


@dataclass(slots=True)
class Spot:
    place_id: str | None
    name: str
    made_up: Name | None = None


@dataclass(slots=True)
class Quantity:
    number: int
    sort: Sort
    narrowed: tuple[str, ...]
    value: float
    planned: bool
    unnamed: Name | None
    disputed: bool


@dataclass(slots=True)
class Happening:
    """Some quantities of one place and day, told together."""

    spot: Spot
    day: date
    quantities: list[Quantity]
    story: dict[str, list[str]]
    told: dict[str, list[tuple[str, str, list[dict[str, object]]]]] = field(default_factory=dict)
    """Articles on it by language, which others may copy."""


def tables(claims: int, seed: int = 7) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Batches of (articles, claims) until there are so many claims."""
    random = Random(seed)
    nights = max(1, claims // CLAIMS_A_NIGHT)
    levels: dict[tuple[object, ...], int] = {}
    texts: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    made = quantities = 0
    while made < claims:
        happening = _happening(random, nights, levels, quantities)
        quantities += len(happening.quantities)
        for _ in range(_tellers(random)):
            article, told = _telling(random, happening)
            texts.append(article)
            rows += told
            made += len(told)
        if len(rows) >= BATCH or made >= claims:
            del rows[len(rows) - max(0, made - claims) :]
            yield pa.Table.from_pylist(texts, schema=TEXTS), pa.Table.from_pylist(rows, schema=TRUTH)
            texts, rows = [], []


def _tellers(random: Random) -> int:
    """1 to 8: most things are told by few."""
    return min(8, 1 + int(random.expovariate(0.55)))


# -- what there is ---------------------------------------------------------------------------------------------------------


@cache
def sorts() -> tuple[Sort, ...]:
    """What a night's news counts."""
    known, found = concepts(), []
    for event in HARMS:
        found += [Sort(kind, event, "count", "person", "running_total", 400) for kind in ("person", *KINDS)]
        found += [Sort("person", event, "count", "person", "running_total", 4000)] * 6
    for one in known.values():
        if one.cls == "person" and one.moves == "level":
            found.append(Sort(one.id, "present", "count", one.unit, "level", 20000))
        elif one.cls in ("thing", "event") and not one.event:
            happens = "destroyed" if one.cls == "thing" else None
            found.append(Sort(one.id, happens, "count", one.unit, one.moves, 3000))
        elif one.cls == "money":
            found.append(Sort(one.id, None, "money", "USD", one.moves, 5e9))
        elif one.cls == "measure" and one.moves == "level":
            found.append(Sort(one.id, None, "percent", "percent", "level", 60))
    return tuple(found)


@cache
def _spots() -> tuple[list[Spot], list[float]]:
    """Listed places and how often news tells of each, accumulated."""
    known = sorted(places().values(), key=lambda place: Random(place.id).random())
    spots = [Spot(place.id, place.name) for place in known]
    return spots, list(accumulate((rank + 60) ** -0.7 for rank in range(len(spots))))


@cache
def _villages() -> tuple[Name, ...]:
    random = Random(VILLAGES)
    return tuple(made_up(random) for _ in range(VILLAGES))


@cache
def _words(lang: str, concept: str) -> tuple[str, ...]:
    """What a language calls it, the usual word first."""
    listed = load(lang).data["concepts"].get(concept, ())
    return tuple(str(word).rpartition("/")[2] for word in listed) or (concept.replace("_", " "),)


def _happening(random: Random, nights: int, levels: dict[tuple[object, ...], int], number: int) -> Happening:
    spots, shares = _spots()
    listed = random.random() >= NOT_LISTED
    spot = random.choices(spots, cum_weights=shares)[0] if listed else Spot(None, "", random.choice(_villages()))
    day = FIRST + timedelta(days=random.randrange(nights))
    quantities, sets = [], set()
    for i in range(random.choice((1, 1, 1, 2, 2, 3))):
        one = _quantity(random, number + i, spot, levels)
        mark = (one.sort.concept, one.sort.event, one.narrowed)
        if mark not in sets:
            sets.add(mark)
            quantities.append(one)
    return Happening(spot, day, quantities, _story(random))


def _quantity(random: Random, number: int, spot: Spot, levels: dict[tuple[object, ...], int]) -> Quantity:
    sort = random.choice(sorts())
    narrowed = (random.choice(NARROWED),) if sort.dimension == "count" and random.random() < 0.2 else ()
    value = math.exp(random.uniform(math.log(2), math.log(sort.largest)))
    value = float(round(value)) if sort.dimension != "percent" else round(value, 1)
    unnamed = made_up(random) if random.random() < UNNAMED else None
    planned = random.random() < 0.03
    if sort.moves == "level" and unnamed is None:
        number = levels.setdefault((sort, narrowed, spot.place_id or spot.made_up, planned), number)
        value = float(round(Random(number).uniform(2, sort.largest)))
    return Quantity(number, sort, narrowed, value, planned, unnamed, random.random() < DISPUTED)


def _story(random: Random) -> dict[str, list[str]]:
    """Words that its tellings share: things of the same concepts, and invented names."""
    things: Sequence[Concept] = random.sample(list(concepts().values()), 14)
    names = [made_up(random) for _ in range(5)]
    return {
        lang: [_words(lang, one.id)[0] for one in things] + [spelt(name, lang, random) for name in names]
        for lang in LANGUAGES
    }


# -- how it is told --------------------------------------------------------------------------------------------------------


def _telling(random: Random, happening: Happening) -> tuple[dict[str, object], list[dict[str, object]]]:
    outlet = random.randrange(OUTLETS)
    lang = LANGUAGES[outlet % len(LANGUAGES)]
    late = min(4, int(random.expovariate(1.1)))
    at = datetime.combine(happening.day, datetime.min.time()) + timedelta(days=late, minutes=random.randrange(1440))
    article_id = f"{random.getrandbits(64):016x}"
    earlier = happening.told.setdefault(lang, [])
    copied = random.choice(earlier) if earlier and random.random() < COPIES else None
    if copied is not None:
        origin, text, first = copied
        told = [dict(row) for row in first]
    else:
        origin = article_id
        told = [_claim(random, happening, one, lang, late) for one in happening.quantities]
        text = _text(random, happening, lang, told)
        earlier.append((article_id, text, told))
    for position, row in enumerate(told):
        row |= {
            "claim_id": f"{random.getrandbits(64):016x}",
            "article_id": article_id,
            "position": position,
            "outlet_number": outlet,
            "published_day": at.date(),
        }
    article = {
        "article_id": article_id,
        "outlet": f"Outlet {outlet}",
        "source": f"outlet{outlet}",
        "url": f"https://outlet{outlet}.example/{article_id}",
        "lang": lang,
        "title": str(told[0]["sentence"])[:80],
        "text": text,
        "published_at": at,
        "seen_at": at,
        "wire": None if copied is None else "AFP",
        "kind": "article",
        "origin_id": origin,
    }
    return article, told


def _text(random: Random, happening: Happening, lang: str, told: Sequence[dict[str, object]]) -> str:
    sentences = [str(row["sentence"]) for row in told]
    for _ in range(4):
        sentences.append(" ".join(random.choices(happening.story[lang], k=9)) + ".")
    return " ".join(sentences)


def _claim(random: Random, happening: Happening, quantity: Quantity, lang: str, late: int) -> dict[str, object]:
    sort, lost = quantity.sort, {name: random.random() < share for name, share in LOST.items()}
    low, high, relation, quote = _value(random, quantity, late)
    concept: str | None = sort.concept
    if concept == "person":
        concept = random.choice(sorted(weights().general - {"injury", "casualty", "death"}))
    subject = " ".join([*(q.rpartition(":")[2] for q in quantity.narrowed), random.choice(_words("en", sort.concept))])
    if quantity.unnamed is not None:
        subject, concept = spelt(quantity.unnamed, lang, random, lost["name"]), None
    if lost["wrong"]:
        concept = random.choice(sorts()).concept
    if lost["concept"]:
        concept = None
    narrowed = () if lost["kind"] else quantity.narrowed
    event = None if lost["event"] else sort.event
    spot = happening.spot
    place: str | None = spelt(spot.made_up, lang, random, lost["name"]) if spot.made_up else spot.name
    day = happening.day if sort.moves != "level" and random.random() < 0.55 else None
    if lost["place"]:
        place = None
    return {
        "start_at": 0,
        "end_at": len(quote),
        "quote": quote,
        "low": low,
        "high": high,
        "relation": relation,
        "change": None,
        "unit": sort.unit,
        "dimension": sort.dimension,
        "sentence": _sentence(happening, quote, subject, event, place or "", lang),
        "subject": subject,
        "concept": concept,
        "event": event,
        "place": place,
        "place_id": spot.place_id if place else None,
        "time_start": day,
        "time_end": day,
        "attributed_to": random.choice(("the ministry", "the army", "rescuers")) if random.random() < 0.3 else None,
        "modality": "planned" if quantity.planned else "asserted",
        "part_of": None,
        "qualifiers": list(narrowed),
        "quantity": quantity.number,
    }


def _sentence(happening: Happening, quote: str, subject: str, event: str | None, place: str, lang: str) -> str:
    if lang == "en":
        return f"{quote} {subject} {event or ''} in {place}, {' '.join(happening.story[lang][-2:])} said."
    return f"{quote} {subject} {event or ''} في {place} بحسب {' '.join(happening.story[lang][-2:])}."


def _value(random: Random, quantity: Quantity, late: int) -> tuple[float | None, float | None, str, str]:
    """(low, high, relation, words) that a teller gives: exact, rounded, bounded, of a later hour, or of its own."""
    value = quantity.value
    if quantity.sort.moves == "running_total" and late:
        value = float(round(value * (1 + 0.15 * late)))
    if quantity.disputed and random.random() < 0.3:
        value = float(round(value * random.uniform(1.4, 3))) + 1
    manner = random.random()
    if manner < 0.55:
        return value, value, "=", f"{value:,.10g}"
    digits = 10.0 ** max(0, len(str(int(value))) - 2)
    if manner < 0.8:
        value = round(value / digits) * digits
        return value, value, "~", f"about {value:,.10g}"
    value = math.floor(value / digits) * digits
    return value, None, ">=", f"at least {value:,.10g}"
