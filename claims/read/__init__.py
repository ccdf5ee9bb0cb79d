"""Page → Article: main text, title, time, language, canonical address, wire credit, correction note."""

from claims.read.page import read_articles, read_page

__all__ = ["read_articles", "read_page"]
