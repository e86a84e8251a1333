"""A problem as a page that an editor can read, or a short answer to a script of the desk's own."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.gateway.problems import STATUS, Code, Problem, problem_response
from bot.gateway.texts import read_mapping

FOLDER = Path(__file__).parent
TEXTS = FOLDER / "texts.yml"


class Refusals:
    """Lays problems out; raises TextsError at start for texts that cannot be read."""

    def __init__(self, sentences: dict[Code, str]) -> None:
        self._sentences = sentences
        self.texts = {key: str(value) for key, value in read_mapping(TEXTS).items()}
        self._page = Template((FOLDER / "refusal.html").read_text(encoding="utf-8"))

    def respond(self, request: Request, problem: Problem) -> Response:
        """The problem's status, with a page where a browser waits for one and JSON otherwise."""
        plain = problem_response(problem, self._sentences)
        waits_for_page = "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers
        if not waits_for_page:
            return plain
        words = {key: escape(self.texts[key]) for key in ("heading", "advice", "back")}
        text = escape(self._sentences[problem.code].format(seconds=problem.retry_after))
        page = HTMLResponse(self._page.substitute(words, text=text), STATUS[problem.code])
        page.headers.update({name: plain.headers[name] for name in ("cache-control",)})
        if "www-authenticate" in plain.headers:
            page.headers["www-authenticate"] = plain.headers["www-authenticate"]
        return page
