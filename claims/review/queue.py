"""Which findings a person sees, and in which order: one question to the snapshot, whatever the number of findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

import duckdb

from claims.report.facts import GRAVE, KINDS
from claims.report.sentences import NEW_BONUS
from claims.store.verdicts import STATUSES

PAGE = 25
MAX_CHOICES = 200
"""Outlets and places that a filter offers."""
STATES = (*STATUSES, "all")
ORDERS = {
    "rank": f"grave DESC, CASE WHEN grave THEN severity + {NEW_BONUS} * CAST(is_new AS INT) END DESC NULLS LAST, rung, severity DESC",
    "new": "first_seen_at DESC, grave DESC, severity DESC",
    "severity": "severity DESC",
}
"""By rank, what accuses somebody comes before what is only told or could not be judged, as at the top of a report."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to; empty = all."""

    status: str = "open"
    kind: str = ""
    lang: str = ""
    outlet: str = ""
    place: str = ""
    label: str = ""
    q: str = ""
    new: str = ""
    sort: str = "rank"
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Those of an address; what is not known is passed over."""
        given: dict[str, Any] = {field.name: query.get(field.name, "").strip()[:200] for field in fields(cls)}
        page = given.pop("page")
        made = replace(cls(), **{name: value for name, value in given.items() if value})
        return replace(
            made,
            status=made.status if made.status in STATES else "open",
            kind=made.kind if made.kind in KINDS else "",
            sort=made.sort if made.sort in ORDERS else "rank",
            new="1" if made.new else "",
            page=max(1, min(int(page), 100_000)) if page.isdecimal() and len(page) < 7 else 1,
        )

    def address(self, finding: str = "", **changed: str | int) -> str:
        """The queue's address with these filters, on a finding."""
        mine = replace(self, **changed)  # type: ignore[arg-type]
        usual = asdict(Filters())
        told = {name: value for name, value in asdict(mine).items() if value != usual[name]}
        return "/?" + urlencode(told | ({"finding": finding} if finding else {}))

    @property
    def narrowed(self) -> bool:
        return replace(self, page=1, sort="rank", status="open") != Filters()


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue, and what the filters offer."""

    ids: tuple[str, ...]
    found: int
    """Findings that the filters leave."""
    page: int
    statuses: dict[str, int]
    kinds: dict[str, int]
    langs: tuple[str, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]
    labels: dict[str, int]

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PAGE))


_TOLD = f"""WITH last AS (SELECT max(started_at) AS began FROM runs), told AS (
    SELECT f.finding_id, f.kind, f.status, f.severity, f.first_seen_at, f.labels, f.note, f.explanation, coalesce(k.label, '') AS label,
        f.kind IN {GRAVE} AS grave, list_position({list(KINDS)}, f.kind) AS rung, f.first_seen_at >= (SELECT began FROM last) AS is_new,
        a.outlet AS outlet_a, b.outlet AS outlet_b, a.lang AS lang_a, b.lang AS lang_b, coalesce(a.place, b.place, '') AS place,
        a.sentence AS sentence_a, b.sentence AS sentence_b, a.title AS title_a, b.title AS title_b
    FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
    LEFT JOIN store.clusters k ON k.cluster_id = f.cluster_id)"""  # noqa: S608 - names of our own
_WHERE = """($status = 'all' OR status = $status) AND ($kind = '' OR kind = $kind) AND ($lang = '' OR $lang IN (lang_a, lang_b))
    AND ($outlet = '' OR $outlet IN (outlet_a, outlet_b)) AND ($place = '' OR place = $place) AND ($label = '' OR list_contains(labels, $label))
    AND ($new = '' OR is_new) AND ($q = '' OR finding_id = $q OR contains(lower(concat_ws(' ', label, place, outlet_a, outlet_b, sentence_a,
    sentence_b, title_a, title_b, explanation, note)), lower($q)))"""


def load(con: duckdb.DuckDBPyConnection, filters: Filters) -> Queue:
    """The page of the queue that the filters ask for."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE queue AS {_TOLD} FROM told")
    values: dict[str, Any] = {name: value for name, value in asdict(filters).items() if name not in ("sort", "page")}
    found = int(con.execute(f"SELECT count(*) FROM queue WHERE {_WHERE}", values).fetchall()[0][0])  # noqa: S608
    page = min(filters.page, max(1, -(-found // PAGE)))
    ids = con.execute(
        f"SELECT finding_id FROM queue WHERE {_WHERE} ORDER BY {ORDERS[filters.sort]}, finding_id LIMIT {PAGE} OFFSET {(page - 1) * PAGE}",  # noqa: S608
        values,
    ).fetchall()

    def counts(of: str) -> dict[str, int]:
        sql = f"SELECT name, count(*) FROM (SELECT {of} AS name FROM queue) GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT {MAX_CHOICES}"  # noqa: S608
        rows = con.execute(sql)
        return {name: number for name, number in rows.fetchall() if name}

    return Queue(
        ids=tuple(row[0] for row in ids),
        found=found,
        page=page,
        statuses={name: counts("status").get(name, 0) for name in STATUSES},
        kinds=counts("kind"),
        langs=tuple(sorted(counts("unnest([lang_a, lang_b])"))),
        outlets=tuple(sorted(counts("unnest([outlet_a, outlet_b])"), key=str.casefold)),
        places=tuple(sorted(counts("place"), key=str.casefold)),
        labels=counts("unnest(labels)"),
    )
