"""Makes the application: `create_app(settings)`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.gateway.address_limit import AddressLimit
from bot.gateway.answer_pages import routes as answer_pages
from bot.gateway.assistant import Assistant, rasa_client, tls
from bot.gateway.body_check import BodyCheck
from bot.gateway.callers import HEADER
from bot.gateway.desk.routes import desk_routes
from bot.gateway.desk_settings import DESK_PATH
from bot.gateway.errors import handle_errors
from bot.gateway.feedback import FeedbackStore
from bot.gateway.hosts import HostCheck
from bot.gateway.limits import Limiter
from bot.gateway.metrics import Metrics
from bot.gateway.middleware import OriginCheck, RequestLog, SecurityHeaders
from bot.gateway.parts import Parts
from bot.gateway.routes import chat, feedback, health, pages, suggestions
from bot.gateway.settings import Settings
from bot.gateway.sign_in import SignIn
from bot.gateway.signing import Signer
from bot.gateway.texts import load_placeholders, load_texts
from bot.inside.kept import kept_secret
from bot.inside.secret import header, inside_secret

TEAMS_PATH = "/api/messages"
TEAMS_BYTES = 256 * 1024  # a message comes twice, once with all of its formatting, and with whom it names
DESCRIPTION = "The chat of Lotsen: questions in, answers with their sources out. Every error has a code and a text."


def create_app(settings: Settings) -> FastAPI:
    """The whole gateway. Raises TextsError for unusable texts, OSError or SecretError when a secret cannot be kept."""
    parts = make_parts(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        for channel in parts.channels.values():
            await channel.start()
        yield
        for channel in parts.channels.values():  # first: their turns still ask the assistant
            await channel.aclose()
        for client in (parts.assistant, parts.client, parts.sign_in):
            if client is not None:
                await client.aclose()

    app = FastAPI(
        title="Lotsen",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,  # both pages fetch scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.parts = parts
    handle_errors(app, parts)
    if settings.desk_on:  # before the pages, whose last route takes any name
        app.include_router(desk_routes(parts))
    for router in (chat.router, suggestions.router, feedback.router, health.router, answer_pages.router, pages.router):
        app.include_router(router)
    if settings.teams_on:
        _mount_teams(app, parts)
    _add_middleware(app, parts)
    return app


def make_parts(settings: Settings) -> Parts:
    """Make what the routes share, from the settings: the way to Rasa, signing, limits, votes, figures."""
    known = header(inside_secret(settings.inside))
    rasa = rasa_client(settings.rasa, settings.connect_timeout, settings.turn_timeout, settings.max_turns, known)
    secret = settings.secret.get_secret_value() or kept_secret(settings.secret_file)
    signer = Signer(secret, settings.conversation_hours * 3600)
    return Parts(
        settings=settings,
        texts=load_texts(),
        assistant=Assistant(rasa, settings.max_turns, settings.debug),
        client=httpx.AsyncClient(  # no proxy of the shell's stands before loopback
            trust_env=False, verify=tls(), headers=known
        ),
        signer=signer,
        limiter=Limiter(settings, signer.pseudonym),
        feedback=FeedbackStore(settings.votes, load_placeholders()),
        sign_in=SignIn(settings, httpx.AsyncClient(verify=tls())) if settings.require_sign_in else None,
        metrics=Metrics(),
    )


def _mount_teams(app: FastAPI, parts: Parts) -> None:
    """Imports Microsoft's library, which takes memory and time, only where it is used."""
    from bot.gateway.teams.quiet import prepare

    prepare()
    from bot.gateway.teams.channel import TeamsChannel
    from bot.gateway.teams.routes import routes

    channel = TeamsChannel(parts)
    parts.channels["teams"] = channel
    app.include_router(routes(TEAMS_PATH, channel))


def _add_middleware(app: FastAPI, parts: Parts) -> None:
    """From the inside out: what is added last is passed first."""
    settings = parts.settings
    larger = {TEAMS_PATH: TEAMS_BYTES} if settings.teams_on else {}
    passed = DESK_PATH if settings.desk_on else ""
    app.add_middleware(BodyCheck, settings=settings, texts=parts.texts, larger=larger, passed=passed)
    app.add_middleware(OriginCheck, settings=settings, texts=parts.texts)
    own = ((TEAMS_PATH,) if settings.teams_on else ()) + ((DESK_PATH,) if settings.desk_on else ())
    app.add_middleware(AddressLimit, limiter=parts.limiter, texts=parts.texts, passed=own)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_credentials=True,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", HEADER],
            expose_headers=["Retry-After"],
        )
    app.add_middleware(HostCheck, settings=settings, texts=parts.texts)
    app.add_middleware(RequestLog, texts=parts.texts, metrics=parts.metrics)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    app.add_middleware(SecurityHeaders, settings=settings)
