"""How much one caller may send: in number, at once, in bytes and in seconds."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest
from fake_rasa import FakeRasa, body_of, served
from starlette.testclient import TestClient

from bot.gateway.app import create_app
from bot.gateway.limits import Limiter, SetBack
from bot.gateway.problems import Problem

JSON = {"Content-Type": "application/json"}


def ask(client: TestClient) -> httpx.Response:
    return client.post("/api/chat", json={"message": "hej"})


def test_session_that_asks_too_much_is_told_how_long_to_wait(gateway, rasa: FakeRasa) -> None:
    client = gateway(limit_client="3/minute")
    answers = [ask(client) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    seconds = answers[-1].headers["retry-after"]
    assert 1 <= int(seconds) <= 61
    assert f"Vänta {seconds} sekunder" in answers[-1].json()["text"]
    assert len(rasa.turns) == 3


def test_limit_of_one_session_is_not_that_of_its_neighbours(gateway) -> None:
    client = gateway(limit_client="1/minute")
    assert ask(client).status_code == 200
    assert ask(client).status_code == 429
    client.cookies.clear()  # another browser behind the same address
    assert ask(client).status_code == 200


def test_dropping_the_cookie_does_not_get_round_the_limit(gateway) -> None:
    client = gateway(limit_new="2/minute")
    seen = []
    for _ in range(4):
        client.cookies.clear()
        seen.append(ask(client).status_code)
    assert seen == [200, 200, 429, 429]


def test_starting_over_does_not_get_round_the_limit(gateway) -> None:
    client = gateway(limit_new="2/minute")
    assert [client.post("/api/conversation").status_code for _ in range(3)] == [200, 200, 429]


def test_address_has_a_limit_of_its_own_for_feedback_too(gateway) -> None:
    client = gateway(limit_address="2/minute")
    vote = {"answer_id": "12345678", "vote": "up"}
    assert [client.post("/api/feedback", json=vote).status_code for _ in range(3)] == [409, 409, 429]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"no json", "headers": JSON}, 400),
        ({"content": b"a=b", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"json": {"message": "hej"}, "headers": {"Origin": "https://evil.example"}}, 403),
        ({"content": b"[" * 40_000, "headers": JSON}, 413),
    ],
)
def test_what_is_refused_counts_against_its_address(gateway, sent: dict, status: int) -> None:
    client = gateway(limit_address="2/minute")
    answers = [client.post("/api/chat", **sent) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status, status, 429]
    assert answers[-1].json()["code"] == "rate_limited"


def test_asking_for_health_has_a_share_of_its_own(gateway) -> None:
    client = gateway(limit_address="2/minute")
    assert [client.get("/api/health").status_code for _ in range(3)] == [200, 200, 429]
    assert [client.get("/api/health/live").status_code for _ in range(3)] == [200, 200, 200]
    assert ask(client).status_code == 200


class Clocks:
    """The machine's clock, which may be set, and one that only goes on."""

    def __init__(self) -> None:
        self.set, self.passed = 1_800_000_000.0, 5_000.0

    def wall(self) -> float:
        return self.set + self.passed

    def monotonic(self) -> float:
        return self.passed


