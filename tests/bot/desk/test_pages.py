"""Every page opens, is closed to strangers and to other sites' forms, and shows what was typed as words only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bot.desk.app import POLICY, create_app
from bot.desk.desk import Desk
from bot.desk.texts import texts
from knowledge.words.vocabulary import PAGE_QUESTIONS
from tests.bot.desk.conftest import Editor

FACT = "kompetensutvecklingsbidrag.amount.max.small"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
PAGES = [
    "/desk",
    "/desk/fakta",
    "/desk/fakta?program=glesbygd&typ=rule&ord=bidrag",
    f"/desk/fakta/{FACT}",
    "/desk/fakta/nytt",
    "/desk/sidor",
    "/desk/sidor/kompetensutvecklingsbidrag",
    "/desk/ta-in",
    "/desk/vard",
    "/desk/vard?alder=child&bekrafta=1&ratt=yes",
    "/desk/vard/ruta?grupp=asylum_seeker&alder=adult&vard=dental",
    "/desk/vard/bekrafta",
    "/desk/vard/poster",
    "/desk/vard/post/gap/glasses-grant-adults",
    "/desk/publicera",
    "/desk/fraga",
    "/desk/insikt",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_with_a_strict_policy(editor: Callable[..., Editor], path: str) -> None:
    page = editor().open(path)
    assert page.status_code == 200
    assert "<h1>" in page.text
    assert (page.headers["content-security-policy"], page.headers["cache-control"]) == (POLICY, "no-store")
    assert page.headers["referrer-policy"] == "same-origin"
    assert "style=" not in page.text
    assert "onclick" not in page.text


@pytest.mark.parametrize(
    "path", ["/desk/finns-inte", "/desk/fakta/finns.inte", "/desk/vard?alder=300", "/desk/vard/ruta"]
)
def test_what_is_not_there_is_said_in_swedish(editor: Callable[..., Editor], path: str) -> None:
    page = editor().open(path)
    assert page.status_code == 404
    assert "Sidan finns inte på redaktörsbordet." in page.text


def test_nobody_comes_in_without_a_person(desk: Desk) -> None:
    stranger = TestClient(create_app(desk))
    assert stranger.get("/desk").status_code == 401
    assert stranger.get("/desk", headers={"Lotsen-Desk-Person": "id=x"}).status_code == 401


def test_a_form_without_its_token_or_with_somebody_elses_changes_nothing(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo")
    bo.open(f"/desk/fakta/{FACT}")
    assert anna.submit(f"/desk/fakta/{FACT}", text="Nytt.").status_code == 409
    anna.token = bo.token
    assert anna.submit(f"/desk/fakta/{FACT}", text="Nytt.").status_code == 409
    assert desk.drafts.all() == []


def test_script_in_a_draft_a_search_or_a_reason_is_shown_as_words(editor: Callable[..., Editor]) -> None:
    anna = editor(SCRIPT, publisher=True)
    anna.open(f"/desk/fakta/{FACT}")
    anna.submit(f"/desk/fakta/{FACT}", version="0", id=FACT, type="amount", text=SCRIPT, quote=SCRIPT, asks=SCRIPT)
    pages = [f"/desk/fakta/{FACT}", "/desk", "/desk/publicera", f"/desk/publicera/{FACT}", "/desk/fakta?ord=" + SCRIPT]
    for path in pages:
        page = anna.open(path).text
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img" not in page


def test_a_text_that_no_fact_has_is_refused(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    anna.open(f"/desk/fakta/{FACT}")
    assert anna.submit(f"/desk/fakta/{FACT}", text="x" * 20_001).status_code == 413
    assert anna.submit(f"/desk/fakta/{FACT}", text="x" * 300_000).status_code == 413
    assert desk.drafts.all() == []


def test_the_care_table_narrows_to_what_was_chosen(editor: Callable[..., Editor]) -> None:
    page = editor().open("/desk/vard?grupp=undocumented&vard=dental").text
    assert page.count("<td") == 1
    assert "1 rutor" in page


def test_every_question_type_is_explained() -> None:
    assert set(texts()["question_types"]) == set(PAGE_QUESTIONS)
