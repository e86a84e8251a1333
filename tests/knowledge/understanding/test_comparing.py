from __future__ import annotations

import pytest

from knowledge.understanding.comparing import side_by_side
from tests.actions.factories import entity

GROUPS = {
    "asylsökande": "asylum_seeker",
    "papperslösa": "undocumented",
    "papperslös": "undocumented",
    "turister": "visitor",
    "ukrainare": "ukraine_any",
    "massflyktsdirektivet": "directive_not_registered",
    "tandvård": "dental",
    "glasögon": "glasses",
}

BOTH = ("asylum_seeker", "undocumented")
ALL = ("asylum_seeker", "visitor", "undocumented")


def found(text: str) -> list[dict[str, object]]:
    kind = {"dental": "care_type", "glasses": "care_type"}
    words = [word.strip("?,.:") for word in text.lower().split() if word.strip("?,.:") in GROUPS]
    return [entity(text.lower(), word, kind.get(GROUPS[word], "patient_group"), GROUPS[word]) for word in words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kostar det lika för asylsökande och papperslösa?", ("patient_group", BOTH)),
        ("skillnaden mellan en asylsökande utan remiss och en papperslös", ("patient_group", BOTH)),
        ("asylsökande jämfört med turister och papperslösa", ("patient_group", ALL)),
        ("får papperslösa tandvård och glasögon", ("care_type", ("dental", "glasses"))),
        ("papperslös, han var asylsökande förut", None),
        ("får papperslösa tandvård", None),
        ("ukrainare, massflyktsdirektivet: vad gäller", None),
        ("ukrainare och turister", ("patient_group", ("ukraine_any", "visitor"))),
        ("papperslösa, papperslös", None),
        ("", None),
    ],
)  # fmt: skip
def test_several_values_count_where_they_stand_in_a_row_or_are_compared(
    text: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    assert side_by_side(text.lower(), found(text)) == expected
