"""`claims read` as a user calls it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from claims.cli.read import command

PAGES = Path(__file__).parent / "pages"
FIELDS = ["file", "url", "title", "text", "published", "lang", "outlet", "wire", "kind"]


def lines(*args: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(command, [*args, "--jsonl"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_line_a_file_in_order_and_errors_do_not_stop_the_rest(tmp_path: Path) -> None:
    packed = tmp_path / "packed.html.gz"
    packed.write_bytes(gzip.compress((PAGES / "ld_ar.html").read_bytes()))
    broken = tmp_path / "broken.html.gz"
    broken.write_bytes(packed.read_bytes()[:200])
    missing, plain, folder = str(tmp_path / "none.html"), str(PAGES / "plain_en.html"), str(tmp_path)
    found = lines(plain, missing, str(packed), str(broken), folder, plain)
    assert [line["file"] for line in found] == [plain, missing, str(packed), str(broken), folder, plain]
    assert list(found[0]) == list(found[2]) == FIELDS
    assert found[0] == found[5]
    assert found[1] == {"file": missing, "error": "No such file or directory"}
    assert "gzip" in found[3]["error"]
    assert set(found[4]) == {"file", "error"}
    assert [found[0]["kind"], found[2]["kind"]] == ["article", "article"]
    assert found[2]["published"] == "2024-09-02T11:05:00+00:00"
    assert found[2]["title"].startswith("البنك المركزي")


def test_empty_and_binary_files_give_kind_other(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "photo.html").write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    found = lines(str(tmp_path / "empty.html"), str(tmp_path / "photo.html"))
    assert [(line["kind"], line["text"]) for line in found] == [("other", ""), ("other", "")]


def test_the_address_of_a_saved_page_can_be_given() -> None:
    url = "https://sada.example/2021/07/11/fire?utm_source=x"
    assert lines(str(PAGES / "plain_ar.html"), "--url", url)[0]["url"] == "https://sada.example/2021/07/11/fire"


def test_a_saved_page_without_any_address_is_no_front_page() -> None:
    found = lines(str(PAGES / "plain_ar.html"))[0]
    assert (found["kind"], found["url"], found["outlet"]) == ("article", None, None)


def test_for_people() -> None:
    done = CliRunner().invoke(command, [str(PAGES / "plain_en.html")])
    assert done.exit_code == 0
    assert "Dam overflows near Marwa" in done.stdout
    assert "Reuters" in done.stdout


def test_for_people_a_missing_file_is_one_line_and_status_1() -> None:
    done = CliRunner().invoke(command, ["none.html"])
    assert done.exit_code == 1
    assert done.stderr == "error: none.html: No such file or directory\n"


def test_no_file_is_a_usage_error() -> None:
    assert CliRunner().invoke(command, []).exit_code == 2


def test_an_address_goes_through_the_fetcher_with_its_limits() -> None:
    found = lines("https://post.example/" + "a" * 3000)[0]
    assert set(found) == {"file", "error"}
    assert "too long" in found["error"]
