"""The labels of real nights, and the script that holds findings against them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from claims.importing import import_files
from claims.store.publish import open_published
from scripts.score_nights import LABELS, Label, findings, read_labels, score, url_key

KINDS = {"contradiction", "revision", "update", "undetermined"}
TRUTHS = {"contradiction", "update", "same", "other", "misread", "unclear"}


def test_the_labels_hold_no_text_and_are_many() -> None:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) >= 100
    assert {row["kind"] for row in rows} <= KINDS
    assert {row["truth"] for row in rows} <= TRUTHS
    assert {row["verdict"] for row in rows} == {"right", "wrong", "doubtful"}
    assert all(len(row["why"]) < 80 and len(row["a"]) == len(row["b"]) == 12 for row in rows)
    assert len(read_labels(LABELS)) == len(rows), "no pair is labelled twice"


def test_the_score_of_a_night(tmp_path: Path) -> None:
    told = {
        "ledger": "A bomb in the grain market of Tal Abyad killed 6 people and injured 31 on Monday.",
        "wire": "A bomb in the grain market of Tal Abyad killed 6 people and injured 22 on Monday, rescuers said.",
    }
    file = tmp_path / "night.jsonl"
    urls = [f"https://{outlet}.example/1" for outlet in told]
    lines = [
        {
            "url": url,
            "outlet": outlet,
            "lang": "en",
            "published": "2026-03-02",
            "title": "Bomb in Tal Abyad",
            "text": text,
        }
        for url, (outlet, text) in zip(urls, told.items(), strict=True)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    import_files([file], tmp_path)
    with open_published(tmp_path) as con:
        found = findings(con)
    pair = frozenset([(url_key(urls[0]), 31.0), (url_key(urls[1]), 22.0)])
    assert score(found, {pair: Label(pair, "contradiction", misnamed=False)}) == (
        Counter({("contradiction", "right"): 1}),
        [],
    )
    assert score(found, {pair: Label(pair, "other", misnamed=False)})[0] == {("contradiction", "wrong"): 1}
    assert score(found, {}) == (Counter({("contradiction", "unread"): 1}), [found[0][0]])
