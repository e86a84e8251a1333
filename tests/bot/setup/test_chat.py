from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from bot.setup.chat import BadReply, Button, Message, RestClient, Unreachable, load_texts, talk, typed_lines

TEXTS = load_texts()
CHOICES = Message(
    text="Vilken enhet?", buttons=[Button(title="Stor", payload="/stor"), Button(title="Liten", payload="/liten")]
)


def conversation(lines: list[str], replies: list[list[Message]]) -> tuple[list[str], str]:
    """What was sent and what was printed."""
    sent: list[str] = []

    def send(message: str) -> list[Message]:
        sent.append(message)
        return replies[len(sent) - 1]

    out = io.StringIO()
    talk(iter(lines), send, TEXTS, out)
    return sent, out.getvalue()


def test_text_is_printed_until_the_input_ends() -> None:
    sent, printed = conversation(["hej\n", "\n"], [[Message(text="Hej!")]])
    assert sent == ["hej"]
    assert "Lotsen: Hej!" in printed
    assert printed.endswith(f"{TEXTS.goodbye}\n")


def test_stop_word_ends_the_conversation() -> None:
    assert conversation(["Sluta\n", "hej\n"], [])[0] == []


def test_number_sends_the_payload_of_the_button() -> None:
    sent, printed = conversation(["belopp", "2"], [[CHOICES], [Message(text="54 000 kr")]])
    assert sent == ["belopp", "/liten"]
    assert "  [2] Liten" in printed


@pytest.mark.parametrize("typed", ["0", "3", "²"])
def test_other_numbers_are_sent_as_typed(typed: str) -> None:
    assert conversation(["belopp", typed], [[CHOICES], []])[0] == ["belopp", typed]


def test_buttons_are_forgotten_after_the_next_reply() -> None:
    sent, _ = conversation(["belopp", "rehab", "2"], [[CHOICES], [Message(text="Ja")], []])
    assert sent[-1] == "2"


def test_silence_is_said() -> None:
    assert TEXTS.no_reply in conversation(["hej"], [[]])[1]


def test_piped_lines_are_echoed() -> None:
    out = io.StringIO()
    assert list(typed_lines(io.StringIO("hej\n"), "Du: ", out)) == ["hej\n"]
    assert out.getvalue() == "Du: hej\n"


class Bot(BaseHTTPRequestHandler):
    """Answers with what the test laid on the server, and keeps what was posted."""

    def do_POST(self) -> None:
        self.server.posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(self.server.body)  # type: ignore[attr-defined]

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def bot() -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), Bot)
    server.status, server.body = 200, b"[]"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def client(port: int) -> RestClient:
    return RestClient(f"http://127.0.0.1:{port}/webhooks/rest/webhook", "me")


def test_client_speaks_rasas_rest(bot: Any) -> None:
    bot.body = json.dumps([{"recipient_id": "me", "text": "Hej å"}, {"custom": {"kind": "answer"}}]).encode()
    first, second = client(bot.server_port).send("hallå")
    assert bot.posted == {"sender": "me", "message": "hallå"}
    assert (first.text, second.custom) == ("Hej å", {"kind": "answer"})


@pytest.mark.parametrize(("status", "body"), [(500, b""), (200, b"not json"), (200, b'{"text": 1}')])
def test_bad_reply_is_told_from_silence(bot: Any, status: int, body: bytes) -> None:
    bot.status, bot.body = status, body
    with pytest.raises(BadReply):
        client(bot.server_port).send("hej")


def test_refused_connection_is_unreachable(bot: Any) -> None:
    port = bot.server_port
    bot.shutdown()
    bot.server_close()
    with pytest.raises(Unreachable):
        client(port).send("hej")
