"""Write the stock bot's project folder: ``python -m bot.evaluation.stock.project FOLDER``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from ruamel.yaml import YAML

from bot.evaluation.stock import content
from knowledge.editing.build import ROOT
from knowledge.editing.care import load_care
from knowledge.store import open_store
from knowledge.texts import text

CONFIG = Path(__file__).with_name("config.yml")
KNOWLEDGE = Path(".build/knowledge.sqlite")
SMALLTALK = Path("domain/smalltalk.yml")
NLU = Path("data/nlu")


def write_project(folder: Path) -> int:
    """Write config, domain, data and credentials into the folder; how many things the bot can say.

    Reads the built knowledge base and the project's own small talk and training sentences, from the present folder.
    """
    entries = content.entries_of(open_store(KNOWLEDGE), load_care(ROOT))
    smalltalk = YAML(typ="safe").load(SMALLTALK.read_text(encoding="utf-8"))["responses"]
    smalltalk["utter_ask_capabilities"] = smalltalk.pop("utter_capabilities")
    kept = {"out_of_scope", *(name.removeprefix("utter_") for name in smalltalk)}
    (folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(CONFIG, folder / "config.yml")
    _write(folder / "credentials.yml", {"rest": None})
    _write(folder / "domain.yml", content.domain(entries, smalltalk, text("answers", "no_answer", "out_of_scope")))
    _write(folder / "data/nlu.yml", content.nlu(entries, _sentences(kept)))
    _write(folder / "data/rules.yml", content.rules(smalltalk))
    _write(folder / "data/stories.yml", content.stories())
    return len(entries)


def _sentences(intents: set[str]) -> dict[str, list[str]]:
    """The project's own training sentences of some intents."""
    found: dict[str, list[str]] = {}
    for example in load_data(str(NLU)).intent_examples:
        if example.get(INTENT) in intents and example.get(TEXT):
            found.setdefault(example.get(INTENT), []).append(example.get(TEXT))
    return found


def _write(path: Path, data: Mapping[str, Any]) -> None:
    yaml = YAML()
    yaml.width = 10_000  # type: ignore[assignment]
    yaml.representer.ignore_aliases = lambda value: True  # Rasa's loader knows no anchors that span documents
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m bot.evaluation.stock.project FOLDER")
    print(write_project(Path(sys.argv[1])))
