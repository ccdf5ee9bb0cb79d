"""A data folder in one file, and back again.

A back-up is a plain tar file: `manifest.json` first, then the database and what people decided; with `archives` the evidence too.
"""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from claims.errors import ClaimsError
from claims.files import sha256, sync
from claims.match.weights import FILE as WEIGHTS
from claims.store.migrations import latest
from claims.store.publish import publish
from claims.store.snapshot import copy_verified
from claims.store.store import FILE, Store
from claims.store.verdicts import verdicts_file

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class BackUp:
    """What a back-up holds: name → SHA-256."""

    made_at: str
    layout: int
    files: dict[str, str]


def back_up(data: Path, target: Path, *, archives: bool = False) -> BackUp:
    """Writes `target`, whole or not at all. The caller holds the folder's run lock.

    Raises:
        ClaimsError: there is nothing to back up, or the file exists.
    """
    if not (data / FILE).is_file():
        raise ClaimsError(f"{data / FILE}: no database yet; `claims run` or `claims demo` makes one")
    if target.exists():
        raise ClaimsError(f"{target}: exists already; name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.tmp")
    with TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder, Store(data) as store:
        copied = Path(folder) / FILE
        copy_verified(store, copied)
        members = [(FILE, copied), *_beside(data, archives)]
        made = BackUp(
            datetime.now(UTC).isoformat(timespec="seconds"),
            latest(),
            {name: sha256(path) for name, path in members},
        )
        try:
            with tarfile.open(draft, "w") as tar:
                _add_manifest(tar, made)
                for name, path in members:
                    tar.add(path, arcname=name, recursive=False)
            sync(draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    sync(target.parent)
    return made


def restore(source: Path, data: Path) -> BackUp:
    """Fills a data folder that has no database from a back-up, and publishes it. The caller holds the folder's run lock.

    Every file is unpacked beside its place and compared with the manifest before the first one is moved to it.

    Raises:
        ClaimsError: the folder has a database, or the file is no back-up, is damaged or is of a newer release.
    """
    if (data / FILE).exists():
        raise ClaimsError(f"{data / FILE} exists; restore into an empty folder, or move the file away first")
    data.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source) as tar, TemporaryDirectory(dir=data, prefix=".restore-") as folder:
            made = _read_manifest(source, tar)
            for name, digest in made.files.items():
                _unpack(source, tar, name, Path(folder) / name, digest)
            for name in sorted(
                made.files, key=lambda name: name == FILE
            ):  # the database last: with it the work is done
                (data / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).replace(data / name)
    except (OSError, tarfile.TarError) as error:
        raise ClaimsError(f"{source}: not a back-up that can be read ({error})") from None
    with Store(data) as store:
        publish(store)
    return made


def _beside(data: Path, archives: bool) -> Iterator[tuple[str, Path]]:
    for path in (verdicts_file(data), data / WEIGHTS):
        if path.is_file():
            yield path.name, path
    if archives:
        for path in sorted((data / "archive").rglob("*.warc.gz")):
            yield path.relative_to(data).as_posix(), path


def _add_manifest(tar: tarfile.TarFile, made: BackUp) -> None:
    text = json.dumps(
        {"format": FORMAT, "made_at": made.made_at, "layout": made.layout, "files": made.files}, indent=1
    ).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mtime = len(text), int(datetime.now(UTC).timestamp())
    tar.addfile(member, io.BytesIO(text))


def _read_manifest(source: Path, tar: tarfile.TarFile) -> BackUp:
    member = tar.next()
    file = tar.extractfile(member) if member is not None and member.name == MANIFEST else None
    try:
        told: Any = json.loads(file.read(10_000_000)) if file else None
        made = BackUp(str(told["made_at"]), int(told["layout"]), {str(k): str(v) for k, v in told["files"].items()})
        number = int(told["format"])
    except (TypeError, KeyError, ValueError, AttributeError):
        raise ClaimsError(f"{source}: not a back-up of claims, or its manifest is damaged") from None
    if number > FORMAT or made.layout > latest():
        raise ClaimsError(f"{source}: a newer release of claims made it; upgrade the program")
    if FILE not in made.files:
        raise ClaimsError(f"{source}: the back-up holds no {FILE}")
    for name in made.files:
        path = PurePosixPath(name)
        known = name in (FILE, "verdicts.jsonl", WEIGHTS) or (path.parts[0] == "archive" and name.endswith(".warc.gz"))
        if not known or path.is_absolute() or ".." in path.parts:
            raise ClaimsError(f"{source}: holds {name!r}, which no back-up of claims does")
    return made


def _unpack(source: Path, tar: tarfile.TarFile, name: str, target: Path, digest: str) -> None:
    try:
        file = tar.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise ClaimsError(f"{source}: {name} is named in the manifest and missing; the file is cut off")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as new:
        while chunk := file.read(1 << 22):
            new.write(chunk)
    sync(target)
    if sha256(target) != digest:
        raise ClaimsError(f"{source}: {name} is damaged; take an older back-up")
