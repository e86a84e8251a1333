"""GET /api/suggestions: the whole list, so that what is typed stays in the page."""

from __future__ import annotations

import pytest
from answer_pages.conftest import FakeActions
from starlette.testclient import TestClient


def test_the_list_is_passed_on_and_may_be_kept_by_the_reader_only(reader: TestClient) -> None:
    answer = reader.get("/api/suggestions")
    assert answer.json() == {"suggestions": [{"question": "Vad är Färdplanen?", "words": ["strategi"]}]}
    assert answer.headers["cache-control"] == "private, max-age=600"


def test_nothing_that_is_typed_is_passed_on(reader: TestClient, actions: FakeActions) -> None:
    reader.get("/api/suggestions", params={"typed": "en patient"})
    assert actions.asked == ["/suggestions"]


@pytest.mark.parametrize(("status", "code"), [(500, "assistant_failed"), (503, "assistant_unavailable")])
def test_a_failure_has_a_code_and_no_trace(reader: TestClient, actions: FakeActions, status: int, code: str) -> None:
    actions.status = status
    answer = reader.get("/api/suggestions")
    assert answer.json()["code"] == code
    assert "Traceback" not in answer.text
