"""A page that nobody has published: "Utlysning 2027" as a web page and as a Word document."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TITLE = "Utlysning 2027"
INTRODUCTION = "Kunskapscentrum för jämlik vård utlyser medel för en mer jämlik hälso- och sjukvård."
#: What an editor makes facts of, each with what staff may ask and the value that is to be filled in.
SENTENCES = (
    "Alla vårdcentraler och rehabmottagningar i regionen kan ansöka om medel.",
    "Maxbeloppet är 275 000 kronor per projekt.",
    "Ansökan ska vara inne senast 31 maj 2027.",
    "Alla projekt ska lämna en slutrapport senast 15 mars 2028.",
    "Frågor om utlysningen besvaras av utlysning2027@example.org.",
)
MENU = ("Startsida", "Om webbplatsen")


def html() -> str:
    """The page with a menu, a script and words that look like a script."""
    menu = "".join(f'<li><a href="/">{words}</a></li>' for words in MENU)
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in (INTRODUCTION, *SENTENCES))
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{TITLE}</title>'
        '<meta property="og:site_name" content="Kunskapscentrum för jämlik vård"></head><body>'
        f"<nav><ul>{menu}</ul></nav><main><h1>{TITLE}</h1>{words}</main>"
        "<footer>Senast uppdaterad: 20 november 2026</footer><script>document.title = 'annat'</script></body></html>"
    )


def docx() -> bytes:
    """The same words as a Word document."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in (TITLE, INTRODUCTION, *SENTENCES))
    office = "http://schemas.openxmlformats.org"
    main = f"{office}/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{main}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{words}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/intranat":
            self.send_error(401)
            return
        body = html().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the page on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
