"""Stories → the bundled archive: the pages, feeds, sitemaps and robots.txt of invented outlets on three nights, as a WARC file.

Everything is a function of the YAML files beside this module, so that a rebuild gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from claims.collect.archive import ArchiveWriter
from claims.model import Page

FIRST_NIGHT = date(2021, 7, 26)
NIGHTS = (1, 2, 3)
FETCH_HOUR = 23
"""UTC hour at which the night's pages are fetched."""
_FOLDER = resources.files("claims.demo")
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "sitemap": "application/xml",
    "index": "text/html",
}
_PATHS = {"rss": "/rss.xml", "atom": "/atom.xml", "sitemap": "/news-sitemap.xml", "index": "/latest"}


@dataclass(frozen=True, slots=True)
class Outlet:
    """One entry of outlets.yaml."""

    name: str
    outlet: str
    lang: str
    country: str
    host: str
    template: str
    listing: str
    charset: str = "utf-8"
    digits: str = ""
    broken: bool = False

    @property
    def home(self) -> str:
        return f"https://{self.host}"

    @property
    def listing_url(self) -> str:
        return self.home + _PATHS[self.listing]


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as its page stands on one night."""

    url: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    modified: datetime
    wire: str
    note: str


def outlets() -> list[Outlet]:
    return [Outlet(**row) for row in _yaml("outlets.yaml")]


def articles() -> list[dict[str, Any]]:
    """The articles of all stories, each with the name of its story."""
    folder = _FOLDER.joinpath("stories")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return [
        {**article, "story": file.name.removesuffix(".yaml")}
        for file in files
        for article in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def build(target: Path) -> int:
    """Writes the archive anew; the number of articles in it."""
    target.unlink(missing_ok=True)
    known = outlets()
    rows = articles()
    with ArchiveWriter(target) as archive:
        for night in NIGHTS:
            for outlet in known:
                for page in _pages(outlet, rows, night):
                    archive.write(page)
    return len(rows)


def _pages(outlet: Outlet, rows: list[dict[str, Any]], night: int) -> Iterator[Page]:
    """What the outlet's server answered that night, a second apart."""
    moment = datetime.combine(FIRST_NIGHT, datetime.min.time(), UTC) + timedelta(days=night - 1, hours=FETCH_HOUR)

    def page(url: str, body: str, kind: str, status: int = 200, charset: str = "utf-8") -> Page:
        nonlocal moment
        moment += timedelta(seconds=1)
        content_type = f"{kind}; charset={charset}"
        return Page(
            url,
            url,
            status,
            content_type,
            body.encode(charset, "xmlcharrefreplace"),
            moment,
            {"content-type": content_type},
            source=outlet.name,
        )

    yield page(f"{outlet.home}/robots.txt", "User-agent: *\nDisallow: /admin/\n", "text/plain")
    if outlet.broken:
        yield page(outlet.listing_url, "internal error", "text/html", 500)
        return
    shown = [_shown(outlet, row, night) for row in rows if row["outlet"] == outlet.name and row["night"] <= night]
    shown.sort(key=lambda article: article.published, reverse=True)
    listing = _render(f"{outlet.listing}.jinja", outlet=outlet, articles=shown, moment=moment)
    yield page(outlet.listing_url, listing, _TYPES[outlet.listing], charset=outlet.charset)
    for article in shown:
        others = [other for other in shown if other is not article][:4]
        yield page(
            article.url,
            _render(f"{outlet.template}.html.jinja", outlet=outlet, article=article, others=others),
            "text/html",
            charset=outlet.charset,
        )
    if outlet.listing == "rss":
        yield page(
            f"{outlet.home}/gallery/night-{night}",
            _render("gallery.html.jinja", outlet=outlet),
            "text/html",
            charset=outlet.charset,
        )


def _shown(outlet: Outlet, row: dict[str, Any], night: int) -> Shown:
    text, note = row["text"], ""
    hour, minute = map(int, row["at"].split(":"))
    published = datetime.combine(FIRST_NIGHT, datetime.min.time(), UTC) + timedelta(
        days=row["night"] - 1, hours=hour, minutes=minute
    )
    modified = published
    for edit in row.get("edits", ()):
        if edit["night"] <= night:
            if edit["from"] not in text:
                raise ValueError(f"{row['slug']}: the text to edit is not there: {edit['from']}")
            text = text.replace(edit["from"], edit["to"])
            note = edit.get("note", "")
            modified = published + timedelta(days=edit["night"] - row["night"])
    title = row["title"]
    if outlet.digits == "arabic-indic":
        text, title = text.translate(_ARABIC_INDIC), title.translate(_ARABIC_INDIC)
    path = f"/{published:%Y/%m/%d}/{row['slug']}"
    return Shown(
        outlet.home + path,
        title,
        tuple(filter(None, text.strip().split("\n"))),
        published,
        modified,
        row.get("wire", ""),
        note,
    )


def _render(name: str, **values: object) -> str:
    environment = Environment(
        loader=PackageLoader("claims.demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rfc822"] = format_datetime
    return environment.get_template(name).render(**values)


def _yaml(name: str) -> Any:
    return yaml.safe_load(_FOLDER.joinpath(name).read_text(encoding="utf-8"))
