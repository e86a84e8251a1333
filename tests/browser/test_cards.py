"""Teams' cards as Microsoft's renderer draws them: complete, readable at every width, and the same as in the widget."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.gateway.contract import Reply
from bot.gateway.teams.cards import CardButton, Votes, example_questions, follow_ups, notice_card, welcome_card
from tests.browser.card_drawing import WIDTHS, DrawnCard, Theme
from tests.browser.fake_gateway import REPLIES, FakeGateway
from tests.browser.widget import ASSUMING, ASSUMING_OF_TWO, Widget
from tests.gateway.teams_cards.factories import REAL, VOTES, answer_card, buttons_of, choices_of

EXAMPLES = [CardButton(question, {"say": question}) for question in example_questions()]
#: What the card says about itself, where the widget says nothing or shows a picture.
CARDS_OWN = {"Läge:", "Telefonnumret är inte angivet", "Ändra", "👍 Ja", "👎 Nej"}
#: What is done with an answer on a page only.
WIDGETS_OWN = {"Kopiera svaret"}
CONTRAST = 4.5


def card_of(reply: Reply) -> dict[str, Any]:
    """The card as the channel sends it: with the reply's buttons, or else with what may be asked next."""
    buttons = buttons_of(reply) or [CardButton(question, {"say": question}) for question in follow_ups(reply)]
    return answer_card(reply, buttons, VOTES, choices_of(reply)).card


ASSUMED = [(question, Reply.model_validate(REPLIES[question][0])) for question in (ASSUMING, ASSUMING_OF_TWO)]
CARDS = {
    **{question: card_of(reply) for question, reply in REAL + ASSUMED},
    "welcome": welcome_card(EXAMPLES, in_group=True).card,
    "notice": notice_card("Knappen gäller inte längre. Skriv din fråga med egna ord i stället.").card,
    "long": card_of(Reply.model_validate(REPLIES["långt ord"][0])),
}


@pytest.mark.parametrize("name", CARDS)
def test_the_renderer_finds_no_fault_and_nothing_is_wider_than_the_card(page: Page, name: str) -> None:
    for width in WIDTHS.values():
        drawn = DrawnCard(page, CARDS[name], "light", width)
        drawn.show_quotes()
        drawn.show_choices()
        assert drawn.faults == []
        assert cut_off(drawn.root) == [], width


