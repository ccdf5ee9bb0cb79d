"""`claims report` writes again what a run wrote, or prints one of its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claims import settings
from claims.cli.report import FORMATS, command
from claims.report import ReportPaths
from claims.store.publish import publish
from claims.store.store import Store
from tests.report.build import Told, night, ordinary


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reported")


@pytest.fixture(scope="module")
def written(folder: Path) -> ReportPaths:
    paths = ordinary(folder)
    with Store(folder / "data") as store:
        publish(store)
    return paths


def printed(folder: Path, *options: str) -> str:
    done = CliRunner().invoke(command, ["--data", str(folder / "data"), "--reports", str(folder / "again"), *options])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "html"])
def test_each_format_prints_what_the_run_wrote(folder: Path, written: ReportPaths, form: str) -> None:
    file = {"md": written.markdown, "json": written.json, "csv": written.csv, "feed": written.feed}.get(
        form, written.claimreview
    )
    assert printed(folder, "--format", form).splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_html_writes_the_folder_again(folder: Path, written: ReportPaths) -> None:
    again = Path(printed(folder).strip()).parent
    assert again == folder / "again" / "2021-07-27"
    for path in written.html.parent.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_earlier_night_and_none(folder: Path, written: ReportPaths) -> None:
    assert printed(folder, "--date", "2021-07-26", "--format", "md").startswith("# Claims report, 2021-07-26\n")
    done = CliRunner().invoke(command, ["--data", str(folder / "data"), "--date", "2020-01-01"])
    assert done.exit_code != 0
    assert written.html.exists()


def test_published_reports_have_whole_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "data") as store:
        night(store, [Told("Harbour Post", 2500), Told("Coastline Daily", 3900)])
        store.con.execute("UPDATE store.findings SET status = 'confirmed'")
        publish(store)
    monkeypatch.setenv("CLAIMS_PUBLIC_URL", "https://reports.example/claims")
    monkeypatch.setenv("CLAIMS_PUBLISHER", "The Checkers")
    settings.settings.cache_clear()
    try:
        assert "https://reports.example/claims/2021-07-26/index.html#f-" in printed(tmp_path, "--format", "feed")
        reviews = printed(tmp_path, "--format", "claimreview")
    finally:
        monkeypatch.undo()
        settings.settings.cache_clear()
    assert '"url": "https://reports.example/claims/2021-07-26/index.html#f-' in reviews
    assert '"name": "The Checkers"' in reviews
