"""What people confirmed, as schema.org ClaimReview in JSON-LD.

A contradiction shows that two statements cannot both be true, not which of them is false. So each side is reviewed as a claim, the
rating says by words alone that another source contradicts it, and no number is given that would tell how true it is.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from claims.report import bidi, sentences
from claims.report.facts import Finding, Report, Side
from claims.report.words import web_link

RATINGS = {
    "contradiction": ("Contradicted by another source", "Contradicted by another source"),
    "stealth_edit": ("Changed later without a note", "Put in place of another figure without a note"),
    "correction": ("Corrected later", "A correction"),
    "revision": ("A later report gives fewer", "Fewer than an earlier report gave"),
    "update": ("Updated later", "An update"),
    "undetermined": ("Could not be judged", "Could not be judged"),
}
"""Kind → what is said of the first side and of the second."""


def to_claimreview(report: Report, publisher: str = "", base: str = "") -> str:
    """A graph with two reviews a confirmed finding; `base` is the public address of the report's folder, ending in a slash."""
    confirmed = [finding for finding in report.findings if finding.status == "confirmed"]
    graph = [_review(f, side, other, n, publisher, base) for f in confirmed for n, side, other in _sides(f)]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _sides(finding: Finding) -> tuple[tuple[int, Side, Side], tuple[int, Side, Side]]:
    return (0, finding.a, finding.b), (1, finding.b, finding.a)


def _review(finding: Finding, side: Side, other: Side, number: int, publisher: str, base: str) -> dict[str, Any]:
    address = f"{base}index.html#f-{finding.finding_id}" if base else None
    return _without_empty(
        {
            "@type": "ClaimReview",
            "url": address,
            "datePublished": _day(finding.first_seen_at),
            "author": {"@type": "Organization", "name": publisher} if publisher else None,
            "inLanguage": "en",
            "claimReviewed": bidi.plain(sentences.gloss(side)),
            "reviewBody": bidi.plain(sentences.headline(finding)),
            "itemReviewed": _claim(side),
            "reviewRating": {
                "@type": "Rating",
                "alternateName": RATINGS[finding.kind][number],
                "ratingExplanation": bidi.plain(finding.explanation),
            },
            "citation": _cited(other),
        }
    )


def _claim(side: Side) -> dict[str, Any]:
    """The statement in its own words. Its author is the outlet: of whom it quotes we don't know whether that is a person."""
    sources = sorted([(side.told_at, side.url, side.outlet), *((o.at, o.url, o.outlet) for o in side.others)])
    works = [_article(url, outlet, at) for at, url, outlet in sources if web_link(url)]
    return _without_empty(
        {
            "@type": "Claim",
            "text": bidi.flat(f"{side.before}{side.quote}{side.after}"),
            "inLanguage": side.lang,
            "author": {"@type": "Organization", "name": bidi.flat(side.outlet)},
            "description": f"According to {bidi.flat(side.attributed_to)}" if side.attributed_to else None,
            "datePublished": _day(side.told_at),
            "firstAppearance": works[0] if works else None,
            "appearance": works,
        }
    )


def _article(url: str, outlet: str, at: datetime) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": bidi.flat(outlet)}
    return {"@type": "NewsArticle", "url": web_link(url), "datePublished": _day(at), "publisher": publisher}


def _cited(side: Side) -> dict[str, Any]:
    titled = {"headline": bidi.flat(side.title), "inLanguage": side.lang}
    return _without_empty(_article(side.url, side.outlet, side.told_at) | titled)


def _day(moment: datetime) -> str:
    return moment.replace(tzinfo=UTC).date().isoformat()


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
