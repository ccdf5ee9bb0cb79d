"""Daily running totals as news tells them: three outlets, rounding, lag, hedges; months of a war or an epidemic. Invented outlets and a real town."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

START = date(2024, 1, 1)
Line = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """What is counted, and how each outlet words it; `{}` is the number."""

    title: str
    sentences: Sequence[str]
    background: str
    lang: str = "en"


WAR = Kind(
    "War in Gaza",
    (
        "The death toll in Gaza since the war began has risen to {}, the health ministry said on {day}.",
        "At least {} people have been killed in Gaza since the war began, according to the health ministry.",
        "The health ministry in Gaza said that {} people had been killed in the war.",
    ),
    "Israeli strikes hit several parts of the territory again overnight, and aid trucks waited at the crossing.",
)
EPIDEMIC = Kind(
    "Cholera in Harare",
    (
        "Cholera has killed {} people in Harare, the health ministry said on {day}.",
        "The number of people who died of cholera in Harare rose to {}, officials said.",
        "Some {} people have died of cholera in Harare, according to the health ministry.",
    ),
    "Wells in the south of the city are closed, and clinics hand out tablets that clean the water.",
)
QUAKE = Kind(
    "زلزال كرمان",
    (
        "ارتفعت حصيلة قتلى الزلزال في كرمان إلى {}، بحسب وزارة الصحة.",
        "قالت وزارة الصحة إن {} شخصا قتلوا في الزلزال الذي ضرب كرمان.",
        "قتل {} شخصا في زلزال كرمان، وفق وزارة الصحة.",
    ),
    "ولا تزال فرق الإنقاذ تبحث تحت الأنقاض، وأقيمت خيام في الساحات.",
    "ar",
)
MORE = {"en": "more than", "ar": "أكثر من"}
OUTLETS = ("Harbour Post", "Capital Ledger", "Evening Wire")


def totals(seed: int, days: int, start: int = 120, most: int = 90) -> list[int]:
    """A total of each day; it never falls, and on some days it stands still."""
    rng, total, found = random.Random(seed), start, []
    for _ in range(days):
        total += rng.choice((0, rng.randint(1, most), rng.randint(1, most // 3)))
        found.append(total)
    return found


def series(seed: int, kind: Kind, days: int, *, step: int = 1) -> Iterator[list[Line]]:
    """The articles of each day. One outlet is exact, one may give yesterday's total, one rounds down to two or three digits."""
    rng, told = random.Random(seed), totals(seed, days)
    for i in range(0, days, step):
        lagging = told[i - 1] if i and rng.random() < 0.5 else told[i]
        unit = 10 ** max(0, len(str(told[i])) - 2)
        values = (
            f"{told[i]:,}",
            f"{lagging:,}",
            f"{MORE[kind.lang]} {told[i] // unit * unit - (told[i] % unit == 0):,}",
        )
        day = START + timedelta(days=i)
        yield [
            line(kind, n, value, day, rng.choice(kind.sentences if n < 2 else kind.sentences[2:]))
            for n, value in enumerate(values)
        ]


def line(kind: Kind, outlet: int, value: str, day: date, sentence: str) -> Line:
    """An article as `claims import` reads it."""
    name = OUTLETS[outlet].lower().replace(" ", "-")
    text = sentence.replace("{day}", f"{day:%A}").replace("{}", value).replace("Some more", "More")
    return {
        "url": f"https://{name}.example/{kind.title.casefold().replace(' ', '-')}/{day}",
        "outlet": OUTLETS[outlet],
        "lang": kind.lang,
        "published": f"{day}T{8 + 3 * outlet:02d}:00:00",
        "title": kind.title,
        "text": f"{text} {kind.background}",
    }
