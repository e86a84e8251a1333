"""How long a patient has been in Sweden, where no day of the message is known."""

from __future__ import annotations

import pytest

from knowledge.understanding.stays import LONG_STAY, SHORT_STAY, find_stay


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polsk man, 8 månader här, inget jobb", LONG_STAY),
        ("bulgarisk kvinna, bott i tält här i 8 månader", LONG_STAY),
        ("varit i sverige i två år", LONG_STAY),
        ("EU-medborgare, mer än 3 månader", LONG_STAY),
        ("en rumänsk man som varit här i fem veckor", SHORT_STAY),
        ("varit i Sverige 1 månad, glömt EU-kortet", SHORT_STAY),
        ("kortare tid än 3 månader", SHORT_STAY),
        ("varit har tva veckor", SHORT_STAY),
        ("varit på akuten, 17 år", None),
        ("har varit sjuk och är 17 år", None),
        ("bott hos mormor sen han var 3 år", None),
        ("barnet är 8 månader", None),
        ("har haft ont i 8 månader", None),
        ("gravid i vecka 12", None),
        ("", None),
    ],
)
def test_the_length_of_the_stay_is_read(text: str, expected: str | None) -> None:
    stay = find_stay(text, None)
    assert (stay.value if stay else None) == expected
