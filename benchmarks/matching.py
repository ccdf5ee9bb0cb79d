"""Matching and judging at scale, beside Splink on the same claims, each in a process of its own; and what a night costs on top of what is stored."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
NIGHT = 20_000
"""New claims against what is stored."""
Figures = dict[str, float]


def matching(sizes: list[int], peer: Path | None) -> None:
    """Prints seconds, F1 and memory of both by size, the exponents of growth, and the time of one night more."""
    from benchmarks.__main__ import exponent

    print(
        f"{'claims':>10}{'':>10}{'seconds':>9}{'match':>8}{'judge':>8}{'F1':>7}{'peak MB':>9}{'times ours':>12}{'night':>8}"
    )
    seconds: dict[str, list[float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), size + NIGHT)
            ours = _run(Path(sys.executable), "matched", folder, str(size))
            rows = {"claims": ours}
            if peer is not None:
                rows["Splink"] = _run(peer, "linking", folder, str(size))
        for name, found in rows.items():
            seconds.setdefault(name, []).append(found["seconds"])
            print(
                f"{size:>10}{name:>10}{found['seconds']:9.1f}{found.get('match', 0.0):8.1f}{found.get('judge', 0.0):8.1f}{found['f1']:7.3f}"
                f"{found['megabytes']:9.0f}{found['seconds'] / ours['seconds']:12.1f}{found.get('night', 0.0):8.1f}",
                flush=True,
            )
    if len(sizes) > 1:
        print(
            "exponents: " + ", ".join(f"{name} {exponent(tuple(sizes), spent):.2f}" for name, spent in seconds.items())
        )


def write(folder: Path, claims: int) -> None:
    """The world as `articles.parquet` and `claims.parquet`, the claims of the last nights last."""
    from benchmarks.world import TEXTS, TRUTH, tables

    with (
        pq.ParquetWriter(folder / "articles.parquet", TEXTS) as articles,
        pq.ParquetWriter(folder / "claims.parquet", TRUTH) as told,
    ):
        for texts, rows in tables(claims):
            articles.write_table(texts)
            told.write_table(rows)


def _run(python: Path, side: str, folder: str, size: str) -> Figures:
    done = subprocess.run(
        [str(python), "-m", f"benchmarks.{side}", folder, size], stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
    )
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found
