from __future__ import annotations

import re

import pytest

from knowledge.saying.page import (
    compose,
    compose_gap,
    compose_refusal,
    contacts,
    speaks_of_now,
    whom_to_ask,
    without_repeats,
)
from knowledge.store import Knowledge
from knowledge.words.answer import Answer
from tests.knowledge.factories import day, make_fact, make_gap, make_knowledge, make_page, make_programme, make_query

UTLYSNING, KUB = "utlysning-2021", "kompetensutvecklingsbidrag"
AMOUNT = make_fact("bidrag.amount.a", text="Beloppet {är|var} 5 kr.", quote=["Beloppet är 5 kr"])
STATUS = make_fact("bidrag.status.a", text="Ansökan {ska|skulle} in i tid.", quote=["Ansökan i tid"])
OPEN, CLOSED = day("2021-11-23"), day("2021-11-24")
HEARD = frozenset({"bidrag"})


def grant(*facts: object, **fields: object) -> Knowledge:
    """A grant that closes on 23 November 2021."""
    programme = make_programme(
        "bidrag", [STATUS, AMOUNT, *facts], timeline=[("closes", "2021-11-23")], name="Bidraget", **fields
    )
    return make_knowledge(programme)


def say(
    question: str, fact: str = AMOUNT.id, *, today: object = CLOSED, knowledge: Knowledge | None = None, **query: object
) -> Answer:
    return compose(knowledge or grant(), [fact], make_query(question, **query), today, 1.0)  # type: ignore[arg-type]


CLOSED_LEAD = "Bidraget stängde 23 november 2021"


@pytest.mark.parametrize(
    ("question", "heard", "introduced"),
    [
        ("hur mycket kan man söka", False, True),
        ("hur mycket kunde man söka", False, True),
        ("maxbelopp", False, True),
        ("hur mycket kan man söka", True, True),
        ("vad får en stor enhet nu", True, True),
        ("hur mycket kunde man söka", True, False),
        ("hur mycket var det", True, False),
        ("maxbelopp", True, False),
    ],
)
def test_a_closed_grant_is_introduced_as_closed_until_that_is_known(
    question: str, heard: bool, introduced: bool
) -> None:
    answer = say(question, told_status=HEARD if heard else frozenset())
    assert answer.text.startswith(CLOSED_LEAD) is introduced
    assert answer.short.startswith(CLOSED_LEAD) is introduced
    assert answer.status == {"state": "closed", "since": "2021-11-23"}


def test_asking_for_the_status_is_always_answered_with_it() -> None:
    assert say("stängde den", STATUS.id, told_status=HEARD).text.startswith(CLOSED_LEAD)
    assert "öppen till och med 23 november 2021" in say("är den öppen", STATUS.id, today=OPEN).text


def test_an_open_grant_is_not_introduced() -> None:
    answer = say("hur mycket kan man söka", today=OPEN)
    assert answer.text.startswith("Beloppet är 5 kr.")
    assert answer.status == {"state": "open", "since": None}


def test_a_project_that_is_over_is_introduced_only_when_that_is_asked() -> None:
    facts = [make_fact("projekt.status.a"), make_fact("projekt.structure.a", text="Det {är|var} tre möten.")]
    timeline = [("starts", "2019-01-01"), ("ends", "2026-12-31")]
    knowledge = make_knowledge(make_programme("projekt", facts, kind="project", timeline=timeline))
    ended = day("2027-03-01")
    structure = compose(knowledge, ["projekt.structure.a"], make_query("hur är det"), ended, 1.0)
    status = compose(knowledge, ["projekt.status.a"], make_query("pågår det"), ended, 1.0)
    assert structure.text.startswith("Det var tre möten.")
    assert "pågick" in status.text
    assert structure.status == {"state": "ended", "since": "2026-12-31"}


def test_a_programme_without_dates_has_no_status() -> None:
    knowledge = make_knowledge(make_programme("plan", [make_fact("plan.status.a")], kind="strategy"))
    answer = compose(knowledge, ["plan.status.a"], make_query("gäller den"), OPEN, 1.0)
    assert answer.status is None
    assert answer.text.startswith("Text om plan.status.a.")