def test_a_clock_that_is_set_back_keeps_nobody_waiting_for_longer(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks()
    monkeypatch.setattr(time, "time", clocks.wall)
    limiter = Limiter(settings(limit_client="2/minute"), str, clocks.monotonic, clocks.wall)

    def sent() -> int:
        """0, or the seconds that are to be waited."""
        clocks.passed += 0.5
        try:
            limiter.count_message("session")
        except Problem as problem:
            return problem.retry_after or -1
        return 0

    assert [sent() for _ in range(3)] == [0, 0, 59]
    clocks.set -= 3600.0
    assert [sent() for _ in range(3)] == [0, 0, 59]
    clocks.set -= 0.5  # a correction
    assert sent() in (58, 59, 60)
    clocks.passed += 60
    assert sent() == 0


def test_many_small_corrections_add_up_to_one(settings) -> None:
    clocks = Clocks()
    set_back = SetBack(clocks.monotonic, clocks.wall)
    noticed = []
    for _ in range(8):
        clocks.set -= 0.3
        clocks.passed += 10.0
        noticed.append(set_back.noticed())
    assert noticed == [False, False, False, True, False, False, False, True]


def test_proxy_is_believed_only_when_it_is_trusted(gateway) -> None:
    def seen(client: TestClient) -> list[int]:
        headers = [{"X-Forwarded-For": f"10.0.0.{number}"} for number in range(3)]
        return [client.post("/api/conversation", headers=header).status_code for header in headers]

    assert seen(gateway(limit_new="1/minute")) == [200, 429, 429]
    assert seen(gateway(limit_new="1/minute", trusted_proxies="testclient")) == [200, 200, 200]


def test_hundred_parallel_requests_of_one_client(settings, rasa: FakeRasa) -> None:
    with served(create_app(settings(limit_client="30/hour"))) as url, httpx.Client(base_url=url) as client:
        cookies = client.post("/api/conversation").cookies

        def one(_: int) -> httpx.Response:
            return httpx.post(f"{url}/api/chat", json={"message": "hej"}, cookies=cookies, timeout=30)

        with ThreadPoolExecutor(25) as pool:
            answers = list(pool.map(one, range(100)))
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(200), statuses.count(429)) == (30, 70)
    assert len(rasa.turns) == 30
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.json()["code"] == "rate_limited"
    assert "retry-after" in refused.headers


def test_more_turns_at_once_than_allowed_are_turned_away_at_once(settings) -> None:
    with served(create_app(settings(max_turns=2))) as url:

        def one(number: int) -> tuple[int, str]:
            answer = httpx.post(f"{url}/api/chat", json={"message": f"långsam {number}"}, timeout=30)
            return answer.status_code, answer.json().get("code", "")

        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(one, range(6)))
        assert answers.count((200, "")) >= 2
        assert (503, "busy") in answers
        assert one(7)[0] == 200  # and room again afterwards


@pytest.mark.parametrize("path", ["/api/chat", "/api/feedback", "/api/conversation", "/api/nowhere", "/"])
def test_ten_megabytes_are_refused(client: TestClient, rasa: FakeRasa, path: str) -> None:
    answer = client.post(path, content=b'{"message": "' + b"a" * 10_000_000 + b'"}', headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert answer.json()["text"].startswith("Meddelandet är för stort")
    assert rasa.turns == []


def test_body_of_exactly_the_limit_is_taken(gateway) -> None:
    client = gateway(max_body_bytes=1024)
    frame = len(b'{"message":""}')
    for size, status in ((1024, 200), (1025, 413)):
        body = b'{"message":"' + b"a" * (size - frame) + b'"}'
        assert client.post("/api/chat", content=body, headers=JSON).status_code == status


def test_body_without_a_length_is_counted_while_it_arrives(settings) -> None:
    with served(create_app(settings(max_body_bytes=2048))) as url:
        address = urlsplit(url)
        with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
            connection.sendall(
                b"POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n"
            )
            for _ in range(3):  # the end of the body never comes
                connection.sendall(b"400\r\n" + b"a" * 1024 + b"\r\n")
            answer = _until_closed(connection)
    assert answer.startswith("HTTP/1.1 413 ")
    assert body_of(answer.split("\r\n\r\n", 1)[1])["code"] == "too_large"


def test_body_that_does_not_arrive_is_given_up(settings) -> None:
    with served(create_app(settings(body_timeout=0.3))) as url:
        address = urlsplit(url)
        start = time.monotonic()
        with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
            connection.sendall(
                b"POST /api/chat HTTP/1.1\r\nHost: localhost\r\n"
                b"Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
            )
            answer = _until_closed(connection)
    assert answer.startswith("HTTP/1.1 408 ")
    assert time.monotonic() - start < 10


def _until_closed(connection: socket.socket) -> str:
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received.decode()
