"""Calls to Teams that fail: what is tried again, what is not, and what the person sees."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from activities import CHAT, GROUP, edit, message
from fake_microsoft import IDENTITY, SECRET, TENANT, Fake, sender
from fake_rasa import FakeRasa, closed_port

from bot.gateway.teams.retry import ATTEMPTS, LONGEST_SECONDS, Retry


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The seconds that would have been waited between tries."""
    noted: list[float] = []

    async def sleep(seconds: float) -> None:
        noted.append(seconds)

    monkeypatch.setattr("bot.gateway.teams.sdk.Retry", lambda: Retry(sleep))
    return noted


PASSING = {
    "told to wait": (429, {"Retry-After": "3"}),
    "told to wait until": (429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
    "told to wait, not how long": 429,
    "told to wait in words": (429, {"Retry-After": "soon"}),
    "in trouble": 500,
    "behind a gateway": 502,
    "overloaded": 503,
}


@pytest.mark.parametrize("how", PASSING)
def test_answer_is_sent_again_until_teams_takes_it(teams, microsoft: Fake, waits: list[float], how: str) -> None:
    microsoft.script.extend([PASSING[how], PASSING[how]])
    teams(message("vad är färdplanen?"))
    calls = microsoft.wait(3)
    assert len({call.words for call in calls}) == 1
    assert len(waits) == 2


def test_teams_is_given_the_time_that_it_asks_for(teams, microsoft: Fake, waits: list[float]) -> None:
    microsoft.script.append((429, {"Retry-After": "7"}))
    teams(message("hej"))
    microsoft.wait(2)
    assert waits[0] >= 7


def test_tries_end(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    microsoft.script.extend([503] * ATTEMPTS)
    teams(message("hej"))
    microsoft.wait(ATTEMPTS)
    teams(message("sedan"))
    assert "sedan" in microsoft.wait(ATTEMPTS + 1)[-1].words


def test_teams_that_is_down_is_tried_again(teams, microsoft: Fake, waits: list[float]) -> None:
    nowhere = f"https://127.0.0.1:{closed_port()}/emea/"
    teams(message("hej", serviceUrl=nowhere), microsoft.token(serviceurl=nowhere))
    wait_until(lambda: len(waits) == ATTEMPTS - 1)
    teams(message("sedan"))
    assert "sedan" in microsoft.wait(1)[0].words


def test_nobody_waits_for_minutes(teams, microsoft: Fake, waits: list[float]) -> None:
    microsoft.script.append((429, {"Retry-After": str(LONGEST_SECONDS + 1)}))
    teams(message("hej"))
    teams(message("sedan"))
    assert "sedan" in microsoft.wait(2)[-1].words
    assert waits == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409])
def test_refusal_is_not_asked_for_twice(bot, microsoft: Fake, waits: list[float], status: int, capsys: Any) -> None:
    """403 and 404 are what a removed bot gets."""
    teams = sender(bot(), microsoft)
    microsoft.script.append(status)
    teams(message("hej, jag heter Anna"))
    teams(message("sedan"))
    assert "sedan" in microsoft.wait(2)[-1].words
    assert waits == []
    said = capsys.readouterr().out
    assert "teams_not_sent" in said
    assert "teams_turn_failed" not in said
    assert not [word for word in ("Anna", CHAT, TENANT) if word in said]


def test_card_that_teams_finds_too_large_is_sent_as_text(teams, microsoft: Fake) -> None:
    microsoft.script.append(413)
    teams(message("vad är färdplanen?"))
    plain = microsoft.wait(2)[1].sent
    assert "Du sa: vad är färdplanen?" in plain["text"]
    assert "attachments" not in plain


def test_message_that_may_have_arrived_is_not_sent_twice(bot, microsoft: Fake, monkeypatch) -> None:
    monkeypatch.setattr("bot.gateway.teams.sdk.CONNECTOR_SECONDS", 0.5)
    teams = sender(bot(), microsoft)
    microsoft.script.append("hang")
    teams(message("hej"))
    teams(message("sedan"))
    assert ["sedan" in call.words for call in microsoft.wait(2)] == [False, True]


def test_change_that_may_have_arrived_is_made_again(bot, microsoft: Fake, monkeypatch) -> None:
    monkeypatch.setattr("bot.gateway.teams.sdk.CONNECTOR_SECONDS", 0.5)
    teams = sender(bot(), microsoft)
    original = message("ett")
    teams(original)
    microsoft.wait(1)
    microsoft.script.append("hang")
    teams(edit(original, "två"))
    assert [call.method for call in microsoft.wait(3)] == ["POST", "PUT", "PUT"]


def test_answer_that_was_deleted_is_sent_anew(teams, microsoft: Fake) -> None:
    original = message("ett")
    teams(original)
    microsoft.wait(1)
    microsoft.script.append(404)
    teams(edit(original, "två"))
    assert [call.method for call in microsoft.wait(3)] == ["POST", "PUT", "POST"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("krasch", "Något gick fel"),
        ("skräp", "Något gick fel"),
        ("tyst", "Något gick fel"),
        ("fel", "Förlåt."),
    ],
)
def test_failing_assistant_is_an_apology(teams, microsoft: Fake, words: str, said: str) -> None:
    teams(message(words))
    assert said in microsoft.wait(1)[0].words


