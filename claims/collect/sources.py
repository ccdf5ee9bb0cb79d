"""sources.yaml → Source entries; a mistake gives one line with file, line number and fix."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import soupsieve
import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    ValidationError,
    model_validator,
)

from claims.errors import ConfigError

MAX_FILE_BYTES = 2_000_000


def _web_address(value: str) -> str:
    HttpUrl(value)
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError):  # pydantic knows ValueError alone
        raise ValueError("no such time zone") from None
    return value


def _selector(value: str) -> str:
    try:
        soupsieve.compile(value)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"not a CSS selector: {str(error).splitlines()[0]}") from None
    return value


WebAddress = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_web_address)]
Selector = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_selector)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)


class IndexPage(_Strict):
    """A page that lists articles: its address and the CSS selector of the links."""

    url: WebAddress
    links: Selector
    next: Selector | None = None
    """Of the link to the next page of the list."""


class Selectors(_Strict):
    """CSS selectors for a source whose pages the reader gets wrong by itself."""

    text: Selector | None = None
    title: Selector | None = None
    published: Selector | None = None
    remove: Selector | None = None


class Source(_Strict):
    """One outlet. docs/add-a-source.md explains each field."""

    name: Name
    outlet: str = Field(min_length=1, max_length=200)
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    feeds: tuple[WebAddress, ...] = ()
    sitemaps: tuple[WebAddress, ...] = ()
    index: tuple[IndexPage, ...] = ()
    selectors: Selectors = Selectors()
    date_format: str | None = None
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    delay: float = Field(1.0, ge=0, le=300)
    max_articles: int = Field(100, ge=1, le=10_000)
    max_age_days: int = Field(30, ge=1, le=36_500)
    since: date | None = Field(None, alias="from")
    until: date | None = None
    feed_only: bool = False
    revisit_days: int = Field(2, ge=0, le=365)
    headers: dict[str, str] = {}
    allow_private: bool = False
    enabled: bool = True

    @model_validator(mode="after")
    def _in_order(self) -> Source:
        if self.since and self.until and self.since > self.until:
            raise ValueError("`from` is after `until`")
        if self.feed_only and not self.feeds:
            raise ValueError("`feed_only` needs `feeds`")
        return self

    def within(self, since: date | None, until: date | None) -> Source:
        """The source with its window narrowed to that of a run."""
        starts = [day for day in (self.since, since) if day]
        ends = [day for day in (self.until, until) if day]
        return self.model_copy(update={"since": max(starts, default=None), "until": min(ends, default=None)})

    @property
    def has_window(self) -> bool:
        """Whether the articles of some days alone are wanted."""
        return self.since is not None or self.until is not None

    def outside(self, moment: datetime | None) -> bool:
        """Whether a time lies outside the window, by the days of the source's zone; no time does."""
        if moment is None or not self.has_window:
            return False
        day = moment.astimezone(self.zone).date()
        return bool((self.since and day < self.since) or (self.until and day > self.until))

    @property
    def zone(self) -> tzinfo:
        """What times without an offset are in."""
        return ZoneInfo(self.timezone) if self.timezone else UTC

    @property
    def listings(self) -> tuple[str, ...]:
        """The addresses of all that it is read from."""
        return (*self.feeds, *self.sitemaps, *(index.url for index in self.index))

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of its listings, with their ports."""
        return frozenset(urlsplit(url).netloc.lower() for url in self.listings)


def by_host(sources: Sequence[Source], groups: int) -> list[list[Source]]:
    """Sources in at most so many groups of about one size; those that share a host stand in one group, which keeps the host's pace."""
    clusters: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        hosts, together = set(source.hosts), [source]
        for known in [cluster for cluster in clusters if cluster[0] & hosts]:
            clusters.remove(known)
            hosts |= known[0]
            together = known[1] + together
        clusters.append((hosts, together))
    found: list[list[Source]] = [[] for _ in range(groups)]
    for _, together in sorted(clusters, key=lambda cluster: -len(cluster[1])):
        min(found, key=len).extend(together)
    return [group for group in found if group]


def load_sources(path: Path, only: Collection[str] = ()) -> list[Source]:
    """The enabled sources of a file, in its order; `only` keeps those of these names.

    Raises:
        ConfigError: the file can't be read, is no valid YAML, or an entry is wrong.
    """
    root = _root(path)
    entries = _entries(path, root)
    sources = [_source(path, node) for node in entries]
    _refuse_doubles(path, entries, sources)
    unknown = sorted(set(only) - {source.name for source in sources})
    if unknown:
        raise ConfigError(path, None, f"no source is named {', '.join(unknown)}", "`claims sources` lists the names")
    chosen = [source for source in sources if source.name in only] if only else [s for s in sources if s.enabled]
    if not chosen:
        raise ConfigError(path, None, "no source is enabled", "add an entry below `sources:`, see docs/add-a-source.md")
    return chosen


