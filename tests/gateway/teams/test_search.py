"""The message extension: hits as cards, or a sentence that says why there are none."""

from __future__ import annotations

from typing import Any

import pytest
from activities import BERTIL, search
from fake_microsoft import Fake, sender, submits
from fake_rasa import FakeRasa


def found(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    extension: dict[str, Any] = answer.json()["composeExtension"]
    return extension


def test_hits_are_cards_without_buttons(teams, microsoft: Fake) -> None:
    extension = found(teams(search("angrepp")))
    assert (extension["type"], extension["attachmentLayout"]) == ("result", "list")
    [hit] = extension["attachments"]
    assert hit["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert hit["content"]["type"] == "AdaptiveCard"
    assert submits(hit["content"]) == []
    assert set(hit["preview"]["content"]) == {"title", "text"}
    assert microsoft.calls == []


def test_every_search_is_a_conversation_of_its_own(teams, rasa: FakeRasa) -> None:
    for _ in range(2):
        found(teams(search("färdplanen")))
    assert len(set(rasa.senders())) == 2
    assert [turn["message"] for turn in rasa.turns] == ["färdplanen", "färdplanen"]


SAYINGS = {
    "only opened": (search(None), "Skriv det du vill veta"),
    "blanks": (search("  "), "Skriv det du vill veta"),
    "no word but a number": (search(7), "Skriv det du vill veta"),  # type: ignore[arg-type]
    "another command": (search("hej", command="annat"), "Skriv det du vill veta"),
    "small talk": (search("bara text"), "hittar inget svar"),
    "a question back": (search("knappar"), "hittar inget svar"),
    "a failure behind Rasa": (search("fel"), "hittar inget svar"),
    "a crash": (search("krasch"), "Något gick fel"),
}


@pytest.mark.parametrize("what", SAYINGS)
def test_search_without_hits_says_why(teams, what: str) -> None:
    sent, words = SAYINGS[what]
    extension = found(teams(sent))
    assert extension["type"] == "message"
    assert words in extension["text"]


def test_search_gives_up_before_teams_does(teams, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateway.teams.search.SECONDS", 0.2)
    assert "för lång tid" in found(teams(search("långsam fråga")))["text"]


def test_too_many_searches_are_told_to_wait(bot, microsoft: Fake) -> None:
    teams = sender(bot(limit_client="2/minute"), microsoft)
    kinds = [found(teams(search("angrepp")))["type"] for _ in range(3)]
    assert kinds == ["result", "result", "message"]
    assert found(teams(search("angrepp", person=BERTIL)))["type"] == "result"


def test_assistant_that_is_away_is_said(bot, microsoft: Fake) -> None:
    teams = sender(bot(rasa_url="http://127.0.0.1:1"), microsoft)
    assert "svarar inte just nu" in found(teams(search("hej")))["text"]
