"""What two texts tell of one thing in different words, brought to one word before they are held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from claims.judge.naming import named
from claims.languages import concept
from claims.languages.gazetteer import places
from claims.match.keys import COUNT, NATIONALITY, events_meet, is_kind_of, key_of, place_relation
from claims.match.skeleton import name_skeleton
from claims.match.weights import weights
from claims.model import Claim

AROUND = 200
"""Letters at the head of a text in which both name a place."""
MONEY = "money"


def same_measure(a: Sequence[Claim], b: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Shares as percentages where one of two texts tells of them so: one in four is 25 percent."""
    mixed = {claim.dimension for claim in (*a, *b)} >= {"ratio", "percent"}
    first, second = ([_percent(claim) for claim in told] if mixed else list(told) for told in (a, b))
    return first, second


def one_word(told: Iterable[Claim]) -> list[Claim]:
    """By the first of the concepts that another language has one word for: «صاروخ» is a rocket and a missile."""
    return [_first_word(claim) for claim in told]


def one_account(x: Claim, y: Claim) -> Claim:
    """y as x tells of it, where their words for what happens, or for what a sum is, mean one thing.

    >>> freed = Claim(0, 1, "12", 12, 12, concept="miner", event="released", place_id="ZW")
    >>> one_account(Claim(0, 1, "12", 12, 12, concept="miner", event="rescued", place_id="ZW"), freed).event
    'rescued'
    """
    if x.dimension != y.dimension or not x.event or not y.event or place_relation(x.place_id, y.place_id) == "differs":
        return y
    if x.dimension == COUNT:
        return _one_event(x, y)
    if x.event == y.event and x.concept != y.concept and _is_bare(y):
        return replace(y, concept=x.concept)
    return y


def same_day(x: Claim, y: Claim, published_a: date | None, published_b: date | None) -> tuple[Claim, Claim]:
    """Without publication dates a relative time of one side says nothing of the other."""
    if published_a is None and published_b is None and (x.time_end is None) != (y.time_end is None):
        empty = {"time_start": None, "time_end": None}
        return replace(x, **empty), replace(y, **empty)  # type: ignore[arg-type]
    return x, y


def same_name(x: Claim, y: Claim) -> Claim:
    """Two places that one script writes alike are one where texts of two languages name them: «عمان» is Amman and Oman."""
    differ = place_relation(x.place_id, y.place_id) == "differs"
    if differ and x.place and y.place and name_skeleton(x.place) == name_skeleton(y.place):
        return replace(y, place=x.place, place_id=x.place_id)
    return y


def one_company(claim: Claim, other: Claim) -> Claim:
    """Passengers who died are the dead, where the other text tells of no kind of people."""
    a, b = key_of(claim), key_of(other)
    if a.thing != b.thing or a.category not in weights().company or b.category or b.qualifiers or a.thing != "death":
        return claim
    return replace(claim, qualifiers=tuple(kind for kind in claim.qualifiers if kind != a.category))


def seat_of_government(x: Claim, y: Claim) -> Claim:
    """Of a sum or a rate a capital stands for its country: the government in Accra owes what Ghana owes."""
    first, second = places().get(x.place_id or ""), places().get(y.place_id or "")
    if x.dimension == COUNT or first is None or second is None or first.country != second.country:
        return y
    if {first.kind, second.kind} != {"capital", "country"}:
        return y
    return replace(y, place=x.place, place_id=x.place_id)


def own_people(claim: Claim, other: Claim) -> Claim:
    """Malian soldiers killed in Mali are soldiers, where the other text does not say whose."""
    place = places().get(claim.place_id or "")
    own = f"{NATIONALITY}{place.country}" if place is not None else ""
    if own not in claim.qualifiers or any(kind.startswith(NATIONALITY) for kind in other.qualifiers):
        return claim
    return replace(claim, qualifiers=tuple(kind for kind in claim.qualifiers if kind != own))


def named_by_both(
    x: Claim, y: Claim, told: tuple[Sequence[Claim], Sequence[Claim]], texts: tuple[tuple[str, str], tuple[str, str]]
) -> Claim:
    """Of two places that both texts name, which one a text's only number of a thing is of is chance: a Saudi grant to Yemen."""
    if place_relation(x.place_id, y.place_id) != "differs" or _others_like(x, told[0]) or _others_like(y, told[1]):
        return y
    in_a, in_b = (dict(named(text[:AROUND], lang).places) for text, lang in texts)
    return replace(y, place=x.place, place_id=x.place_id) if y.place_id in in_a and x.place_id in in_b else y


def _percent(claim: Claim) -> Claim:
    if claim.dimension != "ratio":
        return claim
    low, high = (100 * end if end is not None else None for end in (claim.low, claim.high))
    return replace(claim, dimension="percent", unit="percent", low=low, high=high)


def _first_word(claim: Claim) -> Claim:
    for group in weights().one_word:
        if {claim.concept, *claim.qualifiers} & set(group):
            first = group[0] if claim.concept in group else claim.concept
            kinds = tuple(group[0] if kind in group else kind for kind in claim.qualifiers)
            claim = replace(claim, concept=first, qualifiers=kinds)
    return claim


def _one_event(x: Claim, y: Claim) -> Claim:
    """Of those counted alike, to whom the same happens by other words: fishermen seized and kidnapped."""
    a, b = key_of(x), key_of(y)
    if a.thing == b.thing or a.event == b.event or not events_meet(a.event, b.event):
        return y
    people_a, people_b = a.category or a.thing, b.category or b.thing
    if people_a != people_b and not is_kind_of(people_a, people_b) and not is_kind_of(people_b, people_a):
        return y
    told = replace(y, event=x.event)
    if b.category:  # of prisoners who fled, those displaced are counted
        kinds = tuple(kind for kind in y.qualifiers if kind != people_b)
        told = replace(told, concept=people_b, qualifiers=kinds)
    return told if key_of(told).thing == a.thing else y


def _is_bare(claim: Claim) -> bool:
    """Whether no more is told of what is measured than how: a sum, an area of fires."""
    known = concept(claim.concept)
    return known is None or claim.concept in (MONEY, claim.dimension) or known.cls == "event"


def _others_like(claim: Claim, told: Sequence[Claim]) -> bool:
    return any(
        one is not claim and key_of(one).thing == key_of(claim).thing for one in told if one.start != claim.start
    )
