"""Pages → articles with their claims, in batches that wait for the loader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claims.collect import (
    Collected,
    Failure,
    Source,
    digest,
)
from claims.collect.source import OUTSIDE
from claims.errors import ReadError
from claims.extract import extract
from claims.model import Article, Extraction, Page
from claims.read import read_articles
from claims.store.rows import Capture, tables
from claims.store.spool import done, left, put, take
from claims.store.store import Loaded, Store
from claims.workers import Processes, WorkerLostError, Workers

READABLE = frozenset({"article", "live"})


SET_ASIDE = "set aside"
"""The outcome of a page that brought out a fault of this program: it is kept in the archive and not read again as it stands."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch of pages became."""

    articles: list[tuple[Article, Extraction]]
    captures: list[Capture]
    skipped: Counter[str]
    failures: list[Failure]


@dataclass(frozen=True, slots=True)
class Spooled:
    """A batch that was read, on its way to the database: where its rows wait, and what is to be told of it."""

    folder: Path
    skipped: Counter[str]
    failures: list[Failure]


def batches(
    store: Store, collected: Sequence[Collected], size: int
) -> Iterator[tuple[list[tuple[Source, Page]], list[Capture]]]:
    """New pages in batches, and the captures of pages whose payload was seen before: those are not read again."""
    pages = [(found.source, page) for found in collected for page in found.pages]
    keys = [(page.url, digest(page.body)) for _, page in pages]
    seen = store.seen_payloads(keys)
    again = [capture(page, "seen") for key, (_, page) in zip(keys, pages, strict=True) if key in seen]
    if again:
        yield [], again
    new = [pair for key, pair in zip(keys, pages, strict=True) if key not in seen]
    for start in range(0, len(new), size):
        yield new[start : start + size], []


def already_seen(captures: list[Capture]) -> Batch:
    """The batch of pages that need no reading."""
    return Batch([], captures, Counter(), [])


def read_and_extract(pages: Sequence[tuple[Source | None, Page]]) -> Batch:
    """Pages → articles with their claims. A page that can't be read is counted and named, and stops nothing."""
    batch = Batch([], [], Counter(), [])
    for source, page in pages:
        name = source.name if source else page.source
        try:
            read = read_articles(page, source)
            wanted = [article for article in read if not (source and source.outside(article.published_at))]
            if not wanted:  # not noted as seen: a night without a window takes it
                batch.skipped[OUTSIDE] += 1
                continue
            told = [
                (article, extract_article(article)) for article in wanted if article.kind in READABLE and article.text
            ]
        except ReadError as error:
            reason = str(error).removeprefix(f"{page.final_url}: ")
            batch.failures.append(Failure(name, page.url, reason))
            batch.captures.append(capture(page, "unreadable"))
        except (OSError, MemoryError):  # the machine's, not the page's: it is read again when there is room
            raise
        except Exception as error:  # a fault of ours that one page brings out must not cost the night
            reason = f"set aside: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            batch.failures.append(Failure(name, page.url, reason))
            batch.captures.append(capture(page, SET_ASIDE))
        else:
            if not told:
                kind = read[0].wall or (read[0].kind if read[0].kind not in READABLE else "without text")
                batch.skipped[kind] += 1
                batch.captures.append(capture(page, kind))
                continue
            batch.articles.extend(told)
            batch.captures.append(capture(page, "article", told[0][0].article_id))
    return batch


def note_unread(collected: Sequence[Collected], pages: Sequence[tuple[Source, Page]], error: BaseException) -> None:
    """Pages of a batch whose task broke down altogether: with a failure their listings are asked in full the next night."""
    reason = f"not read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    by_name = {found.source.name: found for found in collected}
    for source, page in pages:
        by_name[source.name].failures.append(Failure(source.name, page.url, reason))


def spool(batch: Batch, folder: Path, seen_at: datetime) -> Spooled:
    """Writes a batch where the loader finds it, also after this process is gone."""
    rows = tables(batch.articles, batch.captures, seen_at=seen_at)
    return Spooled(put(folder, rows), batch.skipped, batch.failures)


def read_batch(pages: Sequence[tuple[Source | None, Page]], folder: Path, seen_at: datetime) -> Spooled:
    """Reads a batch and writes what it became where the loader finds it."""
    return spool(read_and_extract(pages), folder, seen_at)


def read_by(
    workers: Workers, pages: Sequence[tuple[Source | None, Page]], folder: Path, seen_at: datetime
) -> list[Spooled]:
    """The same by workers. A page that ends the process which reads it is found out, alone in a process, and set aside."""
    try:
        return [workers.run(read_batch, pages, folder, seen_at)]
    except WorkerLostError:
        with Processes(1) as alone:
            return [_read_alone(alone, pair, folder, seen_at) for pair in pages]


def _read_alone(alone: Processes, pair: tuple[Source | None, Page], folder: Path, seen_at: datetime) -> Spooled:
    try:
        return alone.run(read_batch, [pair], folder, seen_at)
    except WorkerLostError:
        source, page = pair
        failure = Failure(
            source.name if source else page.source, page.url, "set aside: it ended the process that read it"
        )
        return spool(Batch([], [capture(page, SET_ASIDE)], Counter(), [failure]), folder, seen_at)


def warm_up(langs: Iterable[str]) -> None:
    """Loads what reading and judging need, in the time in which something else is waited for."""
    for lang in langs:
        extract("1", lang=lang)


def load(store: Store, spooled: Spooled) -> Loaded:
    """Stores a batch and removes its files."""
    loaded = store.load_tables(take(spooled.folder))
    done(spooled.folder)
    return loaded


def spool_path(data: Path) -> Path:
    """Where batches wait for the loader."""
    return data / "spool"


def take_up(store: Store) -> int:
    """Stores what an earlier run had read when it was killed; the number of articles that were new."""
    return sum(load(store, Spooled(folder, Counter(), [])).articles for folder in left(spool_path(store.data)))


def capture(page: Page, outcome: str, article_id: str | None = None, *, complete: bool = True) -> Capture:
    """What became of a page; of a listing that is not `complete` the next night wants all, whether or not it changed."""
    return Capture(
        page.url,
        digest(page.body),
        article_id,
        outcome,
        page.fetched_at,
        page.source,
        page.headers.get("etag", "") if complete else "",
        page.headers.get("last-modified", "") if complete else "",
        page.listed_at,
    )


def extract_article(article: Article) -> Extraction:
    """The claims of an article."""
    published = article.published_at.date() if article.published_at else None
    return extract(article.text, lang=article.lang, published=published, title=article.title, outlet=article.outlet)
