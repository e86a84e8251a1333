from __future__ import annotations

import pytest

from knowledge.swedish.folding import fold
from knowledge.swedish.stems import analyse


@pytest.mark.parametrize(
    ("one", "other"),
    [("ansökning", "ansökningar"), ("bidrag", "bidragen"), ("vårdcentral", "vårdcentralerna"), ("Enhet", "enheter")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert set(analyse(one)) & set(analyse(other))


def test_words_that_say_nothing_are_left_out() -> None:
    assert analyse("hur kan vi få det till en och") == []
    assert analyse("") == []


def test_folding_takes_the_dots_away() -> None:
    assert fold("FÄRDPLAN på Ö, idé") == "fardplan pa o, ide"
