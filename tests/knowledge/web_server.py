"""A small web server on loopback with the pages that an editor may meet."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PAGE = """<!doctype html><html><head><title>Bidrag till kurser</title><meta charset="{charset}">
<meta property="og:site_name" content="Västra Götalandsregionen"></head><body>
<header><nav><a href="/">Start</a></nav></header><main><h1>Bidrag till kurser</h1>
<p>Alla vårdcentraler i regionen kan ansöka om bidrag till kurser för personal i patientnära arbete under hela året.</p>
<h2>Så mycket kan ni söka</h2><p>Maxbeloppet är {amount} kronor för en liten enhet och 90 000 kronor för en stor.</p>
<ul><li>Kursavgifter</li><li>Resor till kurser</li></ul>
<p>Ansökan ska vara inne senast 15 mars 2027 och skickas till kurser@vgregion.se.</p></main>
<aside><h3>Kontakt</h3><p>Eva Öberg<br>031-12 34 56</p></aside>
<footer>Senast uppdaterad: 6 oktober 2026</footer><script>var hemligt = 1;</script></body></html>"""


def page(amount: str = "40 000", charset: str = "utf-8") -> bytes:
    return PAGE.format(amount=amount, charset=charset).encode(charset)


HTML = "text/html; charset=utf-8"
ROUTES: dict[str, tuple[str, bytes]] = {
    "/bidrag": (HTML, page()),
    "/bidrag-nytt": (HTML, page("45 000")),
    "/latin-1": ("text/html", page(charset="iso-8859-1")),
    "/wrongly-declared": (HTML, page(charset="iso-8859-1").replace(b"iso-8859-1", b"utf-8")),
    "/utf-16": ("text/html; charset=utf-16", page(charset="utf-16")),
    "/empty": (
        HTML,
        b"<html><head><title>Tom</title></head><body><div id=app></div><script>x()</script></body></html>",
    ),
    "/nothing": (HTML, b""),
    "/picture": ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "/text": (
        "text/plain; charset=utf-8",
        "Bidraget är 5 kr för alla enheter i år.\nSenast ändrad: 2026-02-03\n".encode(),
    ),
    "/login": (
        HTML,
        b"<html><head><title>Logga in</title></head><body><main><h1>Logga in</h1><form><label>Namn<input></label>"
        b"<label>Kod<input type='password'></label><button>Logga in till intranetet</button></form></main></body>",
    ),
    "/broken.pdf": ("application/pdf", b"%PDF-1.4 trasig"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in ("/moved", "/moved-again", "/loop"):
            to = {"/moved": "/moved-again", "/moved-again": "/bidrag", "/loop": "/loop"}[self.path]
            self.send_response(301)
            self.send_header("Location", to)
            self.end_headers()
        elif self.path == "/inwards":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/bidrag")
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(3)
        elif self.path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", HTML)
            self.end_headers()
            self._write_until_hung_up(b"<p>en droppe</p>", pause=0.05)
        elif self.path in ("/huge", "/huge-unsaid"):
            self.send_response(200)
            self.send_header("Content-Type", HTML)
            if self.path == "/huge":
                self.send_header("Content-Length", str(50 * 1024 * 1024))
            self.end_headers()
            self._write_until_hung_up(b"x" * 65536)
        elif self.path in ROUTES:
            kind, body = ROUTES[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error({"/forbidden": 403, "/failing": 500, "/members": 401}.get(self.path, 404))

    def _write_until_hung_up(self, piece: bytes, pause: float = 0.0) -> None:
        sent = 0
        try:
            while sent < 50 * 1024 * 1024:
                self.wfile.write(piece)
                sent += len(piece)
                self.server.sent[self.path] = sent  # type: ignore[attr-defined]
                time.sleep(pause)
        except OSError:
            return  # the client has had enough, which is what is tested

    def log_message(self, *args: object) -> None:
        """Stay silent."""


class Site:
    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server = server
        self.root = f"http://127.0.0.1:{server.server_address[1]}"
        self.sent: dict[str, int] = server.sent  # type: ignore[attr-defined]

    def __call__(self, path: str) -> str:
        return f"{self.root}{path}"


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.sent = {}  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(server)
    server.shutdown()
    server.server_close()
    thread.join(5)
