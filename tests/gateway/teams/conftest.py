"""A gateway with Teams switched on, between a fake Microsoft and a fake Rasa."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from fake_microsoft import Fake, Teams, certificate, sender
from fake_rasa import served
from starlette.testclient import TestClient

from bot.gateway.assistant import tls


@pytest.fixture(scope="session")
def _microsoft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fake]:
    made, key = certificate(tmp_path_factory.mktemp("tls"))
    before = {name: os.environ.get(name) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")}
    os.environ.update(SSL_CERT_FILE=str(made), REQUESTS_CA_BUNDLE=str(made))
    tls().load_verify_locations(made)
    fake = Fake()
    with served(fake.app(), ssl_certfile=str(made), ssl_keyfile=str(key)) as url:
        fake.url = url
        yield fake
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture
def microsoft(_microsoft: Fake) -> Fake:
    _microsoft.reset()
    return _microsoft


@pytest.fixture
def bot(gateway: Callable[..., TestClient], microsoft: Fake) -> Callable[..., TestClient]:
    """Makes gateways with Teams; what is named wins over the usual settings."""
    return lambda **named: gateway(**{**microsoft.settings(), **named})


@pytest.fixture
def teams(bot: Callable[..., TestClient], microsoft: Fake) -> Teams:
    """Sends an activity to a gateway as Teams does, with a token that is right unless another is given."""
    return sender(bot(), microsoft)
