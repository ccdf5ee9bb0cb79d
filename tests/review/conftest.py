"""The demo's night on a review page of its own, served once for a module; every test begins with nothing decided."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from claims.store.publish import published_path
from claims.store.verdicts import verdicts_file
from tests.conftest import DemoRun
from tests.review.desk import Desk, serving


@pytest.fixture(scope="module")
def served(demo: DemoRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    data = tmp_path_factory.mktemp("desk")
    published_path(data).parent.mkdir(parents=True)
    shutil.copy(published_path(demo.data), published_path(data))
    with serving(data) as desk:
        yield desk


@pytest.fixture
def desk(served: Desk) -> Desk:
    verdicts_file(served.data).unlink(missing_ok=True)
    return served
