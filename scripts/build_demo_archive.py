"""Builds claims/demo/archive.warc.gz and its sources file from claims/demo/stories: run it after adding a story.

python scripts/build_demo_archive.py
"""

from __future__ import annotations

from pathlib import Path

from claims.demo.build import build

TARGET = Path(__file__).parent.parent / "claims" / "demo" / "archive.warc.gz"

if __name__ == "__main__":
    print(f"{build(TARGET)} articles, {TARGET.stat().st_size // 1024} KiB")
