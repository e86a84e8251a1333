"""A gateway that answers at once from replies.json, under the real one's policy, and keeps what it was asked.

The addresses and bodies are those of docs/gateway.md. ``mode`` makes it fail as networks and gateways do.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WIDGET = ROOT / "bot" / "widget"
REPLIES: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parent / "replies.json").read_text("utf-8"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
UNKNOWN = {"code": "unknown_button", "text": "Knappen gäller inte längre. Skriv din fråga med egna ord i stället."}
BUSY = {"code": "rate_limited", "text": "Det kom väldigt många frågor på kort tid. Vänta 12 sekunder och försök igen."}


class FakeGateway:
    """``with FakeGateway() as gateway: … gateway.url``.

    mode: "up", "down" (hangs up), "busy" (429), "unknown_button" (409), "page" (a proxy's HTML with 502) or "hold"
    (waits for ``release``). forgets: says that the session is new. allowed_origin: another host whose pages may ask.
    pages: HTML by path, shown instead of the demo page. suggestions: what may be suggested, given ``listed`` times.
    """

    def __init__(self) -> None:
        self.mode = "up"
        self.forgets = False
        self.allowed_origin: str | None = None
        self.policy = POLICY
        self.pages: dict[str, str] = {}
        self.suggestions: list[dict[str, Any]] = []
        self.listed = 0
        self.release = threading.Event()
        self.questions: list[dict[str, Any]] = []
        self.votes: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> FakeGateway:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        return type("BoundHandler", (Handler,), {"gateway": self})

    def chat(self, question: dict[str, Any]) -> dict[str, Any]:
        """The reply that replies.json has for the words or the payload; for others a sentence that repeats them."""
        self.questions.append(question)
        words = question.get("message") or question["payload"]
        unknown = [{"text": f"Du skrev: {words}", "custom": {"kind": "smalltalk"}}]
        messages = json.loads(json.dumps(REPLIES.get(words, unknown)))
        for number, message in enumerate(messages):
            message["custom"]["answer_id"] = f"answer-{len(self.questions)}-{number}"
        return {"conversation": {"id": "c", "new": self.forgets}, "messages": messages}


class Handler(BaseHTTPRequestHandler):
    gateway: FakeGateway

    def do_GET(self) -> None:
        name = self.path.split("?")[0].lstrip("/") or "index.html"
        file = WIDGET / "dist" / "lotsen-chat.js" if name == "widget.js" else WIDGET / "demo" / name
        if self.path == "/api/suggestions":
            self.gateway.listed += 1
            self._json(200, {"suggestions": self.gateway.suggestions})
        elif self.path in self.gateway.pages:
            self._send(200, self.gateway.pages[self.path].encode(), TYPES[".html"])
        elif file.is_file() and file.suffix in TYPES:
            self._send(200, file.read_bytes(), TYPES[file.suffix])
        else:
            self._json(404, {"code": "not_found", "text": "Sidan finns inte."})

    def do_OPTIONS(self) -> None:
        self._send(204, b"", "text/plain")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        gateway = self.gateway
        gateway.headers.append(dict(self.headers.items()))
        if gateway.mode == "hold":
            gateway.release.wait(20)
        if gateway.mode == "down":
            self.close_connection = True
        elif gateway.mode == "busy":
            self._json(429, BUSY)
        elif gateway.mode == "unknown_button":
            self._json(409, UNKNOWN)
        elif gateway.mode == "page":
            self._send(502, b"<html><body>Bad gateway</body></html>", "text/html")
        else:
            self._json(200, self._answer(body))

    def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        if self.path == "/api/chat":
            return self.gateway.chat(body)
        if self.path == "/api/conversation":
            return {"conversation": {"id": "c", "new": True}, "token": "a-token" if body.get("bearer") else None}
        self.gateway.votes.append(body)
        return {"stored": True}

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", self.gateway.policy)
        if self.gateway.allowed_origin:
            self.send_header("Access-Control-Allow-Origin", self.gateway.allowed_origin)
            self.send_header("Access-Control-Allow-Headers", "Content-Type, Lotsen-Conversation, Authorization")
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is the test's."""
