"""The door to the editors' desk: closed by default, then by role, size and origin, with a fake desk behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from test_sign_in import AUDIENCE, Provider, _provider, provider  # noqa: F401  the last two are fixtures

from bot.gateway.desk.people import HEADER
from bot.gateway.settings import SettingsError, read_settings

ROLES = {"desk_editor_role": "redaktor", "desk_publisher_role": "publicerare"}
PAGE = {"Accept": "text/html"}


class FakeDesk:
    """Says what reached it."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.seen: list[str] = []

    async def answer(self, request: Request) -> JSONResponse:
        self.seen.append(request.url.path)
        body = await request.body()
        person = {key: values[0] for key, values in parse_qs(request.headers.get(HEADER, "")).items()}
        told = {"person": person, "bytes": len(body), "query": request.url.query, "cookie": "cookie" in request.headers}
        return JSONResponse(told, headers={"Content-Security-Policy": "form-action 'self'", "Set-Cookie": "a=b"})


@pytest.fixture(scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeDesk]:
    fake = FakeDesk(tmp_path_factory.mktemp("desk") / "desk.sock")
    app = Starlette(routes=[Route("/{path:path}", fake.answer, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, uds=str(fake.socket), log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield fake
    server.should_exit = True
    thread.join()


@pytest.fixture
def fake_desk(_desk: FakeDesk) -> FakeDesk:
    _desk.seen.clear()
    return _desk


@pytest.fixture
def signed(gateway: Callable[..., TestClient], provider: Provider, fake_desk: FakeDesk) -> TestClient:  # noqa: F811
    return gateway(
        oidc_issuer=provider.url, oidc_audience=AUDIENCE, desk_socket=fake_desk.socket, desk_max_mb=1,
        allowed_origins="https://intranet.example", **ROLES,
    )  # fmt: skip


def bearer(provider: Provider, **claims: Any) -> dict[str, str]:  # noqa: F811
    return {"Authorization": f"Bearer {provider.token(**claims)}"}


def test_there_is_no_desk_until_it_is_set_up(client: TestClient) -> None:
    assert client.get("/desk").status_code == 404
    assert client.get("/desk/fakta").status_code == 404


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"desk_editor_role": "r"}, "go together"),
        (ROLES, "LOTSEN_OIDC_ISSUER"),
        ({"desk_trying": True, "gateway_host": "0.0.0.0"}, "this machine only"),
        ({"desk_trying": True, "trusted_proxies": "10.0.0.1"}, "this machine only"),
        ({"desk_trying": True, "oidc_issuer": "https://a.example", "oidc_audience": "a", **ROLES}, "this machine only"),
    ],
)
def test_half_a_set_up_stops_the_start(named: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        read_settings(**named)


def test_the_desk_learns_from_the_token_who_it_is(
    signed: TestClient,
    provider: Provider,  # noqa: F811
) -> None:
    claims = {"name": "Anna Ek", "email": "anna@vgr.example", "roles": ["annat", "redaktor"]}
    forged = {HEADER: "id=x&name=Chefen&publisher=1", "Cookie": "lotsen=x"}
    told = signed.get("/desk/fakta?ord=%C3%A5", headers={**bearer(provider, **claims), **forged})
    assert told.status_code == 200
    assert told.json()["person"] == {"id": f"{provider.url} anna", "name": "Anna Ek", "email": "anna@vgr.example"}
    assert (told.json()["query"], told.json()["cookie"]) == ("ord=%C3%A5", False)
    assert told.headers["content-security-policy"] == "form-action 'self'"
    assert "set-cookie" not in told.headers
    publisher = signed.get("/desk", headers=bearer(provider, roles="publicerare")).json()["person"]
    assert (publisher["publisher"], publisher["name"]) == ("1", "anna")


def test_nobody_else_reaches_it(
    signed: TestClient,
    provider: Provider,  # noqa: F811
    fake_desk: FakeDesk,
) -> None:
    for claims in ({}, {"roles": ["läsare"]}, {"roles": "redaktorer"}, {"roles": [{"redaktor": 1}]}):
        refused = signed.get("/desk", headers={**bearer(provider, **claims), **PAGE})
        assert refused.status_code == 403
        assert "saknar rollen för redaktörsbordet" in refused.text
    expired = bearer(provider, roles="redaktor", exp=time.time() - 60)
    for headers in ({}, {"Authorization": "Bearer x"}, expired):
        page = signed.post("/desk/fakta/x", content="text=a", headers={**headers, **PAGE})
        assert (page.status_code, page.headers["www-authenticate"]) == (401, "Bearer")
        assert page.text.startswith("<!doctype html>")
        assert "gå tillbaka i webbläsaren" in page.text
        script = signed.post("/desk/fakta/x", content="text=a", headers={**headers, **PAGE, "HX-Request": "true"})
        assert script.json()["code"] == "sign_in_required"
    assert fake_desk.seen == []


def test_a_form_comes_through_and_fifty_megabytes_do_not(
    signed: TestClient,
    provider: Provider,  # noqa: F811
    fake_desk: FakeDesk,
) -> None:
    headers = {**bearer(provider, roles="redaktor"), "Content-Type": "application/x-www-form-urlencoded"}
    assert signed.post("/desk/fakta/x", content="a" * 100_000, headers=headers).json()["bytes"] == 100_000
    announced = signed.post("/desk/fakta/y", content=b"a" * (2 << 20), headers=headers)
    unannounced = signed.post("/desk/fakta/y", content=(b"a" * 65536 for _ in range(32)), headers=headers)
    for refused in (announced, unannounced):
        assert (refused.status_code, refused.json()["code"]) == (413, "desk_too_large")
    assert fake_desk.seen == ["/desk/fakta/x"]


def test_pages_of_other_origins_neither_read_nor_write(
    signed: TestClient,
    provider: Provider,  # noqa: F811
    fake_desk: FakeDesk,
) -> None:
    who = bearer(provider, roles="redaktor")
    for headers in (
        {"Origin": "https://intranet.example"},  # may use the chat
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
    ):
        assert signed.get("/desk", headers={**who, **headers}).status_code == 403
        assert signed.post("/desk/fakta/x", headers={**who, **headers}).status_code == 403
    navigated = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert signed.post("/desk/fakta/x", headers={**who, **navigated}).status_code == 403
    assert signed.get("/desk", headers={**who, **navigated}).status_code == 200
    assert fake_desk.seen == ["/desk"]


def test_on_this_machine_it_is_tried_without_sign_in(gateway: Callable[..., TestClient], fake_desk: FakeDesk) -> None:
    told = gateway(desk_trying=True, desk_socket=fake_desk.socket).get("/desk")
    assert told.json()["person"] == {"id": "trying", "name": "Den som provar", "publisher": "1"}


def test_a_desk_that_is_not_there_is_said(gateway: Callable[..., TestClient], tmp_path: Path) -> None:
    away = gateway(desk_trying=True, desk_socket=tmp_path / "none.sock")
    refused = away.get("/desk", headers=PAGE)
    assert refused.status_code == 503
    assert "Redaktörsbordet svarar inte just nu." in refused.text
    assert away.get("/api/health/live").status_code == 200
