"""The table of set-up steps: what each makes, and from what.

A step runs again when a file among its inputs, one of its settings, its command or a step that it
needs has changed, or when its output is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Sequence

from bot.setup import browser, redis_server
from bot.setup.debian import still_there
from bot.setup.environment import install_bootstrap, install_environment, python_runs
from bot.setup.gateway_environment import has_tests, install_gateway, install_gateway_tests
from bot.setup.reader_trial import LOCK, install_reader_trial
from bot.setup.workshop import Workshop


@dataclass(frozen=True)
class Step:
    """One row of the table."""

    name: str
    does: str  # printed while it runs
    inputs: tuple[str, ...]  # files, folder/*.py, folder/** for all below, or file.yml#key for a part of a file
    output: str
    needs: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()  # environment variables that change the output
    #: Run by the environment's Python; {out} is a path to write to, {out_folder} the folder it lies in.
    #: The output is moved into its place when the command has ended well.
    command: tuple[str, ...] = ()
    #: Instead of a command, for what cannot be moved: makes the output in its place.
    make: Callable[[Workshop], None] | None = None
    #: Whether an output that stands there is of use.
    sound: Callable[[Path], bool] = field(default=Path.exists)
    #: Whether only tests need it; `make run` then passes it by.
    for_tests: bool = False


STEPS = (
    Step(
        name="bootstrap",
        does="fetching uv, which installs packages",
        inputs=("requirements/bootstrap.txt",),
        output=".build/bootstrap",
        make=install_bootstrap,
        sound=python_runs,
    ),
    Step(
        name="environment",
        does="installing Rasa and the other packages into .venv (first time: several GB)",
        needs=("bootstrap",),
        inputs=("requirements/assistant.txt", "pyproject.toml"),
        settings=("UV_TORCH_BACKEND",),
        output=".venv",
        make=install_environment,
        sound=python_runs,
    ),
    Step(
        name="encoder",
        does="building the sentence encoder from its packages",
        needs=("environment",),
        inputs=("knowledge/encoder/**",),
        output=".build/encoder",
        command=("-m", "knowledge.encoder.convert", "{out}"),
    ),
    Step(
        name="spacy",
        does="building the Swedish spaCy pipeline",
        needs=("environment",),
        inputs=("bot/components/build_spacy.py", "knowledge/swedish/lemmas.py"),
        output=".build/spacy",
        command=("-m", "bot.components.build_spacy", "{out}"),
    ),
    Step(
        name="knowledge",
        does="checking the facts and building the knowledge base",
        needs=("encoder", "spacy"),
        inputs=("knowledge/**", "data/lexicon/**"),
        settings=("LOTSEN_ENCODER", "LOTSEN_SPACY", "KNOWLEDGE_URL"),
        output=".build/knowledge.sqlite",
        command=("-m", "knowledge", "build", "--out", "{out}"),
    ),
    Step(
        name="model",
        does="training the Rasa model (minutes)",
        needs=("encoder", "spacy"),
        inputs=(
            *("config.yml", "domain/**", "data/**", "bot/components/**", "bot/labelled.py"),
            *("knowledge/swedish/**", "knowledge/limits.yml#phrases"),
        ),
        settings=("LOTSEN_ENCODER",),
        output="models/lotsen.tar.gz",
        command=(
            *("-m", "bot.lean.rasa", "train", "--config", "config.yml", "--domain", "domain", "--data", "data"),
            *("--out", "{out_folder}", "--fixed-model-name", "lotsen"),
        ),
    ),
    Step(
        name="gateway",
        does="installing the gateway's packages into .venv-gateway",
        needs=("bootstrap",),
        inputs=("requirements/gateway.txt",),
        output=".venv-gateway",
        make=install_gateway,
        sound=python_runs,
    ),
    Step(
        name="gateway-tests",
        does="adding what the gateway's tests need to .venv-gateway",
        needs=("gateway",),
        inputs=("requirements/gateway-dev.txt",),
        output=".venv-gateway",
        make=install_gateway_tests,
        sound=has_tests,
        for_tests=True,
    ),
    Step(
        name="reader-trial",
        does="installing llama.cpp's server and a small model into .build/reader-trial",
        needs=("bootstrap",),
        inputs=(LOCK,),
        output=".build/reader-trial",
        make=install_reader_trial,
        sound=python_runs,
        for_tests=True,
    ),
    Step(
        name="browser",
        does="looking for the browser that the page's tests drive",
        inputs=("bot/setup/browser.py", "bot/setup/debian.py"),
        settings=("LOTSEN_CHROMIUM",),
        output=browser.FOUND,
        make=browser.find_browser,
        sound=still_there,
        for_tests=True,
    ),
    Step(
        name="redis",
        does="looking for the Redis that tests of several servers start",
        inputs=("bot/setup/redis_server.py", "bot/setup/debian.py"),
        output=redis_server.FOUND,
        make=redis_server.find_redis,
        sound=still_there,
        for_tests=True,
    ),
)  # fmt: skip


def with_needs(names: Sequence[str], steps: Sequence[Step] = STEPS) -> list[Step]:
    """The named steps and all that they need, in the table's order."""
    by_name = {step.name: step for step in steps}
    wanted = set()
    left = list(names)
    while left:
        step = by_name[left.pop()]
        if step.name not in wanted:
            wanted.add(step.name)
            left.extend(step.needs)
    return [step for step in steps if step.name in wanted]
