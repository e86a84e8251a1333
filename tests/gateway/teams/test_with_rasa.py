"""Teams with the trained model behind it: the same answers as the page, with their follow-ups and buttons."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from activities import message, press
from fake_microsoft import Fake, sender
from test_end_to_end import House

pytestmark = pytest.mark.model

QUESTION = "hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    try:
        for name in ("rasa", "actions", "gateway"):
            made.start(name)
        made.wait_for("assistant", "actions")
        made.warm_up()
        yield made
    finally:
        made.stop()


def test_staff_get_in_teams_what_the_page_says(house: House, bot, microsoft: Fake) -> None:
    page = httpx.post(f"{house.url}/api/chat", json={"message": QUESTION}, timeout=150).json()["messages"][0]
    teams = sender(bot(rasa_url=f"http://127.0.0.1:{house.ports['RASA']}"), microsoft)
    teams(message(QUESTION))
    [card] = microsoft.wait(1)
    assert "60 000" in page["text"]
    assert "60 000" in card.words
    assert page["custom"]["sources"][0]["url"] in card.words
    assert page["custom"]["sources"][0]["title"] in card.words


def test_follow_ups_and_buttons_go_on_in_the_conversation(house: House, bot, microsoft: Fake) -> None:
    teams = sender(bot(rasa_url=f"http://127.0.0.1:{house.ports['RASA']}"), microsoft)
    for words in (QUESTION, "och en stor?"):
        teams(message(words))
    small, large = microsoft.wait(2)
    assert "135 000" in large.words
    contact = next(data for data in large.data if data["lotsen"]["do"] == "ask")
    teams(press(contact, large.message))
    assert "vgregion.se" in microsoft.wait(3)[2].words
    assert small.conversation == large.conversation
