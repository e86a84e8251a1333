"""Whether a server answers on this machine, for a container's health check: ``python deploy/alive.py PORT PATH``.

The servers listen on loopback, where nothing outside the container can ask them. Exit status 0 when one answers with
less than 500. Standard library only: both images run it.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request

WAIT_SECONDS = 4.0


def answers(port: int, path: str) -> bool:
    """Whether something there answers and is no fault of its own."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy of the surroundings
    try:
        with opener.open(f"http://127.0.0.1:{port}{path}", timeout=WAIT_SECONDS):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if answers(int(sys.argv[1]), sys.argv[2]) else 1)
