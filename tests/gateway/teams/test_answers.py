"""Questions in chats, groups and channels, and what comes back."""

from __future__ import annotations

import pytest
from activities import ANNA, BERTIL, CHANNEL, CHAT, GROUP, edit, mentioning, message
from fake_microsoft import BY_REGISTRATION, TENANT, Fake
from fake_rasa import FakeRasa


def test_question_is_answered_with_a_card(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    answer = teams(message("vad är färdplanen?"))
    assert (answer.status_code, answer.content) == (200, b"")
    [sent] = microsoft.wait(1)
    assert (sent.method, sent.conversation) == ("POST", CHAT)
    assert sent.card["type"] == "AdaptiveCard"
    assert "Du sa: vad är färdplanen?" in sent.words
    assert sent.sent["summary"].startswith("Du sa")
    assert "text" not in sent.sent  # Teams would show it beside the card
    assert sent.headers["authorization"] == f"Bearer {BY_REGISTRATION}"
    assert [turn["message"] for turn in rasa.turns] == ["vad är färdplanen?"]
