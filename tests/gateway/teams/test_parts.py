"""The channel's small parts by themselves: words, turns, waits, memory."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any

import httpx
import pytest

from bot.gateway.contract import Reply
from bot.gateway.teams.cards import Rendered
from bot.gateway.teams.clouds import issuer, scope
from bot.gateway.teams.connector import MAX_ACTIVITY_BYTES, message
from bot.gateway.teams.login import LoginFailed
from bot.gateway.teams.memory import REPEAT_SECONDS, Memory, Shown
from bot.gateway.teams.retry import may_pass, retry_after
from bot.gateway.teams.turns import Turns
from bot.gateway.teams.words import plain
from bot.gateway.teams_settings import OPENID_URL

WRITTEN = {
    "hur m&#229;nga&nbsp;kan s&ouml;ka?": "hur många kan söka?",
    "<p>hej</p><p>då</p>": "hej\n\ndå",
    "rad ett<br>rad två": "rad ett\nrad två",
    "a < b och c > d": "a < b och c > d",
    "avgift <100 kr": "avgift <100 kr",
    "&lt;b&gt;fet&lt;/b&gt;": "<b>fet</b>",
    "<script>x</script>": "<script>x</script>",
    "vad gäller <okänt>?": "vad gäller <okänt>?",
    "<b>fet</b> <i>kursiv</i>": "fet kursiv",
    "<at>Anna</at>, vad är färdplanen?": "Anna, vad är färdplanen?",
    '<emoji id="smile" alt="😀"></emoji> hej': "😀 hej",
    "rad\r\n\r\n\r\n\r\nrad": "rad\n\nrad",
    "\xa0 \n": "",
    "vård & omsorg, FoU&U": "vård & omsorg, FoU&U",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_markup_of_teams_becomes_the_words_that_were_seen(written: str) -> None:
    assert plain(written) == WRITTEN[written]


QUOTED = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1700000000000">'
    '<strong itemprop="mri">Lotsen</strong><span itemprop="time"></span>'
    '<p itemprop="preview">Kostar det något?</p>{inner}</blockquote>'
)


@pytest.mark.parametrize("inner", ["", "<blockquote>äldre ord</blockquote>", "<!-- dolt -->", "<foo>ord</foo>"])
def test_the_words_of_a_quoted_message_are_not_asked(inner: str) -> None:
    assert plain(f"{QUOTED.format(inner=inner)}<p>och för barn?</p>") == "och för barn?"


def test_what_somebody_quotes_by_hand_is_their_own() -> None:
    assert plain("<blockquote>vård som inte kan anstå</blockquote><p>vad är det?</p>") == (
        "vård som inte kan anstå\n\nvad är det?"
    )


def response(status: int, after: str | None = None) -> httpx.Response:
    headers = {} if after is None else {"Retry-After": after}
    return httpx.Response(status, headers=headers, request=httpx.Request("POST", "https://x.example"))


AFTER = [
    ("5", 5.0),
    ("0.5", 0.5),
    ("-1", 0.0),
    ("nan", 0.0),
    ("inf", 0.0),
    ("soon", 0.0),
    (None, 0.0),
    ("Tue, 01 Dec 2026 10:00:09 GMT", 9.0),
    ("Tue, 01 Dec 2026 09:00:00 GMT", 0.0),
]


@pytest.mark.parametrize(("told", "seconds"), AFTER)
def test_time_that_teams_asks_for_is_read(told: str | None, seconds: float) -> None:
    now = datetime(2026, 12, 1, 10, tzinfo=timezone.utc)
    assert retry_after(response(429, told), now) == seconds


def status_error(status: int, after: str | None = None) -> httpx.HTTPStatusError:
    answer = response(status, after)
    return httpx.HTTPStatusError("x", request=answer.request, response=answer)


FAILURES: list[tuple[Exception, str, bool]] = [
    (status_error(429), "POST", True),
    (status_error(429, "31"), "POST", False),
    (status_error(503), "POST", True),
    (status_error(404), "PUT", False),
    (httpx.ConnectError("x"), "POST", True),
    (httpx.ConnectTimeout("x"), "POST", True),
    (httpx.RemoteProtocolError("x"), "POST", True),
    (httpx.ReadTimeout("x"), "POST", False),
    (httpx.ReadTimeout("x"), "PUT", True),
    (LoginFailed("x", passing=True), "POST", True),
    (LoginFailed("x", passing=False), "POST", False),
    (ValueError("x"), "POST", False),
]


@pytest.mark.parametrize(("error", "method", "again"), FAILURES, ids=lambda value: getattr(value, "__name__", None))
def test_what_may_pass_is_tried_again(error: Exception, method: str, again: bool) -> None:
    assert may_pass(error, method) is again


def run(story: Any) -> Any:
    return asyncio.run(story())


def test_turns_of_one_conversation_follow_each_other_even_after_a_failure() -> None:
    done: list[str] = []

    async def story() -> None:
        turns = Turns(10)

        async def fail() -> None:
            await asyncio.sleep(0.05)
            done.append("failed")
            raise RuntimeError("x")

        async def note() -> None:
            done.append("noted")

        assert turns.start("a", fail)
        assert turns.start("a", note)
        assert len(turns) == 2
        await turns.aclose(5)
        assert len(turns) == 0

    run(story)
    assert done == ["failed", "noted"]


def test_turns_have_a_bound_and_room_comes_back() -> None:
    async def story() -> None:
        turns, gate = Turns(1), asyncio.Event()

        async def wait() -> None:
            await gate.wait()

        assert turns.start("a", wait)
        assert not turns.start("b", wait)
        gate.set()
        await turns.aclose(5)
        assert turns.start("b", wait)
        await turns.aclose(5)

    run(story)


def test_turn_that_takes_too_long_is_given_up_at_the_end() -> None:
    async def story() -> None:
        turns = Turns(1)
        turns.start("a", lambda: asyncio.sleep(3600))
        await turns.aclose(0.05)
        assert len(turns) == 0

    run(story)


def test_memory_forgets_in_time() -> None:
    now = [0.0]
    memory = Memory(lambda: now[0])
    assert memory.first_seen("a", "message", "1")
    assert not memory.first_seen("a", "message", "1")
    memory.show("a", "m1", Shown(Reply(text="hej")))
    now[0] = REPEAT_SECONDS + 1
    assert memory.first_seen("a", "message", "1")
    assert memory.shown("a", "m1")
    assert memory.shown("b", "m1") is None
    now[0] = 24 * 3600.0
    assert memory.shown("a", "m1") is None


def test_activity_never_gets_larger_than_teams_takes() -> None:
    card = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "å" * MAX_ACTIVITY_BYTES}]}
    made = message(Rendered(card, "å" * MAX_ACTIVITY_BYTES))
    assert made.attachments is None
    sent = made.model_dump_json(by_alias=True, exclude_none=True)
    assert len(sent.encode()) <= MAX_ACTIVITY_BYTES


def test_other_clouds_have_issuers_of_their_own() -> None:
    assert issuer(OPENID_URL) == "https://api.botframework.com"
    assert scope("https://login.botframework.azure.us/v1/.well-known/openidconfiguration") == (
        "https://api.botframework.us/.default"
    )
