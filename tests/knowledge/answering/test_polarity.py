"""When a reply may begin with yes or no."""

from __future__ import annotations

import pytest

from knowledge.answering.polarity import SURE, begin
from knowledge.words.query import FORMS, Manner

YES, NO = "Ja: hon har rätt till vård.", "Nej: hon har inte rätt till vård."


@pytest.mark.parametrize(
    ("manner", "yes", "no"),
    [
        (Manner("yes_no"), "Ja: hon", "Nej: hon"),
        (Manner("claim"), "Ja: hon", "Nej: hon"),
        (Manner("claim", denies=True), "Jo: hon", "Det stämmer: hon"),
        (Manner("negated"), "Jo: hon", "Nej: hon"),
        (Manner("yes_no", denies=True), "Jo: hon", "Nej: hon"),
        (Manner("open"), "Hon har rätt", "Hon har inte"),
        (Manner("statement"), "Hon har rätt", "Hon har inte"),
        (Manner("yes_no", supposes=True), "Hon har rätt", "Hon har inte"),
        (Manner("yes_no", of_several=True), "Hon har rätt", "Hon har inte"),
        (Manner("comparison", compares=True), "Hon har rätt", "Hon har inte"),
        (Manner("restriction", restricts=True), "Inte bara det: hon", "Hon har inte"),
    ],
)
def test_the_first_word_follows_the_manner(manner: Manner, yes: str, no: str) -> None:
    assert begin(YES, manner, "care_right").startswith(yes)
    assert begin(NO, manner, "care_right").startswith(no)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", ["may_refuse", "can_wait", "fee", "who_decides", "documents", "law"])
def test_only_a_right_is_answered_yes_or_no(form: str, what: str) -> None:
    assert begin(YES, Manner(form), what).startswith("Hon har rätt")
    assert begin(NO, Manner(form), what).startswith("Hon har inte rätt")


def test_what_may_as_well_be_asked_about_something_else_gets_no_yes() -> None:
    assert begin(YES, Manner("yes_no"), "care_right", SURE - 0.01).startswith("Hon")
    assert begin(YES, Manner("yes_no"), "care_right", SURE).startswith("Ja")


def test_a_reply_without_yes_or_no_stays_as_it_is() -> None:
    for reply in ("Avgift: 50 kr.", "En vuxen har rätt till vård.", "Läkarbesök för en vuxen: 50 kr."):
        assert begin(reply, Manner("yes_no"), "care_right") == reply


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("får de också en kallelse hem?", "Hon har rätt"),
        ("kommer det en kallelse", "Hon har rätt"),
        ("får de undersökas?", "Ja: hon"),
        ("", "Ja: hon"),
    ],
)
def test_no_yes_over_a_thing_that_the_reply_denies_further_on(question: str, first: str) -> None:
    reply = "Ja: hon har rätt till vård. Den erbjuds på plats; ingen kallelse skickas."
    assert begin(reply, Manner("yes_no"), "care_right", 1.0, question).startswith(first)
