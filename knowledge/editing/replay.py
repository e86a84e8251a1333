"""Put a committed set of questions to the knowledge base, and see which get another answer than before.

The questions go straight to the knowledge base: entities are found as in the
NLU and carry over within a conversation, but there is no classifier, so this
shows what a change of facts does, not how well the assistant answers.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.answering import Answerer
from knowledge.swedish.phrases import Match
from knowledge.understanding.context import Context
from knowledge.understanding.reading import read, turn_without_nlu
from knowledge.understanding.remembering import after

Encode = Callable[[Sequence[str]], np.ndarray]


@dataclasses.dataclass(frozen=True)
class Question:
    """One turn of a conversation; ``id`` is the conversation's and the turn's number."""

    id: str
    conversation: str
    say: str


@dataclasses.dataclass(frozen=True)
class Given:
    """What a question was answered with."""

    say: str
    kind: str
    reason: str | None
    facts: tuple[str, ...]
    text: str


@dataclasses.dataclass(frozen=True)
class Change:
    """A question that is answered with other facts, or in another way, than before."""

    id: str
    before: Given
    after: Given


def read_questions(folders: Iterable[Path]) -> list[Question]:
    """Every turn of the .jsonl files below the folders, in order; raises ValueError with file and line."""
    return [question for folder in folders for path in sorted(folder.rglob("*.jsonl")) for question in _read(path)]


def _read(path: Path) -> Iterator[Question]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            conversation = json.loads(line)
            for turn, given in enumerate(conversation["turns"], 1):
                yield Question(f"{conversation['id']}/{turn}", conversation["id"], given["say"])
        except (ValueError, KeyError, TypeError) as fault:
            raise ValueError(f"{path.name}:{number}: {fault}") from fault


def replay(
    answerer: Answerer,
    questions: Sequence[Question],
    today: datetime.date,
    *,
    encode: Encode,
    entities: Callable[[str], list[Match]],
) -> dict[str, Given]:
    """Answer every question, read in the light of its conversation."""
    vectors = list(encode([question.say for question in questions])) if questions else []
    given: dict[str, Given] = {}
    context, conversation = Context(), None
    for question, vector in zip(questions, vectors, strict=True):
        if question.conversation != conversation:
            context, conversation = Context(), question.conversation
        turn = turn_without_nlu(question.say, entities(question.say), vector, today)
        reading = read(turn, context)
        answer = answerer.answer(reading.query, today)
        context = after(context, turn, reading.query, answer)
        given[question.id] = Given(question.say, answer.kind, answer.reason, answer.facts, answer.text)
    return given


def changes(before: Mapping[str, Given], after: Mapping[str, Given]) -> tuple[list[Change], int]:
    """Return the questions with other facts or another kind of answer, and how many only read differently."""
    both = [(key, before[key], after[key]) for key in after if key in before and before[key].say == after[key].say]
    changed = [
        Change(key, old, new)
        for key, old, new in both
        if (old.kind, old.reason, set(old.facts)) != (new.kind, new.reason, set(new.facts))
    ]
    reworded = sum(old.text != new.text for _, old, new in both) - sum(c.before.text != c.after.text for c in changed)
    return changed, reworded


def save_answers(path: Path, today: datetime.date, given: Mapping[str, Given]) -> None:
    """Keep the answers of a build, to compare the next one with."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"today": today.isoformat(), "answers": {key: dataclasses.asdict(answer) for key, answer in given.items()}}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")


def load_answers(path: Path) -> tuple[datetime.date, dict[str, Given]] | None:
    """The answers of the last build and the day they were given for; None when there are none that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        answers = {key: Given(**{**item, "facts": tuple(item["facts"])}) for key, item in data["answers"].items()}
        return datetime.date.fromisoformat(data["today"]), answers
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
