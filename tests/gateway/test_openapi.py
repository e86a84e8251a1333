"""The OpenAPI description is kept: requests made up from it, right ones and wrong ones, get what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fake_rasa import FakeRasa, application, served
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from bot.gateway.app import create_app
from bot.gateway.contract import Reply
from bot.gateway.routes.chat import Answer, Question
from bot.gateway.routes.feedback import Feedback
from bot.gateway.settings import read_settings

PATHS = {"/api/chat", "/api/suggestions", "/api/conversation", "/api/feedback", "/api/health", "/api/health/live"}


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder: Path = tmp_path_factory.mktemp("gateway")
    many = "100000/second"
    with served(application(FakeRasa(""))) as rasa:
        app = create_app(
            read_settings(
                rasa_url=rasa,
                action_url=rasa,
                allowed_hosts="testserver",  # what schemathesis calls us
                secret_file=folder / "secret",
                inside_secret_file=folder / "inside-secret",
                feedback_db=folder / "feedback.db",
                limit_client=many,
                limit_new=many,
                limit_address=many,
            )
        )
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


schema = schemathesis.pytest.from_fixture("description")


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
def test_made_up_requests_get_what_the_description_promises(case: Any) -> None:
    case.call_and_validate()


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


def test_every_address_of_the_interface_is_described(described: dict[str, Any]) -> None:
    assert set(described["paths"]) == PATHS


def test_every_problem_of_an_address_is_described_with_its_codes(described: dict[str, Any]) -> None:
    answers = described["paths"]["/api/chat"]["post"]["responses"]
    assert set(answers) == {"200", *map(str, (400, 401, 403, 408, 409, 413, 415, 422, 429, 500, 502, 503, 504))}
    assert "unknown_button" in answers["409"]["description"]


@pytest.mark.parametrize(("model", "name"), [(Question, "Question"), (Answer, "Answer"), (Feedback, "Feedback")])
def test_examples_are_of_the_form_that_they_show(described: dict[str, Any], model: Any, name: str) -> None:
    examples = described["components"]["schemas"][name]["examples"]
    assert [model.model_validate(example) for example in examples]


def test_example_of_a_reply_loses_nothing(described: dict[str, Any]) -> None:
    [example] = described["components"]["schemas"]["Answer"]["examples"]
    # FastAPI leaves null out of the description's examples
    kept = [Reply.model_validate(message).model_dump(exclude_none=True) for message in example["messages"]]
    assert kept == example["messages"]


def test_description_needs_no_page_of_elsewhere(client: TestClient) -> None:
    assert [client.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]
