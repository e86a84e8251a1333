"""Runs the servers of the Procfile until we are told to stop: ``python -m bot.setup.serve [PROCFILE]``.

Runs inside .venv. Every server is a child in a process group of its own; all are stopped together. What they write is
for their own user only.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from honcho.environ import parse_procfile

from bot.inside.ports import held
from bot.inside.secret import SETTING, SecretError, inside_secret
from bot.setup import failures
from bot.setup.failures import SetupFailure
from bot.setup.ports import (
    ACTION_SETTING,
    GATEWAY_HOST_SETTING,
    GATEWAY_SETTING,
    LOOPBACK,
    RASA_SETTING,
    Ports,
    check_free,
    gateway_host,
    ports_from,
)
from bot.setup.project import command_settings, this_project
from bot.setup.restarting import Pulse
from bot.setup.supervisor import Supervisor

POLL_SECONDS = 0.25  # between questions whether the servers answer
#: Tells that a server takes calls: Rasa's root answers once its model is loaded.
HEALTH_PATHS = {RASA_SETTING: "/", ACTION_SETTING: "/health", GATEWAY_SETTING: "/api/health/live"}

#: The Procfile's names of what listens there.
NAMES = {RASA_SETTING: "rasa", ACTION_SETTING: "actions", GATEWAY_SETTING: "gateway"}
WATCH_SECONDS = 5.0  # between questions whether they still do

DATABASE_SETTING = "LOTSEN_DATABASE_URL"
PRIVATE = 0o077  # umask: conversations, votes and logs are nobody else's
#: Left out of the Procfile's processes where nobody may use it.
DESK = "desk"

Say = Callable[[str], None]


def announce_when_up(ports: Ports, host: str, start: float, say: Say, when_up: Callable[[], None]) -> None:
    """Print the page's address when all servers answer; ``start`` is a reading of time.monotonic()."""
    waiting = ports.by_setting()
    hosts = {GATEWAY_SETTING: host}
    while waiting:
        time.sleep(POLL_SECONDS)
        waiting = {
            setting: port
            for setting, port in waiting.items()
            if not answers(port, HEALTH_PATHS[setting], hosts.get(setting, LOOPBACK))
        }
    seconds = time.monotonic() - start
    when_up()
    say(f"Lotsen answers at http://{host}:{ports.gateway}/ ({seconds:.1f} s after start)")


def watch(supervisor: Supervisor, ports: Ports, host: str) -> None:
    """Keep the servers from now on: end, for ever and in turn, what runs but does not answer."""
    supervisor.keep()
    hosts = {GATEWAY_SETTING: host}
    up = time.monotonic()  # all have just answered
    pulses = {setting: Pulse(supervisor.started_at(name), up) for setting, name in NAMES.items()}
    while True:
        time.sleep(WATCH_SECONDS)
        for setting, port in ports.by_setting().items():
            name = NAMES[setting]
            alive = answers(port, HEALTH_PATHS[setting], hosts.get(setting, LOOPBACK))
            if pulses[setting].note(alive, supervisor.started_at(name), time.monotonic()):
                supervisor.end_hung(name)


def answers(port: int, path: str, host: str = LOOPBACK) -> bool:
    """Whether a server of this machine answers; any proxy that the shell names is passed by."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{host}:{port}{path}", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def prepare_database(environ: Mapping[str, str]) -> None:
    """Bring the tables of a database to this version, before a server asks for them; raises SetupFailure."""
    if not environ.get(DATABASE_SETTING):
        return
    if subprocess.run([sys.executable, "-m", "bot.storage"], env=dict(environ), check=False).returncode != 0:
        raise failures.database_not_ready()


def hold_ports(ports: Ports, environ: Mapping[str, str]) -> list[socket.socket]:
    """Keep the ports from other users of the machine, also while a server is started again; raises SetupFailure."""
    hosts = {GATEWAY_SETTING: environ.get(GATEWAY_HOST_SETTING) or LOOPBACK}
    kept: list[socket.socket] = []
    for setting, port in ports.by_setting().items():
        try:
            kept += held(hosts.get(setting, LOOPBACK), port)
        except socket.gaierror:
            continue  # the gateway says what is wrong with its address
        except OSError as error:
            raise failures.port_in_use(port, setting) from error
    return kept


def with_secret(environ: Mapping[str, str]) -> dict[str, str]:
    """The secret that the servers know each other by, for their environment; raises SetupFailure."""
    try:
        return {SETTING: inside_secret(environ)}
    except SecretError as error:
        raise SetupFailure(f"Nothing was started: {error}") from error


def desk_is_wanted(environ: Mapping[str, str]) -> bool:
    """Whether the gateway would let anybody in to the editors' desk: both roles are named, or it is tried out."""
    trying = environ.get("LOTSEN_DESK_TRYING", "").lower() in ("1", "true", "yes", "on")
    return trying or bool(environ.get("LOTSEN_DESK_EDITOR_ROLE") and environ.get("LOTSEN_DESK_PUBLISHER_ROLE"))


def serve(procfile: Path, environ: Mapping[str, str], hold: bool = False) -> int:
    """Run the Procfile's processes; the exit status. Raises SetupFailure for unusable ports or an unusable database.

    ``hold`` their ports too, where the processes know how to share them (``bot.inside.ports``).
    """
    start = time.monotonic()
    ports = ports_from(environ)
    check_free(ports)
    os.umask(PRIVATE)
    prepare_database(environ)
    settings = {
        **environ,
        **with_secret(environ),
        **{setting: str(port) for setting, port in ports.by_setting().items()},
    }
    supervisor = Supervisor()
    host = gateway_host(environ)
    kept = hold_ports(ports, environ) if hold else []
    watching = threading.Thread(target=watch, args=(supervisor, ports, host), daemon=True)
    supervisor.on_start = threading.Thread(
        target=announce_when_up, args=(ports, host, start, supervisor.say, watching.start), daemon=True
    ).start
    for name, command in parse_procfile(procfile.read_text(encoding="utf-8")).processes.items():
        if name != DESK or desk_is_wanted(environ):
            supervisor.add_process(name, command, env=settings, cwd=str(procfile.parent))
    status = supervisor.run()
    for one in kept:
        one.close()
    if supervisor.ended is not None:
        print(f"The process '{supervisor.ended}' ended by itself, so all were stopped; its last lines above say why.")
    return status


def main(arguments: Sequence[str]) -> int:
    """Serve the project's Procfile, or the one named; its commands run in the folder where it lies."""
    project = this_project()
    procfile = Path(arguments[0]) if arguments else project.root / "Procfile"
    try:
        return serve(procfile, command_settings(project, os.environ), hold=not arguments)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
