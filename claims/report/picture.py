"""One finding as a picture that a person can follow: the two claims, what they share, the evidence piece by piece, the rules, the values.

The SVG needs nothing else; it follows the reader's light or dark, and carries its content in words for who cannot see it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

from markupsafe import Markup

from claims.figures import Interval
from claims.report import bidi
from claims.report.axis import step
from claims.report.explained import Explained
from claims.report.facts import Side
from claims.report.sentences import said
from claims.report.svg import Run, line, wrapped
from claims.report.words import direction, language, moment, number, rule_name, span

WIDTH, EDGE = 900.0, 24.0
PLOT, END = 330.0, 800.0
"""Between these lie the bars; labels stand before them, points behind."""
ROW, SMALL, LINE = 34.0, 19.0, 21.0
MAX_EVIDENCE, MAX_SLOTS = 24, 14
TEXTUAL = ("story", "wording", "outlet", "published")
"""Fields that other parts of the picture show."""


def to_svg(one: Explained) -> str:
    """The picture alone."""
    return str(_picture(one)) + "\n"


def to_page(one: Explained) -> str:
    """The same within a page."""
    return str(
        Markup(
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\"><title>%s</title><style>body { margin: 0; background: light-dark(#fdfcf9, #16171a); } "
            "svg { display: block; margin: 0 auto; max-width: 100%%; height: auto; }</style></head>\n<body>%s</body></html>\n"
        )
        % (bidi.plain(one.headline), _picture(one))
    )


class _Sheet:
    """Parts of the picture, from its top to its foot."""

    def __init__(self) -> None:
        self.parts: list[Markup] = []
        self.y = EDGE

    def add(self, part: Markup) -> None:
        self.parts.append(part)

    def lines(
        self,
        runs: Sequence[Run],
        x: float,
        room: float,
        most: int,
        style: str,
        size: float,
        height: float,
        rtl: bool = False,
    ) -> None:
        for found in wrapped(runs, room, size, most):
            self.y += height
            self.add(line(found, x + room if rtl else x, self.y, style=style, rtl=rtl))

    def head(self, text: str, note: str = "") -> None:
        self.y += 34
        self.add(_line(EDGE, WIDTH - EDGE, self.y - 22, self.y - 22, "rule"))
        self.add(line([Run(text, "head"), *([Run(f"   {note}", "meta")] if note else [])], EDGE, self.y))
        self.y += 6


def _picture(one: Explained) -> Markup:
    sheet = _Sheet()
    _top(sheet, one)
    _sides(sheet, one)
    _fields(sheet, one)
    _evidence(sheet, one)
    _rules(sheet, one)
    _values(sheet, one)
    height = sheet.y + EDGE
    return (
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="sheet" role="img" viewBox="0 0 %d %d" width="%d" height="%d" aria-labelledby="what why">'
            '<title id="what">%s</title><desc id="why">%s</desc><style>%s</style><rect class="paper" width="100%%" height="100%%"/>'
        )
        % (WIDTH, height, WIDTH, height, bidi.plain(one.headline), bidi.plain(one.text), _style())
        + Markup().join(sheet.parts)
        + Markup("</svg>")
    )


@cache
def _style() -> Markup:
    text = resources.files("claims.report").joinpath("templates", "picture.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - a packaged file


def _top(sheet: _Sheet, one: Explained) -> None:
    finding = one.finding
    sheet.lines([Run(bidi.plain(one.headline))], EDGE, WIDTH - 2 * EDGE, 3, "title", 18, 24)
    state = "" if finding.status == "open" else f" · {rule_name(finding.status)}"
    sheet.y += 20
    text = f"{rule_name(finding.kind)} · rule {rule_name(finding.rule)} · severity {finding.severity:.2f}{state} · finding {finding.finding_id}"
    sheet.add(line(text, EDGE, sheet.y, style="meta"))
    sheet.y += 2
    sheet.lines([Run(bidi.plain(finding.explanation))], EDGE, WIDTH - 2 * EDGE, 3, "", 14, LINE)
    if finding.remembered:
        sheet.lines([Run(bidi.plain(finding.remembered))], EDGE, WIDTH - 2 * EDGE, 2, "strong", 14.5, LINE)


def _sides(sheet: _Sheet, one: Explained) -> None:
    """Both claims side by side, each in its sentence."""
    half = (WIDTH - 2 * EDGE - 20) / 2
    top = sheet.y = sheet.y + 16
    feet = []
    for key, side, x in (("a", one.finding.a, EDGE), ("b", one.finding.b, EDGE + half + 20)):
        sheet.y = top
        sheet.add(_line(x, x + half, top, top, f"edge-{key}"))
        sheet.y += 28
        sheet.add(line(bidi.plain(said(side)), x, sheet.y, style=f"big {key}"))
        sheet.y += 20
        name = bidi.clip(bidi.flat(side.outlet), 34)
        sheet.add(
            line(
                [Run(name, "strong"), Run(f" · {language(side.lang)} · {moment(side.published_at)}", "meta")],
                x,
                sheet.y,
                style="small",
            )
        )
        rtl = direction(side.lang) == "rtl"
        before, after = bidi.clip(side.before, 220, tail=True), bidi.clip(side.after, 220)
        runs = [Run(before), Run(bidi.clip(side.quote, 120), f"mark {key}"), Run(after)]
        sheet.lines([run for run in runs if run.text.strip()], x, half, 8, "", 15 if rtl else 14, LINE + 2 * rtl, rtl)
        feet.append(sheet.y)
    sheet.y = max(feet)


def _fields(sheet: _Sheet, one: Explained) -> None:
    """What matching and judging compared, field by field."""
    sheet.head("Field by field")
    columns = (EDGE, EDGE + 110, EDGE + 440, END - 30)
    for name, a, b, how in [slot for slot in one.fields if slot[0] not in TEXTUAL][:MAX_SLOTS]:
        sheet.y += SMALL
        sheet.add(line(name, columns[0], sheet.y, style="meta"))
        sheet.add(_cell(a, columns[1], sheet.y, "a"))
        sheet.add(_cell(b, columns[2], sheet.y, "b"))
        style = {"differs": "strong minus", "missing": "meta"}.get(how, "plus")
        sheet.add(line(rule_name(how), columns[3], sheet.y, style=f"small {style}"))


def _cell(text: str, x: float, y: float, key: str) -> Markup:
    shown = bidi.clip(bidi.flat(text), 44) or "–"
    return line(shown, x, y, style=f"small {key}" if text else "meta")


def _evidence(sheet: _Sheet, one: Explained) -> None:
    """Piece by piece from nothing to the score, against what is asked for."""
    account = one.account
    if account is None or not one.tie:
        if account is not None:
            sheet.head("One happening?", "two versions of one article: no evidence is needed")
        return
    sheet.head("One happening?", one.sum)
    weighed = sorted(account.weighed, key=lambda w: -w.points)[:MAX_EVIDENCE]
    sums = [0.0]
    for piece in weighed:
        sums.append(sums[-1] + piece.points)
    asked = account.threshold * account.full
    score = min(account.most * account.full, max(0.0, account.points))
    at = _scale(min(0.0, *sums), max(account.full, *sums))
    top = sheet.y + 4
    sheet.y += 20
    sheet.add(
        line(f"asked for: {number(round(asked, 2))}", at(asked), sheet.y - 2, style="small strong", anchor="middle")
    )
    for piece, before, after in zip(weighed, sums, sums[1:], strict=False):
        sheet.y += ROW
        note = piece.text or (f"{100 * piece.share:.0f} %" if 0 < piece.share < 1 else "")
        sheet.add(_label(rule_name(piece.name), note, sheet.y))
        sign = "plus" if piece.points > 0 else "minus"
        if piece.points:
            sheet.add(_bar(at(before), at(after), sheet.y - 14, sign, note or rule_name(piece.name)))
        sheet.add(
            line(
                f"{piece.points:+.2f}",
                END + 20,
                sheet.y,
                style=f"small strong {sign if piece.points else 'meta'}",
            )
        )
        sheet.add(_line(at(after), at(after), sheet.y + 2, sheet.y + ROW - 14, "rule"))
    if account.held_down:
        sheet.y += ROW
        sheet.add(_label("held down", "such evidence no likeness outweighs", sheet.y))
        sheet.add(_bar(at(max(sums[-1], score)), at(score), sheet.y - 14, "minus", "held down"))
        sheet.add(
            line(f"≤ {number(round(account.most * account.full, 2))}", END + 20, sheet.y, style="small strong minus")
        )
    sheet.y += ROW
    reached = account.score >= account.threshold
    sheet.add(_label("all together", f"{account.score:.2f} of 1", sheet.y))
    sheet.add(_bar(at(0), at(score), sheet.y - 14, "all" if reached else "short", "all together"))
    sheet.add(
        line(
            f"{number(round(score, 2))} {'≥' if reached else '<'} {number(round(asked, 2))}",
            END + 20,
            sheet.y,
            style="small strong",
        )
    )
    sheet.add(_line(at(asked), at(asked), top + 22, sheet.y + 8, "asked"))
    sheet.add(_line(at(0), at(0), top + 22, sheet.y + 8, "rule"))
    sheet.y += 6
    sheet.lines([Run(one.tie)], EDGE, WIDTH - 2 * EDGE, 2, "strong", 14.5, LINE)


def _label(name: str, note: str, y: float) -> Markup:
    label = line(name, EDGE, y - (8 if note else 2), style="strong")
    return label + line(bidi.clip(bidi.flat(note), 50), EDGE, y + 6, style="meta") if note else label


def _rules(sheet: _Sheet, one: Explained) -> None:
    """Which were passed over, and which fired."""
    if not one.rules:
        return
    passed = len(one.rules) - 1
    sheet.head("Rules, in their order", f"{passed} passed over, then one fired")
    for number_, (name, about) in enumerate(one.rules):
        fired = number_ == passed
        sheet.y += SMALL + 3 * fired
        sheet.add(line("●" if fired else "○", EDGE, sheet.y, style="minus" if fired else "meta"))
        sheet.add(line(rule_name(name), EDGE + 20, sheet.y, style="small strong" if fired else "meta"))
        sheet.add(line(bidi.clip(about, 96), EDGE + 190, sheet.y, style="small strong" if fired else "meta"))


def _values(sheet: _Sheet, one: Explained) -> None:
    """What the words of each allow, on one axis."""
    sides = [("a", one.finding.a), ("b", one.finding.b)]
    bounds = {key: _bounds(side) for key, side in sides}
    ends = [end for both in bounds.values() for end in both if end is not None]
    if not ends or one.finding.a.dimension != one.finding.b.dimension:
        return
    meet = _meet(bounds["a"], bounds["b"])
    sheet.head("The values on one axis", "a value fits both" if meet else "no value fits both")
    low, high = min(ends), max(ends)
    room = (high - low) or abs(high) or 1.0
    at = _scale(low - 0.08 * room, high + 0.08 * room)
    dated = one.finding.a.dimension == "date"
    top, foot = sheet.y + 14, sheet.y + ROW * len(sides) + 14
    sheet.add(_line(PLOT, END, foot, foot, "rule"))
    for mark in [] if dated else _marks(low, high, room):
        sheet.add(_line(at(mark), at(mark), top, foot, "rule"))
        sheet.add(line(number(round(mark, 10)), at(mark), foot + 16, style="meta", anchor="middle"))
    for key, side in sides:
        sheet.y += ROW
        start, end = bounds[key]
        left, right = PLOT if start is None else at(start), END if end is None else at(end)
        note = "" if (side.low, side.high) == side.interval else f"read as {span(*side.interval)}"
        note = bidi.plain(said(side)) if dated else note
        sheet.add(_label(bidi.clip(bidi.flat(side.outlet), 34), note, sheet.y))
        sheet.add(_line(left, right, sheet.y - 5, sheet.y - 5, f"edge-{key}"))
        point = _point(side)
        if point is not None:
            sheet.add(Markup('<circle class="%s" cx="%.1f" cy="%.1f" r="6"/>') % (key, at(point), sheet.y - 5))
        if not dated:
            sheet.add(line(bidi.plain(said(side)), END + 20, sheet.y, style=f"small strong {key}"))
    sheet.y = foot + 18


def _marks(low: float, high: float, room: float) -> list[float]:
    """Round values along the axis."""
    size = step(room / 4)
    first = math.ceil(low / size - 1e-9)
    return [n * size for n in range(first, math.floor(high / size + 1e-9) + 1)]


def _bounds(side: Side) -> Interval:
    if side.dimension == "date":
        start, end = side.time_start or side.time_end, side.time_end or side.time_start
        return (float(start.toordinal()), float(end.toordinal())) if start and end else (None, None)
    return side.interval


def _point(side: Side) -> float | None:
    """The value that is said, if it is one."""
    if side.dimension == "date":
        due = side.time_end or side.time_start
        return float(due.toordinal()) if due else None
    if side.low is None or side.high is None:
        return side.low if side.low is not None else side.high
    return side.low if side.low == side.high else None


def _meet(a: Interval, b: Interval) -> bool:
    low = max((end for end in (a[0], b[0]) if end is not None), default=None)
    high = min((end for end in (a[1], b[1]) if end is not None), default=None)
    return low is None or high is None or low <= high


def _scale(low: float, high: float) -> Callable[[float], float]:
    room = (high - low) or 1.0
    return lambda value: PLOT + (END - PLOT) * (min(max(value, low), high) - low) / room


def _bar(start: float, end: float, top: float, style: str, text: str) -> Markup:
    left, wide = min(start, end), max(abs(end - start), 2.0)
    return Markup('<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="16" rx="2"><title>%s</title></rect>') % (
        style, left, top, wide, bidi.flat(text),
    )  # fmt: skip


def _line(x1: float, x2: float, y1: float, y2: float, style: str) -> Markup:
    return Markup('<line class="%s" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/>') % (style, x1, x2, y1, y2)
