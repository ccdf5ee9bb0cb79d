"""Articles that were collected elsewhere → the same database, by the same steps after reading."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.errors import ClaimsError
from claims.extract import detect_language
from claims.extract.times.dateline import dateline
from claims.model import Article, Extraction
from claims.progress import Progress, silent
from claims.run import Summary, extract_article, match_and_judge, run_lock, summary
from claims.store.publish import publish
from claims.store.store import Store
from claims.workers import in_processes, several_processors

BATCH = 200
MAX_TEXT = 2_000_000
MAX_LINE_BYTES = 20_000_000
SAME_DAY = 1
"""Days by which a dateline may differ from the time of publication: time zones."""
WORTH_PROCESSES = 400
"""Fewer articles are extracted before further processes would have started."""


class ImportedLine(BaseModel):
    """One line of a file; other keys are passed over."""

    model_config = ConfigDict(extra="ignore")

    url: str = Field(min_length=1, max_length=2000)
    outlet: str = Field(min_length=1, max_length=200)
    text: str = Field(max_length=MAX_TEXT)
    lang: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(slots=True)
class Imported:
    """What an import brought; `problems` name file, line and fault."""

    read: int = 0
    taken: int = 0
    """Lines that were taken from the files, and the share of the files in which they stood."""
    share: float = 0.0
    new_articles: int = 0
    new_claims: int = 0
    problems: list[str] = field(default_factory=list)
    summary: Summary = field(default_factory=lambda: Summary(0, 0, 0, 0, None))

    @property
    def expected(self) -> int:
        """About how many lines there are: the files are read once, so nobody has counted them."""
        return round(self.taken / self.share) if self.share else 0


def import_files(files: Sequence[Path], data: Path, progress: Progress = silent) -> Imported:
    """Loads, extracts, matches, judges and publishes.

    Raises:
        ClaimsError: a file is of no known kind or can't be opened, or another run holds the folder.
    """
    result = Imported()
    now = datetime.now(UTC)
    with run_lock(data), Store(data) as store:
        for extracted in _extracted(_articles(files, result)):
            loaded = store.load(extracted, seen_at=now)
            result.read += len(extracted)
            result.new_articles += loaded.articles
            result.new_claims += loaded.claims
            progress("reading articles", result.read, result.expected)
        match_and_judge(store, now, progress)
        progress("publishing")
        publish(store)
        result.summary = summary(store, None)
    return result


def _extracted(articles: Iterator[Article]) -> Iterator[list[tuple[Article, Extraction]]]:
    """Batches with their claims, extracted by further processes where there is enough to do."""
    first = list(islice(articles, WORTH_PROCESSES))
    batches = _batches(chain(first, articles))
    if len(first) < WORTH_PROCESSES or not several_processors():
        return map(_extract_batch, batches)
    return in_processes(_extract_batch, batches)


def _extract_batch(articles: Sequence[Article]) -> list[tuple[Article, Extraction]]:
    return [(article, extract_article(article)) for article in articles]


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _articles(files: Sequence[Path], result: Imported) -> Iterator[Article]:
    sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
    for at, file in enumerate(files):
        for number, value, share in _rows(file):
            result.taken += 1
            result.share = (sum(sizes[:at]) + share * sizes[at]) / max(sum(sizes), 1)
            yield from _checked(file, number, value, result)


def _checked(file: Path, number: int, value: Any, result: Imported) -> Iterator[Article]:
    """The article of a line, or none and what is wrong with it."""
    try:
        if isinstance(value, str):
            value = json.loads(value)
        line = ImportedLine.model_validate(value)
        yield _article(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        result.problems.append(f"{file}:{number}: {where or 'line'}: {first['msg']}")
    except (ValueError, RecursionError) as error:
        result.problems.append(f"{file}:{number}: {' '.join(str(error).split())[:200]}")


def _article(line: ImportedLine) -> Article:
    published = _moment(line.published)
    lang = (line.lang or "").split("-")[0].lower() or detect_language(line.text)
    return Article(
        url=line.url,
        outlet=line.outlet,
        lang=lang,
        title=line.title or "",
        text=line.text.encode("utf-8", "replace").decode("utf-8"),
        published_at=_as_dated(published, dateline(line.text, lang, line.title or "", published and published.date())),
        fetched_at=None,
        wire=_wire(line.text, line.title or ""),
    )


def _as_dated(published: datetime | None, day: date | None) -> datetime | None:
    """The time given, but where the text opens with another day: then the former is of a copy, or wrong."""
    if day is None or (published is not None and abs((published.date() - day).days) <= SAME_DAY):
        return published
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _wire(text: str, title: str) -> str | None:
    from claims.read.wire import agency

    return agency(text, title)


def _moment(value: str | None) -> datetime | None:
    """ISO date or time; a wrong one is an error of the line."""
    if not value:
        return None
    moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rows(file: Path) -> Iterator[tuple[int, Any, float]]:
    """(line number, JSON text or values, share of the file that is read)."""
    if file.suffix == ".parquet":
        yield from _parquet_rows(file)
        return
    if not file.name.endswith((".jsonl", ".jsonl.gz", ".json", ".ndjson")):
        raise ClaimsError(f"{file}: not a kind of file that can be imported; use .jsonl, .jsonl.gz or .parquet")
    try:
        with file.open("rb") as raw, gzip.open(raw) if file.suffix == ".gz" else raw as lines:
            number, size = 0, file.stat().st_size
            while line := lines.readline(MAX_LINE_BYTES):
                number += 1
                if line.strip():
                    yield number, line.decode("utf-8", "replace").strip(), raw.tell() / size
    except (OSError, EOFError) as error:
        raise ClaimsError(f"{file}: can't be read ({error})") from None


def _parquet_rows(file: Path) -> Iterator[tuple[int, Any, float]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        number, rows = 0, pq.ParquetFile(file)
        for batch in rows.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                number += 1
                if row.get("published") is not None:
                    row["published"] = str(row["published"])
                yield number, row, number / rows.metadata.num_rows
    except (pa.ArrowInvalid, OSError) as error:
        raise ClaimsError(f"{file}: not a Parquet file that can be read ({error})") from None
