"""Two passages that a person holds side by side: how likely do two of their claims tell of one happening?"""

from __future__ import annotations

import math
from datetime import date, timedelta

from claims.judge.evidence import wording
from claims.judge.happening import Telling, causes
from claims.judge.logistic import Evidence, probability
from claims.judge.naming import TOTAL, Named, named
from claims.judge.rivals import Passage
from claims.languages.gazetteer import WIDE, places
from claims.match.keys import PRESENT, Key, key_of, place_relation
from claims.match.skeleton import name_skeleton
from claims.match.story import alike, features, gist, likeness, weight
from claims.model import Claim

LEAD = 4000
"""Letters of a passage that show what it tells of."""
SENTENCE = 600
DETAILS = 25.0
"""Weight of the words that tell a happening from all others: about six rare ones."""
LASTING = timedelta(days=2)
"""Days between which an undated telling may lie and still be of one day."""
RISEN = 0.6
RISING = timedelta(days=7)
"""Days within which a toll that is told to have risen rose from what another report gives."""

MODEL = "side_by_side"


def one_happening(a: Passage, b: Passage, published: tuple[date | None, date | None]) -> float:
    """0 to 1, by the fitted weights of side_by_side.yaml; at least `RISEN` where the one tells that the other's total rose."""
    pieces = evidence(a, b, published)
    likely = probability(MODEL, pieces)
    return round(max(likely, RISEN) if _is_risen(a.claim, b.claim, pieces, published) else likely, 3)


def _is_risen(a: Claim, b: Claim, pieces: Evidence, published: tuple[date | None, date | None]) -> bool:
    """Whether the one tells that a toll rose above what the other gives, of one cause, or since one beginning, in one place."""
    days = published[0] is None or published[1] is None or abs(published[0] - published[1]) <= RISING
    told = pieces["harm"] and (pieces["same_cause"] or pieces["both_totals"]) and (_rose(a, b) or _rose(b, a))
    placed = pieces["same_town"] or pieces["same_country"] or pieces["place_named"]
    return bool(days and told and placed and not pieces["other_weekday"])


def evidence(a: Passage, b: Passage, published: tuple[date | None, date | None]) -> Evidence:
    """The named pieces of evidence, each 0 to 1."""
    first, second = a.claim, b.claim
    keys = key_of(first), key_of(second)
    pieces = {"bias": 1.0, "two_languages": float(a.lang != b.lang)}
    names = named(a.text[:LEAD], a.lang), named(b.text[:LEAD], b.lang)
    pieces |= (
        _times(first, second, published)
        | _places(first, second, keys)
        | _named(first, second, names)
        | _told(keys)
        | {"far_values": _gap(first, second)}
        | _texts(a, b)
    )
    happening = 1.0 - pieces["state"]
    return pieces | {
        "undated_happening": pieces["undated"] * happening,
        "same_day_town": pieces["same_day"] * pieces["same_town"],
    }


def _times(a: Claim, b: Claim, published: tuple[date | None, date | None]) -> dict[str, float]:
    days = [(claim.time_start, claim.time_end) for claim in (a, b)]
    named = [start is not None and start == end for start, end in days]
    gap = abs(published[0] - published[1]) if published[0] and published[1] else None
    return {
        "same_day": float(all(named) and days[0] == days[1]),
        "same_period": float(days[0] == days[1] and days[0][0] is not None and not named[0]),
        "one_dated": float(any(named) and not all(named)),
        "undated": float(not any(any(day) for day in days)),
        "published_together": float(gap is not None and gap < LASTING),
        "published_apart": min(gap.days / 30, 1.0) if gap is not None else 0.0,
    }


def _places(a: Claim, b: Claim, keys: tuple[Key, Key]) -> dict[str, float]:
    known = places().get(a.place_id or "")
    same = place_relation(a.place_id, b.place_id) == "equal" or bool(keys[0].place and keys[0].place == keys[1].place)
    wide = known is not None and known.kind in WIDE
    return {
        "same_town": float(same and not wide),
        "same_country": float(same and wide),
        "place_of_one": float(bool(keys[0].place) != bool(keys[1].place)),
        "no_place": float(not keys[0].place and not keys[1].place),
    }


