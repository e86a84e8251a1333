"""What carries over from turn to turn, and how a turn is read in its light."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from knowledge.encoder.packing import unpack
from knowledge.understanding.carrying import carried_slots
from knowledge.understanding.context import PAUSE, Context
from knowledge.understanding.following import answers_pending, is_elliptical, read_query, refers_back
from knowledge.understanding.remembering import after
from knowledge.words.query import CARE
from tests.actions.factories import NOW, SOURCE, make_answer, make_question, make_turn, same_direction
from tests.knowledge.factories import encode

CALL, GRANT = "utlysning-2021", "kompetensutvecklingsbidrag"
ABOUT_GRANT = Context(slots={"programme": GRANT, "unit_size": "large"}, question=make_question(), at=NOW)


# --- what the tracker keeps ---


def full_context() -> Context:
    return Context(
        slots={"programme": GRANT, "unit_size": "large"},
        question=make_question(),
        pending=make_question("vem är kontakt", contact=0.9),
        missing="programme",
        facts=("a.b.c",),
        sources=(SOURCE,),
        short="Kort.",
        told_status=frozenset({GRANT, CALL}),
        at=NOW,
    )


def test_a_context_comes_back_from_the_slots_as_it_was() -> None:
    context = full_context()
    assert Context.read(context.write(), NOW) == context
    assert Context.read(json.loads(json.dumps(context.write())), NOW) == context


def test_an_empty_tracker_is_an_empty_context() -> None:
    assert Context.read({}, NOW) == Context(at=NOW)
    assert Context.read({"memory": None, "programme": "kvar"}, NOW) == Context(at=NOW)


@pytest.mark.parametrize(
    ("seconds", "remembered"),
    [
        *((0, True), (60, True), (PAUSE, True), (PAUSE + 1, False), (86_400, False)),
        *((-60, True), (-PAUSE - 1, False), (-86_400, False)),  # the clock was set back
    ],
)
def test_a_conversation_is_forgotten_after_a_pause_of_half_an_hour(seconds: float, remembered: bool) -> None:
    later = Context.read(full_context().write(), NOW + seconds)
    assert later == (dataclasses.replace(full_context(), at=NOW + seconds) if remembered else Context(at=NOW + seconds))


def test_what_is_forgotten_is_written_as_empty_slots() -> None:
    written = Context.read(full_context().write(), NOW + PAUSE + 1).write()
    assert {name for name, value in written.items() if value is not None} == {"memory"}


def test_the_pause_counts_from_the_last_turn() -> None:
    halfway = Context.read(full_context().write(), NOW + PAUSE * 0.9)
    assert Context.read(halfway.write(), NOW + PAUSE * 1.8).slots == full_context().slots


# --- what carries over ---


@pytest.mark.parametrize(
    ("before", "said", "slots"),
    [
        ({}, {}, {}),
        ({"programme": GRANT, "unit_size": "large"}, {}, {"programme": GRANT, "unit_size": "large"}),
        (
            {"programme": GRANT, "unit_size": "large"},
            {"unit_size": "small"},
            {"programme": GRANT, "unit_size": "small"},
        ),
        ({"programme": GRANT, "unit_size": "large"}, {"programme": GRANT}, {"programme": GRANT, "unit_size": "large"}),
        ({"programme": GRANT, "unit_size": "large"}, {"programme": CALL}, {"programme": CALL}),
        (
            {"programme": GRANT, "unit_size": "large", "care_choice": "rehab"},
            {"programme": CALL, "amount_level": "1"},
            {"programme": CALL, "amount_level": "1"},
        ),
        (
            {"programme": CALL, "amount_level": "1"},
            {"programme": "glesbygd", "phase": "2"},
            {"programme": "glesbygd", "phase": "2"},
        ),
        # a hint is no programme and is not kept
        ({"programme": GRANT}, {"programme_hint": CALL}, {"programme": GRANT}),
        # another patient has an age of their own
        (
            {"patient_group": "undocumented", "patient_age": "17", "care_type": "dental"},
            {"patient_group": "asylum_seeker"},
            {"patient_group": "asylum_seeker", "care_type": "dental"},
        ),
        (
            {"patient_group": "undocumented"},
            {"patient_age": "8"},
            {"patient_group": "undocumented", "patient_age": "8"},
        ),
    ],
)
def test_what_is_said_wins_and_another_programme_drops_what_belonged_to_the_old(
    before: dict[str, str], said: dict[str, str], slots: dict[str, str]
) -> None:
    assert carried_slots(make_turn("fråga", "inform", **said), Context(slots=before)) == slots


def test_asking_what_care_a_patient_gets_asks_for_all_kinds() -> None:
    before = Context(slots={"patient_group": "asylum_seeker", "care_type": "dental"})
    asked = make_turn("vilken vård får en papperslös", "ask_care_right", patient_group="undocumented")
    assert "care_type" not in carried_slots(asked, before)


# --- how a turn is read ---


def test_a_question_of_its_own_is_read_as_it_is() -> None:
    turn = make_turn("när får man pengarna", "ask_payment", 0.8)
    query = read_query(turn, ABOUT_GRANT)
    assert (query.text, query.masked, query.elliptical, query.previous) == (turn.text, turn.text, False, None)
    assert query.question_types == {"payment": 0.8}
    assert query.programme == GRANT
    assert query.said == {}
    np.testing.assert_allclose(query.vector, encode([turn.text])[0], atol=1e-3)


def test_what_the_conversation_has_heard_goes_with_the_question() -> None:
    context = dataclasses.replace(ABOUT_GRANT, told_status=frozenset({GRANT}))
    assert read_query(make_turn("när var det", "ask_deadline"), context).told_status == {GRANT}
    assert read_query(make_turn("och en liten då", unit_size="small"), context).told_status == {GRANT}


def test_the_probability_of_something_else_goes_with_the_question() -> None:
    turn = dataclasses.replace(
        make_turn("recept på våfflor", "out_of_scope"), ranking={"out_of_scope": 0.8, "ask_amount": 0.1}
    )
    assert read_query(turn, Context()).out_of_scope == 0.8


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("och en liten enhet då?", {"unit_size": "small"}),
        ("medel", {"unit_size": "medium"}),
        ("rehab?", {"care_choice": "rehab"}),
    ],
)
def test_a_mere_value_keeps_the_question_and_changes_the_slot(text: str, said: dict[str, str]) -> None:
    query = read_query(make_turn(text, "inform", **said), ABOUT_GRANT)
    assert query.elliptical
    assert query.question_types == {"amount": 0.9}
    assert query.previous == "hur mycket kan man söka"
    assert query.slots == {"programme": GRANT, "unit_size": "large", **said}
    assert query.said == said
    assert query.out_of_scope == 0.0
    assert query.masked == f"hur mycket kan man söka {text}"


def test_a_mere_value_is_compared_with_the_former_question_and_itself() -> None:
    query = read_query(make_turn("och en liten då", unit_size="small"), ABOUT_GRANT)
    former, own = encode(["hur mycket kan man söka", "och en liten då"])
    assert np.linalg.norm(query.vector) == pytest.approx(1, abs=1e-3)
    assert same_direction(query.vector, former) == pytest.approx(same_direction(query.vector, own), abs=1e-2)
    assert same_direction(query.vector, former) > 0.5


def test_a_mere_programme_asks_the_same_of_another() -> None:
    query = read_query(make_turn("och utlysningen 2021?", "inform", programme=CALL), ABOUT_GRANT)
    assert query.slots == {"programme": CALL}
    assert query.question_types == {"amount": 0.9}


def test_a_correction_asks_the_same_again() -> None:
    query = read_query(make_turn("nej, jag menade en medelstor", "correct", unit_size="medium"), ABOUT_GRANT)
    assert query.slots["unit_size"] == "medium"
    assert query.question_types == {"amount": 0.9}


@pytest.mark.parametrize(
    ("text", "intent", "said", "context", "elliptical"),
    [
        ("och en liten enhet då", "inform", {"unit_size": "small"}, ABOUT_GRANT, True),
        ("ja", "affirm", {}, ABOUT_GRANT, False),
        ("vem söker för en liten enhet", "inform", {"unit_size": "small"}, ABOUT_GRANT, False),
        ("när", "inform", {"phase": "2"}, ABOUT_GRANT, True),
        ("maxbelopp för en liten enhet", "ask_amount", {"unit_size": "small"}, ABOUT_GRANT, False),
        ("hans dotter är 8", "ask_care_right", {"patient_age": "8"}, Context(slots={"programme": CARE}), False),
    ],
)
def test_only_a_message_that_gives_nothing_but_a_value_is_elliptical(
    text: str, intent: str, said: dict[str, str], context: Context, elliptical: bool
) -> None:
    assert is_elliptical(make_turn(text, intent, **said), context) is elliptical


def test_in_a_patients_case_a_few_unsure_words_go_on_with_it() -> None:
    case = Context(slots={"programme": CARE, "patient_group": "undocumented"}, question=make_question(care_right=0.9))
    assert is_elliptical(make_turn("hans dotter är 8", "ask_care_right", 0.4, patient_age="8"), case)
    assert not is_elliptical(make_turn("hans dotter är 8", "ask_care_right", 0.4, patient_age="8"), ABOUT_GRANT)


def test_without_a_former_question_a_value_is_read_as_it_is() -> None:
    query = read_query(make_turn("en liten enhet", "inform", unit_size="small"), Context())
    assert not query.elliptical
    assert query.previous is None


@pytest.mark.parametrize(
    ("text", "said", "back"),
    [
        ("vem har beslutat den", {}, True),
        ("får man använda dem till resor", {}, True),
        ("vem har beslutat det här bidraget", {}, False),
        ("hur mycket kan man söka", {}, False),
        ("hur gammal är den här Färdplanen", {"programme": "fardplan"}, False),
        ("kan du säga mig om den som söker behöver skicka in en blankett", {}, False),
    ],
)
def test_a_short_question_with_a_pointer_refers_back(text: str, said: dict[str, str], back: bool) -> None:
    assert refers_back(make_turn(text, "ask_reason", **said)) is back


def test_a_question_that_refers_back_leans_on_the_former_one_and_keeps_its_own_type() -> None:
    query = read_query(make_turn("vem har beslutat den", "ask_reason"), ABOUT_GRANT)
    own, former = encode(["vem har beslutat den", "hur mycket kan man söka"])
    assert query.question_types == {"reason": 0.9}
    assert not query.elliptical
    assert same_direction(query.vector, own) > same_direction(query.vector, former) > same_direction(own, former)


# --- what was asked back ---

WAITING = Context(
    slots={"unit_size": "large"}, pending=make_question("vem är kontakt", contact=0.9), missing="programme", at=NOW
)


@pytest.mark.parametrize(
    ("text", "intent", "said", "answered"),
    [
        ("Utlysning 2021", "inform", {"programme": CALL}, True),
        ("utlysningen", "ask_definition", {"programme": CALL}, True),
        ("jag menar nog den där utlysningen för jämlik vård", "inform", {"programme": CALL}, True),
        ("hur mycket pengar kan man få i Utlysning 2021", "ask_amount", {"programme": CALL}, False),
        ("rehab", "inform", {"care_choice": "rehab"}, False),
        ("ingen aning", "deny", {}, False),
    ],
)
def test_a_pending_question_is_answered_by_the_value_that_was_asked_for(
    text: str, intent: str, said: dict[str, str], answered: bool
) -> None:
    assert answers_pending(make_turn(text, intent, **said), WAITING) is answered


def test_the_pending_question_is_asked_again_with_the_value() -> None:
    query = read_query(make_turn("Utlysning 2021", "inform", programme=CALL), WAITING)
    assert query.text == "vem är kontakt"
    assert query.question_types == {"contact": 0.9}
    assert query.said == {"programme": CALL}
    assert query.programme == CALL


def test_a_new_question_leaves_the_pending_one() -> None:
    turn = make_turn("hur mycket pengar kan man få i Utlysning 2021", "ask_amount", programme=CALL)
    query = read_query(turn, WAITING)
    assert query.text == turn.text
    assert after(WAITING, turn, query, make_answer(programme=CALL)).pending is None


# --- what is remembered ---


def remember(
    context: Context, turn_text: str = "vem är kontakt", intent: str = "ask_contact", **answer: object
) -> Context:
    turn = make_turn(turn_text, intent)
    return after(context, turn, read_query(turn, context), make_answer(**answer))  # type: ignore[arg-type]


def test_what_is_said_of_an_open_fee_is_what_is_asked_about_next() -> None:
    told = remember(Context(at=NOW), programme=CARE, short="Barn: 0 kr.")
    open_fee = remember(
        told, kind="no_answer", programme=CARE, facts=("a.row",), sources=(SOURCE,), short="Inte klarlagd."
    )
    assert (open_fee.facts, open_fee.short) == (("a.row",), "Inte klarlagd.")
    nothing = remember(told, kind="no_answer", programme=CARE)
    assert (nothing.facts, nothing.short) == (told.facts, "Barn: 0 kr.")


def test_an_answer_is_remembered() -> None:
    context = remember(Context(at=NOW), programme=CALL, status={"state": "closed", "since": "2021-11-23"})
    assert context.slots == {"programme": CALL}
    assert context.question is not None
    assert context.question.text == "vem är kontakt"
    assert (context.facts, context.sources, context.short) == (("a.b.c",), (SOURCE,), "Kort.")
    assert context.told_status == {CALL}
    assert (context.pending, context.missing) == (None, None)


def test_an_answer_without_status_tells_none() -> None:
    assert remember(Context(), programme="fardplan", status=None).told_status == frozenset()


def test_every_status_that_was_told_is_kept() -> None:
    state = {"state": "closed", "since": None}
    context = remember(remember(Context(), programme=CALL, status=state), programme=GRANT, status=state)
    assert context.told_status == {CALL, GRANT}


@pytest.mark.parametrize("reason", ["not_in_knowledge", "out_of_scope"])
def test_a_refusal_keeps_the_thread(reason: str) -> None:
    before = dataclasses.replace(
        ABOUT_GRANT, facts=("a.b.c",), sources=(SOURCE,), short="Kort.", told_status=frozenset({GRANT})
    )
    context = remember(before, "vad blir det för väder", kind="no_answer", reason=reason)
    assert context == dataclasses.replace(before, failures=1)
    follow_up = read_query(make_turn("och en liten då", unit_size="small"), context)
    assert follow_up.question_types == {"amount": 0.9}


def test_a_question_back_keeps_what_was_asked() -> None:
    context = remember(Context(slots={"unit_size": "large"}), kind="clarify", missing="programme")
    assert context.pending is not None
    assert context.pending.text == "vem är kontakt"
    assert context.missing == "programme"
    assert context.slots == {"unit_size": "large"}


def test_the_answered_question_back_becomes_the_last_question() -> None:
    turn = make_turn("Utlysning 2021", "inform", programme=CALL)
    context = after(WAITING, turn, read_query(turn, WAITING), make_answer(programme=CALL))
    assert context.question == WAITING.pending
    assert context.pending is None
    assert context.slots["programme"] == CALL


def test_after_a_mere_value_the_question_before_it_is_the_last_question() -> None:
    turn = make_turn("och en liten då", unit_size="small")
    context = after(ABOUT_GRANT, turn, read_query(turn, ABOUT_GRANT), make_answer(programme=GRANT))
    assert context.question == ABOUT_GRANT.question
    assert context.slots["unit_size"] == "small"


PATIENT = {"programme": CARE, "patient_group": "undocumented", "care_type": "dental", "patient_age": "17"}


def test_leaving_a_patients_case_leaves_the_patient() -> None:
    assert remember(Context(slots=PATIENT), programme=CALL).slots == {"programme": CALL}


def test_turning_to_a_patients_case_leaves_the_grants_values() -> None:
    context = remember(ABOUT_GRANT, "har papperslösa rätt till vård", "ask_care_right", programme=CARE)
    assert context.slots == {"programme": CARE}


def test_leaving_a_patients_case_by_naming_a_programme_leaves_the_patient() -> None:
    turn = make_turn("vad är maxbeloppet i Utlysning 2021", "ask_amount", programme=CALL)
    before = Context(slots=PATIENT)
    assert after(before, turn, read_query(turn, before), make_answer(programme=CALL)).slots == {"programme": CALL}


def test_packed_vectors_are_read_back() -> None:
    vector = encode(["hej"])[0]
    np.testing.assert_allclose(unpack(make_turn("hej").embedding), vector, atol=1e-3)
    assert unpack(make_turn("hej").embedding).dtype == np.float32


@pytest.mark.parametrize(("continues", "care"), [("question", "dental"), ("value", "covid_vaccination")])
def test_a_further_question_that_names_no_care_keeps_the_one_spoken_of(continues: str, care: str) -> None:
    context = Context(slots={"programme": CARE, "care_type": "dental"}, question=make_question(), at=NOW)
    turn = make_turn("vad kostar det", care_type="covid_vaccination")
    turn = dataclasses.replace(turn, continues={continues: 0.9}, concluded=frozenset({"care_type"}))
    assert carried_slots(turn, context)["care_type"] == care
