"""Health, metrics, pages and the log."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path

import pytest
import structlog
from conftest import INSIDE
from fake_rasa import FakeRasa, closed_port, served
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.gateway.logs import configure_logs


def test_health_says_that_all_is_ready(client: TestClient) -> None:
    answer = client.get("/api/health")
    assert answer.status_code == 200
    ready = dict.fromkeys(("assistant", "actions", "feedback"), "ready")
    assert answer.json() == {"live": True, "ready": True, "parts": ready}


@pytest.mark.parametrize(("setting", "part"), [("rasa_url", "assistant"), ("action_url", "actions")])
def test_health_names_what_is_not_ready(gateway, setting: str, part: str) -> None:
    client = gateway(**{setting: f"http://127.0.0.1:{closed_port()}"})
    answer = client.get("/api/health")
    assert answer.status_code == 503
    assert [name for name, state in answer.json()["parts"].items() if state == "not_ready"] == [part]
    assert client.get("/api/health/live").json() == {"live": True}


def test_every_request_shows_the_servers_secret_and_no_caller_sees_it(client: TestClient, rasa: FakeRasa) -> None:
    said = client.post("/api/chat", json={"message": "hej"})
    asked = [client.get("/api/health"), client.get("/api/suggestions"), client.get("/svar/vad-som-helst")]
    assert rasa.known == {f"Bearer {INSIDE}"}
    assert not [answer for answer in (said, *asked) if INSIDE in f"{answer.headers} {answer.text}"]


def test_servers_that_do_not_know_us_are_not_ready_and_staff_read_calm_words(gateway) -> None:
    """Another secret than theirs, as where several machines are set up."""

    async def refuse(_: Request) -> Response:
        return JSONResponse({"error": "Unauthorized"}, 401)

    with served(Starlette(routes=[Route("/{path:path}", refuse, methods=["GET", "POST"])])) as closed:
        client = gateway(rasa_url=closed, action_url=closed)
        parts = client.get("/api/health").json()["parts"]
        assert (parts["assistant"], parts["actions"]) == ("not_ready", "not_ready")
        answer = client.post("/api/chat", json={"message": "hej"})
        assert (answer.status_code, answer.json()["code"]) == (502, "assistant_failed")


OURS = "http://lotsen.test"


def test_metrics_count_replies_and_problems_without_words(client: TestClient, gateway) -> None:
    client = gateway(metrics_networks="127.0.0.0/8")
    client.post("/api/chat", json={"message": "hemliga ord"})
    client.post("/api/chat", json={})
    client.get("/a-path-that-somebody-made-up")
    local = TestClient(client.app, OURS, client=("127.0.0.1", 5))
    text = local.get("/metrics").text
    assert 'lotsen_replies_total{kind="answer",reason=""} 1.0' in text
    assert 'lotsen_problems_total{code="bad_request"} 1.0' in text
    assert 'lotsen_requests_total{method="POST",route="/api/chat",status="200"} 1.0' in text
    assert "hemliga" not in text
    assert "made-up" not in text


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.8", 404), ("testclient", 404)]
)
def test_metrics_are_for_named_networks_only(client: TestClient, address: str, status: int) -> None:
    assert TestClient(client.app, OURS, client=(address, 5)).get("/metrics").status_code == status


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for path, text in (
        ("demo/index.html", "<p>Demo"),
        ("demo/demo.css", "p {}"),
        ("dist/lotsen-chat.js", "export {};"),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/index.html", "text/html"), ("/demo.css", "text/css"), ("/widget.js", "text/javascript")],
)
def test_page_and_widget_are_served_and_revalidated(client: TestClient, path: str, kind: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.head(path).status_code == 200


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/nothing.js", "/demo/"])
def test_nothing_beside_the_page_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/", "/widget.js"])
def test_page_that_is_not_built_is_said(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_built")


def test_widget_may_be_loaded_by_allowed_origins_only(client: TestClient, gateway, built: Path) -> None:
    assert client.get("/widget.js").headers["cross-origin-resource-policy"] == "same-origin"
    abroad = gateway(allowed_origins="https://intranet.example")
    assert abroad.get("/widget.js").headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/chat"), ("DELETE", "/api/feedback"), ("PUT", "/")])
def test_other_methods_are_405_with_a_text(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (405, "not_allowed")
    assert answer.headers["allow"]


@pytest.fixture
def logged():
    """What the gateway has logged so far, as objects."""
    root, out = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    configure_logs(out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines() if "uvicorn" not in line]
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_log_holds_one_json_line_a_request_and_no_words(logged, gateway) -> None:
    client = gateway()
    client.post("/api/chat", json={"message": "hemliga ord 070-123 45 67"})
    client.get("/hemlig-sida?fråga=hemlig")
    lines = logged()
    assert [(line["event"], line["route"], line["status"]) for line in lines] == [
        ("request", "/api/chat", 200),
        ("request", "/{name}", 404),
    ]
    assert "hemlig" not in json.dumps(lines)
    assert "testclient" not in json.dumps(lines)


def test_fault_of_ours_is_500_in_words_and_logged_without_them(
    logged, gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = gateway()

    words = "hemliga ord"

    def fail(*_: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr(client.app.state.parts.assistant, "ask", fail)
    answer = client.post("/api/chat", json={"message": "hej"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["content-security-policy"]
    failed, request = logged()
    assert (failed["event"], failed["why"], request["status"]) == ("failed", "RuntimeError", 500)
    assert "chat.py" in failed["where"]
    assert "hemliga" not in json.dumps(failed) + answer.text
