"""How long reading a message takes by itself: ``python -m bot.evaluation.bench_nlu URL FILE``, a list of texts in YAML.

A process of its own, because Rasa fills standard error, and memory, with what the measurement has no use for.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.bench_load import BenchFailure, Times, load_questions, turn_seconds
from bot.lean.light import go_light
from bot.setup.project import Project, command_settings

MODEL = "models/lotsen.tar.gz"
WARM_UP = 5  # messages before those that count
LIMIT_SECONDS = 240.0  # for loading the model and reading all


@dataclass(frozen=True)
class Reading:
    """The trained NLU alone, and whole turns of the running bot with the same messages."""

    parse: Times
    turn: Times

    @property
    def share(self) -> float:
        """The part of a median turn that goes into reading the message."""
        return self.parse.p50_ms / self.turn.p50_ms


def time_reading(project: Project, url: str, questions: Path) -> Reading:
    """Measure both by turns, so that whatever else the machine does weighs on both alike. Raises BenchFailure."""
    log = project.log("bench-nlu")
    with log.open("wb") as errors:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "bot.evaluation.bench_nlu", url, str(questions)],
                cwd=project.root,
                env=command_settings(project, os.environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                timeout=LIMIT_SECONDS,
                check=True,
            )
        except subprocess.SubprocessError as error:
            raise BenchFailure(f"The NLU could not be measured; log: {log}") from error
    pairs = json.loads(done.stdout.splitlines()[-1])
    return Reading(Times.of([parse for parse, _ in pairs]), Times.of([turn for _, turn in pairs]))


async def _measure(url: str, texts: Sequence[str]) -> list[tuple[float, float]]:
    """Seconds for reading each text, and for the running bot's turn."""
    go_light()  # as what is served
    from rasa.core.agent import load_agent  # Rasa: only this process needs it

    agent = await load_agent(model_path=MODEL)
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    pairs = []
    for text in texts:
        start = time.perf_counter()
        await agent.parse_message(text)
        pairs.append((time.perf_counter() - start, await turn_seconds(url, text)))
    return pairs


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure(sys.argv[1], load_questions(Path(sys.argv[2]))))))
