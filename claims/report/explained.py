"""All that led to one finding, as plain values: for a table, a picture or JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from claims.errors import ClaimsError
from claims.judge.account import Account, rules_asked
from claims.report import sentences
from claims.report.bidi import plain
from claims.report.facts import Finding
from claims.report.gather import one_finding
from claims.report.words import number, rule_name

TIES = {
    "evidence": "The evidence reaches what is asked for: taken for one happening.",
    "wording": "The two sentences, numbers masked, are one sentence: taken for one quantity, whatever the evidence.",
    "place": "The evidence alone falls short, but both are one narrowed state of one place, or of one day at one site.",
    "": "The evidence falls short of what is asked for: not taken for one happening.",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding, the canonical keys by which its claims met, what was weighed, and the rules that were asked."""

    finding: Finding
    keys: tuple[str, str]
    account: Account | None
    """None where the finding was judged before such things were kept."""
    rules: tuple[tuple[str, str], ...]
    """(name, what it looks for), in their order; the last one fired."""

    @property
    def headline(self) -> str:
        return sentences.headline(self.finding)

    @property
    def fields(self) -> list[tuple[str, str, str, str]]:
        """(name, a, b, how they compare) of what was compared; the evidence has a table of its own, and a date no value."""
        hidden = {"one happening"} | ({"unit", "value", "read as"} if self.finding.a.dimension == "date" else set())
        return [slot for slot in self.finding.slots if slot[0] not in hidden]

    @property
    def tie(self) -> str:
        """What the evidence came to, in a sentence; empty where none was asked for."""
        if self.account is None or self.finding.kind in ("stealth_edit", "correction"):
            return ""
        if not self.account.tie and self.finding.kind != "undetermined":
            return "The evidence alone falls short; the rule that fired goes by what both name."
        return TIES[self.account.tie]

    @property
    def sum(self) -> str:
        """`8.1 of 12 points, 7.8 asked for (story 0.65)`."""
        one = self.account
        if one is None:
            return ""
        cut = f", held at {number(one.most * one.full)} by what speaks against it" if one.held_down else ""
        return (
            f"{number(round(one.points, 2))} of {number(one.full)} points{cut}; "
            f"{number(round(one.threshold * one.full, 2))} asked for ({rule_name(one.setting)} {one.threshold:g})"
        )

    @property
    def text(self) -> str:
        """The whole in words, for who cannot see the picture."""
        one = self.account
        parts = [plain(self.headline) + ".", self.finding.explanation]
        if one is not None and self.tie:
            weighed = "; ".join(f"{rule_name(w.name)} {w.points:+.2f}" for w in one.weighed)
            parts += [f"Evidence for one happening: {weighed or 'none'}. {self.sum}. {self.tie}"]
        if self.rules:
            passed = ", ".join(rule_name(name) for name, _ in self.rules[:-1]) or "none"
            parts += [f"Rules passed over: {passed}. Rule that fired: {rule_name(self.rules[-1][0])}."]
        return " ".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        fields = asdict(self.finding)
        return fields | {
            "keys": {"a": self.keys[0], "b": self.keys[1]},
            "evidence": None if self.account is None else asdict(self.account) | {"points": self.account.points},
            "tie": self.tie or None,
            "rules": [
                {"rule": name, "looks_for": about, "fired": number == len(self.rules)}
                for number, (name, about) in enumerate(self.rules, 1)
            ],
        }


def explain(con: duckdb.DuckDBPyConnection, start: str) -> Explained:
    """The finding whose id begins so.

    Raises:
        ClaimsError: there is none, or more than one.
    """
    try:
        con.execute("SELECT evidence, remembered FROM store.findings LIMIT 0")
    except duckdb.BinderException:
        raise ClaimsError(
            "the database is of an earlier release: the next run or import brings it up to date"
        ) from None
    rows = con.execute(
        """SELECT f.finding_id, coalesce(a.base, ''), coalesce(b.base, ''), f.evidence FROM store.findings f
        LEFT JOIN store.keys a ON a.claim_id = f.claim_a LEFT JOIN store.keys b ON b.claim_id = f.claim_b
        WHERE starts_with(f.finding_id, ?) ORDER BY f.finding_id LIMIT 2""",
        [start],
    ).fetchall()
    if len(rows) > 1 and rows[0][0] != start:
        raise ClaimsError(f"more than one finding begins with {start!r}; give more of its id")
    finding = one_finding(con, rows[0][0]) if rows else None
    if finding is None:
        raise ClaimsError(f"no finding {start!r}: `claims sql 'FROM findings'` lists those that there are")
    _, key_a, key_b, evidence = rows[0]
    account = Account.read(evidence)
    return Explained(finding, (key_a, key_b), account, tuple(rules_asked(account.fired)) if account else ())
