"""A night of any size, by copying a small real one within the database; `python -m tests.report.volume` measures its report."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from claims.report import ReportPaths, write_report
from claims.store.store import Store
from tests.browser import browser
from tests.report.build import SCENE, Told, night, toll

KINDS = ["contradiction", "stealth_edit", "revision", "update", "undetermined"]
OUTLETS, QUANTITIES = 60, 700
BOTH = 2
"""Findings of the small night."""


def large(folder: Path, findings: int, claims: int) -> None:
    """So many findings of all kinds over some hundred quantities, each with its own two articles of long sentences, and further claims."""
    after = f" {SCENE}, " + "said the spokesman of the coalition, " * 30
    arabic = Told("صحيفة", 3900, lang="ar", after=" في قاعدة عين الأسد في الأنبار، " + "قال المتحدث " * 40)
    with Store(folder) as store:
        night(store, [Told("Harbour Post", 2500, after=after), arabic, toll("A", 12), toll("B", 31)])
        con = store.con
        assert con.execute("SELECT count(*) FROM store.findings").fetchall() == [(BOTH,)]
        con.execute("SET preserve_insertion_order = false")
        copies = findings // BOTH
        renamed = (
            f"article_id || '-' || n AS article_id, url || '-' || n AS url, outlet || ' ' || n % {OUTLETS} AS outlet"
        )
        _copy(con, "articles", f"{renamed}, origin_id || '-' || n AS origin_id", copies)
        _copy(con, "clusters", "cluster_id || '-' || n AS cluster_id, label || ' ' || n AS label", QUANTITIES)
        told = "claim_id || '-' || n AS claim_id, article_id || '-' || n AS article_id"
        small = con.execute("SELECT count(*) FROM store.claims").fetchall()[0][0]
        _copy(con, "claims", f"{told}, cluster_id || '-' || n % {QUANTITIES} AS cluster_id", copies)
        told = f"claim_id || '+' || n AS claim_id, article_id || '-' || n % {copies} AS article_id, low + n % 900 AS low, high + n % 900 AS high"
        further = max(0, claims // small - copies - 1)
        where = "WHERE NOT contains(claim_id, '-')"
        _copy(con, "claims", f"{told}, cluster_id || '-' || n % {QUANTITIES * 10} AS cluster_id", further, where)
        con.execute(
            f"""INSERT INTO store.findings BY NAME
            SELECT s.* REPLACE (left(md5(finding_id || n), 16) AS finding_id, (?::VARCHAR[])[1 + n % 5] AS kind,
            severity * (1 - n / 1e5) AS severity, cluster_id || '-' || n % {QUANTITIES} AS cluster_id, claim_a || '-' || n AS claim_a,
            claim_b || '-' || n AS claim_b) FROM store.findings s, range(?) t(n)""",
            [KINDS, copies - 1],
        )


def _copy(con: duckdb.DuckDBPyConnection, table: str, changed: str, times: int, where: str = "") -> None:
    con.execute(
        f"INSERT INTO store.{table} BY NAME SELECT s.* REPLACE ({changed}) FROM (FROM store.{table} {where}) s, range({times}) t(n)"
    )


def written(folder: Path) -> ReportPaths:
    with Store(folder) as store:
        return write_report(store.con, folder / "report" / "night")


def measure(findings: int = 5_000, claims: int = 200_000) -> None:
    """Prints how long the report takes to write, how large it is, and how long its first page takes to open."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        large(folder, findings, claims)
        began = time.perf_counter()
        paths = written(folder)
        print(f"{findings:,} findings, {claims:,} claims: written in {time.perf_counter() - began:.1f} s")
        for file in sorted(paths.html.parent.iterdir()):
            print(f"{file.stat().st_size / 1e6:8.2f} MB  {file.name}")
        with browser() as chromium:
            for name in ("index.html", "findings.html", "contradiction-2.html"):
                page = chromium.new_page()
                began = time.perf_counter()
                page.goto((paths.html.parent / name).as_uri())
                print(f"{name} opened in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
