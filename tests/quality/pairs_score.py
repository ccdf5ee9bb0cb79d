"""How well `claims compare` judges the labelled pairs: `python -m tests.quality.pairs_score [--half fit|held] [--show N] [--verdict V]`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.text.detect import detect_language
from claims.judge.compare import Comparison, compare
from claims.judge.tolerance import Tolerances
from claims.model import Verdict
from tests.quality.pairs import HALVES, Pair, pairs

ACCUSED = Verdict.CONTRADICTION


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and what the program says of it."""

    pair: Pair
    found: Comparison

    @property
    def verdict(self) -> Verdict:
        return self.found.judgement.verdict

    @property
    def right(self) -> bool:
        return self.verdict is self.pair.verdict

    @property
    def languages(self) -> str:
        """Of which languages the two are, the direction left out: `ar-en`."""
        return "-".join(sorted(detect_language(text.text) for text in (self.pair.a, self.pair.b)))


def judged(half: str = "", tolerances: Tolerances | None = None) -> list[Judged]:
    """Every pair of a half, or of both, with the program's verdict."""
    return [Judged(pair, compare(pair.a, pair.b, tolerances)) for pair in pairs() if half in ("", pair.half)]


def figures(rows: Sequence[Judged]) -> dict[str, float]:
    """Precision and recall of the accusation, and the share of right verdicts and of right rules, in per cent."""
    accused = [row for row in rows if row.verdict is ACCUSED]
    guilty = [row for row in rows if row.pair.verdict is ACCUSED]
    hits = sum(row.right for row in accused)
    ruled = [row for row in rows if row.pair.rule]
    return {
        "contradiction precision": share(hits, len(accused)),
        "contradiction recall": share(hits, len(guilty)),
        "verdict": share(sum(row.right for row in rows), len(rows)),
        "rule": share(sum(row.found.judgement.rule == row.pair.rule for row in ruled), len(ruled)),
    }


def share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="", help="both by default")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="up to N errors")
    parser.add_argument(
        "--verdict", choices=[v.value for v in Verdict], help="errors in which this verdict was due or given"
    )
    options = parser.parse_args()
    rows = judged(options.half)
    print(f"{len(rows)} pairs")
    for name, value in figures(rows).items():
        print(f"  {name:26}{value:6.1f}")
    table = Counter((row.pair.verdict.value, row.verdict.value) for row in rows)
    for due in sorted({due for due, _ in table}):
        given = {verdict: n for (d, verdict), n in sorted(table.items()) if d == due}
        print(f"  {due:14} {share(given.get(due, 0), sum(given.values())):5.1f}  {given}")
    for languages, n in sorted(Counter(row.languages for row in rows).items()):
        right = sum(row.right for row in rows if row.languages == languages)
        print(f"  {languages:14} {share(right, n):5.1f}  of {n}")
    wrong = [row for row in rows if not row.right and options.verdict in (None, row.pair.verdict, row.verdict)]
    for row in wrong[: options.show]:
        found = row.found.judgement
        print(f"\n{row.pair.verdict} but {found.verdict} by {found.rule}: {found.explanation}")
        for passage in (row.pair.a, row.pair.b):
            print(f"  {passage.published or ''} {passage.text}")


if __name__ == "__main__":
    main()
