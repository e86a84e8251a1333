"""What can go wrong for a caller: one code each, with its HTTP status. Texts by code stand in texts.yml."""

from __future__ import annotations

from enum import Enum

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse


class Code(str, Enum):
    """Why a request was not answered; the words of docs/gateway.md, the log and the metrics."""

    ASSISTANT_UNAVAILABLE = "assistant_unavailable"
    ASSISTANT_TIMEOUT = "assistant_timeout"
    ASSISTANT_FAILED = "assistant_failed"
    BUSY = "busy"
    RATE_LIMITED = "rate_limited"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NOT_JSON = "not_json"
    NOT_JSON_TYPE = "not_json_type"
    BAD_REQUEST = "bad_request"
    UNKNOWN_BUTTON = "unknown_button"
    UNKNOWN_ORIGIN = "unknown_origin"
    UNKNOWN_HOST = "unknown_host"
    UNKNOWN_ANSWER = "unknown_answer"
    SIGN_IN_REQUIRED = "sign_in_required"
    SIGN_IN_UNAVAILABLE = "sign_in_unavailable"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    NOT_BUILT = "not_built"
    FEEDBACK_FAILED = "feedback_failed"
    NOT_FROM_TEAMS = "not_from_teams"
    UNKNOWN_TENANT = "unknown_tenant"
    NOT_SUPPORTED = "not_supported"
    DESK_ROLE_MISSING = "desk_role_missing"
    DESK_TOO_LARGE = "desk_too_large"
    DESK_UNAVAILABLE = "desk_unavailable"
    INTERNAL = "internal"


STATUS: dict[Code, int] = {
    Code.ASSISTANT_UNAVAILABLE: 503,
    Code.ASSISTANT_TIMEOUT: 504,
    Code.ASSISTANT_FAILED: 502,
    Code.BUSY: 503,
    Code.RATE_LIMITED: 429,
    Code.TOO_LARGE: 413,
    Code.TOO_SLOW: 408,
    Code.NOT_JSON: 400,
    Code.NOT_JSON_TYPE: 415,
    Code.BAD_REQUEST: 422,
    Code.UNKNOWN_BUTTON: 409,
    Code.UNKNOWN_ORIGIN: 403,
    Code.UNKNOWN_HOST: 421,
    Code.UNKNOWN_ANSWER: 409,
    Code.SIGN_IN_REQUIRED: 401,
    Code.SIGN_IN_UNAVAILABLE: 503,
    Code.NOT_FOUND: 404,
    Code.NOT_ALLOWED: 405,
    Code.NOT_BUILT: 404,
    Code.FEEDBACK_FAILED: 503,
    Code.NOT_FROM_TEAMS: 401,
    Code.UNKNOWN_TENANT: 403,
    Code.NOT_SUPPORTED: 501,
    Code.DESK_ROLE_MISSING: 403,
    Code.DESK_TOO_LARGE: 413,
    Code.DESK_UNAVAILABLE: 503,
    Code.INTERNAL: 500,
}


class Problem(Exception):
    """Ends a request with the status and the Swedish text of its code.

    Args:
        retry_after: whole seconds after which trying again makes sense, sent as Retry-After.
        fields: the parts of the request that are wrong, by their names.
    """

    def __init__(self, code: Code, *, retry_after: int | None = None, fields: tuple[str, ...] = ()) -> None:
        super().__init__(code.value)
        self.code = code
        self.retry_after = retry_after
        self.fields = fields


class ProblemBody(BaseModel):
    """Every answer with a status of 400 or above."""

    code: Code = Field(description="What went wrong, for programs", examples=["rate_limited"])
    text: str = Field(description="The same in Swedish, to be shown as it is")
    fields: list[str] = Field(default=[], description="The parts of the request that are wrong", examples=[["message"]])


def problem_response(problem: Problem, texts: dict[Code, str]) -> JSONResponse:
    """The problem as HTTP: its status, Retry-After where trying again helps, and its text."""
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if STATUS[problem.code] == 401:
        headers["WWW-Authenticate"] = "Bearer"
    text = texts[problem.code].format(seconds=problem.retry_after)
    body = ProblemBody(code=problem.code, text=text, fields=list(problem.fields))
    return JSONResponse(body.model_dump(mode="json"), STATUS[problem.code], headers)