def _named(a: Claim, b: Claim, names: tuple[Named, Named]) -> dict[str, float]:
    """What the texts name, whatever the claims were found to be of."""
    first, second = names
    told = [
        claim.place and not other.place and _names(named, claim.place)
        for claim, other, named in ((a, b, second), (b, a, first))
    ]
    words = {name.casefold() for name in first.names} & {name.casefold() for name in second.names}
    return {
        "place_named": float(any(told)),
        "names_shared": min(len(words), 2) / 2,
        "both_totals": float(TOTAL in first.kinds and TOTAL in second.kinds),
        "same_date": float(bool(first.days & second.days)),
        "same_weekday": float(bool(first.weekdays & second.weekdays)),
        "other_weekday": float(bool(first.weekdays and second.weekdays) and not first.weekdays & second.weekdays),
    }


def _names(named: Named, place: str) -> bool:
    """Whether all words of a place's name stand in a text, in any script."""
    words = name_skeleton(place).split()
    return bool(words) and named.skeletons.issuperset(words)


def _told(keys: tuple[Key, Key]) -> dict[str, float]:
    a, b = keys
    return {
        "harm": float(a.thing in ("death", "injury", "missing") and a.thing == b.thing),
        "level": float(a.moves == b.moves == "level"),
        "running_total": float(a.moves == b.moves == "running_total"),
        "same_category": float(bool(a.category) and a.category == b.category),
        "same_qualifiers": float(bool(a.qualifiers) and a.qualifiers == b.qualifiers),
        "same_scope": float(bool(a.scope) and a.scope == b.scope),
        "event_of_one": float(bool(a.event) != bool(b.event)),
        "same_event": float(bool(a.event) and a.event == b.event),
        "state": float(_is_state(a) and _is_state(b)),
    }


def _gap(a: Claim, b: Claim) -> float:
    """How far two values lie apart: 1 where the one is a hundred times the other."""
    low, high = sorted(abs(claim.low if claim.low is not None else claim.high or 0.0) for claim in (a, b))
    return min(math.log10(high / low) / 2, 1.0) if low else 0.0


def _rose(later: Claim, earlier: Claim) -> bool:
    """Whether the one is told to have risen to a value above the other's."""
    return later.change == "up" and (later.low or 0.0) > (earlier.high or math.inf)


def _is_state(key: Key) -> bool:
    """Whether something is counted that lasts, and nothing happens to it: the rooms of a hotel."""
    return key.moves == "level" or key.event in ("", PRESENT)


def _texts(a: Passage, b: Passage) -> dict[str, float]:
    found = [causes(Telling(p.claim, p.lang, "", p.text, "")) for p in (a, b)]
    one_language = a.lang == b.lang
    gists = [gist(p.text[:LEAD], p.lang) for p in (a, b)]
    said = [gist(p.claim.sentence[:SENTENCE], p.lang) for p in (a, b)]
    kind = "words" if one_language else "bridge"
    first, second = (getattr(one, kind) for one in gists)
    text, sentence = (likeness(getattr(x, kind), getattr(y, kind)) for x, y in (gists, said))
    shared = alike(features(a.text[:LEAD], a.lang), features(b.text[:LEAD], b.lang))
    suffix = "" if one_language else "_across"
    return {
        "same_cause": float(bool(found[0] & found[1])),
        "other_cause": float(bool(found[0] and found[1]) and not found[0] & found[1]),
        f"text{suffix}": text,
        f"sentence{suffix}": sentence,
        "wording": wording(a.claim, b.claim) if one_language else 0.0,
        f"shared{suffix}": min(shared, 1.0),
        f"details{suffix}": min(weight(first & second) / DETAILS, 1.0),
        f"other_details{suffix}": min(weight(first - second), weight(second - first), DETAILS) / DETAILS,
    }
