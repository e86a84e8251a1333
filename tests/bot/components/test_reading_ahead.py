from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import numpy as np
import pytest

from bot.components.reading_ahead import MAX_KEPT, ReadingAhead


class Encoder:
    """Counts what it encodes, and in which thread."""

    def __init__(self) -> None:
        self.encoded: list[Sequence[str]] = []
        self.threads: set[int] = set()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded.append(texts)
        self.threads.add(threading.get_ident())
        return np.array([[len(text)] for text in texts])


@pytest.fixture
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def ahead(encoder: Encoder) -> ReadingAhead:
    made = ReadingAhead()
    made.texts_of = lambda message: [message, *message.split(" och ")[1:]]
    made.encode = encoder.encode
    return made


def test_vectors_are_computed_in_another_thread_and_taken_once(ahead: ReadingAhead, encoder: Encoder) -> None:
    asyncio.run(ahead.prepare("hur mycket och när"))
    np.testing.assert_array_equal(ahead.take(["hur mycket och när", "när"]), [[18], [3]])
    assert ahead.take(["hur mycket och när", "när"]) is None
    assert threading.get_ident() not in encoder.threads


def test_other_texts_get_nothing(ahead: ReadingAhead) -> None:
    asyncio.run(ahead.prepare("hur mycket och när"))
    assert ahead.take(["hur mycket och när"]) is None


def test_what_fails_is_told_without_the_message(ahead: ReadingAhead, caplog: pytest.LogCaptureFixture) -> None:
    def fail(texts: Sequence[str]) -> np.ndarray:
        raise ValueError(f"cannot encode {texts}")

    ahead.encode = fail
    asyncio.run(ahead.prepare("hemligt"))
    assert ahead.take(["hemligt"]) is None
    assert "ValueError" in caplog.text
    assert "hemligt" not in caplog.text


def test_without_a_pipeline_nothing_is_done() -> None:
    asyncio.run(ReadingAhead().prepare("hej"))


def test_messages_that_are_never_taken_do_not_pile_up(ahead: ReadingAhead) -> None:
    async def prepare_many() -> None:
        for number in range(MAX_KEPT + 3):
            await ahead.prepare(str(number))

    asyncio.run(prepare_many())
    assert ahead.take(["2"]) is None
    assert ahead.take(["3"]) is not None
