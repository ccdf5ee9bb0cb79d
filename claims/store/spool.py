"""Batches on their way from those who read to the one who loads: a folder of Parquet files each, whole or not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from claims.errors import ClaimsError
from claims.store.rows import ARTICLES, CAPTURES, CLAIMS, Tables

SCHEMAS = {"articles": ARTICLES, "claims": CLAIMS, "captures": CAPTURES}
DRAFT = ".draft-"


def put(folder: Path, rows: Tables) -> Path:
    """Writes a batch into a folder of its own below `folder`; a rename makes it be there."""
    folder.mkdir(parents=True, exist_ok=True)
    name = uuid4().hex
    draft, target = folder / f"{DRAFT}{name}", folder / name
    draft.mkdir()
    for table in SCHEMAS:
        pq.write_table(getattr(rows, table), draft / f"{table}.parquet")
    return draft.rename(target)


def take(batch: Path) -> Tables:
    """The rows of a batch that `put` wrote.

    Raises:
        ClaimsError: a file of it can't be read.
    """
    try:
        return Tables(**{name: pq.read_table(batch / f"{name}.parquet", schema=SCHEMAS[name]) for name in SCHEMAS})
    except (OSError, pa.ArrowInvalid) as error:
        raise ClaimsError(f"{batch}: not a batch that can be read ({' '.join(str(error).split())[:200]})") from None


def left(folder: Path) -> Iterator[Path]:
    """The whole batches that nobody took, in a settled order; what was not finished is removed."""
    for batch in sorted(folder.glob("*")) if folder.is_dir() else ():
        if batch.name.startswith(DRAFT):
            done(batch)
        elif batch.is_dir():
            yield batch


def done(batch: Path) -> None:
    """Removes a batch that is stored."""
    shutil.rmtree(batch, ignore_errors=True)
