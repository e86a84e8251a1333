from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation.conversations.checking import differences, mark
from bot.evaluation.conversations.model import Expectation
from tests.bot.evaluation.conversations.factories import SOURCE, make_reply

LEGAL = {"id": "S1", "legal": "lag 2008:344 6 §"}
STATUS = {"state": "closed", "since": "2021-11-23"}


@pytest.mark.parametrize(
    ("expected", "reply"),
    [
        ({"kind": ["answer", "clarify"]}, {}),
        ({"must": [r"135\s?000 kronor"]}, {"text": "Högst 135\u00a0000\n kronor."}),
        ({"must": ["HÖGST"], "must_not": ["135"]}, {"text": "högst"}),
        ({"facts": ["a.b"], "not_facts": ["a.c"]}, {"facts": ["a.b", "a.d"]}),
        ({"sources": ["annan", "sida"]}, {"sources": [SOURCE]}),
        ({"sources": ["2008:344"]}, {"sources": [LEGAL]}),
        ({"status": "closed", "since": "2021-11-23"}, {"status": STATUS}),
        ({"status": "none"}, {}),
        ({"buttons": ["^Färd"]}, {"buttons": ["Färdplanen"]}),
        ({"contacts": ["a@vgregion.se"]}, {"contacts": [{"name": None, "email": "a@vgregion.se"}]}),
        ({"kind": ["no_answer"], "reason": "unclear", "sources": ["sida"]}, {"kind": "no_answer", "reason": "unclear"}),
    ],
)
def test_what_is_as_expected(expected: dict[str, Any], reply: dict[str, Any]) -> None:
    made = make_reply(**reply)
    assert differences(Expectation(**expected), made) == []
    assert mark(Expectation(**expected), made) == "correct"


@pytest.mark.parametrize(
    ("field", "expected", "reply", "verdict"),
    [
        ("kind", {"kind": ["no_answer"]}, {}, "wrong"),
        ("kind", {"kind": ["answer"]}, {"kind": "clarify"}, "abstained"),
        ("must", {"must": ["x"]}, {"text": "y"}, "wrong"),
        ("must", {"must": ["x"]}, {"text": "y", "kind": "no_answer"}, "abstained"),
        ("must_not", {"must_not": ["y"]}, {"text": "y", "kind": "no_answer"}, "wrong"),
        ("facts", {"facts": ["a.b"]}, {"facts": ["a.c"]}, "wrong"),
        ("not_facts", {"not_facts": ["a.b"]}, {"facts": ["a.b"]}, "wrong"),
        ("sources", {"sources": ["annan"]}, {"sources": [SOURCE]}, "wrong"),
        ("status", {"status": "open"}, {"status": STATUS}, "wrong"),
        ("status", {"status": "none"}, {"status": STATUS}, "wrong"),
        ("since", {"since": "2021-11-24"}, {"status": STATUS}, "wrong"),
        ("reason", {"reason": "unclear"}, {"kind": "no_answer", "reason": "out_of_scope"}, "abstained"),
        ("buttons", {"buttons": ["x"]}, {"buttons": ["Färdplanen"]}, "wrong"),
        ("contacts", {"contacts": ["b@"]}, {"contacts": [{"email": "a@vgregion.se"}]}, "wrong"),
    ],
)
def test_what_is_not_names_its_field(field: str, expected: dict[str, Any], reply: dict[str, Any], verdict: str) -> None:
    made = make_reply(**reply)
    [difference] = differences(Expectation(**expected), made)
    assert difference.field == field
    assert mark(Expectation(**expected), made) == verdict


def test_no_reply_and_an_apology_are_errors_unless_an_apology_is_expected() -> None:
    assert mark(Expectation(kind=["answer"]), make_reply(kind="error")) == "error"
    assert mark(Expectation(kind=["error"]), make_reply(kind="error")) == "correct"
