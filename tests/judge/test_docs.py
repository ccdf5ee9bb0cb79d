"""docs/judging.md names every rule that a judgement may carry and every tolerance with its value."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

from claims.judge import rules
from claims.judge.tolerance import Tolerances
from claims.model import Verdict

PAGE = (Path(__file__).parents[2] / "docs" / "judging.md").read_text(encoding="utf-8")


def rule_names() -> set[str]:
    """The second argument of every call that makes a judgement, as the source has it."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in Path(rules.__file__).parent.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    calls = [n for n in nodes if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "verdict"]
    return {str(call.args[1].value) for call in calls if isinstance(call.args[1], ast.Constant)}


def test_every_rule_is_documented() -> None:
    names = rule_names()
    assert len(names) >= len(rules.RULES) - 1
    missing = [name for name in names if f"`{name}`" not in PAGE]
    assert not missing


def test_every_tolerance_is_documented_with_its_value() -> None:
    for field in fields(Tolerances):
        assert f"| `{field.name}` | {field.default:g} |" in PAGE


def test_verdicts_named_are_verdicts() -> None:
    assert all(verdict.value in PAGE for verdict in Verdict)
