"""What Microsoft's libraries may not do: be there unasked, take stray settings, talk to others, fill the log."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from activities import message, search
from fake_microsoft import APP, BY_REGISTRATION, Fake, sender

from bot.gateway.logs import configure_logs
from bot.gateway.settings import ROOT

WITHOUT_TEAMS = """
import sys
from bot.gateway.app import create_app
from bot.gateway.settings import read_settings
create_app(read_settings())
found = [name for name in sys.modules if name.split(".")[0] in ("microsoft_teams", "msal", "requests")]
sys.exit(f"imported: {found[:5]}" if found else 0)
"""


def run(code: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    paths = [str(ROOT), *(path for path in sys.path if path)]
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_gateway_without_teams_imports_nothing_of_microsofts(tmp_path: Path) -> None:
    done = run(WITHOUT_TEAMS, tmp_path, LOTSEN_SECRET_FILE=str(tmp_path / "secret"))
    assert (done.returncode, done.stderr) == (0, "")


def test_gateway_without_teams_has_no_such_address(client: Any) -> None:
    answer = client.post("/api/messages", json=message("hej"))
    assert answer.status_code == 404
    assert "teams" not in client.get("/api/health").json()["parts"]
    assert "lotsen_teams" not in client.get("/metrics").text


STRAY = """
import json, os
from bot.gateway.app import create_app
from bot.gateway.settings import read_settings
app = create_app(read_settings())
sdk = app.state.parts.channels["teams"]._sdk
print(json.dumps([type(sdk.credentials).__name__, sdk.id, sdk.cloud.token_issuer, os.environ.get("FROM_DOTENV")]))
"""
VARIABLES = {
    "CLIENT_ID": "somebody-else",
    "CLIENT_SECRET": "their-secret",
    "TENANT_ID": "theirs",
    "CLOUD": "China",
    "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "maybe",
}


def test_other_programs_variables_and_files_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FROM_DOTENV=1\nCLIENT_SECRET=their-secret\n")
    ours = {"APP_ID": APP, "APP_SECRET": "x", "TENANT": APP}
    named = {f"LOTSEN_TEAMS_{name}": value for name, value in ours.items()}
    done = run(STRAY, tmp_path, LOTSEN_SECRET_FILE=str(tmp_path / "secret"), **VARIABLES, **named)
    assert json.loads(done.stdout) == ["TokenCredentials", APP, "https://api.botframework.com", None]


def test_development_uses_no_stray_secret(tmp_path: Path) -> None:
    named = {"LOTSEN_TEAMS_DEVELOPMENT": "1", "LOTSEN_SECRET_FILE": str(tmp_path / "secret")}
    done = run(STRAY, tmp_path, **VARIABLES, **named)
    assert json.loads(done.stdout)[:2] == ["NoneType", None]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The hosts that this process resolves or connects to; everything but loopback fails."""
    found: list[str] = []
    resolve, connect = socket.getaddrinfo, socket.socket.connect

    def watched_resolve(host: Any, *rest: Any, **named: Any) -> Any:
        found.append(str(host))
        if host not in ("127.0.0.1", "localhost"):
            raise OSError("not from here")
        return resolve(host, *rest, **named)

    def watched_connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            found.append(str(address[0]))
        return connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", watched_resolve)
    monkeypatch.setattr(socket.socket, "connect", watched_connect)
    return found


def test_nobody_but_the_named_hosts_is_contacted(bot, microsoft: Fake, asked: list[str]) -> None:
    teams = sender(bot(), microsoft)
    teams(message("hej"))
    teams(search("angrepp"))
    microsoft.wait(1)
    assert set(asked) == {"127.0.0.1"}


def test_calls_do_not_say_what_made_them(bot, microsoft: Fake) -> None:
    sender(bot(), microsoft)(message("hej"))
    [call] = microsoft.wait(1)
    everything = [call.headers, *(login["headers"] for login in microsoft.logins)]
    assert {headers["user-agent"] for headers in everything} == {"Lotsen"}
    told = " ".join(name for headers in everything for name in headers)
    assert not [word for word in ("x-client", "traceparent", "baggage", "x-ms-client") if word in told]


def test_log_holds_no_words_names_or_ids(bot, microsoft: Fake, tmp_path: Path, capfd: pytest.CaptureFixture) -> None:
    before = logging.getLogger().handlers[:]
    with (tmp_path / "log").open("w+", encoding="utf-8") as out:
        configure_logs(out)
        teams = sender(bot(), microsoft)
        microsoft.script.extend([403, 500])
        for words in ("ett hemligt ord", "ännu ett hemligt", "krasch"):
            teams(message(words))
        microsoft.wait(3)
        out.seek(0)
        said = out.read() + "".join(capfd.readouterr())
    logging.getLogger().handlers[:] = before
    assert "/api/messages" in said
    known = ("hemligt", "Anna", "29:anna-id", "a:chat-id", "aad-29", BY_REGISTRATION, APP)
    assert not [word for word in known if word in said]


def test_development_needs_no_token_and_answers_to_this_machine_only(gateway, microsoft: Fake) -> None:
    teams = sender(gateway(teams_development=True), microsoft)
    assert teams(message("hej", channelId="emulator"), None).status_code == 200
    [call] = microsoft.wait(1)
    assert "authorization" not in call.headers
    assert teams(message("hej", serviceUrl="https://smba.trafficmanager.net/"), None).status_code == 401
