"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.read.decode import declared, decode

ARABIC = "أعلنت وزارة الصحة أن عدد المصابين بلغ 312 شخصا في ثلاث محافظات، وأن خمسة مستشفيات ما زالت خارج الخدمة. " * 4
FRENCH = (
    "Le ministère a déclaré que l'épidémie était maîtrisée ; 312 élèves étaient touchés à l'été, déjà moins qu'à Noël. "
    * 4
)
RUSSIAN = "Министерство сообщило, что в трёх областях пострадали 312 человек, пять больниц всё ещё закрыты. " * 4


def html(text: str, charset: str = "") -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>x</title></head><body><p class='story'>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "real", "header", "meta"),
    [
        (ARABIC, "utf-8", "utf-8", "utf-8"),
        (ARABIC, "utf-8", "windows-1256", "iso-8859-1"),
        (ARABIC, "windows-1256", "windows-1256", ""),
        (ARABIC, "windows-1256", "", "windows-1256"),
        (ARABIC, "windows-1256", "utf-8", "utf-8"),
        (ARABIC, "windows-1256", "iso-8859-1", ""),
        (ARABIC, "windows-1256", "iso-8859-6", ""),
        (ARABIC, "windows-1256", "", ""),
        (ARABIC, "iso-8859-6", "iso-8859-6", ""),
        (ARABIC, "iso-8859-6", "", ""),
        (ARABIC, "iso-8859-6", "utf-8", "windows-1256"),
        (ARABIC, "utf-16", "utf-8", ""),
        (ARABIC, "utf-16-le", "", ""),
        (FRENCH, "cp1252", "", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8", ""),
        (FRENCH, "utf-8-sig", "windows-1256", ""),
        (RUSSIAN, "cp1251", "windows-1251", ""),
    ],
)
def test_text_survives_whatever_is_declared(text: str, real: str, header: str, meta: str) -> None:
    found = decode(html(text, meta).encode(real), f"text/html; charset={header}" if header else "text/html")
    assert text in found


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else() -> None:
    found = decode(html(ARABIC).encode() + b"\xd8", "text/html")
    assert ARABIC in found


def test_labels_mean_what_browsers_take_them_for() -> None:
    assert declared(
        b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "text/html; charset=nonsense"
    ) == ("cp1252",)


@given(st.binary(max_size=600), st.text(max_size=30))
def test_never_raises_and_leaves_no_controls(body: bytes, content_type: str) -> None:
    assert "\x00" not in decode(body, content_type)
