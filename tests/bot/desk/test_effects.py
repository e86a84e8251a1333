"""What a draft would change: asked in the background, within a limit, before and after side by side."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from bot.desk import effects
from bot.desk.desk import Desk
from bot.desk.effects import STAFF, TESTS, Asked, Means, nearest_first
from bot.desk.views import effects as view
from knowledge.editing.form import fields_of
from knowledge.editing.replay import Given, Question
from tests.bot.desk.conftest import Editor

FACT = "kompetensutvecklingsbidrag.amount.max.small"
PAGE = f"/desk/publicera/hander/faktum/{FACT}"
SCRIPT = "<script>alert(1)</script>"
TODAY = datetime.date(2026, 12, 1)


def one_vector(texts: Sequence[str]) -> np.ndarray:
    return np.ones((len(texts), 1), dtype=np.float32)


def asked(kind: str, name: str, say: str, shown: str | None = None) -> Asked:
    return Asked(kind, (Question(name, name, say),), 3 if kind == STAFF else 0, shown)


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """The questions that are put; the answers tell which store gave them."""
    put = [
        asked(TESTS, "t1", "ändras det här svaret nu"),
        asked(TESTS, "t2", "står det här svaret kvar"),
        asked(STAFF, "s1", f"en fråga med {SCRIPT}", f"en fråga med {SCRIPT}"),
        asked(STAFF, "s2", "min granne heter Hemlig Hemligsson"),
    ]
    monkeypatch.setattr(view, "questions", lambda today: put)
    asks: dict[int, int] = {}

    def answering(build: object, *rest: object) -> Callable[[Sequence[Question]], dict[str, Given]]:
        number = asks.setdefault(id(asks), 0)
        asks[id(asks)] = number + 1
        after = number % 2 == 1

        def answers(turns: Sequence[Question]) -> dict[str, Given]:
            words = "Efter." if after else "Före."
            return {t.id: Given(t.say, "answer", None, (), "Samma." if t.id == "t2" else words) for t in turns}

        return answers

    monkeypatch.setattr(effects, "_answering", answering)
    return put


def draft(desk: Desk, anna: Editor) -> None:
    found = desk.shelf.contents().fact(FACT)
    assert found
    path = f"/desk/fakta/{FACT}"
    anna.open(path)
    fields = fields_of(found[1])
    fields["asks"] += "\nhur mycket kan en pytteliten enhet söka"
    anna.post(path, data={"nyckel": anna.token, "version": "0", **fields})


class FakeStore:
    """A store that is there."""

    def load(self) -> object:
        class Build:
            id = "b"

        return Build()


def prepared(desk: Desk, monkeypatch: pytest.MonkeyPatch, clock: Callable[[], float] = time.monotonic) -> None:
    monkeypatch.setattr(desk.effects._store, "of", lambda *rest: FakeStore())
    means = Means(FakeStore(), desk.make_rebuilder, one_vector, lambda *rest: [], clock)  # type: ignore[arg-type]
    desk.effects_means = lambda: means


def waited(desk: Desk, key: str = f"faktum:{FACT}") -> effects.Run:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        run = desk.effects.get(key)
        if run and run.finished:
            return run
        time.sleep(0.02)
    raise AssertionError("it did not end")


def test_changed_answers_stand_side_by_side_and_rare_questions_are_only_counted(
    editor: Callable[..., Editor], desk: Desk, questions: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = editor()
    draft(desk, anna)
    prepared(desk, monkeypatch)
    assert "Ställ frågorna" in anna.open(PAGE).text
    assert anna.submit(PAGE).headers["location"] == PAGE
    run = waited(desk)
    assert (run.done, run.count, run.hidden, run.trouble) == (4, 4, 1, "")
    page = anna.open(PAGE).text
    assert page.count("<h4>Nu</h4>") == 2
    assert "Före." in page
    assert "Efter." in page
    assert "ändras det här svaret nu" in page
    assert "står det här svaret kvar" not in page
    assert "Hemligsson" not in page
    assert "1 frågor till får ett annat svar" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "Vad händer?" in anna.open(f"/desk/publicera/{FACT}").text
    part = anna.get(PAGE, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="lage"')
    assert "<html" not in part
    assert "hx-trigger" not in part


def test_a_run_ends_at_its_limit_and_says_how_far_it_came(
    editor: Callable[..., Editor], desk: Desk, questions: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = editor()
    draft(desk, anna)
    moments = iter(range(0, 10_000, 100))
    prepared(desk, monkeypatch, lambda: float(next(moments)))
    anna.open(PAGE)
    anna.submit(PAGE)
    run = waited(desk)
    assert (run.done, run.whole) == (1, False)
    assert "Tiden tog slut" in anna.open(PAGE).text


def test_one_run_at_a_time_and_the_page_answers_while_it_runs(
    editor: Callable[..., Editor], desk: Desk, questions: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, go_on = editor(), threading.Event()
    draft(desk, anna)
    prepared(desk, monkeypatch)
    monkeypatch.setattr(view, "questions", lambda today: questions if go_on.wait(60) else [])
    anna.open(PAGE)
    assert anna.submit(PAGE).status_code == 303
    page = anna.open(PAGE).text
    assert "Se hur långt det har kommit" in page
    assert 'http-equiv="refresh"' not in page
    again = anna.submit(PAGE)
    assert again.status_code == 409
    assert "Försök igen om en stund" in again.text
    go_on.set()
    assert waited(desk).whole


def test_a_draft_with_faults_is_said_and_the_next_run_may_begin(
    editor: Callable[..., Editor], desk: Desk, questions: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = editor()
    draft(desk, anna)
    prepared(desk, monkeypatch)
    fault = {
        "nyckel": anna.token,
        "version": "1",
        "id": FACT,
        "type": "amount",
        "text": "Nej.",
        "quote": "",
        "asks": "",
    }
    anna.post(f"/desk/fakta/{FACT}", data=fault)
    anna.open(PAGE)
    anna.submit(PAGE)
    assert waited(desk).trouble == "KnowledgeError"
    assert "Har utkastet fel?" in anna.open(PAGE).text
    assert anna.submit(PAGE).status_code == 303
    waited(desk)


def test_forged_forms_begin_nothing_and_what_has_no_draft_is_not_there(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna = editor()
    assert anna.open(PAGE).status_code == 404
    draft(desk, anna)
    anna.token = "forged"
    assert anna.submit(PAGE).status_code == 409
    assert desk.effects.get(f"faktum:{FACT}") is None
    for path in ("/desk/publicera/hander/vard", "/desk/publicera/hander/annat/x", "/desk/publicera/hander/program/x"):
        assert anna.get(path).status_code == 404


def test_what_is_nearest_to_the_draft_is_asked_first_and_staff_before_tests() -> None:
    vectors = {"långt": np.array([0.0, 1.0]), "nära": np.array([1.0, 0.0]), "personal": np.array([0.5, 0.5])}
    put = [asked(TESTS, say, say) for say in ("långt", "nära")] + [asked(STAFF, "personal", "personal")]
    ordered = nearest_first(put, vectors, np.array([[1.0, 0.0]]))
    assert [one.turns[0].say for one in ordered] == ["personal", "nära", "långt"]
