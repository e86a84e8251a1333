from __future__ import annotations

import sqlite3
from datetime import datetime, timezone
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.gateway.feedback import FeedbackStore
from bot.gateway.texts import load_placeholders

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=timezone.utc)


def rows(path: Path) -> list[tuple]:
    with sqlite3.connect(path) as database:
        return database.execute("SELECT at, answer_id, vote, comment, voter FROM feedback ORDER BY id").fetchall()


def answer(client: TestClient, answer_id: str = "answer-1") -> str:
    """Its name as this browser gets it."""
    asked = client.post("/api/chat", json={"message": f"svar {answer_id}"})
    named: str = asked.json()["messages"][0]["custom"]["answer_id"]
    return named


def vote(client: TestClient, **more: object):
    return client.post("/api/feedback", json={"answer_id": answer(client), "vote": "down", **more})


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "votes.db", load_placeholders(), now=lambda: NOW)


def test_vote_is_stored_without_who_gave_it(client: TestClient, tmp_path: Path) -> None:
    assert vote(client, comment="Fel belopp.").json() == {"stored": True}
    [(_, voted, given, comment, voter)] = rows(tmp_path / "feedback.db")
    assert (voted, given, comment) == ("answer-1", "down", "Fel belopp.")
    assert len(voter) == 16
    assert voter not in client.cookies["lotsen"]


def test_second_vote_takes_the_place_of_the_first_and_keeps_its_words(client: TestClient, tmp_path: Path) -> None:
    vote(client, comment="Fel.")
    vote(client, vote="up")
    [(_, _, given, comment, _)] = rows(tmp_path / "feedback.db")
    assert (given, comment) == ("up", "Fel.")


def test_votes_of_two_browsers_are_two(client: TestClient, tmp_path: Path) -> None:
    vote(client)
    client.cookies.clear()
    vote(client)
    assert len(rows(tmp_path / "feedback.db")) == 2


@pytest.mark.parametrize(
    ("comment", "stored"),
    [
        ("gäller 19121212-1212 också", "gäller [personnummer] också"),
        ("ring 070-123 45 67", "ring [telefonnummer]"),
        ("skriv till anna.andersson@example.org!", "skriv till [e-postadress]!"),
        ("1912１212-1212", "[personnummer]"),
        ("   ", None),
        ("'); DROP TABLE feedback; --", "'); DROP TABLE feedback; --"),
    ],
)
def test_personal_data_in_a_comment_is_masked(
    store: FeedbackStore, tmp_path: Path, comment: str, stored: str | None
) -> None:
    store.record("answer-1", "down", comment, "v")
    assert rows(tmp_path / "votes.db")[0][3] == stored


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"vote": "sideways"}, "vote"),
        ({"answer_id": "a b c d e"}, "answer_id"),
        ({"answer_id": "x" * 97}, "answer_id"),
        ({"comment": "a" * 1001}, "comment"),
        ({"name": "Anna"}, "name"),
    ],
)
def test_other_forms_are_refused(client: TestClient, more: dict, field: str) -> None:
    refused = vote(client, **more)
    assert (refused.status_code, refused.json()["fields"]) == (422, [field])


def test_store_that_cannot_be_written_is_503_and_not_ready(gateway, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    client = gateway(feedback_db=tmp_path / "file/feedback.db")
    refused = vote(client)
    assert (refused.status_code, refused.json()["code"]) == (503, "feedback_failed")
    assert client.get("/api/health").json()["parts"]["feedback"] == "not_ready"


def test_file_that_is_no_database_is_503(gateway, tmp_path: Path) -> None:
    (tmp_path / "feedback.db").write_text("no database, but quite a lot of text that cannot be a header of one")
    assert vote(gateway()).json()["code"] == "feedback_failed"


def test_only_answers_that_this_browser_was_given_are_voted_on(gateway, tmp_path: Path) -> None:
    client, other = gateway(), gateway()
    given = answer(client)
    answer(other)  # a session of its own
    made_up = ["answer-1", "answer-2" + given.removeprefix("answer-1"), given[:-1] + ("0" if given[-1] != "0" else "1")]
    tried = [vote(client, answer_id=name) for name in made_up] + [vote(other, answer_id=given)]
    assert [(one.status_code, one.json()["code"]) for one in tried] == [(409, "unknown_answer")] * 4
    assert not (tmp_path / "feedback.db").exists() or rows(tmp_path / "feedback.db") == []
    assert vote(client, answer_id=given).json() == {"stored": True}
