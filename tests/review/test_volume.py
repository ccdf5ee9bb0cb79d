"""A queue of many findings: it comes in pages, and every finding stands on one of them. `tests/review/volume.py` measures larger ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claims.review.queue import PAGE
from tests.review.desk import Desk, serving
from tests.review.volume import decided, published

FINDINGS = 600


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("many")
    published(folder, FINDINGS, 3_000)
    with serving(folder) as desk:
        yield desk


def test_each_finding_stands_on_one_small_page(many: Desk) -> None:
    pages = [many.get(f"?page={number}") for number in range(1, FINDINGS // PAGE + 1)]
    assert max(len(page.encode()) for page in pages) < 120_000
    listed = [key for number in range(1, len(pages) + 1) for key in many.listed(f"?page={number}")]
    assert len(listed) == len(set(listed)) == FINDINGS
    assert f"page 1 of {FINDINGS // PAGE}" in pages[0]
    assert many.listed(f"?page={len(pages) + 1}") == many.listed(f"?page={len(pages)}")


def test_what_is_decided_leaves_the_queue_and_is_kept(many: Desk) -> None:
    decided(many.data, 100)
    assert f"{FINDINGS - 100} findings" in many.get("")
    assert "100 findings" in many.get("?status=dismissed&label=desk")
