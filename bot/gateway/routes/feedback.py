"""POST /api/feedback."""

from __future__ import annotations

from typing import Annotated

import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import SQLAlchemyError

from bot.gateway.callers import CallerOf
from bot.gateway.contract import Typed
from bot.gateway.feedback import Vote
from bot.gateway.parts import PartsOf
from bot.gateway.problems import Code, Problem
from bot.gateway.routes.descriptions import problems

router = APIRouter(prefix="/api", tags=["feedback"])
log = structlog.get_logger()


class Feedback(BaseModel):
    """What somebody thinks of one answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"answer_id": "0d7e3a5b9c1f4e2a8b6d4c0f1e2a3b4c", "vote": "down", "comment": "Beloppet gäller 2021."}
            ]
        },
    )

    answer_id: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9_-]{8,96}$", description="`custom.answer_id` of a reply in this session")
    ]
    vote: Vote
    comment: Annotated[
        Typed | None, Field(max_length=1000, description="Personal data in it is masked before it is stored")
    ] = None


class Stored(BaseModel):
    """Whether the vote is kept."""

    stored: bool


@router.post("/feedback", responses=problems(400, 401, 403, 408, 409, 413, 415, 422, 429, 500, 503))
async def give(feedback: Feedback, caller: CallerOf, parts: PartsOf) -> Stored:
    """Vote on an answer. A second vote on it from the same browser takes the place of the first."""
    answer_id = parts.signer.open_answer(caller.session.id, feedback.answer_id)
    if answer_id is None:
        raise Problem(Code.UNKNOWN_ANSWER)
    voter = parts.signer.voter(caller.session.id)
    try:
        await run_sync(parts.feedback.record, answer_id, feedback.vote, feedback.comment, voter)
    except (OSError, SQLAlchemyError) as error:
        log.error("feedback_not_stored", why=type(error).__name__)
        raise Problem(Code.FEEDBACK_FAILED) from error
    parts.metrics.votes.labels(feedback.vote).inc()
    return Stored(stored=True)
