from __future__ import annotations

import datetime

import numpy as np
import pytest

from actions.latest import read_turn
from knowledge.encoder.packing import pack
from knowledge.understanding.groups import GENERAL_VALUES
from knowledge.understanding.parting import parts_of
from knowledge.understanding.turns import read_parsed, without_requests_for_the_source
from tests.actions.factories import entity, make_tracker
from tests.knowledge.factories import encode


def test_a_message_is_read_with_its_intent_its_ranking_and_its_vector() -> None:
    turn = read_turn(make_tracker("hur mycket", "ask_amount", ranking={"ask_amount": 0.7, "greet": 0.2}))
    assert (turn.text, turn.intent, turn.ranking) == ("hur mycket", "ask_amount", {"ask_amount": 0.7, "greet": 0.2})
    np.testing.assert_allclose(turn.vector, encode(["hur mycket"])[0], atol=1e-3)


def test_only_question_types_count_as_question_types() -> None:
    ranking = {"ask_amount": 0.5, "ask_care_right": 0.2, "ask_source": 0.1, "ask_capabilities": 0.1, "greet": 0.1}
    assert read_turn(make_tracker(ranking=ranking)).question_types == {"amount": 0.5, "care_right": 0.2}


def test_entities_become_values_and_the_programmes_name_leaves_the_question() -> None:
    text = "maxbelopp för en stor enhet i kompetens utvecklings bidraget"
    found = [
        entity(text, "stor enhet", "unit_size", "large"),
        entity(text, "kompetens utvecklings bidraget", "programme", "kompetensutvecklingsbidrag"),
    ]
    turn = read_turn(make_tracker(text, entities=found))
    assert turn.entities == {"unit_size": "large", "programme": "kompetensutvecklingsbidrag"}
    assert turn.masked == "maxbelopp för en stor enhet i"


def test_of_two_values_the_first_is_what_is_asked_about() -> None:
    text = "är Utlysning 2021 större än Färdplanen"
    found = [entity(text, "Utlysning 2021", "programme", "a"), entity(text, "Färdplanen", "programme", "b")]
    assert read_turn(make_tracker(text, entities=found)).entities == {"programme": "a"}


@pytest.mark.parametrize("general", sorted(GENERAL_VALUES))
@pytest.mark.parametrize("first", [True, False])
def test_a_general_value_yields_to_a_particular_one(general: str, first: bool) -> None:
    text = "en två"
    values = (general, "särskild") if first else ("särskild", general)
    found = [entity(text, word, "patient_group", value) for word, value in zip(text.split(), values, strict=True)]
    assert read_turn(make_tracker(text, entities=found)).entities["patient_group"] == "särskild"


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("papperslös, 27 år", "27"),
        ("en 17-åring utan papper", "17"),
        ("gravid i vecka 32", None),
        ("hur mycket kan man söka", None),
    ],
)
def test_a_stated_age_is_the_patients(text: str, age: str | None) -> None:
    assert read_turn(make_tracker(text)).entities.get("patient_age") == age


def test_a_word_for_a_child_gives_an_age_class() -> None:
    age = read_turn(make_tracker("har ett papperslöst barn rätt till tandvård")).entities["patient_age"]
    assert not age.isdigit()


@pytest.mark.parametrize("missing", ["text", "intent", "intent_ranking", "entities"])
def test_a_message_with_parts_missing_is_read_all_the_same(missing: str) -> None:
    tracker = make_tracker("hej")
    tracker.latest_message[missing] = None
    turn = read_turn(tracker)
    assert isinstance(turn.text, str)
    assert isinstance(turn.intent, str)


def test_a_message_without_a_vector_is_refused() -> None:
    tracker = make_tracker("hej")
    del tracker.latest_message["embedding"]
    with pytest.raises(KeyError, match="embedding"):
        read_turn(tracker)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("polsk man utan försäkring, räknas han som papperslös", "eu_any"),
        ("ska en polsk besökare behandlas som papperslös?", "eu_any"),
        ("räknas hon som papperslös", "undocumented"),
        ("papperslös, förut polsk medborgare", "undocumented"),
    ],
)
def test_a_group_that_the_patient_may_count_as_is_not_the_patients(text: str, group: str) -> None:
    found = [
        entity(text, word, "patient_group", value)
        for word, value in (("polsk", "eu_any"), ("papperslös", "undocumented"))
        if word in text
    ]
    assert read_turn(make_tracker(text, entities=found)).entities["patient_group"] == group


@pytest.mark.parametrize(("text", "age"), [("barnen 5 och 8", "child"), ("systrarna, 16 och 24", None)])
def test_several_ages_are_one_value_only_where_one_rule_holds_for_all(text: str, age: str | None) -> None:
    assert read_turn(make_tracker(text)).entities.get("patient_age") == age


