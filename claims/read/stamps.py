"""Text → the dates in it, as pages show them to readers: "Publié le 12 juillet 2026 à 09h15, mis à jour le 14 juillet"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from claims.read.wire import fold

_EARLIEST = 1900
"""A smaller year is of another calendar."""
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_OFFSET = r"(?:gmt|utc)\s?([+-](?:1[0-4]|0?\d))(?::?([0-5]\d))?"
"""Hours and minutes of "GMT+3" and "UTC-03:30"."""
_WEEKDAY_NEAR = 14
"""Letters between a weekday and its date."""
_CLOCK_NEAR = 40
"""Letters between a date and its hour."""
_MAX_DATELINE = 60
"""Letters; a longer line is one with few words beside its dates."""
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a folded text, and what the words before it say of it."""

    day: date
    start: int
    end: int
    label: str = ""
    """published, updated or nothing."""


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    named: re.Pattern[str]
    labels: re.Pattern[str]
    updated: frozenset[str]
    weekdays: dict[str, int]
    weekday: re.Pattern[str]
    day_first: frozenset[str]
    day_first_dashed: frozenset[str]
    clock: re.Pattern[str]
    afternoon: frozenset[str]
    morning: frozenset[str]
    zones: dict[str, tzinfo]
    zone: re.Pattern[str]
    ambiguous: frozenset[str]
    ago: re.Pattern[str]


def plain(text: str) -> str:
    """The form in which dates are looked for."""
    return fold("".join(str(int(char)) if char.isdecimal() else char for char in text))


def stamps(text: str, lang: str = "") -> list[Stamp]:
    """The dates of a plain text in their order. 05/07/2026 counts where the declared language or a weekday tells which it is."""
    words = _words()
    found = sorted(_days(text, lang.casefold().replace("_", "-"), words), key=lambda stamp: (stamp.start, -stamp.end))
    kept: list[Stamp] = []
    for stamp in found:
        if kept and stamp.start < kept[-1].end:
            continue
        before = text[kept[-1].end if kept else 0 : stamp.start]
        labels = list(words.labels.finditer(before))
        label = "" if not labels else "updated" if labels[-1][0] in words.updated else "published"
        kept.append(Stamp(stamp.day, stamp.start, stamp.end, label))
    return kept


def moment(text: str, found: list[Stamp], chosen: Stamp, zone: tzinfo | None) -> tuple[datetime, bool]:
    """(UTC time, whether an hour stands with it) of one of the dates of a text."""
    words = _words()
    at = found.index(chosen)
    after = text[chosen.end : found[at + 1].start if at + 1 < len(found) else len(text)]
    behind = words.labels.search(after)
    before = text[found[at - 1].end if at else 0 : chosen.start]
    midnight = datetime(chosen.day.year, chosen.day.month, chosen.day.day, tzinfo=zone or UTC)
    for part in (after[: behind.start() if behind else len(after)][: _CLOCK_NEAR * 2], before[-_CLOCK_NEAR:]):
        clocks = list(words.clock.finditer(part))
        ends = [*(match.start() for match in clocks[1:]), len(part)][: len(clocks)]
        read = {_clock(match, part[match.end() : end], midnight, zone) for match, end in zip(clocks, ends, strict=True)}
        if len(read) == 1 and None not in read:
            return next(filter(None, read)), True
        if read:
            break
    return midnight.astimezone(UTC), False


def _clock(match: re.Match[str], behind: str, midnight: datetime, zone: tzinfo | None) -> datetime | None:
    """UTC time of an hour and the zone that may be named behind it; None where it is not clearly one."""
    words = _words()
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    half = match[5] or ""
    if hour > 23 or minute > 59:
        return None
    if half in words.afternoon and hour < 12:
        hour += 12
    elif half in words.morning and hour == 12:
        hour = 0
    named = words.zone.search(behind)
    if named and named[0] in words.ambiguous and zone is None:
        return None
    if named and named[1]:
        minutes = int(named[2] or 0) * (-1 if named[1].startswith("-") else 1)
        midnight = midnight.replace(tzinfo=timezone(timedelta(hours=int(named[1]), minutes=minutes)))
    elif named and named[0] in words.zones:
        midnight = midnight.replace(tzinfo=words.zones[named[0]])
    return midnight.replace(hour=hour, minute=minute).astimezone(UTC)


def shown_in(text: str, lang: str, zone: tzinfo | None) -> tuple[datetime | None, bool]:
    """(UTC time, whether an hour stands with it) of a text that holds one date; (None, False) of any other."""
    text = plain(text)
    found = stamps(text, lang)
    return moment(text, found, found[0], zone) if len(found) == 1 else (None, False)


def is_dateline(line: str) -> bool:
    """Whether a line is nothing but a date, or a time told from now: furniture of the headline, not text."""
    if len(line) > _MAX_DATELINE * 2 or line.endswith((".", "!", "؟", "?")):
        return False
    text = plain(line)
    found = stamps(text)
    if len(line) > _MAX_DATELINE:
        return bool(found) and len(around(text, found).split()) <= _FEW_WORDS
    words = _words()
    said = words.labels.sub("", text).strip(" :|-")
    return bool(found) or bool(_NUMBERS.search(text)) or bool(words.ago.fullmatch(said))


