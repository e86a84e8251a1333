"""A chat interface on loopback that answers as it is told: rightly, slowly, wrongly, maliciously."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["FakeModel", dict[str, Any]], tuple[int, bytes]]


class FakeModel:
    """``respond`` gives status and body for a request's JSON; ``drip`` seconds stand between two bytes of the body."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.drip = 0.0
        self.wait = 0.0
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""


def content(written: Any) -> bytes:
    """A chat completion whose message holds ``written``, JSON where it is no text."""
    text = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def always(written: Any, status: int = 200) -> Respond:
    return lambda model, body: (status, content(written))


@contextlib.contextmanager
def serving(respond: Respond) -> Iterator[FakeModel]:
    """The model, served on a free port of loopback until the end of the ``with``."""
    model = FakeModel(respond)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append({"path": self.path, **body})
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            time.sleep(model.wait)
            status, answer = model.respond(model, body)
            with contextlib.suppress(OSError):  # whoever asked has gone
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                for at in range(len(answer)) if model.drip else ():
                    self.wfile.write(answer[at : at + 1])
                    self.wfile.flush()
                    time.sleep(model.drip)
                if not model.drip:
                    self.wfile.write(answer)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
