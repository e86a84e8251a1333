"""What follows on a patient's case, what leaves it, and what comes back to it."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.understanding.carrying import carried_slots, domain_of
from knowledge.understanding.context import Context
from knowledge.understanding.following import asks_when, asks_where, is_elliptical, read_follow_up, read_query
from knowledge.understanding.persons import Person
from knowledge.understanding.remembering import after
from knowledge.words.query import CARE, Manner
from tests.actions.factories import NOW, make_answer, make_question, make_turn

CALL = "utlysning-2021"


@pytest.mark.parametrize(
    ("text", "intent", "domain"),
    [
        ("sen när gäller det", "ask_deadline", CARE),
        ("vem ska jag kontakta", "ask_contact", CARE),
        ("hur mycket", "ask_amount", CARE),
        ("kan man söka kub:en än", "ask_status", None),
        ("när stänger ansökan", "ask_deadline", None),
    ],
)
def test_a_patients_case_is_left_for_a_grant_only_by_a_grants_word(text: str, intent: str, domain: str | None) -> None:
    context = Context(
        slots={"programme": CARE, "patient_group": "undocumented"}, question=make_question(care_right=0.9)
    )
    turn = make_turn(text, intent)
    query = read_query(turn, context)
    assert query.domain == domain
    assert read_follow_up(turn, context, query) is None or domain is None


def test_a_supposition_about_the_patient_does_not_stay() -> None:
    case = {"programme": CARE, "patient_group": "undocumented", "patient_age": "12", "care_type": "dental"}
    context = Context(slots=case, question=make_question(care_right=0.9), at=NOW)
    supposed = dataclasses.replace(
        make_turn("om han vore tjugo då", "inform", patient_age="20"), manner=Manner("hypothetical", supposes=True)
    )
    query = read_query(supposed, context)
    assert query.slots["patient_age"] == "20"
    assert after(context, supposed, query, make_answer(programme=CARE)).slots["patient_age"] == "12"


def test_what_was_named_in_a_refused_turn_is_kept() -> None:
    turn = make_turn("får en gömd tvåbarnsmor hjälp med hyran", "ask_care_right", patient_group="undocumented")
    refused = make_answer("no_answer", programme=CARE, reason="not_in_knowledge")
    kept = after(Context(at=NOW), turn, read_query(turn, Context()), refused)
    assert (kept.slots["patient_group"], kept.failures, kept.facts) == ("undocumented", 1, ())


@pytest.mark.parametrize(
    ("text", "role", "group"),
    [("och mamman då", "mother", "undocumented"), ("den första igen", "patient", "asylum_seeker")],
)
def test_an_earlier_patient_comes_back_by_role_or_order(text: str, role: str, group: str) -> None:
    patients = (
        {"patient_group": "asylum_seeker", "patient_age": "40", "role": "man"},
        {"patient_group": "undocumented", "patient_age": "31", "role": "mother"},
        {"patient_group": "visitor", "patient_age": "7", "role": "son"},
    )
    context = Context(slots={"programme": CARE, "patient_group": "visitor"}, patients=patients, at=NOW)
    turn = dataclasses.replace(make_turn(text), persons=(Person(role, 0, 1),), about=(0,))
    assert carried_slots(turn, context)["patient_group"] == group


def test_a_patient_left_for_a_programme_comes_back_with_a_pronoun_only() -> None:
    case = {"programme": CARE, "patient_group": "undocumented", "patient_age": "adult", "care_type": "dental"}
    context = Context(slots=case, question=make_question(care_right=0.9), at=NOW)
    asked = make_turn("hur mycket kan man få i utlysningen", "ask_amount", programme=CALL)
    left = after(context, asked, read_query(asked, context), make_answer(programme=CALL))
    left = Context.read(left.write(), NOW + 1)
    assert "patient_group" not in left.slots
    again = make_turn("kan hon få preventivmedel", "ask_care_right", care_type="contraception")
    assert carried_slots(again, left)["patient_group"] == "undocumented"
    assert carried_slots(again, left)["care_type"] == "contraception"
    other = make_turn("vad kostar preventivmedel", "ask_fee", care_type="contraception")
    assert "patient_group" not in carried_slots(other, left)
    named = make_turn("får hon som asylsökande preventivmedel", "ask_care_right", patient_group="asylum_seeker")
    assert carried_slots(named, left)["patient_group"] == "asylum_seeker"
    back = after(left, again, read_query(again, left), make_answer(programme=CARE))
    assert (back.slots["patient_group"], back.left) == ("undocumented", {})


@pytest.mark.parametrize(
    ("text", "elliptical"),
    [
        ("och om det blir sjukgymnast på remiss i stället", True),
        ("om det blir sjukgymnast på remiss i stället", False),
        ("och sen undrar min chef om sjukgymnasten på andra våningen också kan ta remiss", False),
    ],
)
def test_a_longer_message_that_begins_with_and_goes_on_with_the_patient(text: str, elliptical: bool) -> None:
    context = Context(slots={"programme": CARE, "patient_group": "asylum_seeker"}, question=make_question(fee=0.9))
    assert is_elliptical(make_turn(text, "out_of_scope", 0.6, care_type="treatment"), context) is elliptical


@pytest.mark.parametrize(("alone", "kept"), [(0.9, None), (0.1, "health_check")])
def test_another_group_keeps_the_care_where_the_message_leans_on_what_was_asked(alone: float, kept: str | None) -> None:
    context = Context(slots={"programme": CARE, "patient_group": "asylum_seeker", "care_type": "health_check"})
    turn = make_turn("papperslösa då, skickar vi kallelse till dem", "ask_care_right", patient_group="undocumented")
    turn = dataclasses.replace(turn, continues={"no": alone, "question": 1 - alone})
    assert carried_slots(turn, context).get("care_type") == kept


@pytest.mark.parametrize(
    ("continues", "said", "domain"),
    [
        ({"question": 0.99}, {}, "kompetensutvecklingsbidrag"),  # what is all but impossible is not sent along
        ({"no": 0.9, "question": 0.1}, {}, None),
        ({"question": 0.99}, {"care_type": "dental"}, None),
        ({}, {}, None),
    ],
)
def test_a_page_is_not_left_by_a_message_that_leans_on_it_and_names_no_care(
    continues: dict[str, float], said: dict[str, str], domain: str | None
) -> None:
    context = Context(slots={"programme": "kompetensutvecklingsbidrag"}, question=make_question(status=0.9))
    turn = make_turn("vem har bestämt det", "ask_care_definition", 0.95, **said)
    turn = dataclasses.replace(turn, asked={"law": 0.96}, continues=continues)
    assert domain_of(turn, context) == domain


@pytest.mark.parametrize(("way", "group"), [("question", "detained"), ("value", "rejected_hiding")])
def test_who_the_patient_is_is_not_concluded_anew_from_a_further_question(way: str, group: str) -> None:
    context = Context(slots={"programme": CARE, "patient_group": "detained"}, question=make_question(care_right=0.9))
    turn = dataclasses.replace(
        make_turn("och om han bara går därifrån?", "ask_disclosure", patient_group="rejected_hiding"),
        continues={way: 0.8, "no": 0.2},
        concluded=frozenset({"patient_group"}),
    )
    assert carried_slots(turn, context)["patient_group"] == group


@pytest.mark.parametrize(("leaning", "read"), [(0.95, True), (0.3, False)])
def test_what_only_rests_on_the_question_before_can_be_read_with_it(leaning: float, read: bool) -> None:
    context = Context(slots={"programme": CARE}, question=make_question("ska jag svara polisen", disclosure=0.9))
    turn = dataclasses.replace(
        make_turn("gäller samma skyldighet om det är en handläggare på en annan myndighet", "ask_disclosure"),
        continues={"question": leaning, "no": 1 - leaning},
    )
    followed = read_follow_up(turn, context, read_query(turn, context))
    assert (followed is not None) is read
    assert followed is None or "polisen" in followed.masked


def spoken_of(role: str, *, unnamed: bool = False) -> tuple[Person, ...]:
    return (Person(role, 0, 1, unnamed=unnamed),)


@pytest.mark.parametrize(
    ("text", "role", "care", "kept"),
    [
        ("och deras mamma då, ont i magen i flera veckor", "mother", "vaccination", False),
        ("och deras mamma då", "mother", "vaccination", True),
        ("och hennes man då", "man", "maternity", False),
        ("och hennes syster då", "sister", "maternity", True),
        ("barnet har ont i magen också, kostar det mer", "child", "vaccination", True),
    ],
)
def test_another_person_with_a_complaint_does_not_ask_about_the_last_ones_care(
    text: str, role: str, care: str, kept: bool
) -> None:
    case = {"programme": CARE, "patient_group": "asylum_seeker", "care_type": care}
    context = Context(slots=case, question=make_question(care_right=0.9), patients=({"role": "child"},))
    turn = dataclasses.replace(make_turn(text), persons=spoken_of(role), about=(0,))
    assert ("care_type" in carried_slots(turn, context)) is kept


@pytest.mark.parametrize(("asked", "domain"), [("covered_costs", CALL), ("care_right", CARE)])
def test_a_group_in_a_question_that_leans_on_a_page_leaves_it_only_for_a_patients_question(
    asked: str, domain: str
) -> None:
    context = Context(slots={"programme": CALL}, question=make_question(covered_costs=0.9))
    turn = dataclasses.replace(
        make_turn("broschyrer till nyanlända, hade det räknats", "ask_covered_costs", patient_group="newcomer_any"),
        continues={"question": 0.8, "no": 0.2},
        asked={asked: 0.9},
    )
    assert domain_of(turn, context) == domain


@pytest.mark.parametrize(
    ("text", "before", "care"),
    [
        ("och om det blir akut", "dental", "dental"),
        ("och på akuten", "dental", "emergency"),
        ("och om det blir akut", "doctor_visit", "emergency"),
    ],
)
def test_how_urgent_it_is_leaves_a_care_that_has_urgent_cases(text: str, before: str, care: str) -> None:
    case = {"programme": CARE, "patient_group": "asylum_seeker", "care_type": before}
    context = Context(slots=case, question=make_question(care_right=0.9))
    turn = dataclasses.replace(make_turn(text, care_type="emergency"), continues={"question": 0.9, "no": 0.1})
    assert carried_slots(turn, context)["care_type"] == care


@pytest.mark.parametrize(
    ("text", "facts", "asks"),
    [
        ("vilket lagrum då", ("care.asylum_seeker.adult.vika",), True),
        ("i vilken paragraf står det", ("care.asylum_seeker.adult.vika",), True),
        ("vilken lag gäller för honom", ("care.asylum_seeker.adult.vika",), False),
        ("vilket lagrum då", (), False),
    ],
)
def test_where_the_last_answer_stands_is_asked_of_it(text: str, facts: tuple[str, ...], asks: bool) -> None:
    turn = dataclasses.replace(make_turn(text), continues={"question": 0.95, "no": 0.05})
    assert asks_where(turn, Context(facts=facts)) is asks


def test_what_both_readers_hold_for_foreign_is_no_value_for_the_question_before() -> None:
    case = {"programme": CARE, "patient_group": "asylum_seeker", "care_type": "inpatient"}
    context = Context(slots=case, question=make_question(fee=0.9))
    turn = dataclasses.replace(
        make_turn("hur doserar jag medicinen", "out_of_scope", care_type="medicines"),
        ranking={"out_of_scope": 0.7},
        asked={"out_of_scope": 0.6},
    )
    assert not is_elliptical(turn, context)
    assert is_elliptical(dataclasses.replace(turn, asked={"none": 0.9}), context)


@pytest.mark.parametrize(
    ("text", "asked", "domain"),
    [
        ("hos vem söker hon det tillbaka", "fee", CARE),
        ("var ansöker man om ersättning", "fee", CARE),
        ("vem får söka", "eligibility", None),
        ("hur söker vi bidrag", "fee", None),
        ("kan vi söka till utlysningen", "fee", None),
    ],
)
def test_a_bare_apply_leaves_no_patient_whose_care_is_asked_about(text: str, asked: str, domain: str | None) -> None:
    context = Context(slots={"programme": CARE, "patient_group": "asylum_seeker"}, question=make_question(fee=0.9))
    turn = dataclasses.replace(make_turn(text, f"ask_{asked}", 0.9), asked={asked: 0.9})
    assert domain_of(turn, context) == domain


@pytest.mark.parametrize(
    ("intent", "asked", "time"),
    [
        (0.87, {"until_when": 0.92}, True),
        (0.9, {"deadline": 0.64, "until_when": 0.34}, True),
        (0.9, {"deadline": 0.73, "until_when": 0.13}, False),
        (0.99, {"deadline": 0.85, "until_when": 0.1}, False),
        (0.6, {"status": 0.98}, False),
    ],
)
def test_a_question_of_a_time_is_told_from_one_for_the_age_of_the_answer(
    intent: float, asked: dict[str, float], time: bool
) -> None:
    turn = dataclasses.replace(make_turn("hur gammalt får det va", "ask_information_age", intent), asked=asked)
    assert asks_when(turn) is time


def test_what_is_unknown_of_somebody_gone_back_to_is_not_taken_from_the_one_before() -> None:
    case = {"programme": CARE, "patient_group": "asylum_seeker", "patient_age": "45", "registration": "registered"}
    patients = ({"patient_group": "undocumented", "role": "brother"}, {**case, "role": "mother"})
    turn = dataclasses.replace(make_turn("och brodern då"), persons=(Person("brother", 4, 11),), about=(0,))
    slots = carried_slots(turn, Context(slots=case, patients=patients, at=NOW))
    assert slots == {"programme": CARE, "patient_group": "undocumented"}


def test_a_supposed_correction_of_all_changes_nobody() -> None:
    case = {"programme": CARE, "patient_age": "40"}
    context = Context(slots=case, patients=({"patient_age": "40", "role": "woman"},), question=make_question(fee=0.9))
    turn = dataclasses.replace(
        make_turn("nej vänta, om de hade varit asylsökande båda två?", patient_group="asylum_seeker"),
        manner=Manner("hypothetical", supposes=True),
    )
    kept = after(context, turn, read_query(turn, context), make_answer(programme=CARE))
    assert all("patient_group" not in patient for patient in kept.patients)


def test_somebody_said_to_be_unregistered_stays_in_the_familys_group() -> None:
    case = {"programme": CARE, "patient_group": "directive_not_registered", "registration": "registered"}
    turn = make_turn(
        "och dottern, inte folkbokförd än", patient_group="permit_not_registered", registration="not_registered"
    )
    same_words = dataclasses.replace(turn, spans={"patient_group": (12, 32), "registration": (12, 32)})
    assert carried_slots(same_words, Context(slots=case))["patient_group"] == "directive_not_registered"
    own_words = dataclasses.replace(turn, spans={"patient_group": (0, 10), "registration": (12, 32)})
    assert carried_slots(own_words, Context(slots=case))["patient_group"] == "permit_not_registered"


def test_somebody_asked_whether_she_counts_as_undocumented_is_who_she_was() -> None:
    case = {"programme": CARE, "patient_group": "eu_no_card", "patient_age": "28"}
    asked = make_turn("räknas hon som papperslös då", patient_group="undocumented")
    kept = carried_slots(dataclasses.replace(asked, counted="undocumented"), Context(slots=case))
    assert (kept["patient_group"], kept["patient_age"]) == ("eu_no_card", "28")
    assert carried_slots(asked, Context(slots=case))["patient_group"] == "undocumented"


def test_how_long_somebody_has_been_here_holds_whatever_she_is_asked_to_count_as() -> None:
    case = {"programme": CARE, "patient_group": "eu_no_card"}
    asked = make_turn("räknas hon som papperslös", patient_group="undocumented", registration="over_three_months")
    kept = carried_slots(dataclasses.replace(asked, counted="undocumented"), Context(slots=case))
    assert (kept["patient_group"], kept["registration"]) == ("eu_no_card", "over_three_months")
    other = {**case, "patient_group": "visitor"}
    assert "registration" not in carried_slots(dataclasses.replace(asked, counted="undocumented"), Context(slots=other))