def test_each_question_of_a_message_gets_the_age_of_the_person_that_it_means() -> None:
    text = "Pappan och flickan: han är 44 och hon är 17. Vad tar vi av honom? Och hur mycket av henne?"
    vector = pack(encode([text])[0])
    parts = [{"start": part.start, "end": part.end, "asks": part.asks, "embedding": vector} for part in parts_of(text)]
    turn = read_parsed({"text": text, "embedding": vector, "parts": parts}, datetime.date(2026, 11, 29))
    assert [question.entities.get("patient_age") for question in turn.questions] == ["44", "17"]


def test_a_kind_of_care_is_of_the_person_last_named_before_it_by_word_or_pronoun() -> None:
    text = "mamma 34 och hennes son 6, hon ska till doktorn och han till tandläkaren"
    found = [
        entity(text, "doktorn", "care_type", "doctor_visit"),
        entity(text, "tandläkaren", "care_type", "dental"),
    ]
    persons = read_turn(make_tracker(text, entities=found)).persons
    assert [(person.age, person.care) for person in persons] == [("34", "doctor_visit"), ("6", "dental")]


def headed(text: str, **heads: dict[str, float]) -> dict[str, str]:
    """The entities of a text in which only these heads speak."""
    tracker = make_tracker(text)
    tracker.latest_message["heads"] = heads
    return dict(read_turn(tracker).entities)


def test_a_message_that_only_gives_an_age_names_no_care_however_sure_the_head() -> None:
    care = {"interpreter": 0.9}
    assert "care_type" not in headed("hans dotter hon är tolv", care=care, asked={"none": 0.9})
    assert headed("hon förstår inte vad vi säger", care=care, asked={"care_right": 0.9})["care_type"] == "interpreter"


def test_a_kind_of_care_in_the_story_counts_where_the_question_only_names_the_laws_term() -> None:
    text = "Vård som inte kan anstå är väl inte bara kroppen? Hon har svår ångest."
    term = entity(text, "Vård som inte kan anstå", "care_type", "vika")
    found = [term, entity(text, "ångest", "care_type", "psychiatry")]
    tracker = make_tracker(text, entities=found)
    tracker.latest_message["parts"] = [
        {"start": part.start, "end": part.end, "asks": part.asks, "embedding": pack(encode([part.of(text)])[0])}
        for part in parts_of(text)
    ]
    assert read_turn(tracker).entities["care_type"] == "psychiatry"


def test_a_denied_group_is_not_concluded_from_a_head_and_no_resident_lacks_an_address() -> None:
    text = "hon är inte asylsökande"
    denied = entity(text, "asylsökande", "patient_group", "asylum_seeker") | {"negated": True}
    tracker = make_tracker(text, entities=[denied])
    tracker.latest_message["heads"] = {"group": {"asylum_seeker": 0.8}}
    assert "patient_group" not in read_turn(tracker).entities
    for registration, group in (("registered", "resident"), ("not_registered", None)):
        found = [entity("vad ska hon betala", "hon", "registration", registration)]
        tracker = make_tracker("vad ska hon betala", entities=found)
        tracker.latest_message["heads"] = {"group": {"resident": 0.9}, "continues": {"no": 0.9}}
        assert read_turn(tracker).entities.get("patient_group") == group


def test_how_long_an_eu_citizen_has_been_here_is_read_beside_what_he_is_asked_to_count_as() -> None:
    text = "om han varit här fem månader, räknas han som papperslös då?"
    found = [entity(text, "papperslös", "patient_group", "undocumented")]
    turn = read_turn(make_tracker(text, entities=found))
    assert (turn.counted, turn.entities["registration"]) == ("undocumented", "over_three_months")
    said = "papperslös, har varit här fem månader"
    found = [entity(said, "papperslös", "patient_group", "undocumented")]
    assert "registration" not in read_turn(make_tracker(said, entities=found)).entities


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Krävs egna pengar? Var står det i så fall?", ["Krävs egna pengar?"]),
        ("Är tandvård gratis? Källa tack", ["Är tandvård gratis?"]),
        ("Får vi neka honom? I vilken paragraf finns det?", ["Får vi neka honom?"]),
        ("Var står det? Och vilken paragraf?", ["Var står det?", "Och vilken paragraf?"]),
        ("Vem kan söka? När stänger den?", ["Vem kan söka?", "När stänger den?"]),
    ],
)
def test_a_request_for_the_source_is_no_question_beside_another(text: str, left: list[str]) -> None:
    asking = [part.mark() for part in parts_of(text)]
    assert [text[part["start"] : part["end"]] for part in without_requests_for_the_source(text, [], asking)] == left