def _root(path: Path) -> yaml.Node | None:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ConfigError(path, None, f"larger than {MAX_FILE_BYTES} bytes", "this is no list of sources")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(path, None, "no such file", "name one with --sources") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, None, f"can't be read ({error})", "save it as UTF-8 text") from None
    try:
        for event in yaml.parse(text, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):  # a few nested aliases can stand for billions of entries
                line = event.start_mark.line + 1 if event.start_mark else None
                raise ConfigError(path, line, "YAML aliases are not allowed", "write the value out")
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "can't be parsed"
        raise ConfigError(
            path, mark.line + 1 if mark else None, f"not valid YAML: {problem}", "check the indentation"
        ) from None


def _entries(path: Path, root: yaml.Node | None) -> list[yaml.MappingNode]:
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError(path, 1, "no list of sources", "begin with `sources:` and a list below it")
    found: list[yaml.MappingNode] | None = None
    for key, value in root.value:
        if key.value != "sources":
            raise ConfigError(path, key.start_mark.line + 1, f"unknown key `{key.value}`", "the only one is `sources`")
        if isinstance(value, yaml.ScalarNode) and value.value == "":
            return []
        if not isinstance(value, yaml.SequenceNode):
            raise ConfigError(
                path, value.start_mark.line + 1, "`sources` is not a list", "begin each entry with `- name:`"
            )
        found = value.value
    if found is None:
        raise ConfigError(path, 1, "no list of sources", "begin with `sources:` and a list below it")
    for node in found:
        if not isinstance(node, yaml.MappingNode):
            raise ConfigError(path, node.start_mark.line + 1, "not an entry", "begin it with `- name:`")
    return found


def _source(path: Path, node: yaml.MappingNode) -> Source:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ConfigError(path, key.start_mark.line + 1, "a key that is no word", "write `key: value`")
        if key.value in seen:
            raise ConfigError(path, key.start_mark.line + 1, f"`{key.value}` is given twice", "keep one")
        seen.add(key.value)
    try:
        value = yaml.SafeLoader("").construct_document(node)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        mark = getattr(error, "problem_mark", None) or node.start_mark
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        raise ConfigError(path, mark.line + 1, f"can't be read: {problem}", "write plain values") from None
    try:
        return Source.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(path, _line(node, first["loc"]), *_explained(first)) from None


def _line(node: yaml.Node, loc: Sequence[int | str]) -> int:
    """The line of the innermost node that the location of an error reaches."""
    line = node.start_mark.line + 1
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _explained(error: Any) -> tuple[str, str]:
    """(problem, fix) of a validation error, in plain words."""
    where = ".".join(str(step) for step in error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(field.alias or name for name, field in Source.model_fields.items())
        return f"unknown key `{where}`", f"the keys are {known}" if len(
            error["loc"]
        ) == 1 else "see docs/add-a-source.md"
    if error["type"] == "missing":
        return f"`{where}` is missing", "add it"
    if not where:
        return error["msg"].removeprefix("Value error, "), "see docs/add-a-source.md"
    given = repr(error.get("input"))[:60]
    fixes = {
        "name": "use lower-case letters, digits and hyphens",
        "lang": "use an ISO 639-1 code such as en or ar",
        "country": "use an ISO 3166 code such as IQ",
        "timezone": "use an IANA name such as Asia/Baghdad",
    }
    field = str(error["loc"][0])
    if isinstance(error.get("input"), bool) and error["type"] == "string_type":
        return f"`{where}` is read as {given}, not as text", "YAML takes no, off, yes and on for that: put it in quotes"
    if field in ("feeds", "sitemaps", "index") and "url" in str(error["type"]):
        return f"`{where}` is not a web address: {given}", "write it whole, with https://"
    return f"`{where}` is wrong ({given}): {error['msg']}", fixes.get(field, "see docs/add-a-source.md")


def _refuse_doubles(path: Path, entries: Sequence[yaml.MappingNode], sources: Sequence[Source]) -> None:
    first_line: dict[str, int] = {}
    for node, source in zip(entries, sources, strict=True):
        line = _line(node, ("name",))
        if source.name in first_line:
            raise ConfigError(
                path, line, f"the name `{source.name}` is taken by line {first_line[source.name]}", "rename one"
            )
        first_line[source.name] = line
        if not (source.feeds or source.sitemaps or source.index):
            raise ConfigError(path, line, f"`{source.name}` has nothing to read", "give it feeds, sitemaps or index")
