"""The real servers of the Procfile behind the real gateway: Rasa with the trained model, actions, knowledge base.

They run in a folder of links to the project, so that conversations and votes end up in the test's own files.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fake_rasa import closed_port

from bot.gateway.settings import ROOT

pytestmark = pytest.mark.model

START_SECONDS = 300
INSIDE = "the-secret-of-the-servers-which-is-long-enough"
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "HF_HUB_OFFLINE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TOKENIZERS_PARALLELISM": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONPATH": str(ROOT),
}


class House:
    """The processes of the Procfile, each started by its name."""

    patience = START_SECONDS

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.knowledge = folder / "knowledge.sqlite"
        shutil.copy(ROOT / ".build/knowledge.sqlite", self.knowledge)
        self.ports = {name: str(closed_port()) for name in ("RASA", "ACTION", "GATEWAY")}
        self.url = f"http://127.0.0.1:{self.ports['GATEWAY']}"
        self._children: list[subprocess.Popen[bytes]] = []
        self._link()

    def start(self, name: str) -> None:
        lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
        command = dict(line.split(": ", 1) for line in lines)[name]
        self._spawn(["sh", "-c", command], name)

    def settings(self) -> dict[str, str]:
        """What its processes find in their environment beside the test's own."""
        ports = {f"LOTSEN_{key}_PORT": port for key, port in self.ports.items()}
        files = {
            "LOTSEN_KNOWLEDGE": str(self.knowledge),
            "LOTSEN_FEEDBACK_DB": str(self.folder / "feedback.db"),
            "LOTSEN_SECRET_FILE": str(self.folder / "secret"),
            "LOTSEN_INSIDE_SECRET": INSIDE,
            "LOTSEN_TURN_TIMEOUT": "120",  # the first turn loads much, and the machine may be busy
        }
        return {**ENVIRONMENT, **ports, **files}

    def _spawn(self, command: list[str], name: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self._children.append(
                subprocess.Popen(
                    command,
                    cwd=self.folder,
                    env={**os.environ, **self.settings()},
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    def wait_for(self, *parts: str) -> None:
        """Until health says that these are ready."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if all(self.health().get(part) == "ready" for part in parts):
                return
            time.sleep(0.5)
        raise AssertionError(f"not ready: {self.health()}\n{self.logs()}")

    def warm_up(self) -> None:
        """Until a question is answered in good time: both servers load things with their first one."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            body = {"message": "vad är färdplanen?"}
            answer = httpx.post(f"{self.url}/api/chat", json=body, timeout=150)
            if answer.status_code == 200 and answer.json()["messages"][0]["custom"]["kind"] == "answer":
                return
        raise AssertionError(f"no answer: {answer.text}\n{self.logs()}")

    def health(self) -> dict[str, str]:
        try:
            found: dict[str, str] = httpx.get(f"{self.url}/api/health", timeout=10).json()["parts"]
        except httpx.HTTPError:
            return {}
        return found

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-2000:] for path in self.folder.glob("*.log"))

    def stop(self) -> None:
        for child in self._children:
            os.killpg(child.pid, signal.SIGTERM)
        for child in self._children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def _link(self) -> None:
        for path in ROOT.iterdir():
            if path.name not in (".build", ".git"):
                (self.folder / path.name).symlink_to(path)
        (self.folder / ".build").mkdir()
        for name in ("encoder", "spacy"):
            (self.folder / ".build" / name).symlink_to(ROOT / ".build" / name)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    try:
        made.start("rasa")
        made.start("gateway")
        made.wait_for("assistant")
        yield made
    finally:
        made.stop()


@pytest.fixture
def browser(house: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=house.url, timeout=150) as client:
        yield client


def ask(browser: httpx.Client, **body: str) -> dict:
    answer = browser.post("/api/chat", json=body)
    assert answer.status_code == 200, answer.text
    reply = answer.json()["messages"][0]
    assert "Traceback" not in answer.text
    return reply


# The order matters: the action server is down first, and the knowledge base is gone last.


def test_without_the_action_server_the_answer_is_an_apology(house: House, browser: httpx.Client) -> None:
    assert house.health()["actions"] == "not_ready"
    reply = ask(browser, message="hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?")
    assert reply["custom"]["kind"] == "error"
    assert "Försök igen" in reply["text"]


def test_question_and_follow_up_are_answered_with_their_source(house: House, browser: httpx.Client) -> None:
    house.start("actions")
    house.wait_for("assistant", "actions", "feedback")
    house.warm_up()
    first = ask(browser, message="hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?")
    assert (first["custom"]["kind"], first["custom"]["status"]["state"]) == ("answer", "ended")
    assert "60 000" in first["text"]
    assert first["custom"]["sources"][0]["url"].startswith("https://")
    assert "135 000" in ask(browser, message="och en stor?")["text"]


def test_follow_up_of_another_browser_knows_nothing_of_it(house: House, browser: httpx.Client) -> None:
    ask(browser, message="hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?")
    with httpx.Client(base_url=house.url, timeout=150) as other:
        assert "135 000" not in ask(other, message="och en stor?")["text"]


def test_button_that_was_sent_is_understood(browser: httpx.Client) -> None:
    reply = ask(browser, message="när är sista ansökningsdag?")
    assert reply["custom"]["kind"] == "clarify"
    assert ask(browser, payload=reply["buttons"][0]["payload"])["custom"]["kind"] in ("answer", "no_answer")


def test_personal_number_is_taken_out_and_said(browser: httpx.Client) -> None:
    assert ask(browser, message="har 19121212-1212 rätt till vård?")["text"].startswith("Jag tog bort ett personnummer")


def test_vote_on_an_answer_is_stored(house: House, browser: httpx.Client) -> None:
    answer_id = ask(browser, message="vad är färdplanen?")["custom"]["answer_id"]
    stored = browser.post("/api/feedback", json={"answer_id": answer_id, "vote": "up"})
    assert stored.json() == {"stored": True}
    assert (house.folder / "feedback.db").exists()


SECRETS = {
    "number": ("har 850101-98 02 rätt till vård?", "850101-98 02"),
    "dossier": ("asylsökande, dossiernr 51-234567, får hon tandvård?", "51-234567"),
    "name": ("patienten heter Farzaneh Qwertovic, asylsökande, får hon tandvård?", "Farzaneh"),
    "address": ("asylsökande på Björkskogsvägen 17, får hon tandvård?", "Björkskogsvägen"),
    "extension": ("vem kan söka Utlysning 2021? ankn 48127", "48127"),
    "mail": ("vem kan söka Utlysning 2021? Svara farzan snabel-a exempel.se", "farzan snabel"),
}


def test_what_was_removed_stands_in_no_file(house: House, browser: httpx.Client) -> None:
    for message, secret in SECRETS.values():
        reply = ask(browser, message=message)
        assert secret not in reply["custom"]["masked"]
        body = {"answer_id": reply["custom"]["answer_id"], "vote": "down", "comment": message}
        assert browser.post("/api/feedback", json=body).json() == {"stored": True}
    files = [path for path in house.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    written = {path.relative_to(house.folder): path.read_bytes() for path in files}
    assert {"conversations.db", "events.db", "feedback.db", "rasa.log", "gateway.log"} <= {
        path.name for path in written
    }
    for name, (_, secret) in SECRETS.items():
        assert [path for path, data in written.items() if secret.encode() in data] == [], name


def test_without_the_knowledge_base_the_answer_is_an_apology(house: House, browser: httpx.Client) -> None:
    house.knowledge.rename(house.folder / "elsewhere.sqlite")
    reply = ask(browser, message="hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?")
    assert reply["custom"]["kind"] == "error"
    assert "Försök igen" in reply["text"]
