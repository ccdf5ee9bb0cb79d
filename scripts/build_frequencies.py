"""Counts how common words, concepts and names are in news: claims/match/frequency.tsv, by which rare ones tie two articles more.

python scripts/build_frequencies.py ARTICLES.jsonl.gz …   (lines as `claims import` reads them, any languages)
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from claims.match.story import gist

TARGET = Path(__file__).parent.parent / "claims" / "match" / "frequency.tsv"
LEAD = 1500
"""Letters of an article that count."""
LEAST = 0.004
"""Share of articles from which a feature is listed."""


def main() -> None:
    found: dict[str, Counter[str]] = {}
    articles: Counter[str] = Counter()
    for name in sys.argv[1:]:
        with gzip.open(name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                articles[row["lang"]] += 1
                text = gist(f"{row.get('title') or ''}\n{row['text'][:LEAD]}", row["lang"])
                found.setdefault(row["lang"], Counter()).update(text.words | text.bridge)
    shares: dict[str, float] = {}
    for lang, counts in found.items():
        for feature, count in counts.items():
            shares[feature] = max(shares.get(feature, 0.0), count / articles[lang])
    rows = [f"{feature}\t{1000 * share:.1f}" for feature, share in sorted(shares.items()) if share >= LEAST]
    head = "# feature, and in how many of 1,000 news articles its first paragraphs have it; written by scripts/build_frequencies.py"
    TARGET.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{sum(articles.values())} articles, {len(rows)} features")


if __name__ == "__main__":
    main()
