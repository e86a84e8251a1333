"""POST /api/chat and POST /api/conversation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from bot.gateway.callers import Caller, CallerOf, OwnerOf, address_of, set_cookie
from bot.gateway.contract import Button, Reply, Typed
from bot.gateway.parts import Parts, PartsOf
from bot.gateway.problems import Code, Problem
from bot.gateway.routes.descriptions import CHAT_ANSWERS, CHAT_QUESTIONS, problems
from bot.gateway.signing import Session, digest

router = APIRouter(prefix="/api", tags=["chat"])

Thread = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Question(BaseModel):
    """What a person typed, or the payload of the button that was pressed."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": CHAT_QUESTIONS,
            "oneOf": [{"required": ["message"]}, {"required": ["payload"]}],
        },
    )

    message: Typed = Field(default="", description="Typed words, as they are")
    payload: Typed = Field(default="", description="A button's payload, unchanged")
    thread: Thread | None = Field(
        default=None,
        description="Tells conversations of one browser apart, for example its tabs; a new value begins a new one",
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Question:
        if ("message" in self.model_fields_set) == self.pressed:
            raise ValueError("either message or payload")
        return self

    @property
    def pressed(self) -> bool:
        """Whether a button was pressed."""
        return "payload" in self.model_fields_set


class Conversation(BaseModel):
    """The conversation that a reply belongs to."""

    id: str = Field(description="Tells conversations apart; gives no access to one")
    new: bool = Field(description="Whether the session began with this request: what was said before is forgotten")


class Answer(BaseModel):
    """The bot's turn: at least one message."""

    model_config = ConfigDict(json_schema_extra={"examples": CHAT_ANSWERS})

    conversation: Conversation
    messages: list[Reply]


class NewConversation(BaseModel):
    """How a new conversation's token is wanted."""

    model_config = ConfigDict(extra="forbid")

    bearer: StrictBool = Field(default=False, description="Give the token in the answer and set no cookie")


class Begun(BaseModel):
    """A conversation that has begun, and its token where no cookie carries it."""

    conversation: Conversation
    token: str | None = Field(description="For the header Lotsen-Conversation; null when it went into a cookie")


@router.post("/chat", responses=problems(400, 401, 403, 408, 409, 413, 415, 422, 429, 500, 502, 503, 504))
async def chat(question: Question, caller: CallerOf, parts: PartsOf) -> Answer:
    """Ask. A turn is answered in words with 200 also when something fails behind Rasa: look at `custom.kind`."""
    conversation = caller.session.conversation(question.thread or "")
    replies = await parts.assistant.ask(conversation, _words(question, conversation, parts))
    for reply in replies:
        parts.metrics.replies.labels(reply.custom.kind, reply.custom.reason or "").inc()
    messages = [
        _with_sealed_answer(_with_sealed_buttons(reply, conversation, parts), caller.session.id, parts)
        for reply in replies
    ]
    return Answer(conversation=_public(caller, conversation), messages=messages)


@router.post("/conversation", responses=problems(400, 401, 403, 408, 413, 415, 422, 429, 500, 503))
async def begin(
    request: Request, response: Response, parts: PartsOf, owner: OwnerOf, wanted: NewConversation | None = None
) -> Begun:
    """Start over: what was said before is out of reach for this browser, or for whoever holds the token."""
    parts.limiter.count_session(address_of(request))
    session = Session.new(owner)
    caller = Caller(session, new=True)
    token = parts.signer.seal(session) if wanted is not None and wanted.bearer else None
    if token is None:
        set_cookie(response, parts, session)
    return Begun(conversation=_public(caller, session.conversation()), token=token)


def _words(question: Question, conversation: str, parts: Parts) -> str:
    if not question.pressed:
        return question.message
    words = parts.signer.open_button(conversation, question.payload)
    if words is None:
        raise Problem(Code.UNKNOWN_BUTTON)
    return words


def _with_sealed_buttons(reply: Reply, conversation: str, parts: Parts) -> Reply:
    """The reply with everything that can be pressed signed: its buttons, and the choices of what it understood."""

    def sealed(buttons: list[Button]) -> list[Button]:
        return [
            button.model_copy(update={"payload": parts.signer.seal_button(conversation, button.payload)})
            for button in buttons
        ]

    understood = [part.model_copy(update={"choices": sealed(part.choices)}) for part in reply.custom.understood]
    custom = reply.custom.model_copy(update={"understood": understood})
    return reply.model_copy(update={"buttons": sealed(reply.buttons), "custom": custom})


def _with_sealed_answer(reply: Reply, session: str, parts: Parts) -> Reply:
    """The reply with its answer named so that only this session can vote on it."""
    named = reply.custom.answer_id
    sealed = parts.signer.seal_answer(session, named) if named else None
    return reply.model_copy(update={"custom": reply.custom.model_copy(update={"answer_id": sealed})})


def _public(caller: Caller, conversation: str) -> Conversation:
    return Conversation(id=digest(conversation), new=caller.new)
