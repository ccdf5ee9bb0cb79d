"""The templates of the review pages: those of a report's finding, and their own."""

from __future__ import annotations

from importlib import resources

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claims.report.bidi import clip
from claims.report.html import prepare, stylesheet
from claims.review.pages import Told


def environment() -> Environment:
    """With everything from the web escaped, and no name left undefined."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("claims.review"), PackageLoader("claims.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quoted"] = quoted
    made.globals |= {"script": _packaged("review.js"), "style": stylesheet() + _packaged("review.css")}
    return prepare(made)


def quoted(told: Told) -> Markup:
    """The sentence of a claim with its number marked.

    The quote is looked for in the sentence: where it stands twice, the first is marked.
    """
    before, found, after = told.sentence.partition(told.quote)
    if not found:
        return Markup("%s") % clip(told.sentence, 800)
    return Markup("%s<mark>%s</mark>%s") % (clip(before, 400, tail=True), clip(found, 200), clip(after, 400))


def _packaged(name: str) -> Markup:
    return Markup(resources.files("claims.review").joinpath("templates", name).read_text(encoding="utf-8"))  # noqa: S704
