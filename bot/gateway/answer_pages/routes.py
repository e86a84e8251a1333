"""GET /vard…, GET /svar…, GET /for-patienten… and what they look like."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import FileResponse, HTMLResponse

from bot.gateway.answer_pages.calendar import FILE, calendar_of
from bot.gateway.answer_pages.content import PageContent
from bot.gateway.answer_pages.rendering import page_html, problem_html
from bot.gateway.answer_pages.source import page_at
from bot.gateway.answer_pages.texts import page_texts
from bot.gateway.callers import OwnerOf
from bot.gateway.parts import Parts, PartsOf
from bot.gateway.problems import Code, Problem, problem_response

STYLE = Path(__file__).with_name("page.css")
METHODS = ["GET", "HEAD"]
#: A page holds for the day on which it is read: nobody keeps it without asking again.
FRESH = {"Cache-Control": "no-cache"}
HIDDEN = {"X-Robots-Tag": "noindex"}


class _PageRoute(APIRoute):
    """Says what goes wrong as a page, to be read in a browser."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return _problem(request, problem)
            except RequestValidationError:
                return _problem(request, Problem(Code.NOT_FOUND))

        return shown


router = APIRouter(tags=["pages"], route_class=_PageRoute, include_in_schema=False)


@router.api_route("/sidor.css", methods=METHODS)
async def style() -> Response:
    """How the pages look; it says nothing, so nobody need sign in for it."""
    return FileResponse(STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})


@router.api_route("/vard", methods=METHODS)
@router.api_route("/vard/{rest:path}", methods=METHODS)
async def finder(request: Request, parts: PartsOf, owner: OwnerOf, rest: str = "") -> Response:
    """The care table by hand: group, age, kind of care."""
    return await _shown(request, parts, _path("/vard", rest))


@router.api_route("/svar", methods=METHODS)
@router.api_route("/svar/{rest:path}", methods=METHODS)
async def answer(request: Request, parts: PartsOf, owner: OwnerOf, rest: str = "") -> Response:
    """An answer at its own address, its days ahead as a file, or all questions."""
    head, _, file = rest.rpartition("/")
    if file == FILE and head:
        return await _calendar(request, parts, _path("/svar", head))
    return await _shown(request, parts, _path("/svar", rest))


@router.api_route("/for-patienten", methods=METHODS)
@router.api_route("/for-patienten/{rest}", methods=METHODS)
async def patient(request: Request, parts: PartsOf, owner: OwnerOf, rest: str = "") -> Response:
    """A text to read aloud or show to the patient, in several languages, or all of them."""
    return await _shown(request, parts, _path("/for-patienten", rest))


def _path(first: str, rest: str) -> str:
    return f"{first}/{rest}".rstrip("/")


async def _shown(request: Request, parts: Parts, path: str) -> Response:
    page = await page_at(parts, path)
    indexed = parts.settings.pages_indexed
    html = page_html(page, _address(request, parts, page), indexed)
    return HTMLResponse(html, headers=FRESH if indexed else {**FRESH, **HIDDEN})


async def _calendar(request: Request, parts: Parts, path: str) -> Response:
    page = await page_at(parts, path)
    if not page.dates:
        raise Problem(Code.NOT_FOUND)
    headers = {**FRESH, **HIDDEN, "Content-Disposition": f'attachment; filename="{page_texts().calendar_file}"'}
    return Response(calendar_of(page, _address(request, parts, page)), media_type="text/calendar", headers=headers)


def _address(request: Request, parts: Parts, page: PageContent) -> str:
    """The page's whole address, to be copied and to stand on paper."""
    return (parts.settings.public_url or str(request.base_url)).rstrip("/") + page.path


def _problem(request: Request, problem: Problem) -> Response:
    parts: Parts = request.app.state.parts
    parts.metrics.problems.labels(problem.code.value).inc()
    plain = problem_response(problem, parts.texts)
    texts = page_texts().problem
    missing = problem.code is Code.NOT_FOUND
    heading = texts.not_found if missing else texts.other
    words = texts.not_found_words if missing else parts.texts[problem.code].format(seconds=problem.retry_after)
    kept = {name: plain.headers[name] for name in ("retry-after", "www-authenticate") if name in plain.headers}
    headers = {"Cache-Control": "no-store", **HIDDEN, **kept}
    return HTMLResponse(problem_html(heading, [words]), plain.status_code, headers)
