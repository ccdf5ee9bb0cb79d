"""Four invented outlets that tell of the same floods, for runs against a site on loopback, and the rows that such a run must leave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.store.publish import open_published
from tests.servers import Reply, Site

PUBLISHED = (datetime.now(UTC) - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
STYLES = (
    "A flood killed {dead} people in {town} on Monday. At least {hurt} people were injured. Rain fell for two days and rescuers still search.",
    "Floods in {town} have killed {dead} people, the civil defence said on Monday. Streets near the old market stood under water all night.",
    "{dead} people were killed in the flood that hit {town} on Monday, officials said. Schools are closed and the army brings food by boat.",
    "The flood of Monday killed {dead} people in {town}, the health ministry said. Hospitals asked for blood, and the bridge was shut to lorries.",
)
"""Each outlet tells it in its own words, or they would be copies of one text."""
ROWS = {
    "articles": "SELECT article_id, url, title, version, text FROM store.articles",
    "claims": "SELECT * EXCLUDE (cluster_id) FROM store.claims",
    "clusters": "SELECT cluster_id, label, key FROM store.clusters",
    "members": "SELECT claim_id, cluster_id FROM store.claims",
    "findings": "SELECT finding_id, kind, rule, claim_a, claim_b, explanation FROM store.findings",
    "captures": "SELECT url, digest, article_id, outcome FROM store.captures WHERE outcome <> 'listing'",
}
"""What must be the same but for the times at which it was seen."""


def page(title: str, text: str) -> Reply:
    return Reply(
        f"""<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article">
    <meta property="article:published_time" content="{PUBLISHED}"><meta property="og:title" content="{title}"></head>
    <body><article><h1>{title}</h1><p>{text}</p></article></body></html>""".encode()
    )


def outlets() -> dict[str, Reply | list[Reply]]:
    """Four outlets of eight stories each, which give other tolls of the same floods."""
    towns = ("Aden", "Basra", "Kerala", "Sfax", "Oran", "Mosul", "Tartus", "Salalah")
    replies: dict[str, Reply | list[Reply]] = {}
    for number in range(4):
        items = "".join(f"<item><title>{town}</title><link>/{number}/{town}</link></item>" for town in towns)
        replies[f"/{number}.xml"] = Reply(
            f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode(), "application/rss+xml"
        )
        for place, town in enumerate(towns):
            dead = 20 + 7 * place + (13 if number == 3 and place % 2 else 0)
            replies[f"/{number}/{town}"] = page(
                f"Flood in {town}",
                STYLES[number].format(dead=dead, town=town, hurt=200 + place),
            )
    return replies


def sources_file(site: Site, folder: Path) -> Path:
    """The four outlets as an operator writes them down."""
    lines = ["sources:"]
    for number in range(4):
        lines += [f"  - name: outlet{number}", f"    outlet: Outlet {number}", "    lang: en", "    delay: 0"]
        lines += ["    allow_private: true", "    feeds:", f"      - {site.url}/{number}.xml"]
    path = folder / "sources.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def rows(data: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_published(data) as con:
        return {name: con.execute(f"{query} ORDER BY ALL").fetchall() for name, query in ROWS.items()}
