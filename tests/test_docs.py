"""Every `claims …` line in a ```sh block of README.md and docs/ is run as it stands, in a folder like a user's.

Blocks that need the network or never end are fenced as ```text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claims.settings import Settings
from tests.conftest import DemoRun

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M)
    lines = [line for block in blocks for line in re.sub(r"\\\n\s*", " ", block).splitlines()]
    return [line for line in lines if "claims " in line and not line.startswith("#")]


SHOWN = [pytest.param(line, id=f"{page.name}-{n}") for page in PAGES for n, line in enumerate(commands(page))]


def test_docs_show_commands() -> None:
    assert len(SHOWN) >= 15


def test_links_between_pages_exist() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_every_module_that_reads_a_text_is_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.split("## How a text is read")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `([\w/]+\.py)` \|", section, re.M)
    folder = ROOT / "claims" / "extract"
    modules = [file.relative_to(folder).as_posix() for file in folder.rglob("*.py") if file.name != "__init__.py"]
    assert sorted(listed) == sorted(modules)


def test_every_setting_is_explained_with_its_default() -> None:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `CLAIMS_(\w+)` \| `([^`]*)` \|", page, re.M))
    fields = {name.upper(): str(field.default) for name, field in Settings.model_fields.items() if name != "tolerances"}
    assert told == fields
    assert "`CLAIMS_TOLERANCES__NAME`" in page


@pytest.fixture(scope="module")
def user_folder(demo: DemoRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data and reports, the sources file and the files that the docs name."""
    folder = tmp_path_factory.mktemp("user")
    shutil.copytree(demo.data, folder / "data")
    shutil.copytree(demo.reports, folder / "reports")
    shutil.copy(ROOT / "sources.yaml", folder)
    for file in (ROOT / "docs" / "examples").iterdir():
        shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("line", SHOWN)
def test_shown_command_works(line: str, user_folder: Path) -> None:
    bin_folder = Path(sys.executable).parent
    env = os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}", "PREFECT_HOME": str(user_folder / "prefect")}
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=user_folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
