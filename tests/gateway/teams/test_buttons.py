"""Pressed buttons: choices, votes, and what was signed by nobody or long ago."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from activities import ANNA, BERTIL, CHAT, GROUP, message, press
from fake_microsoft import Call, Fake, sender
from fake_rasa import FakeRasa

MONTH = 31 * 24 * 3600


def shown(teams: Any, microsoft: Fake, words: str, **named: Any) -> Call:
    """The card that answers these words."""
    before = len(microsoft.calls)
    teams(message(words, **named))
    return microsoft.wait(before + 1)[before]


def choice(card: Call, do: str, index: int = 0) -> dict[str, Any]:
    """The data of a button of this kind; for votes the thumb up stands first."""
    return [data for data in card.data if data["lotsen"]["do"] == do][index]


def votes(tmp_path: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(tmp_path / "feedback.db") as database:
        return database.execute("SELECT answer_id, vote FROM feedback").fetchall()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Lets time pass for signatures."""

    def move(seconds: float) -> None:  # the signature's date stays; only we read another clock
        clock = SimpleNamespace(time=lambda: time.time() + seconds)
        monkeypatch.setattr("bot.gateway.signing.time", clock)

    return move


def test_pressed_button_asks_its_words(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    card = shown(teams, microsoft, "knappar")
    teams(press(choice(card, "ask"), card.message))
    assert "Du sa: färdplanen" in microsoft.wait(3)[-1].words
    assert [turn["message"] for turn in rasa.turns] == ["knappar", "färdplanen"]
    assert len(set(rasa.senders())) == 1


def test_choice_of_what_was_understood_asks_its_words(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    card = shown(teams, microsoft, "förstått")
    assert "Jag utgår från: papperslös · tandvård" in card.words
    teams(press(choice(card, "ask"), card.message))
    assert "Du sa: asylsökande" in microsoft.wait(2)[-1].words
    assert [turn["message"] for turn in rasa.turns] == ["förstått", "asylsökande"]


def test_words_that_come_with_a_press_do_not_hide_it(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    card = shown(teams, microsoft, "knappar")
    teams(press(choice(card, "ask"), card.message, text="Färdplanen"))
    microsoft.wait(3)
    assert [turn["message"] for turn in rasa.turns] == ["knappar", "färdplanen"]


def test_question_back_has_no_buttons_left_once_it_is_answered(teams, microsoft: Fake) -> None:
    card = shown(teams, microsoft, "knappar")
    teams(press(choice(card, "ask"), card.message))
    changed = microsoft.wait(3)[1]
    assert (changed.method, changed.message) == ("PUT", card.message)
    assert changed.data == []
    assert "Du valde: Färdplanen" in changed.words


def test_card_that_is_no_longer_known_is_left_as_it_is(bot, microsoft: Fake) -> None:
    card = shown(sender(bot(), microsoft), microsoft, "knappar")
    sender(bot(), microsoft)(press(choice(card, "ask"), card.message))  # after a restart
    assert [call.method for call in microsoft.wait(2)] == ["POST", "POST"]


def test_vote_is_stored_and_thanked_for_in_the_card(teams, microsoft: Fake, tmp_path: Path) -> None:
    card = shown(teams, microsoft, "nycklar")
    teams(press(choice(card, "vote"), card.message))
    changed = microsoft.wait(2)[1]
    assert (changed.method, changed.message) == ("PUT", card.message)
    assert "✓" in changed.words
    assert "✓" not in card.words
    assert "Så här." in changed.words
    assert votes(tmp_path) == [("from-the-action", "up")]


def test_thumb_down_is_the_other_one(teams, microsoft: Fake, tmp_path: Path) -> None:
    card = shown(teams, microsoft, "nycklar")
    teams(press(choice(card, "vote", 1), card.message))
    microsoft.wait(2)
    assert votes(tmp_path) == [("from-the-action", "down")]


def comments(tmp_path: Path) -> list[tuple[str, str | None]]:
    with sqlite3.connect(tmp_path / "feedback.db") as database:
        return database.execute("SELECT vote, comment FROM feedback").fetchall()


def commented(teams: Any, microsoft: Fake, typed: object) -> Call:
    """The card after a thumb down, whose button sends what stands in its field."""
    card = shown(teams, microsoft, "nycklar")
    teams(press(choice(card, "vote", 1), card.message))
    asking = microsoft.wait(2)[1]
    teams(press({**choice(asking, "comment"), "comment": typed}, card.message))
    return asking


def test_words_after_a_thumb_down_are_stored_masked_and_thanked_for(teams, microsoft: Fake, tmp_path: Path) -> None:
    asking = commented(teams, microsoft, "Beloppet gäller 2021, ring 070-123 45 67")
    assert "Vad kan bli bättre?" in asking.words
    thanks = microsoft.wait(3)[2]
    assert (thanks.method, thanks.message) == ("PUT", asking.message)
    assert "Tack, kommentaren är skickad." in thanks.words
    assert "Input.Text" not in thanks.words
    [(vote, words)] = comments(tmp_path)
    assert vote == "down"
    assert words is not None
    assert words.startswith("Beloppet gäller 2021")
    assert "070" not in words


@pytest.mark.parametrize("typed", ["", "   ", None, 7])
def test_an_empty_comment_leaves_the_vote_as_it_is(teams, microsoft: Fake, tmp_path: Path, typed: object) -> None:
    commented(teams, microsoft, typed)
    time.sleep(0.2)
    assert len(microsoft.calls) == 2
    assert comments(tmp_path) == [("down", None)]


def test_a_long_comment_is_cut_where_the_field_ends(teams, microsoft: Fake, tmp_path: Path) -> None:
    commented(teams, microsoft, "ord " * 2000)
    microsoft.wait(3)
    [(_, words)] = comments(tmp_path)
    assert words is not None
    assert len(words) <= 1000


def test_vote_after_a_restart_is_thanked_for_in_a_message(bot, microsoft: Fake, tmp_path: Path) -> None:
    card = shown(sender(bot(), microsoft), microsoft, "nycklar")
    sender(bot(), microsoft)(press(choice(card, "vote"), card.message))
    thanks = microsoft.wait(2)[1]
    assert thanks.method == "POST"
    assert "Tack" in thanks.words
    assert votes(tmp_path) == [("from-the-action", "up")]


def test_everybody_in_a_group_has_one_vote(teams, microsoft: Fake, tmp_path: Path) -> None:
    card = shown(teams, microsoft, "nycklar", conversation=GROUP)
    for number, (person, index) in enumerate([(ANNA, 0), (BERTIL, 0), (ANNA, 1)]):
        teams(press(choice(card, "vote", index), card.message, person=person, conversation=GROUP))
        microsoft.wait(2 + number)
    assert sorted(vote for _, vote in votes(tmp_path)) == ["down", "up"]


def test_vote_that_cannot_be_stored_is_said(bot, microsoft: Fake, tmp_path: Path) -> None:
    teams = sender(bot(feedback_db=tmp_path / ("x" * 300)), microsoft)
    card = shown(teams, microsoft, "nycklar")
    teams(press(choice(card, "vote"), card.message))
    assert "kunde inte sparas" in microsoft.wait(2)[1].words


def test_button_of_last_month_offers_its_question_again(teams, microsoft: Fake, rasa: FakeRasa, later) -> None:
    card = shown(teams, microsoft, "knappar")
    later(MONTH)
    teams(press(choice(card, "ask"), card.message))
    notice = microsoft.wait(2)[1]
    assert "för gammal" in notice.words
    assert len(rasa.turns) == 1
    later(0)
    [again] = notice.data
    teams(press(again, notice.message))
    assert "Du sa: färdplanen" in microsoft.wait(3)[-1].words


def test_vote_of_last_month_is_not_taken(teams, microsoft: Fake, tmp_path: Path, later) -> None:
    card = shown(teams, microsoft, "nycklar")
    later(MONTH)
    teams(press(choice(card, "vote"), card.message))
    assert "för gammalt" in microsoft.wait(2)[1].words
    assert not (tmp_path / "feedback.db").exists() or votes(tmp_path) == []


FORGED = {
    "another app's": lambda data: {"action": "buy"},
    "empty": lambda data: {},
    "ours without a seal": lambda data: {"lotsen": {"v": 1, "do": "ask", "seal": ""}},
    "a seal that is a number": lambda data: {"lotsen": {"v": 1, "do": "ask", "seal": 7}},
    "another seal": lambda data: {"lotsen": {**data["lotsen"], "seal": data["lotsen"]["seal"][:-2] + "xx"}},
    "another version": lambda data: {"lotsen": {**data["lotsen"], "v": 2}},
    "no object": lambda data: {"lotsen": "ask"},
}


@pytest.mark.parametrize("how", FORGED)
def test_button_that_we_did_not_send_asks_nothing(teams, microsoft: Fake, rasa: FakeRasa, how: str) -> None:
    card = shown(teams, microsoft, "knappar")
    assert teams(press(FORGED[how](choice(card, "ask")), card.message)).status_code == 200
    assert "gäller inte längre" in microsoft.wait(2)[1].words
    assert len(rasa.turns) == 1


def test_kind_beside_the_seal_counts_for_nothing(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    card = shown(teams, microsoft, "nycklar")
    vote = choice(card, "vote")
    teams(press({"lotsen": {**vote["lotsen"], "do": "ask"}}, card.message))
    microsoft.wait(2)
    assert len(rasa.turns) == 1


@pytest.mark.parametrize("elsewhere", [{"conversation": GROUP}, {"person": BERTIL}])
def test_button_holds_only_in_its_conversation(teams, microsoft: Fake, rasa: FakeRasa, elsewhere: Any) -> None:
    card = shown(teams, microsoft, "knappar", conversation=CHAT)
    teams(press(choice(card, "ask"), card.message, **elsewhere))
    assert "gäller inte längre" in microsoft.wait(2)[1].words
    assert len(rasa.turns) == 1


def test_example_of_the_welcome_can_be_pressed(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    welcome = shown(teams, microsoft, " ")
    teams(press(choice(welcome, "ask"), welcome.message))
    microsoft.wait(2)
    assert rasa.turns[0]["message"].endswith("?")


def test_a_reply_of_which_no_turn_is_kept_has_no_thumbs(teams, microsoft: Fake) -> None:
    assert "vote" not in {data["lotsen"]["do"] for data in shown(teams, microsoft, "hej").data}
    assert "vote" in {data["lotsen"]["do"] for data in shown(teams, microsoft, "nycklar").data}
