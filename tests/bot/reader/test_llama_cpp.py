"""The second reader's protocol on a real server: llama.cpp's, with a model too small to read well.

What the model reads does not matter here; that the server takes the request, keeps to the schema, and that what comes
is checked value by value, does.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.reader.client import ChatClient, ReaderFailure
from bot.reader.prompting import known, request, schema, system, vocabulary
from bot.reader.settings import ReaderSettings
from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.understanding.context import Context
from knowledge.understanding.proposing import Vocabulary, checked

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".build" / "reader-trial" / "bin" / "python"
TODAY = datetime.date(2026, 12, 1)
PATIENT = 600.0  # seconds: one thread of a busy machine reads some two thousand tokens of prompt first
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="`make reader-trial` installs llama.cpp's server")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running server, up to /v1."""
    folder = tmp_path_factory.mktemp("model")
    server = subprocess.Popen(
        [PYTHON, Path(__file__).with_name("llama_server.py"), folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        said = next((line for line in server.stdout if line.startswith("serving ")), "")
        assert said, "the server ended before it served"
        yield f"{said.split()[1].rstrip('/')}/v1"
    finally:
        server.stdin.close()
        server.wait(30)


@pytest.fixture(scope="module")
def table() -> CareTable:
    return load_care(ROOT / "knowledge")


@pytest.fixture(scope="module")
def words(table: CareTable) -> Vocabulary:
    return vocabulary(table)


async def test_what_the_server_writes_is_of_the_schema_and_only_what_stands_there_is_kept(
    address: str, words: Vocabulary
) -> None:
    text = "Vad kostar ett läkarbesök för en papperslös på 20 år?"
    asked = request(text, Context())
    client = ChatClient(ReaderSettings(address, "any", PATIENT))
    raw = await client.read(system(words), schema(words), asked)
    proposal = checked(raw, text, known(asked), words, TODAY)
    assert raw.keys() >= set(schema(words)["required"])
    for slot, value in proposal.slots.items():
        assert value.span is None or text[slice(*value.span)].strip(), slot
    assert set(proposal.slots) <= {"programme", "patient_group", "care_type", "patient_age", "registration"}


async def test_a_server_that_is_too_slow_is_given_up_in_time(address: str, words: Vocabulary) -> None:
    client = ChatClient(ReaderSettings(address, "any", 0.3))
    with pytest.raises(ReaderFailure, match="timeout"):
        await client.read(system(words), schema(words), request("Får papperslösa barn tandvård?", Context()))