@pytest.mark.parametrize(
    ("value", "today", "word"),
    [
        (None, "2021-11-23", "är"),
        (None, "2021-11-24", "var"),
        ({"date": "2021-11-30"}, "2021-11-30", "är"),  # its own date lies ahead though the grant is closed
        ({"date": "2021-11-30"}, "2021-12-01", "var"),
        ({"date": "2021-12"}, "2021-12-31", "är"),
        ({"date": "2021-12"}, "2022-01-01", "var"),
        ({"date": "2022"}, "2022-12-31", "är"),
        ({"from": "2020", "to": "2021"}, "2021-12-31", "är"),
        ({"from": "2020", "to": "2021"}, "2022-01-01", "var"),
        ({"date": "2021-10-01"}, "2021-11-01", "var"),  # passed though the grant is open
    ],
)
def test_a_fact_is_said_in_the_tense_of_its_own_date_or_else_of_the_status(
    value: dict[str, str] | None, today: str, word: str
) -> None:
    dated = make_fact("bidrag.deadline.a", text="Dagen {är|var} satt.", value=value)
    answer = say("när", dated.id, today=day(today), knowledge=grant(dated))
    assert f"Dagen {word} satt." in answer.text


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Hur mycket kan man söka?", True),
        ("får vi söka", True),
        ("gäller det fortfarande", True),
        ("hur mycket kunde man söka", False),
        ("vad var beloppet", False),
        ("kan man få veta vad beloppet var", False),
        ("maxbelopp stor enhet", False),
        ("", False),
    ],
)
def test_a_question_in_the_present_tense_speaks_of_now(question: str, now: bool) -> None:
    assert speaks_of_now(question) is now


@pytest.mark.parametrize(
    ("updated", "ending"),
    [
        ("2021-11-24", "uppdaterad 2021-11-24."),
        ("2021-11-09", "uppdaterad 2021-11-09, för 15 dagar sedan."),
        ("2019-11-09", "uppdaterad 2019-11-09, för två år sedan: uppgiften kan vara inaktuell."),
        (None, "sidan är odaterad."),
    ],
)
def test_every_answer_ends_with_its_source_and_date(updated: str | None, ending: str) -> None:
    programme = make_programme("bidrag", [AMOUNT], gaps=[make_gap("bidrag.contact.g")])
    knowledge = make_knowledge(programme, pages=[make_page("bidrag", title="Titel", publisher="KJV", updated=updated)])
    answers = [
        say("hur mycket", knowledge=knowledge),
        compose_gap(knowledge, knowledge.gaps["bidrag.contact.g"], CLOSED, 1.0),
    ]
    for answer in answers:
        last = answer.text.splitlines()[-1]
        assert last.startswith("Källa: Titel, KJV")
        assert last.endswith(ending)
        assert {source["updated"] for source in answer.sources} == {updated}


def test_several_facts_are_said_in_order_and_once() -> None:
    same = make_fact("bidrag.amount.b", text=AMOUNT.text, quote=["Andra ord"])
    other = make_fact("bidrag.amount.c", text="Det delas ut i juni.", quote=["i juni"])
    answer = compose(grant(same, other), [other.id, AMOUNT.id, same.id], make_query("hur mycket"), OPEN, 0.5)
    assert answer.text.splitlines()[:-1] == ["Det delas ut i juni.", "Beloppet är 5 kr."]
    assert answer.facts == (other.id, AMOUNT.id, same.id)
    assert [source["quote"] for source in answer.sources] == ["i juni", "Beloppet är 5 kr", "Andra ord"]
    assert answer.short == "Det delas ut i juni."
    assert answer.score == 0.5


def test_the_status_that_is_said_carries_its_own_quotation() -> None:
    assert [source["quote"] for source in say("hur mycket").sources] == ["Beloppet är 5 kr", "Ansökan i tid"]
    assert [source["quote"] for source in say("hur mycket", today=OPEN).sources] == ["Beloppet är 5 kr"]


INVITES = make_fact(
    "bidrag.status.b", type="contradiction", text="Rubriken ”Sök nu” står kvar{.|, men tiden är ute.}", quote=["Sök nu"]
)


