"""How well the extractor reads the labelled sentences: `python -m tests.quality.claims_score [en|ar|…] [--show N] [--floors]`."""

from __future__ import annotations

import argparse
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from claims.extract import extract
from claims.languages import concept, event
from claims.languages.lexicon import plural
from claims.model import Claim, Extraction, Quantity
from tests.quality.labelled import Item, Label, Options, items, languages

Q = TypeVar("Q", bound=Quantity)

TOLERANCE = 1e-6
SUBJECT_OVERLAP = 0.66
WHOLE = ("subject", "place", "time", "modality", "attribution")
"""The fields that have to be right together."""
PREPOSITIONS = frozenset(
    """in on at of by for from to with without among between against over under across around near since during after before who that
    which worth per as into within about than aged""".split()  # noqa: SIM905
)
FUNCTION_WORDS = PREPOSITIONS | {
    "a",
    "an",
    "the",
    "and",
    "or",
    "their",
    "its",
    "they",
    "was",
    "were",
    "is",
    "are",
    "been",
    "be",
    "not",
}
PARTICIPLES = frozenset(
    """hurt sent held lost shot sold built left cut won born spent sunk stolen freed made paid bought drawn withdrawn found missing dead
    taken struck hit brought seen cast caught given laid""".split()  # noqa: SIM905
)
SINGULARS = {"people": "person", "children": "child", "men": "man", "women": "woman"}
SAME = {
    "troop": "soldier",
    "wounded": "injured",
    "hurt": "injured",
    "freed": "released",
    "house": "home",
    "dead": "killed",
}
"""Words that say the same of what is counted."""


