"""What a database says of itself."""

from __future__ import annotations

from pathlib import Path

from claims.judge.tolerance import Tolerances
from claims.store.meta import keep_tolerances, kept_tolerances
from claims.store.store import Store


def test_findings_are_shown_with_the_tolerances_that_they_were_judged_with(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert kept_tolerances(store.con) == Tolerances()
        for about in (0.2, 0.3):
            keep_tolerances(store.con, Tolerances(about=about))
            assert kept_tolerances(store.con) == Tolerances(about=about)


def test_a_setting_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.con.execute("""INSERT INTO store.meta VALUES ('tolerances', '{"about": 0.2, "of_old": 1.0}')""")
        assert kept_tolerances(store.con) == Tolerances(about=0.2)
