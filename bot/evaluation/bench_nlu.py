"""How long reading a message takes by itself: ``python -m bot.evaluation.bench_nlu FILE``, a list of texts in YAML.

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
from pathlib import Path

from bot.evaluation.bench_load import BenchFailure, Times, load_questions
from bot.setup.project import Project, command_settings

MODEL = "models/lotsen.tar.gz"
WARM_UP = 5  # messages before those that count
LIMIT_SECONDS = 180.0  # for loading the model and reading all


def time_parse(project: Project, questions: Path) -> Times:
    """The trained NLU alone, on every question; masking, answering and storing are not part of it."""
    log = project.log("bench-nlu")
    with log.open("wb") as errors:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "bot.evaluation.bench_nlu", str(questions)],
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
    return Times.of(json.loads(done.stdout.splitlines()[-1]))


async def _parse(texts: Sequence[str]) -> list[float]:
    """Seconds for each text."""
    from rasa.core.agent import load_agent  # Rasa: only this process needs it

    agent = await load_agent(model_path=MODEL)
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    seconds = []
    for text in texts:
        start = time.perf_counter()
        await agent.parse_message(text)
        seconds.append(time.perf_counter() - start)
    return seconds


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_parse(load_questions(Path(sys.argv[1]))))))
