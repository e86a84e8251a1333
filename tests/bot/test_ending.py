from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.ending import TOLD_TO_STOP
from bot.setup.project import this_project

#: Makes a temporary folder as the desk and Rasa do, says which, and goes on until it is told to stop.
BEGIN = """
import tempfile, time
from bot.ending import end_in_order
end_in_order()
folder = tempfile.TemporaryDirectory()
"""
WAITS = """
print(folder.name, flush=True)
time.sleep(60)
"""
SERVES = """
import socket, uvicorn
listening = socket.socket()
listening.bind(("127.0.0.1", 0))

async def app(scope, receive, send):
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
        print(folder.name, flush=True)
    await send({"type": "lifespan.shutdown.complete"})

uvicorn.Server(uvicorn.Config(app, ws="none", log_level="critical")).run(sockets=[listening])
"""


@pytest.mark.parametrize("goes_on", [WAITS, SERVES], ids=["waiting", "serving"])
def test_a_process_that_is_told_to_stop_leaves_no_folder(goes_on: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", BEGIN + goes_on], cwd=this_project().root, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    folder = Path(child.stdout.readline().strip())
    assert folder.is_dir()
    child.send_signal(signal.SIGTERM)
    assert child.wait(30) == TOLD_TO_STOP
    assert not folder.exists()
