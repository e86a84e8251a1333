"""Nobody can go on with somebody else's conversation."""

from __future__ import annotations

import re

import pytest
from conftest import SECRET
from fake_rasa import FakeRasa
from starlette.testclient import TestClient

from bot.gateway.signing import Session, Signer


def post(client: TestClient, **body: object):
    return client.post("/api/chat", json=body)


def test_conversation_goes_on_with_the_cookie(client: TestClient, rasa: FakeRasa) -> None:
    first, second = post(client, message="hej").json(), post(client, message="hej").json()
    assert [first["conversation"]["new"], second["conversation"]["new"]] == [True, False]
    assert first["conversation"]["id"] == second["conversation"]["id"]
    assert len(set(rasa.senders())) == 1


def test_rasas_name_of_a_conversation_fits_the_channel_and_is_not_given_out(client: TestClient, rasa: FakeRasa) -> None:
    answer = post(client, message="hej", thread="x" * 64)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,128}", rasa.senders()[0])
    assert rasa.senders()[0] not in answer.text


@pytest.mark.parametrize("secure", [False, True])
def test_cookie_is_out_of_reach_of_scripts_and_other_sites(gateway, secure: bool) -> None:
    cookie = post(gateway(cookie_secure=secure), message="hej").headers["set-cookie"]
    assert cookie.startswith("__Host-lotsen=" if secure else "lotsen=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert ("Secure" in cookie) is secure


def _signed(secret: str) -> str:
    return Signer(secret, 3600).seal(Session("0" * 32))


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "åäö".encode().decode("latin-1"),
        "0" * 32,
        _signed("another secret than the one in use"),
        _signed(SECRET)[:-1] + "!",
    ],
)
def test_forged_cookie_begins_a_conversation_of_its_own(client: TestClient, rasa: FakeRasa, token: str) -> None:
    answer = client.post("/api/chat", json={"message": "hej"}, headers={"Cookie": f"lotsen={token}".encode("latin-1")})
    assert answer.status_code == 200
    assert answer.json()["conversation"]["new"]
    assert "0" * 32 not in rasa.senders()[0]


def test_token_of_a_button_opens_no_session(client: TestClient) -> None:
    payload = post(client, message="knappar").json()["messages"][0]["buttons"][0]["payload"]
    client.cookies.clear()
    answer = client.post("/api/chat", json={"message": "hej"}, headers={"Cookie": f"lotsen={payload}"})
    assert answer.json()["conversation"]["new"]


def test_session_that_is_too_old_begins_anew(gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    import itsdangerous.timed as timed

    client = gateway(conversation_hours=1)
    post(client, message="hej")
    later = timed.time.time() + 3700
    monkeypatch.setattr(timed.time, "time", lambda: later)
    assert post(client, message="hej").json()["conversation"]["new"]


def test_sessions_outlive_a_restart(gateway) -> None:
    before, after = gateway(), gateway()
    post(before, message="hej")
    after.cookies = before.cookies
    assert not post(after, message="hej").json()["conversation"]["new"]


def test_try_after_a_failed_turn_goes_on_in_the_same_conversation(client: TestClient, rasa: FakeRasa) -> None:
    assert post(client, message="krasch").status_code == 502
    assert not post(client, message="hej").json()["conversation"]["new"]
    assert len(set(rasa.senders())) == 1


def test_threads_of_one_browser_are_conversations_of_their_own(client: TestClient, rasa: FakeRasa) -> None:
    ids = [post(client, message="hej", thread=thread).json()["conversation"]["id"] for thread in ("a", "b", "a")]
    assert ids[0] == ids[2] != ids[1]
    assert len(set(rasa.senders())) == 2
    assert not [sender for sender in rasa.senders() if sender.endswith(("-a", "-b"))]


def test_same_thread_of_another_browser_is_another_conversation(client: TestClient, rasa: FakeRasa) -> None:
    post(client, message="hej", thread="a")
    client.cookies.clear()
    post(client, message="hej", thread="a")
    assert len(set(rasa.senders())) == 2


def test_starting_over_leaves_the_conversation(client: TestClient, rasa: FakeRasa) -> None:
    post(client, message="hej")
    begun = client.post("/api/conversation")
    assert begun.json()["token"] is None
    answer = post(client, message="hej").json()
    assert answer["conversation"] == {"id": begun.json()["conversation"]["id"], "new": False}
    assert len(set(rasa.senders())) == 2


def test_page_without_cookies_carries_the_token_itself(client: TestClient, rasa: FakeRasa) -> None:
    begun = client.post("/api/conversation", json={"bearer": True})
    assert "set-cookie" not in begun.headers
    carried = {"Lotsen-Conversation": begun.json()["token"]}
    for _ in range(2):
        answer = client.post("/api/chat", json={"message": "hej"}, headers=carried)
        assert answer.json()["conversation"] == {"id": begun.json()["conversation"]["id"], "new": False}
        assert "set-cookie" not in answer.headers
    assert len(set(rasa.senders())) == 1


def button_of(client: TestClient) -> dict[str, str]:
    return post(client, message="knappar").json()["messages"][0]["buttons"][0]


def test_button_sends_what_it_stands_for(client: TestClient, rasa: FakeRasa) -> None:
    button = button_of(client)
    assert button["title"] == "Färdplanen"
    assert post(client, payload=button["payload"]).status_code == 200
    assert rasa.turns[-1]["message"] == "färdplanen"


def choice_of(client: TestClient) -> dict[str, str]:
    """The first thing that what was understood can be changed to."""
    return post(client, message="förstått").json()["messages"][0]["custom"]["understood"][0]["choices"][0]


def test_choice_of_what_was_understood_sends_what_it_stands_for(client: TestClient, rasa: FakeRasa) -> None:
    choice = choice_of(client)
    assert choice["title"] == "Asylsökande"
    assert "asylsökande" not in choice["payload"]
    assert post(client, payload=choice["payload"]).status_code == 200
    assert rasa.turns[-1]["message"] == "asylsökande"


@pytest.mark.parametrize("kind", ["button", "choice"])
@pytest.mark.parametrize("where", ["other browser", "other thread", "changed", "typed"])
def test_payload_that_was_never_sent_here_is_refused(client: TestClient, rasa: FakeRasa, where: str, kind: str) -> None:
    payload = {"button": button_of, "choice": choice_of}[kind](client)["payload"]
    rasa.turns.clear()
    if where == "other browser":
        client.cookies.clear()
    body = {"payload": {"changed": "x" + payload, "typed": "färdplanen"}.get(where, payload)}
    answer = post(client, **body, **({"thread": "other"} if where == "other thread" else {}))
    assert (answer.status_code, answer.json()["code"]) == (409, "unknown_button")
    assert answer.json()["text"].startswith("Knappen gäller inte längre")
    assert rasa.turns == []
