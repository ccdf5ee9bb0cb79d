"""Canonical keys: what a claim counts, of which people or things, where, in which measure. Shared by all languages.

Two claims can be the same quantity only when their keys allow it; the key holds no value and, but for the scope, no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from claims.languages import concept as concept_of
from claims.languages import event as event_of
from claims.languages.gazetteer import lies_in, people_adjective
from claims.languages.lexicon import plural
from claims.match.skeleton import name_skeleton
from claims.match.weights import weights
from claims.model import Claim, Modality

PRESENT = "present"
COUNT = "count"
NATIONALITY = "nationality:"
PART = "part"
OF_PEOPLE = frozenset({"count", "percent", "ratio"})
"""Dimensions in which those to whom something happened are counted; "a 9-year-old was injured" counts none."""
FOREIGN = "foreign"
"""A nationality that is not the place's own."""


@dataclass(frozen=True, slots=True)
class Key:
    """The parts of a canonical key; an empty string is "not known" for thing, event and place, "all" for category."""

    thing: str
    event: str
    category: str
    qualifiers: tuple[str, ...]
    measure: str
    place: str
    scope: str
    moves: str

    @property
    def text(self) -> str:
        """One line, for equi-joins and ids."""
        return "|".join(
            (self.thing, self.event, self.category, ",".join(self.qualifiers), self.measure, self.place, self.scope)
        )

    @property
    def family(self) -> str:
        """The key without category and qualifiers: a whole and its parts share it."""
        return "|".join((self.thing, self.event, self.measure, self.place, self.scope))


def key_of(claim: Claim) -> Key:
    """The canonical key of a claim.

    >>> from claims.model import Claim
    >>> killed = Claim(0, 1, "5", 5, 5, concept="troops", event="killed", place="Aleppo", place_id="170063")
    >>> key_of(killed).text
    'death|killed|troops||count|170063|'
    """
    return make_key(
        claim.concept,
        claim.event,
        claim.qualifiers,
        claim.unit,
        claim.dimension,
        claim.place,
        claim.place_id,
        claim.time_start,
        claim.time_end,
        str(claim.modality),
        claim.part_of is not None,
    )


@lru_cache(maxsize=65536)
def make_key(
    concept: str | None,
    event: str | None,
    qualifiers: tuple[str, ...],
    unit: str | None,
    dimension: str,
    place: str | None,
    place_id: str | None,
    time_start: date | None,
    time_end: date | None,
    modality: str,
    part: bool = False,
) -> Key:
    """The key of a claim's fields, as stored; `part` says that it counts a part of another claim."""
    told = event_of(event)
    harms = told is not None and told.concept is not None and dimension not in OF_PEOPLE
    thing, happening, category = _thing(concept, None if harms else event)
    kinds = set(qualifiers) - {category, thing} - weights().general
    if not category:  # "10 killed among the fighters" and "10 fighters killed" are of one kind
        category = min((kind for kind in kinds if _is_people(kind)), default="")
        kinds.discard(category)
    known_event, known = event_of(happening), concept_of(thing)
    won = known_event is not None and known_event.share is not None  # seats won of all seats are counted for themselves
    if part and not category and not kinds and not won:
        kinds = {PART}  # "41 of them tankers": some kind that has no name here, and not the whole
    if not happening and known is not None and known.cls == "person" and known.moves == "level" and dimension == COUNT:
        happening = PRESENT  # "2,500 US soldiers in Iraq": they are there, as far as such a phrase says anything
    moves = (known_event and known_event.moves) or (known.moves if known else "one_off")
    if dimension == COUNT:
        measure = COUNT if known else f"{COUNT}:{(unit or '').casefold()}"
    else:
        measure = f"{dimension}:{unit or ''}" if dimension in ("money", "percent") else dimension
    spot = place_id or ("~" + name_skeleton(place) if place else "")
    return Key(
        thing,
        happening,
        category,
        tuple(sorted(kinds)),
        measure,
        spot,
        _scope(modality, time_start, time_end),
        moves or "one_off",
    )


def _is_people(kind: str) -> bool:
    known = concept_of(kind)
    return known is not None and known.cls in ("person", "group") and kind not in weights().general


def _thing(concept: str | None, event: str | None) -> tuple[str, str, str]:
    """(what is counted, what happens, which kind of people): "5 soldiers killed" counts deaths, of troops."""
    known, happens = concept_of(concept), event_of(event)
    if known is None:
        if happens is not None and happens.concept and not concept:
            return happens.concept, happens.id, ""
        return (concept or "").casefold(), happens.id if happens else "", ""
    harmed = concept_of(happens.concept) if happens and happens.concept else None
    if happens is not None and happens.concept and known.cls in ("person", "harm", "group"):
        same = known.id == happens.concept or known.id in weights().general or (harmed and known.cls == "harm")
        return happens.concept, happens.id, "" if same else known.id
    if happens is not None and happens.doer and known.id in weights().general:
        return happens.doer, happens.id, ""  # people who march are protesters
    name = happens.id if happens else known.event or ""
    if known.event and any({name, known.event} <= set(group) for group in weights().same_event):
        name = known.event
    return known.id, name, ""


