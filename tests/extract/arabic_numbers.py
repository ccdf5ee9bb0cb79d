"""Whole numbers in Arabic words, in the three cases and both genders of what is counted; made for the tests, since num2words gives
constructs where nothing follows ("مئتا" for 200) and leaves the case out."""

from __future__ import annotations

from dataclasses import dataclass

UNITS = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
UNITS_OF_FEMININES = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر")
TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
HUNDREDS = ("", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع")
SCALES = (
    (10**12, "تريليون", "تريليونات"),
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (10**3, "ألف", "آلاف"),
)


@dataclass(frozen=True)
class Style:
    """How a number is written."""

    case: str = "nominative"
    """nominative, accusative or genitive."""
    of_feminine: bool = False
    hundred: str = "مئة"
    """Or مائة."""

    @property
    def oblique(self) -> bool:
        return self.case != "nominative"

    def dual(self, word: str, *, construct: bool = False) -> str:
        stem = word.removesuffix("ة") + ("ت" if word.endswith("ة") else "")
        return stem + ("ي" if self.oblique else "ا") + ("" if construct else "ن")

    def sound_plural(self, word: str) -> str:
        return word.removesuffix("ون") + "ين" if self.oblique and word.endswith("ون") else word


def words(number: int, style: Style) -> str:
    """The words of a number from 0 to 10^15, joined as they are written.

    >>> words(2500, Style()), words(12, Style(of_feminine=True)), words(200_000, Style("genitive"))
    ('ألفان وخمسمئة', 'اثنتا عشرة', 'مئتي ألف')
    """
    if number == 0:
        return "صفر"
    parts = []
    for size, one, many in SCALES:
        count, number = divmod(number, size)
        if count:
            parts.append(_scaled(count, one, many, style))
    if number:
        parts.append(_below_thousand(number, style, of_feminine=style.of_feminine))
    return " و".join(parts)


def _scaled(count: int, one: str, many: str, style: Style) -> str:
    if count == 1:
        return one + ("ا" if style.case == "accusative" else "")
    if count == 2:
        return style.dual(one)
    if count in (100, 200):
        head = style.hundred if count == 100 else style.dual(style.hundred, construct=True)
        return f"{head} {one}"
    head = _below_thousand(count, style, of_feminine=False)
    rest = count % 100
    if 3 <= rest <= 10:
        return f"{head} {many}"
    return f"{head} {one}{'ا' if rest > 10 else ''}"


def _below_thousand(number: int, style: Style, *, of_feminine: bool) -> str:
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds == 1:
        parts.append(style.hundred)
    elif hundreds == 2:
        parts.append(style.dual(style.hundred))
    elif hundreds:
        parts.append(HUNDREDS[hundreds] + style.hundred)
    if rest:
        parts.append(_below_hundred(rest, style, of_feminine=of_feminine))
    return " و".join(parts)


def _below_hundred(number: int, style: Style, *, of_feminine: bool) -> str:
    units = UNITS_OF_FEMININES if of_feminine else UNITS
    two = units[2].removesuffix("ان") + ("ين" if style.oblique else "ان")
    if number == 2:
        return two
    if number <= 10:
        return units[number]
    if number < 20:
        ten = "عشرة" if of_feminine else "عشر"
        one = "إحدى" if of_feminine else "أحد"
        eight = "ثماني" if of_feminine else units[8]
        head = {11: one, 12: two.removesuffix("ن"), 18: eight}.get(number, units[number - 10])
        return f"{head} {ten}"
    tens = style.sound_plural(TENS[number // 10])
    if number % 10 == 0:
        return tens
    unit = two if number % 10 == 2 else units[number % 10]
    return f"{unit} و{tens}"