def cut_off(root: Locator) -> list[str]:
    """The words of what sticks out of the card or is cut off with "…"."""
    found: list[str] = root.evaluate(
        """(root) => {
          const edge = root.getBoundingClientRect().right + 1;
          return [...root.querySelectorAll("*")]
            .filter((one) => one.offsetParent !== null)
            .filter((one) => one.getBoundingClientRect().right > edge || one.scrollWidth > one.clientWidth + 1 &&
                             getComputedStyle(one).overflow === "hidden" && one.clientWidth > 0)
            .map((one) => one.textContent.trim().slice(0, 60));
        }"""
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", ["upcoming", "open", "closed", "ended"])
def test_the_status_can_be_read_on_its_colour(page: Page, theme: Theme, state: str) -> None:
    reply = Reply.model_validate({"text": "Svar.", "custom": {"kind": "answer", "status": {"state": state}}})
    drawn = DrawnCard(page, card_of(reply), theme)
    label = drawn.root.get_by_text("Läge:")
    expect(label).to_be_visible()
    assert label.evaluate(CONTRAST_OF) >= CONTRAST


#: Contrast of an element's text with the nearest colour behind it, as WCAG computes it.
CONTRAST_OF = """(one) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue]
    .map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  let behind = one;
  while (behind && (parts(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
  const [low, high] = [getComputedStyle(one).color, getComputedStyle(behind).backgroundColor]
    .map((colour) => light(parts(colour))).sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}"""


def test_the_words_of_the_source_are_shown_and_hidden_by_their_button(page: Page) -> None:
    drawn = DrawnCard(page, CARDS["och en stor?"])
    quote = drawn.root.get_by_text("Maxbelopp att ansöka om för en stor enhet är 135 000 kronor")
    expect(quote).to_be_hidden()
    drawn.show_quotes()
    expect(quote).to_be_visible()
    drawn.show_quotes()
    expect(quote).to_be_hidden()


def test_what_is_assumed_can_be_changed_behind_its_button(page: Page) -> None:
    drawn = DrawnCard(page, CARDS[ASSUMING])
    choice = drawn.root.get_by_role("button", name="Barn under 18 år")
    expect(choice).to_be_hidden()
    drawn.show_choices()
    choice.click()
    drawn.root.get_by_role("button", name="Asylsökande").click()
    sent = [action["data"] for action in drawn.executed if action["data"]]
    assert sent == [{"payload": "signed:Barn under 18 år"}, {"payload": "signed:Asylsökande"}]
    drawn.show_choices()
    expect(choice).to_be_hidden()


def test_buttons_boxes_and_thumbs_send_their_data(page: Page) -> None:
    drawn = DrawnCard(page, CARDS["welcome"])
    for question in example_questions():
        drawn.root.get_by_role("button", name=question).click()
    assert [action["data"] for action in drawn.executed] == [{"say": question} for question in example_questions()]
    voting = DrawnCard(page, CARDS["och en stor?"])
    voting.root.get_by_role("button", name="👍 Ja").click()
    voting.root.get_by_role("button", name="👎 Nej").click()
    assert [action["data"] for action in voting.executed] == [{"vote": "up"}, {"vote": "down"}]


def test_what_is_written_after_a_thumb_down_is_sent_with_its_button(page: Page) -> None:
    reply = Reply.model_validate({"text": "Svar.", "custom": {"kind": "answer"}})
    votes = Votes({"vote": "up"}, {"vote": "down"}, "down", comment={"seal": "x"})
    drawn = DrawnCard(page, answer_card(reply, votes=votes).card, width=WIDTHS["mobile"])
    assert drawn.faults == []
    assert cut_off(drawn.root) == []
    drawn.root.get_by_label("Vad kan bli bättre? (frivilligt)").fill("Beloppet gäller 2021.")
    drawn.root.get_by_role("button", name="Skicka kommentar").click()
    assert [action["data"] for action in drawn.executed] == [{"seal": "x", "comment": "Beloppet gäller 2021."}]


def test_text_that_tries_to_be_more_harms_nothing(page: Page) -> None:
    drawn = DrawnCard(page, card_of(Reply.model_validate(REPLIES["markdown"][0])))
    drawn.show_quotes()
    assert page.evaluate("window.harmed") is None
    assert {link.split(":")[0] for link in drawn.links()} <= {"https", "mailto"}
    assert "mailto:a@example.org%3Fbcc%3Db@example.org" in drawn.links()
    assert drawn.root.locator("img, script, h1, table, b, li").count() == 0
    assert "<script>window.harmed=1</script>" in drawn.text


@pytest.mark.parametrize(("question", "reply"), REAL + ASSUMED)
def test_the_card_says_what_the_widget_says(
    page: Page, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch, question: str, reply: Reply
) -> None:
    in_widget, widget_links = read_in_widget(page, gateway, monkeypatch, question, reply)
    in_card, card_links = read_on_card(page, reply)
    assert in_widget - in_card - WIDGETS_OWN == set()
    assert in_card - in_widget - CARDS_OWN - table_of(reply) == set()
    assert card_links == widget_links


def test_the_comparison_sees_what_is_missing(page: Page, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    question, reply = next(
        (question, reply) for question, reply in REAL if reply.custom.contacts and reply.custom.status
    )
    in_widget, _ = read_in_widget(page, gateway, monkeypatch, question, reply)
    less = reply.model_copy(update={"custom": reply.custom.model_copy(update={"contacts": [], "status": None})})
    missing = in_widget - read_on_card(page, less)[0]
    assert "Kontakt" in missing
    assert any(piece.startswith("Stängd") for piece in missing)


def read_in_widget(
    page: Page, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch, question: str, reply: Reply
) -> tuple[set[str], set[str]]:
    """What the widget shows of the reply, its quotations opened: pieces of text, and the addresses of its links."""
    buttons = [button.model_dump() for button in reply.buttons]
    sent = {"text": reply.text, "buttons": buttons, "custom": reply.custom.model_dump()}
    monkeypatch.setitem(REPLIES, question, [sent])
    page.goto(gateway.url)
    article = Widget(page).open().ask(question)
    for summary in article.locator(".sources summary").all():
        summary.click()
    # the draft of a mail is the widget's own, and no part of what is answered
    article.evaluate("(one) => one.querySelectorAll('.unseen, .forward').forEach((words) => words.remove())")
    links = [link.get_attribute("href") or "" for link in article.locator("a").all()]
    return pieces(article.inner_text()), set(map(decoded, links))


def read_on_card(page: Page, reply: Reply) -> tuple[set[str], set[str]]:
    """What the card shows of the reply, in the same form."""
    drawn = DrawnCard(page, card_of(reply))
    drawn.show_quotes()
    return pieces(drawn.text), set(map(decoded, drawn.links()))


def table_of(reply: Reply) -> set[str]:
    """The rows of the table, as far as the reply's text says their numbers too; the widget shows the text only."""
    said = set(re.findall(r"\d+", reply.text))
    rows = [row for row in reply.custom.figures if set(re.findall(r"\d+", row.words or "")) <= said]
    return {piece for row in rows for piece in pieces(f"{row.label}\n{row.words}")}


def pieces(text: str) -> set[str]:
    """The lines of what is shown, taken apart where card and widget set their parts differently."""
    plain = text.replace("\u00a0", " ").replace("\u200b", "").replace("\u2028", " ")
    lines = re.split(r"\n(?:· )?| · |(?<=Läge:) |(?<=Rättslig grund:) |(?<=\w), (?=\w)", plain)
    return {" ".join(line.split()) for line in lines if line.strip()}


def decoded(link: str) -> str:
    """An address without the encoding that Markdown's brackets need."""
    return unquote(link)
