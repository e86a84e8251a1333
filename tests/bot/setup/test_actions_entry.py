from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

from bot.setup.project import this_project
from bot.setup.serve import answers


def test_action_server_listens_on_loopback_only(tmp_path: Path) -> None:
    """With a package of actions that is empty, so that nothing heavy is loaded."""
    (tmp_path / "no_actions.py").touch()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = this_project().root
    path = os.pathsep.join([str(root), str(tmp_path)])
    env = {**os.environ, "LOTSEN_ACTION_PORT": str(port), "PYTHONPATH": path}
    serve = "from actions.__main__ import main; main('no_actions')"
    server = subprocess.Popen([sys.executable, "-c", serve], cwd=root, env=env, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not answers(port, "/health"):
            assert server.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        listening = [link.laddr for link in psutil.Process(server.pid).net_connections() if link.status == "LISTEN"]
        assert listening == [("127.0.0.1", port)]
    finally:
        server.terminate()
        server.wait(10)