def test_assistant_that_is_away_is_an_apology(bot, microsoft: Fake) -> None:
    sender(bot(rasa_url=f"http://127.0.0.1:{closed_port()}"), microsoft)(message("hej"))
    assert "svarar inte just nu" in microsoft.wait(1)[0].words


def test_fault_of_ours_is_an_apology_too(teams, microsoft: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret word")

    monkeypatch.setattr("bot.gateway.teams.answering.answer_card", fail)
    teams(message("hej"))
    said = microsoft.wait(1)[0].words
    assert "Något gick fel hos Lotsen" in said
    assert "secret" not in said


def test_full_house_says_so(bot, microsoft: Fake) -> None:
    teams = sender(bot(max_turns=1), microsoft)
    teams(message("långsam fråga"))
    assert teams(message("hej", conversation=GROUP)).status_code == 200
    busy = microsoft.wait(2)[0]
    assert (busy.conversation, "Många frågar just nu" in busy.words) == (GROUP, True)


def test_who_asks_too_much_is_told_once_and_nobody_else(bot, microsoft: Fake, rasa: FakeRasa) -> None:
    teams = sender(bot(limit_client="2/minute"), microsoft)
    for number in range(6):
        teams(message(f"fråga {number}"))
    teams(message("min fråga", person="29:bertil-id", conversation="a:bertil"))
    assert len([call for call in microsoft.wait(4) if "Det kom väldigt många" in call.words]) == 1
    assert sorted(turn["message"] for turn in rasa.turns) == ["fråga 0", "fråga 1", "min fråga"]


def test_group_has_a_limit_of_its_own(bot, microsoft: Fake, rasa: FakeRasa) -> None:
    teams = sender(bot(limit_client="2/minute"), microsoft)
    for number in range(4):
        teams(message("hej", person=f"29:{number}", conversation=GROUP))
    microsoft.wait(4)  # two answers, and two people told
    assert len(rasa.turns) == 2


def test_turns_under_way_are_finished_at_the_end(bot, microsoft: Fake) -> None:
    client = bot()
    sender(client, microsoft)(message("långsam fråga"))
    client.__exit__()
    assert "långsam fråga" in microsoft.wait(1)[0].words
    client.__enter__()  # for the fixture to leave


LOGINS = {
    "a secret": ({}, {"client_id", "client_secret", "scope"}),
    "the identity that is the bot": ({"teams_managed_identity": "app"}, {"resource", "client_id"}),
    "an assigned identity": ({"teams_managed_identity": IDENTITY}, {"client_assertion", "scope"}),
    "the machine's own identity": ({"teams_managed_identity": "system"}, {"client_assertion", "scope"}),
}


@pytest.mark.parametrize("how", LOGINS)
def test_we_log_in_as_the_settings_say(bot, microsoft: Fake, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    named, fields = LOGINS[how]
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{microsoft.url}/identity")
    monkeypatch.setenv("IDENTITY_HEADER", "header-of-the-machine")
    if named:
        identity = named["teams_managed_identity"].replace("app", microsoft.settings()["teams_app_id"])
        named = {"teams_app_secret": "", "teams_managed_identity": identity}
    sender(bot(**named), microsoft)(message("hej"))
    microsoft.wait(1)
    last = microsoft.logins[-1]
    assert fields <= set(last)
    assert last.get("client_secret", SECRET) == SECRET
    assert last.get("tenant", TENANT) == TENANT
    assert last.get("scope", "https://api.botframework.com/.default") == "https://api.botframework.com/.default"
    assert not [name for each in microsoft.logins for name in each["headers"] if name.startswith("x-client")]


def test_token_is_fetched_once_for_many(teams, microsoft: Fake) -> None:
    for words in ("ett", "två", "tre"):
        teams(message(words))
    microsoft.wait(3)
    assert len(microsoft.logins) == 1


def test_login_that_is_down_is_tried_again_and_told(bot, microsoft: Fake, waits: list[float]) -> None:
    microsoft.login_down = True
    client = bot()
    sender(client, microsoft)(message("hej"))
    wait_until(lambda: len(waits) >= ATTEMPTS - 1)
    wait_until(lambda: client.get("/api/health").json()["parts"].get("teams") == "not_ready")
    assert microsoft.calls == []


def test_refused_login_is_not_tried_again_nor_quoted(bot, microsoft: Fake, waits: list[float], capsys: Any) -> None:
    microsoft.login_refuses = True
    client = bot()
    sender(client, microsoft)(message("hej"))
    wait_until(lambda: client.get("/api/health").json()["parts"].get("teams") == "not_ready")
    said = ""

    def told() -> bool:
        nonlocal said
        said += capsys.readouterr().out
        return "invalid_client" in said

    wait_until(told)
    assert "secret words" not in said
    assert waits == []


def wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not done() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert done()