@pytest.mark.parametrize(
    ("fact", "today", "said"),
    [
        (STATUS.id, CLOSED, True),
        ("bidrag.how_to_apply.a", CLOSED, True),
        (AMOUNT.id, CLOSED, False),
        (STATUS.id, OPEN, False),
    ],
)
def test_a_page_that_still_invites_to_what_is_over_is_contradicted_where_it_matters(
    fact: str, today: object, said: bool
) -> None:
    knowledge = grant(INVITES, make_fact("bidrag.how_to_apply.a", text="Ansök på blanketten."))
    answer = say("kan man söka", fact, today=today, knowledge=knowledge)
    assert ("Rubriken ”Sök nu” står kvar, men tiden är ute." in answer.text) is said
    assert ("Sök nu" in [source["quote"] for source in answer.sources]) is said


def test_a_contradiction_that_is_asked_for_itself_is_said_once() -> None:
    answer = say("varför står det sök nu", INVITES.id, knowledge=grant(INVITES))
    assert answer.text.count("Sök nu") == 1


def test_a_fact_that_lost_its_quotation_is_given_with_that_said() -> None:
    mark = {"since": "2021-11-20", "reason": "borta"}
    lost = make_fact("bidrag.amount.l", text="Beloppet är 6 kr.", quote=["6 kr"], unverified=mark)
    answer = say("hur mycket", lost.id, today=OPEN, knowledge=grant(lost))
    note = "Obs! Uppgiften är inte bekräftad: den fanns inte kvar på sidan 20 november 2021."
    assert answer.text.splitlines()[:2] == [note, "Beloppet är 6 kr."]
    assert answer.short == f"{note} Beloppet är 6 kr."
    assert "Obs!" not in say("hur mycket", today=OPEN, knowledge=grant(lost)).text


def test_what_the_page_says_now_stands_before_a_date_that_it_no_longer_gives() -> None:
    mark = {"since": "2021-11-20", "reason": "borta", "now": "Ansök senast den 30 november 2021."}
    closes = STATUS.copy(update={"unverified": make_fact("a.amount.c", unverified=mark).unverified})
    programme = make_programme("bidrag", [closes, AMOUNT], timeline=[("closes", "2021-11-23")], name="Bidraget")
    text = say("när stänger det", closes.id, knowledge=make_knowledge(programme)).text
    assert text.startswith("Obs! Uppgiften är inte bekräftad")
    assert text.index("På sidan står nu: ”Ansök senast den 30 november 2021.”") < text.index("23 november 2021")


def test_a_status_that_rests_on_a_lost_quotation_says_so() -> None:
    lost = STATUS.copy(update={"unverified": make_fact("a.amount.c", unverified=LOST).unverified})
    programme = make_programme("bidrag", [lost, AMOUNT], timeline=[("closes", "2021-11-23")], name="Bidraget")
    assert "Obs!" in say("hur mycket", knowledge=make_knowledge(programme)).text


LOST = {"since": "2021-11-20", "reason": "borta"}


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2021-12-31", "Uppgiften gäller från 1 februari 2022. Beloppet är 7 kr."),
        ("2022-02-01", "Beloppet är 7 kr."),
        ("2022-12-31", "Beloppet är 7 kr."),
        ("2023-01-01", "Uppgiften gällde till och med 2022. Beloppet var 7 kr."),
    ],
)
def test_a_fact_outside_its_validity_is_not_given_as_current(today: str, first: str) -> None:
    bounded = make_fact("plan.amount.a", text="Beloppet {är|var} 7 kr.", valid_from="2022-02-01", valid_to="2022")
    knowledge = make_knowledge(make_programme("plan", [bounded], kind="strategy"))
    answer = compose(knowledge, [bounded.id], make_query("hur mycket"), day(today), 1.0)
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize(("today", "kept"), [("2022-06-01", "old"), ("2023-06-01", "new"), ("2024-06-01", "old")])
def test_of_two_facts_about_one_thing_the_one_in_force_is_given(today: str, kept: str) -> None:
    old = make_fact("plan.amount.old", text="Högst 5 kr.", valid_to="2022")
    new = make_fact("plan.amount.new", text="Högst 7 kr.", valid_from="2023", valid_to="2023")
    other = make_fact("plan.amount.small", text="Högst 2 kr.", valid_from="2023", when={"unit_size": "small"})
    knowledge = make_knowledge(make_programme("plan", [other, old, new], kind="strategy"))
    answer = compose(knowledge, [old.id], make_query("hur mycket"), day(today), 1.0)
    assert answer.facts == (f"plan.amount.{kept}",)


