"""Sign-in with tokens of a made-up provider, whose keys lie on a loopback port."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa as keys
from fake_rasa import FakeRasa, closed_port, served
from jwt.algorithms import RSAAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.gateway.keys import COOLDOWN_SECONDS, KEYS_SECONDS
from bot.gateway.problems import Code, Problem
from bot.gateway.sign_in import SignIn

AUDIENCE = "lotsen"


@functools.cache  # making one takes a while
def private_key(kid: str) -> keys.RSAPrivateKey:
    return keys.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """An OpenID Connect provider with one key, which it can change."""

    def __init__(self) -> None:
        self.url = ""
        self.fetched = 0
        self.does: dict[str, Any] = {"use": "sig"}  # what the key is there for
        self.renew("first")

    def renew(self, kid: str) -> None:
        self.kid, self.key = kid, private_key(kid)

    def token(self, *, key: Any = None, kid: str | None = None, algorithm: str = "RS256", **claims: Any) -> str:
        usual = {"iss": self.url, "aud": AUDIENCE, "sub": "anna", "exp": time.time() + 300}
        wanted = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode(wanted, key or self.key, algorithm, headers={"kid": kid or self.kid})

    def app(self) -> Starlette:
        async def describe(_: Request) -> JSONResponse:
            return JSONResponse({"issuer": self.url, "jwks_uri": f"{self.url}/keys"})

        async def listed(_: Request) -> JSONResponse:
            self.fetched += 1
            public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
            return JSONResponse({"keys": [{**public, "kid": self.kid, **self.does, "alg": "RS256"}]})

        return Starlette(routes=[Route("/.well-known/openid-configuration", describe), Route("/keys", listed)])


@pytest.fixture(scope="module")
def _provider() -> Iterator[Provider]:
    made = Provider()
    with served(made.app()) as url:
        made.url = url
        yield made


@pytest.fixture
def provider(_provider: Provider) -> Provider:
    _provider.renew("first")
    _provider.fetched = 0
    return _provider


@pytest.fixture
def client(gateway, provider: Provider) -> TestClient:
    return gateway(require_sign_in=True, oidc_issuer=provider.url, oidc_audience=AUDIENCE)


def ask(client: TestClient, token: str | None):
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return client.post("/api/chat", json={"message": "hej"}, headers=headers)


def test_signed_in_person_may_ask(client: TestClient, provider: Provider) -> None:
    assert ask(client, provider.token()).status_code == 200
    assert ask(client, provider.token(aud=["other", AUDIENCE])).status_code == 200


FORGED = {
    "no token": lambda provider: None,
    "no JWT": lambda provider: "abc",
    "another issuer": lambda provider: provider.token(iss="https://evil.example"),
    "another audience": lambda provider: provider.token(aud="payroll"),
    "expired": lambda provider: provider.token(exp=time.time() - 120),
    "not valid yet": lambda provider: provider.token(nbf=time.time() + 600),
    "without expiry": lambda provider: provider.token(exp=None),
    "without subject": lambda provider: provider.token(sub=None),
    "without audience": lambda provider: provider.token(aud=None),
    "another key": lambda provider: provider.token(key=private_key("of somebody else")),
    "unknown key id": lambda provider: provider.token(kid="made-up"),
    "unsigned": lambda provider: jwt.encode({"sub": "anna"}, "", "none", headers={"kid": provider.kid}),
    "signed with the public key as a password": lambda provider: provider.token(key=b"p" * 64, algorithm="HS256"),
    "algorithm that is not listed": lambda provider: provider.token(algorithm="RS512"),
}


@pytest.mark.parametrize("how", FORGED)
@pytest.mark.parametrize("path", ["/api/chat", "/api/feedback", "/api/conversation"])
def test_everyone_else_is_turned_away(
    client: TestClient, provider: Provider, rasa: FakeRasa, how: str, path: str
) -> None:
    token = FORGED[how](provider)
    body = {"/api/chat": {"message": "hej"}, "/api/feedback": {"answer_id": "12345678", "vote": "up"}}.get(path, {})
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    answer = client.post(path, json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["text"].startswith("Du behöver logga in")
    assert rasa.turns == []


def test_pages_and_health_need_no_sign_in(client: TestClient) -> None:
    assert client.get("/api/health").status_code == 200


def test_cookie_of_somebody_else_begins_a_conversation_of_its_own(client: TestClient, provider: Provider) -> None:
    assert ask(client, provider.token(sub="anna")).json()["conversation"]["new"]
    assert not ask(client, provider.token(sub="anna")).json()["conversation"]["new"]
    assert ask(client, provider.token(sub="bertil")).json()["conversation"]["new"]


def test_who_signed_in_is_not_in_rasas_conversation(client: TestClient, provider: Provider, rasa: FakeRasa) -> None:
    ask(client, provider.token(sub="anna"))
    assert "anna" not in rasa.senders()[0]


def test_keys_are_fetched_once_for_many(client: TestClient, provider: Provider) -> None:
    for _ in range(3):
        ask(client, provider.token())
    assert provider.fetched == 1


def test_provider_that_is_down_is_503(gateway) -> None:
    nowhere = f"http://127.0.0.1:{closed_port()}"
    client = gateway(require_sign_in=True, oidc_issuer=nowhere, oidc_audience=AUDIENCE)
    for _ in range(2):
        answer = ask(client, Provider().token(iss=nowhere))
        assert (answer.status_code, answer.json()["code"]) == (503, "sign_in_unavailable")


@pytest.fixture
def clocked(settings, provider: Provider):
    """Sign-in with a clock that the test turns."""
    now = [0.0]
    named = settings(require_sign_in=True, oidc_issuer=provider.url, oidc_audience=AUDIENCE)
    return SignIn(named, httpx.AsyncClient(), lambda: now[0]), now


async def _owner(sign_in: SignIn, token: str) -> str:
    return await sign_in.owner(f"Bearer {token}")


def run(work: Any) -> Any:
    import anyio

    async def main() -> Any:
        return await work()

    return anyio.run(main)


def test_new_key_is_found_but_made_up_ids_do_not_make_us_ask_again_and_again(clocked, provider: Provider) -> None:
    sign_in, now = clocked

    async def story() -> None:
        await _owner(sign_in, provider.token())
        provider.renew("second")
        for _ in range(3):
            with pytest.raises(Problem) as caught:
                await _owner(sign_in, provider.token())  # too early to ask again
            assert caught.value.code is Code.SIGN_IN_REQUIRED
        assert provider.fetched == 1
        now[0] += COOLDOWN_SECONDS
        assert await _owner(sign_in, provider.token())
        assert provider.fetched == 2

    run(story)


def test_known_keys_stay_in_use_while_the_provider_is_away(clocked, provider: Provider) -> None:
    sign_in, now = clocked
    token = provider.token()

    async def story() -> None:
        owner = await _owner(sign_in, token)
        now[0] += KEYS_SECONDS + 1
        provider.url, real = f"http://127.0.0.1:{closed_port()}", provider.url
        sign_in._settings = sign_in._settings.model_copy(update={"oidc_jwks_url": provider.url})
        provider.url = real
        assert await _owner(sign_in, token) == owner

    run(story)


@pytest.mark.parametrize(
    ("does", "taken"),
    [({"use": "enc"}, False), ({"key_ops": ["encrypt"]}, False), ({"key_ops": ["verify"]}, True), ({}, True)],
)
def test_key_that_is_there_to_encrypt_verifies_nothing(
    client: TestClient, provider: Provider, does: dict[str, Any], taken: bool
) -> None:
    provider.does = does
    headers = {"Authorization": f"Bearer {provider.token()}"}
    answer = client.post("/api/chat", json={"message": "hej"}, headers=headers)
    assert answer.status_code == (200 if taken else 503)  # no usable key: nothing can be said of any token
