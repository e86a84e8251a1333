"""Everything else that Teams sends: what is answered, what is let be, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from activities import ANNA, CHANNEL, CHAT, GROUP, activity, installed, invoke, joined, mentioning, message
from fake_microsoft import BOT, TENANT, Fake, sender
from fake_rasa import FakeRasa

WELCOME, ONLY_TEXT = "Jag är Lotsen", "läser bara text"
PICTURE = {"contentType": "image/png", "contentUrl": "https://example.org/x.png", "name": "x.png"}
OWN_HTML = {"contentType": "text/html", "content": "<p>hej</p>"}
CARD = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}

SAID = {
    "installed for oneself": (installed(), WELCOME),
    "installed in a team": (installed(conversation=CHANNEL), WELCOME),
    "the bot joined a group": (joined(BOT, conversation=GROUP), WELCOME),
    "a mention and nothing else": (mentioning("<at>Lotsen</at> ", conversation=GROUP), WELCOME),
    "blanks": (message(" \xa0\n "), WELCOME),
    "no text at all": (message(None), WELCOME),
    "empty paragraph": (message("<p>&nbsp;</p>", attachments=[OWN_HTML]), WELCOME),
    "a picture": (message("", attachments=[PICTURE]), ONLY_TEXT),
    "a picture and its markup": (message(None, attachments=[PICTURE, OWN_HTML]), ONLY_TEXT),
    "somebody's card": (message(None, attachments=[CARD]), ONLY_TEXT),
}


@pytest.mark.parametrize("what", SAID)
def test_no_question_gets_a_word_about_what_can_be_asked(teams, microsoft: Fake, rasa: FakeRasa, what: str) -> None:
    sent, words = SAID[what]
    assert teams(sent).status_code == 200
    [said] = microsoft.wait(1)
    assert words in said.words
    assert said.conversation == sent["conversation"]["id"]
    assert rasa.turns == []


def test_picture_with_a_question_is_answered(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    teams(message("vad är detta?", attachments=[PICTURE, OWN_HTML]))
    assert "Du sa: vad är detta?" in microsoft.wait(1)[0].words


LET_BE = {
    "a reaction": activity("messageReaction", reactionsAdded=[{"type": "like"}], replyToId="m1"),
    "a reaction taken back": activity("messageReaction", reactionsRemoved=[{"type": "like"}], replyToId="m1"),
    "typing": activity("typing"),
    "a deleted message": activity("messageDelete", channelData={"tenant": {"id": TENANT}, "eventType": "softDelete"}),
    "a message brought back": activity(
        "messageUpdate", text="hej", channelData={"tenant": {"id": TENANT}, "eventType": "undeleteMessage"}
    ),
    "somebody else joined": joined("29:somebody", conversation=GROUP),
    "somebody left": activity("conversationUpdate", membersRemoved=[{"id": ANNA}], conversation=GROUP),
    "the bot left": activity("conversationUpdate", membersRemoved=[{"id": BOT}], conversation=GROUP),
    "a channel was renamed": activity(
        "conversationUpdate", channelData={"tenant": {"id": TENANT}, "eventType": "channelRenamed"}
    ),
    "removed": installed("remove"),
    "upgraded": installed("upgrade"),
    "a read receipt": activity("event", name="application/vnd.microsoft.readReceipt", value={}),
    "a meeting": activity("event", name="application/vnd.microsoft.meetingStart", value={}),
    "a command": activity("command", name="x", value={}),
    "end of conversation": activity("endOfConversation"),
    "a type of next year": activity("somethingNew"),
    "no type": activity("message", type=None),
    "a type that is a list": activity("message", type=["message"]),
}


@pytest.mark.parametrize("what", LET_BE)
def test_activity_that_asks_nothing_is_taken_and_let_be(teams, microsoft: Fake, rasa: FakeRasa, what: str) -> None:
    assert teams(LET_BE[what]).status_code == 200
    teams(message("hej", conversation="a:afterwards"))
    assert [call.conversation for call in microsoft.wait(1)] == ["a:afterwards"]
    assert len(rasa.turns) == 1


INVOKES = [
    "signin/verifyState",
    "signin/tokenExchange",
    "signin/failure",
    "adaptiveCard/action",
    "task/fetch",
    "composeExtension/queryLink",
    "composeExtension/anonymousQueryLink",
    "composeExtension/submitAction",
    "fileConsent/invoke",
    "actionableMessage/executeAction",
    "message/submitAction",
    "made/up",
    None,
]


@pytest.mark.parametrize("name", INVOKES)
def test_invoke_of_another_kind_of_app_is_501(teams, microsoft: Fake, name: str | None) -> None:
    answer = teams({**invoke("x"), "name": name})
    assert (answer.status_code, answer.json()["code"]) == (501, "not_supported")
    assert (microsoft.calls, microsoft.logins) == ([], [])


MALFORMED: dict[str, tuple[Any, int, str]] = {
    "a list": ([], 422, "bad_request"),
    "a number": (7, 422, "bad_request"),
    "no sender": (message("hej", **{"from": None}), 422, "bad_request"),
    "a text that is a number": (activity("message", text=7), 422, "bad_request"),
    "no id": (message("hej", id=None), 422, "bad_request"),
    "members that are no list": (activity("conversationUpdate", membersAdded="x"), 422, "bad_request"),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_activity_is_refused_in_the_usual_form(teams, rasa: FakeRasa, what: str) -> None:
    body, status, code = MALFORMED[what]
    answer = teams(body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "Anna" not in answer.text
    assert rasa.turns == []


@pytest.mark.parametrize("body", [b"{", b"", b"[" * 100_000, b'{"type": "message", "text": "\xff"}'])
def test_body_that_is_no_json_is_400(bot, microsoft: Fake, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {microsoft.token()}", "Content-Type": "application/json"}
    answer = bot().post("/api/messages", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "not_json")


def test_half_an_emoji_costs_nobody_the_answer(bot, microsoft: Fake) -> None:
    body = {"serviceUrl": microsoft.service, **message("hej \ud83d du")}
    headers = {"Authorization": f"Bearer {microsoft.token()}", "Content-Type": "application/json"}
    assert bot().post("/api/messages", content=json.dumps(body), headers=headers).status_code == 200
    assert "Du sa: hej du" in microsoft.wait(1)[0].words


def test_long_message_with_its_markup_fits(teams, microsoft: Fake) -> None:
    words = "å" * 20_000
    teams(message(words, attachments=[{**OWN_HTML, "content": f"<p>{words}</p>"}]))
    assert microsoft.wait(1)


def test_only_teams_address_takes_larger_bodies(bot, microsoft: Fake) -> None:
    client = bot()
    assert client.post("/api/chat", json={"message": "å" * 30_000}).status_code == 413
    assert sender(client, microsoft)(message("å" * 140_000)).status_code == 413


def test_installation_told_in_two_ways_is_welcomed_once(teams, microsoft: Fake) -> None:
    for sent in (installed(), joined(BOT, ANNA), installed()):
        teams(sent)
    teams(message("hej"))
    assert [WELCOME in call.words for call in microsoft.wait(2)] == [True, False]


def test_bot_that_comes_back_is_welcomed_again(teams, microsoft: Fake) -> None:
    for sent in (installed(), installed("remove"), installed()):
        teams(sent)
    assert len(microsoft.wait(2)) == 2


def test_welcome_in_a_group_says_how_to_ask_there(teams, microsoft: Fake) -> None:
    teams(installed(conversation=GROUP))
    teams(installed(conversation=CHAT))
    words = {call.conversation: call.words for call in microsoft.wait(2)}
    assert "@Lotsen" in words[GROUP]
    assert "@Lotsen" not in words[CHAT]


def test_counts_by_type_hold_no_made_up_names(bot, microsoft: Fake) -> None:
    client = bot()
    teams = sender(client, microsoft)
    for sent in (activity("typing"), activity("<made up>")):
        teams(sent)
    told = client.app.state.parts.metrics.text().decode()  # the test's client has no address that may read them
    assert 'lotsen_teams_activities_total{type="typing"} 1.0' in told
    assert 'lotsen_teams_activities_total{type="other"} 1.0' in told
    assert "made up" not in told
