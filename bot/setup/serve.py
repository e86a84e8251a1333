"""Runs the servers of the Procfile until one ends or we are told to stop: ``python -m bot.setup.serve``.

Runs inside .venv. Every server is a child in a process group of its own; all are stopped together.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from honcho.environ import parse_procfile
from honcho.manager import KILL_WAIT, SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer

from bot.setup.failures import SetupFailure
from bot.setup.ports import ACTION_SETTING, LOOPBACK, RASA_SETTING, Ports, check_free, ports_from
from bot.setup.project import command_settings, this_project

POLL_SECONDS = 0.25  # between questions whether the servers answer
OBEY_SECONDS = 0.05  # between a signal and our obeying it
#: Tells that a server takes calls: Rasa's root answers once its model is loaded.
HEALTH_PATHS = {RASA_SETTING: "/", ACTION_SETTING: "/health"}

Say = Callable[[str], None]


class Output(Printer):
    """honcho's output, which puts time and name before each line of a child; our own lines stand bare."""

    def write(self, message: Message) -> None:
        if message.name is None:
            print(message.data, file=self.output, flush=True)
        else:
            super().write(message)


class Supervisor(Manager):
    """honcho's manager, with these gaps closed.

    - Its signal handlers print, which fails when the signal comes during another print; ours only make a note.
    - It does not know its children's process ids at once, and fails when it is told to stop before.
    - It waits for ever for children of which none obeys the request to stop.
    - It does not tell which child ended by itself (``ended``), nor that all have been started (``on_start``).
    """

    def __init__(self) -> None:
        super().__init__(Output(sys.stdout))
        self.ended: str | None = None
        self.on_start: Callable[[], None] = lambda: None
        self._told: int | None = None  # the signal that told us to stop
        self._stopping = threading.Lock()

    def run(self) -> int:
        """Serve until the end; the exit status: 128 + signal when told to stop, otherwise never 0."""
        try:
            self.loop()
        except BaseException:
            self.kill()  # or this process would wait for its children for ever
            raise
        if self._told is not None:
            return 128 + self._told
        return int(self.returncode or 1)  # a server that ends is a failure, even with status 0

    def say(self, text: str) -> None:
        """Print a line among the children's, from any thread."""
        self.events.put(Message(type="line", data=text, time=None, name=None, colour=None))

    def terminate(self) -> None:
        with self._stopping:
            if self._terminating:
                return
            if self._told is None:
                self.ended = next((name for name, child in self._processes.items() if "returncode" in child), None)
            super().terminate()

    def _start(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)  # instead of those that loop() has just set
        super()._start()
        threading.Thread(target=self._obey, daemon=True).start()
        self.on_start()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._told = number

    def _obey(self) -> None:
        """Stop all children once we have been told to; end those that still run some time later."""
        while self._told is None or not self._all_started():
            time.sleep(OBEY_SECONDS)
        self.say(f"Stopping ({signal.Signals(self._told).name})")
        self.terminate()
        time.sleep(KILL_WAIT)
        self.kill()

    def _system_print(self, data: str) -> None:
        """honcho's own remarks go the children's way, because they now come from two threads."""
        self.events.put(Message(type="line", data=data, time=self._clock.now(), name=SYSTEM_PRINTER_NAME, colour=None))


def announce_when_up(ports: Ports, start: float, say: Say) -> None:
    """Print one line when both servers answer; ``start`` is a reading of time.monotonic()."""
    waiting = {RASA_SETTING: ports.rasa, ACTION_SETTING: ports.actions}
    while waiting:
        time.sleep(POLL_SECONDS)
        waiting = {setting: port for setting, port in waiting.items() if not answers(port, HEALTH_PATHS[setting])}
    seconds = time.monotonic() - start
    say(f"Lotsen answers at http://{LOOPBACK}:{ports.rasa}/webhooks/rest/webhook ({seconds:.1f} s after start)")


def answers(port: int, path: str) -> bool:
    """Whether a server on loopback answers; any proxy that the shell names is passed by."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{LOOPBACK}:{port}{path}", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def serve(procfile: Path, environ: Mapping[str, str]) -> int:
    """Run the Procfile's processes; the exit status. Raises SetupFailure for unusable ports."""
    start = time.monotonic()
    ports = ports_from(environ)
    check_free(ports)
    settings = {**environ, RASA_SETTING: str(ports.rasa), ACTION_SETTING: str(ports.actions)}
    supervisor = Supervisor()
    supervisor.on_start = threading.Thread(
        target=announce_when_up, args=(ports, start, supervisor.say), daemon=True
    ).start
    for name, command in parse_procfile(procfile.read_text(encoding="utf-8")).processes.items():
        supervisor.add_process(name, command, env=settings, cwd=str(procfile.parent))
    status = supervisor.run()
    if supervisor.ended is not None:
        print(f"The process '{supervisor.ended}' ended by itself, so all were stopped; its last lines above say why.")
    return status


def main() -> int:
    project = this_project()
    try:
        return serve(project.root / "Procfile", command_settings(project, os.environ))
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
