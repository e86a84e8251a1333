"""Who decides whether care can wait is said once, and always."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest

from knowledge.care import CareAnswer, CareQuery, CareTable
from knowledge.saying.care.duty import answer_duty, answer_waiting, right_of

DECIDES = re.compile(r"avgör i varje enskilt fall|avgör den som ansvarar|avgör den behandlande")


@pytest.mark.parametrize("answer", [answer_duty, answer_waiting])
def test_a_right_that_is_judged_names_once_who_judges(
    table: CareTable, today: datetime.date, answer: Callable[[CareTable, CareQuery, datetime.date], CareAnswer]
) -> None:
    judged = 0
    for group, age, care in table.cells:
        query = CareQuery(group=group, age_class=age, care=care)
        if right_of(table, query) != "assessed":
            continue
        judged += 1
        body = answer(table, query, today).text.split("\n")[0]
        assert len(DECIDES.findall(body)) == 1, body
        if answer is answer_duty:
            assert "receptionen eller chefen" in body, body
    assert judged > 100
