from __future__ import annotations

import socket

import pytest

from bot.setup.failures import SetupFailure
from bot.setup.ports import Ports, check_free, gateway_host, ports_from


def test_default_ports() -> None:
    assert ports_from({}) == Ports(5005, 5055, 8000)
    assert ports_from({"LOTSEN_RASA_PORT": ""}) == Ports(5005, 5055, 8000)


def test_settings_choose_the_ports() -> None:
    settings = {"LOTSEN_RASA_PORT": "6005", "LOTSEN_ACTION_PORT": "6055", "LOTSEN_GATEWAY_PORT": "6080"}
    assert ports_from(settings) == Ports(6005, 6055, 6080)


@pytest.mark.parametrize("value", ["0", "65536", "abc", "-1", "5005.0", "²"])
def test_what_is_no_port_is_refused(value: str) -> None:
    with pytest.raises(SetupFailure, match=r"LOTSEN_RASA_PORT is .* between 1 and 65535"):
        ports_from({"LOTSEN_RASA_PORT": value})


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"LOTSEN_RASA_PORT": "5055"}, "LOTSEN_RASA_PORT and LOTSEN_ACTION_PORT are both 5055"),
        ({"LOTSEN_GATEWAY_PORT": "5005"}, "LOTSEN_RASA_PORT and LOTSEN_GATEWAY_PORT are both 5005"),
    ],
)
def test_same_port_twice_is_refused(settings: dict[str, str], message: str) -> None:
    with pytest.raises(SetupFailure, match=message):
        ports_from(settings)


@pytest.mark.parametrize(
    ("named", "reached"), [("", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("10.1.2.3", "10.1.2.3"), ("::", "127.0.0.1")]
)
def test_gateway_is_reached_where_it_listens(named: str, reached: str) -> None:
    assert gateway_host({"LOTSEN_GATEWAY_HOST": named}) == reached


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_port_in_use_names_port_and_setting(host: str) -> None:
    with socket.socket() as taken, socket.socket() as free:
        taken.bind((host, 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))
        free_port, taken_port = free.getsockname()[1], taken.getsockname()[1]
        free.close()
        with pytest.raises(SetupFailure, match=f"Port {taken_port} is in use.*LOTSEN_ACTION_PORT"):
            check_free(Ports(free_port, taken_port, free_port))


def test_port_left_by_an_ended_connection_is_free() -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            connection, _ = server.accept()
            connection.close()  # closed first on this side: the port stays in TIME_WAIT
    check_free(Ports(port, port, port))