def _scope(modality: str, start: date | None, end: date | None) -> str:
    if modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        return "planned"
    if start is not None and (end is None or end - start > timedelta(days=weights().period_days)):
        return f"since {start:%Y-%m}"
    return ""


def opposite(a: str | None, b: str | None) -> bool:
    """Whether two events exclude each other."""
    first, second = event_of(a), event_of(b)
    return bool(first and second and (first.opposite == second.id or second.opposite == first.id))


def events_meet(a: str, b: str) -> bool:
    """Whether what happens to two counted things may be one: equal, words for each other, a mere trend, or not known of one."""
    if not a or not b or a == b:
        return True
    if any({a, b} <= set(group) for group in weights().same_event):
        return True
    return any(known is not None and known.trend for known in (event_of(a), event_of(b)))


def units_meet(a: str | None, b: str | None) -> bool:
    """Whether two units may be one: "dinar" is any country's dinar, and so is a currency that its name alone was taken for."""
    if a == b or not a or not b:
        return True
    plain = weights().plain_currencies
    return any(
        bare in (whole.rpartition(" ")[2], *plain.get(whole, ()))
        or set(plain.get(bare, ())) & {whole.rpartition(" ")[2]}
        for bare, whole in ((a, b), (b, a))
    )


def contains(whole: Key, part: Key) -> bool:
    """Whether the one counts more kinds of people or things than the other, all else being equal.

    >>> everyone = Key("death", "killed", "", (), "count", "IQ", "", "running_total")
    >>> soldiers = Key("death", "killed", "troops", (), "count", "IQ", "", "running_total")
    >>> contains(everyone, soldiers), contains(soldiers, everyone)
    (True, False)
    """
    if whole.category != part.category and whole.category and not is_kind_of(part.category, whole.category):
        return False
    if whole.thing != part.thing and not is_kind_of(part.thing, whole.thing):
        return False
    rest = set(part.qualifiers)
    for qualifier in whole.qualifiers:
        if qualifier not in rest and not (qualifier == FOREIGN and any(q.startswith(NATIONALITY) for q in rest)):
            return False
    return (whole.thing, whole.category, whole.qualifiers) != (part.thing, part.category, part.qualifiers)


def _is_person(concept: str) -> bool:
    known = concept_of(concept)
    return known is not None and known.cls == "person"


def is_kind_of(narrow: str, wide: str) -> bool:
    """Whether all that the one concept counts is counted by the other too: girls are children, sheep are animals.

    >>> is_kind_of("girl", "child"), is_kind_of("child", "girl"), is_kind_of("girl", "person")
    (True, False, True)
    """
    if wide in weights().general and wide != narrow and _is_person(narrow) and _is_person(wide):
        return True
    wider = weights().kinds.get(narrow, ())
    return wide in wider or any(is_kind_of(one, wide) for one in wider)


def place_relation(a: str | None, b: str | None) -> str:
    """`equal`, `a_contains`, `b_contains`, `differs` or `missing`, by place ids.

    >>> place_relation("IQ", "IQ"), place_relation("IQ", "SY"), place_relation(None, "SY")
    ('equal', 'differs', 'missing')
    """
    if not a or not b:
        return "missing"
    first, second = set(a.split(",")), set(b.split(","))
    if first == second:
        return "equal"
    if all(lies_in(one, first) for one in second):
        return "a_contains"
    if all(lies_in(one, second) for one in first):
        return "b_contains"
    return "differs"


def label(key: Key, unit: str | None, place: str | None, subject: str | None) -> str:
    """A short English phrase for a cluster: `people killed in Aleppo`, `US troops in Iraq`."""
    known, happens = concept_of(key.category or key.thing), event_of(key.event)
    if known is None:
        words = (subject or key.thing or unit or key.measure.partition(":")[2] or key.measure).strip()
    else:
        noun = "people" if known.cls == "harm" and happens else known.plural
        if known.cls in ("money", "measure"):
            noun = known.id.replace("_", " ")
        peoples = [people_adjective(q.removeprefix(NATIONALITY)) for q in key.qualifiers if q.startswith(NATIONALITY)]
        others = [q.replace("_", " ") for q in key.qualifiers if not q.startswith(NATIONALITY) and q != PART]
        narrowed = [*peoples, *(other for other in others if other not in noun.split())]
        words = " ".join([*narrowed, noun])
    if (
        happens is not None
        and key.event != PRESENT
        and known is not None
        and known.cls not in ("event", "money", "measure")
        and not words.startswith(f"{happens.past} ")
    ):
        words += f" {happens.past}"
    if place and not words.endswith(f" in {place}"):
        words += f" in {place}"
    if notes := [note for note in (PART if PART in key.qualifiers else "", key.scope) if note]:
        words += f" ({', '.join(notes)})"
    return words[:120]


__all__ = ["Key", "contains", "key_of", "label", "make_key", "opposite", "place_relation", "plural"]