def person(slug: str, **value: str) -> object:
    return make_fact(f"bidrag.contact.{slug}", type="contact", value=value, question=["contact"])


ANNA = person("a", name="Anna Ylmén", role="Regionutvecklare")
ANNA_MAIL = person("b", name="Anna Ylmén", email="anna@vgregion.se")
ANNA_PHONE = person("c", name="Anna Ylmén", phone="0735-76 37 23", email="anna@vgregion.se")
MAILBOX = person("d", email="kub@vgregion.se")
NOBODY = person("e", role="Regionutvecklare")


def test_what_several_facts_give_of_one_person_is_one_contact() -> None:
    whole = {"name": "Anna Ylmén", "role": "Regionutvecklare", "email": "anna@vgregion.se", "phone": "0735-76 37 23"}
    mailbox = {"name": None, "role": None, "email": "kub@vgregion.se", "phone": None}
    assert contacts([ANNA, MAILBOX, ANNA_MAIL, ANNA_PHONE, NOBODY, MAILBOX, AMOUNT]) == [whole, mailbox]


def test_contacts_of_two_facts_are_merged_in_the_answer() -> None:
    knowledge = grant(ANNA, ANNA_PHONE)
    answer = compose(knowledge, ["bidrag.contact.a", "bidrag.contact.c"], make_query("vem"), OPEN, 1.0)
    assert [(contact["role"], contact["phone"]) for contact in answer.contacts] == [
        ("Regionutvecklare", "0735-76 37 23")
    ]


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([ANNA, MAILBOX], "Fråga kub@vgregion.se."),  # who can be reached goes before who cannot
        ([ANNA], "Fråga Anna Ylmén (Regionutvecklare)."),
        ([ANNA, ANNA_PHONE], "Fråga Anna Ylmén (Regionutvecklare, anna@vgregion.se, 0735-76 37 23)."),
        ([MAILBOX, ANNA_MAIL], "Fråga kub@vgregion.se eller Anna Ylmén (anna@vgregion.se)."),
        ([], "Sidan anger ingen kontakt med telefon eller e-post; vänd dig till Västra Götalandsregionen."),
    ],
)
def test_whom_to_ask_is_someone_who_can_be_reached(people: list, words: str) -> None:
    assert whom_to_ask(contacts(people), make_page()) == words


def test_a_gap_says_that_the_page_is_silent_and_whom_to_ask() -> None:
    gap = make_gap("bidrag.payment.g", text="Sidan säger inget om utbetalning.")
    knowledge = grant(ANNA_MAIL, gaps=[gap])
    answer = compose_gap(knowledge, gap, CLOSED, 0.7)
    assert (answer.kind, answer.reason, answer.facts) == ("no_answer", "not_in_knowledge", ())
    assert answer.text.startswith("Sidan säger inget om utbetalning.\nBidraget stängde")
    assert "Fråga Anna Ylmén (anna@vgregion.se)." in answer.text
    assert answer.contacts[0]["email"] == "anna@vgregion.se"
    assert (answer.programme, answer.question_type) == ("bidrag", "payment")


def test_a_gap_of_an_open_grant_says_nothing_of_its_status() -> None:
    gap = make_gap("bidrag.payment.g")
    assert "öppen" not in compose_gap(grant(gaps=[gap]), gap, OPEN, 0.7).text


def refused(**query: object) -> Answer:
    return compose_refusal(grant(ANNA_MAIL), make_query("vad blir det för väder", **query), 0.1)


