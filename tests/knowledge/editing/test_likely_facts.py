"""What looks like a fact on a page is offered as a draft that the checks pass but for what an editor has to say."""

from __future__ import annotations

import pytest

from knowledge.editing.checks.one_fact import check_entry
from knowledge.editing.form import data_of
from knowledge.editing.likely_facts import begun, likely_facts, sentences
from knowledge.editing.reading.pages import SavedPage
from tests.knowledge.factories import make_page, make_programme

PAGE = """Utlysning 2027

Kunskapscentrum utlyser medel för en jämlik vård.
Alla regionfinansierade verksamheter kan ansöka om
medel. Maxbeloppet är 250 000 kronor per projekt.

Så ansöker ni

 • Ansökan ska vara inne senast 31 maj 2027.
 • Frågor besvaras av kjv@example.org.

Solen skiner över hela länet i dag.

Senast uppdaterad: 20 november 2026
Sidan uppdaterad 20 november 2026
"""


def test_the_sentences_that_look_like_facts_are_found_whole_and_in_order() -> None:
    found = {one.quote: one.kinds for one in likely_facts(PAGE)}
    assert found == {
        "Alla regionfinansierade verksamheter kan ansöka om medel.": ("applying",),
        "Maxbeloppet är 250 000 kronor per projekt.": ("amount",),
        "Ansökan ska vara inne senast 31 maj 2027.": ("date", "duty"),
        "Frågor besvaras av kjv@example.org.": ("contact",),
    }


def test_every_one_stands_where_it_is_said_to_stand() -> None:
    for one in likely_facts(PAGE):
        assert " ".join(PAGE[one.start : one.end].split()) == one.quote
    assert list(sentences(" • En punkt.\n\n\n•\n")) == [(3, 12)]


@pytest.mark.parametrize(
    ("quote", "fields"),
    [
        (
            "Maxbeloppet är 250 000 kronor per projekt.",
            {"type": "amount", "question": "amount", "value.value": "250000", "id": "u.amount.1"},
        ),
        (
            "Ansökan ska vara inne senast 31 maj 2027.",
            {"type": "date", "question": "deadline", "value.date": "2027-05-31", "id": "u.deadline.1"},
        ),
        (
            "Frågor besvaras av kjv@example.org.",
            {"type": "contact", "question": "contact", "value.email": "kjv@example.org"},
        ),
        (
            "Alla regionfinansierade verksamheter kan ansöka om medel.",
            {"type": "eligibility", "question": "eligibility"},
        ),
    ],
)
def test_a_draft_begins_with_what_its_words_give_and_lacks_only_ways_of_asking(
    quote: str, fields: dict[str, str]
) -> None:
    draft = begun(quote, "u")
    assert {key: draft[key] for key in fields} == fields
    saved = SavedPage(make_page("u"), PAGE)
    problems = check_entry(data_of(draft), make_programme("u", []), saved)
    assert [problem.field for problem in problems] == ["asks"]


def test_two_drafts_of_one_question_have_ids_of_their_own() -> None:
    first = begun("Sista dag är 31 maj 2027.", "u")
    assert begun("Sista dag är 31 maj 2027.", "u", frozenset({first["id"]}))["id"] == "u.deadline.2"