@dataclass(slots=True)
class Score:
    """Counts of one language; shares are in per cent."""

    items: int = 0
    claims: int = 0
    quantities: tuple[int, int, int] = (0, 0, 0)
    """Right, labelled, extracted."""
    claims_found: tuple[int, int, int] = (0, 0, 0)
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Field → matched claims that have it right; `all five` where those of WHOLE are."""
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def figures(self) -> dict[str, float]:
        """Name of a figure → per cent."""
        found = {f"quantity {name}": value for name, value in _prf(*self.quantities).items()}
        found |= {f"claim {name}": value for name, value in _prf(*self.claims_found).items()}
        matched = max(self.claims_found[0], 1)
        return found | {name: 100 * self.right[name] / matched for name in (*FIELDS, "all five")}


def score(lang: str, given: Iterable[Item] | None = None) -> Score:
    """The score of one language."""
    total = Score()
    for item in items(lang) if given is None else given:
        _add(total, item, extract(item.text, lang=lang, published=item.published, title=item.title))
    return total


def _add(total: Score, item: Item, found: Extraction) -> None:
    told = {(claim.start, claim.end) for claim in found.claims}
    amounts: list[Quantity] = [*found.claims, *(q for q in found.quantities if (q.start, q.end) not in told)]
    unasked = [label for label in item.quantities if label.optional]
    amounts = [q for q in amounts if not any(_overlap(label, q) for label in unasked)]
    labels = [*item.claims, *(label for label in item.quantities if not label.optional)]
    total.items += 1
    total.claims += len(item.claims)

    quantities = _pair(labels, amounts, _same_quantity)
    total.quantities = _plus(total.quantities, len(quantities), len(labels), len(amounts))
    claims = _pair(item.claims, found.claims, _same_interval)
    total.claims_found = _plus(total.claims_found, len(claims), len(item.claims), len(found.claims))

    taken = set(quantities.values())
    for i, label in enumerate(labels):
        if i not in quantities:
            near = "; ".join(_amount(q) for q in amounts if _overlap(label, q)) or "nothing"
            total.errors["quantity missed"].append(f"{item.text}\n    label {_amount(label)}, found {near}")
    for k, quantity in enumerate(amounts):
        if k not in taken and not any(_overlap(label, quantity) for label in labels):
            total.errors["quantity too many"].append(f"{item.text}\n    found {_amount(quantity)}")
    for i, label in enumerate(item.claims):
        if i not in claims:
            near = "; ".join(_amount(claim) for claim in found.claims if _overlap(label, claim)) or "no claim"
            total.errors["claim missed"].append(f"{item.text}\n    label {_amount(label)}, found {near}")
    for k, claim in enumerate(found.claims):
        if k not in claims.values() and any(_overlap(label, claim) for label in item.quantities):
            total.errors["no claim"].append(f"{item.text}\n    found {_amount(claim)}")

    back = {k: i for i, k in claims.items()}
    for i, k in claims.items():
        label, claim = item.claims[i], found.claims[k]
        wrong = {name for name, right in FIELDS.items() if not right(label, claim)}
        if (None if claim.part_of is None else back.get(claim.part_of, -1)) != label.part_of:
            wrong.add("part_of")
        for name in FIELDS:
            total.right[name] += name not in wrong
            if name in wrong:
                total.errors[name].append(
                    f"{item.text}\n    “{label.quote}” label {_shown(label, name)}, found {_shown(claim, name)}"
                )
        total.right["all five"] += not wrong & set(WHOLE)


def _plus(sums: tuple[int, int, int], *more: int) -> tuple[int, int, int]:
    return sums[0] + more[0], sums[1] + more[1], sums[2] + more[2]


def _prf(right: int, labelled: int, found: int) -> dict[str, float]:
    return {
        "precision": 100 * right / max(found, 1),
        "recall": 100 * right / max(labelled, 1),
        "F1": 200 * right / max(labelled + found, 1),
    }


def _pair(labels: Sequence[Label], found: Sequence[Q], same: Callable[[Label, Q], bool]) -> dict[int, int]:
    """index of a label → index of what was found for it, each at most once, those of equal offsets first."""
    pairs: dict[int, int] = {}
    fits = [(i, k) for i, label in enumerate(labels) for k, one in enumerate(found) if same(label, one)]
    for i, k in sorted(fits, key=lambda pair: abs(labels[pair[0]].start - found[pair[1]].start)):
        if i not in pairs and k not in pairs.values():
            pairs[i] = k
    return pairs


def _overlap(label: Label, quantity: Quantity) -> bool:
    return label.start < quantity.end and quantity.start < label.end


def _equal(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=TOLERANCE))


def _same_interval(label: Label, quantity: Quantity) -> bool:
    dated = ("date" in label.dimension) == (quantity.dimension == "date")
    return dated and _overlap(label, quantity) and _equal(label.low, quantity.low) and _equal(label.high, quantity.high)


def _same_quantity(label: Label, quantity: Quantity) -> bool:
    return _same_interval(label, quantity) and label.relation == quantity.relation and _unit(label, quantity)


def _unit(label: Label, quantity: Quantity) -> bool:
    return None in label.unit or (quantity.unit or "").lower() in {(one or "").lower() for one in label.unit}


def _subject(label: Label, claim: Claim) -> bool:
    places = _words(" ".join(filter(None, (*label.place, claim.place))))
    found = set(_words(claim.subject or "")) - set(places)
    return any(_alike(option, found, set(places)) for option in (*label.subject, *_lexicon_phrases(label)))


def _lexicon_phrases(label: Label) -> Iterator[str]:
    """What is labelled in the lexicon's own words: "students kidnapped" for "pupils abducted", "fighters killed" for "militants killed".

    To whom harm was done is told by the label's units, so that "people injured" won't do for children.
    """
    for known in filter(None, map(concept, label.concept)):
        noun = known.id.replace("_", " ") if known.cls in ("measure", "money") else known.plural
        for told in map(event, label.event):
            if told is not None and told.concept == known.id:
                yield from (f"{plural(unit)} {told.past}" for unit in label.unit if unit)
            if known.cls != "harm":
                yield f"{noun} {told.past}" if told else noun


def _alike(option: str | None, found: set[str], places: set[str]) -> bool:
    if option is None:
        return not found
    wanted, head = set(_words(option)) - places, head_noun(option)
    shared = wanted & found
    return head in shared | places and 2 * len(shared) >= SUBJECT_OVERLAP * (len(wanted) + len(found))


def head_noun(phrase: str) -> str:
    """What an English phrase counts: `person` of "people killed in Gaza"."""
    words = _raw_words(phrase)
    head = words[-1] if words else ""
    for k, word in enumerate(words):
        after = words[k + 1] if k + 1 < len(words) else "of"
        participle = word.endswith("ed") or word in PARTICIPLES
        if k and (word in PREPOSITIONS or (participle and after in FUNCTION_WORDS)):
            head = words[k - 1]
            break
    return _singular(head)


def _words(phrase: str) -> list[str]:
    return [_singular(word) for word in _raw_words(phrase) if word not in FUNCTION_WORDS]


def _raw_words(phrase: str) -> list[str]:
    return re.findall(r"[^\W_]+", phrase.lower().replace(".", "").replace("'s", "").replace("’s", ""))


def _singular(word: str) -> str:
    if word in SINGULARS:
        return SINGULARS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    stem = word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word
    return SAME.get(stem, stem)


def _plain(concept_id: str | None) -> str:
    """Ids and nouns of one concept alike: `asylum_application`, "asylum applications"."""
    return " ".join(_words((concept_id or "").replace("_", " ")))


def _place(label: Label, claim: Claim) -> bool:
    ids = [*label.place_id, *[None] * len(label.place)]
    return any(_same_place(name, ident, claim) for name, ident in zip(label.place, ids, strict=False))


def _same_place(name: str | None, ident: str | None, claim: Claim) -> bool:
    if name and ident:
        return set(ident.split(",")) == set((claim.place_id or "").split(","))
    return (name or "").lower() == (claim.place or "").lower()


def _attribution(label: Label, claim: Claim) -> bool:
    return any(_same_speaker(one, claim.attributed_to) for one in label.by)


def _same_speaker(a: str | None, b: str | None) -> bool:
    """Both nobody, or equal but for articles, or one within the other."""
    if not a or not b:
        return not a and not b
    one, two = (f" {' '.join(word for word in _raw_words(name) if word not in ('the', 'a', 'an'))} " for name in (a, b))
    return one.strip() != "" and two.strip() != "" and (one in two or two in one)


FIELDS: dict[str, Callable[[Label, Claim], bool]] = {
    "subject": _subject,
    "concept": lambda label, claim: _plain(claim.concept) in map(_plain, label.concept),
    "event": lambda label, claim: claim.event in label.event,
    "place": _place,
    "time": lambda label, claim: (claim.time_start, claim.time_end) in label.time,
    "modality": lambda label, claim: claim.modality in label.modality,
    "attribution": _attribution,
    "part_of": lambda label, claim: (label.part_of is None) == (claim.part_of is None),
    "unit": _unit,
    "dimension": lambda label, claim: claim.dimension in label.dimension,
    "change": lambda label, claim: claim.change in label.change,
    "relation": lambda label, claim: claim.relation == label.relation,
}


def _amount(one: Label | Quantity) -> str:
    unit = _either(one.unit) if isinstance(one, Label) else one.unit
    return f"“{one.quote}” [{one.low}, {one.high}] {one.relation} {unit}"


def _either(options: Options) -> str:
    return " | ".join(str(one) for one in options)


def _shown(one: Label | Claim, name: str) -> str:
    if isinstance(one, Claim):
        value = {
            "time": f"{one.time_start}–{one.time_end}",
            "attribution": one.attributed_to,
            "place": f"{one.place} {one.place_id}",
        }
        return repr(value[name] if name in value else getattr(one, name))
    if name == "time":
        return repr(" | ".join(f"{start}–{end}" for start, end in one.time))
    if name == "place":
        return repr(f"{_either(one.place)} {_either(one.place_id)}")
    value_ = getattr(one, {"attribution": "by"}.get(name, name))
    return repr(_either(value_) if isinstance(value_, tuple) else value_)


def floors(lang: str) -> dict[str, float]:
    """The figures, each rounded down to the last half per cent."""
    return {name: math.floor(value * 2) / 2 for name, value in score(lang).figures().items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", nargs="*", help="languages; all of them by default")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="up to N errors of each kind")
    parser.add_argument("--field", help="show the errors of this field alone")
    parser.add_argument("--floors", action="store_true", help="the floors to pin in test_claims.py")
    options = parser.parse_args()
    for lang in options.lang or languages():
        if options.floors:
            print(f'    "{lang}": {floors(lang)},')
            continue
        total = score(lang)
        print(f"{lang}: {total.items} items, {total.claims} claims")
        for name, value in total.figures().items():
            print(f"  {name:20}{value:6.1f}")
        for name, errors in total.errors.items():
            shown = errors[: options.show] if options.field in (None, name) else []
            if shown:
                print(f"\n== {lang} {name}: {len(errors)}")
            for error in shown:
                print(" -", error)


if __name__ == "__main__":
    main()
