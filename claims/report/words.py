"""Numbers, times and languages as a report writes them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from urllib.parse import quote, urlsplit

from claims.languages.lexicon import plural as regular

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv"})
"""ISO 639-1 codes of languages that are written from right to left."""
LANGUAGE_NAMES = {
    "ar": "Arabic",
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "fa": "Persian",
    "he": "Hebrew",
    "tr": "Turkish",
    "ru": "Russian",
    "de": "German",
}


def number(value: float | None) -> str:
    """A value with thousands marked.

    >>> number(2500), number(0.2), number(1.5e6), number(102000), number(12345.6)
    ('2,500', '0.2', '1.5 million', '102,000', '12,345.6')
    """
    if value is None:
        return "…"
    if not math.isfinite(value):
        return str(value)
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and float(f"{value / size:.3g}") * size == value:
            return f"{value / size:.3g} {word}"
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 1000 else f"{value:,.4g}"


def span(low: float | None, high: float | None) -> str:
    """An interval: 2,500; 10 to 15; 58 or more."""
    if low is None and high is None:
        return "a date"
    if low == high:
        return number(low)
    if high is None:
        return f"{number(low)} or more"
    if low is None:
        return f"up to {number(high)}"
    return f"{number(low)} to {number(high)}"


def amount(low: float | None, high: float | None, unit: str | None, dimension: str) -> str:
    """An interval with its unit; what is counted is named by the sentence around it.

    >>> amount(30.2, 30.2, "percent", "percent"), amount(5e6, 5e6, "USD", "money"), amount(80000, 80000, "barrel per day", "rate")
    ('30.2\xa0%', 'USD 5 million', '80,000 barrels per day')
    """
    said = span(low, high)
    if dimension in ("count", "date") or not unit or (low is None and high is None):
        return said
    if unit == "percent":
        return f"{said}\u00a0%"
    if dimension == "money" and unit.isupper():
        return f"{unit} {said}"
    return f"{said} {unit if low == high == 1 or len(unit) < 3 else plural(unit)}"


_HEAD = re.compile(r"\b([a-z]{3,})(?=$| per | of | Celsius$| Fahrenheit$)")
_IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet"}
_UNCHANGED = frozenset(["yen", "won", "yuan", "baht", "renminbi", "hertz", "percent"])


def plural(unit: str) -> str:
    """Of a unit its noun.

    >>> plural("barrel per day"), plural("troops"), plural("square metre"), plural("degree Celsius"), plural("Saudi riyal")
    ('barrels per day', 'troops', 'square metres', 'degrees Celsius', 'Saudi riyals')
    """
    return _HEAD.sub(_plural, unit, count=1)


def _plural(found: re.Match[str]) -> str:
    noun = found.group()
    return noun if noun in _UNCHANGED or noun.endswith("s") else _IRREGULAR.get(noun) or regular(noun)


def direction(lang: str | None) -> str:
    """rtl or ltr."""
    return "rtl" if (lang or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"


def language(code: str | None) -> str:
    return LANGUAGE_NAMES.get(code or "", code or "")


def moment(value: datetime | None) -> str:
    """A time in UTC to the minute; a bare date where it is midnight."""
    if value is None:
        return "time unknown"
    return (
        value.strftime("%-d %B %Y") if (value.hour, value.minute) == (0, 0) else value.strftime("%-d %B %Y, %H:%M UTC")
    )


def day(value: date | None) -> str:
    return value.strftime("%-d %B %Y") if value else "date unknown"


def share(gap: float) -> str:
    """A share from 0 to 1 as per cent: 36 %; never rounded to 0 or 100."""
    return f"{min(max(gap * 100, 1), 99):.0f}\u00a0%" if 0 < gap < 1 else f"{gap * 100:.0f}\u00a0%"


MAX_LINK = 2000


def web_link(url: str) -> str:
    """The address if it is one of the web, else nothing: a report must not link to scripts or files.

    >>> web_link("https://a.example/x"), web_link("javascript:alert(1)"), web_link("https://a.example/ x"), web_link("https://[a")
    ('https://a.example/x', '', '', '')
    >>> web_link('https://a.example/"<b>')
    'https://a.example/%22%3Cb%3E'
    """
    if len(url) > MAX_LINK or not re.fullmatch(r"https?://[^\s\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+", url):
        return ""
    try:
        if not urlsplit(url).hostname:
            return ""
    except ValueError:
        return ""
    return re.sub(r'["<>\\^`{|}]', lambda found: quote(found.group()), url)  # what no address may hold as it is


def rule_name(rule: str) -> str:
    return rule.replace("_", " ")
