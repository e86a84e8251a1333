"""GET / (the demo page and its files) and GET /widget.js."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from bot.gateway.parts import PartsOf
from bot.gateway.problems import Code, Problem
from bot.gateway.settings import Settings

router = APIRouter(tags=["pages"])
#: Browsers ask whether the file is still the same, so a new version shows at once.
REVALIDATE = "no-cache"


@router.api_route("/widget.js", methods=["GET", "HEAD"], include_in_schema=False)
async def widget(request: Request, parts: PartsOf) -> Response:
    """The chat component, one file for any page."""
    file = parts.settings.widget_file
    try:
        response = await StaticFiles(directory=file.parent, check_dir=False).get_response(file.name, request.scope)
    except HTTPException as error:
        raise Problem(Code.NOT_BUILT) from error
    if parts.settings.allowed_origins:
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = REVALIDATE
    return response


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
async def demo(request: Request, parts: PartsOf) -> Response:
    """The demo page."""
    return await _demo_file(request, parts.settings, "index.html", Code.NOT_BUILT)


@router.api_route("/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def demo_file(request: Request, name: str, parts: PartsOf) -> Response:
    """The demo page's own files; they lie beside it, without folders. Stands after every other route."""
    return await _demo_file(request, parts.settings, name, Code.NOT_FOUND)


async def _demo_file(request: Request, settings: Settings, path: str, missing: Code) -> Response:
    files = StaticFiles(directory=settings.demo_folder, check_dir=False)
    try:
        response = await files.get_response(path, request.scope)
    except HTTPException as error:
        raise Problem(missing) from error
    response.headers["Cache-Control"] = REVALIDATE
    return response
