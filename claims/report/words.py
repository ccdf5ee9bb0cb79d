"""Numbers, times and languages as a report writes them."""

from __future__ import annotations

from datetime import datetime

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
    """A value with thousands marked: 2,500; 0.2; 1.5 million."""
    if value is None:
        return "…"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and float(f"{value / size:.3g}") * size == value:
            return f"{value / size:.3g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


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


def web_link(url: str) -> str:
    """The address if it is one of the web, else nothing: a report must not link to scripts or files."""
    return url if url.startswith(("http://", "https://")) else ""


def rule_name(rule: str) -> str:
    return rule.replace("_", " ")
