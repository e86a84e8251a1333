"""A gateway in front of a fake Rasa, with settings of the test's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fake_rasa import FakeRasa, application, served
from starlette.testclient import TestClient

from bot.gateway.app import create_app
from bot.gateway.settings import PREFIX, Settings, read_settings

KILLS = 3
Made = Callable[..., TestClient]
SECRET = "a-secret-of-the-tests-that-is-long-enough"
INSIDE = "the-secret-of-the-servers-which-is-long-enough"


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the tests that kill servers go on: ``--kills 100`` for an hour's worth."""
    parser.addoption("--kills", type=int, default=KILLS, help="how often each server is killed (test_killed.py)")


@pytest.fixture(autouse=True)
def _no_settings_of_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def _rasa() -> Iterator[FakeRasa]:
    fake = FakeRasa("")
    with served(application(fake)) as url:
        fake.url = url
        yield fake


@pytest.fixture
def rasa(_rasa: FakeRasa) -> FakeRasa:
    _rasa.turns.clear()
    _rasa.known.clear()
    return _rasa


@pytest.fixture
def settings(rasa: FakeRasa, tmp_path: Path) -> Callable[..., Settings]:
    """Settings that reach the fake Rasa and keep files in the test's folder; what is named here wins."""

    def make(**named: Any) -> Settings:
        usual: dict[str, Any] = {
            "rasa_url": rasa.url,
            "action_url": rasa.url,
            "allowed_hosts": "lotsen.test",
            "secret": SECRET,
            "inside_secret": INSIDE,
            "feedback_db": tmp_path / "feedback.db",
            "demo_folder": tmp_path / "demo",
            "widget_file": tmp_path / "dist/lotsen-chat.js",
            "limit_client": "1000/minute",
            "limit_new": "1000/minute",
            "limit_address": "10000/minute",
        }
        return read_settings(**{**usual, **named})

    return make


@pytest.fixture
def gateway(settings: Callable[..., Settings]) -> Iterator[Made]:
    """Makes clients, each a browser of its own in front of a gateway of its own."""
    with ExitStack() as stack:

        def make(**named: Any) -> TestClient:
            app = create_app(settings(**named))
            return stack.enter_context(TestClient(app, base_url="http://lotsen.test", raise_server_exceptions=True))

        yield make


@pytest.fixture
def client(gateway: Made) -> TestClient:
    return gateway()
