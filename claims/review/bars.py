"""Articles a day as a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from claims.report.words import day

HEIGHT, FOOT = 90, 20


def bars(counts: Sequence[tuple[date, int]]) -> Markup:
    """A bar a day; nothing where there is no day."""
    if not counts:
        return Markup()
    most = max(1, *(count for _, count in counts))
    room, width = HEIGHT - FOOT - 14, 100 / len(counts)
    parts = []
    for number, (when, count) in enumerate(counts):
        height = room * count / most
        parts.append(
            Markup('<rect class="bar" x="%.2f%%" width="%.2f%%" y="%.1f" height="%.1f"><title>%s: %d</title></rect>')
            % (number * width + width * 0.1, width * 0.8, 14 + room - height, height, day(when), count)
        )
    silent = sum(not count for _, count in counts)
    label = f"Articles a day, {day(counts[0][0])} to {day(counts[-1][0])}: at most {most}, none on {silent} days"
    marks = Markup('<text class="tick" x="0" y="10">%d</text><text class="tick" x="0" y="%d">%s</text>') % (
        most,
        HEIGHT - 5,
        day(counts[0][0]),
    )
    marks += Markup('<text class="tick" x="100%%" y="%d" text-anchor="end">%s</text>') % (
        HEIGHT - 5,
        day(counts[-1][0]),
    )
    line = Markup('<line class="grid" x1="0" x2="100%%" y1="%d" y2="%d"/>') % (14 + room, 14 + room)
    return (
        Markup('<svg class="dots" role="img" width="100%%" height="%d" aria-label="%s">') % (HEIGHT, label)
        + Markup().join([line, *parts, marks])
        + Markup("</svg>")
    )
