"""Turns every way in which a request can fail into the one form of problems.py."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from bot.gateway.callers import set_cookie
from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem, problem_response

_BY_STATUS = {400: Code.NOT_JSON, 404: Code.NOT_FOUND, 405: Code.NOT_ALLOWED, 415: Code.NOT_JSON_TYPE}


def handle_errors(app: FastAPI, parts: Parts) -> None:
    """Registers the handlers."""

    def respond(problem: Problem) -> JSONResponse:
        parts.metrics.problems.labels(problem.code.value).inc()
        return problem_response(problem, parts.texts)

    @app.exception_handler(Problem)
    async def known(request: Request, problem: Problem) -> JSONResponse:
        response = respond(problem)
        begun = getattr(request.state, "begun", None)
        if begun is not None:  # so that the next try goes on in the same conversation
            set_cookie(response, parts, begun)
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return respond(problem_of(error))

    @app.exception_handler(HTTPException)
    async def http(_: Request, error: HTTPException) -> JSONResponse:
        response = respond(Problem(_BY_STATUS.get(error.status_code, Code.BAD_REQUEST)))
        response.headers.update(error.headers or {})
        return response


def problem_of(error: RequestValidationError) -> Problem:
    """What is wrong with the body: no JSON at all, or which of its fields. Their values are not repeated."""
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return Problem(Code.NOT_JSON)
    names = dict.fromkeys(".".join(str(part) for part in item["loc"][1:2]) or "body" for item in found)
    return Problem(Code.BAD_REQUEST, fields=tuple(names))
