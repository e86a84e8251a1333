"""How much there is: ``python -m bot.evaluation.counts [--write]``.

Counts facts, asks, training sentences and sets of questions in their files, so that no document has to repeat a figure
that the next change makes wrong. With ``--write`` the table goes to docs/counts.md; a test fails while that is not what
the files hold.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from bot.setup.project import this_project
from knowledge.editing.reading import yaml_files

ROOT: Final = this_project().root
PAGE: Final = Path("docs/counts.md")
HEAD: Final = """# How much there is

Written by `python -m bot.evaluation.counts --write`; a test fails while it is not what the files hold. Other documents
name no such figure of today. Where one stands beside a measurement, it is of the day on which that was measured.

| what | where | how many |
|---|---|---|
"""


#: Sets of held-out questions by the beginning of their files' names; the first sets are named by topic alone.
HELD_OUT: Final = {"second": "second_*.jsonl", "third": "third_*.jsonl", "development": "dev_*.jsonl"}


def rows(root: Path = ROOT) -> Iterator[tuple[str, str, str]]:
    """What is counted, where it lies, and how many there are, in words."""
    yield from _of_knowledge(root / "knowledge")
    sentences = [line for document in _documents(root / "data/nlu") for line in _examples(document)]
    yield "training sentences", "data/nlu", f"{len(sentences)}"
    yield "labelled messages", "data/labelled", _lines(root / "data/labelled")
    yield "labelled messages that nothing learns", "tests/labelled", _lines(root / "tests/labelled")
    yield "conversations that the heads have learned", "tests/taught", _played((root / "tests/taught").glob("*.jsonl"))
    yield from _held_out(root / "tests/held_out")
    scripts = [one for document in _documents(root / "tests/conversations") for one in document["conversations"]]
    yield "conversations that must go right", "tests/conversations", f"{len(scripts)}"


def _of_knowledge(folder: Path) -> Iterator[tuple[str, str, str]]:
    documents = _documents(folder / "facts")
    facts = [entry for document in documents for entry in document.get("facts", ())]
    gaps = [entry for document in documents for entry in document.get("gaps", ())]
    topics = _yaml(folder / "facts/care/topics.yml")["facts"]
    asks = [ask for entry in (*facts, *gaps, *topics) for ask in entry.get("asks", ())]
    yield "facts of pages", "knowledge/facts", f"{len(facts)} on {len(documents)} pages, and {len(gaps)} gaps"
    yield "topics of the right to care", "knowledge/facts/care/topics.yml", f"{len(topics)}"
    with (folder / "sources/care-rights/care_rights.csv").open(encoding="utf-8", newline="") as table:
        yield "rows about the right to care", "knowledge/sources/care-rights", f"{len(list(csv.DictReader(table)))}"
    yield "asks of these, by the editors", "knowledge/facts", f"{len(asks)}"
    yield "asks by other hands", "knowledge/asks", _lines(folder / "asks")


def _held_out(folder: Path) -> Iterator[tuple[str, str, str]]:
    later = {name: sorted(folder.glob(pattern)) for name, pattern in HELD_OUT.items()}
    first = sorted(set(folder.glob("*.jsonl")).difference(*later.values()))
    for name, files in {"first": first, **later}.items():
        yield f"held-out questions, {name} sets", "tests/held_out", _played(files)


def page(root: Path = ROOT) -> str:
    """The whole of docs/counts.md."""
    return HEAD + "".join(f"| {what} | `{where}` | {number} |\n" for what, where, number in rows(root))


def _yaml(file: Path) -> Any:
    return yaml_files.plain(yaml_files.load(file))


def _documents(folder: Path) -> list[dict[str, Any]]:
    return [_yaml(file) for file in sorted(folder.glob("*.yml"))]


def _examples(document: dict[str, Any]) -> list[str]:
    """The sentences of a file of training data, which Rasa writes as one text with a hyphen before each."""
    texts = [entry["examples"] for entry in document["nlu"] if "intent" in entry]
    return [line for text in texts for line in str(text).splitlines() if line.startswith("- ")]


def _json_lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _lines(folder: Path) -> str:
    files = sorted(folder.glob("*.jsonl"))
    return f"{sum(len(_json_lines(file)) for file in files)} by {len(files)} hands"


def _played(files: Iterable[Path]) -> str:
    sets = [_json_lines(file) for file in files]
    turns = sum(len(conversation["turns"]) for one in sets for conversation in one)
    return f"{sum(map(len, sets))} conversations, {turns} turns, in {len(sets)} files"


def main(arguments: Sequence[str]) -> None:
    """Print the page, or write it."""
    if "--write" in arguments:
        (ROOT / PAGE).write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
