"""Questions in chats, groups and channels, and what comes back."""

from __future__ import annotations

import pytest
from activities import ANNA, BERTIL, CHANNEL, CHAT, GROUP, edit, mentioning, message
from fake_microsoft import BY_REGISTRATION, TENANT, Fake, sender
from fake_rasa import FakeRasa

from bot.gateway.teams.connector import MAX_ACTIVITY_BYTES


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


def test_typing_sign_is_shown_while_the_answer_is_made(teams, microsoft: Fake) -> None:
    teams(message("långsam fråga"))
    microsoft.wait(1)
    assert [call.conversation for call in microsoft.typing] == [CHAT]


def test_typing_sign_is_shown_again_while_it_takes_long(teams, microsoft: Fake, monkeypatch) -> None:
    monkeypatch.setattr("bot.gateway.teams.answering.TYPING_SECONDS", 0.1)
    teams(message("långsam fråga"))
    microsoft.wait(1)
    assert len(microsoft.typing) > 2


def test_every_message_of_the_reply_becomes_a_card(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    teams(message("två svar"))
    first, second = microsoft.wait(2)
    assert "Första" in first.words
    assert "Andra" in second.words


def test_long_answer_stays_within_what_teams_takes(teams, microsoft: Fake) -> None:
    teams(message("långt"))
    [sent] = microsoft.wait(1)
    assert int(sent.headers["content-length"]) <= MAX_ACTIVITY_BYTES
    assert sent.card["type"] == "AdaptiveCard"
    assert "ÅÅÅ" in sent.words


def test_conversation_has_its_answers_in_order(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    for words in ("långsam först", "sedan", "sist"):
        teams(message(words))
    said = [call.sent["summary"] for call in microsoft.wait(3)]
    assert [words.split()[2] for words in said] == ["långsam", "sedan", "sist"]
    assert [turn["message"] for turn in rasa.turns] == ["långsam först", "sedan", "sist"]


def test_slow_conversation_holds_up_no_other(teams, microsoft: Fake) -> None:
    teams(message("långsam fråga"))
    teams(mentioning("<at>Lotsen</at> snabb fråga", conversation=GROUP, person=BERTIL))
    assert [call.conversation for call in microsoft.wait(2)] == [GROUP, CHAT]


def test_repeated_activity_is_answered_once(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    once = message("vad är färdplanen?")
    for _ in range(3):
        assert teams(once).status_code == 200
    teams(message("annat"))
    microsoft.wait(2)
    assert [turn["message"] for turn in rasa.turns] == ["vad är färdplanen?", "annat"]


def test_same_id_in_another_conversation_is_another_message(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    teams(message("en", id="1"))
    teams(message("två", id="1", conversation=GROUP))
    microsoft.wait(2)
    assert len(rasa.turns) == 2


NAMES = {
    "another chat": {"conversation": "a:another"},
    "a group": {"conversation": GROUP},
    "a channel's thread": {"conversation": CHANNEL},
    "another thread": {"conversation": CHANNEL + "2"},
    "somebody else": {"person": BERTIL},
}


@pytest.mark.parametrize("how", NAMES)
def test_conversations_are_kept_apart(teams, microsoft: Fake, rasa: FakeRasa, how: str) -> None:
    teams(message("hej"))
    teams(message("hej", **NAMES[how]))
    microsoft.wait(2)
    assert len(set(rasa.senders())) == 2


@pytest.mark.parametrize("conversation", [GROUP, CHANNEL])
def test_group_shares_one_conversation(teams, microsoft: Fake, rasa: FakeRasa, conversation: str) -> None:
    for person in (ANNA, BERTIL):
        teams(message("hej", person=person, conversation=conversation))
    assert {call.conversation for call in microsoft.wait(2)} == {conversation}
    assert len(set(rasa.senders())) == 1


def test_name_of_a_conversation_leads_back_to_nobody(bot, microsoft: Fake, rasa: FakeRasa) -> None:
    for secret in ("one secret of thirty-two characters", "another secret of the same length."):
        sender(bot(secret=secret), microsoft)(message("hej"))
    microsoft.wait(2)
    first, second = rasa.senders()
    assert first.startswith("teams-")
    assert first != second  # the digest has a key: knowing the ids is not enough to find the name
    assert not [known for known in (CHAT, ANNA, TENANT, "Anna") if known in first + second]


WRITTEN = {
    "<at>Lotsen</at> vad är färdplanen?": "vad är färdplanen?",
    "vad är färdplanen <at>Lotsen</at>": "vad är färdplanen",
    "<at>Lotsen</at>&nbsp;har <at>Bertil B</at> r&auml;tt?": "har Bertil B rätt?",
    "<p><at>Lotsen</at> rad ett</p><p>rad två</p>": "rad ett\n\nrad två",
    "<at>Lotsen</at> \xa0 å ä ö é ü ": "å ä ö é ü",
    "<at>Lotsen</at> &lt;b&gt; &amp; c": "<b> & c",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_assistant_gets_the_words_without_the_bots_name(teams, microsoft: Fake, rasa: FakeRasa, written: str) -> None:
    teams(mentioning(written, ("29:bertil-id", "Bertil B"), conversation=GROUP))
    microsoft.wait(1)
    assert [turn["message"] for turn in rasa.turns] == [WRITTEN[written]]


def test_edited_question_gets_its_answer_in_the_same_place(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    original = message("vad är fardplanen?")
    teams(original)
    [first] = microsoft.wait(1)
    teams(edit(original, "vad är färdplanen?", timestamp="2026-12-01T10:00:00Z"))
    changed = microsoft.wait(2)[1]
    assert (changed.method, changed.message) == ("PUT", first.message)
    assert "Du sa: vad är färdplanen?" in changed.words


def test_edit_counts_each_time_but_its_repeats_do_not(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    original = message("ett")
    teams(original)
    microsoft.wait(1)
    for words, at in (("två", "10:00"), ("två", "10:00"), ("ett", "10:05")):
        teams(edit(original, words, timestamp=f"2026-12-01T{at}:00Z"))
    microsoft.wait(3)
    assert [turn["message"] for turn in rasa.turns] == ["ett", "två", "ett"]


def test_edit_to_a_shorter_reply_takes_away_what_is_left_over(teams, microsoft: Fake) -> None:
    original = message("två svar")
    teams(original)
    first, second = microsoft.wait(2)
    teams(edit(original, "ett svar"))
    assert [(call.method, call.message) for call in microsoft.wait(4)[2:]] == [
        ("PUT", first.message),
        ("DELETE", second.message),
    ]


def test_edit_of_something_unknown_is_let_be(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    assert teams(edit(message("aldrig sett"), "ändrat")).status_code == 200
    teams(message("hej"))
    microsoft.wait(1)
    assert [turn["message"] for turn in rasa.turns] == ["hej"]
