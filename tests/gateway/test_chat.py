from __future__ import annotations

import re

import httpcore
import pytest
from fake_rasa import INJECTION, FakeRasa, closed_port
from httpcore._backends.auto import AutoBackend
from starlette.testclient import TestClient


def ask(client: TestClient, message: str, **more: str) -> dict:
    answer = client.post("/api/chat", json={"message": message, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_answer_carries_text_buttons_and_the_contract(client: TestClient) -> None:
    reply = ask(client, "hur mycket?")["messages"][0]
    assert reply["text"] == "Du sa: hur mycket?"
    assert reply["buttons"] == []
    assert {"kind", "reason", "facts", "status", "sources", "contacts", "answer_id"} <= set(reply["custom"])


def test_answer_id_of_the_assistant_is_kept_and_none_is_made_up(client: TestClient) -> None:
    named = ask(client, "nycklar")["messages"][0]["custom"]["answer_id"]
    assert re.fullmatch(r"from-the-action-[0-9a-f]{20}", named)  # the mark says whose session got it
    assert ask(client, "hej")["messages"][0]["custom"]["answer_id"] is None  # a vote on it would meet no turn


def test_keys_that_the_contract_gains_come_through(client: TestClient) -> None:
    assert ask(client, "nycklar")["messages"][0]["custom"]["suggestions"] == ["mer"]
    assert ask(client, "nytt ord")["messages"][0]["custom"]["status"]["state"] == "paused"


def test_what_was_understood_comes_through_and_may_be_missing(client: TestClient) -> None:
    said, carried = ask(client, "förstått")["messages"][0]["custom"]["understood"]
    assert (said["label"], said["span"], said["inferred"]) == ("papperslös", [4, 14], False)
    assert (carried["label"], carried["inferred"], carried["choices"]) == ("tandvård", True, [])
    for words in ("hej", "förstått inget"):
        assert ask(client, words)["messages"][0]["custom"]["understood"] == []


def test_debug_object_is_passed_on_in_development_only(client: TestClient, gateway) -> None:
    assert "debug" not in ask(client, "nycklar")["messages"][0]["custom"]
    assert ask(gateway(debug=True), "nycklar")["messages"][0]["custom"]["debug"] == {"intent": "x"}


def test_message_without_an_object_claims_nothing(client: TestClient) -> None:
    custom = ask(client, "bara text")["messages"][0]["custom"]
    assert (custom["kind"], custom["sources"]) == ("smalltalk", [])
    assert ask(client, "utan text")["messages"][0]["text"] == ""


def test_error_kind_of_the_channel_is_an_answer(client: TestClient) -> None:
    assert ask(client, "fel")["messages"][0]["custom"]["kind"] == "error"


def test_typed_words_reach_rasa_as_they_are(client: TestClient, rasa: FakeRasa) -> None:
    words = '/intent{"a": 1}\n<b>ÅÄÖ</b> "x" \u200b 日本 ' + "a" * 5000
    ask(client, words)
    assert rasa.turns[-1]["message"] == words


def test_half_a_character_is_left_out(client: TestClient, rasa: FakeRasa) -> None:
    answer = client.post(
        "/api/chat", content=b'{"message": "hej \\ud83d"}', headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 200
    assert rasa.turns[-1]["message"] == "hej "


def test_injected_html_and_markdown_stay_text(client: TestClient) -> None:
    answer = client.post("/api/chat", json={"message": "angrepp"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    reply = answer.json()["messages"][0]
    assert reply["text"] == reply["custom"]["sources"][0]["quote"] == INJECTION
    assert reply["custom"]["sources"][0]["url"] is None  # a link that would run as script


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        ("krasch", 502, "assistant_failed"),
        ("skräp", 502, "assistant_failed"),
        ("tyst", 502, "assistant_failed"),
        ("okänd sort", 502, "assistant_failed"),
        ("annan form", 502, "assistant_failed"),
    ],
)
def test_what_is_no_reply_is_said_in_words(client: TestClient, words: str, status: int, code: str) -> None:
    answer = client.post("/api/chat", json={"message": words})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "Försök igen" in answer.json()["text"]
    assert "Traceback" not in answer.text


def test_rasa_that_is_down_is_503_with_a_time_to_wait(gateway) -> None:
    answer = gateway(rasa_url=f"http://127.0.0.1:{closed_port()}").post("/api/chat", json={"message": "hej"})
    assert (answer.status_code, answer.json()["code"]) == (503, "assistant_unavailable")
    assert int(answer.headers["retry-after"]) > 0


def test_rasa_that_is_slow_is_504(gateway) -> None:
    answer = gateway(turn_timeout=0.2).post("/api/chat", json={"message": "långsam"})
    assert (answer.status_code, answer.json()["code"]) == (504, "assistant_timeout")


@pytest.mark.parametrize(("failures", "status"), [(1, 200), (2, 503)])
def test_connecting_is_tried_twice(
    client: TestClient, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch, failures: int, status: int
) -> None:
    left = [httpcore.ConnectError("refused")] * failures
    connect = AutoBackend.connect_tcp

    async def failing_first(*arguments: object, **named: object) -> object:
        if left:
            raise left.pop()
        return await connect(*arguments, **named)

    monkeypatch.setattr(AutoBackend, "connect_tcp", failing_first)
    assert client.post("/api/chat", json={"message": "hej"}).status_code == status
    assert len(rasa.turns) == (1 if status == 200 else 0)


def test_turn_is_never_sent_twice_when_rasa_fails_after_taking_it(gateway, rasa: FakeRasa) -> None:
    gateway(turn_timeout=0.2).post("/api/chat", json={"message": "långsam"})
    assert len(rasa.turns) == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"message": "a", "payload": "b"}, {"message": 5}, {"message": None}, [], "hej", {"message": "a", "x": 1}],
)
def test_other_forms_are_refused_and_the_field_named(client: TestClient, rasa: FakeRasa, body: object) -> None:
    answer = client.post("/api/chat", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert answer.json()["fields"]
    assert rasa.turns == []


@pytest.mark.parametrize("thread", ["", "a b", "å", "x" * 65, "../.."])
def test_thread_of_another_form_is_refused(client: TestClient, thread: str) -> None:
    answer = client.post("/api/chat", json={"message": "hej", "thread": thread})
    assert (answer.status_code, answer.json()["fields"]) == (422, ["thread"])


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"message": "\xff"}', "application/json", 400),
        (b"[" * 20_000, "application/json", 400),
        (b'{"message": NaN}', "application/json", 422),
        (b'{"message": "hej"}', "text/plain", 415),
        (b"message=hej", "application/x-www-form-urlencoded", 415),
        (b'{"message": "hej"}', "", 415),
        (b"", "application/json", 422),
    ],
)
def test_malformed_bodies_get_a_text_and_no_trace(client: TestClient, body: bytes, kind: str, status: int) -> None:
    answer = client.post("/api/chat", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.json()["text"]
    assert "Traceback" not in answer.text