def around(text: str, found: Iterable[Stamp]) -> str:
    """What a plain text says beside its dates, hours and the words for them."""
    words = _words()
    for stamp in reversed(list(found)):
        text = text[: stamp.start] + " " + text[stamp.end :]
    for pattern in (words.clock, words.labels, words.weekday, words.zone):
        text = pattern.sub(" ", text)
    return " ".join(re.sub(r"[\W\d_]+", " ", text).split())


def _days(text: str, lang: str, words: _Words) -> Iterator[Stamp]:
    for match in _ISO_DAY.finditer(text):
        yield from _stamp(match, text, words, _day(match[1], match[3], match[4]))
    for match in _NUMBERS.finditer(text):
        day_month = _day(match[4], match[3], match[1])
        month_day = _day(match[4], match[1], match[3])
        if day_month == month_day or month_day is None:
            yield from _stamp(match, text, words, day_month)
        elif day_month is None:
            yield from _stamp(match, text, words, month_day)
        elif (weekday := _weekday(text, match, words)) is not None:
            fitting = [day for day in (day_month, month_day) if day.weekday() == weekday]
            if len(fitting) == 1:
                yield Stamp(fitting[0], *match.span())
        elif match[2] == "." or _is_day_first(lang, match[2], words):
            yield Stamp(day_month, *match.span())
    for match in words.named.finditer(text):
        name = match[2] or match[4]
        yield from _stamp(match, text, words, _day(match[3] or match[6], str(words.months[name]), match[1] or match[5]))


def _is_day_first(lang: str, mark: str, words: _Words) -> bool:
    codes = {lang, lang.partition("-")[0]}
    return bool(codes & words.day_first) or (mark == "-" and bool(codes & words.day_first_dashed))


def _stamp(match: re.Match[str], text: str, words: _Words, day: date | None) -> Iterator[Stamp]:
    if day is None:
        return
    weekday = _weekday(text, match, words)
    if weekday is None or weekday == day.weekday():
        yield Stamp(day, *match.span())


def _weekday(text: str, match: re.Match[str], words: _Words) -> int | None:
    """The weekday right before a date."""
    near = text[max(0, match.start() - _WEEKDAY_NEAR) : match.start()]
    found = list(words.weekday.finditer(near))
    return words.weekdays[found[-1][0]] if found and not re.search(r"\w", near[found[-1].end() :]) else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None


def _zone(value: int | str) -> tzinfo:
    """Of hours east of Greenwich, or of an IANA name."""
    return ZoneInfo(value) if isinstance(value, str) else timezone(timedelta(hours=value))


@cache
def _words() -> _Words:
    def read(name: str) -> Any:
        return yaml.safe_load(files("claims.read").joinpath(name).read_text(encoding="utf-8"))

    def either(forms: Iterable[str]) -> str:
        return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))

    table: list[list[str]] = read("months.yaml")
    shown: dict[str, Any] = read("shown.yaml")

    def forms(name: str) -> frozenset[str]:
        return frozenset(fold(str(form)) for form in shown[name])

    months = {fold(name): number for number, names in enumerate(table, 1) for name in names}
    weekdays = {fold(name): number for number, names in enumerate(shown["weekdays"]) for name in names}
    zones = {fold(name): _zone(value) for name, value in shown["zones"].items()}
    halves = forms("morning") | forms("afternoon")
    month = either(months)
    return _Words(
        months=months,
        # "26 July 2021", "26 تموز/يوليو 2021", "26 de julio de 2021", "July 26, 2021".
        named=re.compile(
            rf"(?<!\d)(\d{{1,2}})\s?(?:st|nd|rd|th|er|º)?[\s.,،/-]+(?:de\s|of\s)?({month})\.?"
            rf"(?:\s?/\s?\w+|\s?\(\s?\w+\s?\))?[\s.,،/-]+(?:del?\s)?(\d{{4}})(?!\d)"
            rf"|(?<![^\W\d_])({month})\.?\s+(\d{{1,2}})\s?(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"
        ),
        labels=re.compile(rf"(?<!\w)(?:{either(forms('published') | forms('updated'))})(?!\w)"),
        updated=forms("updated"),
        weekdays=weekdays,
        weekday=re.compile(rf"(?<!\w)(?:{either(weekdays)})(?!\w)"),
        day_first=frozenset(str(code) for code in shown["day_first"]),
        day_first_dashed=frozenset(str(code) for code in shown["day_first_dashed"]),
        clock=re.compile(
            rf"(?<![\d/.:-])(?:(\d{{1,2}})[:.](\d{{2}})(?::\d{{2}})?(?![\d/]|[.:]\d)|(\d{{1,2}})\s?h(?:\s?(\d{{2}}))?(?!\w))"
            rf"\s?(?:h(?!\w))?\s?(?:({either(halves)})(?:\.\s?m\b\.?)?(?![^\W\d_]))?"
        ),
        afternoon=forms("afternoon"),
        morning=forms("morning"),
        zones=zones,
        zone=re.compile(rf"(?<!\w)(?:{_OFFSET}|{either([*zones, *forms('ambiguous_zones')])})(?!\w)"),
        ambiguous=forms("ambiguous_zones"),
        ago=re.compile("|".join(f"(?:{pattern})" for pattern in shown["ago"])),
    )
