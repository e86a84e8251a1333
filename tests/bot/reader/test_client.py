"""The client against a server on loopback."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.reader.client import MOST_BYTES, ChatClient, ReaderFailure
from bot.reader.settings import ReaderSettings
from tests.bot.reader.fake_model import FakeModel, always, content, serving
from tests.bot.reader.readings import reading

SCHEMA = {"type": "object"}
REQUEST = {"message": "får hon tandvård", "before": {}}


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with serving(always(reading())) as fake:
        yield fake


def client(model: FakeModel, timeout: float = 2.0, key: str = "") -> ChatClient:
    return ChatClient(ReaderSettings(model.url, "namn", timeout, key))


async def why(asking: ChatClient) -> str:
    with pytest.raises(ReaderFailure) as fault:
        await asking.read("system", SCHEMA, REQUEST)
    return fault.value.why


async def test_a_reading_is_asked_for_with_its_schema_and_the_message_as_data(model: FakeModel) -> None:
    assert await client(model, key="hemlig").read("system", SCHEMA, REQUEST) == reading()
    [asked] = model.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["model"] == "namn"
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert json.loads(asked["messages"][1]["content"]) == REQUEST
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (model.headers[0]["authorization"], model.headers[0]["api-key"]) == ("Bearer hemlig", "hemlig")


async def test_without_a_key_none_is_sent(model: FakeModel) -> None:
    await client(model).read("system", SCHEMA, REQUEST)
    assert not {"authorization", "api-key"} & model.headers[0].keys()


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
async def test_another_status_is_no_reading(model: FakeModel, status: int) -> None:
    model.respond = always(reading(), status)
    assert await why(client(model)) == f"status_{status}"


async def test_a_redirect_is_not_followed(model: FakeModel) -> None:
    model.respond = always(reading(), 307)
    assert await why(client(model)) == "status_307"
    assert len(model.asked) == 1


async def test_a_server_without_structured_output_is_asked_without_it_next_time(model: FakeModel) -> None:
    model.respond = lambda fake, body: (400, b"{}") if "response_format" in body else (200, content(reading()))
    asking = client(model)
    assert await why(asking) == "schema"
    assert await asking.read("system", SCHEMA, REQUEST) == reading()


async def test_json_between_fences_is_read(model: FakeModel) -> None:
    model.respond = always(f"```json\n{json.dumps(reading())}\n```")
    assert await client(model).read("system", SCHEMA, REQUEST) == reading()


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"choices": []}', content("Ja, det g\u00e5r bra."), content(""), content("[" * 20_000)],
    ids=["empty", "page", "list", "no choice", "prose", "nothing", "deep"],
)
async def test_what_is_no_json_is_no_reading(model: FakeModel, body: bytes) -> None:
    model.respond = lambda fake, asked: (200, body)
    assert await why(client(model)) == "no_json"


async def test_a_long_reply_is_cut_off(model: FakeModel) -> None:
    model.respond = always("x" * (2 * MOST_BYTES))
    assert await why(client(model)) == "too_long"


@pytest.mark.parametrize("slow", ["wait", "drip"])
async def test_the_time_limit_is_that_of_the_whole_and_not_of_one_byte(model: FakeModel, slow: str) -> None:
    setattr(model, slow, {"wait": 2.0, "drip": 0.05}[slow])
    start = time.monotonic()
    assert await why(client(model, timeout=0.3)) == "timeout"
    assert time.monotonic() - start < 1.0


async def test_where_nobody_listens_there_is_no_reading() -> None:
    assert await why(ChatClient(ReaderSettings("http://127.0.0.1:9/v1", "namn", 1.0))) == "connection"


async def test_no_proxy_of_the_environment_is_used(model: FakeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert await client(model).read("system", SCHEMA, REQUEST) == reading()


def test_a_client_is_used_by_one_loop_after_another(model: FakeModel) -> None:
    asking = client(model)
    read: list[Any] = [asyncio.run(asking.read("system", SCHEMA, REQUEST)) for _ in range(2)]
    assert read == [reading(), reading()]
