"""Addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.urls import canonical, clean, site

OWN = "https://www.post.example/world/2024/story-1?utm_source=feed"


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ("https://post.example/world/2024/story-1", "https://post.example/world/2024/story-1"),
        ("/world/2024/story-1", "https://www.post.example/world/2024/story-1"),
        ("https://m.post.example/s/1#top", "https://m.post.example/s/1"),
        ("https://other.example/world/2024/story-1", "https://www.post.example/world/2024/story-1"),
        ("https://www.post.example/", "https://www.post.example/world/2024/story-1"),
        ("https://www.post.example/world", "https://www.post.example/world/2024/story-1"),
        ("https://www.post.example/world/2023/story-1", "https://www.post.example/world/2024/story-1"),
        ("javascript:void(0)", "https://www.post.example/world/2024/story-1"),
        ("http://[broken", "https://www.post.example/world/2024/story-1"),
        ("", "https://www.post.example/world/2024/story-1"),
    ],
)
def test_canonical(declared: str, found: str) -> None:
    assert canonical(OWN, (declared,)) == found


def test_a_saved_page_without_address_takes_the_declared_one() -> None:
    assert canonical("", ("https://post.example/a",)) == "https://post.example/a"
    assert canonical("", ("/a", "")) == ""


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("HTTPS://User:Pw@Post.Example:443/A?b=1&utm_medium=x&fbclid=2#frag", "https://post.example/A?b=1"),
        ("http://post.example:8080", "http://post.example:8080/"),
        ("https://post.example/?id=%D8%A3&x=", "https://post.example/?id=%D8%A3&x="),
        ("https://post.example/حمى?q=أ#x", "https://post.example/%D8%AD%D9%85%D9%89?q=%D8%A3"),
        ("https://post.example/%d8%ad%d9%85%d9%89", "https://post.example/%D8%AD%D9%85%D9%89"),
        ("https://post.example/a%2Fb,c;d=(e)", "https://post.example/a%2Fb,c;d=(e)"),
        ("ftp://post.example/a", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://post.example/" + "a" * 3000, ""),
    ],
)
def test_clean(url: str, found: str) -> None:
    assert clean(url) == found


def test_sites() -> None:
    assert site("https://news.bbc.co.uk/a") == "bbc.co.uk"
    assert site("https://a.b.post.example/") == "post.example"
    assert site("http://127.0.0.1:80/") == "127.0.0.1"


@given(st.text(max_size=100), st.text(max_size=100))
def test_never_raises(url: str, declared: str) -> None:
    canonical(url, (declared,))
