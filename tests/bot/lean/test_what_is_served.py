"""What the Rasa server has in memory once it has read a message: nothing large that it has no use for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from honcho.environ import parse_procfile

from bot.inside import rasa_server
from bot.lean.rasa import main as light_rasa
from bot.setup.project import command_settings, this_project

#: Each of these takes a tenth of a gigabyte or more; a placeholder has no ``__file__``.
LARGE = ("jax", "keras", "sentence_transformers", "tensorflow", "torch", "transformers")
#: Does what Rasa's server does: its imports, the channel, the model, a message.
SERVE = """
import asyncio, json, sys
from bot.lean.light import go_light
go_light()
import rasa.__main__, rasa.core.run, rasa.server
from rasa.core.agent import load_agent
from bot.channels.guarded_rest import GuardedRestInput
GuardedRestInput.from_credentials({})

async def read(text):
    agent = await load_agent(model_path="models/lotsen.tar.gz")
    return await agent.parse_message(text)

read = asyncio.run(read("vad kostar ett läkarbesök för en asylsökande?"))
loaded = [name for name, module in sys.modules.items() if getattr(module, "__file__", None)]
print(json.dumps({"intent": read["intent"]["name"], "entities": len(read["entities"]), "loaded": loaded}))
"""


@pytest.fixture(scope="module")
def served() -> dict[str, Any]:
    project = this_project()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SERVE],
        env={**command_settings(project, os.environ), "LOTSEN_ENCODER": ""},
        cwd=project.root,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.model
def test_a_message_is_read(served: dict[str, Any]) -> None:
    assert served["intent"].startswith("ask_")
    assert served["entities"] > 0


@pytest.mark.model
@pytest.mark.parametrize("package", LARGE)
def test_no_large_package_is_loaded(served: dict[str, Any], package: str) -> None:
    assert [name for name in served["loaded"] if name.split(".")[0] == package] == []


def test_the_procfile_serves_rasa_so() -> None:
    commands = parse_procfile((this_project().root / "Procfile").read_text(encoding="utf-8")).processes
    assert "bot.inside.rasa_server run " in commands["rasa"]
    assert rasa_server.main is light_rasa
