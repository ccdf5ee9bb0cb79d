"""Small pictures of what moved from day to day: a bar a day or a night, as inline SVG with the whole in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from claims.report.facts import NightFigures
from claims.report.words import day, number

HEIGHT, HEAD, FOOT = 90, 14, 20
"""Pixels: of the picture, above its highest bar, and below its bars."""
MAX_WIDTH = 12
"""Per cent of the picture that a bar may take, so that a few of them are no blocks."""

Bar = tuple[str, float | None]
"""A day in words and its value; None = nothing to say of it."""


def per_day(counts: Sequence[tuple[date, int]]) -> Markup:
    """Articles of each day; nothing where there is no day."""
    if not counts:
        return Markup()
    silent = sum(not count for _, count in counts)
    most = max(count for _, count in counts)
    label = f"Articles a day, {day(counts[0][0])} to {day(counts[-1][0])}: at most {most}, none on {silent} days"
    return drawn([(day(when), count) for when, count in counts], label)


def trends(nights: Sequence[NightFigures]) -> list[tuple[str, Markup]]:
    """(title, picture) of what says how the runs go, where more than one night can be drawn. `nights` has the latest first."""
    if len(nights) < 2:
        return []
    told = list(reversed(nights))
    shown: list[tuple[str, list[float | None], Callable[[float], str]]] = [
        ("Claims a night", [one.claims for one in told], number),
        ("Sources that failed", [one.sources_failed for one in told], number),
        ("Findings that could not be judged", [one.undetermined_share for one in told], _per_cent),
    ]
    return [(title, _trend(title, told, values, said)) for title, values, said in shown]


def _trend(
    title: str, nights: Sequence[NightFigures], values: Sequence[float | None], said: Callable[[float], str]
) -> Markup:
    words = "; ".join(
        f"{one.night}: {'none to judge' if value is None else said(value)}"
        for one, value in zip(nights, values, strict=True)
    )
    return drawn([(one.night, value) for one, value in zip(nights, values, strict=True)], f"{title}. {words}", said)


def _per_cent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def drawn(shown: Sequence[Bar], label: str, said: Callable[[float], str] = number) -> Markup:
    """A bar each from left to right; the highest value is named at the top, and the last at its bar."""
    most = max((value for _, value in shown if value is not None), default=0.0)
    room, step = HEIGHT - HEAD - FOOT, min(100 / len(shown), MAX_WIDTH)
    parts = [Markup('<line class="grid" x1="0" x2="100%%" y1="%d" y2="%d"/>') % (HEAD + room, HEAD + room)]
    for at, (when, value) in enumerate(shown):
        if value is None:
            continue
        height = room * value / most if most else 0.0
        parts.append(
            Markup('<rect class="bar" x="%.2f%%" width="%.2f%%" y="%.1f" height="%.1f"><title>%s: %s</title></rect>')
            % (at * step + step * 0.1, step * 0.8, HEAD + room - height, height, when, said(value))
        )
    first, last, foot = shown[0][0], shown[-1][0], HEIGHT - 5
    wide = len(shown) * step > 60  # else the two days would run into each other
    ends = (
        [(first, 0.0, foot, "start"), (last, 100.0, foot, "end")]
        if wide
        else [(f"{first} to {last}", 0.0, foot, "start")]
    )
    for text, place, foot, anchor in [(said(most), 0.0, HEAD - 4, "start"), *ends]:
        parts.append(
            Markup('<text class="tick" x="%.1f%%" y="%d" text-anchor="%s">%s</text>') % (place, foot, anchor, text)
        )
    return (
        Markup('<svg class="dots" role="img" width="100%%" height="%d" aria-label="%s">') % (HEIGHT, label)
        + Markup().join(parts)
        + Markup("</svg>")
    )
