"""Ports that are held: our own servers share them, nobody else gets them. With real sockets."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, closing

import pytest

from bot.inside.ports import CAN_BE_SHARED, held, shared
from bot.setup.project import this_project
from bot.setup.serve import answers
from tests.other_user import needs_root, taken_by_another_user

pytestmark = pytest.mark.skipif(not CAN_BE_SHARED, reason="only Linux keeps shared ports to one user")
LOOPBACK = "127.0.0.1"
SERVER = """
import sys
from sanic import Sanic, response
from bot.inside.rasa_server import serve_shared
serve_shared()
app = Sanic("shared")
@app.get("/")
async def root(request):
    return response.text("shared")
app.run(host="127.0.0.1", port=int(sys.argv[1]), workers=1, access_log=False)
"""


@pytest.fixture
def port() -> int:
    with socket.create_server((LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])


def test_a_held_port_is_served_on_again_and_again(port: int) -> None:
    with ExitStack() as stack:
        for one in held(LOOPBACK, port):
            stack.enter_context(closing(one))
        for _ in range(3):
            [server] = shared(LOOPBACK, port)
            with closing(server):
                server.listen()
                with socket.create_connection((LOOPBACK, port), timeout=5) as caller:
                    accepted, _ = server.accept()
                    accepted.close()  # first, so that what lingers is the server's
                    assert caller.recv(1) == b""
            with pytest.raises(ConnectionRefusedError):  # who holds it does not listen
                socket.create_connection((LOOPBACK, port), timeout=5)


def test_nobody_takes_a_held_port_by_chance(port: int) -> None:
    [one] = held(LOOPBACK, port)
    with closing(one), pytest.raises(OSError) as refused:
        socket.create_server((LOOPBACK, port))
    assert refused.value.errno == errno.EADDRINUSE


@needs_root
@pytest.mark.parametrize("host", [LOOPBACK, "0.0.0.0"])
@pytest.mark.parametrize("options", [(), (socket.SO_REUSEADDR,), (socket.SO_REUSEPORT,), (2, 15)])
def test_another_user_cannot_take_it_while_no_server_listens(port: int, host: str, options: tuple[int, ...]) -> None:
    assert taken_by_another_user(host, port, options)
    [one] = held(LOOPBACK, port)
    with closing(one):
        assert not taken_by_another_user(host, port, options)
        [server] = shared(LOOPBACK, port)
        with closing(server):
            assert not taken_by_another_user(host, port, options)
            server.listen()
            assert not taken_by_another_user(host, port, options)
        assert not taken_by_another_user(host, port, options)


def test_every_address_of_a_name_is_served() -> None:
    with ExitStack() as stack:
        made = [stack.enter_context(closing(one)) for one in shared("0.0.0.0", 0)]
        assert [one.getsockname()[0] for one in made] == ["0.0.0.0"]


def test_rasas_server_shares_the_port_that_is_held(port: int) -> None:
    root = this_project().root
    [one] = held(LOOPBACK, port)
    with closing(one):
        env = {**os.environ, "PYTHONPATH": str(root)}
        server = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], cwd=root, env=env)
        try:
            deadline = time.monotonic() + 120
            while not answers(port, "/"):
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://{LOOPBACK}:{port}/") as said:
                assert said.read() == b"shared"
        finally:
            server.terminate()
            server.wait(10)
