"""Messages that ask more than one thing, against a made-up knowledge base."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

import pytest

from knowledge.answering.several import (
    answer_several,
    apart,
    of_those_before,
    on_topic,
    rules_differ,
    with_the_patient,
    worth_joining,
)
from knowledge.texts import text
from knowledge.understanding.context import Context
from knowledge.understanding.persons import Person
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE, Manner, Query
from tests.actions.factories import make_answer, make_question, make_turn
from tests.knowledge.factories import make_query

TODAY = datetime.date(2026, 11, 21)
AMOUNT = make_answer(text="Högst 100 kr.\nKälla: A.", facts=("a.amount.max",), programme="glesbygd")
CONTACT = make_answer(text="Fråga Bo.\nKälla: A.", facts=("a.contact.bo",), programme="glesbygd")
UNKNOWN = make_answer("no_answer", text="Vet inte.", reason="not_in_knowledge")
FOREIGN = make_answer("no_answer", text="Annat.", reason="out_of_scope")
BACK = make_answer("clarify", text="Vilket?", missing="programme")


@dataclasses.dataclass
class Replies:
    """Gives its answers in turn and keeps the queries."""

    answers: list[Answer]
    asked: list[Query] = dataclasses.field(default_factory=list)

    def answer(self, query: Query, today: datetime.date) -> Answer:
        self.asked.append(query)
        return self.answers[len(self.asked) - 1]


def message(*questions: Turn, **background: str) -> Turn:
    return dataclasses.replace(make_turn("allt"), questions=questions, background=background)


HOW_MUCH = make_turn("hur mycket", "ask_amount", programme="glesbygd")
WHO = make_turn("vem mejlar jag", "ask_contact")


def test_each_question_gets_its_answer_in_one_reply() -> None:
    reply = answer_several(Replies([AMOUNT, CONTACT]), message(HOW_MUCH, WHO), Context(), TODAY)  # type: ignore[arg-type]
    assert reply is not None
    answer, context = reply
    assert answer.text == "Högst 100 kr.\nFråga Bo.\nKälla: A."
    assert answer.facts == context.facts == ("a.amount.max", "a.contact.bo")


def test_what_the_background_tells_holds_for_every_question() -> None:
    replies = Replies([AMOUNT, CONTACT])
    answer_several(replies, message(HOW_MUCH, WHO, unit_size="small"), Context(), TODAY)  # type: ignore[arg-type]
    assert [query.slots.get("unit_size") for query in replies.asked] == ["small", "small"]


def test_a_later_question_stays_with_the_programme_of_the_first() -> None:
    replies = Replies([AMOUNT, CONTACT])
    answer_several(replies, message(HOW_MUCH, WHO), Context(), TODAY)  # type: ignore[arg-type]
    assert replies.asked[1].said["programme"] == "glesbygd"


def test_a_single_question_and_a_pending_one_are_left_to_the_ordinary_way() -> None:
    assert answer_several(Replies([]), message(WHO), Context(), TODAY) is None  # type: ignore[arg-type]
    waiting = Context(pending=make_question(), missing="programme")
    assert answer_several(Replies([]), message(HOW_MUCH, WHO), waiting, TODAY) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "worth"),
    [
        ([AMOUNT, CONTACT], True),
        ([AMOUNT, UNKNOWN], True),
        ([AMOUNT, AMOUNT], False),  # the same question twice
        ([AMOUNT, dataclasses.replace(AMOUNT, facts=("a.amount.max", "a.x"))], False),
        ([AMOUNT, BACK], False),
        ([AMOUNT, FOREIGN], False),  # "kan du hjälpa mig?" is no second question
        ([UNKNOWN, UNKNOWN], False),
    ],
)
def test_answers_are_joined_only_when_they_differ(answers: Sequence[Answer], worth: bool) -> None:
    assert worth_joining(answers) is worth


def two_of_different_ages(text: str) -> Turn:
    persons = (Person("sister", 0, 4, age="24"), Person("sister", 5, 9, age="16"))
    return dataclasses.replace(make_turn(text), persons=persons, about=(0, 1), manner=Manner(of_several=True))


def test_patients_of_different_ages_are_asked_about_each() -> None:
    ages = [turn.entities["patient_age"] for turn in apart(two_of_different_ages("systrarna 24 och 16, samma rätt?"))]
    assert ages == ["24", "16"]


def test_one_of_two_patients_alone_is_asked_about_once() -> None:
    assert not apart(two_of_different_ages("två systrar, 24 och 16, får den yngre tandvård?"))


def test_only_the_younger_asks_of_both() -> None:
    assert len(apart(two_of_different_ages("två systrar, 24 och 16, eller bara den yngre?"))) == 2


def soon(turning: str, age: str) -> Turn:
    """Somebody who has a birthday soon."""
    return dataclasses.replace(
        make_turn("tandvård?", patient_age=age), persons=(Person("girl", 0, 4, age=age, turning=turning),), about=(0,)
    )


@pytest.mark.parametrize(
    ("turning", "age", "ages"),
    [
        ("18", "17", ["17", "18"]),
        ("20", "19", ["19", "20"]),
        ("18", "child", ["17", "18"]),
        # no rule changes at seventeen; and what is asked of the time after it is asked of that age alone
        ("17", "16", []),
        ("18", "18", []),
    ],
)
def test_before_and_after_a_birthday_that_changes_the_rule_are_both_asked_about(
    turning: str, age: str, ages: list[str]
) -> None:
    assert [turn.entities["patient_age"] for turn in apart(soon(turning, age))] == ages


def test_where_one_side_of_a_birthday_is_not_known_only_the_patients_own_age_is_asked_about() -> None:
    child = make_answer(text="Barn: 0 kr.\nKälla: A.", facts=("care.a.child",), programme=CARE)
    assert answer_several(Replies([child, UNKNOWN]), soon("18", "17"), Context(), TODAY) is None  # type: ignore[arg-type]


def test_each_of_several_patients_is_what_its_case_is_about() -> None:
    assert [turn.about for turn in apart(two_of_different_ages("systrarna 24 och 16, samma rätt?"))] == [(0,), (1,)]


def test_the_same_question_of_two_has_two_answers_unless_rows_and_fee_are_the_same() -> None:
    more = dataclasses.replace(AMOUNT, facts=(*AMOUNT.facts, "a.x"))
    dearer = dataclasses.replace(AMOUNT, figures=({"fact": "a", "value": "50 kr"},))
    assert rules_differ([AMOUNT, more])
    assert rules_differ([AMOUNT, dearer])
    assert not rules_differ([AMOUNT, AMOUNT])
    assert not rules_differ([AMOUNT, UNKNOWN])


TWO = (
    {"patient_group": "undocumented", "patient_age": "38", "role": "mother"},
    {"patient_group": "undocumented", "patient_age": "8", "role": "son"},
)


@pytest.mark.parametrize(
    ("text", "patients", "entities", "ages"),
    [
        ("får de glasögon båda två?", TWO, {}, ["38", "8"]),
        ("får hon glasögon?", TWO, {}, []),
        ("får de glasögon båda två?", TWO[:1], {}, []),
        ("får de glasögon båda två?", (*TWO, {"patient_group": "visitor", "role": ""}), {}, []),  # not only a family
        ("får de papperslösa båda delarna?", TWO, {"patient_group": "undocumented"}, []),
    ],
)
def test_both_may_be_the_two_who_were_spoken_of_before(
    text: str, patients: tuple[dict[str, str], ...], entities: dict[str, str], ages: list[str]
) -> None:
    context = Context(slots={"programme": CARE, "care_type": "dental"}, patients=patients)
    cases = of_those_before(make_turn(text, **entities), context)
    assert [case.entities["patient_age"] for case in cases] == ages


def a_pair(text: str, **second: str) -> Turn:
    first = Person("man", 0, 3, age="52", group="undocumented", care="doctor_visit")
    persons = (first, Person("woman", 4, 7, age="50", **{"group": "undocumented", "care": "doctor_visit", **second}))
    turn = make_turn(text, patient_group="undocumented", care_type="doctor_visit", registration="over_three_months")
    return dataclasses.replace(turn, persons=persons, about=(0, 1))


@pytest.mark.parametrize("second", [{"group": "eu_no_card"}, {"care": "maternity"}])
def test_each_of_a_pair_is_asked_about_with_group_age_and_care_of_its_own(second: dict[str, str]) -> None:
    first, other = apart(a_pair("vad betalar var och en?", **second))
    assert first.entities == {"patient_group": "undocumented", "patient_age": "52", "care_type": "doctor_visit"}
    alike = {"patient_group": "undocumented", "patient_age": "50", "care_type": "doctor_visit"}
    renamed = {"group": "patient_group", "care": "care_type"}
    assert other.entities == {**alike, **{renamed[name]: value for name, value in second.items()}}


def test_a_pair_that_does_not_differ_or_is_not_asked_about_is_one_case() -> None:
    assert not apart(a_pair("vad betalar var och en?"))
    assert not apart(a_pair("vad betalar hon?", group="eu_no_card"))


def test_a_kind_of_care_in_a_question_about_the_page_that_the_message_names_is_the_pages() -> None:
    said = {"care_type": "dental"}
    query = dataclasses.replace(make_query("gäller den tandvården", said=said, slots=said), domain=CARE)
    context = Context(slots={"programme": "fardplan"})
    assert on_topic(query, context, "fardplan").said["programme"] == "fardplan"
    assert on_topic(query, context, "fardplan").domain == "fardplan"
    # in a conversation about the page a patient's care is asked about where the message does not name the page
    assert on_topic(query, context) == query
    assert on_topic(query, context, "glesbygd") == query


@pytest.mark.parametrize(
    ("question", "patient", "domain"),
    [
        ("hos vem söker man det?", {"patient_group": "asylum_seeker"}, CARE),
        ("hur söker man bidrag hos er?", {"patient_group": "asylum_seeker"}, None),
        ("hos vem söker man det?", {}, None),
    ],
)
def test_a_later_question_of_a_message_about_a_patient_stays_there_unless_it_names_a_grant(
    question: str, patient: dict[str, str], domain: str | None
) -> None:
    context = Context(slots={"programme": CARE})
    assert with_the_patient(make_query(question), make_turn("allt", **patient), context).domain == domain


def both_ends(*answers: Answer) -> object:
    questions = [dataclasses.replace(make_turn(words), of_opposites=True) for words in ("minst", "mest")]
    return answer_several(Replies(list(answers)), message(*questions), Context(), TODAY)  # type: ignore[arg-type]


def test_both_ends_are_told_where_both_are_known_or_known_to_be_missing() -> None:
    wider = dataclasses.replace(AMOUNT, facts=("a.amount.max", "a.amount.min"))
    missing = dataclasses.replace(UNKNOWN, programme="glesbygd")
    assert both_ends(AMOUNT, CONTACT)
    assert both_ends(AMOUNT, wider)
    assert both_ends(AMOUNT, missing)
    assert both_ends(AMOUNT, AMOUNT) is None
    assert both_ends(AMOUNT, UNKNOWN) is None
    assert both_ends(AMOUNT, BACK) is None


@dataclasses.dataclass
class Knowing(Replies):
    """Replies that know the question types of their facts."""

    def types_of(self, fact: str) -> Sequence[str]:
        return fact.split(".")[1:2]


REFUSAL = make_answer("no_answer", text=text("answers", "no_answer", "not_in_knowledge"), reason="not_in_knowledge")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (CONTACT, "Högst 100 kr.\nFråga Bo.\nKälla: A."),
        (UNKNOWN, "Högst 100 kr.\nOm ”av vem” framgår inget av de källor jag har.\nKälla: A."),
        # found by the whole message, but no answer to this question of it
        (
            make_answer(text="I maj.\nKälla: A.", facts=("a.deadline.x",)),
            "Högst 100 kr.\nOm ”av vem” framgår inget av de källor jag har.\nKälla: A.",
        ),
    ],
)
def test_a_question_too_short_to_be_found_is_read_with_its_message(found: Answer, said: str) -> None:
    who = dataclasses.replace(make_turn("av vem", "ask_contact"), asked={"contact": 0.8})
    replies = Knowing([AMOUNT, REFUSAL, found])
    reply = answer_several(replies, message(HOW_MUCH, who), Context(), TODAY)  # type: ignore[arg-type]
    assert reply is not None
    assert reply[0].text == said
    assert "allt" in replies.asked[2].masked


def test_a_later_question_of_a_case_is_not_answered_with_what_was_just_said() -> None:
    first = make_answer(text="Ett.", facts=("care.documents.a",), programme=CARE)
    second = dataclasses.replace(first, text="Två.", facts=("care.documents.b",))
    replies = Replies([first, first, second])
    turn = message(make_turn("hur gammalt får kvittot vara"), make_turn("om det saknas då"))
    reply = answer_several(replies, turn, Context(), TODAY)  # type: ignore[arg-type]
    assert reply is not None
    assert reply[0].text == "Ett.\nTvå."
    assert [query.recent for query in replies.asked] == [(), ("care.documents.a",), ()]


def test_what_leans_on_a_foreign_question_is_refused_with_it_unless_a_case_is_told_of() -> None:
    foreign = dataclasses.replace(make_turn("vad är tillägget", "out_of_scope"), asked={"out_of_scope": 0.9})
    leaning = make_turn("var registrerar jag det")
    reply = answer_several(Replies([FOREIGN, AMOUNT]), message(foreign, leaning), Context(), TODAY)  # type: ignore[arg-type]
    assert reply is not None
    assert reply[0] == FOREIGN
    case = message(foreign, leaning, patient_group="undocumented")
    told = answer_several(Replies([FOREIGN, AMOUNT]), case, Context(), TODAY)  # type: ignore[arg-type]
    assert told is None or told[0] != FOREIGN


def test_an_answer_that_stands_whole_in_another_is_left_out_and_its_status_is_not() -> None:
    who = make_answer(text="Alla.", facts=("a.who",), programme="glesbygd")
    both = make_answer(text="Alla. Chefen.", facts=("a.who", "a.sender"), programme="glesbygd")
    closed = dataclasses.replace(both, text="Stängd. Alla. Chefen.")
    replies = Replies([who, both, closed])
    reply = answer_several(replies, message(HOW_MUCH, WHO), Context(told_status=frozenset()), TODAY)  # type: ignore[arg-type]
    assert reply is not None
    assert reply[0].text.startswith("Stängd. Alla. Chefen.")
    assert replies.asked[-1].told_status == frozenset()


def test_an_adult_of_no_age_and_a_child_are_asked_about_each() -> None:
    turn = dataclasses.replace(
        make_turn("vad har han och tösen på tre år rätt till", patient_group="undocumented"),
        persons=(Person("girl", 11, 16, age="3"), Person("man", 7, 10)),
        about=(0, 1),
        asked={"care_right": 0.9},
    )
    assert [one.entities["patient_age"] for one in apart(turn)] == ["3", "adult"]


def test_whether_a_child_and_an_adult_have_the_same_rules_asks_for_the_right_of_each() -> None:
    turn = dataclasses.replace(
        two_of_different_ages("gäller samma regler för båda"), asked={"law": 0.45, "care_right": 0.4}
    )
    assert all(one.asked == {"care_right": 1.0} for one in apart(turn))
