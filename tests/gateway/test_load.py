"""The users of `make bench-gateway`, in front of a gateway with a fake Rasa; no figure of speed is checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from fake_rasa import FakeRasa, served

from bot.gateway.app import create_app
from bot.gateway.settings import ROOT


def test_users_send_a_bounded_number_of_messages_and_tell_why_some_failed(
    settings, rasa: FakeRasa, tmp_path: Path
) -> None:
    report = tmp_path / "figures.json"
    environ = {**os.environ, "LOTSEN_BENCH_MESSAGES": "20", "LOTSEN_BENCH_REPORT": str(report)}
    with served(create_app(settings(limit_client="6/hour"))) as url:
        users = str(ROOT / "bot/evaluation/gateway_users.py")
        command = ["-m", "locust", "-f", users, "--headless", "--host", url, "-u", "2", "-r", "2", "-t", "60s"]
        subprocess.run([sys.executable, *command], env=environ, cwd=tmp_path, capture_output=True, check=False)
    figures = json.loads(report.read_text())
    assert 20 <= figures["messages"] <= 22
    assert figures["failures"] == {"rate_limited": figures["messages"] - 12}
    assert figures["p95_ms"] >= figures["p50_ms"] > 0
    assert len(rasa.turns) == 12
    assert len(set(rasa.senders())) == 2
