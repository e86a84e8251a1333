"""Who may ask Rasa's server, over HTTP: the channel mounted as Rasa mounts it."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.guarded_rest import GuardedRestInput
from bot.inside.secret import FILE_SETTING, SETTING, SecretError, header
from tests.bot.channels.conftest import SECRET, FakeRasa, Server
from tests.other_user import as_another_user, hang_up_at_once, needs_root

WEBHOOK = "/webhooks/rest/webhook"
KNOWN = ": ".join(header(SECRET).popitem())


@needs_root
def test_another_user_of_the_machine_cannot_enter_a_conversation(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.rasa = FakeRasa()
    turn = {"sender": "web-1", "message": "hemliga ord"}
    for headers in ([], [KNOWN + "x"], [KNOWN[:-1]], ["Authorization: Bearer "]):
        status, said = as_another_user(server.port, "POST", WEBHOOK, turn, *headers)
        assert status == 401
        assert "hemliga" not in said
    assert as_another_user(server.port, "GET", "/webhooks/rest/")[0] == 401
    assert server.rasa.seen == []
    assert SECRET not in caplog.text
    assert as_another_user(server.port, "POST", WEBHOOK, turn, KNOWN)[0] == 200
    assert [message.text for message in server.rasa.seen] == ["hemliga ord"]


@needs_root
def test_a_caller_who_hangs_up_at_once_is_not_taken_for_root(server: Server) -> None:
    server.rasa = FakeRasa()
    for _ in range(20):
        hang_up_at_once(server.port, "POST", WEBHOOK, {"sender": "web-1", "message": "hej"})
    assert as_another_user(server.port, "POST", WEBHOOK, {"sender": "web-1", "message": "hej"})[0] == 401
    assert server.rasa.seen == []


def test_a_page_in_a_browser_of_our_own_user_is_refused(server: Server) -> None:
    server.rasa = FakeRasa()
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{WEBHOOK}", b"{}", {"Origin": "http://x.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20)
    assert refused.value.code == 401
    assert server.rasa.seen == []


def test_a_program_of_our_own_user_is_let_in(say: Callable[..., Any]) -> None:
    assert say("hej").status == 200


def test_a_secret_that_cannot_be_used_keeps_rasa_from_starting(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv(SETTING, "short")
    monkeypatch.setenv(FILE_SETTING, str(tmp_path / "none"))
    with pytest.raises(SecretError, match=SETTING):
        GuardedRestInput.from_credentials(None)
