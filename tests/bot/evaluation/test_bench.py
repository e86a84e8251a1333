"""The measuring itself, with small web servers in the place of the bot; no figure is checked."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import psutil
import pytest

from bot.evaluation import bench_setup
from bot.evaluation.bench import QUESTIONS
from bot.evaluation.bench_load import BenchFailure, Load, Times, failed, load_questions, measure
from bot.evaluation.bench_memory import ProcessMemory, memory_of, processor_s, total
from bot.evaluation.bench_nlu import Reading
from bot.evaluation.bench_report import Machine, Report
from bot.evaluation.bench_servers import served
from bot.evaluation.bench_setup import SetupTimes
from bot.setup.project import Project, this_project

#: Answers whatever is sent, but for "krasch", and notes it where the bot would keep conversations.
FAKE = """
import http.server, json, pathlib, sys
class Bot(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *args): pass
    def do_GET(self): self.reply({})
    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with open(".build/conversations.db", "a") as file:
            file.write(json.dumps(sent) + chr(10))
        self.reply([{"text": "Hej!", "custom": {"kind": "error" if sent["message"] == "krasch" else "answer"}}])
    def reply(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Bot).serve_forever()
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that serves the fake bot and has conversations of its own."""
    (tmp_path / "bot").symlink_to(this_project().root / "bot")
    (tmp_path / "fake.py").write_text(FAKE, encoding="utf-8")
    (tmp_path / "Procfile").write_text(
        f"rasa: exec {sys.executable} fake.py $LOTSEN_RASA_PORT\n"
        f"actions: exec {sys.executable} fake.py $LOTSEN_ACTION_PORT\n"
        f"gateway: exec {sys.executable} fake.py $LOTSEN_GATEWAY_PORT\n",
        encoding="utf-8",
    )
    (tmp_path / ".build").mkdir()
    (tmp_path / ".build/conversations.db").write_text("untouched", encoding="utf-8")
    return Project(tmp_path)


def test_serves_measures_and_leaves_nothing_behind(project: Project) -> None:
    with served(project, "hej") as servers:
        load = measure(servers.url, ["hej", "vem är du"], users=3, messages=20, limit_s=30)
        memory = memory_of(servers.pid)
        spent = processor_s(servers.pid)
        running = psutil.Process(servers.pid).children(recursive=True)
    assert (load.users, load.messages, load.failures) == (3, 20, 0)
    assert len(memory) >= 3
    assert total(memory).rss > 3
    assert set(spent) == {process.name for process in memory}
    assert sum(spent.values()) > 0
    assert [process for process in running if process.is_running()] == []
    assert (project.build / "conversations.db").read_text(encoding="utf-8") == "untouched"


def test_turn_that_failed_is_counted(project: Project) -> None:
    with served(project, "hej") as servers:
        load = measure(servers.url, ["hej", "krasch"], users=1, messages=6, limit_s=30)
    assert (load.messages, load.failures) == (6, 3)


def test_first_message_without_answer_is_a_failure(project: Project) -> None:
    with pytest.raises(BenchFailure), served(project, "krasch"):
        pass


def test_server_that_ends_is_a_failure_with_its_last_words(project: Project) -> None:
    (project.root / "Procfile").write_text("rasa: echo model is gone; exit 1\nactions: sleep 60\n", encoding="utf-8")
    with pytest.raises(BenchFailure, match="model is gone"), served(project, "hej"):
        pass


@pytest.mark.parametrize("reply", [[], {}, None, "text", [{"text": "Oj", "custom": {"kind": "error"}}]])
def test_what_is_no_answer(reply: object) -> None:
    assert failed(reply)


@pytest.mark.parametrize("reply", [[{"text": "Hej"}], [{"text": "Hej", "custom": {"kind": "no_answer"}}]])
def test_what_is_an_answer(reply: object) -> None:
    assert not failed(reply)


def test_times_are_in_milliseconds() -> None:
    assert Times.of([0.1] * 10 + [0.3]) == Times(100.0, 200.0)


def test_total_has_no_share_where_one_is_unknown() -> None:
    assert total([ProcessMemory("a", 2, 1), ProcessMemory("b", 3, None)]) == ProcessMemory("total", 5, None)


def test_questions_are_many_and_all_different() -> None:
    questions = load_questions(QUESTIONS)
    assert len(set(questions)) == len(questions) >= 40


def test_report_can_be_read_and_kept() -> None:
    loads = [Load(users, 100, 0, 10.0, Times(p50, 300.0)) for users, p50 in ((1, 100.0), (10, 250.0))]
    memory = memory_of(os.getpid())
    setup = SetupTimes({"model": 61.0, "spacy": None}, full=None, nothing_to_do=1.0)
    reading = Reading(parse=Times(50.0, 60.0), turn=Times(100.0, 110.0))
    report = Report(Machine(2, 24.0, 0.1, "3.10"), setup, 9.0, 8.0, loads, memory, memory, reading)
    table = "\n".join(report.lines())
    for expected in ("2.5 x", "50%", "1 min 01 s", "no stamp", "9.0 s", "skipped"):
        assert expected in table
    kept = json.loads(json.dumps(report.as_json()))
    assert kept["latency_ratio"] == 2.5
    assert kept["loads"][1]["messages_per_second"] == 10.0


def test_full_set_up_is_run_from_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_setup, "_nothing_to_do", lambda project: None)
    (tmp_path / "Makefile").write_text("clean setup:\n\t@echo $@ >> ran\n", encoding="utf-8")
    times = bench_setup.time_setup(Project(tmp_path), full=True)
    assert (tmp_path / "ran").read_text(encoding="utf-8").split() == ["clean", "setup"]
    assert times.full is not None
    assert times.steps["model"] is None


def test_set_up_that_fails_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("clean:\n\t@exit 3\n", encoding="utf-8")
    with pytest.raises(BenchFailure, match="make clean failed"):
        bench_setup.time_setup(Project(tmp_path), full=True)


def test_what_the_quiet_entry_runs_gives_a_process_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    own = psutil.Process()
    monkeypatch.setattr(psutil.Process, "cmdline", lambda self: ["python", "-m", "bot.setup.quiet", "actions"])
    assert memory_of(own.pid)[0].name.startswith("actions")
