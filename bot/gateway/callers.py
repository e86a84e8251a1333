"""Who is asking, in which conversation: worked out for every request that carries words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from bot.gateway.middleware import CHANGING
from bot.gateway.parts import Parts, PartsOf
from bot.gateway.settings import Settings
from bot.gateway.signing import Session

COOKIE = "lotsen"
#: Browsers take a cookie of this prefix from this very host only, over TLS: no neighbour host can plant one.
SECURE_COOKIE = "__Host-lotsen"
HEADER = "Lotsen-Conversation"


@dataclass(frozen=True)
class Caller:
    """The session that a request belongs to; ``new`` when it began with this request."""

    session: Session
    new: bool


def cookie_name(settings: Settings) -> str:
    """The session cookie's name; the one for https has a prefix that browsers guard."""
    return SECURE_COOKIE if settings.cookie_secure else COOKIE


def set_cookie(response: Response, parts: Parts, session: Session) -> None:
    """Give the browser its signed session, which scripts cannot read."""
    response.set_cookie(
        cookie_name(parts.settings),
        parts.signer.seal(session),
        path="/",
        secure=parts.settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )


def address_of(request: Request) -> str:
    """The address that the request comes from, as limits count it."""
    return request.client.host if request.client else "unknown"


async def _owner(request: Request, parts: PartsOf) -> str:
    """A digest of who signed in; empty where no sign-in is demanded. Counts what only reads against its address."""
    if request.method not in CHANGING:  # address_limit.py has counted those
        parts.limiter.count_request(address_of(request))
    return await parts.sign_in.owner(request.headers.get("authorization")) if parts.sign_in else ""


OwnerOf = Annotated[str, Depends(_owner)]


async def _caller(
    request: Request,
    response: Response,
    parts: PartsOf,
    owner: OwnerOf,
    token: Annotated[
        str | None,
        Header(alias=HEADER, description="The token of POST /api/conversation, where cookies do not reach us"),
    ] = None,
) -> Caller:
    """The caller; a forged, old or somebody else's token is as good as none and begins a session of its own."""
    session = parts.signer.open(token or request.cookies.get(cookie_name(parts.settings), ""), owner)
    if session is not None:
        parts.limiter.count_message(session.id)
        return Caller(session, new=False)
    parts.limiter.count_session(address_of(request))
    session = Session.new(owner)
    parts.limiter.count_message(session.id)
    set_cookie(response, parts, session)
    request.state.begun = session  # for errors.py: an answer that fails leaves this response behind
    return Caller(session, new=True)


CallerOf = Annotated[Caller, Depends(_caller)]
