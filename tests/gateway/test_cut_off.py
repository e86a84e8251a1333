"""Rasa's server goes in the middle of a turn: a fake one, whose connections really break."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fake_rasa import message

from bot.gateway import assistant


class Breaking(ThreadingHTTPServer):
    """Breaks the first ``breaks`` turns, is not ready for ``loads`` questions after the first, then answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.breaks, self.loads, self.midway = 1, 3, False
        self.turns: list[dict[str, Any]] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The gateway, too, may have gone."""


class Handler(BaseHTTPRequestHandler):
    server: Breaking

    def do_POST(self) -> None:
        turn = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.turns.append(turn)
        if len(self.server.turns) > self.server.breaks:
            self._give(200, [message(f"Du sa: {turn['message']}")])
        elif self.server.midway:
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"[{")
        self.close_connection = True

    def do_GET(self) -> None:
        self.server.loads -= 1
        self._give(200 if self.server.loads < 0 else 503, {})

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def _give(self, status: int, body: Any) -> None:
        written = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Breaking]:
    monkeypatch.setattr(assistant, "PAUSE_SECONDS", 0.01)
    with Breaking() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)


@pytest.mark.parametrize("midway", [False, True])
def test_a_question_that_is_cut_off_is_asked_once_more_by_its_name(breaking: Breaking, gateway, midway: bool) -> None:
    breaking.midway = midway
    answer = gateway(rasa_url=breaking.url).post("/api/chat", json={"message": "hej"})
    assert answer.status_code == 200
    assert answer.json()["messages"][0]["text"] == "Du sa: hej"
    first, second = breaking.turns
    assert first == second
    assert len(first["turn"]) == 32
    assert breaking.loads < 0  # it was waited for


def test_each_question_has_a_name_of_its_own(breaking: Breaking, gateway) -> None:
    breaking.breaks = 0
    client = gateway(rasa_url=breaking.url)
    for _ in range(3):
        client.post("/api/chat", json={"message": "hej"})
    assert len({turn["turn"] for turn in breaking.turns}) == 3


def test_it_is_asked_again_once_only(breaking: Breaking, gateway) -> None:
    breaking.breaks = 10
    answer = gateway(rasa_url=breaking.url).post("/api/chat", json={"message": "hej"})
    assert (answer.status_code, answer.json()["code"]) == (503, "assistant_unavailable")
    assert answer.headers["retry-after"]
    assert len(breaking.turns) == 2


def test_a_server_that_is_not_back_in_time_is_said_calmly(breaking: Breaking, gateway) -> None:
    breaking.loads = 10_000
    client = gateway(rasa_url=breaking.url, turn_timeout=2.5)
    answer = client.post("/api/chat", json={"message": "hej"})
    assert (answer.status_code, answer.json()["code"]) == (503, "assistant_unavailable")
    assert len(breaking.turns) == 1


def test_a_server_that_was_away_before_the_question_is_not_waited_for(breaking: Breaking, gateway) -> None:
    client = gateway(rasa_url=breaking.url)
    breaking.shutdown()
    breaking.server_close()
    answer = client.post("/api/chat", json={"message": "hej"})
    assert (answer.status_code, answer.json()["code"]) == (503, "assistant_unavailable")
    assert breaking.turns == []
