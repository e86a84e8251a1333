"""Choosing between answering, asking back and refusing, over a small made-up knowledge base."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answering.answerer import MAX_CHOICES, Answerer
from knowledge.editing.build import Contents
from knowledge.limits import GATES
from knowledge.store import Knowledge
from knowledge.words.answer import Answer
from knowledge.words.query import Query
from knowledge.words.vocabulary import KINDS, QUESTIONS, REASONS
from tests.knowledge.factories import day, make_fact, make_gap, make_knowledge, make_programme, make_query, no_care

CALL, GRANT, PLAN = "utlysning-2021", "kompetensutvecklingsbidrag", "fardplan"
TODAY = day("2026-11-21")
WHO = ["vem är kontaktperson", "vem kan jag ringa", "vem svarar på frågor"]
HOW_MUCH = ["hur mycket kan en enhet få", "vad är maxbeloppet", "hur stort är bidraget"]


def small(slug: str, *asks: str, text: str = "", **fields: object) -> object:
    return make_fact(slug, asks=list(asks), text=text or f"Svar {slug}.", **fields)


def make_answerer(**gates: float) -> Answerer:
    call = make_programme(
        CALL,
        [
            small(f"{CALL}.contact.who", *WHO),
            small(
                f"{CALL}.deadline.last",
                "när är sista dagen",
                "hur länge kan man söka",
                text="Sista dag var 23 november.",
            ),
            small(f"{CALL}.purpose.goal", "vad är syftet", "vad är målet med pengarna"),
        ],
        gaps=[make_gap(f"{CALL}.how_to_apply.g", asks=["finns det en bilaga", "var hittar jag blanketten"])],
        timeline=[("closes", "2021-11-23")],
    )
    grant = make_programme(
        GRANT,
        [
            small(f"{GRANT}.contact.who", *WHO),
            small(f"{GRANT}.amount.all", *HOW_MUCH, text="Maxbeloppen är 135 000 kr och 60 000 kr."),
            small(f"{GRANT}.amount.large", *HOW_MUCH, "maxbelopp för en stor", when={"unit_size": "large"}),
            small(f"{GRANT}.amount.small", *HOW_MUCH, "maxbelopp för en liten", when={"unit_size": "small"}),
        ],
        timeline=[("terminated", "2023-05-17")],
    )
    plan = make_programme(
        PLAN, [small(f"{PLAN}.structure.a", "hur många möten hålls", "vilka grupper finns")], kind="strategy"
    )
    return Answerer(make_knowledge(call, grant, plan), no_care(), dataclasses.replace(GATES, **gates))


def ask(question: str, *, gates: dict[str, float] | None = None, **query: object) -> Answer:
    return make_answerer(**gates or {}).answer(make_query(question, **query), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Vad är syftet?", f"{CALL}.purpose.goal"),
        ("vad ar syftet", f"{CALL}.purpose.goal"),
        ("när är sista dagen?", f"{CALL}.deadline.last"),
        ("hur många möten hålls", f"{PLAN}.structure.a"),
        ("vad är maxbeloppet", f"{GRANT}.amount.all"),
    ],
)
def test_a_question_is_answered_by_its_fact(question: str, fact: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.facts[0]) == ("answer", fact)
    assert (answer.programme, answer.question_type) == (fact.split(".")[0], fact.split(".")[1])
    assert "Källa: " in answer.text


@pytest.mark.parametrize("question", ["", "?", "xyzzy qwfp", "🙂🙂", "vill du äta lunch på onsdag", "12345"])
def test_what_is_nowhere_near_is_refused(question: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.reason, answer.facts) == ("no_answer", "out_of_scope", ())


def test_what_is_nowhere_near_is_refused_though_the_programme_is_named() -> None:
    answer = ask("vilken färg har logotypen", said={"programme": CALL})
    assert (answer.kind, answer.reason, answer.programme) == ("no_answer", "not_in_knowledge", CALL)


def test_the_gate_lies_higher_where_no_programme_is_known() -> None:
    gates = {"answer": 0.0, "answer_without_programme": 1.1}
    assert ask("vad är syftet", gates=gates).reason == "suggestions"
    assert ask("vad är syftet", gates=gates, slots={"programme": CALL}, said={}).kind == "answer"


@pytest.mark.parametrize(
    ("out_of_scope", "limit", "kind"), [(0.9, 0.9, "no_answer"), (0.9, 0.0, "answer"), (0.0, 0.5, "answer")]
)
def test_what_is_hardly_answerable_is_refused(out_of_scope: float, limit: float, kind: str) -> None:
    assert ask("vad är syftet", gates={"answerable": limit}, out_of_scope=out_of_scope).kind == kind


def test_which_programme_is_asked_when_two_answer_equally_well() -> None:
    answer = ask("vem är kontaktperson")
    assert (answer.kind, answer.missing) == ("clarify", "programme")
    assert {button.payload for button in answer.buttons} == {"Utlysning 2021", "Kompetensutvecklingsbidraget"}
    assert len(answer.buttons) <= MAX_CHOICES
    assert answer.facts == ()


@pytest.mark.parametrize("programme", [CALL, GRANT])
@pytest.mark.parametrize("said", [True, False], ids=["named", "carried over"])
def test_a_known_programme_is_not_asked_for(programme: str, said: bool) -> None:
    query = {"said": {"programme": programme}} if said else {"slots": {"programme": programme}, "said": {}}
    answer = ask("vem är kontaktperson", **query)
    assert answer.facts == (f"{programme}.contact.who",)


def test_a_named_programme_is_the_only_one_that_answers() -> None:
    assert ask("hur många möten hålls", said={"programme": CALL}).programme == CALL


def test_the_conversations_programme_is_preferred_and_not_forced() -> None:
    """What is carried over yields to a question that only another programme answers."""
    assert ask("hur många möten hålls", slots={"programme": CALL}, said={}).programme == PLAN


def test_a_word_that_may_mean_a_programme_settles_a_tie() -> None:
    assert ask("vem är kontaktperson", said={"programme_hint": GRANT}, slots={}).programme == GRANT


@pytest.mark.parametrize(
    ("slots", "fact"),
    [({}, "amount.all"), ({"unit_size": "large"}, "amount.large"), ({"unit_size": "small"}, "amount.small")],
)
def test_a_fact_with_a_condition_is_used_only_when_it_is_met(slots: dict[str, str], fact: str) -> None:
    answer = ask("hur mycket kan en enhet få", said=slots, slots={"programme": GRANT, **slots})
    assert answer.facts[0] == f"{GRANT}.{fact}"
    unmet = {"amount.large", "amount.small"} - {fact}
    assert not {f"{GRANT}.{other}" for other in unmet} & set(answer.facts)


def test_a_figure_that_is_asked_about_is_preferred() -> None:
    facts = [
        small(f"{CALL}.amount.{n}", "gäller beloppet", "är beloppet rätt", text=f"Beloppet är {n} kr.")
        for n in (5000, 7000)
    ]
    answerer = Answerer(
        make_knowledge(make_programme(CALL, facts)), no_care(), dataclasses.replace(GATES, companions=0)
    )
    for number in (5000, 7000):
        answer = answerer.answer(make_query(f"är beloppet rätt, {number}"), TODAY)
        assert answer.facts == (f"{CALL}.amount.{number}",)


def test_the_question_type_decides_between_like_facts() -> None:
    facts = [small(f"{CALL}.{kind}.a", "hur är det med pengarna") for kind in ("payment", "reporting")]
    answerer = Answerer(make_knowledge(make_programme(CALL, facts)), no_care())
    for kind in ("payment", "reporting"):
        assert answerer.answer(make_query("hur är det med pengarna", types={kind: 0.9}), TODAY).question_type == kind


def test_what_the_page_does_not_give_is_said_with_its_contact() -> None:
    answer = ask("var hittar jag blanketten")
    assert (answer.kind, answer.reason, answer.programme) == ("no_answer", "not_in_knowledge", CALL)
    assert answer.text.startswith(f"Sidan säger inget om {CALL}.how_to_apply.g.")


def test_facts_that_are_about_as_good_are_said_together() -> None:
    gates = {"companion": 2.0, "companions": 1}
    answer = ask("vem är kontaktperson", gates=gates, said={"programme": CALL})
    assert len(answer.facts) == 2
    assert all(fact.startswith(CALL) for fact in answer.facts)
    assert len(ask("vem är kontaktperson", gates={**gates, "companions": 0}, said={"programme": CALL}).facts) == 1


def test_the_same_question_gets_the_same_answer() -> None:
    answerer = make_answerer()
    query = make_query("när är sista dagen")
    assert answerer.answer(query, TODAY) == answerer.answer(query, TODAY)


def test_the_default_gates_are_in_order() -> None:
    assert GATES.answer <= GATES.answer_without_programme < GATES.sure
    assert 0 < GATES.answerable < 1
    assert GATES.topic <= GATES.topic_over_table


@pytest.fixture(scope="module")
def everything(real: Knowledge, contents: Contents) -> Answerer:
    return Answerer(real, contents.care)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.sampled_from(["vem får söka", "vad kostar tandvård", "har papperslösa rätt till vård", "maxbelopp", "när"]),
    ),
    types=st.dictionaries(st.sampled_from(QUESTIONS), st.floats(0, 1), max_size=3),
    said=st.fixed_dictionaries(
        {},
        optional={
            "programme": st.sampled_from([CALL, GRANT, PLAN, "glesbygd", "fokus-migration-etnicitet"]),
            "unit_size": st.sampled_from(["large", "small"]),
            "patient_group": st.sampled_from(["asylum_seeker", "undocumented"]),
            "patient_age": st.sampled_from(["17", "42", "child"]),
            "care_type": st.sampled_from(["emergency", "dental"]),
        },
    ),
    out_of_scope=st.floats(0, 1),
)
def test_any_message_gets_a_reply_that_keeps_the_contract(
    everything: Answerer, text: str, types: dict[str, float], said: dict[str, str], out_of_scope: float
) -> None:
    said = {slot: value for slot, value in said.items() if slot != "care_type" or value in everything.care.cares}
    query: Query = make_query(text, types=types, said=said, out_of_scope=out_of_scope)
    answer = everything.answer(query, TODAY)
    contract = answer.contract()
    assert answer.text
    assert contract["kind"] in KINDS
    assert (contract["reason"] in REASONS) is (contract["kind"] in ("no_answer", "clarify"))
    if answer.kind == "answer":
        assert answer.facts
        assert answer.sources
        assert "Källa: " in answer.text
    if answer.kind == "clarify":
        assert answer.buttons
        assert (answer.missing is None) is (answer.reason == "suggestions")


@pytest.mark.parametrize(("question", "kind"), [("när sista dagen", "clarify"), ("bo ek sista dagen", "answer")])
def test_a_few_words_that_any_programme_knows_ask_which_is_meant(question: str, kind: str) -> None:
    contact = small(f"{GRANT}.contact.bo", "vem är bo ek", type="contact", value={"name": "Bo Ek", "email": "b@e.se"})
    call = make_programme(CALL, [small(f"{CALL}.deadline.last", "när är sista dagen att söka")])
    grant = make_programme(GRANT, [small(f"{GRANT}.deadline.last", "när var sista dagen"), contact])
    gates = dataclasses.replace(GATES, ambiguous=-1.0, ambiguous_opening=0.5, answerable=0, answer_without_programme=0)
    answerer = Answerer(make_knowledge(call, grant), no_care(), gates)
    assert answerer.answer(make_query(question, types={"deadline": 0.9}), TODAY).kind == kind


@pytest.mark.parametrize(
    ("text", "question", "kind"),
    [
        # the page's fact gives no number, and the gap is what is asked for
        ("Webbinarierna handlade om vård.", "hur många deltog i webbinarierna", "no_answer"),
        ("Webbinarierna handlade om vård under 2024.", "hur många deltog i webbinarierna", "no_answer"),
        ("I webbinarierna deltog 16 personer.", "hur många deltog i webbinarierna", "answer"),
        ("Webbinarierna handlade om vård.", "deltog någon i webbinarierna", "answer"),
    ],
)
def test_a_fact_without_a_number_does_not_say_how_many(text: str, question: str, kind: str) -> None:
    webinars = make_programme(
        CALL,
        [
            small(
                f"{CALL}.structure.webinars",
                "hur många deltog i webbinarierna",
                "deltog någon i webbinarierna",
                text=text,
            )
        ],
        gaps=[
            make_gap(
                f"{CALL}.structure.g", asks=["hur många deltog i webbinarierna", "antal deltagare i webbinarierna"]
            )
        ],
    )
    answerer = Answerer(make_knowledge(webinars), no_care(), dataclasses.replace(GATES, gap_handicap=0.08))
    query = make_query(question, said={"programme": CALL})
    assert answerer.answer(query, TODAY).kind == kind
