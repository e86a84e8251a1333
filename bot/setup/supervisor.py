"""Runs commands side by side and stops them together. Runs inside .venv."""

from __future__ import annotations

import ctypes
import functools
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from honcho.manager import KILL_WAIT, SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer
from honcho.process import Popen, Process

from bot.setup.restarting import Restarts

OBEY_SECONDS = 0.05  # between a signal and our obeying it
PR_SET_PDEATHSIG = 1  # from Linux's prctl.h


def end_with_parent(number: int) -> None:
    """Have the system send this process a signal when its parent ends, however that ends (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


class TiedProcess(Process):
    """A child that does not outlive us, even if we are killed outright.

    honcho puts a process of ours between us and the child: that one is tied to us, and the child to it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._child_ctor = functools.partial(Popen, preexec_fn=functools.partial(end_with_parent, signal.SIGTERM))

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """Run the server, ended with its supervisor even where that is killed."""
        end_with_parent(signal.SIGKILL)
        super().run(events, ignore_signals)


class Output(Printer):
    """honcho's output, which puts time and name before each line of a child; our own lines stand bare."""

    def write(self, message: Message) -> None:
        """Write one line, with the server's name before it."""
        if message.name is None:
            print(message.data, file=self.output, flush=True)
        else:
            super().write(message)


class Supervisor(Manager):
    """honcho's manager, with these gaps closed.

    - Its signal handlers print, which fails when the signal comes during another print; ours only make a note.
    - It does not know its children's process ids at once, and fails when it is told to stop before.
    - It waits for ever for children of which none obeys the request to stop.
    - Its children outlive it when it is killed.
    - It does not tell which child ended by itself (``ended``), nor that all have been started (``on_start``).
    - It ends with the first child that does. Ours does too until all have once answered (``keep``), because what cannot
      start will not start the next time either; from then on a child that ends is started again (``restarting.py``).
    """

    def __init__(self) -> None:
        super().__init__(Output(sys.stdout))
        self._process_ctor = TiedProcess
        self.ended: str | None = None
        self.on_start: Callable[[], None] = lambda: None
        self._told: int | None = None  # the signal that told us to stop
        self._stopping = threading.Lock()
        self._kept: dict[str, Restarts] | None = None

    def run(self) -> int:
        """Serve until the end; the exit status: 128 + signal when told to stop, otherwise never 0."""
        try:
            self.loop()
        except BaseException:
            self._end_all()  # or this process would wait for its children for ever
            raise
        if self._told is not None:
            return 128 + self._told
        status = int(self.returncode or 0)
        return status if status > 0 else 1  # a server that ends is a failure, even with status 0; below 0: a signal

    def keep(self) -> None:
        """From now on start again what ends by itself, later each time."""
        self._kept = {name: Restarts(time.monotonic()) for name in self._processes}

    def end_hung(self, name: str) -> None:
        """End a child that does not answer, however little it obeys; it is then started again. From any thread."""
        child = self._processes[name]
        if not self._terminating and child.get("pid") is not None and "returncode" not in child:
            self.say(f"{name} does not answer, so it is ended")
            self._procmgr.kill(child["pid"])

    def started_at(self, name: str) -> float:
        """When a child was last started, by time.monotonic(); only once children are kept."""
        return self._kept[name].started if self._kept else 0.0

    def say(self, text: str) -> None:
        """Print a line among the children's, from any thread."""
        self.events.put(Message(type="line", data=text, time=None, name=None, colour=None))

    def terminate(self) -> None:
        """End all servers, once, however many signals come."""
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

    def _any_stopped(self) -> bool:
        """Asked by honcho's loop, several times a second, whether all have to stop."""
        if self._kept is None or self._terminating:
            return bool(super()._any_stopped())
        for name, kept in self._kept.items():
            self._look_after(name, kept)
        return False

    def _all_stopped(self) -> bool:
        return (self._kept is None or self._terminating) and bool(super()._all_stopped())

    def _look_after(self, name: str, kept: Restarts) -> None:
        child, now = self._processes[name], time.monotonic()
        if "returncode" not in child and not child["process"].is_alive() and kept.is_lost(now):
            child["returncode"] = -int(signal.SIGKILL)  # the process between us and it was killed, and told nobody
        if "returncode" not in child:
            return
        if kept.due is None:
            self.say(f"{name} ended by itself and starts again in {kept.ended(now):g} s")
        elif now >= kept.due:
            kept.begin(now)
            del child["returncode"]
            child["pid"] = None
            self._begin(name)

    def _begin(self, name: str) -> None:
        child = self._processes[name]
        child["process"] = multiprocessing.Process(name=name, target=child["obj"].run, args=(self.events, True))
        child["process"].start()

    def _end_all(self) -> None:
        """End every child when the loop has failed, also those of which it had not heard yet."""
        while not self._all_started():
            message = self.events.get(timeout=KILL_WAIT)
            if message.type == "start":
                self._processes[message.name]["pid"] = message.data["pid"]
        self.kill()

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
