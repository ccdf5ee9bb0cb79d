"""Agency credits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.read.wire import agency

STORY = "\nRockets hit the base before dawn and nobody was hurt, the ministry said in a short statement to the press."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BAGHDAD, July 7 (Reuters) - Rockets hit a base." + STORY, "Reuters"),
        ("BAGHDAD (AP) — Rockets hit a base." + STORY, "AP"),
        ("BAGHDAD (dpa/Reuters) - Rockets hit a base." + STORY, "dpa"),
        ("بغداد (رويترز) - سقطت صواريخ على قاعدة." + STORY, "Reuters"),
        ("بغداد – أ ف ب: سقطت صواريخ على قاعدة." + STORY, "AFP"),
        ("بغداد (أ.ف.ب) - سقطت صواريخ على قاعدة." + STORY, "AFP"),
        ("واس - الرياض: اختتم الوفد زيارته." + STORY, "SPA"),
        ("Rockets hit a base Monitor AFP Thursday 5 Feb 2015 Rockets hit a base." + STORY, "AFP"),
        ("An envoy told AFP on 5 May 2015 that he would stay." + STORY, None),
        ("بغداد/ الأناضول" + STORY, None),
        (STORY + "\nSource: Reuters", "Reuters"),
        (STORY + "\nSource: Al Jazeera and news agencies", "agencies"),
        (STORY + "\nالمصدر: وكالات", "agencies"),
        (STORY + "\nالمصدر : الجزيرة + رويترز", "Reuters"),
        (STORY + "\n© 2021 AFP", "AFP"),
        (STORY + "\n(Reuters)", "Reuters"),
        (STORY + " More is expected. (AP)", "AP"),
        ("Associated Press" + STORY, "AP"),
        (STORY + "\nوكالة الأنباء الألمانية", "dpa"),
        ("A minister told Reuters that rockets hit a base." + STORY, None),
        ("Reuters could not verify the video, which showed (in part) a base." + STORY, None),
        ("وقال مصدر لوكالة رويترز إن الصواريخ سقطت." + STORY, None),
        ("Map" + STORY, None),
        ("The AP exams begin (on Monday) in 14 schools." + STORY, None),
        ("", None),
    ],
)
def test_credit(text: str, name: str | None) -> None:
    assert agency(text) == name


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Reuters", "Reuters"),
        ("By Agence France-Presse", "AFP"),
        ("Staff and agencies", "agencies"),
        ("Mona Haddad", None),
        ("أ ف ب", "AFP"),
        ("AP", "AP"),
    ],
)
def test_byline(byline: str, name: str | None) -> None:
    assert agency(STORY, "", byline) == name


@given(st.text(max_size=400), st.text(max_size=60), st.text(max_size=60))
def test_never_raises(text: str, title: str, byline: str) -> None:
    agency(text, title, byline)