def test_a_refusal_about_a_named_programme_gives_its_contact() -> None:
    answer = refused(said={"programme": "bidrag"})
    assert (answer.kind, answer.reason, answer.facts) == ("no_answer", "not_in_knowledge", ())
    assert "anna@vgregion.se" in answer.text
    assert answer.contacts


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"slots": {"programme": "bidrag"}},
        {"said": {"programme": "okänt"}},
        {"said": {"programme": "bidrag"}, "out_of_scope": 0.9},
    ],
)
def test_any_other_refusal_says_what_can_be_asked(query: dict) -> None:
    answer = refused(**query)
    assert (answer.kind, answer.reason, answer.sources) == ("no_answer", "out_of_scope", ())
    assert "bidrag" in answer.text
    assert len(answer.text.split()) <= 30  # two lines: what can be asked stands on the buttons


# --- the real programmes ---


def about(real: Knowledge, fact: str, today: str, question: str = "hur mycket kan man söka", **query: object) -> Answer:
    return compose(real, [fact], make_query(question, **query), day(today), 1.0)


def facts_of(real: Knowledge, programme: str) -> list[str]:
    return [fact for fact in real.facts if real.programme_of[fact] == programme]


@pytest.mark.parametrize(
    ("today", "state"),
    [("2021-11-01", "open"), ("2021-11-23", "open"), ("2021-11-24", "closed"), ("2026-11-21", "closed")],
)
def test_the_2021_call_is_open_to_its_last_day_and_closed_the_day_after(
    real: Knowledge, today: str, state: str
) -> None:
    for fact in facts_of(real, UTLYSNING):
        answer = about(real, fact, today)
        assert answer.status is not None
        assert answer.status["state"] == state
        assert ("stängde 23 november 2021" in answer.text) is (state == "closed")
    status = about(real, f"{UTLYSNING}.status.application", today).text
    assert ("är öppen till och med 23 november 2021" in status) is (state == "open")


@pytest.mark.parametrize(
    ("today", "state", "since", "words"),
    [
        ("2023-05-05", "closed", "2023-05-05", "pausat sedan 5 maj 2023"),
        ("2023-05-16", "closed", "2023-05-05", "pausat sedan 5 maj 2023"),
        ("2023-05-17", "ended", "2023-05-17", "avslutades genom beslut 17 maj 2023"),
        ("2026-11-21", "ended", "2023-05-17", "avslutades genom beslut 17 maj 2023"),
    ],
)
def test_the_skills_grant_is_paused_and_then_ended(
    real: Knowledge, today: str, state: str, since: str, words: str
) -> None:
    for fact in facts_of(real, KUB):
        answer = about(real, fact, today)
        assert answer.status == {"state": state, "since": since}
        assert words in answer.text.splitlines()[0]


def test_no_answer_about_an_ended_grant_opens_as_if_it_were_open(real: Knowledge) -> None:
    for fact in [*facts_of(real, UTLYSNING), *facts_of(real, KUB)]:
        first = about(real, fact, "2026-11-21").text.splitlines()[0]
        assert re.search(r"går inte (längre )?att söka", first), fact


def test_every_real_gap_tells_whom_to_ask_and_names_its_source(real: Knowledge) -> None:
    for gap in real.gaps.values():
        answer = compose_gap(real, gap, day("2026-11-21"), 1.0)
        assert answer.text.splitlines()[-1].startswith("Källa: ")
        assert "Fråga " in answer.text or "vänd dig till" in answer.text


SHORT_OF_IT = "Beslutet om att avsluta bidraget fattades den 17 maj 2023."
WHOLE_OF_IT = "Operativa nämnden fattade beslutet om att avsluta bidraget den 17 maj 2023."
OTHER = "Beslutet om att avsluta bidraget fattades av nämnden."


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        ([SHORT_OF_IT, WHOLE_OF_IT], [WHOLE_OF_IT]),
        ([WHOLE_OF_IT, SHORT_OF_IT], [WHOLE_OF_IT]),
        ([SHORT_OF_IT, SHORT_OF_IT], [SHORT_OF_IT]),
        (
            ["Avgiften är 50 kronor.", "Besök ingår.", "Besök ingår, och avgiften är 50 kronor per gång."],
            ["Besök ingår, och avgiften är 50 kronor per gång."],
        ),
        # says a little more and leaves something out: the first stays
        ([SHORT_OF_IT, OTHER], [SHORT_OF_IT]),
    ],
)
def test_what_says_all_of_a_text_and_more_takes_its_place(texts: list[str], kept: list[str]) -> None:
    assert without_repeats(texts) == kept
