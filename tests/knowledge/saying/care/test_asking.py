"""The question that a cell answers, as a button says it."""

from __future__ import annotations

import re

import pytest

from knowledge.care import CareQuery, CareTable
from knowledge.saying.care.asking import question_of


def test_every_cell_with_a_name_has_a_question_for_right_fee_and_duty(table: CareTable) -> None:
    for group, _, care in table.cells:
        for asked in ("care_right", "fee", "may_refuse"):
            question = question_of(table, CareQuery(group=group, care=care, age_class="child"), asked)
            if care == "unlisted_care":
                assert question == ""
                continue
            assert re.fullmatch(r"[A-ZÅÄÖ].*\?", question), (group, care, asked)
            assert not set(question) & set("{}()"), question


@pytest.mark.parametrize(
    ("query", "asked", "question"),
    [
        (CareQuery("asylum_seeker", care="dental"), "fee", "Vad betalar en asylsökande för tandvård?"),
        (CareQuery("undocumented", 9, care="dental"), "care_right", "Har ett tillståndslöst barn rätt till tandvård?"),
        (CareQuery("visitor", 40), "may_refuse", "Får vården säga nej till en besökare från ett land utanför EU?"),
        (CareQuery("undocumented", care="cost_cap"), "fee", "Får en tillståndslös frikort?"),
        (CareQuery(None, care="dental"), "fee", ""),
    ],
)
def test_it_says_whom_it_is_about(table: CareTable, query: CareQuery, asked: str, question: str) -> None:
    assert question_of(table, query, asked) == question
