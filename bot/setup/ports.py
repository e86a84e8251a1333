"""The three ports and the gateway's address, from settings, and whether they are free."""

from __future__ import annotations

import socket
from typing import Mapping, NamedTuple

from bot.setup import failures

LOOPBACK = "127.0.0.1"
RASA_SETTING, RASA_DEFAULT = "LOTSEN_RASA_PORT", "5005"
ACTION_SETTING, ACTION_DEFAULT = "LOTSEN_ACTION_PORT", "5055"
GATEWAY_SETTING, GATEWAY_DEFAULT = "LOTSEN_GATEWAY_PORT", "8000"
GATEWAY_HOST_SETTING = "LOTSEN_GATEWAY_HOST"
EVERY_INTERFACE = ("", "0.0.0.0", "::")


class Ports(NamedTuple):
    """The port of each server."""

    rasa: int
    actions: int
    gateway: int

    def by_setting(self) -> dict[str, int]:
        """Each port by the setting that changes it."""
        return {RASA_SETTING: self.rasa, ACTION_SETTING: self.actions, GATEWAY_SETTING: self.gateway}


def ports_from(environ: Mapping[str, str]) -> Ports:
    """The ports that the settings name; raises SetupFailure for what is no port number."""
    ports = Ports(
        _port(environ, RASA_SETTING, RASA_DEFAULT),
        _port(environ, ACTION_SETTING, ACTION_DEFAULT),
        _port(environ, GATEWAY_SETTING, GATEWAY_DEFAULT),
    )
    seen: dict[int, str] = {}
    for setting, port in ports.by_setting().items():
        if port in seen:
            raise failures.same_port(seen[port], setting, port)
        seen[port] = setting
    return ports


def gateway_host(environ: Mapping[str, str]) -> str:
    """Where this machine reaches the gateway: loopback, unless the gateway listens on one other address only."""
    named = environ.get(GATEWAY_HOST_SETTING, "")
    return LOOPBACK if named in EVERY_INTERFACE else named


def check_free(ports: Ports) -> None:
    """Raise SetupFailure if something listens on one of the ports."""
    for setting, port in ports.by_setting().items():
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
