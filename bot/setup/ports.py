"""The two loopback ports, from settings, and whether they are free."""

from __future__ import annotations

import socket
from typing import Mapping, NamedTuple

from bot.setup import failures

LOOPBACK = "127.0.0.1"
RASA_SETTING, RASA_DEFAULT = "LOTSEN_RASA_PORT", "5005"
ACTION_SETTING, ACTION_DEFAULT = "LOTSEN_ACTION_PORT", "5055"


class Ports(NamedTuple):
    rasa: int
    actions: int


def ports_from(environ: Mapping[str, str]) -> Ports:
    """The ports that the settings name; raises SetupFailure for what is no port number."""
    ports = Ports(_port(environ, RASA_SETTING, RASA_DEFAULT), _port(environ, ACTION_SETTING, ACTION_DEFAULT))
    if ports.rasa == ports.actions:
        raise failures.same_port(ports.rasa)
    return ports


def check_free(ports: Ports) -> None:
    """Raise SetupFailure if something listens on one of the ports."""
    for port, setting in ((ports.rasa, RASA_SETTING), (ports.actions, ACTION_SETTING)):
        if not _is_free(port):
            raise failures.port_in_use(port, setting)


def _port(environ: Mapping[str, str], setting: str, default: str) -> int:
    value = environ.get(setting) or default
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise failures.bad_port(setting, value)
    return int(value)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a connection that just ended does not count, a listener does.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
