"""Questions, answers and what an answer shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, DEADLINE, DEFERRABLE, Widget


def test_the_introduction_says_what_it_answers_what_not_to_type_and_that_it_is_no_person(widget: Widget) -> None:
    widget.open()
    for words in ("bidrag, utlysningar och strategier", "Skriv inga patientuppgifter", "inte en människa"):
        expect(widget.dialog.locator(".intro")).to_contain_text(words)


def test_an_example_of_the_introduction_is_asked_when_pressed(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().button("Går det att söka Utlysning 2021?").click()
    expect(widget.replies.last).to_contain_text("går inte längre att söka")
    assert gateway.questions[0]["message"] == "Går det att söka Utlysning 2021?"
    expect(widget.dialog.locator(".intro")).to_have_count(0)


def test_an_answer_shows_words_status_and_source_once(widget: Widget) -> None:
    reply = widget.open().ask(AMOUNT)
    expect(reply).to_contain_text("Maxbeloppet för en liten enhet var 60 000 kronor.")
    expect(reply.locator(".status")).to_have_text("Läge: Avslutad 17 maj 2023")
    reply.get_by_text("Så vet vi det").click()
    link = reply.get_by_role("link", name="Kompetensutvecklingsbidrag inom vårdval")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://www.vgregion.se/halsa-och-vard/vardgivarwebben/uppdrag-och-avtal/"
                                   "kompetensutvecklingsbidrag-inom-vardval/")  # fmt: skip
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(reply.locator(".sources")).to_contain_text("Västra Götalandsregionen · Odaterad")
    assert "Källa: Kompetens" not in reply.inner_text()


def test_law_source_date_and_words_are_folded_under_how_it_is_known(widget: Widget) -> None:
    reply = widget.open().ask(AMOUNT)
    quotes = reply.locator("blockquote")
    for folded in (quotes.first, reply.get_by_text("Odaterad"), reply.locator("p.source")):
        expect(folded).to_be_hidden()
    expect(reply.locator(".sources summary")).to_have_text("Så vet vi det · 1 källa")
    reply.get_by_text("Så vet vi det").click()
    expect(quotes).to_have_text([
        "Maxbelopp att ansöka om",
        "för en liten enhet 60 000 kronor",
        "Operativa hälso- och sjukvårdsnämnden fattade den 17 maj 2023 beslut om att avsluta "
        "kompetensutvecklingsbidraget för vårdvalen.",
    ])  # fmt: skip
    expect(quotes.first).to_be_visible()


def test_statuses_of_several_programmes_are_shown_with_their_names(widget: Widget) -> None:
    shown = widget.open().ask("båda?").locator(".status")
    expect(shown).to_have_text(["Utlysning 2021: Stängd sedan 23 november 2021", "Färdplanen: Öppen"])


def test_of_a_kind_that_it_does_not_know_the_words_are_shown_and_nothing_is_made_of_them(widget: Widget) -> None:
    reply = widget.open().ask("en ny sort?")
    expect(reply).to_contain_text("Ord av en sort som kommer senare.")
    reply.get_by_text("Så vet vi det").click()
    expect(reply.get_by_role("link", name="Färdplanen")).to_have_count(1)
    expect(reply.locator(".lead")).to_have_count(0)
    expect(reply.locator(".tool, .votes")).to_have_count(0)
    expect(reply.get_by_role("button", name="Vem kontaktar jag?")).to_have_count(0)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("kommande?", "Kommande"),
        ("vad är målen i färdplanen?", "Öppen"),
        ("Går det att söka Utlysning 2021?", "Stängd sedan 23 november 2021"),
        (AMOUNT, "Avslutad 17 maj 2023"),
    ],
)
def test_every_status_has_words(widget: Widget, question: str, label: str) -> None:
    expect(widget.open().ask(question).locator(".status")).to_have_text(f"Läge: {label}")


def test_several_sources_are_a_list_with_their_legal_basis(widget: Widget) -> None:
    reply = widget.open().ask(DEFERRABLE)
    expect(reply.locator(".sources li")).to_have_count(3)
    expect(reply.get_by_text("3 källor")).to_be_visible()
    expect(reply.locator(".legal")).to_have_text("Rättslig grund: lag 2008:344 6 §; lag 2013:407 7 §")


def test_a_source_with_a_date_says_when_it_was_updated(widget: Widget) -> None:
    reply = widget.open().ask("Går det att söka Utlysning 2021?")
    expect(reply.locator(".sources li .meta").first).to_contain_text("Uppdaterad 9 november 2021")


def test_contacts_can_be_written_to_and_called(widget: Widget) -> None:
    contacts = widget.open().ask("vad tjänar en läkare?").locator(".contacts")
    expect(contacts).to_contain_text("Malin Sköld, regionutvecklare")
    address, number = contacts.get_by_role("link").all()
    expect(address).to_have_attribute("href", "mailto:vgprimarvard@vgregion.se")
    expect(number).to_have_attribute("href", "tel:0722025287")


def test_a_follow_up_goes_to_the_same_conversation(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    expect(widget.ask("och en stor?")).to_contain_text("135 000 kronor")
    threads = [question["thread"] for question in gateway.questions]
    assert threads[0] == threads[1]
    assert len(threads[0]) == 24


def test_a_pressed_button_sends_its_payload_and_shows_its_title(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(DEADLINE)
    widget.button("Utlysning 2021").click()
    expect(widget.replies.last).to_contain_text("Sista dag att ansöka var 23 november 2021.")
    assert gateway.questions[-1] | {"thread": ""} == {"payload": "signed:Utlysning 2021", "thread": ""}
    expect(widget.log.locator(".user p").last).to_have_text("Utlysning 2021")
    expect(widget.button("Kompetensutvecklingsbidraget")).to_have_count(0)


def test_what_to_ask_next_is_offered_under_the_newest_answer_only(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    widget.button("Vem kontaktar jag?").click()
    expect(widget.replies).to_have_count(2)
    assert gateway.questions[-1]["message"] == "Vem kontaktar jag?"
    expect(widget.button("Hur gammal är uppgiften?")).to_have_count(0)


def test_several_messages_of_one_turn_are_all_shown(widget: Widget) -> None:
    widget.open().send("två svar")
    expect(widget.replies).to_have_count(2)
    expect(widget.replies.first).to_contain_text("Jag tog bort ett personnummer")


def test_the_working_of_an_answer_is_shown_only_if_the_server_sends_it(widget: Widget) -> None:
    widget.open().ask(AMOUNT)
    expect(widget.dialog.get_by_text("Felsökning")).to_have_count(0)
    reply = widget.ask("felsök")
    reply.get_by_text("Felsökning").click()
    for words in ("Tolkning", "Sammanhang", "Fråga till kunskapsbasen", "Fakta", "Poäng", '"intent": "ask_amount"'):
        expect(reply.locator(".debug")).to_contain_text(words)


def test_blank_questions_are_not_sent(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().send("   \n ")
    expect(widget.replies).to_have_count(0)
    assert gateway.questions == []


def test_shift_and_enter_gives_a_new_line(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().input.press_sequentially("rad ett")
    widget.input.press("Shift+Enter")
    widget.input.press_sequentially("rad två")
    widget.input.press("Enter")
    expect(widget.replies).to_have_count(1)
    expect(widget.log.locator(".user p")).to_have_text("rad ett\nrad två", use_inner_text=True)
    assert gateway.questions[0]["message"] == "rad ett\nrad två"


def test_the_enter_that_ends_a_composition_does_not_send(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().input.fill("にほん")
    enter = "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: %d, cancelable: true}))"
    widget.input.evaluate(enter % 229)  # Safari: after compositionend, so that isComposing is false
    expect(widget.input).to_have_value("にほん")
    assert gateway.questions == []
    widget.input.evaluate(enter % 13)
    expect(widget.replies).to_have_count(1)


def test_while_an_answer_is_on_its_way_it_says_so_and_takes_no_second_question(
    widget: Widget, gateway: FakeGateway
) -> None:
    gateway.mode = "hold"
    widget.open().send(AMOUNT)
    expect(widget.dialog.get_by_text("Lotsen letar i källorna")).to_be_visible()
    widget.send("och en stor?")
    gateway.mode = "up"
    gateway.release.set()
    expect(widget.replies).to_have_count(1)
    expect(widget.dialog.get_by_text("Lotsen letar i källorna")).to_have_count(0)
    assert len(gateway.questions) == 1
    expect(widget.input).to_have_value("och en stor?")
