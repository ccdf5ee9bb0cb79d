"""Reports that several tests read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser

from claims.report import ReportPaths
from tests.browser import browser
from tests.report.build import hostile, ordinary


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ordinary")


@pytest.fixture(scope="session")
def report(folder: Path) -> ReportPaths:
    return ordinary(folder)


@pytest.fixture
def con(report: ReportPaths, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(folder / "data" / "claims.duckdb"), read_only=True) as open_con:
        yield open_con


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> ReportPaths:
    return hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started
