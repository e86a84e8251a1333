"""Linux's table of connections, as it is and as it stands when a caller has gone."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from bot.inside.callers import is_ours, user_of

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"
CALLER, SERVER = ("127.0.0.1", 41234), ("127.0.0.1", 5005)


def line(state: str, user: int, ends: str = "0100007F:A112 0100007F:138D") -> str:
    return (
        f"   1: {ends} {state} 00000000:00000000 00:00000000 00000000 {user:5} 0 4711 1 0000000000000000 20 4 30 10 -1"
    )


@pytest.mark.skipif(sys.byteorder != "little", reason="the sample is a little-endian machine's")
def test_the_user_of_the_callers_end_is_found() -> None:
    other_end = line("01", 1000, "0100007F:138D 0100007F:A112")
    assert user_of([HEAD, other_end, line("01", 1001)], CALLER, SERVER) == 1001


@pytest.mark.skipif(sys.byteorder != "little", reason="the sample is a little-endian machine's")
@pytest.mark.parametrize("state", ["02", "04", "05", "06", "07", "08"])
def test_a_caller_that_has_closed_is_nobody(state: str) -> None:
    """It would stand there as root's."""
    assert user_of([HEAD, line(state, 0)], CALLER, SERVER) is None


def test_a_table_that_cannot_be_read_lets_nobody_in(tmp_path: Path) -> None:
    assert not is_ours(CALLER, SERVER, tmp_path / "none")
    (tmp_path / "odd").write_text("x y z\n" * 3)
    assert not is_ours(CALLER, SERVER, tmp_path / "odd")
    assert not is_ours(("::1", 41234), ("::1", 5005))


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's table")
def test_a_connection_of_this_very_process_is_ours_until_it_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        held, caller = server.accept()
        with held:
            assert is_ours(caller, held.getsockname())
            assert not is_ours((caller[0], caller[1] ^ 1), held.getsockname())
            client.close()
            assert not is_ours(caller, held.getsockname())
