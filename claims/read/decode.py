"""Bytes → text: which charset a page really is in, whatever it declares."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_HEAD_BYTES = 4096
_SAMPLE_WORDS = 2000
# Browsers read these labels as their Windows supersets (WHATWG Encoding, section 4.2).
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# Single-byte charsets that news sites have used; tried when what is declared gives garbage.
_CANDIDATES = ("iso8859-6", "cp1256", "cp1252", "cp1251", "cp1255", "cp1253", "cp1254", "cp1250")
_FEW_ERRORS = 0.02
_CLEARLY_WORSE = 0.15
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_CONTROLS = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127)]
_WITHOUT_CONTROLS = str.maketrans("", "", "".join(_CONTROLS))


def decode(body: bytes, content_type: str = "") -> str:
    """The page as text without control characters; never raises.

    Order: byte order mark, UTF-16 by its zero bytes, valid UTF-8, then the declared charset (header, meta) unless
    another reads clearly better.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _clean(body[len(mark) :].decode(name, "replace"))
    if wide := _utf16(body):
        return _clean(body.decode(wide, "replace"))
    try:
        # Text in another charset is practically never valid UTF-8, so this needs no declaration.
        return _clean(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _clean(_legacy(body, declared(body, content_type)))


def declared(body: bytes, content_type: str = "") -> tuple[str, ...]:
    """Python's names of the charsets that header and meta declare, in that order, known ones only."""
    labels = [m[1] for m in [_HEADER.search(content_type)] if m]
    labels += [m[1].decode("ascii", "replace") for m in [_META.search(body[:_HEAD_BYTES])] if m]
    names = []
    for label in labels:
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        names.append(_SUPERSETS.get(name, name))
    return tuple(dict.fromkeys(names))


def _utf16(body: bytes) -> str | None:
    """UTF-16 without a mark: ASCII markup leaves every other byte zero."""
    head = body[:160]  # the prologue is ASCII, what follows need not be
    if len(head) < 40:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _legacy(body: bytes, names: tuple[str, ...]) -> str:
    utf8 = body.decode("utf-8", "replace")
    wide = (
        sum(1 for byte in body if byte > 127)
        if len(body) < 200_000
        else sum(1 for byte in body[:200_000] if byte > 127)
    )
    if utf8.count("\ufffd") <= max(2, wide * _FEW_ERRORS):
        return utf8  # a page cut in the middle of a character, or with one pasted byte
    first = [name for name in names if name != "utf-8"]
    scored: list[tuple[float, int, str]] = []
    for order, name in enumerate(dict.fromkeys([*first, *_CANDIDATES])):
        text = _try(body, name)
        if text is not None:
            scored.append((_mess(text), order, name))
    if not scored:
        guess = from_bytes(body[:100_000]).best()
        return body.decode(guess.encoding if guess else "cp1252", "replace")
    best = min(scored)
    for mess, _, name in scored:
        if name in first and mess <= best[0] + _CLEARLY_WORSE:
            return body.decode(name, "replace")
    return body.decode(best[2], "replace")


def _try(body: bytes, name: str) -> str | None:
    text = body[:200_000].decode(name, "replace")
    bad = text.count("\ufffd")
    return None if bad > 3 and bad > len(text) * 0.001 else text


def _mess(text: str) -> float:
    """Share of the words with non-ASCII letters that no language would write: 0 = all plausible, 1 = none.

    Wrong charsets show as letters of two scripts in a word, a capital after a small letter, signs inside words.
    """
    words = bad = 0
    for found in _WORD.finditer(text):
        words += 1
        bad += _odd_word(found[0])
        if words >= _SAMPLE_WORDS:
            break
    c1 = sum(1 for char in text if "\x80" <= char <= "\x9f")
    inside = len(re.findall(r"[^\W\d_][\xa2-\xa9\xac\xae-\xb1\xb4-\xb6\xb8¿¡÷×¤]+[^\W\d_]", text))
    return 1.0 if not words else min(1.0, (bad + c1 + inside) / words)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").partition(" ")[0]


def _odd_word(word: str) -> bool:
    scripts = {_script(char) for char in word if char.isalpha() and unicodedata.category(char) != "Lm"}
    if len(scripts - {"MODIFIER", "FEMININE", "MASCULINE"}) > 1:
        return True
    if any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return True
    # Three accented Latin letters in a row stand in hardly any word.
    return bool(re.search(r"[À-ÖØ-öø-ÿ]{3}", word))


def _clean(text: str) -> str:
    """Without NUL and other controls, which libxml2 takes for the end or an error."""
    if any(control in text for control in _CONTROLS):
        text = text.translate(_WITHOUT_CONTROLS)
    return text
