"""Text in SVG: measured by eye, wrapped, and right to left where its language is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from claims.report import bidi

_NARROW, _WIDE = frozenset("ijlI.,:;'|()[]!·- ftr1"), frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one style."""

    text: str
    style: str = ""


def width(text: str, size: float) -> float:
    """About how many pixels wide a text is; fonts differ, so leave room."""
    em = 0.0
    for letter in text:
        em += 0.33 if letter in _NARROW else 0.86 if letter in _WIDE else 0.66 if letter.isupper() else 0.56
    return em * size


def wrapped(runs: Sequence[Run], room: float, size: float, most: int) -> list[list[Run]]:
    """Lines no wider than the room; what goes beyond the last one is cut with an ellipsis.

    >>> [[run.text for run in line] for line in wrapped([Run("two words"), Run(" here", "b")], 40, 10, 3)]
    [['two '], ['words '], ['here']]
    """
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for word in _words(run.text):
            wide = width(word.rstrip(), size)
            if used and used + wide > room:
                if len(lines) == most:
                    lines[-1].append(Run("…"))
                    return lines
                lines.append([])
                used = 0.0
            word = word if lines[-1] else word.lstrip()
            if not word:
                continue
            if lines[-1] and lines[-1][-1].style == run.style:
                lines[-1][-1] = Run(lines[-1][-1].text + word, run.style)
            else:
                lines[-1].append(Run(word, run.style))
            used += width(word, size)
    return [line for line in lines if line]


def _words(text: str) -> list[str]:
    """Words with the space behind them; a word that no line could hold is cut."""
    found: list[str] = []
    for word in bidi.clean(" ".join(text.split())).split(" "):
        while len(word) > 60:
            found.append(word[:60])
            word = word[60:]
        found.append(word + " ")
    if found:
        found[-1] = found[-1][:-1]
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() else ""
    if found:
        found[0], found[-1] = lead + found[0], found[-1] + tail
    return found


def line(
    runs: Sequence[Run] | str, x: float, y: float, *, style: str = "", anchor: str = "start", rtl: bool = False
) -> Markup:
    """One line of text; a line from right to left hangs at x by its right end."""
    known = [Run(runs)] if isinstance(runs, str) else runs
    inside = Markup().join(
        Markup('<tspan class="%s">%s</tspan>') % (run.style, bidi.clean(run.text))
        if run.style
        else Markup("%s") % bidi.clean(run.text)
        for run in known
    )
    turn = Markup(' direction="rtl"') if rtl else Markup()
    return Markup('<text x="%.1f" y="%.1f" class="%s" text-anchor="%s"%s>%s</text>') % (
        x,
        y,
        style,
        anchor,
        turn,
        inside,
    )
