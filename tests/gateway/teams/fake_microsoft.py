"""Stands in for Microsoft's side on a loopback port, over TLS: keys, login, an identity of the machine, and Teams."""

from __future__ import annotations

import datetime as dt
import functools
import ipaddress
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import anyio
import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from httpx import Response as Answer
from jwt.algorithms import RSAAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
IDENTITY = "99999999-8888-7777-6666-555555555555"
SECRET = "the-secret-of-the-registration"
ISSUER = "https://api.botframework.com"
BOT = f"28:{APP}"
WAIT_SECONDS = 20.0
Teams = Callable[..., Answer]
#: Our own tokens, as Microsoft hands them out.
BY_REGISTRATION = jwt.encode({"appid": "registration"}, "x" * 32)
BY_IDENTITY = jwt.encode({"appid": "identity"}, "x" * 32)


@functools.cache  # making one takes a while
def private_key(kid: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_pem(kid: str) -> bytes:
    return (
        private_key(kid)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


@dataclass
class Call:
    """One call that Teams got from us; ``sent`` is the activity."""

    method: str
    conversation: str
    message: str
    sent: dict[str, Any]
    headers: dict[str, str]

    @property
    def card(self) -> dict[str, Any]:
        content: dict[str, Any] = self.sent["attachments"][0]["content"]
        return content

    @property
    def words(self) -> str:
        """Everything that the card shows, with ordinary spaces."""
        return json.dumps(self.card, ensure_ascii=False).replace("\u00a0", " ")

    @property
    def data(self) -> list[dict[str, Any]]:
        """What the card's buttons submit, thumbs included."""
        return submits(self.card)


def submits(node: Any) -> list[dict[str, Any]]:
    """The data of every Action.Submit below a node of a card."""
    if isinstance(node, list):
        return [found for each in node for found in submits(each)]
    if not isinstance(node, dict):
        return []
    own = [node["data"]] if node.get("type") == "Action.Submit" else []
    return own + [found for each in node.values() for found in submits(each)]


@dataclass
class Fake:
    """Remembers what it was asked; ``script`` holds how the next calls of the connector go, 200 when it is empty."""

    url: str = ""
    keys: dict[str, list[str] | None] = field(default_factory=lambda: {"first": ["msteams"]})
    keys_down: bool = False
    login_down: bool = False
    login_refuses: bool = False
    script: deque[Any] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)
    typing: list[Call] = field(default_factory=list)
    fetched: int = 0
    logins: list[dict[str, Any]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def reset(self) -> None:
        fresh = Fake()
        for name in ("keys", "keys_down", "login_down", "login_refuses", "script", "calls", "typing", "fetched"):
            setattr(self, name, getattr(fresh, name))
        self.logins = []

    @property
    def service(self) -> str:
        return f"{self.url}/emea/"

    def settings(self) -> dict[str, Any]:
        return {
            "teams_app_id": APP,
            "teams_app_secret": SECRET,
            "teams_tenant": TENANT,
            "teams_service_hosts": "127.0.0.1",
            "teams_login_url": self.url,
            "teams_openid_url": f"{self.url}/v1/.well-known/openidconfiguration",
        }

    def token(self, *, key: Any = None, kid: str = "first", algorithm: str = "RS256", **claims: Any) -> str:
        """A token as Teams sends it; a claim that is None is left out."""
        now = time.time()
        usual = {"iss": ISSUER, "aud": APP, "serviceurl": self.service, "nbf": now - 60, "exp": now + 3600}
        wanted = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode(wanted, key or private_key(kid), algorithm, headers={"kid": kid})

    def wait(self, count: int) -> list[Call]:
        """The messages that arrived, once there are as many."""
        with self.changed:
            arrived = self.changed.wait_for(lambda: len(self.calls) >= count, WAIT_SECONDS)
        assert arrived, f"only {len(self.calls)} of {count} calls came"
        return list(self.calls)

    def note(self, call: Call) -> None:
        with self.changed:
            (self.typing if call.sent.get("type") == "typing" else self.calls).append(call)
            self.changed.notify_all()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v1/.well-known/openidconfiguration", self._describe),
                Route("/v1/keys", self._keys),
                Route("/{tenant}/v2.0/.well-known/openid-configuration", self._authority),
                Route("/{tenant}/oauth2/v2.0/token", self._login, methods=["POST"]),
                Route("/identity", self._identity),
                Route("/emea/v3/conversations/{conversation}/activities", self._connector, methods=["POST"]),
                Route(
                    "/emea/v3/conversations/{conversation}/activities/{message}",
                    self._connector,
                    methods=["PUT", "DELETE"],
                ),
            ]
        )

    async def _describe(self, _: Request) -> Response:
        return JSONResponse({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/keys"})

    async def _keys(self, _: Request) -> Response:
        self.fetched += 1
        if self.keys_down:
            return Response(status_code=503)
        return JSONResponse({"keys": [_described(kid, channels) for kid, channels in self.keys.items()]})

    async def _authority(self, request: Request) -> Response:
        if self.login_down:
            return Response(status_code=503)
        root = f"{self.url}/{request.path_params['tenant']}"
        return JSONResponse(
            {
                "issuer": f"{root}/v2.0",
                "authorization_endpoint": f"{root}/oauth2/v2.0/authorize",
                "token_endpoint": f"{root}/oauth2/v2.0/token",
            }
        )

    async def _login(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        self.logins.append({**form, "headers": dict(request.headers), "tenant": request.path_params["tenant"]})
        if self.login_refuses:
            return JSONResponse({"error": "invalid_client", "error_description": "AADSTS7000215 secret words"}, 401)
        return JSONResponse({"token_type": "Bearer", "expires_in": 3600, "access_token": BY_REGISTRATION})

    async def _identity(self, request: Request) -> Response:
        self.logins.append({**request.query_params, "headers": dict(request.headers)})
        expires = str(int(time.time()) + 3600)
        return JSONResponse({"access_token": BY_IDENTITY, "expires_on": expires, "resource": "r"})

    async def _connector(self, request: Request) -> Response:
        body = await request.body()
        sent = json.loads(body) if body else {}
        step = self.script.popleft() if self.script and sent.get("type") != "typing" else 200
        path = request.path_params
        message = path.get("message") or f"m{len(self.calls) + 1}"
        self.note(Call(request.method, path["conversation"], message, sent, dict(request.headers)))
        if step == "hang":
            await anyio.sleep(1.5)
            return Response(status_code=200)
        status, headers = step if isinstance(step, tuple) else (step, {})
        return JSONResponse({"id": message} if status < 300 else {"error": {"code": "x"}}, status, headers=headers)


def _described(kid: str, channels: list[str] | None) -> dict[str, Any]:
    public = json.loads(RSAAlgorithm.to_jwk(private_key(kid).public_key()))
    return {**public, "kid": kid, "use": "sig"} | ({"endorsements": channels} if channels is not None else {})


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    now = dt.datetime.now(dt.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "loopback.pem", folder / "loopback.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def sender(client: TestClient, microsoft: Fake) -> Teams:
    def send(activity: Any, token: str | None = "", **headers: str) -> Answer:
        sent = {"serviceUrl": microsoft.service, **activity} if isinstance(activity, dict) else activity
        right = microsoft.token() if token == "" else token
        authorization = {} if right is None else {"Authorization": f"Bearer {right}"}
        return client.post("/api/messages", json=sent, headers={**authorization, **headers})

    return send
