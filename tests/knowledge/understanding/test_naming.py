from __future__ import annotations

import pytest

from knowledge.understanding.naming import without_names


def spans(text: str, *found: str) -> list[tuple[int, int]]:
    return [(text.index(words), text.index(words) + len(words)) for words in found]


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("vad är maxbeloppet i Utlysning 2021?", ["Utlysning 2021"], "vad är maxbeloppet i ?"),
        ("vem svarar om kompetens utvecklings bidraget", ["kompetens utvecklings bidraget"], "vem svarar om"),
        ("när börjar färdplanen gälla", ["färdplanen"], "när börjar gälla"),
        ("nar borjar fardplanen galla", ["fardplanen"], "nar borjar galla"),
        ("Utlysning 2021 eller färdplanen", ["Utlysning 2021", "färdplanen"], "eller"),
        # these point to a programme but are part of what is asked
        ("vad är Riva hinder", ["Riva hinder"], "vad är Riva hinder"),
        ("vad är ett modellområde", ["modellområde"], "vad är ett modellområde"),
        # nothing but the name: something must be left to compare
        ("Utlysning 2021", ["Utlysning 2021"], "Utlysning 2021"),
        ("hur mycket", [], "hur mycket"),
    ],
)
def test_programme_names_go_and_what_is_asked_stays(text: str, found: list[str], left: str) -> None:
    assert without_names(text, spans(text, *found)) == left


def test_overlapping_spans_are_taken_once() -> None:
    assert without_names("i utlysning 2021 då", [(2, 16), (11, 19)]) == "i då"
