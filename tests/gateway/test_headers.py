"""What a browser is told, and which pages may use the chat."""

from __future__ import annotations

import pytest
from fake_rasa import FakeRasa
from starlette.testclient import TestClient

ELSEWHERE = "https://intranet.example"


@pytest.mark.parametrize("path", ["/", "/widget.js", "/api/health", "/api/nowhere", "/api/openapi.json", "/metrics"])
def test_every_answer_forbids_foreign_content(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "img-src")} == {"'self'"}
    assert policy["frame-ancestors"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_frame_ancestors_are_a_setting(gateway) -> None:
    policy = gateway(frame_ancestors=f"'self' {ELSEWHERE}").get("/").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors 'self' {ELSEWHERE}")


def test_tls_is_demanded_only_with_secure_cookies(client: TestClient, gateway) -> None:
    assert "strict-transport-security" not in client.get("/").headers
    assert "max-age=" in gateway(cookie_secure=True).get("/").headers["strict-transport-security"]


def test_answers_are_not_kept_by_caches(client: TestClient) -> None:
    assert client.post("/api/chat", json={"message": "hej"}).headers["cache-control"] == "no-store"
    assert client.post("/api/chat", json={}).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "origin", [ELSEWHERE, "null", "http://lotsen.test.evil.example", "https://lotsen.test:444", "http://["]
)
def test_page_of_another_site_is_refused(client: TestClient, rasa: FakeRasa, origin: str) -> None:
    answer = client.post("/api/chat", json={"message": "hej"}, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_origin")
    assert "access-control-allow-origin" not in answer.headers
    assert rasa.turns == []


@pytest.mark.parametrize("origin", [None, "http://lotsen.test", "HTTP://LOTSEN.TEST"])
def test_own_page_and_programs_may_ask(client: TestClient, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    assert client.post("/api/chat", json={"message": "hej"}, headers=headers).status_code == 200


def test_allowed_origin_may_ask_and_read(gateway) -> None:
    client = gateway(allowed_origins=ELSEWHERE)
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,lotsen-conversation",
    }
    before = client.options("/api/chat", headers={"Origin": ELSEWHERE, **asked})
    assert before.status_code == 200
    answer = client.post("/api/chat", json={"message": "hej"}, headers={"Origin": ELSEWHERE})
    for headers in (before.headers, answer.headers):
        assert headers["access-control-allow-origin"] == ELSEWHERE
        assert headers["access-control-allow-credentials"] == "true"
    assert client.post("/api/chat", json={}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_problems_can_be_read_by_an_allowed_origin(gateway) -> None:
    client = gateway(allowed_origins=ELSEWHERE)
    answer = client.post("/api/chat", content=b"x" * 100_000, headers={"Origin": ELSEWHERE})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (413, ELSEWHERE)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "lotsen.test.evil.example", "[", "@lotsen"])
def test_name_that_is_not_ours_is_refused_though_the_page_is_of_the_same(
    client: TestClient, rasa: FakeRasa, host: str
) -> None:
    """DNS rebinding: the foreign page's name leads here, so Origin and Host agree."""
    answer = client.post("/api/chat", json={"message": "hej"}, headers={"Host": host, "Origin": f"http://{host}"})
    assert (answer.status_code, answer.json()["code"]) == (421, "unknown_host")
    assert client.get("/", headers={"Host": host}).status_code == 421
    assert rasa.turns == []


@pytest.mark.parametrize("host", ["lotsen.test:8000", "LOTSEN.TEST", "localhost:1", "127.0.0.1:8000", "[::1]:8000"])
def test_our_own_names_and_addresses_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/health/live", headers={"Host": host}).status_code == 200


def test_names_are_guarded_where_they_are_known(gateway) -> None:
    def seen(**named: str) -> int:
        return gateway(**named).get("/api/health/live", headers={"Host": "evil.example"}).status_code

    assert seen(allowed_hosts="") == 421  # only this machine reaches us
    assert seen(allowed_hosts="", gateway_host="0.0.0.0") == 200
    assert seen(allowed_hosts="", gateway_host="0.0.0.0", public_url="https://lotsen.test") == 421
    assert seen(allowed_hosts="evil.example") == 200
